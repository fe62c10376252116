"""Which part of an original each segment of its English renders, told without a model.

The sentences of both sides are paired in order by dynamic programming, as :mod:`nlp.align` does within a
paragraph, but any may stay alone: English that somebody made lacks sentences, and pages around it have
lines of their own. What speaks for a pair is what both share, figures and words with the same first
letters, rare ones more than common ones, and a little their lengths (Gale and Church 1993). Paragraphs
need not be the same ones on both sides; which a sentence stands in only tells where one that is missing
belongs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.align import tokens
from nlp.sentences import split
from nlp.text_lines import FINAL_STOP

MOST = 600  # sentences of a side up to which both are paired
_BEADS = ((1, 1), (2, 1), (1, 2))
_GAP = 0.08  # the likeness that a pair must pass, if its lengths say nothing
_FIT = 0.1  # what the best lengths speak for a pair
_LINKED = 0.1  # what it speaks for a pair that others of its paragraphs are sure
_SURE = 0.15  # the likeness of a pair that is none by chance
_LONGER = 1.6  # than its English, or the other way round
_EDGE = 3  # sentences at the end of a paragraph that may be missing there

Floats = NDArray[np.float32]


class Said(NamedTuple):
    """A sentence, and the number of the paragraph or segment that it stands in."""

    text: str
    place: int


class Bead(NamedTuple):
    """Sentences ``source[0]:source[1]`` that ``english[0]:english[1]`` render; likeness 0-1."""

    source: tuple[int, int]
    english: tuple[int, int]
    likeness: float


class Pairing(NamedTuple):
    """``sources`` has the original of each segment or None, ``missing`` the numbers of the paragraphs of the
    original without any English, ``likeness`` (0-1) how much of the shorter side the other shares."""

    sources: tuple[str | None, ...]
    missing: tuple[int, ...]
    likeness: float


def pairing(original: Sequence[str], segments: Sequence[str], lang: str) -> Pairing:
    """Pair the paragraphs of an original in ``lang`` with the segments of its English.

    Either side may have :data:`MOST` sentences at the most; raises ``ValueError`` for more.
    """
    ours, theirs = said(original, lang), said(segments, "en")
    if max(len(ours), len(theirs)) > MOST:
        raise ValueError(f"more than {MOST} sentences")
    beads = paired(ours, theirs)
    known = _known(beads, ours, theirs)
    belongs = _filled(ours, known)
    found: list[str | None] = [None] * len(segments)
    for number in set(known.values()):
        found[number] = " ".join(
            s.text for s, at in zip(ours, belongs, strict=True) if at == number
        )
    return Pairing(tuple(found), _missing(ours, beads, belongs), _likeness(beads, ours, theirs))


def said(paragraphs: Sequence[str], lang: str) -> list[Said]:
    """The sentences of paragraphs, in order."""
    return [
        Said(text, n)
        for n, paragraph in enumerate(paragraphs)
        for sentence in split(paragraph, lang)
        if (text := sentence.text.strip())
    ]


def paired(ours: Sequence[Said], theirs: Sequence[Said]) -> list[Bead]:
    """The pairs of sentences, in order; the others have no counterpart.

    Two sentences that one renders stand in the same paragraph. They are paired twice: what is sure the
    first time tells which paragraphs answer each other.
    """
    if not ours or not theirs:
        return []
    likeness = _Likeness([s.text for s in ours], [s.text for s in theirs])
    gains = {bead: _gain(bead, likeness, ours, theirs) for bead in _BEADS}
    links = _links(_path(gains, likeness, len(ours), len(theirs)), ours, theirs)
    linked = np.array([[(s.place, t.place) in links for t in theirs] for s in ours], np.float32)
    for (m, n), gain in gains.items():
        rows, columns = gain.shape
        gains[m, n] = gain + _LINKED * (m + n) * linked[:rows, :columns]
    return _path(gains, likeness, len(ours), len(theirs))


def _links(
    beads: Sequence[Bead], ours: Sequence[Said], theirs: Sequence[Said]
) -> set[tuple[int, int]]:
    """Paragraphs of the original and segments with a pair that is none by chance."""
    sure = (b for b in beads if b.likeness >= _SURE)
    return {(ours[b.source[0]].place, theirs[b.english[0]].place) for b in sure}


def _path(
    given: dict[tuple[int, int], Floats], likeness: _Likeness, rows: int, columns: int
) -> list[Bead]:
    """The pairs that gain the most in all."""
    gains = {bead: gain.tolist() for bead, gain in given.items() if gain.size}
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    steps = [[(1, 0)] * (columns + 1) for _ in range(rows + 1)]
    steps[0] = [(0, 1)] * (columns + 1)
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            top, step = best[i - 1][j], (1, 0)
            if best[i][j - 1] > top:
                top, step = best[i][j - 1], (0, 1)
            for (m, n), gain in gains.items():
                if i >= m and j >= n and best[i - m][j - n] + gain[i - m][j - n] > top:
                    top, step = best[i - m][j - n] + gain[i - m][j - n], (m, n)
            best[i][j], steps[i][j] = top, step
    beads: list[Bead] = []
    i, j = rows, columns
    while i and j:
        m, n = steps[i][j]
        i, j = i - m, j - n
        if m and n:
            beads.append(Bead((i, i + m), (j, j + n), float(likeness[m, n][i, j])))
    return beads[::-1]


class _Likeness:
    """How much sentences share (0-1): ``likeness[m, n][i, j]`` of ``m`` from ``i`` and ``n`` from ``j``."""

    def __init__(self, source: Sequence[str], english: Sequence[str]) -> None:
        own, theirs = [set(tokens(t)) for t in source], [set(tokens(t)) for t in english]
        names = {name: n for n, name in enumerate(sorted(set().union(*own, *theirs)))}
        one, other = _bag(own, names), _bag(theirs, names)
        often = one.sum(0) + other.sum(0)
        weights = np.log((len(own) + len(theirs) + 1) / np.maximum(often, 1)).astype(np.float32)
        ours, english_ = _runs(one), _runs(other)
        self._found = {
            (m, n): _dice(ours[m], english_[n], weights)
            for m, n in _BEADS
            if m in ours and n in english_
        }

    def __getitem__(self, bead: tuple[int, int]) -> Floats:
        return self._found.get(bead, np.zeros((0, 0), np.float32))


def _bag(sides: Sequence[set[str]], names: dict[str, int]) -> Floats:
    bag = np.zeros((len(sides), len(names)), np.float32)
    for row, side in enumerate(sides):
        bag[row, [names[name] for name in side]] = 1.0
    return bag


def _runs(bag: Floats) -> dict[int, Floats]:
    """Sentences one by one, and each with the next."""
    return {1: bag, 2: np.maximum(bag[:-1], bag[1:])} if len(bag) > 1 else {1: bag}


def _dice(one: Floats, other: Floats, weights: Floats) -> Floats:
    total = (one @ weights)[:, None] + (other @ weights)[None, :]
    shared = (one * weights) @ other.T
    return 2 * shared / np.maximum(total, 1e-6)


def _gain(
    bead: tuple[int, int], likeness: _Likeness, ours: Sequence[Said], theirs: Sequence[Said]
) -> Floats:
    """What each pair of a kind speaks for itself, for each sentence that it takes."""
    m, n = bead
    found = likeness[bead]
    if not found.size:
        return found
    sizes = np.log(_lengths(ours, m))[:, None] - np.log(_lengths(theirs, n))[None, :]
    gain = (found - _GAP + _FIT * (1 - np.minimum(np.abs(sizes) / math.log(2), 2))) * (m + n)
    gain[_apart(ours, m), :] = -math.inf
    gain[:, _apart(theirs, n)] = -math.inf
    return gain


def _lengths(side: Sequence[Said], count: int) -> Floats:
    sizes = np.array([len(s.text) for s in side], np.float32)
    return sizes if count == 1 else sizes[:-1] + sizes[1:]


def _apart(side: Sequence[Said], count: int) -> list[int]:
    """The runs of so many sentences that stand in more than one paragraph."""
    return [i for i in range(len(side) - count + 1) if side[i].place != side[i + count - 1].place]


def _known(beads: Sequence[Bead], ours: Sequence[Said], theirs: Sequence[Said]) -> dict[int, int]:
    """The segment of each sentence of the original whose English is known.

    A pair counts where another of the same paragraphs is none by chance; if the segment has no such pair,
    where the segments on both sides of it do; and where the pair beside it counts and is of the same segment,
    as some originals have a line for each sentence.
    """
    links = _links(beads, ours, theirs)
    sure = {place for _, place in links}
    order = list(dict.fromkeys(s.place for s in theirs))
    between = {b for a, b, c in zip(order, order[1:], order[2:], strict=False) if {a, c} <= sure}
    found: dict[int, int] = {}
    for bead in beads:
        place = theirs[bead.english[0]].place
        if (ours[bead.source[0]].place, place) in links or place in between - sure:
            found.update((i, place) for i in range(*bead.source))
    for near in (beads, beads[::-1]):
        for one, other in pairwise(near):
            place = theirs[other.english[0]].place
            if other.source[0] not in found and found.get(one.source[0]) == place:
                if _follows(one, other) and _alike_long(other, ours, theirs):
                    found.update((i, place) for i in range(*other.source))
    return found


def _follows(one: Bead, other: Bead) -> bool:
    """Whether one pair stands right before or behind the other, on both sides."""
    first, second = min(one, other), max(one, other)
    return first.source[1] == second.source[0] and first.english[1] == second.english[0]


def _alike_long(bead: Bead, ours: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Whether both are sentences of about the same length."""
    own = " ".join(s.text for s in ours[slice(*bead.source)])
    english = " ".join(s.text for s in theirs[slice(*bead.english)])
    ratio = len(own) / max(len(english), 1)
    return FINAL_STOP.search(own) is not None and 1 / _LONGER <= ratio <= _LONGER


