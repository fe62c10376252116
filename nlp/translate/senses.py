"""What a sentence must have for a sense of a glossary term: expressions by the name of the sense."""

from __future__ import annotations

_BOOTY = (
    r"pirate|hacker|cybercrimin|attaquant|voleur|données|fichiers?\b|identifiants|mots? de passe|police|gendarm|"
    r"enquêteur|suspect|document"
)
_RULE = r"(?:articles?|dispositions|stipulations|règlement|RGPD|code|principes?|obligations?)(?!\w)"
_WORTH = r"un marché de (?:(?:près|plus|moins) de |quelque |environ )?(?=\d)"

_PLANS = (
    r"(?:plans?|budgets?|listes?|calendriers?|comptes|stratégie|modalités|tarifs?|montants?|schéma|feuille de route|barème|"
    r"périmètre|programmation|cahier des charges)(?!\w)"
)
_BEGUN = (
    r"(?:plans?|programmes?|négociations?|procédures?|discussions?|réformes?|travaux|démarches?|réflexions?|concertations?|chantiers?|"
    r"poursuites|transformation|modernisation|actions?|consultations?|pourparlers|restructuration|dialogue|recrutements?)(?!\w)"
)
_SERVICE = (
    r"(?:permanence|gardes?|continuité|intérim|maintenance|services?|suivi|remplacements?|accueil|prise en charge|formations?|"
    r"surveillance|support|exploitation|hébergement|astreintes?|coordination|livraisons?|stérilisation|ménage|restauration|"
    r"distribution|assistance|logistique|tri|télésurveillance|transports?|gestion|approvisionnement|infogérance)(?!\w)"
)
_NOT_PROMISED = (
    r"^(?!.*(?<!\w)(?:s|m|se sont|nous sommes)['’ ]?(?:est |était |étant |étaient |sont )?engag)"
)
_SOME = r"\d[\d., \u00a0\u202f]*"

