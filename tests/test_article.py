"""Records: JSON both ways, and a content hash that tells articles apart."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.article import (
    Article,
    Block,
    Check,
    Edit,
    Event,
    Layout,
    Original,
    Segment,
    Sentence,
    Source,
    Step,
)

words = st.text(st.characters(codec="utf-8"), max_size=30)
score = st.none() | st.floats(0, 1)
layouts = st.builds(Layout, words, words, st.floats(0, 1), st.none() | st.just("display:none"))
sentences = st.builds(Sentence, words, words, st.none() | words, score)
segments = st.builds(
    Segment,
    words,
    st.sampled_from(["title", "paragraph", "list_item"]),
    words,
    st.none() | layouts,
    st.sampled_from([None, "fr", "es", "en"]),
    st.sampled_from([None, "content", "spam", "boilerplate"]),
    score,
    st.tuples(words),
    st.tuples(sentences, sentences),
    st.none() | words,
)
articles = st.builds(
    Article,
    id=words,
    source=st.builds(Source, words, st.none() | words, st.none() | st.integers(1, 99)),
    content_hash=words,
    title=st.none() | words,
    text=words,
    blocks=st.tuples(st.builds(Block, words, st.just("paragraph"), st.none() | layouts)),
    meta=st.dictionaries(words, words, max_size=2),
    segments=st.tuples(segments),
    edits=st.tuples(st.builds(Edit, st.integers(0, 9), words, words, words, words)),
    events=st.tuples(st.builds(Event, words, st.floats(0, 1), st.booleans(), st.just((1, 2)))),
    names=st.tuples(words),
    checks=st.tuples(st.builds(Check, words, words)),
    steps=st.tuples(st.builds(Step, words, words, words, st.floats(0, 9))),
    original=st.none() | st.builds(Original, words, st.none() | words, st.none() | words),
)


@given(articles)
def test_an_article_comes_back_from_json_equal(article: Article) -> None:
    assert Article.from_json(article.to_json()) == article


anything = st.text() | st.text(st.characters(categories=["Cs", "Ll"]))


def whole(value: object) -> object:
    """``value`` with U+FFFD for each lone surrogate."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


def accented(value: str) -> str:
    """The same with its accents composed, as an article's own words are."""
    return unicodedata.normalize("NFC", str(whole(value)))


@example(text="", title="\u1fe3", meta={})
@given(anything, st.none() | anything, st.dictionaries(anything, anything, max_size=2))
def test_what_new_takes_comes_back_from_json(
    text: str, title: str | None, meta: dict[str, str]
) -> None:
    made = Article.new(text, title=title, meta=meta, blocks=[Block(text)])
    back = Article.from_json(made.to_json())
    assert back.text == accented(text)
    assert back.title == (None if title is None else accented(title))
    assert back.blocks == (Block(accented(text)),)
    assert back.meta == {whole(k): whole(v) for k, v in meta.items()}
    assert (back.content_hash, back.id) == (made.content_hash, made.id)
    told = "".join([text, title or "", *meta, *meta.values()])
    assert (back == made) == (whole(told) == told)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": None}, "text is NoneType, not str"),
        ({"text": 5}, "text is int, not str"),
        ({"text": b"Le CHU"}, "text is bytes, not str"),
        ({"title": ["T"]}, "title is list, not str"),
        ({"id": 12}, "id is int, not str"),
        ({"lang": 3}, "lang is int, not str"),
        ({"lang": float("nan")}, "lang is float, not str"),
        ({"published": date(2025, 7, 17)}, "published is date, not str"),
        ({"source": "a.txt"}, "source is str, not Source"),
        ({"blocks": ["Bonjour"]}, r"blocks[0] is str, not Block"),
        ({"blocks": "B"}, r"blocks[0] is str, not Block"),
        ({"meta": {"a": "b", "c": 1}}, "meta['c'] is int, not str"),
        ({"meta": {1: "a"}}, "the name 1 in meta is int, not str"),
    ],
)
def test_what_is_of_another_type_is_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(TypeError) as error:
        Article.new(**given)
    assert str(error.value) == told


def test_blocks_of_any_iterable_are_kept_as_they_are() -> None:
    block = Block("Bonjour", layout=Layout("html/body/p"))
    articles = [Article.new(blocks=blocks) for blocks in ([block], (block,), iter([block]))]
    assert articles[0] == articles[1] == articles[2] and articles[0].blocks == (block,)


def test_an_article_does_not_change_with_what_it_was_made_of() -> None:
    meta = {"site": "a.example"}
    article = Article.new("x", meta=meta)
    meta["site"] = "b.example"
    assert article.meta == {"site": "a.example"}


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article.new("x").id = "y"  # type: ignore[misc]


def test_the_hash_does_not_depend_on_where_the_text_was_found() -> None:
    here, there = (Article.new("Bonjour", source=Source(path)) for path in ("a.txt", "b.txt"))
    assert here.content_hash == there.content_hash
    assert here.id == there.id == here.content_hash[:16]


@pytest.mark.parametrize(
    "other",
    [
        Article.new("Bonjour !"),
        Article.new("Bonjour", title="T"),
        Article.new("Bonjour", id="7"),
        Article.new("Bonjour", lang="fr"),
        Article.new(blocks=(Block("Bonjour"),)),
        Article.new(blocks=(Block("Bonjour", layout=Layout(hidden="hidden")),)),
    ],
)
def test_what_decides_the_result_is_in_the_hash(other: Article) -> None:
    assert other.content_hash != Article.new("Bonjour").content_hash


def test_an_article_is_the_same_whatever_its_day() -> None:
    days = [None, "", "2025-07-17", "2025-03-05T10:00:00Z"]
    assert len({Article.new("Bonjour", published=day).content_hash for day in days}) == 1


@pytest.mark.parametrize(
    ("article", "digest"),
    [
        (Article.new("Bonjour"), "be051593d85ee193"),
        (
            Article.new("Bonjour", title="T", id="7", lang="fr", source=Source("a.txt")),
            "8897f8fbea6e1fe2",
        ),
        (
            Article.new(
                blocks=(Block("Bonjour", layout=Layout("html/body/p", "a", 0.5, "hidden", (1, 2))),)
            ),
            "a917f7fae974b790",
        ),
    ],
)
def test_the_hash_is_that_of_stores_already_written(article: Article, digest: str) -> None:
    assert article.content_hash[:16] == digest


def test_set_aside_segments_are_not_content() -> None:
    parts = (Segment("a", label="content"), Segment("b", label="spam"), Segment("c"))
    article = Article.new("abc").with_(segments=parts)
    assert [number for number, _ in article.content] == [0, 2]


def test_a_line_that_is_no_article_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="content_hash"):
        Article.from_json('{"id": "1", "source": {"path": "x"}}')
