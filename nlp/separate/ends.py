"""What the end of a text tells that no line does: an agency's signature, a heading left alone; and what
its beginning tells of a line: that it points to another article."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AGENCY = re.compile(
    r"\b(?:AFP|ATS|Keystone-ATS|Belga|EFE|Efe|Europa Press|Reuters|Télam|Notimex|ANSA)\b"
)
_INITIALS = r"[a-z]{2,5}(?:-[a-z]{2,5}){0,3}"
_SIGNATURE = re.compile(rf"{_INITIALS}(?:/{_INITIALS}){{1,6}}")
_NO_SIGNATURE = frozenset({"et/ou", "y/o", "and/or", "oui/non", "si/no"})
_ABOUT = re.compile(
    r"(?:(?:[AÀ] propos d(?:es?|u)|Acerca de|Sobre|About)[ \u00a0]|[AÀ] propos d['’])[^.!?]{2,80}"
)
_POINTS = re.compile(
    r"\W{0,3}(?:read (?:also|more|next|on)|also (?:read|on (?:this|the same) (?:topic|subject))|more on this (?:topic|subject)"
    r"|(?:[àa] )?(?:lire|voir|écouter) (?:aussi|[ée]galement)|lire la suite"
    r"|(?:lea|lee|leer|vea|ver) (?:también|además)|(?:lea|lee|leer) más"
    r"|(?:también )?(?:te|le) puede interesar|(?:puede|podría) interesar(?:le|te)|(?:te|le) recomendamos"
    r"|on the same (?:topic|subject)|sur le m[êe]me (?:sujet|th[èe]me)|sobre el mismo tema)"
    r"\s{0,3}[:>»›|\])–—]+\s{0,3}(?P<head>\S.{0,220})",
    re.I,
)
_FEWEST = 3  # words of a headline
_KEYWORDS = re.compile(
    r"(?:mots?[- ]cl[ée]s?|palabras? claves?|key ?words?|tags?|[ée]tiquettes?|etiquetas?)\s?:\s?[^.!?]{2,300}",
    re.I,
)
_REACH = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|(?:\+|\b0)\d[\d ().\u00a0\u202f-]{6,20}\d")
_CONTACT = 160  # characters of a line that tells how to reach somebody


def keywords(text: str) -> bool:
    """Whether a line lists what a text is filed under: "Mots-clés : médicament - officine"."""
    return _KEYWORDS.fullmatch(text.strip()) is not None


def contacts(texts: Sequence[str], kept: Sequence[bool]) -> list[int]:
    """The numbers of the last lines kept of a page that only tell how to reach somebody.

    Behind its last sentence: "Ludivine Castagnède, Agence Tambour, l.castagnede@tambour.example".
    """
    found: list[int] = []
    for i in reversed([i for i, keep in enumerate(kept) if keep and i]):
        text = texts[i].strip()
        if len(text) > _CONTACT or text[-1:] in ".!?…" or not _REACH.search(text):
            break
        found.append(i)
    return found


def points_away(text: str) -> bool:
    """Whether a line announces another article: "Lire aussi : Un robot à la pharmacie".

    A document, a page or a person is no headline: "Voir aussi : annexe 2".
    """
    found = _POINTS.fullmatch(text.strip())
    return found is not None and len(found["head"].split()) >= _FEWEST


def signature(texts: Sequence[str]) -> int | None:
    """The number of the last line if it is how an agency's desk signs: "abc/def/mdv"."""
    last = len(texts) - 1
    text = texts[last].strip() if last > 1 else ""
    if not _SIGNATURE.fullmatch(text) or text in _NO_SIGNATURE:
        return None
    return last if any(_AGENCY.search(other[:2_000]) for other in texts[:last]) else None


def initials(texts: Sequence[str], kept: Sequence[bool]) -> int | None:
    """The number of the last line kept of a page if it is how its writers sign: "hd/cl"."""
    last = max((i for i, keep in enumerate(kept) if keep), default=0)
    text = texts[last].strip()
    signs = last > 1 and _SIGNATURE.fullmatch(text) and text not in _NO_SIGNATURE
    return last if signs else None


def orphan(texts: Sequence[str], kept: Sequence[bool]) -> int | None:
    """The number of a heading "About Kerlan" that is the last line kept, its text set aside."""
    last = max((i for i, keep in enumerate(kept) if keep), default=-1)
    if 0 < last < len(texts) - 1 and _ABOUT.fullmatch(texts[last].strip()):
        return last
    return None
