"""Line breaks of a wrapped paragraph neither stop a rule nor get lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Edit
from nlp.changes import undone
from nlp.repair import Repairer, RepairOptions
from nlp.repair.change import Repaired
from nlp.repair.wraps import unwrapped, wrapped_again


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer.load(RepairOptions(model=None, translated=True))


def test_a_rule_reads_over_a_break(repairer: Repairer) -> None:
    text = "The clinic will be paid in a term not\nsuperior to six months, and the firm\nagreed."
    result = wrapped_again(text, repairer.repair(unwrapped(text)))
    assert result.text == "The clinic will be paid within six months, and the firm\nagreed."
    assert undone(result.text, result.edits) == text


def test_a_break_behind_a_hyphen_stays() -> None:
    assert unwrapped("the cyber-\nattack of\nMay") == "the cyber-\nattack of May"


def test_a_break_right_behind_an_edit_moves_with_it() -> None:
    edit = Edit(0, " hospital", "", "dup_word", "twice", 12)
    result = wrapped_again(
        "the hospital hospital\nsigned", Repaired("the hospital signed", (edit,))
    )
    assert (result.text, result.edits) == ("the hospital\nsigned", (edit,))


@given(st.lists(st.sampled_from(["a", "bc", "\n", " ", "def"]), max_size=12), st.data())
def test_edits_lead_from_what_was_given(pieces: list[str], data: st.DataObject) -> None:
    before = "".join(pieces)
    text, edits = unwrapped(before), []
    assert len(text) == len(before)
    for _ in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        fixed = data.draw(st.sampled_from(["", "x", "y z"]))
        edits.append(Edit(0, text[start:end], fixed, "idiom", "why", start))
        text = text[:start] + fixed + text[end:]
    result = wrapped_again(before, Repaired(text, tuple(edits)))
    assert unwrapped(result.text).split() == unwrapped(text).split()
    assert undone(result.text, result.edits) == before
