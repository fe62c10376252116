"""Edits made one after the other, as one layer over the text that they led to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Edit
from nlp.changes import changes, edit_of
from nlp.repair.repairer import Repairer

WORDS = st.text(alphabet="abc ", max_size=6)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[Edit]]:
    """A text, what some edits make of it, and the edits."""
    before = text = draw(st.text(alphabet="abcd ", max_size=25))
    edits = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        fixed = draw(WORDS)
        edits.append(Edit(0, text[start:end], fixed, "kind", "why", start))
        text = text[:start] + fixed + text[end:]
    return before, text, edits


@given(edited())
def test_what_was_there_and_what_is_there_both_come_back(told: tuple[str, str, list[Edit]]) -> None:
    before, after, edits = told
    found = changes(after, edits)
    assert found is not None
    old, at = "", 0
    for change in found:
        assert at <= change.start <= change.end <= len(after)
        assert list(change.edits) == sorted(set(change.edits))
        old += after[at : change.start] + change.old
        at = change.end
    assert old + after[at:] == before
    numbers = [number for change in found for number in change.edits]
    assert len(numbers) == len(set(numbers))


def test_an_edit_of_an_edit_is_one_change() -> None:
    edits = [Edit(0, "b", "xyz", "one", "", 2), Edit(0, "yz c", "Q", "two", "", 3)]
    assert changes("a xQ", edits) == [(2, 4, "b c", (0, 1))]


def test_neighbours_stay_apart_and_a_deletion_has_no_width() -> None:
    edits = [Edit(0, "b", "", "one", "", 1), Edit(0, "d", "D", "two", "", 2)]
    assert changes("acD", edits) == [(1, 1, "b", (0,)), (2, 3, "d", (1,))]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(0, "x", "b", "kind", "", None),
        Edit(0, "x", "z", "kind", "", 0),
        Edit(0, "x", "b", "kind", "", 40),
    ],
)
def test_edits_that_do_not_lead_here_are_not_marked(edit: Edit) -> None:
    assert changes("abc", [edit]) is None


def test_what_repair_does_is_marked_in_place() -> None:
    given_ = "The hospital hospital signed for 3,5 million euros , we note."
    done = Repairer.load().repair(given_)
    found = changes(done.text, done.edits)
    assert found and len(found) >= 2
    assert {number for change in found for number in change.edits} <= set(range(len(done.edits)))


def test_a_row_of_a_record_is_an_edit() -> None:
    row = {
        "segment": 1,
        "found": "a",
        "fixed": "b",
        "class": "case",
        "reason": "r",
        "start": 2,
        "score": None,
    }
    assert edit_of(row) == Edit(1, "a", "b", "case", "r", 2, None)
