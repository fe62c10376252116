"""How far a line is a pitch: words and turns that sell, whatever it is that they sell.

The words of spam change with what is sold, and a model of n-grams knows those that it saw. What
stays is how a line speaks: it orders its reader about, says "your" and "our", gives a price and a
time in which the thing is done, says what it does without, and does not report. Counted in French,
Spanish, English, Italian, German and Portuguese; all words are folded (lower case, no accents).
Columns are in the order of :data:`NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.separate.lexicon import WORD
from nlp.separate.view import HEAD, View, fold

_SETS = {
    "you": """you your yours yourself votre vos vous toi ton ta tes te tu tus tuyo contigo usted ustedes
    vuestro vuestra dein deine deinen deiner ihr ihre ihren ihnen sie seu sua seus suas voce tuo tua
    tuoi vostro vostra""",
    "we": """our ours we us nos notre nous nuestro nuestra nuestros nuestras unser unsere unseren wir nossa
    nosso nossos nostro nostra nostri""",
    "order": """buy order shop get find discover claim join win earn try visit call text send write reach
    message subscribe download grab save unlock sign apply meet chat watch play bet start turn lose stop
    learn let hire ask book compare check choose enjoy hold become make boost read see click cut stock
    spin double take
    achetez acheter acheter commandez commander cliquez gagnez gagner profitez obtenez recevez essayez
    visitez appelez telechargez telecharger inscrivez decouvrez rejoignez jouez misez pariez contactez
    trouvez rencontrez retrouvez perdez fondez vendez comparez economisez demandez envoyez ecrivez
    repondez regardez voir doublez tentez offrez apprenez laissez devenez confiez choisissez reservez
    detendez naviguez donnez testez touchez resiliez regroupez partez
    compra compre comprar pida pide haz haga gana ganar gane obten consigue consigalo prueba pruebe visita
    llama llame descarga descargue descargar registrate juega apuesta aprovecha solicita solicite escribe
    escriba entra encuentra descubre conoce pierde baja vende compara ahorra manda mira ver aprende
    multiplica hazte unete saca recupera elige reserva chatea navega responda responde cobra pasa envia
    kaufen kauf bestellen jetzt sichern finden verdienen gewinnen wechseln schreiben
    ganhe compra peca baixe baixar aprenda comece conheca assista fale
    acquista scopri ordina guadagna impara contattaci trova vinci guarda""",
    "deal": """free gratuit gratuite gratuits gratis gratuito gratuita kostenlos gratuitamente offert offerte
    offerts offertes regalo regalado omaggio gratuitos discount remise descuento rabatt sconto off promo
    promocion cheap cheapest cheaply barato barata baratos baratas economico economica economici
    gunstig gunstige guenstig lowest price prices prix precio precios preis festpreis prezzo preco
    sale solde soldes rebajas liquidation cupon coupon code codigo bonus bono offer offre oferta oferte
    angebot half moitie mitad devis quote presupuesto preventivo orcamento trial essai prueba deposit
    depot deposito mise wholesale mayor lot
    discounted included incluido incluida compris comprise incluso""",
    "proof": """guaranteed garanti garantie garantizado garantizada garantizados garantiert garantito garantita
    verified verifie verifiee verifies verifiees verificado verificada verificadas verificados real reel
    reels reales echte original originale originales authentic authentique authentiques autentico discreet
    discret discrete discrets discretes discreto discreta diskret diskrete secure securise seguro segura
    sicher sicura serious serieux serieuse serio seria legit trusted fiable fiables certified certifie
    certificado registered enregistre registrado quality qualite calidad expert experts experto expertos
    professional professionnel professionnelle profesional profesionales best meilleur meilleurs meilleure
    mejor mejores reliable avis reviews opiniones testimonial temoignage testimonio anonymous anonyme
    anonimo anonima perfect parfait parfaites perfectas luxury luxe lujo lusso elite vip premium""",
    "hurry": """now maintenant ahora jetzt agora subito today aujourd hoy heute oggi hoje tonight soir noche
    tomorrow demain manana domani morgen instant instantly instantane instantanee immediat immediate
    immediatement inmediato inmediatamente inmediata sofort fast rapide rapides rapido rapida schnell
    urgent urgence urgente last derniers dernieres dernier ultimas ultimos ultima ultimi letzte only
    limited limite limites limitees limitadas limitados contadas comptees almost presque casi epuise
    agotado overnight weekend 24h 48h 72h hurry vite express""",
    "without": """without sans sin ohne senza sem no zero sense aucun aucune ningun ninguna keine nunca jamais
    never even aunque meme""",
    "contact": """whatsapp telegram signal dm pm inbox email mail courriel correo phone telephone telefono
    contact contacto contactez contacta contacte kontakt number numero link enlace lien site web channel
    canal group groupe grupo gruppe link""",
    "trade": """online linea ligne internet website shop store boutique tienda catalogue catalogo delivery
    delivered deliver livre livree livrees livraison envio enviamos entrega consegna spedizione versand
    geliefert shipping ship shipped shipment lieferung parcel colis paquete customers client clients
    clientes pay paid pago pagar payez paiement payment cash account compte cuenta konto conto kit pack
    cure boxes boite boites stock brand marque marques marca griffes factory usine fabrica supplier""",
    "gain": """earn earned earning income profit profits profitable salary money argent dinero geld denaro
    dinheiro revenu revenus ingresos rentable rentables rentabilidad return yield winner winners jackpot
    rich riche millionaire savings economies ahorro ahorros gagne gagner gano ganar benefice beneficios
    invest investir investment invertir inversion week semaine semana month mois mes monat""",
    "wonder": """secret secrets secreto trick tricks truc truco trucchetto ritual rituel rituale method methode
    metodo miracle milagro miraculous magic magique magico natural naturel naturelle melt melts fond
    derrite schmilzt erase efface borra reveals revele revela hidden hide cachent ocultan banks banques
    bancos doctors medecins medicos believe shocking incroyable increible changed change cambio life vie
    vida thanks grace gracias""",
    "praise": """thanks thank merci gracias danke grazie obrigado obrigada great awesome lovely nice super
    bravo enhorabuena excellent excelente interessant interesante interesting utile util helpful blog
    post article articulo contenu contenido content page admin sharing partage shared bookmarked""",
    "tells": """said says told added announced explained according reported was were had has have been would
    a ont avait avaient aura sera etait etaient selon dit indique explique precise annonce ajoute estime
    affirme assure raconte resume ha han habia fue fueron era eran sera segun dijo explico anuncio senalo
    afirma asegura cuenta explica admite""",
}
_WORDS: dict[str, int] = {}
for _number, _words in enumerate(_SETS.values()):
    for _word in _words.split():
        _WORDS[_word] = _WORDS.get(_word, 0) | 1 << _number

NAMES = (
    *(f"pitch_{name}{what}" for name in _SETS for what in ("", "_share")),
    *(f"pitch_opens_{name}" for name in _SETS),
    "pitch_kinds",
    "pitch_within",
    "pitch_percent",
    "pitch_amounts",
    "pitch_from_price",
    "pitch_at_rate",
    "pitch_list",
    "pitch_finite",
    "pitch_named",
    "pitch_open_quote",
)
"""Columns of :func:`rows`."""

_SELLING = sum(1 << i for i, name in enumerate(_SETS) if name not in ("tells", "praise"))
_COUNTED = r"(?:\d+|one|two|three|five|ten|un|une|deux|trois|cinq|dix|vingt|dos|tres|cinco|diez|veinte|uno|due|tre|zwei|drei|duas|ein|einem)"
_UNIT = (
    r"(?:h|min|minutes?|minutos?|minuti|minuten|hours?|heures?|horas?|ore|stunden|days?|jours?|dias?|giorni|"
    r"tagen?|weeks?|semaines?|semanas?|settimane|wochen|months?|mois|mes|meses|mesi|seconds?|secondes?|segundos)"
)
_WITHIN = re.compile(rf"\b{_COUNTED}[ -]{_UNIT}\b")
_PERCENT = re.compile(r"\d ?%")
_AMOUNT = re.compile(r"\d[\d.,   ]*(?:€|\$|£|euros?\b|dollars?\b|eur\b|usd\b)|[€$£] ?\d")
_FROM = re.compile(
    r"\b(?:from|only|just|under|for|at|des|a partir de|desde|solo|por|ab|da|nur|moins de|pour|a) (?:seulement )?[€$£]?\d"
)
_RATE = re.compile(
    r"(?:€|\$|£|euros?|%|\d) ?(?:/|a |per |par |al |por |am |pro )(?:day|week|month|year|hour|jour|mois|semaine|an\b"
    r"|dia|semana|mes|ano|hora|page|pagina|tag|monat|unit)"
)
_LIST = re.compile(r"[|◆★•·]|\s[-–]\s|, ")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|said|est|sont|ont|a|etait|sera|es|son|fue|era|ha|han|sera|esta)\b"
)
_NAMED = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-Ý][a-zß-ÿ]{2,}")


def rows(texts: Sequence[str], views: Sequence[View]) -> NDArray[np.float32]:
    """Features of each text: shape (len(texts), len(NAMES))."""
    found = [_row(text[:HEAD], seen.text) for text, seen in zip(texts, views, strict=True)]
    return np.array(found, dtype=np.float32).reshape(-1, len(NAMES))


@lru_cache(maxsize=4_096)
def _row(head: str, plain: str) -> tuple[float, ...]:
    words, folded = WORD.findall(plain), fold(head)
    size = max(len(words), 1)
    bits = [_WORDS.get(word, 0) for word in words]
    counts = [sum(found >> i & 1 for found in bits) for i in range(len(_SETS))]
    opens = bits[0] if bits else 0
    kinds = sum(1 for i, count in enumerate(counts) if count and _SELLING >> i & 1)
    return (
        *(value for count in counts for value in (min(count, 4), count / size)),
        *(float(opens >> i & 1) for i in range(len(_SETS))),
        float(kinds),
        float(bool(_WITHIN.search(folded))),
        float(bool(_PERCENT.search(folded))),
        float(min(len(_AMOUNT.findall(folded)), 3)),
        float(bool(_FROM.search(folded))),
        float(bool(_RATE.search(folded))),
        min(len(_LIST.findall(head)), 6) / size,
        len(_FINITE.findall(folded)) / size,
        float(min(len(_NAMED.findall(head)), 4)),
        float(head.lstrip()[:1] in "«“\"'‘"),
    )
