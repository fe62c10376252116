"""Cities and countries that were left in French or Spanish: "Burdeos" is Bordeaux."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.repair.change import Change, Rule, View
from nlp.tables import english_places, first_names, fold, rows, words

_KINDS = ("city", "country")
_AMBIGUOUS = words(  # other places, people or things as well, or used in English too
    "Vienne Valence Grenade Lorena Florencia Sof\u00eda Damas Bel\u00e9n Troie Colonia Malinas Malines Trente Marches "
    "Marcas Mexico Panama Guatemala Qu\u00e9bec Riad Fez Canton Elba Rodas Saint-Domingue Maurice Dominique Salvador "
    "Hollande Savoie Saboya Navarra Vizcaya Berne Berna Porto Oran Galia Gaule Frise Sarre Latium Turingia Antilles "
    "Louvain Courtrai Arabia Tracia Holanda Ligurie Saxe Castilla Castille Bretagne Corse Granada Indo Palmira Pise "
    "Parme Sienne Mantoue Assise Luisiana Virginie Carolina Dacca Daca Riyad Argel Capital Alpes Lila Am\u00e1n Sparte "
    "Provenza Aquitania Argentine Cartago Tanger G\u00e9orgie Georgia Jordanie Tchad Inde Cambodge Chypre Vilna Corinto Corinthe Troya Esparta "
)
_THE = words("Netherlands Philippines Bahamas Maldives Gambia Caribbean Balkans") | {
    "United States",
    "US",
    "United Kingdom",
    "Czech Republic",
    "Dominican Republic",
    "Central African Republic",
    "United Arab Emirates",
    "Middle East",
    "European Union",
}
_WITHIN = re.compile(r"(?:\b(?:de|del|des|du|la|le|los|las|el|y|et|en)|d['\u2019]) ?$", re.I)
_FIRST = re.compile(r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f]+")
_PLAIN = re.compile(r"(?:^|[,;:(\"\u201c] ?|[.!?] |(?<!\w)[a-z]+ )$")


@cache
def _forms() -> dict[str, str]:
    """Foreign names of places -> the English one."""
    found = {"EE. UU.": "US", "EE.UU.": "US", "EEUU": "US"}
    for row in rows("exonyms.tsv"):
        english = row["english"].split("|")
        for column in ("french", "spanish"):
            for name in filter(None, row[column].split("|")):
                if row["kind"] in _KINDS and _tells(name, english, column, row["kind"]):
                    found.setdefault(name, english[0])
    return found


def _tells(name: str, english: list[str], column: str, kind: str) -> bool:
    """Whether a name is foreign for sure, and not only by its accents in a name that English keeps."""
    if (
        not name[0].isupper()
        or name.replace(".", "").replace(" ", "").isupper()
        or name in _AMBIGUOUS
        or name in english
    ):
        return False
    if fold(name) in map(fold, english):
        # of several words one alone would get its accent back from the source
        return column == "spanish" and kind == "city" and name.isalpha() and not name.isascii()
    return fold(name) not in english_places() and fold(name) not in first_names()


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _forms()), key=len, reverse=True)
    return re.compile(rf"(?<![\w@#/.-])(?:{'|'.join(names)})(?![\w@/-])")


@cache
def _first_words() -> frozenset[str]:
    """The words with which the names begin: hardly a text has one."""
    return frozenset(_FIRST.findall(" ".join(name.split()[0] for name in _forms())))


def foreign_places(text: str, view: View) -> Iterator[Change]:
    """The English name, where the source has the foreign one or, in a damaged text, it stands alone."""
    if _first_words().isdisjoint(_FIRST.findall(text)):
        return
    for m in _pattern().finditer(text):
        before = text[max(0, m.start() - 30) : m.start()]
        if _WITHIN.search(before):  # part of a name in that language
            continue
        after = text[m.end() : m.end() + 2]
        told = m[0] in (view.source or "")
        alone = _PLAIN.search(before) and not re.match(r" [A-Z\u00c0-\u00de]", after)
        if told or (alone and view.damaged and not view.source):
            name = _forms()[m[0]]
            if name in _THE and not before.lower().endswith("the "):
                name = f"the {name}" if before.strip() else f"The {name}"
            yield Change(*m.span(), name, f"{m[0]} in English", True)


RULES = (Rule("foreign_places", "place_name", foreign_places, re.compile(r"[A-Z\u00c0-\u00de]")),)
