"""Which sentences of an article answer which in its English, told without a model.

They are paired in order by dynamic programming, as :mod:`nlp.align` does within a paragraph, but any may
stay alone: English that somebody made lacks sentences, and pages around it have lines of their own. What
speaks for a pair is what both share, figures and words with the same first letters, rare ones more than
common ones, and a little their lengths (Gale and Church 1993). Paragraphs need not be the same ones on
both sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.align import tokens
from nlp.sentences import split

_BEADS = ((1, 1), (2, 1), (1, 2))
_GAP = 0.08  # the likeness that a pair must pass, if its lengths say nothing
_FIT = 0.1  # what the best lengths speak for a pair
_LINKED = 0.1  # what it speaks for a pair that others of its paragraphs are sure
SURE = 0.15  # the likeness of a pair that is none by chance

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
    found = links(_path(gains, likeness, len(ours), len(theirs)), ours, theirs)
    linked = np.array([[(s.place, t.place) in found for t in theirs] for s in ours], np.float32)
    for (m, n), gain in gains.items():
        rows, columns = gain.shape
        gains[m, n] = gain + _LINKED * (m + n) * linked[:rows, :columns]
    return _path(gains, likeness, len(ours), len(theirs))


def links(
    beads: Sequence[Bead], ours: Sequence[Said], theirs: Sequence[Said]
) -> set[tuple[int, int]]:
    """Paragraphs of the original and segments with a pair that is none by chance."""
    sure = (b for b in beads if b.likeness >= SURE)
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
    gain[_no_more(found, likeness[1, 1], m)] = -math.inf
    gain[_apart(ours, m), :] = -math.inf
    gain[:, _apart(theirs, n)] = -math.inf
    return gain


def _no_more(found: Floats, single: Floats, rows: int) -> NDArray[np.bool_]:
    """Where two sentences, on the side with more of them, are no liker than one of the two alone: that one
    has nothing of the other."""
    if found.shape == single.shape:
        return np.zeros(found.shape, np.bool_)
    if rows > 1:
        return found <= np.maximum(single[:-1], single[1:])
    return found <= np.maximum(single[:, :-1], single[:, 1:])


def _lengths(side: Sequence[Said], count: int) -> Floats:
    sizes = np.array([len(s.text) for s in side], np.float32)
    return sizes if count == 1 else sizes[:-1] + sizes[1:]


def _apart(side: Sequence[Said], count: int) -> list[int]:
    """The runs of so many sentences that stand in more than one paragraph."""
    return [i for i in range(len(side) - count + 1) if side[i].place != side[i + count - 1].place]
