"""How a line speaks: the counts behind the last look at short lines."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import pitch
from nlp.separate.lexicon import WORD
from nlp.separate.view import fold, view


def told(text: str) -> dict[str, float]:
    return dict(zip(pitch.NAMES, pitch.rows([text], [view(text)])[0].tolist(), strict=True))


def test_columns_have_names_of_their_own() -> None:
    assert len(set(pitch.NAMES)) == len(pitch.NAMES)
    assert pitch.rows([], []).shape == (0, len(pitch.NAMES))


def test_words_are_in_the_form_that_a_view_has() -> None:
    """A word with an accent or a capital, or one that a view takes apart, would never be met."""
    for word in pitch._WORDS:
        assert word == fold(word) and (WORD.findall(view(word).text) == [word] or word[0].isdigit())


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("Your loan, your house, your car", "pitch_you", 3),
        ("Tu casa, tus muebles, tu coche, ton lit, tes murs", "pitch_you", 4),  # four at most
        ("Nos équipes viennent chez nous", "pitch_we", 2),
        ("Order, order, order", "pitch_order", 3),
        ("Rentrez avant 20 h", "pitch_order", 0),
        ("La réponse en deux heures", "pitch_within", 1),
        ("Réponse en 48 h, en 2 jours", "pitch_within", 1),
        ("Il a attendu des heures", "pitch_within", 0),
        ("Entre 12 % et 15%", "pitch_percent", 1),
        ("Douze pour cent", "pitch_percent", 0),
        ("£5, 12 € and 3.50 euros", "pitch_amounts", 3),
        ("1 €, 2 €, 3 €, 4 €", "pitch_amounts", 3),  # three at most
        ("Salle 12", "pitch_amounts", 0),
        ("Desde 15 euros", "pitch_from_price", 1),
        ("À partir de 9,90 €", "pitch_from_price", 1),
        ("15 euros al mes", "pitch_at_rate", 1),
        ("5 €/page", "pitch_at_rate", 1),
        ("15 euros", "pitch_at_rate", 0),
        ("The trust and Mrs Doyle met Ann Lee", "pitch_named", 4),
        ("« Rien ne change »", "pitch_open_quote", 1),
        ("Rien ne « change »", "pitch_open_quote", 0),
    ],
)
def test_a_turn_is_counted(text: str, column: str, value: float) -> None:
    assert told(text)[column] == value


def test_a_share_is_of_all_words_and_the_first_word_counts_apart() -> None:
    found = told("Buy your house now")
    assert found["pitch_order_share"] == pytest.approx(0.25) and found["pitch_opens_order"] == 1
    found = told("The trust will buy your house")
    assert found["pitch_order"] == 1 and found["pitch_opens_order"] == 0
    assert found["pitch_opens_you"] == 0


def test_kinds_of_selling_words_are_counted_and_telling_is_none() -> None:
    assert told("She said it was closed, and thanked the staff")["pitch_kinds"] == 0
    assert told("Buy your pills now")["pitch_kinds"] == 3  # order, you, hurry


def test_a_disguise_is_seen_through_and_case_says_nothing() -> None:
    plain = told("Order now")
    assert told("ORDER NOW")["pitch_order"] == plain["pitch_order"] == 1
    assert told("Or\u200bder n\u200bow")["pitch_order"] == 1
    assert told("Оrder now")["pitch_order"] == 1  # a Cyrillic letter


@given(st.lists(st.text(max_size=80), max_size=4))
def test_rows_are_finite_and_bounded_and_each_line_counts_for_itself(texts: list[str]) -> None:
    found = pitch.rows(texts, [view(text) for text in texts])
    assert found.shape == (len(texts), len(pitch.NAMES)) and np.isfinite(found).all()
    assert (found >= 0).all() and (found <= 13).all()
    for text, row in zip(texts, found, strict=True):
        assert (pitch.rows([text], [view(text)])[0] == row).all()


@pytest.mark.parametrize("unit", ["1", "1 ", "1.", "€", "a, ", "un ", "from ", "A"])
def test_a_long_line_takes_short_time(unit: str) -> None:
    text = unit * 50_000
    started = time.process_time()
    pitch.rows([text], [view(text)])
    assert time.process_time() - started < 1
