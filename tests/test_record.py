"""The result record: its fields, its schema, its documentation, and what it makes of odd input."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Check, Edit, Event, Fact, Segment, Source, Step
from nlp.record import VERSION, dumps, loads, record_key, schema, to_record, validate
from nlp.surrogates import storable

TEXT = st.text(max_size=12)
SCORE = st.none() | st.floats(0, 1)
LANG = st.sampled_from([None, "fr", "es", "en"])
LABEL = st.sampled_from([None, "content", "boilerplate", "spam"])
COUNT = st.integers(0, 10**12)


def segments(kinds: list[str]) -> st.SearchStrategy[Segment]:
    return st.builds(
        Segment,
        text=TEXT,
        kind=st.sampled_from(kinds),
        lang=LANG,
        label=LABEL,
        score=SCORE,
        reasons=st.lists(TEXT, max_size=2).map(tuple),
        en=st.none() | TEXT,
    )


ARTICLES = st.builds(
    Article,
    id=st.text(min_size=1, max_size=8),
    source=st.builds(
        Source,
        path=TEXT,
        member=st.none() | TEXT,
        line=st.none() | st.integers(1, 10**9),
        offset=st.none() | COUNT,
        length=st.none() | COUNT,
        sha256=st.none() | st.just("a" * 64),
    ),
    content_hash=st.just("b" * 64),
    title=st.none() | TEXT,
    lang=LANG,
    published=st.none() | TEXT,
    meta=st.dictionaries(TEXT, TEXT, max_size=2),
    segments=st.lists(segments(["title", "paragraph", "list_item"]), max_size=4).map(tuple),
    edits=st.lists(
        st.builds(Edit, COUNT, TEXT, TEXT, TEXT, TEXT, st.none() | COUNT, SCORE), max_size=2
    ).map(tuple),
    events=st.lists(
        st.builds(Event, TEXT, st.floats(0, 1), st.booleans(), st.lists(COUNT).map(tuple)),
        max_size=2,
    ).map(tuple),
    facts=st.lists(
        st.builds(
            Fact,
            st.sampled_from(["buyer", "supplier", "target", "amount", "place", "date"]),
            st.text(min_size=1),
            TEXT,
            COUNT,
            COUNT,
            st.integers(1, 10**9),
            st.none() | st.floats(0, 1e15),
            st.sampled_from([None, "EUR", "PEN"]),
            st.sampled_from([None, "2025-05", "2025-05-02", "2025-05-02/2025-05-04"]),
        ),
        max_size=2,
    ).map(tuple),
    names=st.lists(TEXT, max_size=2).map(tuple),
    authors=st.lists(TEXT, max_size=2).map(tuple),
    checks=st.lists(st.builds(Check, st.text(min_size=1), TEXT, st.none() | COUNT), max_size=2).map(
        tuple
    ),
    confidence=SCORE,
    steps=st.lists(
        st.builds(Step, st.text(min_size=1), TEXT, TEXT, st.floats(0, 9)), max_size=2
    ).map(tuple),
)


@given(ARTICLES)
def test_every_article_makes_a_valid_record_that_survives_json(article: Article) -> None:
    record = to_record(article, "m", "c")
    validate(record)
    assert json.loads(dumps(record)) == loads(dumps(record)) == record
    assert "\n" not in dumps(record)


def made(**changes: Any) -> dict[str, Any]:
    article = Article.new("x", id="a1", source=Source("f.zip", "b.html", 3)).with_(**changes)
    return to_record(article, "model", "config")


def test_the_record_holds_what_was_promised() -> None:
    record = made(
        lang="fr",
        segments=(
            Segment("Titre", kind="title", lang="fr", label="content", score=0.9, en="Title"),
            Segment("Un", lang="fr", label="content", score=0.98765, en="One", reasons=("prose",)),
            Segment("Gagnez", lang="fr", label="spam", score=0.9, reasons=("prize",)),
            Segment("Deux", lang="fr", label="content", score=0.9, en="Two"),
        ),
        edits=(Edit(1, "a", "b", "spacing", "why"),),
        events=(Event("tender", 0.123456, True, (1,)),),
        facts=(Fact("amount", "€2", "tender", 1, 0, 2, 2, "EUR"),),
        names=("Nantes",),
        checks=(Check("number", "12 is missing", 1),),
        confidence=0.5,
        steps=(Step("translate", "m", "c", 0.25),),
    )
    assert record["version"] == VERSION == "veille.record.v1"
    assert record["source"]["path"] == "f.zip"
    assert (record["source"]["member"], record["source"]["line"]) == ("b.html", 3)
    assert (record["title"], record["title_en"]) == ("Titre", "Title")
    assert (record["body"], record["body_en"]) == ("Un\n\nDeux", "One\n\nTwo")
    assert record["segments"][1] == {
        "text": "Un",
        "kind": "paragraph",
        "label": "content",
        "score": 0.9877,
        "lang": "fr",
        "en": "One",
        "reasons": ["prose"],
    }
    assert record["segments"][2]["label"] == "spam" and record["segments"][2]["en"] is None
    assert record["edits"][0]["class"] == "spacing" and record["edits"][0]["score"] is None
    assert record["events"][0] == {
        "type": "tender",
        "score": 0.1235,
        "primary": True,
        "evidence": [1],
    }
    (fact,) = record["facts"]
    assert (fact["kind"], fact["event"], fact["segment"]) == ("amount", "tender", 1)
    assert (fact["value"], fact["currency"], fact["date"]) == (2.0, "EUR", None)
    assert record["checks"] == [{"kind": "number", "detail": "12 is missing", "segment": 1}]
    assert record["provenance"]["steps"][0]["seconds"] == 0.25
    assert record["provenance"]["veille"]


def test_a_title_that_was_set_aside_has_no_english() -> None:
    spam = Segment("Gagnez", kind="title", label="spam", en=None)
    record = made(title="Gagnez", segments=(spam, Segment("Un", label="content", en="One")))
    assert (record["title"], record["title_en"], record["body_en"]) == ("Gagnez", None, "One")


def test_a_title_that_is_no_segment_is_kept_as_found() -> None:
    assert made(title="Found")["title"] == "Found"
    assert made(title=None)["title"] is None


def test_a_title_of_two_lines_stands_on_one() -> None:
    found = "Le Samu du Ponant\nchange de logiciel\u00a0: 15\u202f000 lits"
    title = Segment(found, kind="title", lang="fr", label="content", en="The Ponant\nSamu")
    record = made(title=found, segments=(title,))
    assert record["title"] == "Le Samu du Ponant change de logiciel\u00a0: 15\u202f000 lits"
    assert record["title_en"] == "The Ponant Samu"
    assert record["segments"][0]["text"] == found
    assert (
        made(title=found)["title"] == "Le Samu du Ponant change de logiciel\u00a0: 15\u202f000 lits"
    )


def test_english_is_its_own_english_and_french_without_translation_has_none() -> None:
    record = made(lang="en", segments=(Segment("As is"), Segment("Tel quel", lang="fr")))
    assert record["body_en"] == "As is"
    assert record["body"] == "As is\n\nTel quel"


def test_an_english_paragraph_that_repair_emptied_leaves_no_gap() -> None:
    record = made(segments=(Segment("a", en="A"), Segment("b", en=""), Segment("c", en="C")))
    assert record["body_en"] == "A\n\nC"


def test_the_key_depends_on_each_of_its_parts() -> None:
    keys = {record_key(*parts) for parts in [("a", "b", "c"), ("a", "b", "d"), ("a", "d", "c")]}
    keys |= {record_key("d", "b", "c"), record_key("ab", "", "c"), record_key("a", "bc", "")}
    keys |= {record_key("a", "b", "c", day) for day in ("", "2025-07-17", "2025-03-05", "\ud800")}
    assert len(keys) == 10
    assert made()["key"] == record_key(made()["content_hash"], "model", "config")


def test_lone_surrogates_become_a_replacement_character_and_nothing_else_changes() -> None:
    record = made(names=("a\ud800b", "c\x00\u2028d"), meta={"k\udfff": "v"})
    assert record["names"] == ["a\ufffdb", "c\x00\u2028d"]
    assert record["meta"] == {"k\ufffd": "v"}
    validate(record)
    clean = ["é", {"a": 1}]
    assert storable(clean) is clean


def test_numpy_scores_become_plain_numbers() -> None:
    record = made(confidence=np.float32(0.5), events=(Event("tender", np.float32(0.25)),))
    assert type(record["confidence"]) is float
    assert json.loads(dumps(record))["events"][0]["score"] == 0.25


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        made(confidence=score)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": ""}, "$.id"),
        ({"key": "short"}, "$.key"),
        ({"confidence": 1.5}, "$.confidence"),
        ({"version": "veille.record.v2"}, "$.version"),
        ({"segments": [{"text": "x"}]}, "$.segments[0]"),
        ({"more": 1}, "$"),
    ],
)
def test_a_wrong_record_is_told_with_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(place)}: "):
        validate({**made(), **change})


def test_every_field_is_required_and_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    assert documented == set(_fields(schema(), ""))


def _fields(part: dict[str, Any], prefix: str) -> list[str]:
    """The paths of all fields as the page writes them; fails where one is not required."""
    found = []
    assert part["required"] == list(part["properties"])
    for name, field in part["properties"].items():
        assert field["description"]
        found.append(f"{prefix}{name}")
        if "properties" in field:
            found += _fields(field, f"{prefix}{name}.")
        if "properties" in field.get("items", {}):
            found += _fields(field["items"], f"{prefix}{name}[].")
    return found


def test_a_record_of_an_older_veille_is_read_with_every_field() -> None:
    old = {name: value for name, value in made().items() if name not in ("authors", "facts")}
    assert loads(dumps(old)) == made()
    with pytest.raises(TypeError):
        loads('["facts"]')


def test_the_schema_is_itself_valid() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())
