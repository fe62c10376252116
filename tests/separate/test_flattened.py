"""Pages without markup: when a text is taken for one, and what is seen of its lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import flattened, lone, model
from nlp.separate.context import CONTENT, SPAM
from nlp.separate.flattened import NAMES, best_run, features, is_page
from nlp.separate.seen import Document, lines
from nlp.separate.tree import moved
from tests.separate.tiny import tiny_model

PROSE = (
    "The hospital of the town has opened a new ward for its patients, and the director said that "
    "the records of all of them are now kept on one system."
)
MENU = ["Home", "News", "Contact", "Subscribe to our newsletter"]
PAGE = [*MENU * 6, *[PROSE] * 12, *MENU * 2]


def column(table: np.ndarray, name: str) -> np.ndarray:
    return table[:, NAMES.index(name)]


def seen(texts: list[str]) -> np.ndarray:
    return features(texts, lines(texts, [0.0] * len(texts), tiny_model().first))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (PAGE, True),
        (PAGE[: flattened.LEAST - 1], False),
        ([PROSE] * 30 + MENU * 5, True),
        ([PROSE] * 31 + MENU * 5, False),
        ([PROSE] * 200, False),
        ([*MENU * 12, *[PROSE] * 3], True),
        ([*MENU * 12, *[PROSE] * 2], False),
        ([*MENU * 12, *[PROSE.rstrip(".")] * 5], False),
        ([*MENU * 12, *[PROSE[:-1] + ".»"] * 3], True),
        ([], False),
    ],
)
def test_a_page_has_many_lines_most_of_them_short_and_some_prose(
    texts: list[str], expected: bool
) -> None:
    assert is_page(texts) is expected


def test_each_line_is_told_by_where_the_prose_stands() -> None:
    table = seen(PAGE)
    assert table.shape == (len(PAGE), len(NAMES)) and table.dtype == np.float32
    prose = np.array([text == PROSE for text in PAGE])
    assert (column(table, "flat_in_run") == prose).all()
    assert column(table, "flat_to_run")[24] == 0 and column(table, "flat_past_run")[35] == 0
    assert column(table, "flat_prose-1")[25] == column(table, "flat_prose")[24] == 1
    assert column(table, "flat_says_subscribe+1")[2] == 1
    assert column(table, "flat_mass_7")[0] == 0 < column(table, "flat_mass_7")[30]


@given(st.lists(st.text(max_size=80), max_size=60))
def test_any_lines_have_finite_features(texts: list[str]) -> None:
    table = seen(texts)
    assert table.shape == (len(texts), len(NAMES))
    assert np.isfinite(table).all()


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=30))
def test_the_best_run_is_that_of_all_runs(worth: list[int]) -> None:
    start, end = best_run(np.array(worth, dtype=float))
    sums = [sum(worth[i : j + 1]) for i in range(len(worth)) for j in range(i, len(worth))]
    assert sum(worth[start : end + 1]) == max(sums)


@given(st.integers(0, 12), st.integers(-15, 15))
def test_rows_move_and_leave_zeros(count: int, step: int) -> None:
    table = np.arange(1, count + 1, dtype=float)[:, None]
    found = moved(table, step)[:, 0]
    at = np.arange(count) + step
    assert (found == np.where((at >= 0) & (at < count), at + 1, 0)).all()


def test_only_what_may_be_a_page_is_looked_at_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = tiny_model()
    judged = tiny(Document(PAGE, [0.0] * len(PAGE), [None] * len(PAGE)))
    assert judged.flat and not judged.blocks
    looked = tiny.steps["flat"](seen(PAGE))[:, CONTENT]
    monkeypatch.setattr(flattened, "is_page", lambda texts: False)
    monkeypatch.setattr(lone, "LONGEST", 0)  # short lines of no page get a last look
    plain = tiny(Document(PAGE, [0.0] * len(PAGE), [None] * len(PAGE)))
    assert not plain.flat
    expected = model.weighed(plain.probabilities, looked, model.FLAT_LOOK)
    assert judged.probabilities == pytest.approx(expected)
    assert judged.probabilities[:, SPAM] == pytest.approx(plain.probabilities[:, SPAM])
