"""Rows as articles: which column is what, and what is said when the text is missing."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read import ReadOptions
from nlp.read.fields import named, row_article
from nlp.read.header import holds_text
from nlp.read.language_code import language_code
from nlp.record import VERSION

HERE = Source(path="rows.jsonl", line=3)


def article(row: dict[str, Any], **options: Any) -> Article:
    return row_article(row, HERE, ReadOptions.model_validate(options))


@pytest.mark.parametrize("name", ["text", "body", "content", "contenu", "texto", "Texte", " BODY "])
def test_the_usual_names_are_found(name: str) -> None:
    assert article({name: "Le marché."}).text == "Le marché."


def test_every_part_is_taken_and_the_rest_kept() -> None:
    row = {"id": 7, "titre": " Le\n titre ", "texte": "Corps.", "langue": "français",
           "date": "2025-03-14", "journal": "APM", "views": 12, "score": 0.5, "tags": ["a"],
           "url": "https://x.org", "none": None}  # fmt: skip
    found = article(row)
    assert (found.id, found.title, found.text) == ("7", "Le titre", "Corps.")
    assert (found.lang, found.published, found.source) == ("fr", "2025-03-14", HERE)
    assert found.meta == {"source": "APM", "views": "12", "score": "0.5", "url": "https://x.org"}


@pytest.mark.parametrize(
    ("names", "cells", "expected"),
    [
        ("id titre id nom", [1, "t", 7, "n"], {"id": 1, "titre": "t", "id_2": 7, "nom": "n"}),
        ("id id", ["", 7], {"id": 7, "id_2": ""}),
        ("id id id", [None, " ", 7], {"id": 7, "id_2": None, "id_3": " "}),
        ("id id", [float("nan"), 7], {"id": 7, "id_2": pytest.approx(float("nan"), nan_ok=True)}),
        ("text text", [[], ["un"]], {"text": ["un"], "text_2": []}),
        ("id id id_2", [1, 2, 3], {"id": 1, "id_3": 2, "id_2": 3}),
        ("id id_2 id", [1, 2, 3], {"id": 1, "id_2": 2, "id_3": 3}),
        ("id ID", [1, 2], {"id": 1, "ID": 2}),
        ("id", [None], {"id": None}),
        ("", [], {}),
    ],
)
def test_a_name_that_comes_twice(names: str, cells: list[Any], expected: dict[str, Any]) -> None:
    assert named(names.split(), cells) == expected


CELLS = st.none() | st.sampled_from(["", " ", "a", "b"]) | st.integers()


@given(st.lists(st.tuples(st.sampled_from(["id", "id_2", "id_3", "x", "X", ""]), CELLS)))
def test_no_cell_is_lost_where_names_come_twice(pairs: list[tuple[str, Any]]) -> None:
    names, cells = [name for name, _ in pairs], [cell for _, cell in pairs]
    row = named(names, cells)
    assert Counter(row.values()) == Counter(cells) and set(names) <= set(row)
    for name in names:
        own = [c for n, c in pairs if n == name]
        assert row[name] == next((c for c in own if str(c or "").strip() or c == 0), own[0])


def test_many_columns_without_a_name_are_named_in_little_time() -> None:
    names = ["text"] + [""] * 50_000
    assert len(named(names, ["x"] * 50_001)) == 50_001


@pytest.mark.parametrize(
    ("row", "id_", "meta"),
    [
        ({"id": 101, "ID": 7}, "101", {"ID": "7"}),
        ({"Id": None, "ID": 7}, "7", {}),
        ({"id ": "", " id": 7, "ID": 8}, "7", {"ID": "8"}),
        ({"uid": 5, "ID": 7, "iD": 6}, "7", {"uid": "5", "iD": "6"}),
    ],
)
def test_the_first_of_two_spellings_that_has_a_value_counts(
    row: dict[str, Any], id_: str, meta: dict[str, str]
) -> None:
    found = article({"text": "Le marché.", **row})
    assert (found.id, found.meta) == (id_, meta)


@pytest.mark.parametrize(
    "row",
    [
        {"version": VERSION, "body": "Le marché.", "title": "T"},
        {"text": "Le marché.", "version": "veille.record.v2"},
        {"index": {"_index": "news", "_id": "7f"}},
        {"index": {"_id": "7f"}},
    ],
)
def test_what_veille_wrote_is_no_article(row: dict[str, Any]) -> None:
    with pytest.raises(ReadError) as error:
        article(row)
    assert error.value.reason == "unsupported"


@pytest.mark.parametrize(
    "more",
    [
        {"version": "2"},
        {"version": 3},
        {"version": None},
        {"version": "veille"},
        {"Version": "see veille.record.v1"},
        {"index": {"_id": "7f"}},
        {"index": "a"},
    ],
)
def test_other_versions_are_metadata(more: dict[str, Any]) -> None:
    assert article({"text": "Le marché.", **more}).text == "Le marché."


@pytest.mark.parametrize("index", [{"id": 7}, {}, "x", {"_id": 1, "routing": 2}])
def test_another_index_is_a_field_like_any(index: object) -> None:
    with pytest.raises(ReadError) as error:
        article({"index": index})
    assert error.value.reason == "missing_field"


def test_a_mapping_of_the_user_replaces_the_names() -> None:
    row = {"text": "résumé", "article_complet": "Le corps.", "h": "Titre"}
    found = article(row, fields={"text": "article_complet", "title": ["x", "h"]})
    assert (found.text, found.title) == ("Le corps.", "Titre")
    assert found.meta["text"] == "résumé"


def test_html_is_parsed_as_a_page_and_the_row_goes_first() -> None:
    row = {
        "html": "<html lang=fr><h1>De la page</h1><p>Corps.",
        "title": "De la ligne",
        "lang": "es",
    }
    found = article(row)
    assert [block.text for block in found.blocks] == ["De la page", "Corps."]
    assert (found.title, found.lang, found.text) == ("De la ligne", "es", "")


def test_markup_in_a_text_column_is_parsed_too() -> None:
    found = article({"content": "<p>Un <b>mot</b></p>\n<p>Deux</p>"})
    assert [block.text for block in found.blocks] == ["Un mot", "Deux"]
    assert article({"content": "<p majuscule> n'est pas une balise"}).blocks == ()
    assert article({"content": "a <b>x</b>"}).blocks == ()


def test_text_and_html_together() -> None:
    row = {"text": "Le texte.", "html": "<p>La page.</p>"}
    assert article(row).blocks[0].text == "La page."
    assert article(row, fields={"text": "text"}).text == "Le texte."
    assert article({"text": "Le texte.", "html": "<script>x</script>"}).text == "Le texte."


def test_a_list_of_paragraphs_is_a_text() -> None:
    assert article({"text": ["Un.", "Deux."]}).text == "Un.\n\nDeux."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "missing_field"),
        ({"title": "x"}, "missing_field"),
        ({"text": None}, "missing_field"),
        ({"text": 12}, "missing_field"),
        ({"text": {"a": "b"}}, "missing_field"),
        ({"text": []}, "missing_field"),
        ({"text": ""}, "empty"),
        ({"text": " \n\t"}, "empty"),
        ({"text": "\0\0"}, "empty"),
    ],
)
def test_rows_without_text(row: dict[str, Any], reason: str) -> None:
    with pytest.raises(ReadError) as told:
        article(row)
    assert told.value.reason == reason


def test_the_message_names_the_columns_there_are() -> None:
    with pytest.raises(ReadError, match="there are: titel, inhalt"):
        article({"titel": "x", "inhalt": "y"})


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "1", "text": None}, "the text; text is empty; there are: id, text"),
        ({"id": "num", "text": 12}, "the text; text is a number; there are: id, text"),
        ({"Body": {"a": 1}, "html": True},
         "the text; Body is a dict; html is true or false; there are: Body, html"),
        ({"text": []}, "the text; text is empty; there are: text"),
        ({"text": [1]}, "the text; text is a list; there are: text"),
        ({"text": b"\xff"}, "the text; text is bytes that are not UTF-8; there are: text"),
        ({"titel": "x"}, "the text; there are: titel"),
        ({"count": 2, "articles": [{"text": "a"}, {"text": "b"}]},
         "the text; there are: count, articles; articles holds 2 rows: give those, each on a line"
         " of its own"),
        ({"tags": ["a"], "hits": [{}], "none": []},
         "the text; there are: tags, hits, none; hits holds 1 row: give those, each on a line of its"
         " own"),
    ],
)  # fmt: skip
def test_the_message_says_what_a_text_column_holds(row: dict[str, Any], told: str) -> None:
    with pytest.raises(ReadError) as found:
        article(row)
    assert found.value.detail == f"no field holds {told}"


@pytest.mark.parametrize("nothing", ["", " \n", "\0", None, 12, [], {"a": "b"}, b"\xff", [""]])
def test_the_next_text_is_taken_where_the_first_has_none(nothing: object) -> None:
    assert article({"text": nothing, "body": "Le corps."}).text == "Le corps."
    assert article({"html": "", "text": nothing, "contenu": "Le corps."}).text == "Le corps."
    assert article({"content": "Le corps.", "text": nothing}).text == "Le corps."


@pytest.mark.parametrize("nothing", ["", "  ", None, {"a": "b"}, [], float("nan")])
@pytest.mark.parametrize(
    ("part", "first", "next_one", "value"),
    [
        ("title", "title", "headline", "Le titre"),
        ("id", "id", "uid", "vrai"),
        ("published", "published", "date", "2025-03-14"),
        ("lang", "lang", "langue", "fr"),
    ],
)
def test_the_next_name_is_taken_where_the_first_has_no_value(
    nothing: object, part: str, first: str, next_one: str, value: str
) -> None:
    found = article({"text": "x", first: nothing, next_one: value})
    assert getattr(found, part) == value
    assert found.meta == {}
    without = article({"text": "x"})
    assert getattr(article({"text": "x", first: nothing}), part) == getattr(without, part)


def test_a_page_without_text_gives_way_to_the_text() -> None:
    assert article({"html": " ", "raw_html": "<p>La page."}).blocks[0].text == "La page."
    assert article({"html": "", "text": "<p>Un</p>"}).blocks[0].text == "Un"
    assert article({"text": "x", "source": "", "journal": "APM"}).meta == {"source": "APM"}


def test_the_first_of_two_values_is_taken() -> None:
    found = article(
        {"body": "deux", "text": "un", "id": 0, "uid": "x", "lang": "??", "langue": "es"}
    )
    assert (found.text, found.id, found.lang) == ("un", "0", "es")
    assert found.meta == {"body": "deux", "uid": "x", "lang": "??"}


def test_metadata_is_bounded_and_safe() -> None:
    row = {"text": "x", "long": "y" * 5000, "a\nb": "c\0d"} | {f"k{i}": i for i in range(100)}
    meta = article(row).meta
    assert len(meta) == 32
    assert len(meta["long"]) == 1000
    assert meta["a\\x0ab"] == "cd"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal("12"), "12"),
        (Decimal("1234567890123456789"), "1234567890123456789"),
        (Decimal("9" * 38), "9" * 38),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
        (Decimal("12.00"), "12"),
        (Decimal("12.50"), "12.50"),
        (Decimal("0.00000001"), "0.00000001"),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("1E-999999"), "1E-999999"),
        (Decimal("-Infinity"), "-Infinity"),
        (datetime.time(8, 30), "08:30:00"),
        (datetime.timedelta(hours=2), "2:00:00"),
        (uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (12, "12"),
        (12.0, "12.0"),
        (True, "True"),
    ],
)
def test_a_scalar_of_any_kind_is_an_identifier_or_metadata(value: object, told: str) -> None:
    assert article({"text": "x", "id": value}).id == told
    assert article({"text": "x", "prix": value}).meta["prix"] == told


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), [1], {"a": 1}, b"x", None])
def test_what_is_no_scalar_is_left_out(value: object) -> None:
    found = article({"text": "x", "id": value, "prix": value})
    assert found.id == found.content_hash[:16] and "prix" not in found.meta


def test_a_decimal_is_no_text() -> None:
    with pytest.raises(ReadError, match="body is a number"):
        article({"body": Decimal(7)})


def test_dates_of_parquet_are_iso() -> None:
    assert article({"text": "x", "date": datetime.date(2025, 3, 14)}).published == "2025-03-14"


@pytest.mark.parametrize(
    ("told", "code"),
    [("fr", "fr"), ("fr-CA", "fr"), ("es_MX", "es"), ("SPA", "es"), ("English", "en"), ("eng-US", "en"),
     ("fr_FR.UTF-8", "fr"), ("", None), ("klingon", None), ("12", None), (7, None), (None, None)],
)  # fmt: skip
def test_language_codes(told: object, code: str | None) -> None:
    assert language_code(told) == code


def test_columns_that_hold_text() -> None:
    assert holds_text(["id", " Texte"], ReadOptions())
    assert holds_text(["HTML"], ReadOptions())
    assert not holds_text(["id", "title"], ReadOptions())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["text", "html", "title", "id", "lang", "date", "source", "x", "TEXT"])


@given(st.dictionaries(NAMES | st.text(max_size=5), JSON, max_size=6))
def test_any_row_is_an_article_or_refused(row: dict[str, Any]) -> None:
    try:
        found = article(row)
    except ReadError as error:
        assert error.reason in ("missing_field", "empty")
    else:
        assert Article.from_json(found.to_json()) == found
