"""What a sentence is: a plan, a denial, an old story, a description."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.classify.marks import MARKS, marks_of


def named(sentence):
    """The names of the marks of a sentence within an article."""
    row = marks_of(["A title", "A sentence.", sentence, "The end."])[2]
    return {name for name, value in zip(MARKS, row, strict=True) if value}


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("The region could buy the software in spring.", "plan"),
        ("It hopes to open a branch in Porto.", "plan"),
        ("The last site will switch over in June.", "future"),
        ("The chairman denied any purchase option.", "denial"),
        ("No shares are changing hands.", "denial"),
        ("It hasn't been attacked.", "denial"),
        ("It had been bought by a fund.", "earlier"),
        ("In 2021 a similar attack had struck the clinic.", "earlier"),
        ("The firm has appointed a new director.", "perfect"),
        ("The contract was signed by both.", "passive"),
        ("And the money?", "question"),
        ("The 84 employees keep their jobs.", "stays"),
        ("It raised €4.5 million.", "money"),
        ("The board met on Thursday.", "day"),
        ("It employs many people.", "state"),
        ("The group also gave up its kiosks.", "besides"),
        ("Other hospitals fared worse, such as this one.", "elsewhere"),
        ("“We are glad of it,” says the nurse.", "said"),
        ("It was won by Sanélia.", "name"),
    ],
)
def test_marks(sentence, mark):
    assert mark in named(sentence)


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("The notary signed it.", "denial"),
        ("The May edition sold out.", "plan"),
        ("Mayor Duval opened the ward.", "plan"),
        ("The canteen moved.", "plan"),
        ("The hospital opened its doors.", "money"),
        ("It met on Thursday in June.", "name"),
    ],
)
def test_what_only_looks_like_a_mark(sentence, mark):
    assert mark not in named(sentence)


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_sentences_have_marks(sentences):
    found = marks_of(sentences)
    assert found.shape == (len(sentences), len(MARKS)) and found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


def test_a_sentence_without_end_takes_no_time():
    started = time.process_time()
    marks_of(["had has was a " * 50_000, "1" * 200_000, "'" * 200_000])
    assert time.process_time() - started < 2
