"""Small word lists that features count: what sells, what a page says of itself, what reports.

All words are folded (lower case, no accents). They are evidence among others, never rules: a
pharmacy, a casino or a loan is news as often as not, so the model weighs them with the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SETS = {
    # goods and services that injected text sells
    "goods": """viagra cialis levitra sildenafil tadalafil vardenafil kamagra xanax valium ambien
    zolpidem zopiclone stilnox imovane tramadol codeine oxycodone modafinil adderall phentermine
    pharmacy pharmacie farmacia pill pills pilule pilules pastilla pastillas tablets comprimes
    gummies meds generics generiques genericos sleeping somnifere somniferes somniferos dormir
    insomnia insomnie insomnio slimming minceur maigrir adelgazar weight keto detox casino casinos
    poker roulette slots slot jackpot bets bet betting paris pari apuestas apuesta bonus bono bonos
    spins tragaperras bingo lottery loterie loteria loan loans pret prets prestamo prestamos credit
    credito creditos payday cash bitcoin crypto cripto btc forex trading trader ethereum token
    tokens nft airdrop invest investir invertir rolex replica replicas repliques gucci vuitton
    handbags handbag sneakers outlet essay essays thesis dissertation ensayos tfg tesis devoirs
    followers seguidores abonnes likes subscribers backlinks backlink seo traffic trafic ranking
    hosting vpn iptv streaming torrent crack keygen escort escorts dating singles girls sexy sex
    porn xxx adult brides rencontre rencontres citas chicas cams webcam iphone prize lot premio gift
    giveaway voucher diploma diplome visa passport marabout voyance hacker psychic tigrinho bahis
    kasyno kredit pillole""",
    # what it asks the reader to do
    "urge": """buy order shop click claim join win earn get try visit call subscribe download hurry
    deposit bid grab save unlock register sign apply whatsapp telegram dm contact achetez acheter
    commandez commander cliquez gagnez gagner profitez obtenez recevez essayez visitez appelez
    telechargez inscrivez decouvrez rejoignez jouez misez pariez contactez compra compre comprar
    pida haz haga gana ganar gane obten consigue consigalo prueba pruebe visita llama llame
    descarga descargue registrate juega apuesta aprovecha solicita solicite escribe entra kaufen
    bestellen jetzt ganhe compre aposta acquista""",
    # price, hurry and proof
    "offer": """free gratis gratuit gratuite gratuits gratuita offer offre oferta ofertas discount
    remise descuento descuentos rabais cheap cheapest barato baratos barata bargain sale soldes
    rebajas promo promotion price prices prix precio precios lowest best meilleur meilleurs mejor
    mejores guaranteed garanti garantie garantizado garantizada garantizados today aujourd hui hoy
    now maintenant ahora instant immediat inmediato fast rapide rapido urgent limited limite
    exclusive exclusif exclusivo secret shipping livraison envio delivery prescription ordonnance
    receta discreet discret discreto anonymous no sans sin without only seulement solo trusted
    certified certifie winner gagnant ganador congratulations felicitations felicidades welcome
    bienvenida bienvenue stock approved verified""",
    # the furniture of a page
    "page": """share partager compartir print imprimer imprimir comment comments commentaire
    commentaires comentario comentarios reply repondre responder menu home accueil inicio login log
    connexion connecter conectar iniciar sesion cookies cookie privacy confidentialite privacidad
    subscribe abonnez abonner abonnement suscribete suscribirse suscripcion newsletter lettre boletin
    follow suivez siguenos read lire leer also aussi tambien related articles article articulo
    articulos next previous suivant precedent siguiente anterior tags tag etiquetas mots cles
    search rechercher recherche buscar facebook twitter linkedin whatsapp instagram youtube email
    mail courriel correo copyright rights reserved droits reserves derechos reservados terms
    conditions condiciones legal mentions aviso cart panier carrito checkout password mot passe
    contrasena username posted published publie publicado updated mis jour actualizado min minutes
    lecture lectura photo credit foto back top haut arriba volver sitemap contact contacto rss feed
    app download advertisement publicite publicidad sponsored accept accepter aceptar reject
    refuser rechazar close fermer cerrar skip sign register inscription registro premium subscriber
    most popular populaires vistos view voir ver more plus mas all tous todos load website site
    browser page javascript required obligatoire obligatorio moderated field""",
    # what news reports with
    "report": """said says told added announced explained according reported declared noted stated
    a ont avait selon indique declare explique precise annonce souligne affirme ajoute rappelle
    dit dijo explico anuncio senalo segun afirmo declaro indico anadio recordo informo ha han habia
    hospital hopital hospitals hopitaux hospitales patients patient pacientes ministry ministere
    ministerio director directeur directrice directora vendor editeur proveedor software logiciel
    contract contrat marche contrato region million millions millones euros percent group groupe
    year annee ano years ans anos health sante salud""",
}

LEXICON: dict[str, frozenset[str]] = {name: frozenset(w.split()) for name, w in _SETS.items()}

WORD_SETS: dict[str, tuple[int, ...]] = {
    word: tuple(i for i, words in enumerate(LEXICON.values()) if word in words)
    for words in LEXICON.values()
    for word in words
}
"""For each word the numbers of the lists that hold it."""

FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "that",
        "for",
        "it",
        "was",
        "with",
        "as",
        "are",
        "on",
        "by",
        "this",
        "from",
        "which",
        "has",
        "have",
        "will",
        "at",
        "its",
        "not",
        "be",
        "were",
        "been",
        "would",
        "they",
        "their",
        "an",
        "but",
        "who",
        "he",
        "she",
        "had",
        "also",
        "than",
        "or",
        "le",
        "la",
        "les",
        "des",
        "du",
        "et",
        "en",
        "un",
        "une",
        "est",
        "que",
        "qui",
        "dans",
        "pour",
        "sur",
        "au",
        "aux",
        "avec",
        "par",
        "ce",
        "cette",
        "sont",
        "ses",
        "pas",
        "plus",
        "il",
        "elle",
        "ont",
        "ete",
        "etre",
        "mais",
        "ou",
        "leur",
        "se",
        "son",
        "sa",
        "dont",
        "l",
        "d",
        "qu",
        "s",
        "n",
        "c",
        "el",
        "los",
        "las",
        "del",
        "de",
        "y",
        "es",
        "para",
        "con",
        "al",
        "su",
        "sus",
        "lo",
        "como",
        "este",
        "esta",
        "ha",
        "han",
        "no",
        "fue",
        "son",
        "pero",
        "sobre",
        "entre",
        "desde",
        "hasta",
        "ya",
        "le",
        "o",
        "si",
        "a",
    ]
)

WORD = re.compile(r"[^\W_]+")


# A view's words are counted, hashed and compared, each by another feature; 10 MiB at most of usual
# paragraphs, 40 of very long ones.
@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order."""
    return tuple(WORD.findall(text))
