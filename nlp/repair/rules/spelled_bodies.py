"""Bodies named word for word before their acronym, restored from the source.

"Union of the hospitals for the purchases (UniHA)" is "Union des hôpitaux pour les achats (UniHA)"
where the source has that before the same acronym: as many words, each the English of one of
theirs, and not written as English writes a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.literal_names import options_of
from nlp.tables import fold, institution_words, words

_SHORT = re.compile(r" \((?P<short>[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]{1,11})\)")
_TOKEN = re.compile(r"[\w\u00c0-\u024f]+")
_BREAK = re.compile(r"[.!?;:,()\n\"\u201c\u201d\u00ab\u00bb]")
_SMALL = words(
    "the of for and in to on at by a an de des du d la le les l et y e en au aux a pour par para por del el los las sur con"
)
_MOST = 100
"""Characters of a name at most."""
_LEAST = 3
"""Content words that a name must have: two alone tell too little."""
_LETTERS = 4
"""Letters by which a word and its cognate begin alike."""


def spelled(text: str, view: View) -> Iterator[Change]:
    """ "National Commission of the informatics and the freedoms (Cnil)": the name is that of the source."""
    if not view.source:
        return
    theirs = {fold(m["short"]): m.start() for m in _SHORT.finditer(view.source)}
    for m in _SHORT.finditer(text):
        at = theirs.get(fold(m["short"]))
        if at is None:
            continue
        for start, mine in _candidates(text, m.start()):
            name = _original(mine, _candidates(view.source, at), view)
            if name and name != text[start : m.start()] and _clumsy(text[start : m.start()]):
                yield Change(start, m.start(), name, f"the source writes {name}", True)
                break


def _candidates(text: str, end: int) -> list[tuple[int, str]]:
    """The names that may end at ``end``, the longest first: each begins with a capital."""
    low = max(0, end - _MOST)
    breaks = [m.end() for m in _BREAK.finditer(text, low, end)]
    first = breaks[-1] if breaks else low
    tokens = [m for m in _TOKEN.finditer(text, first, end) if m[0][0].isupper()]
    return [(m.start(), text[m.start() : end]) for m in tokens if fold(m[0]) not in _SMALL]


def _original(mine: str, theirs: Sequence[tuple[int, str]], view: View) -> str | None:
    """The one of the source's names of which ours is the rendering word by word."""
    ours = _content(mine)
    for _, name in theirs:
        if _renders(ours, _content(name), view.lang):
            return name
    return None


def _content(name: str) -> list[str]:
    return [w for w in map(fold, _TOKEN.findall(name)) if w not in _SMALL]


def _renders(mine: Sequence[str], theirs: Sequence[str], lang: str | None) -> bool:
    """Whether the words are the English of the others, one for one, in whatever order."""
    if len(mine) != len(theirs) or len(mine) < _LEAST or list(mine) == list(theirs):
        return False
    left = list(theirs)
    for word in mine:
        found = next((w for w in left if _answers(word, w, lang)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _answers(ours: str, theirs: str, lang: str | None) -> bool:
    """Whether a word is the other's English by the tables, or begins alike."""
    if ours[:_LETTERS] == theirs[:_LETTERS]:
        return True
    one = (theirs, theirs.removesuffix("s"), theirs.removesuffix("es"))
    begun = next((institution_words()[w] for w in one if w in institution_words()), None)
    return ours.startswith(begun) if begun else ours in options_of(theirs, lang)


def _clumsy(name: str) -> bool:
    """Whether no English name is written so: a lower-case word in it, or "the" more than once."""
    tokens = _TOKEN.findall(name)
    lower = any(t[0].islower() and t not in _SMALL for t in tokens)
    return lower or tokens.count("the") > 1


RULES = (Rule("spelled_bodies", "entity_name", spelled, _SHORT),)
