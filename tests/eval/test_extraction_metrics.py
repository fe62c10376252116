"""The measures of extraction, on texts small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import extraction_metrics as metrics
from eval.extraction_metrics import Counts

WORDS = st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("truth", "found", "expected"),
    [
        ("a b c d", "a, b: c (d)", (1, 0, 0)),
        ("a b c d", "", (0, 0, 1)),
        ("", "a b c d", (0, 1, 0)),
        ("", "...", (0, 0, 0)),
        ("a b c d", "A b c d", (0, 1 / 2, 1 / 2)),  # case is kept
        ("a b c d e", "b c d e f", (1 / 3, 1 / 3, 1 / 3)),  # abcd, BCDE, cdef
        ("a b", "a b", (1, 0, 0)),  # shorter than four words: one gram
        ("a a a a a", "a a a a", (1 / 2, 0, 1 / 2)),  # bags, not sets: aaaa twice and once
    ],
)
def test_a_page_scores_by_its_shingles(truth: str, found: str, expected: tuple) -> None:
    assert metrics.shingle_counts(truth, found) == pytest.approx(expected)


@given(WORDS, WORDS)
def test_counts_are_shares_and_change_places_with_the_texts(one: str, other: str) -> None:
    counts = metrics.shingle_counts(one, other)
    assert sum(counts) == pytest.approx(1 if one or other else 0)
    assert metrics.shingle_counts(other, one) == (counts.hits, counts.missed, counts.extra)
    assert (counts.f1 == 1) == (metrics.shingles(one) == metrics.shingles(other))


def test_averages_are_over_pages_that_have_the_measure() -> None:
    pages = [Counts(1, 0, 0), Counts(0.5, 0.5, 0), Counts(0, 0, 1), Counts(0, 0, 0)]
    # precision of the first two, (1 + 1/2) / 2; recall of the first three, (1 + 1 + 0) / 3
    assert metrics.averages(pages) == {"f1": 0.7059, "precision": 0.75, "recall": 0.6667}
    assert metrics.averages([]) == {"f1": 0.0, "precision": 0.0, "recall": 0.0}


def test_snippets_are_counted_over_all_pages() -> None:
    one = metrics.snippet_counts(["the vote", "a\nb"], ["cookies", "menu"], "the vote, no cookies")
    assert one == (1, 1, 1)  # "a\nb" is not there; "menu" is not there and should not be
    # 1 + 3 hits, 1 extra, 1 missed: precision 4/5, recall 4/5
    assert metrics.totals([one, Counts(3, 0, 0)]) == {"f1": 0.8, "precision": 0.8, "recall": 0.8}
    assert metrics.totals([Counts(0, 0, 2)]) == {"f1": 0.0, "precision": 0.0, "recall": 0.0}


def test_f1_of_words_takes_no_notice_of_case_and_order() -> None:
    assert metrics.word_f1("The cat sat", "sat the CAT") == 1
    # two words in common of three and of four
    assert metrics.word_f1("the cat sat", "The dog sat down") == pytest.approx(4 / 7)
    assert metrics.word_f1("", "") == 1
    assert metrics.word_f1("", "a") == metrics.word_f1("a", "") == 0


def test_grams_of_paragraphs_ask_nothing_of_what_stands_between_them() -> None:
    truth = "a b c d e\n\nf g"

    def held(found: str) -> set[str]:
        wanted, got = metrics.paragraph_grams(truth, found)
        assert {"".join(gram) for gram in wanted} == {"abcd", "bcde", "fg"}
        return {"".join(gram) for gram in got}

    assert held("a b c d e spam spam f g") == {"abcd", "bcde", "fg"}
    assert held("b c d e f g") == {"bcde", "fg"}
    assert held("f x g") == set()
    assert metrics.paragraph_grams("", "anything") == ({}, {})
