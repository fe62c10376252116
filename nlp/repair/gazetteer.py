"""Literal renderings of place names, made from the real names the way machines make them.

Every word of a name has the English that a machine may put for it; the product of those, less the
name itself, are its mangled forms ("Hauts-de-Seine": "Heights of Seine", "Hauts-with-Seine").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from nlp.tables import common_words, first_names, fold, listed, rows

_OF = ("de", "of", "of the", "from", "with", "com", "by", "in", "to", "")
_THE = ("the",)
_ENGLISH: dict[str, tuple[str, ...]] = {
    "de": _OF, "du": _OF, "des": _OF, "d": _OF, "del": _OF, "dels": _OF,
    "la": ("la", "the", ""), "le": ("the",), "les": ("les", "the"), "l": ("the",), "el": ("the",),
    "las": ("the", "las"), "los": ("the", "los"), "et": ("and",), "y": ("and",), "i": ("and",),
    "sur": ("on", "over", "upon"), "en": ("in",), "sous": ("under", "below"), "a": ("the", "with", "at", "to"),
    "hauts": ("hauts", "high", "highs", "heights", "tops", "upper"), "haute": ("high", "upper", "top"),
    "haut": ("high", "upper", "top"), "hautes": ("high", "upper"), "bas": ("low", "lower", "bottom"),
    "bouches": ("mouths", "mouth"), "cotes": ("coasts", "ribs", "sides", "hills", "coast", "cotes"),
    "cote": ("coast", "side", "rib", "hill", "cote"), "or": ("gold", "or"), "azur": ("azure", "blue", "azur"),
    "pas": ("step", "not", "no", "steps", "pas"), "val": ("valley", "vale", "val"), "rhin": ("rhine", "rhin"),
    "rhone": ("rhone",), "pays": ("country", "countries", "land", "lands", "pays"), "pais": ("country", "land"),
    "ile": ("island", "isle", "ile"), "grand": ("great", "big", "large", "grand"), "est": ("east", "is"),
    "nord": ("north",), "sud": ("south",), "pyrenees": ("pyrenees",), "orientales": ("oriental", "orientals", "eastern"),
    "atlantiques": ("atlantic", "atlantics"), "atlantique": ("atlantic",), "alpes": ("alps", "alpes"),
    "maritimes": ("maritime", "maritimes"), "maritime": ("maritime",), "savoie": ("savoy", "savoie"),
    "corse": ("corsica", "corse"), "nouvelle": ("new",), "deux": ("two", "deux"), "centre": ("center", "centre"),
    "territoire": ("territory",), "dome": ("dome",), "reunion": ("meeting", "reunion"), "havre": ("harbor", "haven", "harbour", "havre"),
    "roche": ("rock", "roche"), "rochelle": ("rochelle",), "mer": ("sea", "mer"), "saint": ("saint", "holy", "st"),
    "etienne": ("stephen", "etienne"), "denis": ("dennis", "denis"), "ville": ("city", "town"), "fort": ("strong", "fort"),
    "france": ("france",), "sables": ("sands",), "mont": ("mount", "mountain"), "defense": ("defense", "defence"),
    "salon": ("lounge", "living room", "salon"), "pont": ("bridge",), "pointe": ("point", "pointe", "tip"),
    "coruna": ("corunna", "coruna", "coru\u00f1a"), "ciudad": ("city", "ciudad"), "real": ("royal", "real"),
    "palmas": ("palms", "palmas"), "cruz": ("cross", "cruz"), "santa": ("holy", "saint", "santa"), "mancha": ("stain", "spot", "mancha"),
    "rioja": ("rioja",), "castilla": ("castile", "castilla"), "vasco": ("vasco", "basque"), "san": ("saint", "san", "st"), "sant": ("saint", "st"),
    "sebastian": ("sebastian",), "santiago": ("saint james", "santiago", "st james"), "frontera": ("border", "frontier", "frontera"),
    "dos": ("two",), "hermanas": ("sisters",), "reina": ("queen",), "concepcion": ("conception",), "puerto": ("port", "harbor", "puerto"),
    "monte": ("mount", "mountain", "monte"), "reyes": ("kings",), "campo": ("field", "countryside"), "tres": ("three",),
    "cantos": ("songs", "edges"), "buenos": ("good",), "aires": ("airs",), "fe": ("faith",), "angeles": ("angels",),
    "sierra": ("saw", "mountain range"), "paz": ("peace",), "alto": ("high",), "nuevo": ("new",), "leon": ("leon", "le\u00f3n", "lion"),
    "luis": ("louis", "luis"), "punta": ("point", "tip"), "arenas": ("sands",), "vina": ("vineyard", "vina"), "mar": ("sea", "mar"),
    "plata": ("silver",), "rio": ("river",), "negro": ("black", "negro"), "entre": ("between",), "rios": ("rivers",), "bahia": ("bay",),
    "blanca": ("white", "blanca"), "miguel": ("michael",), "pedro": ("peter",), "salvador": ("savior", "saviour"), "jose": ("joseph",),
    "este": ("east", "este"), "norte": ("north", "northern"), "valle": ("valley",), "marta": ("martha",), "playa": ("beach",),
    "carmen": ("carmen",), "baja": ("low", "lower"), "tierra": ("land", "earth"), "fuego": ("fire",), "victoria": ("victory", "victoria"),
    "rincon": ("corner",), "laguna": ("lagoon",), "juan": ("john", "juan"), "lagos": ("lakes",), "casas": ("houses",), "cristobal": ("christopher",),
    "pelayo": ("pelagius",), "isidro": ("isidore",), "nicolas": ("nicholas",), "rosa": ("rose",), "piedras": ("stones",), "negras": ("black",),
    "indias": ("indies", "indias"), "francisco": ("francis",), "andres": ("andrew",), "vicente": ("vincent",), "arroyos": ("streams",), "treinta": ("thirty",),
    "serena": ("serene",), "caseros": ("homemade",), "joan": ("john",), "plana": ("plain",), "duc": ("duke",), "roi": ("king",), "reine": ("queen",), "jolie": ("pretty",), "grand-": ("big",),
    "chateau": ("castle",), "jean": ("john",), "pierre": ("peter", "stone"), "armor": ("armor", "armour"), "gaillarde": ("gaillarde",),
    "puy": ("puy", "well", "hill", "peak"), "mans": ("mans",), "basse": ("low", "lower"), "terre": ("earth", "ground", "land"), "oise": ("oise",),
}  # fmt: skip
_TURNED = {
    "center loire valley": "Centre-Val de Loire", "centre loire valley": "Centre-Val de Loire",
    "burgundy free county": "Bourgogne-Franche-Comt\u00e9", "burgundy franche county": "Bourgogne-Franche-Comt\u00e9",
    "palms of great canary": "Las Palmas de Gran Canaria", "the palms of great canary": "Las Palmas de Gran Canaria",
    "islands balearic": "Balearic Islands", "islands canary": "Canary Islands", "country basque": "Basque Country",
    "castile the mancha": "Castilla-La Mancha", "castile the stain": "Castilla-La Mancha", "city royal": "Ciudad Real",
}  # fmt: skip
"""Forms in another order than the name's, and names that have an English form."""
_LAST = ("orientales", "atlantiques", "maritimes", "atlantique", "maritime", "real")
"""What English may put first: "Maritime-Charente", "Royal City"."""
_SPLIT = re.compile(r"[-\s'\u2019]+")
_CAPITAL = re.compile(r"(?<![\w'\u2019-])[A-Z\u00c0-\u00de][\w\u00c0-\u024f]*")
_TOKEN = re.compile(r"[\w\u00c0-\u024f]+")
_ENGLISH_PLACES = listed(
    "high alps;upper loire;mount saint michel;upper rhine;lower rhine;new leon;"
    "lower california;saint peter;saint john;san sebastian;santa cruz;san juan;san jose;"
    "la paz;saint denis;st denis;san salvador;buenos aires;santa fe;los angeles;"
    "baja california;santa marta;santo domingo;saint joseph;holy faith;basque country;"
    "black river;white bay;great east;gold coast;royal city;city royal;two sisters;"
    "three songs;good airs;the angels;the high;the peace;the silver;the lagoon;the meeting;"
    "the palms;the harbor;the haven;the harbour;the defense;the defence;the rock;"
    "between rivers;strong of france;sea of silver;land of fire;earth of fire;high earth;"
    "low earth;low land;lower land;low ground;the heights;north of santander;"
    "saint peter sula;the savior;river black;castle thierry;victory;heights of france;"
    "island of france;isle of france;north country;saint sebastian;holy cross;"
    "saint nazareth;port royal;royal port;the reunion;saint john of light;port real;"
    "high france;highs of france;center valley of loire;pyrenees;the port of saint mary;"
    "east point;point east"
)
_SURE_ANYWAY = listed(
    "island of france;isle of france;heights of france;high of france;highs of france;"
    "tops of france;saint sebastian;lower rhine;low rhine;upper rhine;high rhine;"
    "step of calais;holy cross of tenerife;saint pelagius"
)


