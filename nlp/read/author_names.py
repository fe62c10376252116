"""One name of a byline without what bylines put around it: a title, a day, a post, a place, capitals."""

from __future__ import annotations

import re
from functools import cache

from nlp.calendar import FOREIGN_MONTHS, FOREIGN_WEEKDAYS, MONTHS, WEEKDAYS
from nlp.patterns import late
from nlp.tables import first_names, fold, place_names, words

LONGEST = 80
"""Characters of a name."""

_WORDS = 8  # of a name
_EDGES = " \t,;:.·•|/–—-*\"'()[]<>\u200b\ufeff"
_INITIAL = late(r"(?:^|[\s.])[^\W\d_]\.$")
LINKS = words(
    "de del la las los le les du des d da das do dos van von der den di el al y e i ben bin ibn"
)
"""Words in small letters that a name may have."""

_TITLE = late(
    r"(?:(?:Dre?s?|Dras?|Pre?s?|Profs?|Mme?s?|Mlles?|MM|Mr|Mrs|Ms|Miss|Sra?s?|Srta|Lic|Ing|Me)(?:\.\s*|\s+)|M\.\s*"
    r"|(?:Professeure?|Professor|Profesora?|Docteure?|Doctora?|D\.ª|Doña)\s+|(?:Monsieur|Madame|Señora?)\s+(?=\S+\s+\S))+(?=[^\W\d_])",
    re.I,
)
_DAYS = "|".join(
    fold(day)
    for day in (
        *MONTHS,
        *WEEKDAYS,
        *(
            day
            for days in (FOREIGN_MONTHS, FOREIGN_WEEKDAYS)
            for each in days.values()
            for day in each
        ),
    )
)
_SHORT_DAYS = r"(?:jan|feb|fev|avr|apr|jun|jul|aug|aout|ago|sept?|oct|nov|dec|dic|ene|abr)\b\.?"
_DAY = rf"(?:(?:{_DAYS})\b|{_SHORT_DAYS})"
_TAIL = late(
    r"[\s,–—-]+(?:"
    rf"(?:le|el|on|a|du|del)(?:\s+(?:\d|{_DAY}).*)?"
    r"|(?:il y a|hace|avec|con|with)(?:\s.*)?|et|y|and"
    rf"|(?!(?:abril|avril|mayo)\Z){_DAY}(?:[\s,].*)?"
    r"|(?:publi|actuali|modifi|updated|posted|published|last updated|mise?\s+(?:a\b|en\b)|escrito|redig|min read|ago\b).*"
    r"|\d.*"
    r")\Z",
    re.S,
)
"""What may follow a name, folded: a day, a place, when it was published, or the words that begin one of these."""

_AT_PLACE = late(
    r"\s+(?:(?:au|aux|at|in|en|for|from|pour|para|desde|depuis|dans|chez|by|par|por)(?:\s(?!['’]t\b).*)?)\Z"
)
"""What follows the name of a person: a place, whom it was written for."""

_GAP = late(r"[\s,–—-]+(?=\S)")
_STARTS_DAY = late(rf"\d|{_DAY}")

_ROLES = (
    r"(?:correspondent|editors?|reporters?|writers?|contributors?|columnist|journalist|producer|manager|blogger|fellow|intern"
    r"|newsroom|editor-at-large|executive|director)"
)
_POST = late(
    rf"(?:[^\W\d_][\w.&'’-]*\s+){{0,4}}{_ROLES}\Z"
    r"|(?:the |our )?(?:(?:editorial|news|web|digital|content|press|communications?|social media)\s+)?(?:staff|team|desk)\Z"
    r"|(?:l[ea]s?\s+|el\s+|los\s+)?(?:equipo|equipe)(?:\s.*)?\Z|guest(?:\s.*)?\Z|(?:auteur|autora?|author) invite\w*\Z"
    r"|(?:sr|senior|vice|chief|executive|managing|associate|assistant|deputy|principal|head|director|president|founder)\b.*"
    r"|(?:by|par|por|posted|published|publie|publicado|text|sponsored)\Z",
    re.I,
)
"""What somebody is, or nobody in particular."""

_HIS_POST = late(
    rf"\s+(?:(?:senior|staff|news|health|science|political|sports?|medical|special|chief|deputy|assistant|managing)\s+)*{_ROLES}\Z",
    re.I,
)
"""What somebody is, right behind the name."""

_OTHERS = late(
    r"(?:photo|foto|image|imagen|illustra|ilustra|infograph|infograf|dessin|dibujo|video|traduit|traduc|translat|source|fuente"
    r"|credit|sponsor|patrocin|parrain|getty|shutterstock)",
)
"""What begins the name of somebody else: of a photograph, a drawing, a translation."""

