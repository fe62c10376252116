"""Trees as arrays: walked by hand, and as LightGBM walks them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.model import weighed
from nlp.separate.steps import softmax
from nlp.separate.trees import DEEPEST, Trees

INF = np.inf


def stump(threshold: float = 0.5) -> Trees:
    """Feature 1 at most ``threshold``: 2, else -1; and a tree that is a leaf of 0.25."""
    return Trees(
        feature=np.array([1, 0, 0, 0], np.int16),
        threshold=np.array([threshold, INF, INF, INF], np.float32),
        child=np.array([1, 1, 2, 3], np.int32),
        value=np.array([9, 2, -1, 0.25], np.float32),
        root=np.array([0, 3], np.int32),
        column=np.array([0, 0], np.int16),
    )


@pytest.mark.parametrize(("told", "score"), [(0.4, 2.25), (0.5, 2.25), (0.6, -0.75)])
def test_at_most_goes_to_the_child_and_more_to_its_neighbour(told: float, score: float) -> None:
    found = stump()(np.array([[7.0, told]], np.float32))
    assert found == pytest.approx(softmax(np.array([[score, 0.0]])))


def test_each_label_has_trees_of_its_own() -> None:
    one = stump()
    three = Trees(one.feature, one.threshold, one.child, one.value, one.root[[0, 1, 1]],
                  np.array([2, 0, 1], np.int16))  # fmt: skip
    found = three(np.array([[0, 0], [0, 1]], np.float32))
    assert found == pytest.approx(softmax(np.array([[0.25, 0.25, 2.0], [0.25, 0.25, -1.0]])))


def test_no_rows_give_no_probabilities() -> None:
    assert stump()(np.zeros((0, 2), np.float32)).shape == (0, 2)


def chain(length: int, start: int) -> list[tuple[int, float, int]]:
    """A tree of one long way, whose nodes begin at number ``start``: feature, threshold, child."""
    nodes = []
    for asked in range(length):
        here = start + 2 * asked
        nodes += [(asked % 3, asked / 4, here + 1), (0, INF, here + 1)]
    return [*nodes, (0, INF, start + 2 * length)]


@given(
    st.lists(st.integers(0, 14), min_size=1, max_size=4),
    st.lists(st.tuples(*[st.integers(0, 16).map(lambda n: n / 4)] * 3), max_size=60),
)
def test_each_pair_of_a_row_and_a_tree_walks_to_its_leaf(
    lengths: list[int], rows: list[tuple[float, float, float]]
) -> None:
    nodes: list[tuple[int, float, int]] = []
    roots = []
    for length in lengths:
        roots.append(len(nodes))
        nodes += chain(length, len(nodes))
    feature, threshold, child = zip(*nodes, strict=True)
    trees = Trees(np.array(feature, np.int16), np.array(threshold, np.float32),
                  np.array(child, np.int32), np.zeros(len(nodes), np.float32),
                  np.array(roots, np.int32), np.zeros(len(roots), np.int16))  # fmt: skip
    found = trees._leaves(np.array(rows, np.float32).reshape(len(rows), 3))
    for row, leaves in zip(rows, found.tolist(), strict=True):
        for root, leaf in zip(roots, leaves, strict=True):
            at = root
            while child[at] != at:
                at = child[at] + (row[feature[at]] > threshold[at])
            assert leaf == at


@pytest.mark.parametrize("classes", [2, 3])
def test_the_arrays_say_what_lightgbm_says(classes: int) -> None:
    lightgbm = pytest.importorskip(
        "lightgbm", reason="LightGBM is not installed (the extra `train`)"
    )
    from training.separation import boost
    from training.separation.network import Rows

    rng = np.random.default_rng(3)
    features = rng.normal(size=(3_000, 5)).round(1).astype(np.float32)  # on thresholds, too
    labels = np.digitize(
        features[:, 0] * features[:, 1] + features[:, 2], [0.1, 0.9][: classes - 1]
    )
    rows = Rows(features[:1_000], labels[:1_000], np.ones(1_000))
    trees = boost.fit(rows, classes=classes, rounds=20, rate=0.2, seed=1)
    found = trees(features)
    assert (found.argmax(axis=1) == labels).mean() > 0.7
    assert found.sum(axis=1) == pytest.approx(np.ones(len(features)))
    again = boost.fit(rows, classes=classes, rounds=20, rate=0.2, seed=1)
    assert np.array_equal(again.threshold, trees.threshold)
    assert np.array_equal(again.value, trees.value)
    booster = lightgbm.train(
        boost.settings(classes, rate=0.2, seed=1), boost.dataset(rows, classes), num_boost_round=20
    )
    said = booster.predict(features)
    said = np.stack([said, 1 - said], axis=1) if classes == 2 else said
    assert found == pytest.approx(said, abs=1e-5)


def test_the_look_at_a_page_shares_out_what_is_no_spam() -> None:
    found = np.array([[0.6, 0.4, 0.0], [0.1, 0.1, 0.8], [0.0, 0.0, 1.0]])
    mixed = weighed(found, np.array([0.2, 1.0, 1.0]))
    assert mixed.sum(axis=1) == pytest.approx([1, 1, 1])
    assert mixed[:, 2] == pytest.approx([0.0, 0.8, 1.0])
    assert 0.2 < mixed[0, 0] < 0.6 and 0.1 < mixed[1, 0] < 0.2


def test_a_tree_that_leads_back_to_itself_is_left_after_the_deepest_question() -> None:
    one = stump()
    child = np.array([1, 0, 2, 3], np.int32)
    endless = Trees(one.feature, one.threshold, child, one.value, one.root, one.column)
    assert endless._depth == DEEPEST
    assert one._depth == 1
