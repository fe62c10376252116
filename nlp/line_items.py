"""Line ends within a paragraph at which a sentence ends: lots, calendars and addresses set with ``<br>``.

A line end means nothing in a sentence that was wrapped, and parts the items of a list that have no
stop at their end. Which it is shows in the lines: those of wrapped prose go on in small letters, end
in the middle of a phrase and fill their width; items begin with a capital, a figure or a bullet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from nlp.tables import first_names, fold, words

_LINE = re.compile(r"[^\n]+")
_OPENERS = re.compile(r"[\s\"'“‘«‹¿¡(\[*_—–-]*")
_BULLET = re.compile(r"(?:[•·●▪◦*–—-]|\d{1,3}[.)]|[a-zA-Z]\))\s")
_LABEL = re.compile(r"[^\s:][^:.!?]{0,40}?[ \u00a0\u202f]?:(?:[ \u00a0]|$)")
_ROW = re.compile(r"[^\s.] {4,}\S")
"""A wide gap, as between the cells of a table that is set in spaces."""
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[,(\[«“‘'’&+/=<–—-]$")
_LAST_WORD = re.compile(r"(?:^|[\s(«\"'’-])([^\W\d_]+)[’']?$")
_WORD = re.compile(r"[^\W\d_]+")
_OPEN = words(
    "le la les l un une des du de d à au aux en et ou ni par pour sur sous dans avec sans que qu qui dont où ce cet cette"
    " ces son sa ses leur leurs notre votre nos vos est sont a ont sera entre vers chez selon comme plus très ne se si"
    " el los las una unos unas del al y e o u por para con sin sobre su sus lo es son ha han fue hasta desde como más muy"
    " no según the an of to in on at for by with from and or that which is are was were has have had its their as be not"
)
"""Words after which a phrase goes on."""
_STARTERS = words(
    "aucun aucune chaque certains certaines plusieurs quel quelle qui que pourquoi comment où combien voici il ne une grâce"
    " ningún ninguna ninguno cada algunos algunas varios varias qué quién cómo por quién dónde cuándo hay estamos"
)
"""More words in small letters that begin a sentence and no name."""
_WRAPPED = 40  # characters that the widest line of wrapped prose has at least
_SHORT = 0.6  # of its width: a line that ends there was ended by hand
_LONG = 60  # characters of a line that may be wrapped with no sign of it
_FEW = 3  # words that make no lines of their own
_LATEST = 400  # lines that are looked at


class _Lines(NamedTuple):
    """The lines of a paragraph, stripped, and the offset of the line feed before each."""

    texts: list[str]
    before: list[int]


def item_ends(text: str, starters: Set[str]) -> frozenset[int]:
    """Offsets of the line feeds in ``text`` that end a sentence though no stop stands there.

    ``starters`` are words (lower case) that begin sentences.

    Example: ``item_ends("Lot 1 : serveurs\\nLot 2 : postes", set()) == {16}``
    """
    lines = _lines_of(text)
    if len(lines.texts) < 2 or len(text.split(None, _FEW)) <= _FEW:
        return frozenset()
    bullets = Counter(line[0] for line in lines.texts if _BULLET.match(line))
    flows = any(_flows(a, b) for a, b in zip(lines.texts, lines.texts[1:], strict=False))
    width = max(map(len, lines.texts)) if flows else 0
    found = set()
    depth = 0
    for i, (line, following) in enumerate(zip(lines.texts, lines.texts[1:], strict=False)):
        depth = max(0, depth + _opened(line))
        bullet = _BULLET.match(following) and bullets[following[0]] > 1
        row = _ROW.search(line) or _ROW.search(following)
        if row or bullet or (not depth and _ends(lines.texts, i, width, starters)):
            found.add(lines.before[i + 1])
    return frozenset(found)


def _lines_of(text: str) -> _Lines:
    texts: list[str] = []
    before: list[int] = []
    for found in _LINE.finditer(text):
        if (line := found.group().strip()) and len(texts) < _LATEST:
            texts.append(line)
            before.append(found.start() - 1)
    return _Lines(texts, before)


def _opened(line: str) -> int:
    """Brackets and quotes that a line opens, less those that it closes."""
    return sum(map(line.count, "(«“[")) - sum(map(line.count, ")»”]"))


def _flows(line: str, following: str) -> bool:
    """Whether a sentence plainly runs over the end of a line."""
    return following[0].islower() and not _STOPPED.search(line) and line[-1] not in ":;"


def _ends(lines: Sequence[str], i: int, width: int, starters: Set[str]) -> bool:
    """Whether the line ``i`` of a paragraph is an item; ``width`` is 0 where none flows into the next."""
    line, following = lines[i], lines[i + 1]
    first = following[_OPENERS.match(following).end() :]  # type: ignore[union-attr]
    if line[-1] == ":" and not width and len(line) < _WRAPPED:
        return True
    if not first or not (first[0].isupper() or first[0].isdigit()) or _is_open(line):
        return False
    if line.isupper() and following.isupper():
        return False
    if width:
        return len(line) < _SHORT * width if width >= _WRAPPED else False
    if _LABEL.match(following) or line[-1] in ":;":
        return True
    word = _WORD.match(first)
    begins = word.group().lower() if word else ""
    if begins in starters or begins in _STARTERS or (first[0].isdigit() and line[0].isdigit()):
        return True
    if _STOPPED.search(lines[-1]):
        # One sentence, whose name or figure begins a line; but no line is much longer than the others.
        return len(following) >= max(_LONG, 2 * len(line))
    if len(lines) > 2 or first[0].isdigit():
        return True
    return len(line) < _LONG and fold(begins) not in first_names()


def _is_open(line: str) -> bool:
    """Whether a line ends in the middle of a phrase, or with a stop, which others judge."""
    if _STOPPED.search(line) or _GOES_ON.search(line):
        return True
    last = _LAST_WORD.search(line[-40:])
    return last is not None and last[1] in _OPEN
