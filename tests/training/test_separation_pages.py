"""Labels of real pages from their true text, and noise put into them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

pytest.importorskip("torch")

from nlp.article import Article, Block, Layout
from nlp.segment import SegmentStage
from training.separation.data import BOILERPLATE, CONTENT, SPAM, Line
from training.separation.labels import OTHER, UNKNOWN, labels
from training.separation.pages import Injector, Page, page, site_fold

FIRST = "The regional hospital opened its new emergency ward on Monday after two years of work."
SECOND = "Its director said that the record system had been running without a fault since spring."
TEASER = "Another city will vote on a tram line that nobody had asked for, says the mayor."


def block(text: str, *holders: int, kind: str = "paragraph", hidden: str | None = None) -> Block:
    return Block(text, kind, Layout("html/body/div/p", "", 0.0, hidden, (1, *holders)))  # type: ignore[arg-type]


BLOCKS = [
    block("Home", 2, 3),
    block(FIRST, 2, 4),  # a copy in a box
    block("Opening", 5, 6, kind="title"),
    block(FIRST, 5, 7),
    block("In short", 5, 8),
    block(SECOND, 5, 9),
    block("Share", 5, 10),
    block(TEASER, 11, 12),
]


def test_blocks_of_the_text_are_content_once_and_short_ones_by_their_place() -> None:
    truth = {"text": f"{FIRST}\n\nIn short\n\n{SECOND}"}
    found = labels(BLOCKS, truth).tolist()
    assert found == [OTHER, OTHER, CONTENT, CONTENT, CONTENT, CONTENT, OTHER, OTHER]


def test_of_a_hidden_copy_and_a_shown_one_the_shown_one_counts() -> None:
    blocks = [block(FIRST, 2, hidden="display:none"), block(FIRST, 3)]
    assert labels(blocks, {"text": FIRST}).tolist() == [OTHER, CONTENT]


def test_snippets_label_what_holds_them_and_leave_the_rest_unknown() -> None:
    found = labels(BLOCKS, {"with": ["record system had been"], "without": ["tram line", "Share"]})
    assert found.tolist() == [UNKNOWN] * 2 + [CONTENT] + [UNKNOWN] * 2 + [CONTENT, OTHER, OTHER]


def test_pages_of_one_site_share_a_fold() -> None:
    assert site_fold("https://www.a.example/x", "1") == site_fold("http://b.a.example/y", "2")
    assert site_fold(None, "1") == site_fold(None, "1")


def page_of(blocks: list[Block]) -> Page:
    article = SegmentStage()([Article.new(blocks=tuple(blocks), lang="en")])[0].article
    assert article is not None
    return page(article, {"text": f"{FIRST}\n\nIn short\n\n{SECOND}"}, 2)


@pytest.fixture
def crawled() -> Page:
    return page_of(BLOCKS)


def test_noise_is_added_and_nothing_else_is_lost(crawled: Page) -> None:
    def noise(label: int, fold: int) -> Line:
        assert fold == crawled.fold
        return Line("Cheap pills here" if label == SPAM else "Print this", label, "en")

    before = "".join("".join(crawled.document.texts).split())
    spam = 0
    for seed in range(40):
        found = Injector(random.Random(seed), noise)(crawled)
        texts, marks = found.document.texts, found.labels.tolist()
        assert (
            len(texts) == len(marks) == len(found.document.layouts) == len(found.document.foreign)
        )
        added = [
            (t, m)
            for t, m in zip(texts, marks, strict=True)
            if t in ("Cheap pills here", "Print this")
        ]
        assert added and all(m == (SPAM if t[0] == "C" else BOILERPLATE) for t, m in added)
        spam += any(m == SPAM for _, m in added)
        kept = "".join(t for t in texts if t not in ("Cheap pills here", "Print this"))
        assert "".join(kept.split()) == before
        assert texts[found.document.title] == "Opening"
    assert 20 < spam <= 40


def test_a_headline_that_spam_is_glued_to_stays_the_headline() -> None:
    headline = (
        "Wards reopen. The regional hospital has waited two years for this day, says its director."
    )
    blocks = [replace(b, text=headline) if b.kind == "title" else b for b in BLOCKS]
    cut = 0
    for seed in range(60):
        found = Injector(random.Random(seed), lambda label, fold: Line("Pills", label, "en"))(
            page_of(blocks)
        )
        head = found.document.texts[found.document.title]
        cut += head == "Wards reopen."
        assert headline.startswith(head)
    assert cut
