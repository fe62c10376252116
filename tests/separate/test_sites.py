"""Which site an article is from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Source
from nlp.separate.sites import page_of, site_of


def article(place: Source | None = None, /, **meta: str) -> Article:
    return Article.new("Un texte.", source=place, meta=meta)


@pytest.mark.parametrize(
    ("given", "site", "page"),
    [
        (article(url="https://www.Sante.example:443/a?x=1#top"), "sante.example", "/a?x=1"),
        (article(url="http://sante.example/a?x=1"), "sante.example", "/a?x=1"),
        (article(URL="//sante.example"), "sante.example", "/?"),
        (article(url="/relative", link="https://b.example/2"), "b.example", "/2?"),
        (article(url="https://[broken", source="Le Fil"), "le fil", None),
        (article(source="  LE \n Fil "), "le fil", None),
        (article(source="https://www.fil.example/une"), "fil.example", None),
        (article(site="Le Fil", source=" "), "le fil", None),
    ],
)
def test_the_address_goes_before_the_source(given: Article, site: str, page: str | None) -> None:
    assert site_of(given) == site
    assert page_of(given) == (page and site + page)


@pytest.mark.parametrize(
    ("source", "site"),
    [
        (Source("wire/2024/a.txt"), "wire/2024"),
        (Source("./wire//2024/a.txt"), "wire/2024"),
        (Source("wire/rows.jsonl", line=7), "wire"),
        (Source("wire/all.zip", member="press/a.txt"), "wire/all.zip!press"),
        (Source("wire/all.zip", member="a.txt"), "wire/all.zip"),
        (Source("all.zip", member="in.tar!a/b.csv", line=3), "all.zip!in.tar!a"),
        (Source("-"), ""),
        (Source("a.txt"), ""),
        (Source("https://www.sante.example/news/a.html"), "sante.example"),
    ],
)
def test_without_either_it_is_the_folder(source: Source, site: str) -> None:
    assert site_of(article(source)) == site


def test_a_file_of_rows_that_was_fetched_is_no_page() -> None:
    rows = Source("https://data.example/dumps/rows.jsonl", line=3)
    assert page_of(article(rows)) is None
    assert page_of(article(Source("https://a.example/1.html"))) == "a.example/1.html?"


@given(st.text(), st.text(), st.text(), st.text() | st.none())
def test_any_text_gives_a_site(url: str, named: str, path: str, member: str | None) -> None:
    found = article(Source(path, member), url=url, source=named)
    assert isinstance(site_of(found), str)
    assert page_of(found) is None or page_of(found).startswith(site_of(found))
