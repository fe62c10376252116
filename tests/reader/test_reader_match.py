"""The search field: any text is a search, and none is a command."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reader.match import Term, expression, flat, highlighted, passage, places, terms

HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "a*b*",
    "NEAR(a b)",
    "a AND OR NOT",
    "{title}: x",
    "title:x",
    "^a",
    "a\0b",
    "(",
    "a)",
    "-",
    "--",
    '-"',
    '"a" + b',
    "a; DROP TABLE texts",
    "\\",
    "ЁЖ",
    "🩺",
    "\u202eabc",
    "%",
    "a_b",
]
TYPED = st.text(max_size=60) | st.lists(st.sampled_from(HOSTILE), max_size=5).map(" ".join)


@pytest.fixture(scope="module")
def texts() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        for number, text in enumerate(
            ["L'hôpital de Nantes", "the hospital bed", "a b title x"], 1
        ):
            connection.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, text))
        yield connection


def found(texts: sqlite3.Connection, typed: str) -> list[int]:
    match = expression(terms(typed), wanted=True)
    query = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid"
    return [row[0] for row in texts.execute(query, (match,))] if match else []


@given(typed=TYPED)
def test_nothing_that_is_typed_is_an_error(texts: sqlite3.Connection, typed: str) -> None:
    for wanted in (True, False):
        match = expression(terms(typed), wanted=wanted)
        if match:
            texts.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("hopital", [1]),
        ("HÔPITAL nantes", [1]),
        ("ho\u0302pital", [1]),
        ("hôpital nowhere", []),
        ("hop*", [1]),
        ("hop", []),
        ('"hospital bed"', [2]),
        ('"bed hospital"', []),
        ('"hospital bed', [2]),
        ("body:hospital", []),
        ("NEAR", []),
        ("b title", [3]),
        ("a_b", [3]),
    ],
)
def test_words_phrases_and_beginnings(
    texts: sqlite3.Connection, typed: str, rows: list[int]
) -> None:
    assert found(texts, typed) == rows


def test_what_must_not_be_there_stands_apart() -> None:
    sought = terms('ransom -"data leak" -x*')
    assert sought == [Term(("ransom",)), Term(("data", "leak"), False), Term(("x",), False, True)]
    assert expression(sought, wanted=True) == '"ransom"'
    assert expression(sought, wanted=False) == '"data leak" OR "x"*'
    assert expression(terms("-"), wanted=False) is None


@given(st.text(max_size=200))
def test_flat_text_keeps_every_place(text: str) -> None:
    assert len(flat(text)) == len(text)
    assert flat(flat(text)) == flat(text)


@given(text=st.text(max_size=120), typed=TYPED)
def test_pieces_are_the_text(text: str, typed: str) -> None:
    sought = terms(typed)
    pieces = highlighted(text, sought)
    assert "".join(piece.text for piece in pieces) == text
    assert [p.text for p in pieces if p.hit] == [
        text[a:b] for a, b in places(text, sought) if a < b
    ]


def test_a_passage_is_cut_around_what_was_found() -> None:
    text = "word " * 200 + "the Hôpitaux spoke. " + "more " * 200
    pieces = passage(text, terms("hopitaux"), 80)
    whole = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.hit] == ["Hôpitaux"]
    assert whole.startswith("… word ") and whole.endswith(" …") and len(whole) < 100


@given(text=st.text(max_size=300), typed=TYPED, width=st.integers(10, 80))
def test_a_passage_is_a_part_of_the_text(text: str, typed: str, width: int) -> None:
    shown = "".join(p.text for p in passage(text, terms(typed), width))
    inner = shown.removeprefix("… ").removesuffix(" …")
    assert inner in text or shown in text


def test_of_terms_that_begin_alike_the_longest_is_marked() -> None:
    sought = terms('hospital "hospital bed"')
    assert places("The hospital bed of a hospital", sought) == [(4, 16), (22, 30)]
