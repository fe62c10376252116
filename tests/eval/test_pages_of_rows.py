"""Segments are measured as pages, in whatever order a file has them."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from eval.suites import by_page
from training.labelled.schema import SegmentRow


class Seen(NamedTuple):
    """A label that says what the line was labelled with."""

    page: tuple[str, ...]
    line: int
    lang: str | None


class Told:
    """A separator that tells the page that it is shown."""

    def label(self, texts: list[str], lang: str | None = None) -> list[Any]:
        """One answer a line."""
        return [Seen(tuple(texts), i, lang) for i in range(len(texts))]


def row(page: int, line: int) -> SegmentRow:
    """A line of a page."""
    return SegmentRow(
        id=f"{page}:{line}", group=str(page), text=f"{page} {line}", label="spam", lang="en"
    )


@given(st.permutations(range(4)))
def test_pages_are_gathered_and_answers_stand_where_their_rows_do(order: list[int]) -> None:
    apart = [row(page, line) for page in order for line in range(3)]
    turned = [row(page, line) for line in range(3) for page in order]
    told = {r.id: seen for r, seen in zip(apart, by_page(Told(), apart), strict=True)}  # type: ignore[arg-type]
    found = by_page(Told(), turned)  # type: ignore[arg-type]
    assert found == [told[r.id] for r in turned]
    assert told["2:1"] == Seen(("2 0", "2 1", "2 2"), 1, "en")


def test_rows_without_a_name_are_pages_of_their_own() -> None:
    alone = [SegmentRow(text="Subscribe", label="boilerplate") for _ in range(2)]
    assert by_page(Told(), alone) == [Seen(("Subscribe",), 0, None)] * 2  # type: ignore[arg-type]
