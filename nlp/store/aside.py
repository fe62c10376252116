"""What separation set aside, so that a person finds what to restore."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nlp.record import Record
from nlp.store.base import Store, pages
from nlp.store.sql import SqlStore

_PAGE = 100  # records held at a time


def aside(store: Store, label: str | None = None) -> Iterator[dict[str, Any]]:
    """The segments set aside in the newest record of each article, the newest article first.

    Each has key, id, title, segment (its number), label, score, reasons and text. ``label``
    (``boilerplate`` or ``spam``) gives only those. A SQLite store is asked which records to read;
    of a store of files all are read once, to know which are the newest.
    """
    newest = _newest_of_sql(store) if isinstance(store, SqlStore) else _newest(store)
    for page in pages(reversed(newest), _PAGE):
        records = store.get(page)
        for key in page:
            yield from _rows(records[key], label)


def _rows(record: Record, label: str | None) -> Iterator[dict[str, Any]]:
    for number, segment in enumerate(record["segments"]):
        if _aside(segment) and label in (None, segment["label"]):
            yield {
                **{name: record[name] for name in ("key", "id", "title")},
                "segment": number,
                **{name: segment[name] for name in ("label", "score", "reasons", "text")},
            }


def _aside(segment: Record) -> bool:
    return segment["label"] not in (None, "content")


def _newest_of_sql(store: SqlStore) -> list[str]:
    """Keys of the newest records that set something aside, oldest first."""
    query = "SELECT key FROM latest WHERE set_aside > 0 ORDER BY seq"
    with store.side.read() as connection:
        return list(connection.exec_driver_sql(query).scalars())


def _newest(store: Store) -> list[str]:
    """The same from the records: of several versions of an article the last one counts."""
    newest: dict[str, str] = {}
    for record in store:
        newest.pop(record["content_hash"], None)  # so that the order is that of the last versions
        if any(map(_aside, record["segments"])):
            newest[record["content_hash"]] = record["key"]
    return list(newest.values())
