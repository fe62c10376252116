"""Questions of an interview are kept where the others are; what is not between two answers is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.interviews import LEAST, questions

TEXTS = [
    "The engineer who measures",
    "She has run the department since 2019.",
    '"I arrived with a stopwatch."',
    "What did you measure?",
    '"The time that it takes to record a temperature."',
    "You are critical of the big firms in the sector.",
    '"I am not."',
    "What remains to be done?",
    '"The printers."',
]
QUESTION = 5


def _kept(*aside: int) -> list[bool]:
    return [i not in aside for i in range(len(TEXTS))]


def test_a_question_between_answers_is_kept() -> None:
    assert questions(TEXTS, _kept(QUESTION), [0.4] * len(TEXTS)) == [QUESTION]


def test_what_is_hardly_content_stays_aside() -> None:
    assert questions(TEXTS, _kept(QUESTION), [LEAST - 0.01] * len(TEXTS)) == []


def test_one_question_makes_no_interview() -> None:
    assert questions(TEXTS[:7], _kept(QUESTION)[:7], [0.4] * 7) == []


def test_what_was_set_aside_beside_it_is_passed_over() -> None:
    texts = [*TEXTS[:QUESTION], "Win money watching videos", *TEXTS[QUESTION:]]
    kept = [i not in (QUESTION, QUESTION + 1) for i in range(len(texts))]
    assert questions(texts, kept, [0.4] * len(texts)) == [QUESTION + 1]


def test_a_line_that_is_no_sentence_stays_aside() -> None:
    texts = [*TEXTS[:QUESTION], "Best casinos of 2026", *TEXTS[QUESTION + 1 :]]
    assert questions(texts, _kept(QUESTION), [0.4] * len(TEXTS)) == []


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans(), st.floats(0, 1)), max_size=12))
def test_only_what_was_set_aside_comes_back(lines: list[tuple[str, bool, float]]) -> None:
    texts, kept, likely = ([line[k] for line in lines] for k in range(3))
    assert all(not kept[i] and likely[i] >= LEAST for i in questions(texts, kept, likely))
