"""The state of a page is in its URL, and any URL is a page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reader.query import FLAGS, MOST_PAGES, Query

NAMES = ("q", "event", "lang", "source", "since", "until", "flag", "sort", "page", "n", "x")
URLS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=30), max_size=3))
DAYS = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.just("")
WORDS = st.from_regex(r"[a-z\"*-]{0,9}", fullmatch=True)
QUERIES = st.builds(
    Query,
    q=WORDS,
    event=WORDS,
    lang=WORDS,
    source=WORDS,
    since=DAYS,
    until=DAYS,
    flags=st.sets(st.sampled_from(list(FLAGS))).map(
        lambda told: tuple(f for f in FLAGS if f in told)
    ),
    sort=st.sampled_from(["", "date", "relevance"]),
    page=st.integers(1, MOST_PAGES),
)


@given(QUERIES)
def test_the_url_holds_the_whole_state(query: Query) -> None:
    assert Query.of(parse_qs(urlencode(query.args(), doseq=True))) == query


@given(URLS)
def test_any_url_is_a_query(given_: dict[str, list[str]]) -> None:
    query = Query.of(given_)
    again = Query.of(parse_qs(urlencode(query.args(), doseq=True)))
    assert again == Query(**{n: getattr(query, n) for n in query.__slots__ if n != "ignored"})
    assert 1 <= query.page <= MOST_PAGES


@pytest.mark.parametrize(
    "day", ["yesterday", "2024-13", "2024-00-01", "2024-01-32", "24", "2024-1-1", "2024' OR 1"]
)
def test_what_is_no_date_is_said_and_left_out(day: str) -> None:
    query = Query.of({"since": [day], "until": ["2024-02"]})
    assert (query.since, query.until) == ("", "2024-02")
    assert day[:40] in query.ignored[0]


def test_the_order_is_by_relevance_only_where_something_is_sought() -> None:
    assert Query().order == "date"
    assert Query(sort="relevance").order == "date"
    assert Query(q="x").order == "relevance"
    assert Query(q="x", sort="date").order == "date"


def test_a_filter_is_set_and_freed_and_leads_to_the_first_page() -> None:
    query = Query(q="x", page=7, flags=("check",))
    there = query.toggled("event", "tender")
    assert (there.event, there.page) == ("tender", 1)
    assert there.toggled("event", "tender").event == ""
    assert query.toggled("flags", "aside").flags == ("check", "aside")
    assert query.toggled("flags", "check").flags == ()
    assert not Query(page=3, sort="date").narrowed and Query(since="2024").narrowed
