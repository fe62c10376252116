"""Whether what is left of a line beside spam is news or of the spam."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import spans
from nlp.separate.remainder import goes_with_spam, is_hook, leads_to_spam, reads_as_news, unquoted

PLAIN = (0.99, 0.01, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "Aucun poste ne sera supprimé.",
        "El plazo vence el 30 de junio.",
        "—¿Qué va a pasar con los afiliados?",
        "« Vous devez patienter », dit la cadre.",
        "“We make no apology,” the minister said.",
    ],
)
def test_news_does_not_speak_to_its_reader(text: str) -> None:
    assert reads_as_news(text, PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "Lenders will still give you a loan.",
        "Notre équipe répond sans attendre.",
        "¿Qué va a pasar con los afiliados?",
        "We are a national mortgage provider.",
        "Too short to tell.",
    ],
)
def test_half_of_a_spam_does(text: str) -> None:
    assert not reads_as_news(text, PLAIN)


@pytest.mark.parametrize("alone", [(0.97, 0.0, 0.03), (0.85, 0.15, 0.0)])
def test_what_reads_a_little_like_spam_or_furniture_is_no_news(
    alone: tuple[float, float, float],
) -> None:
    assert not reads_as_news("Aucun poste ne sera supprimé.", alone)


def test_a_question_to_the_reader_goes_with_the_spam_that_it_leads_to() -> None:
    parts = ["The plan was adopted. ", "Need cash now? ", "Loans in ten minutes at cash.example"]
    odds = np.array([[1.0, 0, 0], [1.0, 0, 0], [0, 0, 1.0]])
    assert spans.spam_runs(parts, odds, 0.5) == [1]
    assert spans.spam_runs(["The plan was adopted. ", "Who pays? ", parts[2]], odds, 0.5) == [2]
    assert spans.spam_runs(parts[1:], odds[1:], 0.5) == [1]  # nothing else would be left


@given(st.text(max_size=80))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert not leads_to_spam(text) or is_hook(text)
    assert goes_with_spam(text, "Buy now!", text) <= (len(text.strip()) <= 90)
    assert not (is_hook(text) and reads_as_news(text, PLAIN))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("« Vous attendrez », dit-elle.", " , dit-elle."),
        ("“You wait,” he said, and “your turn”", "  he said, and  "),
        ('He said "you" and left "', 'He said   and left "'),
        ("« Vous attendrez, dit-elle.", "« Vous attendrez, dit-elle."),
        ("« Un « deux » trois", "  trois"),
        ("Nothing.", "Nothing."),
    ],
)
def test_what_is_quoted_is_left_out(text: str, left: str) -> None:
    assert unquoted(text).split() == left.split()


@pytest.mark.parametrize("unit", ["«", "“", '"', "« a ”", '“ » "', "«»"])
def test_quotes_that_never_close_take_time_in_proportion(unit: str) -> None:
    started = time.process_time()
    unquoted(unit * 60_000 + "”")
    assert time.process_time() - started < 2


@given(st.text(alphabet='«»“”"ab ', max_size=40))
def test_no_pair_of_marks_is_left(text: str) -> None:
    left = unquoted(text)
    assert all(
        left.rfind(last) <= left.find(first) or first not in left for first, last in ("«»", "“”")
    )
    assert left.count('"') <= 1
