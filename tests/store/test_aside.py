"""What was set aside is found in every kind of store, of each article in its newest record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from job_fakes import result

from nlp.record import Record
from nlp.store import Store, open_store
from nlp.store.aside import aside

KINDS = [
    "sqlite:///{}/wire.db",
    "jsonl:{}/out.jsonl",
    "jsonl:{}/out.jsonl.zst",
    "parquet:{}/out",
    "postgresql",
]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = request.param.format(tmp_path)
    if url == "postgresql":
        url = request.getfixturevalue("postgres_url")
    with closing(open_store(url)) as opened:
        yield opened


def labelled(number: int, *labels: str | None, model: str = "m1") -> Record:
    """The record of article ``number`` with these labels on its four segments."""
    record = result(number, model)
    segments = [{**s, "label": w} for s, w in zip(record["segments"], labels, strict=True)]
    return {**record, "segments": segments}


def found(store: Store, label: str | None = None) -> list[tuple[Any, ...]]:
    return [(row["id"], row["segment"], row["label"]) for row in aside(store, label)]


def test_a_row_has_what_a_person_needs_to_decide(store: Store) -> None:
    record = result(5)
    store.put([record])
    assert list(aside(store)) == [
        {
            "key": record["key"],
            "id": "a5",
            "title": "titre 5",
            "segment": 3,
            "label": "spam",
            "score": 0.9877,
            "reasons": ["it says win"],
            "text": "win 5",
        }
    ]


def test_the_newest_come_first_and_in_an_article_its_own_order(store: Store) -> None:
    store.put([labelled(0, "spam", "content", "boilerplate", "content")])
    store.put([labelled(1, "content", "content", "content", "content")])
    store.put([labelled(2, None, None, None, "boilerplate"), labelled(3, *["spam"] * 4)])
    expected = [
        *(("a3", number, "spam") for number in range(4)),
        ("a2", 3, "boilerplate"),
        ("a0", 0, "spam"),
        ("a0", 2, "boilerplate"),
    ]
    assert found(store) == expected
    for label in ("spam", "boilerplate"):
        assert found(store, label) == [row for row in expected if row[2] == label]


def test_only_the_newest_record_of_an_article_counts(store: Store) -> None:
    store.put([labelled(0, "content", "spam", "spam", "content"), result(1), result(2)])
    store.put([labelled(0, "content", "content", "spam", "content", model="m2")])
    store.put([labelled(2, "content", "content", "content", "content", model="m2")])
    assert found(store) == [("a0", 2, "spam"), ("a1", 3, "spam")]


def test_many_records_are_read_page_by_page(store: Store) -> None:
    records = [result(number) for number in range(230)]
    store.put(records[:150])
    store.put(records[150:])
    keys = [row["key"] for row in aside(store)]
    assert keys == [record["key"] for record in reversed(records)]
    assert [row["key"] for row in islice(aside(store), 3)] == keys[:3]


def test_an_empty_store_has_nothing_aside(store: Store) -> None:
    assert found(store) == []
