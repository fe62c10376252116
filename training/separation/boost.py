"""Boosted trees, fitted with LightGBM and handed over as arrays."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate.trees import Trees
from training.separation.network import Rows

if TYPE_CHECKING:
    import lightgbm

_SHAPE: dict[str, Any] = {
    "num_leaves": 31,
    "max_depth": 10,
    "min_data_in_leaf": 30,
    "lambda_l2": 1.0,
    "feature_fraction": 0.3,
    "max_bin": 127,
}
SMALL: dict[str, Any] = _SHAPE | {
    "num_leaves": 15,
    "feature_fraction": 0.1,
    "max_bin": 63,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
}
"""For fewer rows of more features."""

LONE: dict[str, Any] = SMALL | {
    "max_depth": 8,
    "min_data_in_leaf": 60,
    "lambda_l2": 5.0,
    "feature_fraction": 0.25,
}
"""For rows of which many are drawn from the same lines."""

# One thread: the same trees on any machine.
_STEADY = {"deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1}


class Node(NamedTuple):
    """A node of a tree; ``child`` is the first of two neighbours, or the node itself: a leaf."""

    feature: int
    threshold: float
    child: int
    value: float


def fit(
    rows: Rows,
    *,
    classes: int,
    rounds: int,
    rate: float,
    seed: int,
    shape: dict[str, Any] = _SHAPE,
) -> Trees:
    """Trees of ``rounds`` rounds, each counting by ``rate``; one a round for two classes.

    ``shape``: LightGBM's parameters of their size.

    The same rows, settings and version of LightGBM give the same trees.
    """
    import lightgbm

    told = settings(classes, rate=rate, seed=seed) | shape
    booster = lightgbm.train(told, dataset(rows, classes), num_boost_round=rounds)
    return arrays(booster.dump_model(), columns=1 if classes == 2 else classes)


def settings(classes: int, *, rate: float, seed: int) -> dict[str, Any]:
    """LightGBM's parameters."""
    kind = {"objective": "multiclass", "num_class": classes}
    kind = {"objective": "binary"} if classes == 2 else kind
    return {**_SHAPE, **_STEADY, **kind, "learning_rate": rate, "seed": seed}


def dataset(rows: Rows, classes: int) -> lightgbm.Dataset:
    """The rows as LightGBM takes them; of two classes it scores the first."""
    import lightgbm

    labels = 1 - rows.labels if classes == 2 else rows.labels
    weights = rows.weights / rows.weights.mean()
    return lightgbm.Dataset(rows.features, label=labels, weight=weights)


def arrays(dumped: dict[str, Any], columns: int) -> Trees:
    """The trees that LightGBM told as JSON, as arrays."""
    nodes: list[Node] = []
    roots = []
    for tree in dumped["tree_info"]:
        roots.append(len(nodes))
        nodes.extend(_nodes(tree["tree_structure"], len(nodes)))
    table = list(zip(*nodes, strict=True))
    return Trees(
        feature=np.array(table[0], dtype=np.int16),
        threshold=_at_most(np.array(table[1])),
        child=np.array(table[2], dtype=np.int32),
        value=np.array(table[3], dtype=np.float32),
        root=np.array(roots, dtype=np.int32),
        column=np.arange(len(roots), dtype=np.int16) % columns,
    )


def _nodes(root: dict[str, Any], start: int) -> list[Node]:
    """The nodes of one tree, level by level, numbered from ``start``."""
    found: list[Node] = []
    waiting = deque([root])
    following = start + 1  # the number of the next node that has none yet
    while waiting:
        node = waiting.popleft()
        if "leaf_value" in node:
            found.append(Node(0, np.inf, start + len(found), node["leaf_value"]))
            continue
        found.append(Node(node["split_feature"], node["threshold"], following, 0.0))
        waiting += (node["left_child"], node["right_child"])
        following += 2
    return found


def _at_most(thresholds: NDArray[np.float64]) -> NDArray[np.float32]:
    """The greatest single-precision numbers not above the thresholds: features are compared as such."""
    rounded = thresholds.astype(np.float32)
    return np.where(rounded > thresholds, np.nextafter(rounded, np.float32(-np.inf)), rounded)
