"""The chain over labels: what it must do to a sequence, against brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.decode import posteriors, transitions


def by_enumeration(p: np.ndarray, transition: np.ndarray) -> np.ndarray:
    count, labels = p.shape
    total = np.zeros_like(p)
    for path in product(range(labels), repeat=count):
        weight = np.prod([p[i, k] for i, k in enumerate(path)])
        weight *= np.exp(sum(transition[a, b] for a, b in zip(path, path[1:], strict=False)))
        for i, k in enumerate(path):
            total[i, k] += weight
    return total / total.sum(axis=1, keepdims=True)


@given(st.integers(1, 6), st.integers(0, 10_000))
def test_posteriors_are_those_of_all_paths(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet([1, 1, 1], count)
    transition = rng.normal(size=(3, 3))
    np.testing.assert_allclose(posteriors(p, transition), by_enumeration(p, transition), atol=1e-5)


def test_a_flat_chain_changes_nothing_and_an_empty_list_is_one() -> None:
    p = np.random.default_rng(0).dirichlet([1, 1, 1], 9)
    np.testing.assert_allclose(posteriors(p, np.zeros((3, 3))), p, atol=1e-6)
    assert posteriors(np.zeros((0, 3)), np.zeros((3, 3))).shape == (0, 3)


def test_runs_make_a_lone_odd_line_less_likely() -> None:
    runs = transitions([np.array([0] * 20 + [1] * 10 + [2] * 10)] * 20)
    p = np.array([[0.9, 0.05, 0.05]] * 3 + [[0.4, 0.3, 0.3]] + [[0.9, 0.05, 0.05]] * 3)
    assert posteriors(p, runs)[3, 0] > 0.6
    tail = np.array([[0.9, 0.05, 0.05]] * 3 + [[0.05, 0.9, 0.05]] * 3 + [[0.4, 0.3, 0.3]])
    assert posteriors(tail, runs)[6, 1] > 0.5


def test_a_hundred_thousand_segments_stay_finite() -> None:
    p = np.full((100_000, 3), [1.0, 0.0, 0.0])
    found = posteriors(p, np.random.default_rng(0).normal(size=(3, 3)))
    assert np.isfinite(found).all() and found[:, 0].min() > 0.9


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_strength_scales_the_counted_transitions(strength: float) -> None:
    sequence = [np.array([0, 0, 1, 1, 2, 2, 0])]
    np.testing.assert_allclose(
        transitions(sequence, strength=strength), strength * transitions(sequence), atol=1e-6
    )
