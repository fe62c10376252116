"""Boosted decision trees as arrays, in numpy alone: the steps that judge the blocks of a page.

Where features are of many sorts (a share, a depth, a yes or no), trees of which each mends what
those before it left (Friedman 2001, "Greedy function approximation: a gradient boosting machine")
do better than small networks: they ask one feature at a time, and for its order alone. Fitted with
LightGBM by :mod:`training.separation.boost`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.separate.steps import softmax

DEEPEST = 32
"""Questions that a tree may ask in a row."""

_LANES = 16_384  # pairs of a row and a tree that walk at once, so that they stay in the cache
_LEFT_BEHIND = (4, 7)  # questions after which pairs that have reached a leaf walk no further
_SHIFT, _FEATURE = 16, 0xFFFF


@dataclass(frozen=True)
class Trees:
    """Trees whose nodes, shape (nodes,), lie in one row.

    At a node a row of features goes to ``child`` where its ``feature`` is at most ``threshold``,
    else to the node behind that. A leaf has the threshold infinity and is its own child; its
    ``value`` is added to the score that ``column`` names for its tree. ``root`` and ``column``,
    shape (trees,). Two labels have one score, that of the first; more have one each.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    child: NDArray[np.int32]
    value: NDArray[np.float32]
    root: NDArray[np.int32]
    column: NDArray[np.int16]

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (n, labels), from features (n, d)."""
        columns = int(self.column.max()) + 1
        scores = np.zeros((len(features), max(columns, 2)))
        step = max(1, _LANES // len(self.root))
        for i in range(0, len(features), step):
            values = self.value.take(self._leaves(features[i : i + step]))
            for column in range(columns):
                scores[i : i + step, column] = values[:, self.column == column].sum(axis=1)
        return softmax(scores)

    def _leaves(self, features: NDArray[np.float32]) -> NDArray[np.intp]:
        """The leaf of each tree that each row falls into, shape (n, trees)."""
        count, width = features.shape
        flat = np.ascontiguousarray(features, dtype=np.float32).ravel()
        start = np.repeat(np.arange(count) * width, len(self.root))
        at = np.tile(self._root, count)
        leaves, walking = at, None
        for asked in range(self._depth):
            told = self._nodes.take(at)
            if asked in _LEFT_BEHIND:
                on = np.flatnonzero((told >> _SHIFT) != at)
                leaves, walking = _written(leaves, walking, at), _within(walking, on)
                at, told, start = at.take(on), told.take(on), start.take(on)
            higher = flat.take(start + (told & _FEATURE)) > self.threshold.take(at)
            at = (told >> _SHIFT) + higher
        return _written(leaves, walking, at).reshape(count, len(self.root))

    @cached_property
    def _root(self) -> NDArray[np.intp]:
        return self.root.astype(np.intp)

    @cached_property
    def _nodes(self) -> NDArray[np.intp]:
        """Child and feature of each node in one number, so that a step looks up one less."""
        return (self.child.astype(np.intp) << _SHIFT) | self.feature

    @cached_property
    def _depth(self) -> int:
        """The most questions that any tree asks in a row, :data:`DEEPEST` at most."""
        level = self.root
        for asked in range(DEEPEST):
            level = level[self.child[level] != level]
            if not len(level):
                return asked
            level = np.unique(np.concatenate([self.child[level], self.child[level] + 1]))
        return DEEPEST


def _within(walking: NDArray[np.intp] | None, on: NDArray[np.intp]) -> NDArray[np.intp]:
    return on if walking is None else walking.take(on)


def _written(
    leaves: NDArray[np.intp], walking: NDArray[np.intp] | None, at: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The leaves with what those that were ``walking`` have come ``at``."""
    if walking is None:
        return at
    leaves[walking] = at
    return leaves
