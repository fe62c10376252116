"""The elements of a page as ranges of its blocks, so that sums over them cost one pass.

Blocks come in document order, so those inside one element stand next to each other: an element is
a first and a last block. Sums over any element are then differences of running sums.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVELS = 4
"""Elements looked at around a block: its own, and the three that hold that one."""


class Tree:
    """Elements that hold the blocks of one page; ``holders`` as in :class:`nlp.article.Layout`.

    ``levels`` has shape (n, LEVELS): the element around each block, then the one around that ...
    (the outermost again where there are fewer). A block without holders stands in an element of
    its own.
    """

    def __init__(self, holders: Sequence[tuple[int, ...]]) -> None:
        self.count = len(holders)
        known = [path or (-1 - i,) for i, path in enumerate(holders)]
        self.depth: Ints = np.array([len(path) for path in known], dtype=np.int64)
        flat = np.fromiter((number for path in known for number in path), dtype=np.int64)
        self._block = np.repeat(np.arange(self.count), self.depth)
        numbers, first, inverse = np.unique(flat, return_index=True, return_inverse=True)
        self._element = inverse
        self.first: Ints = self._block[first] if self.count else np.zeros(0, dtype=np.int64)
        self.last: Ints = np.zeros(len(numbers), dtype=np.int64)
        np.maximum.at(self.last, inverse, self._block)
        place = np.arange(len(flat)) - np.repeat(np.cumsum(self.depth) - self.depth, self.depth)
        self.level: Ints = np.zeros(len(numbers), dtype=np.int64)
        self.level[inverse] = place
        ends = np.cumsum(self.depth) - 1
        starts = ends - self.depth + 1
        self.levels: Ints = np.stack(
            [inverse[np.maximum(ends - k, starts)] for k in range(LEVELS)], axis=1
        ).reshape(self.count, LEVELS)

    def sums(self, values: Floats) -> Floats:
        """The sum of ``values`` (n,) over the blocks of each element: shape (elements,)."""
        running = np.concatenate([[0.0], np.cumsum(values)])
        return running[self.last + 1] - running[self.first]

    def shared(self, element: int) -> Ints:
        """For each block, how many of the elements on the way to ``element`` hold it too."""
        if element < 0:
            return np.zeros(self.count, dtype=np.int64)
        on_way = (self.first <= self.first[element]) & (self.last >= self.last[element])
        on_way &= self.level <= self.level[element]
        return np.bincount(self._block, on_way[self._element], minlength=self.count).astype(int)

    def deepest(self, sums: Floats, share: float, total: float) -> int:
        """The innermost element that holds ``share`` of ``total``; -1 when none does."""
        able = np.flatnonzero(sums >= share * total)
        return int(able[np.argmax(self.level[able])]) if len(able) and total > 0 else -1

    def heaviest(self, values: Floats, weights: Sequence[float]) -> int:
        """The element with most of ``values`` right inside it, less so further in; -1 if empty.

        ``weights[k]`` is what a block counts for the element ``k`` steps around its own.
        """
        if not self.count:
            return -1
        score = np.zeros(len(self.first))
        for k, weight in enumerate(weights):
            np.add.at(score, self.levels[:, k], weight * values)
        return int(np.argmax(score))


def moved(table: Floats, step: int) -> Floats:
    """Row i is row ``i + step`` of ``table``, zeros past its ends."""
    found, at = np.zeros_like(table), np.arange(len(table)) + step
    inside = (at >= 0) & (at < len(table))
    found[inside] = table[at[inside]]
    return found
