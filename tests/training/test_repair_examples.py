"""Two texts compared: the tags that lead from one to the other, and how far they reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.repair.edit.tags import split
from training.repair.examples import applied, between, expressed, often

WORDS = [
    "The",
    "the",
    "firm",
    "has",
    "have",
    "of",
    "on",
    "it",
    ".",
    ",",
    "Lyon",
    "12",
    "runs",
    "{",
    "|",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("found", "fixed", "tags"),
    [
        ("The team small works.", "The small team works.", ["K K W K K K"]),
        ("It sleeps of it. They has it.", "It sleeps on it. They have it.", ["K K K R:on K K", "K K R:have K K"]),
        ("He came. Is not here.", "He came. It is not here.", ["K K K K", "A:it K K K K"]),
        ("He came. And left.", "He came and left.", ["K K K D", "K K K K"]),
        ("He came. He left now.", "He departed now.", ["K K R:departed D D D K K"]),
        ("A {b} | c d.", "A {b} | c.", ["K K K K K K K D K"]),
    ],
)  # fmt: skip
def test_each_sentence_gets_the_tags_of_its_changes(
    found: str, fixed: str, tags: list[str]
) -> None:
    made = [" ".join(str(tag) for tag in one.tags) for one in between(found, fixed)]
    assert made == tags


@given(TEXTS, TEXTS)
def test_no_word_is_lost_and_every_pair_has_one_answer(found: str, fixed: str) -> None:
    made = between(found, fixed)
    words = [word.text for one in made for word in one.words]
    assert words == [word.text for word in split(found)]
    assert all(len(one.tags) == len(one.words) + 1 for one in made)
    told = expressed(found, fixed)
    assert (told == "clean") == (found.split() == fixed.split())
    if told == "whole":
        done = " ".join(applied(one) for one in made)
        assert done.split() == fixed.split()


@given(TEXTS)
def test_a_clean_text_keeps_every_word(text: str) -> None:
    assert {tag for one in between(text, text) for tag in one.tags} <= {"K"}
    assert expressed(text, text) == "clean"


@pytest.mark.parametrize(
    ("found", "fixed", "told"),
    [
        ("It depends of the agency.", "It depends on the agency.", "whole"),
        ("It depends of lyon.", "It depends on Lyon.", "part"),
        ("It opened on tuesday.", "It opened on Tuesday.", "none"),
        ("All is well.", "All  is well.", "clean"),
    ],
)
def test_what_tags_can_express(found: str, fixed: str, told: str) -> None:
    assert expressed(found, fixed) == told


def test_marks_decide_where_there_are_some() -> None:
    marked = "The {bank|shore} is near."
    assert expressed("The bank is near.", "The shore is near.", marked) == "whole"


def test_tags_that_occur_often_enough_are_counted() -> None:
    made = [*between("It sleeps of it.", "It sleeps on it."), *between("He has of.", "He have on.")]
    assert often(made, 2) == {"R:on": 2}
