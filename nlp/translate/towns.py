"""Places whose name is that of a person or of a body here: "Sofía Mena", "Clínica Reina Sofía", "Génova Salud".

English writes the place otherwise ("Sofia", "Genoa"), the person and the body as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.tables import exonyms, first_names, fold, place_names, rows, words

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_BEFORE = re.compile(rf"(?<![\w'’-])(?P<word>{_CAP}\w)[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0](?P<word>{_CAP})")
_YEAR = re.compile(r"[ \u00a0]\d{4}(?!\d)")
_WHERE = re.compile(
    r"(?:(?<!\w)(?:en|de|desde|hasta|hacia|a|para|por|entre|y|e|o|u|ni|sobre|con|contra|que|vía|vs|à|et|ou|vers|pour|"
    r"depuis|par|avec|entre|sur|via|dans|chez)[ \u00a0]|(?<!\w)[dl]['’])$",
    re.IGNORECASE,
)
"""What stands before a place; what follows it may begin a name of its own ("en Londres Google abre")."""
_IN = re.compile(
    r"(?:(?<!\w)(?:en|de|desde|hasta|hacia|a|entre|à|depuis|vers)[ \u00a0]|(?<!\w)d['’])$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?<!\w)(?:M\.|Mme|Mlle|Dre?\.?|Pr\.?|Dra\.|Sr\.|Sra\.|[Dd]octora?|[Ss]eñora?|[Dd]on|[Dd]oña)[ \u00a0]$"
)
_PART_OF_PLACE = words(
    "gran grand grande nueva nuevo nouvelle nouveau vieja viejo vieux vieille ciudad ville sur sud norte nord "
    "este est oeste ouest alta alto haute haut baja bajo basse bas saint san"
)
_KINDS = words(
    "hospital clinica clinique grupo groupe fundacion fondation colegio hotel residencia residence farmacia "
    "pharmacie centro centre sanatorio laboratorios instituto institut reina reine virgen santa sainte calle "
    "rue avenida avenue plaza place"
)
"""Words that open the name of a body or a saint, also where they open the sentence; folded."""
WORDS_TOO = words(
    "angeles asuncion aurore blanche clemence concepcion constance consuelo cruz domingo esperanza fleur "
    "florencia guadalupe israel julio luz mar marine mercedes nieves norma paz pilar prudence remedios "
    "reyes rocio rosa rose santiago segundo soledad trinidad valencia victoire victoria violette"
)
"""First names that are words or places as well: over a particle they may be those; folded."""
_REGIONS = frozenset(
    words(
        "Bretagne Normandie Corse Bourgogne Picardie Savoie Wallonie Flandre Catalogne Andalousie Lombardie "
        "Bavière Andalucía Cataluña Navarra Lombardía Baviera"
    )
)
"""Regions that English calls otherwise."""
_OF_REGIONS = words(
    "sante regional regionale regionales regionaux region regions conseil agence academie prefecture rectorat "
    "universite departement territoire salud sanidad junta gobierno generalitat comunidad toute hors selon dans "
    "hier ici pays segun hoy toda"
)
"""What stands before a region that a public body is of; folded."""
_AND = r"(?:,|[ \u00a0](?:y|e|o|u|et|ou))[ \u00a0]"
_LISTED_BEFORE = re.compile(rf"(?<![\w'’-])(?P<word>{_CAP}\w){_AND}$")
_LISTED_AFTER = re.compile(rf"{_AND}(?P<word>{_CAP})")
_DATELINE = re.compile(r",[ \u00a0]\d|\.?[ \u00a0]?[(—–-]|\.[ \u00a0]")
_RUN = re.compile(rf"(?<![\w'’-]){_CAP}(?:[ \u00a0]{_CAP})*")
_WORD, _LETTER = re.compile(_CAP), re.compile(r"\w")
_TITLES = words("mme mlle dr dre pr me don dona doctor doctora senor senora el la los las le les")
_LOOKED_AT = 40  # characters before the place


def is_no_place(text: str, start: int, end: int) -> bool:
    """Whether a town, or another place with a first name's word, is part of another name in a sentence.

    Args:
        text: the sentence.
        start: where the word begins.
        end: where it ends.
    """
    word = text[start:end]
    if _behind_first_name(text, start, word):
        return True
    if word in _REGIONS:
        return _in_a_name(text, start)
    person = fold(word) in first_names()
    if word not in _towns() and not (person and fold(word) in exonyms()):
        return False
    left = text[max(0, start - _LOOKED_AT) : start]
    after = _AFTER.match(text, end)
    follows = after is not None and not _is_place(after["word"])
    if _TITLE.search(left) or person and follows:
        return True
    if _WHERE.search(left):
        person = person and word in _towns() and not _IN.search(left)
        return person and not _listed(text, left, end)
    opens = not _LETTER.search(text, 0, start)
    if word not in _towns() or _YEAR.match(text, end) or _listed(text, left, end):
        return False
    if opens and _DATELINE.match(text, end):
        return False
    return follows and not opens or _behind_name(text, start, left, person) or person


def _behind_first_name(text: str, start: int, word: str) -> bool:
    """Whether a place is the surname of a person: "Antonio Lorena"."""
    if fold(word) not in exonyms():
        return False
    before = _BEFORE.search(text[max(0, start - _LOOKED_AT) : start])
    first = fold(before["word"]) if before else ""
    return first in first_names() and first not in WORDS_TOO and first not in exonyms()


def _in_a_name(text: str, start: int) -> bool:
    """Whether a region ends the name of a company or a school: "Télécom Bretagne", not "ARS Bretagne"."""
    left = text[max(0, start - _LOOKED_AT) : start]
    before = None if _WHERE.search(left) else _BEFORE.search(left)
    if before is None or before["word"].isupper() or _is_place(before["word"]):
        return False
    return fold(before["word"]) not in _OF_REGIONS | _PART_OF_PLACE | _TITLES


def _listed(text: str, left: str, end: int) -> bool:
    """Whether a word stands in a list of places: "Roma y Sofía"."""
    before, after = _LISTED_BEFORE.search(left), _LISTED_AFTER.match(text, end)
    return any(found is not None and _is_place(found["word"]) for found in (before, after))


def own_names(text: str) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words that such a word is part of, to be kept as they are."""
    for run in _RUN.finditer(text):
        parts = list(_WORD.finditer(text, *run.span()))
        if not any(is_no_place(text, *part.span()) for part in parts):
            continue
        if fold(parts[0][0]) in _TITLES or not _begins(text, parts[0]):
            parts = parts[1:]
        if any(is_no_place(text, *part.span()) for part in parts):
            yield parts[0].start(), run.end()


def _begins(text: str, first: re.Match[str]) -> bool:
    """Whether the first word of a run is of the name: where it opens a sentence its capital says nothing."""
    word = fold(first[0])
    opens = not _LETTER.search(text, 0, first.start())
    known = word in _KINDS or word in first_names() or is_no_place(text, *first.span())
    return known or not opens


def _behind_name(text: str, start: int, left: str, person: bool) -> bool:
    """Whether the word before a town makes it a part of a name: "Reina Sofía", "Hospital Florencia"."""
    before = _BEFORE.search(left)
    if before is None or _is_place(before["word"]):
        return False
    word = fold(before["word"])
    if word in _PART_OF_PLACE:
        return False
    opens = not _LETTER.search(text, 0, start - len(before[0]))
    return not opens or person or word in _KINDS or word in first_names()


@cache
def _towns() -> frozenset[str]:
    """Towns of one word whose English is another, as they are written."""
    towns = (row for row in rows("exonyms.tsv") if row["kind"] == "city")
    names = (name for row in towns for name in f"{row['french']}|{row['spanish']}".split("|"))
    return frozenset(name for name in names if name and " " not in name)


def _is_place(word: str) -> bool:
    return word in place_names() and fold(word) not in first_names()
