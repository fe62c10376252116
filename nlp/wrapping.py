"""Lines of a text that was set in a proportional font: which of them go on in the next.

A text taken from a PDF has lines of nearly, not quite, the same number of characters: no column of
:func:`nlp.text_lines.wrap_width` explains them. What has to hold here is stricter for that: the lines
are nearly equally long, and most go on in small letters in the middle of a sentence, as those of
lists, menus, headlines, addresses and verse do not. Sentences have to end somewhere in them: items
in small letters ("the chair, Anne Vasseur" / "the treasurer, Paul Ribeyre") have no such place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from nlp.line_hyphens import parts_a_word
from nlp.tables import words

_SLACK = 1.15
"""How many times wider a line may be set than its characters tell."""
_LEAST, _MOST = 40, 140  # characters of a full line
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_MANY = 8  # full lines that tell more surely
_NARROW = 46  # characters up to which a few lines may be verse
_OPEN = re.compile(r",$|(?<![^\W\d_])[a-zß-ÿœ]{1,4}$")
"""A line that no headline ends as: with a comma or a small word, "un cardiologue sous"."""
_CLOSED = r"(?:[^\W_]{3}|[\"'”’»)\]%€$])[.!?…][\"'”’»)\]]*"
_SENTENCE_END = re.compile(rf"{_CLOSED}\s*$")
_NEXT_SENTENCE = re.compile(rf"{_CLOSED}\s+[\"'“‘«(\[¿¡—–-]*\s*[^\W\da-zß-ÿœ]")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = words("le la les l un une des du el los las una unos unas the a an")


def goes_on(lines: Sequence[str], pairs: Sequence[int]) -> frozenset[int]:
    """The numbers of the lines that continue the one before; empty where the text was not wrapped.

    ``pairs`` are the numbers of the lines that may continue theirs at all.
    """
    width = _width(lines, pairs)
    if not width:
        return frozenset()
    joined: set[int] = set()
    for i in pairs:
        if _continues(lines[i - 1], lines[i], width, opens=i - 1 not in joined):
            joined.add(i)
    return frozenset(joined - _of_items(lines, joined))


def _of_items(lines: Sequence[str], joined: Set[int]) -> set[int]:
    """Those of the joined lines that are the items of a list all the same."""
    found: set[int] = set()
    for first in sorted(i - 1 for i in joined if i - 1 not in joined):
        end = first + 1
        while end in joined:
            end += 1
        if end - first >= 3 and _are_items(lines[first:end]):
            found.update(range(first + 1, end))
    return found


def _are_items(lines: Sequence[str]) -> bool:
    """Whether no sentence ends in three lines or more, and they begin alike or all in small letters."""
    if any(parts_a_word(a, b) for a, b in pairwise(lines)):
        return False
    if any(_NEXT_SENTENCE.search(line) or _SENTENCE_END.search(line) for line in lines[:-1]):
        return False
    if _NEXT_SENTENCE.search(lines[-1]):
        return False
    small = lines[0][0].islower()
    if small and (
        not _SENTENCE_END.search(lines[-1]) or all(line[-1] == "," for line in lines[:-1])
    ):
        return True
    return _begin_alike(lines[0 if small else 1 :])


def _begin_alike(lines: Sequence[str]) -> bool:
    """Whether three lines or more all begin with an article, or all with the same word."""
    firsts = {found.group().lower() if (found := _WORD.match(line)) else "" for line in lines}
    return len(lines) >= 3 and "" not in firsts and (len(firsts) == 1 or firsts <= _ARTICLES)


def _width(lines: Sequence[str], pairs: Sequence[int]) -> int:
    """The width in characters that most lines nearly fill, or 0."""
    agree: Counter[int] = Counter()
    for i in pairs:
        if len(line := lines[i - 1]) <= _MOST:
            most = min(int(_room(line, lines[i]) * _SLACK), 4 * len(line) // 3, _MOST)
            agree.update(range(max(len(line), _LEAST), most + 1))
    if not agree:
        return 0
    width, _ = max(agree.items(), key=lambda item: (item[1], -item[0]))
    full = [i for i in pairs if _nearly_full(lines[i - 1], lines[i], width)]
    amid = sum(_amid(lines[i - 1], lines[i]) for i in full)
    small = sum(_amid(lines[i - 1], lines[i]) and lines[i][0].islower() for i in full)
    few = len(full) < _MANY
    wrapped = len(full) >= 3 and (3 if few else 4) * len(full) >= 2 * len(pairs)
    if not wrapped or not is_prose([lines[i - 1] for i in full], width):
        return 0
    if not any(_ends_or_parts(lines[i - 1], lines[i]) for i in full):
        return 0
    return width if 4 * amid >= 3 * len(full) and 5 * small >= 2 * len(full) else 0


def _ends_or_parts(line: str, following: str) -> bool:
    """Whether a sentence ends in two lines, or their end parts a word, as in prose."""
    if parts_a_word(line, following) or _NEXT_SENTENCE.search(line):
        return True
    return len(following) <= _MOST and bool(
        _SENTENCE_END.search(following) or _NEXT_SENTENCE.search(following)
    )


def is_prose(full: Sequence[str], width: int) -> bool:
    """Whether the full lines of a text may be prose: no items of a list, not a few short ones, as of verse."""
    items = sum(line.endswith(";") for line in full)
    if all(line.endswith((";", ",")) for line in full):
        return False
    return 3 * items < len(full) and (width >= _NARROW or len(full) >= _MANY)


def _continues(line: str, following: str, width: int, opens: bool) -> bool:
    if line.isupper() != following.isupper():
        return False
    if not _nearly_full(line, following, width) or len(following) > _MOST:
        return False
    if parts_a_word(line, following):
        return True
    strictly = len(line) <= width < _room(line, following)
    headline = opens and not following[0].islower()  # it has no stop at its end either
    if headline and (following[0].isupper() or not _OPEN.search(line)):
        return strictly
    return _amid(line, following) or strictly


def _room(line: str, following: str) -> int:
    """Characters of a line with the first word of the next."""
    return len(line) + 1 + len(following[:40].split(None, 1)[0])


def _nearly_full(line: str, following: str, width: int) -> bool:
    return 3 * width <= 4 * len(line) <= 4 * width < 4 * _room(line, following) * _SLACK


def _amid(line: str, following: str) -> bool:
    """A sentence plainly runs over the line end."""
    return not _STOP.search(line[-4:]) or (line[-1] in ":;" and following[0].islower())
