"""Place names rendered word for word, by the gazetteer or by the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair import gazetteer
from nlp.repair.change import Change, Rule, View

_BRACKETED = re.compile(
    r"(?<=[\w\u00c0-\u024f] )\((North|South|Vienna|Sleeve|Channel|Sum|Moors|Heaths|Dear|Dawn|Batch|Hollow|Swears?|Guard)\)"
)
_ALONE = {
    "North": "Nord", "Vienna": "Vienne", "Sleeve": "Manche", "Channel": "Manche", "Sum": "Somme", "Moors": "Landes",
    "Heaths": "Landes", "Dear": "Cher", "Dawn": "Aube", "Batch": "Lot", "Swear": "Jura", "Swears": "Jura", "Guard": "Gard", "Hollow": "Creuse",
}  # fmt: skip
_ENGLISH_FORMS = {
    "Andaluc\u00eda": "Andalusia", "Catalu\u00f1a": "Catalonia", "Catalunya": "Catalonia", "Bretagne": "Brittany",
    "Normandie": "Normandy", "Bourgogne": "Burgundy", "Espa\u00f1a": "Spain", "M\u00e9xico": "Mexico", "Espagne": "Spain",
    "Allemagne": "Germany", "Alemania": "Germany", "Francia": "France", "Belgique": "Belgium", "Italia": "Italy",
    "Italie": "Italy", "Suisse": "Switzerland", "Suiza": "Switzerland", "Royaume-Uni": "the United Kingdom",
    "Reino Unido": "the United Kingdom", "\u00c9tats-Unis": "the United States", "Estados Unidos": "the United States",
    "Bruxelles": "Brussels", "Bruselas": "Brussels", "Londres": "London", "Lisboa": "Lisbon", "Lisbonne": "Lisbon",
    "Gen\u00e8ve": "Geneva", "Ginebra": "Geneva", "Par\u00eds": "Paris", "Roma": "Rome", "Sevilla": "Seville",
    "Corse": "Corsica", "Dunkerque": "Dunkirk", "Per\u00fa": "Peru", "Brasil": "Brazil", "Marruecos": "Morocco",
    "Maroc": "Morocco", "Tunisie": "Tunisia", "Alg\u00e9rie": "Algeria", "S\u00e9n\u00e9gal": "Senegal", "Europa": "Europe",
}  # fmt: skip
_IN = re.compile(
    r"\b(in|from|across|throughout|of) ("
    + "|".join(sorted(map(re.escape, _ENGLISH_FORMS), key=len, reverse=True))
    + r")(?=[.,;:)]|\s+(?:and|is|was|has|in|since|by|with|to|for|will|where|which)\b|\s*$)"
)
_NAME_BEFORE = re.compile(
    r"(?:Hospital|Universit\w+|Universidad|Junta|Servicio|Groupe|Soci\u00e9t\u00e9|CHU|R\u00e9gion|Banque|Gobierno|Caja|Banco) (?:de |of )?$"
)
_REGION = re.compile(
    r"\b(?:[Tt]he )?(?:[Rr]egion|[Rr]\u00e9gion) (Hauts-de-France|Nouvelle-Aquitaine|Grand Est|Occitanie|\u00cele-de-France|Auvergne-Rh\u00f4ne-Alpes|Pays de la Loire|Bourgogne-Franche-Comt\u00e9|Centre-Val de Loire|Brittany|Normandy|Bretagne|Normandie)\b"
)
_NOUN = re.compile(
    r" (?:[Hh]ealth|[Hh]ospitals?|[Uu]niversity|[Gg]overnment|[Cc]linics?|[Rr]egion(?:al)?|[Pp]ublic|[Pp]rivate|[Gg]eneral|[Mm]inistry"
    r"|[Dd]epartment|[Cc]ouncil|[Aa]irport|[Aa]uthorit(?:y|ies)|[Pp]ort|[Cc]ourts?|[Pp]olice|[Ff]actory|[Ww]ines?|[Pp]rovince|[Bb]ranch"
    r"|[Oo]ffices?|[Ss]ites?|[Cc]ampus|[Tt]eams?|[Dd]octors|[Nn]urses|[Pp]lant|[Mm]edical|[Ss]ervice|company|firm|project|area)\b"
)
_SAID = re.compile(
    r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f]+(?:[- ](?:(?:de|du|des|del|la|le|les|d'|sur|en|\u00e0|et|y)[- ]?)*[A-Z\u00c0-\u00de][\w\u00c0-\u024f]+)*"
)
_OPENS = re.compile(r"[.!?:\n][\"\u201d]? ?$")
_TOLD = re.compile(r"[ \"\u201c]*[^ \"\u201c]")


def literal(text: str, view: View) -> Iterator[Change]:
    """Mangled names of the gazetteer, sure ones anywhere, the others where the source has them."""
    source = view.source or ""
    for start, end, name, sure in gazetteer.find(text):
        if _article_of_noun(text, start, end):
            continue
        if (
            name in source
            or (sure and not view.source)
            or (sure and _written(name, gazetteer.key(source)))
            or text[start - 1 : start] == "("
            and text[end : end + 1] == ")"
        ):
            at = text.startswith("at the ", max(0, start - 3)) and start >= 3
            lead, begin = ("in ", start - 3) if at else ("", start)
            yield Change(begin, end, lead + name, f"the place is called {name}", True)


def _written(name: str, source: str) -> bool:
    """Whether the source has the name, be its article drawn together with a preposition ("au Mans")."""
    own = gazetteer.key(name)
    article, _, rest = own.partition(" ")
    forms = [f"{p} {rest}" for p in _CONTRACTED.get(article, ())]
    return any(form in source for form in (own, *forms))


_CONTRACTED = {"le": ("au", "du"), "les": ("aux", "des"), "el": ("al", "del")}


def _article_of_noun(text: str, start: int, end: int) -> bool:
    """Whether "The" at the head of a sentence belongs to the noun behind the name ("The Rioja Health
    Service"), and not to the name."""
    if not text.startswith("The ", start) or not _NOUN.match(text, end):
        return False
    if _OPENS.search(text, max(0, start - 3), start):
        return True
    return _TOLD.match(text, 0, start) is None


def alone(text: str, view: View) -> Iterator[Change]:
    """A department in brackets behind a town: "Artois (North)"."""
    for m in _BRACKETED.finditer(text):
        name = _ALONE.get(m[1])
        before = text[max(0, m.start() - 40) : m.start()].rstrip()[-30:]
        if (
            name
            and re.search(r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'-]*$", before)
            and (not view.source or name in view.source)
        ):
            yield Change(m.start(1), m.end(1), name, f"the department is called {name}", True)


def countries(text: str, view: View) -> Iterator[Change]:
    """Countries, capitals and regions that have an English name."""
    for m in _IN.finditer(text):
        name = m[2]
        if not _NAME_BEFORE.search(text, max(0, m.start() - 20), m.start()):
            yield Change(m.start(2), m.end(2), _ENGLISH_FORMS[name], f"{name} in English", True)


def regions(text: str, view: View) -> Iterator[Change]:
    """ "the Region Nouvelle-Aquitaine" -> "the Nouvelle-Aquitaine region"."""
    for m in _REGION.finditer(text):
        the = "The " if m[0].startswith("The ") or not m.start() else "the "
        yield Change(*m.span(), f"{the}{m[1]} region", "word order", True)


_REGULATION = re.compile(
    r"\b((?:(?:La|Los|Las|El) )?[A-Z\u00c0-\u00de][\w\u00c0-\u024f]+(?: y [A-Z\u00c0-\u00de][\w\u00c0-\u024f]+)?) ([Rr]egulation)\b"
)


def regulations(text: str, view: View) -> Iterator[Change]:
    """ "the Coquimbo Regulation" -> "the Coquimbo Region", where the source has "Regi\u00f3n de Coquimbo"."""
    for m in _REGULATION.finditer(text):
        if view.source_has(
            rf"\bregi\u00f3n del? (?:la |los |las |el )?{re.escape(m[1].lower())}(?!\w)"
        ):
            fixed = "Region" if m[2][0] == "R" else "region"
            yield Change(*m.span(2), fixed, f"{m[1]} is a region", True)


RULES = (
    Rule("regulations", "false_friend", regulations, re.compile(r" [Rr]egulation\b")),
    Rule("literal", "place_name", literal),
    Rule("alone", "place_name", alone, re.compile(r"\([A-Z][a-z]+\)")),
    Rule("regions", "place_name", regions, re.compile(r"egion |\u00e9gion ")),
    Rule("countries", "place_name", countries, _IN),
)
