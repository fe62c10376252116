"""Words, tags and what becomes of a text; marked sentences and their tags."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.repair.edit.tags import kind_of, pieces, split, suffix_tag, written
from training.repair.marked import example, fault_of, left, right


def mended(marked: str) -> str:
    """The damaged side of a marked sentence with the tags that were made of it carried out."""
    found = example(marked)
    assert None not in found.tags
    text = found.text
    for piece in reversed(pieces(text, found.words, [t or "K" for t in found.tags])):
        text = text[: piece.start] + piece.fixed + text[piece.end :]
    return text


@pytest.mark.parametrize(
    "marked",
    [
        "The {editor|software vendor} depends {of|on} the agency.",
        "{Is|It is} expected that the hospital {counts with|has} the platform before {|the }summer.",
        "{The hospitals|Hospitals} use {|a }platform{| that is} new.",
        "The agency signed {yesterday |}the contract{| yesterday}.",
        "A {system new|new system} was {more big|bigger}, {informations|information} said.",
        "The firm, {who|which} {will found|was founded} in 1998, is {of|from} Lyon.",
        'He said: "{The doctors|Doctors} are right," and left {the |}Spain.',
        "The {employees|employees'} association{,|} met.",
        "It {makes|has been} three years {that |}since {|the }opening.",
    ],
)
def test_tags_lead_from_one_side_to_the_other(marked: str) -> None:
    assert mended(marked) == right(marked)


def test_a_clean_sentence_is_kept() -> None:
    found = example("Nothing is wrong here.")
    assert set(found.tags) == {"K"} and left(found.text) == right(found.text)


def test_what_no_tag_can_say_is_none() -> None:
    assert None in example('He said: "{|A }hospital opened."').tags


@pytest.mark.parametrize(
    ("word", "other", "tag"),
    [
        ("announced", "announces", "S:1:s"),
        ("depends", "depending", "S:1:ing"),
        ("go", "went", None),
        ("of", "off", None),
    ],
)
def test_suffix_tags(word: str, other: str, tag: str | None) -> None:
    assert suffix_tag(word, other) == tag
    if tag:
        assert written(word, tag) == other


@pytest.mark.parametrize(
    ("found", "fixed", "kind"),
    [
        ("of", "on", "preposition"),
        ("the", "", "article"),
        ("system new", "new system", "word_order"),
        ("is", "it is", "subject_drop"),
        ("who", "which", "org_pronoun"),
        ("will found", "founded", "tense"),
        ("informations", "information", "agreement"),
        ("has", "have", "agreement"),
        ("editor", "vendor", "false_friend"),
        ("counts with", "has", "idiom"),
        ("the the", "the", "dup_word"),
    ],
)
def test_the_class_of_a_change(found: str, fixed: str, kind: str) -> None:
    assert kind_of(found, fixed) == kind


def test_faults_of_marks_are_named() -> None:
    assert fault_of("a {b|c} d") is None
    assert fault_of("a {b|c d") == "braces that are no {before|after}"
    assert fault_of("a {b|} d") == "spaces on the right side"


_WORDS = st.lists(
    st.sampled_from(
        ["the", "Hospital", "of", "a", "(", ")", ",", ".", '"', "new", "system's", "x-ray", "3"]
    ),
    max_size=8,
)
_TAGS = st.sampled_from(["K", "D", "W", "R:on", "A:the", "S:1:s", "S:0:ing", "R:in the"])


@given(_WORDS, st.data())
def test_any_tags_give_pieces_in_order_and_apart(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    found = split(text)
    tags = data.draw(st.lists(_TAGS, min_size=len(found) + 1, max_size=len(found) + 1))
    at = 0
    for piece in pieces(text, found, tags):
        assert at <= piece.start <= piece.end <= len(text)
        at = piece.end
        assert "  " not in piece.fixed


@given(st.text(max_size=60))
def test_splitting_loses_nothing_but_blanks(text: str) -> None:
    words = split(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert re.sub(r"\s", "", text) == "".join(w.text for w in words)
