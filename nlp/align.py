"""Which sentences of a paragraph answer which in its translation.

A record keeps the English of a segment, not of each sentence. Sentences are paired by their lengths
(Gale and Church 1993: the characters of a translation grow with those of its source, with a known
spread) and by what both sides share, figures and words with the same first letters (Simard, Foster
and Isabelle 1992). Dynamic programming finds the cheapest sequence of pairs in order; where one side
has a sentence that no allowed pair can take, the paragraph is one pair.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.tables import fold


class Pair(NamedTuple):
    """Sentences ``source[0]:source[1]`` of one side and ``english[0]:english[1]`` of the other."""

    source: tuple[int, int]
    english: tuple[int, int]


_BEADS = {(1, 1): 0.89, (1, 2): 0.045, (2, 1): 0.045, (2, 2): 0.011, (1, 3): 0.005, (3, 1): 0.005}
"""How often so many sentences answer so many (Gale and Church, table 5; three to one by us)."""
_SPREAD = 6.8  # variance of the length for each character of the source, from the same paper
_SHARED = 2.0  # what a shared figure or word speaks for a pair, in nats
_MOST = 120  # sentences of a paragraph up to which it is aligned
_TOKEN = re.compile(r"\d+|[^\W\d_]{4,}")


def align(source: Sequence[str], english: Sequence[str]) -> list[Pair]:
    """Pairs that hold every sentence of both sides once, in order; one pair where that fails."""
    whole = [Pair((0, len(source)), (0, len(english)))]
    if min(len(source), len(english)) <= 1 or max(len(source), len(english)) > _MOST:
        return whole
    lengths = [_sums(source), _sums(english)]
    counted = [[tokens(text) for text in side] for side in (source, english)]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(source) + 1):
        for j in range(len(english) + 1):
            for (m, n), prior in _BEADS.items():
                before = best.get((i - m, j - n))
                if before is None:
                    continue
                cost = before[0] - math.log(prior)
                cost += _length_cost(
                    lengths[0][i] - lengths[0][i - m], lengths[1][j] - lengths[1][j - n]
                )
                cost -= _SHARED * _shared(counted[0][i - m : i], counted[1][j - n : j])
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (i - m, j - n))
    end = (len(source), len(english))
    return _path(best, end) if end in best else whole


def _path(
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]], end: tuple[int, int]
) -> list[Pair]:
    stops = [end]
    while (before := best[stops[-1]][1]) is not None:
        stops.append(before)
    return [Pair((i, k), (j, m)) for (i, j), (k, m) in pairwise(reversed(stops))]


def _sums(texts: Sequence[str]) -> list[int]:
    """Characters up to each sentence."""
    found = [0]
    for text in texts:
        found.append(found[-1] + len(text.strip()))
    return found


def _length_cost(source: int, english: int) -> float:
    """Minus the logarithm of the chance of lengths that differ so much."""
    mean = (source + english) / 2 or 1.0
    off = abs(english - source) / math.sqrt(mean * _SPREAD)
    return -math.log(max(math.erfc(off / math.sqrt(2)), 1e-12))


def tokens(text: str) -> Counter[str]:
    """What a text may share with its translation: groups of figures, and how its words begin."""
    return Counter(
        token[:4] if token[0].isalpha() else token for token in _TOKEN.findall(fold(text))
    )


def _shared(source: Sequence[Counter[str]], english: Sequence[Counter[str]]) -> int:
    ours, theirs = sum(source, Counter()), sum(english, Counter())
    return (ours & theirs).total()
