"""The measures themselves: what the evaluation counts, on cases worked out by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval import separation
from nlp.separate import Separator


def test_measures_by_label_are_those_of_the_counts() -> None:
    pairs = Counter({("content", "content"): 8, ("content", "spam"): 2, ("spam", "spam"): 4})
    found = separation.by_label(pairs)
    assert found["content"] == {"precision": 1.0, "recall": 0.8, "f1": 0.8889}
    assert found["spam"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8}
    assert found["macro_f1"] == pytest.approx((0.8889 + 0.8) / 3, abs=1e-4)


def test_spans_count_visible_characters() -> None:
    assert separation._spans([("a b", "content"), (" c\n", "spam")]) == [
        (0, 2, "content"), (2, 3, "spam"),
    ]  # fmt: skip


def test_the_shipped_model_keeps_the_floors(shared: Path) -> None:
    """Floors on the development sets: they may rise and must not fall."""
    separator = Separator.load()
    lines = separation.segments(shared, separator)
    assert lines["content"]["recall"] >= 0.975
    assert lines["spam"]["recall"] >= 0.95 and lines["spam"]["precision"] >= 0.9
    assert lines["macro_f1"] >= 0.96
    texts = separation.documents(shared, separator)
    assert texts["content_lost"] <= 0.002
    assert texts["junk_kept"] <= 0.04
