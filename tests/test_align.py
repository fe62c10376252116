"""Sentences that answer each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.align import Pair, align
from nlp.sentences import split

SIDE = st.lists(st.text(max_size=30), min_size=1, max_size=9)


@given(SIDE, SIDE)
def test_every_sentence_is_in_one_pair_in_order(source: list[str], english: list[str]) -> None:
    pairs = align(source, english)
    for side, texts in enumerate((source, english)):
        ranges = [pair[side] for pair in pairs]
        assert [n for first, last in ranges for n in range(first, last)] == list(range(len(texts)))
        assert len(pairs) == 1 or all(first < last for first, last in ranges)


@given(
    st.lists(st.text(alphabet="abcdefghij 12", min_size=12, max_size=60), min_size=1, max_size=8)
)
def test_a_text_answers_itself_sentence_by_sentence(texts: list[str]) -> None:
    if any(not text.strip() for text in texts):
        return
    assert align(texts, texts) == [Pair((n, n + 1), (n, n + 1)) for n in range(len(texts))]


def test_one_sentence_may_become_two() -> None:
    source = [
        "Le groupe a signé en 2024 un contrat de 3,5 millions, qui couvre 12 hôpitaux de la région.",
        "Il dure cinq ans.",
    ]
    english = [
        "The group signed a contract worth 3.5 million in 2024.",
        "It covers 12 hospitals of the region.",
        "It lasts five years.",
    ]
    assert align(source, english) == [Pair((0, 1), (0, 2)), Pair((1, 2), (2, 3))]


def test_where_no_pairs_fit_the_paragraph_is_one() -> None:
    assert align(["a"], ["b", "c", "d", "e"]) == [Pair((0, 1), (0, 4))]
    assert align(["a", "b"], ["c"] * 9) == [Pair((0, 2), (0, 9))]
    assert align([], ["c"]) == [Pair((0, 0), (0, 1))]
    many = ["some words."] * 121
    assert align(many, many) == [Pair((0, 121), (0, 121))]


def test_paragraphs_of_the_labelled_articles_are_aligned(shared: Path) -> None:
    """Sentence by sentence translations, joined to paragraphs and taken apart again."""
    wrong = pairs = 0
    lines = [
        line
        for path in sorted((shared / "labelled/articles").glob("*-a.jsonl"))
        for line in path.read_text("utf-8").splitlines()[:15]
    ]
    for article in map(json.loads, lines):
        for told in article["paragraphs"]:
            ends = _ends([(one["src"], one["en"]) for one in told])
            source = [s.text for s in split(" ".join(one["src"] for one in told), article["lang"])]
            english = [s.text for s in split(" ".join(one["en"] for one in told), "en")]
            made = align(source, english)
            joined = [("".join(source[a:b]), "".join(english[c:d])) for (a, b), (c, d) in made]
            wrong += len(_ends(joined) - ends)
            pairs += len(made)
    if not pairs:
        pytest.skip("there are no labelled articles")
    assert pairs > 150
    assert wrong / pairs < 0.02  # nearly all of them finer cuts than the labels, none crossed


def _ends(pairs: list[tuple[str, str]]) -> set[tuple[int, int]]:
    """How much of both sides has passed after each pair, white space left out."""
    found, ours, theirs = set(), 0, 0
    for source, english in pairs:
        ours += len("".join(source.split()))
        theirs += len("".join(english.split()))
        found.add((ours, theirs))
    return found