_SMALL_THE = re.compile(r"\b(?:at|in|of|from|to|near|around|for) (?P<the>the )$")
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)!?\"]|$)| (?:and|or|but|with|in|to|for|by|is|was|has|had|on|from|since|which|where|who|will|at|as"
    r"|during|after|before|until|have|are|were)\b"
)
_ENGLISH_THE = listed("alto;plata;laguna;rioja;ejido;palmas;carolina;paz;reunion;prat")
"""What English may have "the" before: a wine, a river, an ordinary word."""


@cache
def mangled() -> dict[str, tuple[str, bool]]:
    """Mangled form (lower case, blanks for hyphens) -> (real name, sure without other evidence)."""
    real = {key(row["name"]) for row in rows("places.tsv")}
    table: dict[str, tuple[str, bool]] = {}
    for row in rows("places.tsv"):
        for form in _forms(row["name"]):
            if form not in real and form not in table:
                table[form] = (row["name"], _sure(form))
    table |= {form: (name, True) for form, name in _TURNED.items()}
    return table


def key(name: str) -> str:
    """How names are looked up: lower case, no accents, blanks for hyphens and apostrophes."""
    return " ".join(_SPLIT.split(fold(name))).strip()


def _forms(name: str) -> Iterator[str]:
    words = [w for w in _SPLIT.split(fold(name)) if w]
    choices = [tuple(dict.fromkeys((*_ENGLISH.get(w, ()), w))) for w in words]
    size = 1
    for options in choices:
        size *= len(options)
    if size > 400:
        choices = [c[:3] for c in choices]
    for combination in product(*choices):
        form = " ".join(" ".join(combination).split())
        if " " in form:
            yield form
            if words[-1] in _LAST or words[0] in ("cote", "nouvelle"):
                parts = form.split(" ")
                yield " ".join((parts[-1], *parts[:-1])) if len(parts) == 2 else form