CUES = {
    "software": r"logiciel|progiciel|éditeur|informati|numérique|déploi|version|serveur|DPI\b|SIH\b|"
    r"software|aplicaci|sistema|despliegue|servidor|HCE\b|HIS\b",
    "company": r"société|entreprise|groupe|éditeur|filiale|start-up|actionnaire|chiffre d'affaires|"
    r"empresa|compañía|firma|grupo|filial|multinacional|consultora|facturaci",
    "procurement": r"appel d'offres|attribu|lots?\b|contrat|candidat|consultation|notifi|accord-cadre|"
    r"acheteur|titulaire|licitaci|adjudica|contrato|concurso|lotes?\b|pliego",
    "health": r"hôpita|hospital|santé|patient|clinique|médec|soin|soignant|CHU?\b|GHT\b|"
    r"salud|sanita|paciente|clínic|médic|enferm",
    "finance": r"million|milliard|euros?\b|€|\$|%|millón|millones|dólares|pesos",
    "court": r"(?<!\w)(?:juges?|tribuna(?:l|ux)|cour|parquet|procureure?|Cnil|injonction|enjoint|enjoindre|jugement|"
    r"arrêt (?:du|de la cour|rendu)|"
    r"condamnée?s?|amende|prison|sursis|Conseil d'[ÉE]tat|référé)(?!\w)|sous astreinte|assorti|par jour\b|jour de retard|"
    r"astreintes? (?:de|d'un montant|journalière|provisoire)|liquid\w+ (?:de )?l'astreinte",
    "law": rf"(?<!\w)m[ée]conn\w+ (?:[\w'’]+ ){{0,2}}(?:[\w]*['’])?{_RULE}|{_RULE}[^.;:]{{0,80}}(?:a|ont) été méconn",
    "ruling": r"il (?:n['’])?y a (?:pas )?lieu (?:de |d['’])(?:en |lui |leur )?(?:condamner|rejeter|prononcer|faire droit|mettre à la|fixer|"
    r"enjoindre|annuler|prescrire|assortir|constater|réduire|statuer|ordonner|confirmer|renvoyer|transmettre)(?!\w)",
    "privacy": r"^(?!.*(?:patients? (?:a|ont|est|sont)\b|malad|thérap|médicament|cancer|chantier|travaux|\btraitements? (?:du|des|d'un|de ce) patients?))"
    r".*(?:Cnil|RGPD|responsables? de traitement|données (?:à caractère )?personnel|protection des données|article 28)",
    "gdpr": r"(?<!\w)(?:RGPD|article 28|responsables? d[eu] traitement)(?!\w)",
    "costs": r"(?:mettre|met|a mis) à la charge d[^.;]{1,80}(?:la|une) somme de",
    "amount": rf"^(?!.*un marché de [^,.;]{{0,40}}milliard).*(?:(?<!\w)(?:remport\w*|décroch\w*|obtient|obtenu|adjug\w*|attribu\w*|notifi\w*|sign(?:e|é|er|ent|a)|pass(?:e|é|er))"
    rf"(?: (?!qu)[\w'’-]+){{0,4}}(?<! sur)(?<! dans)(?<! vers)(?<! à) {_WORTH}|{_WORTH} ?[\d., \u00a0\u202f]+(?:[kM]?€|(?:millions? )?d['’]?euros?|millions? d['’]euros|"
    r"millions? €)[ \u00a0]?\(?(?:TTC|HT)(?!\w))",
    "debt": r"(?:dettes?|emprunts?|créances?|passif|arriérés?)(?!\w)[^.;:,]{0,60} (?:sera|seront|a été) sold\w+(?!\w| par)|"
    r"(?<!se )(?<!\w)solder (?:sa|la|ses|les|une|cette|leurs?) (?:dettes?|emprunts?|créances?)",
    "duty": r"^(?!.*(?:\d|euros|€|k€) d'astreinte).*(?:équipe|médecin|week-?end|\bnuits?\b|24 ?h|24/24|7j|gardes?\b|\bDSI\b|informatici|technicien|ingénieur|soignant|"
    r"permanence|planning|praticien|infirmi|chirurg|pharmaci|support|jours fériés)",
    "leak": r"^(?!.*dans la nature (?:de |du |des |d')).*(?:données|fichier|numéros|identifiants|mots de passe|dossiers)",
    "asked": r"donné suite(?: à| aux)? (?:[\w'’]+ ){0,2}(?:demandes?|sollicitations?|questions?|messages?|courriels?|mails?|relances?|appels?(?! d))(?!\w)|"
    r"(?:sollicité|contacté|interrogé|questionné)\w*,? .*donné suite(?! (?:aux?(?!\w)|à (?!l'heure)))",
    "direct": r"^(?!.*(?:vente|vend|cession|cédé|bours|actions?(?!\w)|gestion|obligations|dérivé)).*"
    r"(?:marché|contrat|command|attribu|octroy|adjug|mandat|achat|appel d'offres)",
    "adapted": r"procédure adaptée(?! (?:à|aux?)(?!\w)).*(?:marché|offres|consultation|lots?(?!\w)|accord-cadre)|"
    r"(?:marché|MAPA|appel d'offres|consultation|accord-cadre|type de procédure).*procédure adaptée(?! (?:à|aux?)(?!\w))",
    "tendered": r"^(?!.*procedimiento abierto (?:contra|al?|por la agencia|por la AEPD|por el juzgado)(?!\w)).*"
    r"(?:licitaci|adjudica|contrat|concurso|pliego|lotes?(?!\w)|ofertas)",
    "figures": r"(?<!\w)(?:pass\w+|pas(?:ó|aron|ado)|port\w+) (?:de|sur) (?:(?:près|plus|moins|más|menos|casi|unos|unas|environ) (?:de |d')?)?\d",
    "percent": r"(?<!\w)(?:progress|recul|augment|baiss|chut)\w+ de (?:(?:près|plus|moins) de |quelque |environ )?\d[\d,. \u00a0\u202f]*(?:%|points?)"
    r"(?![ \u00a0](?:en [\w ]+ )?à \d[\d,.]*[ \u00a0\u202f]?(?:%|points?))",
    "raised": r"(?<!\w)levant(?:ó|aron) (?:(?:más|cerca|casi|unos|una|un|otros|alrededor) (?:de )?)?(?:ronda|\d[\d.,]*(?: mil)? (?:millones|dólares|euros|pesos)|millón)",
    "awaited": r"(?<!\w)(?:est|sont) attendue?s? (?:en|pour|d'ici|le|au|aux|dans|à|courant|mi-|fin|début|cet|cette|demain|lundi|mardi|mercredi|jeudi|vendredi)(?![\w])",
    "ordered": r"condamn\w+ [^.;]{0,80}aux (?:entiers )?dépens(?! d)",
    "officially": r"^(?!.*(?:abogad|letrad|turno|defensor|médico|maestr)\w* de oficio).*(?:fiscal|juez|jueza|juzgado|AEPD|agencia|autoridad|investigaci|procedimiento|expediente|revis|inspecci|tribunal)",
    "bailed": r"(?<!\w)(?:juez|jueza|magistrad[oa]|prisión|libertad|juzgado|fiscal|imputad[oa]|procesad[oa]|acusad[oa])(?!\w)",
    "finality": r"(?<!\w)(?:sentencia|fallo|resolución|condena|auto|sanción)(?!\w)",
    "bid": r"(?<!\w)(?:ofertas?|licitaci|proposici|baja)",
    "strike": r"(?<!\w)(?:huelga|paros?|protesta|convocatoria|manifestaci)",
    "hearing": r"(?<!\w)(?:procès|audience|affaire|jugement|débat)(?!\w)",
    "contract": r"(?<!\w)(?:contrato|acuerdo|convenio|concesión)(?!\w)",
    "cases": r"(?<!\w)(?:caus[ae]|expediente|caso|denuncia|querella|investigación|diligencias)(?!\w)",
    "takeover": rf"^(?!.*(?:{_BOOTY})).*la main sur (?:l'|les? |la |son |sa |ses |une? )?"
    r"(?:(?:éditeur|société|start-?up|groupe|entreprise|filiale|concurrent|spécialiste|pépite|fabricant|opérateur|cabinet)|(?-i:[A-ZÀ-Þ]))",
    "booty": _BOOTY,
    "post": r"(?:^|[,(] ?|(?<!\w)(?:M\.|Mme|est|était|sera|alors|comme|nommée?|devenue?|devient|deviendra|postes? de|"
    r"fonctions? de|adjointe?|anciens?|ancienne|précédente?|actuelle?|recrutée?|promue?|recherche|également|aussi)[ \u00a0])"
    r"DSI(?: adjointe?)?(?= (?:du|de|d'|des|chez|au)|[ ,.)]|$)",
    "settled": rf"(?<!\w)arrêt\w+ (?:\w+ment )?(?:l[ea]s?|l['’]|une?|ses?|son|sa|leurs?|ces?|cette|des) ?(?:[\w-]+ )?{_PLANS}|"
    rf"(?<!\w){_PLANS}[^.;:]{{0,70}}(?<!['’])(?<!par )arrêt(?:é|er)",
    "committed": rf"{_NOT_PROMISED}.*(?:(?<!\w)engag\w+[^.;]{{0,45}}(?:euros|€|millions|milliards|crédits|dépenses|sommes?)(?!\w)|"
    r"(?:euros|€|millions|milliards|crédits|dépenses|sommes?)(?!\w)[^.;]{0,50}(?:été|seront|sont|est|sera|étaient) (?:déjà |ainsi )?engag)",
    "begun": rf"{_NOT_PROMISED}.*(?:(?<!\w)engag\w+ (?:une?|des|l[ea]s?|l['’]|son|sa|ses|leurs?|de|d['’]) ?(?:[\w-]+ )?{_BEGUN}|"
    rf"(?<!\w){_BEGUN}[^.;:]{{0,60}}(?:été|est|sont|sera|seront|était|étaient) engag)",
    "provided": rf"(?<!['’\w])assur\w+ (?:(?!qu)[\w-]+ )?(?:l[ea]s?|l['’]|une?|ses?|sa|son|leurs?|cette|ces?) ?(?:[\w-]+ )?{_SERVICE}|"
    rf"(?<!\w){_SERVICE}[^.;]{{0,60}}(?:est|sont|être|été|sera|seront|était|étaient|serait) (?:\w+ )?assurée?s?(?!\w)(?! (?:contre|que|d['’]|de (?!façon|manière|nouveau)))",
    "results": r"(?<!\w)dégag\w+ [^.;]{0,40}(?:marges?|excédents?|bénéfices?|résultats?|profits?|ebitda|chiffre|trésorerie|économies|revenus|recettes)(?!\w)|"
    r"(?:bénéfices?|excédents?|marges?|économies|résultats?|profits?|trésorerie)(?!\w)[^.;]{0,40}dégag",
    "loaded": r"(?:données|comptes? rendus?|documents?|résultats|images|fichiers?|pièces?|informations|clichés|ordonnances)(?!\w)[^.;]{0,60}"
    r"vers(?:ée?s?|er|ent|e)(?!\w)|vers(?:ée?s?|er|ent|e) (?:l[ea]s?|ses|leurs|des) (?:données|comptes rendus|documents|résultats|images|fichiers|pièces)",
    "funds": rf"{_SOME}(?:k€|M€|Md€|€|euros|millions?|milliards?|dollars)|enveloppe|crédits|(?<!\w)aides?(?!\w)|budget|moyens",
    "seized": r"(?:inspection du travail|tribunal|cour|juges?|Cnil|Conseil|Défenseur|Autorité|parquet|procureure?|commission|comité|CSE|CHSCT|préfet|ministre|"
    r"agence|médiateur)(?!\w)(?: [\w'’-]+){0,5} (?:est|a été|sont|ont été|sera|avait été) saisie?s?(?!\w)",
    "covered": r"mutuelle|assurance maladie|complémentaire|rembours|caisses?(?!\w)|payeur|tarif|honoraires|(?<!\w)frais(?!\w)|à 1?\d?\d ?%|sécurité sociale",
    "restricted": r"urgences[^.;]{0,60}régul|maternité[^.;]{0,60}régul",
    "billed": r"(?<!\w)(?:actes?|consultation|forfait|séance)(?!\w)[^.;]{0,50}cotée?",
    "slipping": r"(?:calendrier|date|livraison|échéance|projet|mise en service|ouverture|déploiement)(?!\w)[^.;]{0,40}gliss\w+ (?:de|d['’])",
    "quoted": rf"{_SOME}%|Bourse|séance|ouverture|clôture",
    "staffed": r"(?<!\w)(?:postes?|lits?|emplois?)(?!\w)[^.;]{0,60}pourv",
    "workstation": r"^(?!.*(?:recrut|suppress|supprim|vacan|créations?|pourvoir|pourvu|embauch|emplois?(?!\w)|infirmi|praticien|médecins|budgétaire|soignant|"
    r"équivalents?|ETP|postes? (?:de (?!travail)|d['’]|clés?|source)))"
    r".*(?:informati|ordinateur|infecté|portables|bureautique|écrans?(?!\w)|windows|serveurs|parc(?!\w)|antivirus|inaccessible|chiffré|éteint|redémarr|"
    r"virus|rançongiciel|cyber|nomades|mots? de passe|intrusion|logiciels?(?!\w))",
    "decreed": r"^(?!.*(?:fausses?|médic|patient|pharma|prescri|ordonnancier|renouvel|malad|lunettes|dispens)).*(?:ordonnance (?:du \d|n°|de référé|rendue|royale|qui (?:transpose|réforme))|"
    r"par (?:voie d['’])?ordonnance|(?:juge|tribunal|référés?|présidente?|cour|gouvernement|ministres)(?!\w)[^.;]{0,70}ordonnances?|"
    r"ordonnances?(?!\w)[^.;]{0,60}(?:juge|tribunal|référé|cour d['’]|gouvernement|parlement|ratifi|ministres))",
    "deficit": r"(?:déficit|écarts?|trou|pertes?|inégalités|dettes?|retard)(?!\w)",
    "posts": r"(?<!\w)convo[cq]\w+ (?:(?:hasta|más de|un total de|otras|nuevas|las|unas|cerca de|casi) ?)*(?:\d[\d.]* |un |una |dos |tres |cuatro |cinco |seis |diez |doce |veinte |cien )?"
    r"(?:nuevas )?(?:plazas?|puestos?|becas?|ayudas?|subvenciones|premios?|oposici|vacantes)|(?:plazas?|ayudas?|becas?|puestos?|vacantes|oposici\w+)(?!\w)[^.;]{0,50}convocad",
    "funded": rf"(?<!\w)(?:dot|libr|destin)\w+ [^.;]{{0,60}}{_SOME}(?:mil(?!\w)|millones|euros|€|M€|dólares|pesos)",
    "budget": r"^(?!.*(?:ajedrez|partida (?:de (?:nacimiento|defunción)|política|arancelaria)|jug|línea de partida)).*(?:partida de (?:más de |casi |unos |hasta )?\d|millones|presupuest|"
    r"euros|€|destinad|subvenci)",
    "exams": r"(?<!\w)(?:ex[aá]m\w+|oposici\w+|plazas?|pruebas?|tribunal calificador|temario|convocatoria)(?!\w)",
    "shifts": r"(?<!\w)h(?:ac|iz|ic|ar|ech)\w+ (?:hasta |unas |las |más |sus |muchas )?(?:\d+ |una |dos |tres |cuatro |cinco |seis |siete |ocho |diez )?guardias",
    "turnover": rf"(?<!\w)factur\w+ (?:más de |cerca de |casi |unos |en torno a |alrededor de |el año pasado |en \d{{4}} |este año )*{_SOME}(?:mil millones|millones|M€|M)",
    "insurers": r"^(?!.*(?:músic|orquesta|banda|piano|festival|guitarr|benéfico)).*(?:sanitari|mutualidad|mutua(?!\w)|muface|asegurador|concertad|derivad|clínicas?(?!\w)|hospital|plazas)",
    "insured": r"asegurad|póliza|prima(?!\w)|siniestro|reembols|copago|cobertura|mutua",
    "crashed": r"(?<!\w)(?:sistemas?|red|servidores|servidor|web|página|aplicación|app|plataforma|servicio|conexión|programa)(?!\w)[^.;]{0,40} se (?:ca[eyí]|ha ca|hab)",
    "strategy": r"(?<!\w)ejes?(?!\w)[^.;]*(?:plan|estrategia|programa|política|hoja de ruta|ley|agenda|acuerdo)(?!\w)|"
    r"(?:plan|estrategia|programa|política|hoja de ruta|ley|agenda|acuerdo|documento)(?!\w)[^.;]*(?<!\w)ejes?(?!\w)",
    "document": r"(?<!\w)(?:plan|acuerdo|informe|convenio|texto|pliegos?|documento|ley|decreto|real decreto|estudio|memoria|sentencia|resolución|contrato|norma|proyecto|"
    r"auto|escrito|presupuesto|borrador|anteproyecto|protocolo)(?: (?!que|de(?! la)|para)[\w-]+){0,4} (?:no |también |además |ya |sí )?reco(?:g|j)",
    "decimal": r"decimal|mal puesta|mal colocada|(?:error|posición|lugar|cuestión|desliz) (?:de|en) (?:la |una )?coma|la coma (?:de|en) (?:la|una|las) (?:dosis|cifra|cantidad)|"
    r"(?:miligramos|mililitros|dosis|cifra)(?!\w)[^.;]*(?<!en )(?<!\w)coma(?! (?:induc|etíl|diab|profundo|farmac))",
    "starting": r"(?<!\w)(?:proyecto|iniciativa|plan|programa|contrato|licitación|propuesta|precio|estudio|convocatoria|sistema|modelo|análisis|concurso|investigación|presupuesto)(?!\w)"
    r"(?: (?!es|son|fue|era|form|como|ser|una|la|gran|mayor|otra|buena)[\w-]+){0,3} (?:part(?:e|en|ió|ía|irá|irán)) (?:de|con|desde|del)",
    "booked": r"^(?!.*turnos? de (?:noche|tarde|mañana|trabajo|guardia|\d)).*(?:(?:reserv|solicit|otorg|cancel|sac|ped|pid|asign)\w* (?:[\w-]+ ){0,3}turnos?(?!\w)|"
    r"turnos? (?:online|en línea|médic|web|disponibles|para (?:consult|estudi|especialist))|turnos?(?!\w)[^.;]*(?:por teléfono|desde el celular|por la app|por whatsapp))",
    "membership": r"(?:sociedad|asociación|colegio|cooperativa|club|federación|patronal|mutua(?:lidad)?|entidad|organización|sindicato|confederación)(?!\w)[^.;]*(?<!\w)socios?(?!\w)|"
    r"(?<!\w)socios?(?!\w)[^.;]*(?:de la (?:sociedad|asociación|cooperativa|federación)|del (?:colegio|club)|cuotas?)",
    "owned": r"participad[ao]s? (?:en un \d|al \d|por )",
    "devices": r"^(?!.*(?:profesional|multidisciplin|equipos? (?:de (?:trabajo|gobierno|fútbol|enfermería|profesion)|directiv|human|asistencial|clínic|sanitari|jurídic))).*"
    r"(?:(?:suministr|adqui|compr|renov|sustitu|instal)\w* (?:de )?(?:(?!a )[\w.,%-]+ ){0,3}equipos|(?:presupuestaria|inversión|partida)[^.;]* (?:destin\w+|para|en) (?:a )?(?:la compra de )?equipos)",
    "ousted": r"(?:directeur|directrice|chef|cheffe|président|présidente|médecin|praticien|pdg|patron|dirigeant|responsable|ministre)(?!\w)(?: [\w'’-]+){0,6} écartée?",
    "tried": r"(?:affaires?|prévenue?s?|accusée?s?|directeur|médecin|homme|femme|dossier|praticien|suspects?)(?!\w)(?: [\w'’-]+){0,6} (?:sera|seront|a été|ont été|est|doit être|va être) jugée?s? "
    r"(?:en (?:\w+(?: \d{4})?[.,]|correction|appel|comparution)|le |par |devant |pour |à partir|lundi|mardi|mercredi|jeudi|vendredi)",
    "prolonged": r"expérimentation[^.;]{0,60}(?:prolong|prorog|reconduit|démarr|lanc|élargi|étendu|généralis|régions?|article 51|déploy)",
    "reviewed": r"(?:dossiers?|demandes?|candidatures?|projets?)(?!\w)[^.;]{0,40}instruit",
    "shrunk": r"(?:dotation|budget|crédits|enveloppe|subvention|salaire|prime|financement|aide)s?(?!\w)[^.;]{0,40}amput",
    "overtime": r"(?:heures|gardes|indemnités|primes|astreintes|taux|tarifs?|cotisations?)(?!\w)[^.;]{0,40}majorée?s?",
    "duties": r"(?<!\w)les gardes(?! (?:à vue|des sceaux|forestier|du corps|champêtre|du [A-Z]))(?!-).*(?:rémunér|pay|médecin|urgenti|intern|praticien|nuits?|week-end|hôpita|euros|planning|libéra|prises? en compte)",
    "practice": r"^(?!.*(?:parti|élections?|électoral|députés?|québécois|trudeau|conservateur|sénateurs? (?:du|libér)|gouvernement libéral|économistes)).*(?:médecin|infirmi|praticien|hôpita|soin|santé|kiné|pharmac|urgences|patient|gardes?(?!\w)|maternité|cabinet)",
    "consulting": r"(?:il|elle|médecin|chirurgien|chirurgienne|praticien|spécialiste|docteur|dr|professeur|pédiatre|cardiologue)(?!\w)(?: [\w'’-]+){0,3} consult\w* à l'hôpital",
    "slots": r"créneaux?(?!\w)[^.;]*(?:rendez-vous|consultation|patient|ouvert|semaine|réserv|agenda|vaccin|disponib|bloc)|(?:rendez-vous|consultation|patient|réserv|agenda|vaccin|bloc)[^.;]*(?<!\w)créneaux?(?!\w)",
    "reminded": r"relancée?s? par (?:sms|téléphone|courriel|mail|courrier|e-mail)",
    "uploaded": r"(?:données|informations|résultats|indicateurs|mesures|constantes|chiffres)(?!\w)[^.;]{0,40} remontée?s?(?!\w)",
    "alerts": r"(?:alertes?|appels?|demandes?|dossiers?|signalements?|messages?)(?!\w)[^.;]{0,40}traitée?s? par",
    "claims": r"assur|mutuelle|indemnis|sinistr\w+ (?:déclar|cyber)|prime|courtier",
    "terminated": r"(?:contrats?|conventions?|accords?|avenant|bail|protocole)(?!\w)[^.;]{0,40}(?:été|est|sont) dénoncée?s?(?! par (?:la C|les (?:syndicats|médecins|élus|soignants|salariés)|l['’](?:opposition|intersyndicale)|FO|SUD|des))|"
    r"(?:mutuelle|assur\w+|direction|éditeur|groupe|société|hôpital|clinique|caisse|département|employeur)(?: [\w-]+){0,3} (?:a|ont|va|vont|avait|avaient) (?:\w+ment )?dénonc\w+ (?:\w+ment )?"
    r"(?:le|la|les|l['’]|son|sa|ses|leur|cette|ce|cet) ?(?:contrat|convention|accord|bail|avenant)",
    "billing": r"(?:factur|tarif|licenc|abonnement|paiement|pay)\w*[^.;]{0,30} à l['’]usage",
    "employees": r"(?:société|entreprise|groupe|start-up|éditeur|cabinet|filiale|compagnie|emploie|compte|effectif|agence)(?!\w)[^.;]*(?:\d[\d .\u00a0]*|ses|leurs|nos|de|les|des|nouveaux) collaborateurs",
    "comment": r"(?:decreto|orden|ley|norma|texto|plan|proyecto|anteproyecto)(?!\w)[^.;]*(?:a|en|de) información pública|período de información pública",
    "acquitted": r"(?:audiencia|juzgado|juez|jueza|tribunal|supremo|jurado|magistrad|sala)",
    "arrests": r"(?<!\w)practic\w+ (?:\w+ )?(?:una |dos |tres |cuatro |cinco |seis |siete |ocho |nueve |diez |doce |\d+ |varias |las )?detencion",
    "premiums": r"asegurad|póliza|seguros?(?!\w)|siniestr|mutua|cobertura",
    "awarded": r"(?:contratos?|adjudicaci\w+|lotes?|concurso|licitación|obras?|premio)(?!\w)[^.;]{0,40} (?:reca[eyí]\w*) en",
    "criterion": rf"(?:criterio|precio|oferta|valoración|experiencia)(?!\w)[^.;]{{0,40}} pes\w+ un {_SOME}%",
    "referred": r"(?:iniciativa|dictamen|proyecto|minuta|reforma|ley|propuesta)(?!\w)[^.;]*turn",
    "paid": rf"(?<!\w)percib\w+ (?:\w+ ){{0,4}}?{_SOME}(?:€|euros|pesos|dólares|mil|millones)|percib\w+ (?:un|una|el|la) (?:salario|sueldo|plus|complemento|prima|ayuda|subvención|retribución)",
    "vacancies": r"(?<!\w)(?:plazas?|vacantes?|puestos?)(?: [\w-]+){0,4} (?:se |no se |sin )(?:han? )?(?:cubr|cubier)|(?<!\w)(?:cubr\w+|cubier\w+) (?:[\w.]+ ){0,3}(?:plazas?|vacantes?|puestos?)(?!\w)",
    "restocked": r"(?:jubilacion|bajas?|vacantes?|plazas?|material|medicament|existencias)\w*[^.;]* (?:se|no se) rep",
    "ward": r"(?:pacientes?|ingresad|camas?|enferm|hospital|habitaci)[^.;]*en planta(?! (?:baja|alta|primera|\d|de ))",
    "intervened": r"(?:EPS|clínica|hospital|empresa|aseguradora|entidad|obra social|prepaga|caja|fundación|banco|IPS)(?!\w)[^.;]{0,60}intervenid[ao]s? (?:por|en)|"
    r"(?:gobierno|supersalud|superintendencia|estado|provincia)(?!\w)[^.;]{0,30}interv\w+ (?:la|el) (?:EPS|clínica|hospital|empresa|aseguradora|entidad|obra social|prepaga)",
    "incident": r"^(?!.*(?:incidencia (?:de|del|acumulada|anual|media|y prevalencia) (?!(?:la|el|los|las) (?:sistema|red|servicio)))(?!.*(?:cáncer|casos|enfermedad|gripe|contagi|por cada|tasa)))"
    r".*(?:sistema|informátic|servicio|resuel|servidor|técnic|aplicaci|red(?!\w)|hospital|usuarios|horas|fallo|soporte|avería|proveedor|afect)",
    "region": r"^(?!.*(?:vecin|indígen|rural|internacional|científic|educativ|universitari|andina|representantes|talleres)).*(?:autónom|consejer|toda la comunidad|sanidad|listas de espera|deuda|presupuest)",
    "posted": r"(?:informes?|resultados?|documentos?|listas?|listados?|datos|vídeos?|fotos|imágenes|pliegos?|actas?)(?!\w)[^.;]{0,30} se (?:cuelg|colg)\w+ en",
    "market": r"(?:compañía|empresa|firma|grupo|cadena|startup|start-up|multinacional|consultora|tecnológica|filial|fondo|proveedor)(?!\w)[^.;]{0,50}desembarc",
    "acquired": rf"(?<!\w)hac\w+ con el {_SOME}%|hecho con el {_SOME}%|hizo con el {_SOME}%|hicieron con el {_SOME}%",
    "traded": r"(?:acci[oó]n|acciones|valor|títulos?|bolsa|ibex|parqué|cotiza|sesión)",
    "amounted": rf"(?:se )?(?:sit[uú]\w+|alcanz\w+) (?:en |a )?(?:el |los |las |unos |casi |cerca de |más de )*{_SOME}(?:%|millones|euros|mil|millón|€|puntos|dólares|pesos|pacientes|días|hospitales|usuarios|personas)",
    "contributed": rf"(?<!\w)aport\w+ (?:ya )?el {_SOME}%",
    "amparo": r"(?:juez|jueza|corte|tribunal|constitucional|sala|concedi|interp|recurso|acción|promov|tramit|suspensión)[^.;]*amparo|amparo[^.;]*(?:conced|juez|jueza|corte|tribunal|contra (?:la|el)|interp|promov)",
    "sales": rf"(?<!\w)réalis\w+ (?:(?:près|plus|moins) de |environ |déjà |désormais )*(?:{_SOME}%|la moitié|un tiers|un quart|l['’]essentiel|une? (?:chiffre|CA)|[ls]es? (?:deux tiers|trois quarts)) (?:de (?:son|ses|leurs?)|d['’]affaires)",
    "body": r"(?:(?<!\w)(?:un|cet|cette|une|son|sans) |['’])(?:avis|aval|autorisation)s? (?:\w+ )?(?:de la |du |de l['’]|de |d['’]|des )(?:(?-i:[A-ZÀ-Þ])|agence|autorité|commission|conseil|ministère|préf|comité|tutelle)",
    "union": r"secrétaire général\w*(?: adjointe?)?(?: \w+)? (?:de la |du |de l['’]|de |d['’])?(?:(?:fédération|syndicat|union|branche|section) |CGT|FO(?!\w)|CFDT|Unsa|SUD|CFE|CFTC|Force ouvrière|Solidaires|Snj|FSU)|"
    r"(?:CGT|CFDT|Unsa|Force ouvrière|syndicat)(?!\w)[^.;]*secrétaire général",
    "ministry": r"secrétaire général\w*(?: adjointe?)? (?:de la |du |de l['’]|des |d['’])(?:minist|gouvernement|préfecture|mairie|ONU|Nations|OTAN|Élysée|département|région|ville|hôpital|CHU|centre hospitalier)",
    "ministerial": r"director\w* general de(?:l)? (?:la |los )?(?-i:Salud|Sanidad|Ordenación|Planificación|Farmacia|Asistencia|Cuidados|Personal|Recursos Humanos|Sistemas|Transformación|Tecnolog|"
    r"Presupuestos|Atención|Humanización|Investigación|Innovación|Economía|Contratación|Profesionales|Inspección|Protección|Emergencias|Digitalización|Cartera|Gestión|Coordinación|Ministerio|"
    r"Consejería|Conselleria|Departament|Junta|Generalitat)|(?:ministerio|consejería|conselleria|secretaría de estado)(?!\w)[^.;]*director\w* general(?! de (?-i:[A-Z])| ejecutiv)",
    "dropout": r"(?:patients?|malades|élèves|étudiants?|internes|soignants|usagers|jeunes|participants|adhérents)(?!\w)[^.;,]*décroch\w+(?: (?:du|de la|de leur|de l['’]|des|en|après|avant|au)|[.,;]|$)",
    "needed": r"(?<!\w)demand\w+ (?:una? |unos |unas |más de |alrededor de |cerca de |hasta |otros? |varios |más )*(?:inversi[oó]n|inversiones|\d|dos|tres|cuatro|cinco|seis|diez|años|meses|"
    r"esfuerzos?|trabajo|tiempo|recursos|obras?|presupuesto|personal)(?!\w)",
    "counted": r"(?:suministr|adqui|compr|renov|sustitu|instal)\w* (?:(?!a )[\w.,%-]+ ){0,2}(?:\d|dos|tres|cuatro|cinco|seis|diez|doce|veinte|cien)\w* (?:nuevos )?equipos",
}
"""In French and Spanish, whatever the case."""
