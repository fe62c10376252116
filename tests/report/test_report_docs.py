"""What docs/report.md says of the report is so."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_archive import made

from nlp.article import Check, Event, Segment
from nlp.report import review
from nlp.report.figures import EXAMPLES

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = " ".join((DOCS / "report.md").read_text("utf-8").split())
SURE = Event("tender", 0.99, True)


def test_the_limits_are_told() -> None:
    assert f"below {review.SURE_EVENT}" in PAGE
    assert f"below {review.GOOD}" in PAGE
    assert f"a probability below {review.SURE_LABEL}" in PAGE
    assert f"worth listing from {review.MATTERS:.0f} on" in PAGE
    assert EXAMPLES == 3 and "up to three examples" in PAGE


@pytest.mark.parametrize(
    ("parts", "weight"),
    [
        ({"events": (Event("uncertain", 0.4, True),)}, 3.0),
        ({"events": (Event("tender", 0.5, True),)}, 0.9),
        ({"events": (Event("tender", 0.0, True),)}, 2.9),
        ({"checks": (Check("number", "12"), Check("number", "13"))}, 3.0),
        ({"checks": (Check("money", "12"),) * 9}, 4.5),
        ({"checks": (Check("loop", "x"),)}, 2.0),
        ({"checks": (Check("name", "x"), Check("term", "y"))}, 0.6),
        ({"checks": (Check("uncertain", "told by the event"),)}, 0.0),
        ({"confidence": 0.5}, 1.0),
        ({"confidence": 0.55}, 0.0),
        ({"segments": (Segment("x", label="spam", score=0.69),)}, 0.8),
        ({"segments": (Segment("x", label="spam", score=0.7),)}, 0.0),
        ({"segments": (Segment("x", label="content", score=0.2),)}, 0.0),
    ],
)
def test_the_weights_are_as_told(parts: dict, weight: float) -> None:
    record = made("a", **{"events": (SURE,), **parts})
    assert sum(c.weight for c in review.concerns(record)) == pytest.approx(weight)


def test_the_picture_is_small_enough_for_the_readme() -> None:
    picture = (DOCS / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) <= 200_000
