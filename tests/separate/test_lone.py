"""The last look at lines and paragraphs, and how lines that sell speak."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import lone, pitch
from nlp.separate.model import Model
from nlp.separate.seen import Document
from nlp.separate.separator import Separator
from nlp.separate.trees import Trees
from nlp.separate.view import view
from tests.separate.tiny import tiny_model

SHORT, LONG = "Garden chairs for the summer", "The hospital opened its ward on Monday. " * 6
LONGER = LONG * 3


def told(text: str) -> dict[str, float]:
    return dict(zip(pitch.NAMES, pitch.rows([text], [view(text)])[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Votre serrure changée en 20 minutes", ["pitch_you", "pitch_opens_you", "pitch_within"]),
        ("Encuentra tu sofá desde 199 €", ["pitch_opens_order", "pitch_you", "pitch_amounts"]),
        ("Sofas from 199 without deposit", ["pitch_from_price", "pitch_without", "pitch_deal"]),
        ("Kaufen Sie jetzt ohne Rezept", ["pitch_opens_order", "pitch_you", "pitch_without"]),
        ("4,20 € par mois", ["pitch_amounts", "pitch_at_rate"]),
        ("70 % de réussite", ["pitch_percent"]),
        ("The ward was closed, said Dr. Blanc", ["pitch_tells", "pitch_finite"]),
        ("« Rien ne change »", ["pitch_open_quote"]),
    ],
)
def test_the_turns_of_a_pitch_are_counted(text: str, names: list[str]) -> None:
    found = told(text)
    assert [name for name in names if not found[name]] == []


def test_plain_news_has_few_of_them() -> None:
    found = told("Le CHU de Nantes a choisi un nouvel éditeur, selon sa directrice.")
    assert found["pitch_tells"] == 2 and found["pitch_kinds"] == 0
    assert not found["pitch_within"] and not found["pitch_amounts"]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gives_finite_rows(texts: list[str]) -> None:
    found = pitch.rows(texts, [view(text) for text in texts])
    assert found.shape == (len(texts), len(pitch.NAMES)) and np.isfinite(found).all()


def leaning(column: int, *looks: str) -> Model:
    """The tiny model, a last look of which (at short lines where none is named) is sure of one label."""
    trees = tiny_model().steps["lone"]
    assert isinstance(trees, Trees)
    value = np.where(np.repeat(trees.column, 3) == column, 9.0, -9.0).astype(np.float32)
    steps = {**tiny_model().steps}
    steps |= dict.fromkeys(looks or ("lone",), replace(trees, value=value))
    return Model(tiny_model().first, steps, np.zeros((3, 3), np.float32), {}, "leaning")


def test_short_lines_alone_are_looked_at() -> None:
    judged = leaning(2)(Document([LONG, SHORT, LONG], [0.0] * 3, [None] * 3))
    assert judged.settled <= {1} and judged.probabilities[1, 2] > 0.9
    labels = Separator(leaning(2)).label([LONG, SHORT, LONG], "en")
    assert labels[1].label == "spam" and labels[1].reasons
    assert not leaning(2)(Document([LONG], [0.0], [None])).settled
    items = [LONG, LONG, f"- {SHORT}", f"• {SHORT}"]
    assert not leaning(2)(Document(items, [0.0] * 4, [None] * 4)).settled


def test_in_a_text_of_short_lines_items_are_looked_at_and_what_is_news_is_restored() -> None:
    items = [SHORT, f"- {SHORT}", f"• {SHORT}"]
    judged = leaning(2, "lone_terse")(Document(items, [0.0] * 3, [None] * 3))
    assert judged.settled == {1, 2}
    assert judged.probabilities[0, 2] < 0.9  # a title is no spam by that look
    judged = leaning(0, "lone_terse")(Document(items, [0.0] * 3, [None] * 3))
    assert (judged.probabilities[:, 0] > 0.9).all()
    assert not leaning(2)(Document(items, [0.0] * 3, [None] * 3)).settled


def test_a_text_of_short_lines_has_little_prose() -> None:
    assert lone.is_terse([SHORT] * 20 + [LONG]) and lone.is_terse([])
    assert not lone.is_terse([SHORT] * 3 + [LONG])  # most of it is prose
    assert not lone.is_terse(["x" * 99] * 2 + ["x" * 100])
    assert lone.is_terse([SHORT] * 3) and not lone.is_terse([SHORT] * 2)


def test_a_line_is_restored_where_the_look_is_sure() -> None:
    found = np.array([[0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.9, 0.1, 0.0], [0.4, 0.3, 0.3]])
    looked = np.array([[0.7, 0.2, 0.1], [0.5, 0.4, 0.1], [0.9, 0.1, 0.0], [0.6, 0.2, 0.2]])
    assert lone.restored(found, looked).tolist() == [True, False, False, True]


def test_a_paragraph_has_a_look_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lone, "SOLD_BELOW", 2.0)  # the tiny model knows nothing of any line
    judged = leaning(2, "lone_long")(Document([LONG, SHORT, LONG, LONGER], [0.0] * 4, [None] * 4))
    assert judged.probabilities[2, 2] > 0.9 and 2 in judged.settled
    assert judged.probabilities[[0, 1, 3], 2].max() < 0.9 and 3 not in judged.settled


def test_what_is_certain_needs_no_look() -> None:
    texts = [LONG, SHORT, LONG, LONGER, SHORT, SHORT, SHORT, f"- {SHORT}"]
    found = np.array(
        [[0.5, 0.3, 0.2]] * 4 + [[0.95, 0.03, 0.02], [0.1, 0.85, 0.05]] + 2 * [[0, 0, 1]]
    )
    assert lone.unsure(texts, found).tolist() == [1, 2, 6]
    assert lone.unsure([], np.zeros((0, 3))).tolist() == []
    terse = [SHORT, SHORT, SHORT, f"- {SHORT}"]
    found = np.array([[0.1, 0.9, 0.0], [0.0, 1.0, 0.0], [0.95, 0.05, 0.0], [0.5, 0.3, 0.2]])
    assert lone.unsure(terse, found).tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("found", "looked", "sure"),
    [
        ([0.6, 0.1, 0.3], [0.05, 0.0, 0.95], True),
        ([0.8, 0.1, 0.1], [0.05, 0.0, 0.95], False),  # news beyond doubt
        ([0.6, 0.1, 0.3], [0.15, 0.0, 0.85], False),  # it may be news that sells
        ([0.1, 0.1, 0.8], [0.99, 0.0, 0.01], False),  # a paragraph is never taken back
    ],
)
def test_a_paragraph_is_spam_where_both_allow_it(
    found: list[float], looked: list[float], sure: bool
) -> None:
    assert lone.sold(np.array([found]), np.array([looked])).tolist() == [sure]


@pytest.mark.parametrize(
    ("found", "looked", "sure"),
    [
        ([0.9, 0.1, 0.0], [0.2, 0.3, 0.5], True),  # spam that was taken for content
        ([0.9, 0.1, 0.0], [0.45, 0.05, 0.5], True),
        ([0.9, 0.1, 0.0], [0.55, 0.0, 0.45], False),
        ([0.1, 0.9, 0.0], [0.2, 0.1, 0.7], True),  # and for furniture
        ([0.1, 0.9, 0.0], [0.2, 0.3, 0.5], False),
        ([0.9, 0.1, 0.0], [0.1, 0.8, 0.1], True),  # furniture that was
        ([0.9, 0.1, 0.0], [0.3, 0.6, 0.1], True),
        ([0.9, 0.1, 0.0], [0.45, 0.5, 0.05], False),
        ([0.1, 0.1, 0.8], [0.1, 0.8, 0.1], False),
        ([0.1, 0.1, 0.8], [0.7, 0.2, 0.1], True),  # content that was taken for spam
        ([0.1, 0.1, 0.8], [0.5, 0.2, 0.3], False),
        ([0.1, 0.8, 0.1], [0.9, 0.1, 0.0], False),
    ],
)
def test_it_is_believed_where_it_is_sure(
    found: list[float], looked: list[float], sure: bool
) -> None:
    assert lone.settled(np.array([found]), np.array([looked])).tolist() == [sure]


def test_spam_that_both_find_is_no_crumb() -> None:
    found = np.array([[0.1, 0.1, 0.8], [0.1, 0.1, 0.8], [0.9, 0.0, 0.1]])
    looked = np.array([[0.2, 0.1, 0.7], [0.2, 0.5, 0.3], [0.2, 0.1, 0.7]])
    assert lone.agreed(found, looked).tolist() == [True, False, False]
