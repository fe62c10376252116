"""Ordinals in figures: none of ours is spelled "2th", and the second lot is no second."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import one

from nlp.numerals import ordinal
from nlp.translate.ranks import ranked

_WRONG = re.compile(r"(?<!1)[123]th\b|[04-9](?:st|nd|rd)\b|1[123](?:st|nd|rd)\b")


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        ("perdu le lot 1 et remporté le lot 2.", "lost lot 1 and won the 2th.", "lost lot 1 and won lot 2."),
        ("Le lot n° 3 va à Hopsis", "The 3th goes to Hopsis", "Lot 3 goes to Hopsis"),
        ("le lot 21", "the 21th lot", "lot 21"),
        ("ganó el lote 2", "won the 2nd.", "won lot 2."),
        ("les lots 1 et 2", "the 1th and 2th", "lot 1 and 2"),
        ("la 2e édition", "the 2th edition", "the 2nd edition"),
        ("le 23e congrès", "the 23th congress", "the 23rd congress"),
        ("la 12e édition", "the 12nd edition", "the 12th edition"),
    ],
)  # fmt: skip
def test_wrong_ordinals_are_mended(source: str, english: str, expected: str) -> None:
    assert ranked(source, english) == expected
    assert one(source, lambda t, beam: english).text.lower() == expected.lower()


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("la 2e édition du lot 2", "the 2nd edition of lot 2"),
        ("le lot 2 et le 2e candidat", "lot 2 and the 2nd"),
        ("le 11e et le 12e", "the 11th and the 12th"),
        ("le lot 2", "the 2nd candidate"),
        ("le 111e", "the 111th"),
        ("le lot 2 et le deuxième candidat", "lot 2 and the 2nd"),
        ("4 rue X", "the 4TH Ltd., A2th and 2.5th"),
    ],
)
def test_what_is_right_stays(source: str, english: str) -> None:
    assert ranked(source, english) == english


@given(st.integers(0, 10_000))
def test_no_ordinal_has_a_wrong_ending(number: int) -> None:
    assert not _WRONG.search(ordinal(number))


@given(
    st.lists(st.tuples(st.integers(1, 999), st.sampled_from(["st", "nd", "rd", "th"])), max_size=4),
    st.sampled_from(["le lot 2", "les lots 1 et 3", "la 2e fois", ""]),
)
def test_no_wrong_ending_is_left(found: list[tuple[int, str]], source: str) -> None:
    english = " ".join(f"the {number}{end} lot" for number, end in found)
    assert not _WRONG.search(ranked(source, english))
