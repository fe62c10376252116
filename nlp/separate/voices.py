"""Words by which a voice is known: a seller's who speaks calmly to a reader, or that of news.

An advertisement that reads as an article gives no address and urges to nothing. It names a trouble of private
life, a helper, how gently that one helps, how little it takes and what it costs. News tells who said or did
what, and when. Counted in English, French and Spanish; all words are folded (lower case, no accents), and
``*`` stands for any ending. No list decides anything: :mod:`nlp.separate.appeal` weighs their counts together.
"""

from __future__ import annotations

from functools import lru_cache

_SETS = {
    "reader": """you your yours yourself vous votre vos tu te ton ta tes toi usted ustedes tus tuyo contigo""",
    "ours": """our we us ours notre nos nous nuestro nuestra nuestros nuestras""",
    # what somebody lacks or wishes for in private
    "need": """debt* indebt* loan* mortgage* borrow* overdraft pret prets emprunt* endett* decouvert prestamo* hipoteca*
    deuda* credit* divorc* lonel* solitud* soledad single singles celibatair* solter* couple* pareja* soulmate love amour amor
    heart coeur corazon dating encounter* rencontr* marri* wedding* mariage* boda* conjugal*
    hair bald* cheveux calvitie pelo cabello calvic* wrinkl* rides arrug* skin peau piel smile* sourire* sonris* teeth dent
    dents dental* dentadur* implant* diet* slim* weight maigr* mincir minceur kilos adelgaz* graiss* grasa* fat
    sleepless* insomn* sommeil sueno dormir sleep* nights nuits noches stress* fatigue* tired* tir* cansad* agot*
    pain* douleur* dolor* joint* articul* backache* anxi* angoiss* ansied* ordeal epreuve* pesadill* nightmar* cauchemar* fatalit*
    homework devoirs deberes essay* thesis theses dissertation* memoire* tesis tesina* tfg tfm exam exams examen* studies
    savings epargn* ahorr* invest* invers* invert* placement* placer rentab* portfolio* portefeuille* cartera yield* rendement*
    patrimoin* patrimoni* fortune* retirement retraite jubilac* inheritance heritage* income revenu* ingresos wages
    moving demenag* mudar* mudanz* furnitur* meuble* mueble* garden* jardin* roof toit* toiture* tejado* heating chauff* calefacc*
    bill bills factur* window* fenetr* ventan* plumb* plomb* fontaner* lock locks serrur* cerradur* kitchen* cuisin* cocina*
    car cars voiture* coche* vehic* licen?e licence* permis carne driv* visa* visado* passport* passeport* pasaporte*
    holiday* vacances vacaciones voyage* viaj* travel* weekend* cruise* croisiere* crucero* watch watches montre* reloj*
    jewel* bijou* joya* perfum* parfum* leather cuir cuero fashion clothes luxe lujo luxury
    language* langue* idioma* lesson* cours clases tutor* diploma* diplome* career* carriere* carrera* cv
    series streaming surf* internet connexion conexion connection* vpn browse* navigu* naveg*
    football futbol foot match* forecast* pronosti* bet bets betting pari paris apuesta* winnings gains jackpot casino* lottery loto
    future avenir futuro destin* fate clairvoyan* voyan* viden* tarot* astrolog* medium* ritual* rituel* ritual spell* cards
    spa massage* masaje* bain* bassin* bano* pool piscin* herbal tisan* infusion* leak* fuite* fuga* averia breakdown* child* enfant* hijos ninos nann* nounou* villa villas sun soleil sol sea mer mar mattress* matelas colchon* back dos espalda suffer* souffr* sufr* ruin* worr* inquiet* player* joueur* jugador* game* jeu* juego* ball ballon balon dream* reve* suen* freedom libert* hope* espoir* esperanz* gift* cadeau* regal* friends amis amigos dog* chien* perro* cat""",
    # who helps and what they do
    "service": """accompan* acompan* assist* deliver* livre* livraison* entreg* envi* ship* welcom* accueill* acoge*
    prepar* advis* advic* conseill* asesor* coach* tutor* writer* redact* plume* pluma* pen expert* specialist* spezial*
    artisan* artesan* craftsm* artist* workshop* atelier* taller cabinet gabinete boutique* shop* house maison casa agency* agence*
    agencia* clinic* cliniq* surgeon* chirurg* ciruj* dentist* odontolog* lawyer* avocat* abogad* gestor* notary* broker* courtier*
    corredor* partner* partenaire* socio* team teams equip* engineer* technic* installer* instal* jardinier* gardener* maestr*
    maitre master* healer* guerisseur* curander* method* formula* formule* cure cures belt* ceintur* cintur* drops goutte* gotas
    baum* balm* creme* cream* crema* plants plante* planta* capsul* gelul* remed* supplement* complement*
    app apps application* aplicac* platform* plateforme* plataforma* service* servic* solution* soluc* program* subscri* abonn* suscri*
    offer* offr* propos* propon* provid* procur* fourni* bring* apport* aport* take* prend* handle* manage* gere* gestion*
    sooth* apais* calm* alivi* reliev* soulag* repouss* grow* hostess* hotess* compan* companion* legal* jurist* serum institut* circle cercle circulo salon firm firma encrypt* chiffr* cifr* insur* assur* asegur* protect* proteg* help* aid* ayud* restor* recover* recuper* transform* design*
    build* construi* constru* creat* cre* book* reserv* estimat* devis presupuest* quote* refund* rembours* reembols*""",
    # how it is done, and how good it is
    "praise": """seren* discre* discret* discrec* kind kindly kindness bienveill* carin* amab* gentle* gently douc* soft* suav* tender*
    care careful* attenti* soin soins cuidad* mimo esmero exquis* confiden* confian* confidenc* trust* peac* paix paz calm* tranquil*
    reput* renom* passion* pasion* perfect* parfait* beautif* beaut* belle* bell* hermos* magnifi* elegan* refin* sincer* serious*
    serieu* seri* natural* naturel* organic pure* puro* pura* quality qualit* calidad guarant* garant* satisf* recommend* recommand*
    recomiend* happi* happy bonheur feliz felic* joy joie alegr* well-being wellbeing bien-etre bienestar comfort* confort* warm*
    chaleur* calid* unique* unic* excellen* excelen* exception* excepc* savoir-faire tradition* tradic* authentic* authentiq* autentic*
    original* faithful* fidel* fiel* precious* preci* reliab* fiab* honest* honnet* prestig* noble* dream ideal* best meilleur* mejor*
    success* succes* reuss* exito* result* effectiv* efficac* eficaz* rapid* quick* fast personal* personnal* individual* sur-mesure
    medida tailor* secure* securis* segur* anonym* anonim* secret* legal* legal hidden""",
    # how little it takes, and when it is done
    "ease": """simpl* easy easily facil* effortless* enough suffi* basta bastan just only seul* solo sol* without sans sin never jamais nunca
    everything tout todo toda pace rythme rhythm ritmo home chez domicil* sofa canape door porte puerta abroad anywhere everywhere
    partout minute* minut* hour* heure* hora* 24 48 day days jour* dia dias morning matin* manana* night nuit noche same meme mismo
    immediat* inmediat* instant* first premier* primer* possible* posible* finally enfin always toujours siempre include* inclu* compris*
    coffee cafe whatever despite malgre step paso rest repos* descans* enjoy* profit* disfrut* relax* detend* choos* chois* elig*""",
    "price": """free freely offered offert* gratis gratuit* free-of-charge regalo price* prix precio* tarif* tarifa* cost* cout* coute*
    cuest* pay pays paid payez pag* half moitie mitad third tiers tercio discount* remise* descuent* reduc* cheap* barat* euro euros
    dollar* pound* percent cent pour-cent symbol* month* mois mes aids""",
    "crowd": """thousand* millier* miles hundred* centaine* cientos customers clients client* client clientes users utilisateur* usuario*
    members membre* adherent* miembros readers lecteurs lectores pupils eleves students etudiants estudiantes alumnos satisfied already
    adopt* families familles familias people neighbours vecinos""",
    "tells": """said says say told tell tells added announced announces explained explains according reported reports warned warns
    declared denied denies asked asks asking reminds recalls recalled notes noted estimates estimated regrets regretted demands demanded
    claims claimed assures assured promises promised believes accused denounces denounced criticised criticizes confirmed confirms
    dit disent indiq* expliq* precise* annonc* ajout* estim* affirm* racont* resum* rappel* souligne* regrett* denonc* deplor* reclam*
    demand* alert* selon dement* promet* promis* reconn* confirm* plaid* lance recommande
    dijo dice dicen segun explic* anunci* senal* afirm* asegur* cuent* admit* record* recuerd* recuerda denunc* pide piden pidio
    lament* alert* advirt* adviert* confirm* reclam* exig* sostien* prometi*""",
    "past": """was were had been did became began went took got made found gave built left sent paid kept held came received refused
    sold bought arrived opened closed spent seized packed carried etait etaient avait avaient eut fut furent ete fue fueron era eran
    habia habian hizo tuvo estaba estaban ha han hubo duro busc* detuvo aprobo llego cobraban""",
    "authority": """ministr* minister* ministe* sanidad government* gouvernement* gobierno* council* consej* conseil region* regional*
    commission* comision* court* tribunal* juez* juge* judge* jury police policia gendarm* prosecut* procureur fiscal* mayor* maire*
    mairie alcald* ayuntamient* municipal* town state etat estado agency agence agencia hospital* hopital* hopitaux chu university*
    universit* universidad* union* syndicat* sindicat* opposition oposicion parliament* parlement* parlament* senat* deput* diputad*
    law loi ley decree* decret* report rapport informe study etude estudio director* directeur* directric* president* professor*
    professeur* profesor* researcher* chercheur* investigador* association* asociacion* federat* federac* ordre order colegio* insurance
    assurance emergenc* urgenc* samu nurse* infirmier* enfermer* doctor* medecin* medic* pharmac* farmac* patient* pacient* ward*
    public publics publiqu* publico publica tender* marche* concurso* contract* contrat* contrato* budget* presupuesto
    opponent* victim* minority majority citizen* citoyen* ciudadan* inhabit* habitant* volunt* benevol* customs douane* aduan*""",
    "date": """monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    miercoles jueves viernes sabado domingo january february march april june july august september october november december janvier
    fevrier mars avril mai juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre yesterday hier ayer last next dernier derniere prochain* pasado proximo 19* 20* summer autumn
    spring winter ete automne printemps hiver verano otono invierno primavera""",
    # what no seller says of what he sells
    "doubt": """but however mais toutefois cependant pero nobody nadie personne fail* echec* fracas* late retard* delay* loss* perte*
    perdid* breach* breakdown* panne* averia* fraud* scam* escroq* arnaqu* estaf* fake faux falso* risk* risque* riesgo* danger*
    complic* infect* complaint* plainte* denunci* queja* illegal* warn* unknown inconnu* desconocid* penalt* fine amend* multa* victim*
    prison* arrest* condemn* condamn* conden* suspend* suspens* against contre contra critic* critiq* lawsuit* crisis crise
    deficit* shortage* penurie* strike* greve* huelga* cancel* annul* problem* trouble*""",
}

NAMES = tuple(_SETS)
"""The lists, in the order of :func:`counts`."""

_WHOLE: dict[str, int] = {}
_BEGINS: dict[str, int] = {}
for _at, _words in enumerate(_SETS.values()):
    for _word in _words.split():
        _into, _key = (_BEGINS, _word[:-1]) if _word.endswith("*") else (_WHOLE, _word)
        _into[_key] = _into.get(_key, 0) | 1 << _at
_LENGTHS = sorted({len(begin) for begin in _BEGINS})


@lru_cache(maxsize=16_384)
def lists_of(word: str) -> tuple[int, ...]:
    """The numbers of the lists that hold a folded word."""
    bits = _WHOLE.get(word, 0)
    for length in _LENGTHS:
        bits |= _BEGINS.get(word[:length], 0)
    return tuple(i for i in range(len(NAMES)) if bits >> i & 1)


def counts(words: tuple[str, ...]) -> tuple[int, ...]:
    """How many of the words are in each list."""
    found = [0] * len(NAMES)
    for word in words:
        for i in lists_of(word):
            found[i] += 1
    return tuple(found)
