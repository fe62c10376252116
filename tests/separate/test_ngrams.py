"""Hashed n-grams: one segment's features do not depend on the others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import ngrams

TEXTS = st.lists(st.text(max_size=30), min_size=1, max_size=6)


def table() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(ngrams.BUCKETS, 3))


TABLE = table()


@given(TEXTS)
def test_scores_are_those_of_each_text_alone(texts: list[str]) -> None:
    together = ngrams.scores(ngrams.hashed(texts), TABLE, len(texts))
    alone = [ngrams.scores(ngrams.hashed([text]), TABLE, 1)[0] for text in texts]
    np.testing.assert_allclose(together, np.array(alone), rtol=1e-5, atol=1e-6)


@given(TEXTS)
def test_buckets_and_rows_are_in_range(texts: list[str]) -> None:
    found = ngrams.hashed(texts)
    assert ((found.bucket >= 0) & (found.bucket < ngrams.BUCKETS)).all()
    assert ((found.segment >= 0) & (found.segment < len(texts))).all()
    assert (found.weight > 0).all()


def test_text_longer_than_a_chunk_gives_the_same_counts(monkeypatch) -> None:
    text = "un deux trois " * 30
    whole = np.bincount(ngrams.hashed([text]).bucket, minlength=ngrams.BUCKETS)
    monkeypatch.setattr(ngrams, "_CHUNK", 50)
    cut = np.bincount(ngrams.hashed([text]).bucket, minlength=ngrams.BUCKETS)
    assert (whole == cut).all()


def test_no_n_gram_crosses_from_one_segment_to_the_next() -> None:
    one = set(ngrams.hashed(["abc def"]).bucket.tolist())
    two = ngrams.hashed(["abc", "def"])
    assert "c d" in "abc def" and len(one) > len(set(two.bucket.tolist()))


def test_other_words_fall_in_other_buckets() -> None:
    first, second = (set(ngrams.hashed([t]).bucket.tolist()) for t in ("hospital", "casino"))
    assert len(first & second) <= 2
