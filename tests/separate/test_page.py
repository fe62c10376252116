"""Features of a page's blocks: of the right shape, finite, and saying what they claim."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.article import Article, Layout, Source
from nlp.read.html import html_article
from nlp.read.options import ReadOptions
from nlp.segment import SegmentStage
from nlp.separate import SeparateOptions, SeparateStage, Separator, surface
from nlp.separate import page as of_page
from nlp.separate.markup import CLASS_NAMES, PATH_NAMES, class_row, path_row
from nlp.separate.model import Model
from nlp.separate.seen import Document
from nlp.separate.surface import NAMES as SURFACE
from nlp.separate.surface import rows
from nlp.separate.trees import Trees
from tests.separate.tiny import tiny_model

PROSE = "The hospital said on Monday that its new record system was running in all wards. " * 3
PAGE = (
    "<body><nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
    "<main><article class=story><h1>The headline of the page</h1>"
    f"<p>{PROSE}</p><p>{PROSE}</p></article></main>"
    "<aside class=related><h3>Related</h3><p><a href=/x>Another story</a></p></aside>"
    "<footer><p>© 2024 All rights reserved</p></footer>"
)

layouts = st.builds(
    Layout,
    st.lists(st.sampled_from(["html", "body", "div", "p", "h2", "nav", "x"]), max_size=6).map("/".join),
    st.text(max_size=40),
    st.floats(0, 1),
    st.none(),
    st.lists(st.integers(0, 5), max_size=4, unique=True).map(sorted).map(tuple),
)  # fmt: skip


def article(page: str) -> Article:
    read = html_article(page.encode(), Source("p"), ReadOptions())
    return SegmentStage()([read])[0].article


def features(page: str) -> dict[str, dict[str, float]]:
    """The rows of a page by the beginning of their text."""
    segments = article(page).segments
    title = next((i for i, s in enumerate(segments) if s.kind == "title"), -1)
    found = of_page.features([s.text for s in segments], [s.layout for s in segments], title)
    return {
        s.text[:12] + str(i): dict(zip(of_page.NAMES, row.tolist(), strict=True))
        for i, (s, row) in enumerate(zip(segments, found, strict=True))
    }


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=60), layouts), max_size=8), st.integers(-1, 7))
def test_features_are_finite_whatever_the_page(blocks: list, title: int) -> None:
    texts, places = [text for text, _ in blocks], [place for _, place in blocks]
    found = of_page.features(texts, places, title if title < len(blocks) else -1)
    assert found.shape == (len(blocks), len(of_page.NAMES))
    assert np.isfinite(found).all()
    near = of_page.around(np.linspace(0, 1, len(blocks)), texts, places)
    assert near.shape == (len(blocks), len(of_page.AROUND_NAMES))
    assert np.isfinite(near).all()


def test_the_article_and_its_surroundings_are_told_apart_by_place() -> None:
    found = features(PAGE)
    body = [row for name, row in found.items() if name.startswith("The hospital")]
    menu, foot = found["Home0"], next(row for name, row in found.items() if name.startswith("©"))
    assert all(row["in_main"] and row["main_path"] and row["after_title"] for row in body)
    assert not menu["in_main"] and menu["before_first"] and menu["in_nav"]
    assert foot["after_last"] and foot["says_legal"] and not foot["in_main"]
    assert body[0]["repeated"] == 1 and menu["repeated"] == 0


def test_what_hides_most_of_the_prose_hides_nothing() -> None:
    veiled, shown = Layout(hidden="opacity:0"), Layout()
    reasons = of_page.hidden([PROSE * 3, "Subscribe"], [veiled, shown])
    assert reasons == [None, None]
    spam = "Buy cheap pills from our trusted online shop today and save more than half of it. "
    reasons = of_page.hidden([PROSE * 3, spam * 2], [shown, veiled])
    assert reasons == [None, "opacity:0"]


def test_text_for_readers_without_script_is_shown_where_a_script_writes_the_page() -> None:
    without, shown = Layout(hidden="noscript"), Layout()
    assert of_page.hidden([PROSE * 3, "Menu"], [without, shown]) == [None, None]
    assert of_page.hidden([PROSE, "Menu"], [without, shown]) == ["noscript", None]
    beside = [PROSE * 3, PROSE]
    assert of_page.hidden(beside, [without, shown]) == ["noscript", None]


CONSENT = (
    "With your consent we and our partners store cookies on your device to measure who reads. "
)


@pytest.mark.parametrize(
    "attrs",
    ["didomi-host", "cookie-banner", "paywall-box", "popup-notice-text", "onetrust-x y z w"],
)
def test_what_asks_for_consent_is_no_prose_beside_a_subscribers_text(attrs: str) -> None:
    asking, shown, veiled = Layout(attrs=attrs), Layout(), Layout(hidden="display:none")
    layouts, texts = [asking, shown, veiled], [CONSENT * 3, PROSE, PROSE * 3]
    assert of_page.hidden(texts, layouts) == [None] * 3
    assert of_page.hidden(texts, [shown, shown, veiled])[2] == "display:none"
    assert of_page.hidden([CONSENT * 20, PROSE, PROSE * 3], layouts)[2] == "display:none"


def test_a_subscribers_text_in_a_box_of_that_name_is_counted() -> None:
    layouts = [Layout(), Layout(attrs="paywall-content", hidden="display:none")]
    assert of_page.hidden([PROSE, PROSE * 3], layouts) == [None, None]


@pytest.mark.parametrize(
    ("attrs", "told", "silent"),
    [
        ("post-content main", {"own_article", "own_body", "any_body"}, {"own_ad"}),
        ("x y z related-post", {"any_article"}, {"own_article"}),
        ("ad-slot", {"own_ad"}, {"own_body"}),
        ("address", set(), {"own_ad", "any_ad"}),
        ("share-buttons", {"own_share", "own_contents"}, set()),
    ],
)
def test_class_words_are_cut_into_parts(attrs: str, told: set[str], silent: set[str]) -> None:
    row = dict(zip(CLASS_NAMES, class_row(attrs), strict=True))
    assert all(row[name] for name in told)
    assert not any(row[name] for name in silent)


def test_a_path_tells_its_tag_and_what_it_is_inside() -> None:
    row = dict(zip(PATH_NAMES, path_row("html/body/nav/ul/li"), strict=True))
    assert row["tag_item"] and row["in_nav"] and row["in_ul"] and not row["in_main"]
    assert dict(zip(PATH_NAMES, path_row("html/body/h3"), strict=True))["heading_level"] == 1.0


@given(st.text(max_size=700))
def test_a_surface_row_is_finite(text: str) -> None:
    found = rows([text])
    assert found.shape == (1, len(SURFACE)) and np.isfinite(found).all()


def test_a_surface_row_counts() -> None:
    row = dict(zip(SURFACE, rows(["Share on Facebook | 12 comments."])[0].tolist(), strict=True))
    assert row["says_share"] and row["says_comment"] and not row["says_shop"]
    assert row["separators"] == 1 and row["ends_stop"] == 1
    assert row["digit_share"] == pytest.approx(2 / 32)


def test_a_page_goes_through_the_stage_and_keeps_its_text() -> None:
    given_ = article(PAGE)
    stage = SeparateStage(Separator(tiny_model(), SeparateOptions(keep_block=0)))
    found = stage([given_])[0].article
    assert "".join(s.lead + s.text for s in found.segments) == "".join(
        s.lead + s.text for s in given_.segments
    )
    assert all(s.label == "content" for s in found.segments)
    strict = SeparateStage(Separator(tiny_model(), SeparateOptions(keep_block=1)))
    refused = strict([given_])[0].article
    assert refused is not None
    assert all(s.label != "content" and s.reasons for s in refused.segments)


def test_a_page_of_furniture_alone_costs_no_look_at_words() -> None:
    look = tiny_model().steps["page"]
    assert isinstance(look, Trees)
    sure = replace(look, value=np.full_like(look.value, -50))
    model = Model(
        tiny_model().first, tiny_model().steps | {"page": sure}, np.zeros((3, 3)), {}, "sure"
    )
    segments = article(PAGE).segments
    told = model(
        Document([s.text for s in segments], [0.0] * len(segments), [s.layout for s in segments])
    )
    assert not told.seen and len(told.blocks) == len(segments)
    assert told.probabilities[:, 0].max() < 0.01


@given(st.text("aÉZ1.!。”) \n", max_size=15))
def test_stops_and_capitals_are_counted_as_the_plain_way_counts(text: str) -> None:
    stops = re.compile(r"[.!?…。！？][\"'”’»)]?(?:\s|$)|[。！？]")
    assert len(surface._STOPS.findall(text)) == len(stops.findall(text))
    titled = re.compile(r"(?:^|\s)[^\W\d_a-zß-ÿ]")
    assert len(surface._TITLED.findall(text)) == len(titled.findall(text))
