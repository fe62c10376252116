"""Which part of an original each segment of its English renders, told without a model.

The sentences are paired by :mod:`nlp.sentence_pairs`. Those of the original that have no English belong to
the segment around them; where nobody can say whether a segment's first or last sentence has its source, the
segment has none: half a source would make what stands there look invented, or lacking.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from nlp.sentence_pairs import Bead, Said, links, paired, said
from nlp.text_lines import FINAL_STOP

MOST = 600  # sentences of a side up to which both are paired
_LONGER = 1.6  # than its English, or the other way round
_EDGE = 3  # sentences at the end of a paragraph that may be missing there


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
    belonging = _Belonging(ours, theirs, beads)
    sources = tuple(belonging.source(number) for number in range(len(segments)))
    return Pairing(sources, belonging.missing(), _likeness(beads, ours, theirs))


class _Belonging:
    """To which segment each sentence of an original belongs (``of``, None: to none)."""

    def __init__(self, ours: Sequence[Said], theirs: Sequence[Said], beads: Sequence[Bead]) -> None:
        self._ours, self._theirs, self._beads = ours, theirs, beads
        known = _known(beads, ours, theirs)
        counted = (b for b in beads if b.source[0] in known)
        self._free = set(range(len(theirs))) - {j for b in counted for j in range(*b.english)}
        self._ends = _ends(theirs)
        self.of: list[int | None] = [known.get(i) for i in range(len(ours))]
        self._known = set(known.values())
        for lacks, run in groupby(range(len(ours)), lambda i: i not in known):
            if lacks:
                self._fill(list(run), known)

    def source(self, number: int) -> str | None:
        """What segment ``number`` renders, None where that is not known or not all of it."""
        if number not in self._known:
            return None
        found = [i for i, at in enumerate(self.of) if at == number]
        first, last = self._ends[number]
        if first in self._free and self._may_go_on(found[0], -1):
            return None
        if last in self._free and self._may_go_on(found[-1], 1):
            return None
        return " ".join(self._ours[i].text for i in found)

    def missing(self) -> tuple[int, ...]:
        """The paragraphs of the original that show no English at all, not even any of their length."""
        there = {s.place for s, at in zip(self._ours, self.of, strict=True) if at is not None}
        there |= {self._ours[bead.source[0]].place for bead in self._beads}
        return tuple(n for n in dict.fromkeys(s.place for s in self._ours) if n not in there)

    def _may_go_on(self, i: int, step: int) -> bool:
        """Whether the sentence behind or before sentence ``i`` may be the segment's too: one of the same
        paragraph, or one that belongs to none."""
        other = i + step
        if not 0 <= other < len(self._ours):
            return False
        return self.of[other] is None or self._ours[other].place == self._ours[i].place

    def _fill(self, gap: Sequence[int], known: dict[int, int]) -> None:
        """Give sentences without English to the segment around them; else to that of the sentence before them
        in their paragraph, or behind them. There that is true of a few only: what is longer is no part of the
        article."""
        before, behind = known.get(gap[0] - 1), known.get(gap[-1] + 1)
        for i in gap:
            if before is not None and before == behind:
                self.of[i] = before
                continue
            sides = (
                before if before is not None and self._near(gap[0] - 1, i) else None,
                behind if behind is not None and self._near(i, gap[-1] + 1) else None,
            )
            self.of[i] = self._side(*sides)
        if before != behind:
            self._cover(before, behind, {self.of[i] for i in gap})

    def _side(self, before: int | None, behind: int | None) -> int | None:
        """The segment whose English at that end is free, as it may render the sentence; none of two."""
        if before is None or behind is None:
            return behind if before is None else before
        ends = self._ends[before][1] in self._free, self._ends[behind][0] in self._free
        return None if all(ends) else behind if ends[1] else before

    def _cover(self, before: int | None, behind: int | None, given: set[int | None]) -> None:
        """English at an end that was given a source of its own is free no more."""
        if before is not None and before in given:
            self._free.discard(self._ends[before][1])
        if behind is not None and behind in given:
            self._free.discard(self._ends[behind][0])

    def _near(self, i: int, j: int) -> bool:
        """Whether two sentences stand in one paragraph, not far from each other."""
        return self._ours[i].place == self._ours[j].place and j - i <= _EDGE


def _ends(side: Sequence[Said]) -> dict[int, tuple[int, int]]:
    """The numbers of the first and the last sentence of each segment."""
    found: dict[int, tuple[int, int]] = {}
    for j, sentence in enumerate(side):
        found[sentence.place] = (found.get(sentence.place, (j, j))[0], j)
    return found


def _known(beads: Sequence[Bead], ours: Sequence[Said], theirs: Sequence[Said]) -> dict[int, int]:
    """The segment of each sentence of the original whose English is known.

    A pair counts where another of the same paragraphs is none by chance; if the segment has no such pair,
    where the segments on both sides of it do; and where the pair beside it counts and is of the same segment,
    as some originals have a line for each sentence.
    """
    linked = links(beads, ours, theirs)
    sure = {place for _, place in linked}
    order = list(dict.fromkeys(s.place for s in theirs))
    between = {b for a, b, c in zip(order, order[1:], order[2:], strict=False) if {a, c} <= sure}
    found: dict[int, int] = {}
    for bead in beads:
        place = theirs[bead.english[0]].place
        if (ours[bead.source[0]].place, place) in linked or place in between - sure:
            found.update((i, place) for i in range(*bead.source))
    for one, other in (*pairwise(beads), *pairwise(beads[::-1])):
        place, known = theirs[other.english[0]].place, other.source[0] in found
        counts = not known and found.get(one.source[0]) == place and _follows(one, other)
        if counts and _alike_long(other, ours, theirs):
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