def _sure(form: str) -> bool:
    """A form is sure when a word that is not ordinary English shows that a place is meant."""
    if form in _SURE_ANYWAY:
        return True
    words = form.split(" ")
    if form in _ENGLISH_PLACES or (len(words) == 2 and words[0] in ("saint", "st", "holy")):
        return False
    return any(len(w) > 3 and w not in common_words() and w not in first_names() for w in words)


@cache
def first_words() -> frozenset[str]:
    """First words of the mangled forms, and those behind "the", to pass over texts quickly."""
    return frozenset(
        form.removeprefix(the).split(" ")[0] for form in mangled() for the in ("", "the ")
    )


def find(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Mangled names in a text: start, end, the real name, and whether it is sure."""
    table = mangled()
    heads = first_words()
    taken = 0
    for m in _CAPITAL.finditer(text):
        if m.start() < taken or fold(m[0]) not in heads:
            continue
        tokens = [
            t
            for t, _ in zip(
                _TOKEN.finditer(text, m.start(), m.start() + 60), range(7), strict=False
            )
        ]
        for last in range(len(tokens) - 1, -1, -1):
            end = tokens[last].end()
            span = text[m.start() : end]
            if re.search(r"[^\w\s'\u2019-]", span):
                continue
            start = _the_before(text, m.start(), span)
            hit = table.get(key(text[start:end])) if last or start < m.start() else None
            if hit and key(hit[0]) != key(span):
                yield start, end, *hit
                taken = end
                break


def _the_before(text: str, start: int, span: str) -> int:
    """Where the name begins: with a small "the" before it where the name has one ("at the Well-in-Velay"),
    but not where a noun behind it has that article ("the Mans hospital")."""
    end = start + len(span)
    before = _SMALL_THE.search(text, max(0, start - 12), start)
    if not before or fold(span) in _ENGLISH_THE or not _NO_NOUN.match(text, end):
        return start
    return before.start("the") if key(f"the {span}") in mangled() else start