def _filled(ours: Sequence[Said], known: dict[int, int]) -> list[int | None]:
    """The segment of each sentence of the original, also of those that the English lacks.

    Such a one belongs to the segment of both sentences around it; else to that of the sentence before it in
    its paragraph, or behind it: there that is true of a few only, as what is longer is no part of the article.
    """
    found: list[int | None] = [known.get(i) for i in range(len(ours))]
    for lacks, run in groupby(range(len(ours)), lambda i: i not in known):
        gap = list(run)
        before, behind = known.get(gap[0] - 1), known.get(gap[-1] + 1)
        if not lacks:
            continue
        for i in gap:
            if before is not None and (before == behind or _near(ours, gap[0] - 1, i)):
                found[i] = before
            elif behind is not None and _near(ours, i, gap[-1] + 1):
                found[i] = behind
    return found


def _near(ours: Sequence[Said], i: int, j: int) -> bool:
    """Whether two sentences stand in one paragraph, not far from each other."""
    return ours[i].place == ours[j].place and j - i <= _EDGE


def _missing(
    ours: Sequence[Said], beads: Sequence[Bead], belongs: Sequence[int | None]
) -> tuple[int, ...]:
    there = {s.place for s, at in zip(ours, belongs, strict=True) if at is not None}
    there |= {ours[bead.source[0]].place for bead in beads}  # nothing shows that they are none
    return tuple(n for n in dict.fromkeys(s.place for s in ours) if n not in there)


def _likeness(beads: Sequence[Bead], ours: Sequence[Said], theirs: Sequence[Said]) -> float:
    """The likeness of the pairs, over the length of the shorter side."""
    found = 0.0
    for bead in beads:
        sizes = [
            sum(len(s.text) for s in side[first:last])
            for side, (first, last) in ((ours, bead.source), (theirs, bead.english))
        ]
        found += bead.likeness * min(sizes)
    least = min(sum(len(s.text) for s in side) for side in (ours, theirs)) if ours and theirs else 0
    return round(min(1.0, found / least), 4) if least else 0.0
