"""The steps of the model: what is remembered of a text is the text's own, whoever asks meanwhile."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.separate import ngrams, shape, steps
from nlp.separate.steps import FirstStep
from nlp.separate.view import view
from tests.separate.tiny import tiny_model


def judged(first: FirstStep, texts: list[str]) -> np.ndarray:
    views = [view(text) for text in texts]
    return first(views, shape.shapes(texts, views))


def test_what_is_remembered_changes_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_KNOWN", 4)
    first, texts = tiny_model().first, ["un", "deux", "trois", "un", "quatre", "cinq"]
    alone = np.concatenate([judged(first, [text]) for text in texts])
    for several in (texts, texts[:3], texts[::-1]):
        rows = [texts.index(text) for text in several]
        np.testing.assert_allclose(judged(first, several), alone[rows], rtol=1e-6)
    assert len(first._known) <= 4


def test_another_thread_may_empty_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    first, real = tiny_model().first, ngrams.hashed
    before = judged(first, ["un"])

    def hashed(views: list[str]) -> ngrams.Hashed:
        first._known.clear()  # as the other thread does
        return real(views)

    monkeypatch.setattr(ngrams, "hashed", hashed)
    np.testing.assert_allclose(judged(first, ["un", "deux"])[:1], before, rtol=1e-6)
