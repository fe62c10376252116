"""Marked sentences: `The {editor|software vendor} depends {of|on} the agency.`

The left of a brace is what the machine wrote, the right what it should be; `{|a }` inserts and `{the |}`
deletes. :func:`example` turns such a sentence into words and tags for the edit model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.repair.edit.tags import (
    DELETE,
    KEEP,
    OPENING,
    SWAP,
    Word,
    joined,
    split,
    suffix_tag,
)

_MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_SPACES = re.compile(r"  +")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: the source (None where there is none) and the marked English."""

    lang: str | None
    source: str | None
    marked: str


@dataclass(frozen=True, slots=True)
class Example:
    """A damaged sentence, its words and their tags (one more than words; see `nlp.repair.edit.tags`).

    A tag is None where the tags cannot say what is wanted: such places teach nothing but that
    something is wrong there.
    """

    text: str
    words: tuple[Word, ...]
    tags: tuple[str | None, ...]


def rows(path: Path) -> Iterator[Row]:
    """The lines of a file. Raises :class:`ValueError` naming the line that is not as it should be."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in ("fr", "es", "-"):
            raise ValueError(f"{path}, line {number}: language, source, English were expected")
        lang, source, marked = cells
        if fault := fault_of(marked):
            raise ValueError(f"{path}, line {number}: {fault}")
        yield Row(*(None if cell == "-" else cell for cell in (lang, source)), marked)


def fault_of(marked: str) -> str | None:
    """What is wrong with the marks of a sentence, None where nothing is."""
    if any(c in _MARK.sub("", marked) for c in "{}|"):
        return "braces that are no {before|after}"
    for side, name in ((left(marked), "left"), (right(marked), "right")):
        if side != side.strip() or "  " in side:
            return f"spaces on the {name} side"
    return None


def left(marked: str) -> str:
    """The sentence as the machine wrote it."""
    return _MARK.sub(r"\1", marked)


def right(marked: str) -> str:
    """The sentence as it should be."""
    return _MARK.sub(r"\2", marked)


def marks(marked: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    """Each mark in lower case: the word before it, the words of both sides, the word behind it."""
    text, fixed, spans = _sides(marked)
    words, good = split(text.lower()), split(fixed.lower())
    ranges = [(*_inside(words, *bad), *_inside(good, *mended)) for bad, mended in spans]
    for first, last, good_first, good_last in _merged(ranges):
        yield (
            good[good_first - 1].text if good_first else ".",
            tuple(w.text for w in words[first:last]),
            tuple(w.text for w in good[good_first:good_last]),
            good[good_last].text if good_last < len(good) else ".",
        )


def example(marked: str) -> Example:
    """Words of the damaged sentence and the tags that mend it."""
    text, fixed, spans = _sides(marked)
    words, good = split(text), split(fixed)
    ranges = [(*_inside(words, *bad), *_inside(good, *mended)) for bad, mended in spans]
    new = [word.text for word in good]
    return tagged(text, [(a, b, new[c:d]) for a, b, c, d in _merged(ranges)])


def tagged(text: str, changes: Iterable[tuple[int, int, Sequence[str]]]) -> Example:
    """The example of a text whose words `first:last` should become others, for each of the changes."""
    words = split(text)
    tags: list[str | None] = [KEEP] * (len(words) + 1)
    for first, last, new in changes:
        old = [word.text.lower() for word in words[first:last]]
        _fill(tags, words, first, old, [word.lower() for word in new])
    return Example(text, tuple(words), tuple(tags))


Span = tuple[int, int]


def _sides(marked: str) -> tuple[str, str, list[tuple[Span, Span]]]:
    """Both sides and the places of each mark in them."""
    bad = good = ""
    spans, at = [], 0
    for m in _MARK.finditer(marked):
        bad, good = bad + marked[at : m.start()], good + marked[at : m.start()]
        spans.append(((len(bad), len(bad) + len(m[1])), (len(good), len(good) + len(m[2]))))
        bad, good, at = bad + m[1], good + m[2], m.end()
    return bad + marked[at:], good + marked[at:], spans


def _inside(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The range of words that a span touches; empty at the next word for one that touches none."""
    first = next((i for i, w in enumerate(words) if w.end > start), len(words))
    last = first
    while last < len(words) and words[last].start < end:
        last += 1
    return first, last


def _merged(ranges: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The ranges of words, those one that follow each other at once."""
    found: list[tuple[int, int, int, int]] = []
    for first, last, good_first, good_last in ranges:
        if found and found[-1][1] >= first and found[-1][3] >= good_first:
            found[-1] = (found[-1][0], last, found[-1][2], good_last)
        else:
            found.append((first, last, good_first, good_last))
    return found


def _fill(
    tags: list[str | None],
    words: Sequence[Word],
    first: int,
    old: Sequence[str],
    new: Sequence[str],
) -> None:
    """Write the tags that turn the words `old`, which begin at word `first`, into `new`."""
    place = first + 1
    if len(old) == 2 and list(new) == list(reversed(old)):
        tags[place] = SWAP
        return
    before, matched = align(old, new)
    for i, mine in enumerate(matched):
        tags[place + i] = _tag(old[i], mine)
    if before:
        opened = first > 0 and words[first - 1].text in OPENING + '"'
        _lead(tags, place, old, matched, before, opened)


def _lead(
    tags: list[str | None],
    place: int,
    old: Sequence[str],
    matched: Sequence[Sequence[str]],
    before: Sequence[str],
    opened: bool,
) -> None:
    """Words that come before the first one of a span: behind the word before it, if that stays."""
    if tags[place - 1] == KEEP and not opened:
        tags[place - 1] = "A:" + joined(before)
    elif old and matched[0]:
        tags[place] = _tag(old[0], [*before, *matched[0]])
    else:
        tags[place - 1] = None


def _tag(word: str, new: Sequence[str]) -> str:
    """The tag of a word that becomes these words."""
    if not new:
        return DELETE
    if new[0] == word:
        return KEEP if len(new) == 1 else "A:" + joined(new[1:])
    if len(new) == 1 and (tag := suffix_tag(word, new[0])):
        return tag
    return "R:" + joined(new)


def align(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """New words for each old one, and those that come before all; cheapest edits (Levenshtein).

    Words alike but for their ending cost less than others, so that they are matched.
    """
    n, m = len(old), len(new)
    cost = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            if i < n or j < m:
                cost[i][j] = min(c for c, _ in _steps(cost, old, new, i, j))
    before: list[str] = []
    matched: list[list[str]] = []
    i = j = 0
    while i < n or j < m:
        step = min(_steps(cost, old, new, i, j))[1]
        if step != "insert":
            matched.append([])
            i += 1
        if step != "delete":
            (matched[-1] if matched else before).append(new[j])
            j += 1
    return before, matched


def _steps(
    cost: Sequence[Sequence[float]], old: Sequence[str], new: Sequence[str], i: int, j: int
) -> Iterator[tuple[float, str]]:
    """Costs of what can be done at a place of the table."""
    if i < len(old) and j < len(new):
        yield cost[i + 1][j + 1] + _distance(old[i], new[j]), "both"
    if i < len(old):
        yield cost[i + 1][j] + 1, "delete"
    if j < len(new):
        yield cost[i][j + 1] + 1, "insert"


def _distance(word: str, other: str) -> float:
    if word == other:
        return 0.0
    return 0.5 if suffix_tag(word, other) else 1.0
