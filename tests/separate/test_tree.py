"""Elements as ranges of blocks: sums and ways agree with counting by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.tree import LEVELS, Tree

# root 1 > (2 > (3, 4), 5)
SMALL = [(1, 2, 3), (1, 2, 4), (1, 2, 4), (1, 5)]


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """Holders of blocks as a walk in document order makes them."""
    path, number, found = [0], 0, []
    for _ in range(draw(st.integers(0, 25))):
        for _ in range(draw(st.integers(0, len(path) - 1))):
            path.pop()
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            path.append(number)
        found.append(tuple(path))
    return found


@given(walks(), st.randoms(use_true_random=False))
def test_sums_are_those_of_the_blocks_inside(holders: list, rng) -> None:
    tree = Tree(holders)
    values = np.array([rng.random() for _ in holders])
    sums = tree.sums(values)
    numbers = sorted({number for path in holders for number in path})
    for element, number in enumerate(numbers):
        inside = [v for v, path in zip(values, holders, strict=True) if number in path]
        assert np.isclose(sums[element], sum(inside))


@given(walks())
def test_shared_counts_the_common_way(holders: list) -> None:
    tree = Tree(holders)
    numbers = sorted({number for path in holders for number in path})
    for element, number in enumerate(numbers):
        way = next(path[: path.index(number) + 1] for path in holders if number in path)
        expected = [sum(a == b for a, b in zip(path, way, strict=False)) for path in holders]
        assert tree.shared(element).tolist() == expected
        assert tree.level[element] == len(way) - 1


def test_levels_go_outwards_and_stop_at_the_root() -> None:
    tree = Tree(SMALL)
    assert tree.levels.shape == (4, LEVELS)
    assert tree.levels[0].tolist() == [2, 1, 0, 0]  # elements are numbered by their own numbers
    assert tree.levels[3].tolist() == [4, 0, 0, 0]


def test_the_deepest_element_that_holds_enough_and_the_heaviest() -> None:
    tree = Tree(SMALL)
    mass = np.array([1.0, 4.0, 4.0, 1.0])
    sums = tree.sums(mass)
    assert tree.deepest(sums, 0.5, 10.0) == 3
    assert tree.deepest(sums, 0.9, 10.0) == 1
    assert tree.deepest(sums, 0.5, 0.0) == -1
    assert tree.heaviest(mass, (1.0,)) == 3
    assert tree.heaviest(mass, (0.0, 1.0)) == 1


def test_no_blocks_and_blocks_without_holders() -> None:
    assert Tree([]).sums(np.zeros(0)).shape == (0,)
    assert Tree([]).heaviest(np.zeros(0), (1.0,)) == -1
    assert Tree([]).shared(-1).shape == (0,)
    apart = Tree([(), ()])
    assert apart.sums(np.array([1.0, 2.0])).tolist() == [2.0, 1.0]  # each an element of its own
