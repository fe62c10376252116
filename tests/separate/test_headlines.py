"""The headline of a page that lost its markup, taken for a teaser's at first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.article import Label, Segment
from nlp.separate.headlines import titled

HEADLINE = "Regional hospitals of Brittany choose a common patient record"
PROSE = (
    "Six regional hospitals of Brittany have chosen a common record for every patient, and the "
    "first of them will use it from March, the group said on Tuesday."
)
TEASERS = ["Vaccination campaign opens in schools", "Prices of generics fall again in spring"]


def page(*before: str, label: Label = "boilerplate") -> list[Segment]:
    """A menu, the lines ``before``, an article, and more menu."""
    menu = [Segment("Home", kind="title"), *(Segment(f"Section {i}") for i in range(30))]
    noise = [replace(s, label="boilerplate") for s in menu]
    lines = [Segment(text, label=label) for text in before]
    article = [Segment(PROSE.replace("Six", f"{i} more"), label="content") for i in range(9)]
    return [*noise, *lines, *article, *(replace(s, kind="paragraph") for s in noise)]


def title_of(segments: list[Segment]) -> list[tuple[str, str | None]]:
    return [(s.text, s.label) for s in titled(segments) if s.kind == "title"]


@pytest.mark.parametrize(
    "before",
    [[HEADLINE], [HEADLINE, "March 3, 2025", "By Anne Morel"], [TEASERS[0], HEADLINE, TEASERS[1]]],
)
def test_the_line_that_says_what_the_article_says_is_its_title(before: list[str]) -> None:
    assert title_of(page(*before)) == [(HEADLINE, "content")]


@pytest.mark.parametrize(
    "segments",
    [
        page(*TEASERS),
        page(HEADLINE, *["Share"] * 8),  # too far away
        page("Regional hospitals"),  # too short to be sure
        page(HEADLINE + "."),  # a sentence
        page(HEADLINE, label="spam"),
        page(HEADLINE)[25:-10],  # no page: too few lines
    ],
)
def test_no_other_line_is(segments: list[Segment]) -> None:
    if segments[0].kind != "title":
        segments[0] = replace(segments[0], kind="title")
    assert title_of(segments) == []


def test_a_first_line_that_is_content_and_looks_like_a_title_goes_before() -> None:
    segments = page(HEADLINE)
    at = next(i for i, s in enumerate(segments) if s.label == "content")
    segments.insert(at, Segment("The record of six hospitals", label="content"))
    assert title_of(segments) == [("The record of six hospitals", "content")]


def test_a_title_that_is_content_stays() -> None:
    segments = page(HEADLINE)
    segments[0] = replace(segments[0], label="content")
    assert title_of(segments) == [("Home", "content")]
