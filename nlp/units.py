"""Small closed words beside a figure: bytes, points, quarters, areas, ordinals, decades.

"1,5 To" -> "1.5 TB", "+3,5 pts" -> "+3.5 points", "3T 2024" -> "Q3 2024", "1er semestre 2027" -> "first
half of 2027", "300 m²" as it is, "12º congreso" and "12e congrès" -> "12th", "les années 80 et 90" ->
"the 1980s and 1990s".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import FOREIGN_MONTHS
from nlp.currencies import SCALES, alternatives
from nlp.figures import BOUNDED, GAP, NUMBER, Span, english_number, rendered, value_of
from nlp.numerals import numerals, ordinal
from nlp.patterns import late

_BYTES = late(rf"(?<![\w.,/-])(?P<n>{NUMBER}){GAP}?(?P<unit>[KkMGTPE])o(?:ctets)?(?!\w)(?!['’])")
_POINTS = late(
    rf"(?<![\w.,/])(?P<n>{NUMBER}){GAP}?pts?(?:{GAP}(?P<basis>de base)| de pourcentages?)?(?!\w)"
)
_SHORT_POINTS = late(
    rf"(?<![\w.,/])(?P<n>{NUMBER}){GAP}?(?:(?P<basis>p\.{GAP}?b\.?|pbs?)|p\.{GAP}?p\.?|(?P<bare>pp))(?!\w)"
    r"(?:(?<=\.)|\.(?!\s*$))?"
)
_MOST_POINTS = 30
"""Beyond it "64 pp" are pages, unless a decimal or a sign says otherwise."""
_NUMBERED = late(
    rf"(?<![\w.])(?P<no>[nN](?:\.{GAP}?)?[º°]\.?|[nN]úm\.){GAP}?(?P<n>\d+(?:[./-]\w+)*)(?![\w%]|[.,]\d)"
)
_HEADED = late(
    rf"(?:^|[,;:(]{GAP}?|(?<![\w'’])(?:le|la|les|du|au|un|une|son|sa|leur|notre|ce|cette|de|comme|est|reste){GAP})$",
    re.IGNORECASE,
)
"""What stands before a French "n° 2" that is somebody, not before that of "le lot n° 2"."""
_PART = late(
    rf"(?<![\w.,/-])(?:(?P<a>[TS])(?P<n>[1-4])|(?P<m>[1-4]){GAP}?(?P<b>[TS]))"
    rf"(?:(?:{GAP}|[-/]|{GAP}de[l]?{GAP})(?P<year>20\d\d)|(?P<short>[’']?\d\d))(?![\w-]|[.,]\d)"
)
_PART_ALONE = late(
    rf"(?<![\w-])(?:(?P<sure>[Ff]in|[Dd]ébut|[Cc]ourant|[Mm]i|(?:[Ff]inales|[Mm]ediados|[Pp]rincipios){GAP}del?)(?:{GAP}|(?<=mi)-)(?:du{GAP})?"
    rf"|(?:[Ll]e|[Aa]u|[Dd]u|[Cc]e|[Ee]n|[Dd]ès{GAP}le|[Ee]l|[Dd]el|[Aa]l){GAP})"
    rf"(?P<part>(?P<a>[TS])(?P<n>[1-4])|(?P<m>[1-4])(?P<b>[TS]))(?![\w-]|[.,/]\d|{GAP}?[’']?\d|{GAP}de[l]?{GAP}20)"
)
_OF_BUSINESS = late(
    r"(?<!\w)(?:chiffre d['’]affaires|CA|résultats?|croissance|ventes|facturation|revenus?|commandes|EBITDA|exercice|"
    r"bénéfices?|pertes?|trésorerie|ingresos|facturación|resultados?|ventas|beneficios?|pérdidas|pedidos|ejercicio|"
    r"crecimiento)(?!\w)"
)
_OF_NO_YEAR = late(
    r"(?<!\w)(?:IRM|tram\w*|tumeurs?|stades?|cancers?|appartements?|logements?|studios?|vertèbres?|tesla|RM|resonancias?|"
    r"tumor\w*|estadios?|cáncer\w*|tranvía|terminal\w*|ligne|línea)(?!\w)",
    re.IGNORECASE,
)
"""Where "T1" is a stage, a sequence, a line or a flat."""
_RANKED_PART = late(
    rf"(?<![\w.,/+-])(?P<n>[1-4])(?:er|[eè]re|re|ro|[eè]|nde?|de|do|to|i?[eè]me|\.?[ºª°]){GAP}"
    rf"(?P<part>trimestre(?!\w)|trim\.(?={GAP}?20)|semestre(?!\w))"
    rf"(?:{GAP}(?:del?{GAP}(?:l['’]année{GAP}|año{GAP})?)?(?P<year>(?:19|20)\d\d)(?![\w-]|[.,/]\d))?"
)
_PARTS = ("first", "second", "third", "fourth")
_OTHER_PARTS = late(
    r"(?<!\w)(?:grossesses?|enceintes?|échographi\w+|obstétri\w+|f(?:œ|oe)t(?:us|al|ale|aux)|prénata\w+|étudiante?s?|"
    r"embaraz\w+|gestaci\w+|alumn[oa]s?|estudiantes?)(?!\w)|(?:trimestre|semestre)[ \u00a0](?:scolaire|universitaire|"
    r"académi\w+|escolar|(?:de[ \u00a0](?:la[ \u00a0])?|del[ \u00a0]|d['’])(?:master|licence|internat|études|cours|carrera|"
    r"grado|máster|curso))(?!\w)",
    re.IGNORECASE,
)
"""Where a quarter is one of a pregnancy or of a school year, and a half a term; a year beside it says more."""
_ORDINAL = {
    "fr": late(
        r"(?<![\w.,/+-])(?P<n>\d{1,3})(?:ers?|res?|ères?|[eè]|es|[eè]mes?|i[eè]mes?|n?des?|nd)(?![\w'’-])"
    ),
    "es": late(
        r"(?<![\w.,/+-])(?P<n>\d{1,3})(?:(?P<mark>\.?[ºª°])|ero?|era|r[oa]|d[oa]|t[oa]|m[oa]|v[oa]|n[oa])"
        r"s?(?![\w'’-])"
    ),
}
_OF_MONTH = late(
    rf"{GAP}de{GAP}(?:{'|'.join(FOREIGN_MONTHS['es'])})".replace("septiembre", "sep?tiembre")
)
_ENDS = {"es": {"r": "13", "e": "13", "d": "2", "t": "456", "m": "70", "v": "8", "n": "9"}}
_LAW = late(
    r"(?:(?<!\w)(?:arts?\.?|art[íi]culos?|articles?|alinéas?|apartados?|incisos?|p[áa]rrafos?|disposici[óo]n|"
    r"adicional|transitoria|final|cláusula|cap[íi]tulo|t[íi]tulo|secci[óo]n|sala|ley|base|n[.º°]+|núm\.|"
    rf"[nN][úu]mero){GAP}|[º°]C? ?)$",
    re.IGNORECASE,
)
"""What is counted after its noun: English writes "Article 5" for "artículo 5º"."""
_BEFORE = late(rf"(?<!\w)(?:el|del|al|su|sus|este|nuestro|mi|cada|como|en){GAP}$", re.IGNORECASE)
_DEGREES = late(rf"(?<!\w)(?:a|los|unos|hasta|entre|y|de|ángulo){GAP}$", re.IGNORECASE)
_MOST_WITHOUT_ARTICLE = 31  # "otros 180° tiene" is a turn
_NOUN = late(
    rf"{GAP}(?!(?:de|del|y|e|o|u|en|al?|con|por|para|sobre|bajo|que|como|se|es|fue|grados|cent[íi]grados|"
    r"celsius|norte|sur|este|oeste|latitud|longitud|m[áa]xim[oa]s?|m[íi]nim[oa]s?|izquierda|derecha)(?!\w))"
    r"[A-ZÀ-Þa-zà-ÿ][a-zà-ÿ]"
)


_AREA = {
    lang: late(
        rf"(?:(?<![\w.,/-])(?P<n>{BOUNDED[lang]})(?:{GAP}(?P<scale>{alternatives(w for w in scale if len(w) > 2)})(?!\w))?"
        rf"{GAP}?(?:(?<={GAP})de{GAP})?|(?<!\w))(?P<unit>[kdcmh]?m[²³])(?!\w)"
    )
    for lang, scale in SCALES.items()
}

_LENGTHS = {
    "second": "s sec", "minute": "min mn", "day": "j jours días", "month": "mois meses", "year": "ans años",
}  # fmt: skip
_UNITS = {word: english for english, words in _LENGTHS.items() for word in words.split()}
_STUCK = late(
    rf"(?<![\w.,/+’'-])(?<!\d{GAP})(?P<n>\d{{1,3}}(?:,\d{{1,2}})?)(?P<unit>{alternatives(_UNITS)})(?![\w/’'-])"
)
_OF_DECADES = late(rf"(?<!\w)(?i:les|des|aux|années|los|años|décadas?|décennies?|iphone){GAP}$")
"""Before "30s" that are years, or a telephone."""

_OF_YEAR = late(
    rf"(?<!\w)(?:(?P<the>[Ll]a{GAP})?(?:d[ée]cada{GAP}de(?:{GAP}los(?:{GAP}años)?)?|décennie(?:{GAP}de)?)"
    rf"|(?P<plural>(?:[Ll]es|[Ll]os){GAP})(?:années|años)|(?<=des )années|(?<=aux )années|(?<=ces )années){GAP}"
    r"(?P<year>1[1-9]\d0|20[0-4]0)(?![\w%]|[.,]\d|-\d)"
)


def _alone(words: str) -> str:
    """One of the words, or of them with a capital, before what is matched."""
    return "|".join(f"(?<={word[1:]} )" for word in words.split())


_DECADE = {
    "fr": rf"(?<!\w)(?:{_alone('les des aux ces nos fin début')})années{GAP}",
    "es": rf"(?<!\w)(?:{_alone('los esos aquellos')})años{GAP}",
}
_DECADES = {
    lang: late(
        rf"{head}(?P<a>[2-9]0)(?!\w|[.,]\d|{GAP}?%|{GAP}\d)"
        rf"(?:{GAP}(?:et|ou|à|y|o|a){GAP}(?P<b>[2-9]0)(?!\w|[.,]\d|{GAP}?%|{GAP}\d|{GAP}[a-zà-ÿ]+[sx](?!\w)))?"
    )
    for lang, head in _DECADE.items()
}
_AND_IN_WORDS = (" et ", " ou ", " y ", " o ")
_YEARS = {lang: late(head, re.IGNORECASE) for lang, head in _DECADE.items()}


def small_words(text: str, lang: str) -> Iterator[Span]:
    """All of them in a sentence; "Go" and "pts" are French, the year of a quarter may be short in Spanish."""
    yield from _decades(text, lang)
    yield from _written_decades(text)
    yield from _parts_of_years(text, lang)
    yield from _ranked_parts(text, lang)
    yield from _ordinals(text, lang)
    yield from _stuck(text)
    yield from _numbered(text, lang)
    yield from _short_points(text)
    if lang != "fr":
        return
    for found in _BYTES.finditer(text):
        english = f"{english_number(found['n'])} {found['unit'].upper()}B"
        yield Span(*found.span(), "number", english)
    for found in _POINTS.finditer(text):
        number = english_number(found["n"])
        unit = "basis point" if found["basis"] else "point"
        yield Span(*found.span(), "number", f"{number} {unit}{'' if number == '1' else 's'}")


def _stuck(text: str) -> Iterator[Span]:
    """Lengths of time whose unit clings to the figure: "30s", "15min", "52ans", "3j"."""
    for found in _STUCK.finditer(text):
        number, unit = english_number(found["n"]), _UNITS[found["unit"]]
        if found["unit"] == "s" and _OF_DECADES.search(
            text, max(0, found.start() - 20), found.start()
        ):
            continue
        yield Span(*found.span(), "number", f"{number} {unit}{'' if number == '1' else 's'}")


def _numbered(text: str, lang: str) -> Iterator[Span]:
    """ "nº 2" and "Núm. 2024/12", which a model takes for "not" or an abbreviation: "No. 2"."""
    for found in _NUMBERED.finditer(text):
        if lang == "es" or _HEADED.search(text, max(0, found.start() - 12), found.start()):
            grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", found["n"])
            number = english_number(found["n"]) if grouped else found["n"]
            yield Span(*found.span(), "code", f"No. {number}")


def _short_points(text: str) -> Iterator[Span]:
    """Points and basis points in short: "0,3 p.p.", "+2 pp", "70 pbs"; the stop of a sentence stays."""
    for found in _SHORT_POINTS.finditer(text):
        value, number = value_of(found["n"]), english_number(found["n"])
        told = "," in found["n"] or text[found.start() - 1 : found.start()] in ("+", "-", "−")
        if found["bare"] and not told and value > _MOST_POINTS:
            continue
        end = found.end() - (text[found.end() - 1] == "." and not text[found.end() :].strip())
        unit = "basis point" if found["basis"] else "point"
        yield Span(found.start(), end, "number", f"{number} {unit}{'' if number == '1' else 's'}")


def _parts_of_years(text: str, lang: str) -> Iterator[Span]:
    """Quarters and halves: "T3 2024", "3T 2024", "S1 2025"; in Spanish "3T24" too."""
    for found in _PART.finditer(text):
        kind, part = found["a"] or found["b"], found["n"] or found["m"]
        if (kind == "S" and part > "2") or (found["short"] and (lang != "es" or found["a"])):
            continue
        year = found["year"] or f"20{found['short'].strip('’' + chr(39))}"
        yield Span(*found.span(), "date", f"{'Q' if kind == 'T' else 'H'}{part} {year}")
    yield from _parts_alone(text)


def _parts_alone(text: str) -> Iterator[Span]:
    """Quarters and halves without a year: "fin T1", and "le T4" where the sentence speaks of business."""
    if _OF_NO_YEAR.search(text):
        return
    for found in _PART_ALONE.finditer(text):
        kind, part = found["a"] or found["b"], found["n"] or found["m"]
        if (kind == "S" and part > "2") or not (found["sure"] or _OF_BUSINESS.search(text)):
            continue
        yield Span(*found.span("part"), "date", f"{'Q' if kind == 'T' else 'H'}{part}")


def _ranked_parts(text: str, lang: str) -> Iterator[Span]:
    """Quarters and halves in words, "1er trimestre 2026"; `unmask` sets them into the sentence.

    Without a year they are read but for Spanish quarters, which the model knows.
    """
    for found in _RANKED_PART.finditer(text):
        half, year = found["part"] == "semestre", found["year"]
        known = not year and (lang == "es" and not half or _OTHER_PARTS.search(text))
        if known or half and found["n"] > "2":
            continue
        rank, part = _PARTS[int(found["n"]) - 1], "half" if half else "quarter"
        english = f"{rank} {part}" + (f" of {year}" if year else "")
        yield Span(*found.span(), "date", english)


def areas(text: str, lang: str) -> Iterator[Span]:
    """Areas and volumes, "300 m²", and the unit alone: the vocabulary has no raised figure, and writes "m2"."""
    for found in _AREA[lang].finditer(text):
        if not found["n"]:
            yield Span(*found.span(), "code", found["unit"])
            continue
        power = SCALES[lang][found["scale"]] if found["scale"] else 0
        number = rendered(value_of(found["n"]), power) if power else english_number(found["n"])
        if number:
            yield Span(*found.span(), "number", f"{number} {found['unit']}")


def _ordinals(text: str, lang: str) -> Iterator[Span]:
    for found in _ORDINAL[lang].finditer(text):
        number = int(found["n"])
        ranked = _ranked(found, lang) and not _LAW.search(
            text, max(0, found.start() - 20), found.start()
        )
        if number and ranked and not _OF_MONTH.match(text, found.end()):
            yield Span(*found.span(), "number", ordinal(number))


def _ranked(found: re.Match[str], lang: str) -> bool:
    """Whether a figure with an ending ranks something: "12º congreso", not "40º" of heat."""
    text = found.string
    if lang == "fr":
        return _ranked_in_french(found["n"], text[found.end("n") : found.end()])
    if not found["mark"]:
        return found["n"][-1] in _ENDS["es"][text[found.end("n")]]
    if "ª" in found["mark"] or _BEFORE.search(text, max(0, found.start() - 12), found.start()):
        return True
    degrees = _DEGREES.search(text, max(0, found.start() - 10), found.start())
    few = int(found["n"]) <= _MOST_WITHOUT_ARTICLE
    return few and not degrees and _NOUN.match(text, found.end()) is not None


def _ranked_in_french(number: str, ending: str) -> bool:
    """Whether an ordinal must be masked: below ten the model knows all but "2e", "3ème" and plurals.

    What it knows it had better see: it takes a symbol for a number, and writes "the 4th phases".
    """
    if number == "2" or ending.startswith(("d", "nd")):
        return number == "2"
    if ending in ("er", "re", "ère", "ers", "res", "ères"):
        return number == "1" and ending.endswith("s")
    return len(number) > 1 or number == "3" and "m" in ending or ending == "es"


def _decades(text: str, lang: str) -> Iterator[Span]:
    """The decades of a century, in figures or words: "les années 90", "los años ochenta"."""
    for found in _DECADES[lang].finditer(text):
        yield Span(found.start(), found.end("a"), "date", _decade(int(found["a"])))
        if found["b"]:
            yield Span(*found.span("b"), "date", _decade(int(found["b"])))
    if not _YEARS[lang].search(text):
        return
    starts = {found.end(): found.start() for found in _YEARS[lang].finditer(text)}
    last = -1
    for number in numerals(text, lang):
        joined = last > 0 and text[last : number.start] in _AND_IN_WORDS
        if (number.start in starts or joined) and number.value in range(20, 100, 10):
            yield Span(
                starts.get(number.start, number.start), number.end, "date", _decade(number.value)
            )
            last = number.end


def _written_decades(text: str) -> Iterator[Span]:
    """The decades that their first year names: "la década de 1930", "la décennie 1990", "les années 1970"."""
    for found in _OF_YEAR.finditer(text):
        the = "the " if found["the"] or found["plural"] else ""
        yield Span(*found.span(), "date", f"{the}{found['year']}s")


def _decade(tens: int) -> str:
    """ "1990s"; whose "20s" they are is not told."""
    return f"19{tens}s" if tens > 20 else f"{tens}s"
