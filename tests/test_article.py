"""Records: JSON both ways, and a content hash that tells articles apart."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Block, Check, Edit, Event, Layout, Segment, Sentence, Source, Step

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
)


@given(articles)
def test_an_article_comes_back_from_json_equal(article: Article) -> None:
    assert Article.from_json(article.to_json()) == article


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
        Article.new("Bonjour", published="2025-07-17"),
        Article.new("Bonjour", published=""),
        Article.new(blocks=(Block("Bonjour"),)),
        Article.new(blocks=(Block("Bonjour", layout=Layout(hidden="hidden")),)),
    ],
)
def test_what_decides_the_result_is_in_the_hash(other: Article) -> None:
    assert other.content_hash != Article.new("Bonjour").content_hash


def test_every_day_has_a_hash_of_its_own() -> None:
    days = [None, "", "2025-07-17", "2025-03-05", "2025-03-05T10:00:00Z"]
    assert len({Article.new("Bonjour", published=day).content_hash for day in days}) == len(days)
    one, other = (Article.new("Bonjour", published=days[2], source=Source(p)) for p in "ab")
    assert (one.content_hash, one.id) == (other.content_hash, one.content_hash[:16])


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
def test_an_article_without_a_day_keeps_the_hash_of_stores_already_written(
    article: Article, digest: str
) -> None:
    assert article.content_hash[:16] == digest


def test_set_aside_segments_are_not_content() -> None:
    parts = (Segment("a", label="content"), Segment("b", label="spam"), Segment("c"))
    article = Article.new("abc").with_(segments=parts)
    assert [number for number, _ in article.content] == [0, 2]


def test_a_line_that_is_no_article_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="content_hash"):
        Article.from_json('{"id": "1", "source": {"path": "x"}}')