_ARTICLE = late(r"(?:The|Le|La|Les|El|Los|Las)\s+\S")
_NEWSROOM = words(
    "redaction redaccion reuters bloomberg belga xinhua ansa efe afp ap dpa ats aefe servimedia agencias agences agencies"
)
"""Agencies and newsrooms in one word, folded."""
_CAPITALS = 4  # letters of a surname in capitals
_ACRONYM = late(r"[A-Z]{2,5}\Z")


def is_other(part: str) -> bool:
    """Whether a part of a byline names who made its pictures, or its words in another language."""
    return _OTHERS.match(fold(part.strip(_EDGES))) is not None


def is_outlet(part: str) -> bool:
    """Whether a part behind a name is that of a paper, by its article: "The Clinic", "Le Mensuel"."""
    return _ARTICLE.match(part.strip(_EDGES)) is not None


def tidy(name: str) -> str | None:
    """The name without what stands around it; None for what is no name: a role, a sentence.

    The name of a tidied one is that name again.
    """
    name, before = " ".join(name.split()), None
    while name and name != before:
        before, name = name, _trimmed(name)
    return _cased(name) if name and _is_name(name) else None


def _trimmed(name: str) -> str:
    """The name with one thing less at each of its ends."""
    kept = name.strip(_EDGES)
    kept = f"{kept}." if _INITIAL.search(kept + name[len(kept) : len(kept) + 1]) else kept
    kept = re.sub(r"^(?:et|y|and|with|avec|con)\s+", "", kept)
    kept = re.sub(r"^[lL][’'](?=[A-Z]{2,5}$)", "", kept)
    kept = _TITLE.sub("", kept, count=1) if _TITLE.match(kept) else kept
    if _is_person(kept) and len((bare := _HIS_POST.sub("", kept)).split()) > 1:
        kept = bare
    return _without_tail(kept)


def _is_person(name: str) -> bool:
    """Whether a name begins with a first name that is known."""
    return fold(name.split("-")[0].split(" ")[0]) in first_names()


def _without_tail(name: str) -> str:
    """The name without a day, a place or a word that leads to one; a day needs a whole name before it."""
    folded = "".join(fold(letter)[:1] or letter for letter in name)
    for found in _GAP.finditer(folded):
        told, behind = name[: found.start()].split(), name[found.end()]
        if not told or told[-1] in LINKS:
            continue
        if len(told) > 1 and _AT_PLACE.match(folded, found.start()) and _is_person(name):
            return name[: found.start()]
        if not _TAIL.match(folded, found.start()):
            continue
        if behind.islower() or (len(told) > 1 and _STARTS_DAY.match(folded, found.end())):
            return name[: found.start()]
    return name


def _is_name(name: str) -> bool:
    told = name.split()
    if not told or len(name) > LONGEST or len(told) > _WORDS or sum(map(str.isalpha, name)) < 2:
        return False
    if any(c.isdigit() for c in name) or any(mark in name for mark in "!?=<>{}@") or "://" in name:
        return False
    if _POST.match(name) or is_other(name):
        return False
    small = [word for word in told if word[0].islower() and word not in LINKS]
    return not (small and (told[0] in small or 2 * len(small) >= len(told)))


def _cased(name: str) -> str:
    """A person's name as names are written where it, or the surname, is all in capitals; an agency's stays."""
    told = name.split()
    if len(told) < 2 or not _is_person(name):
        return name
    least = 1 if name.isupper() else _CAPITALS
    return " ".join(
        _word(word, number) if word.isupper() and len(word) >= least else word
        for number, word in enumerate(told)
    )


def _word(word: str, number: int) -> str:
    low = word.lower()
    if number and low in LINKS:
        return low
    return re.sub(r"(?<![^\W_])[^\W\d_]", lambda first: first[0].upper(), low)


def without_places(names: list[str]) -> list[str]:
    """The names without those of towns, and without a lone word beside whole names; agencies stay."""
    people = [name for name in names if fold(name) not in _places()]
    whole = any(" " in name for name in people)
    return [name for name in people if not whole or stands(name)]


@cache
def _places() -> frozenset[str]:
    """Towns and countries, folded, that are no first name as well."""
    return frozenset(fold(name) for name in place_names()) - first_names().keys()


def stands(name: str) -> bool:
    """Whether it may stand beside names of several words: those, agencies, first names."""
    folded = fold(name)
    return (
        " " in name or bool(_ACRONYM.match(name)) or folded in _NEWSROOM or folded in first_names()
    )
