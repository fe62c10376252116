"""Segments that a person restored: set aside by separation, content after all.

Records are never changed, so a restored segment is noted at the side of the store, by the content
hash of its article and its text. :mod:`nlp.restore` makes the article again with what is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from nlp.errors import ConfigError
from nlp.record import Record
from nlp.store.base import Store, pages


def restore(store: Store, key: str, *segments: int) -> None:
    """Note that these segments of the record ``key`` are content; twice is once.

    Raises :class:`ConfigError`, before anything is noted, when there is no such record or segment,
    or one of them is content already.
    """
    note(store, with_aside(store, key, segments), segments)


def note(store: Store, record: Record, segments: Sequence[int]) -> None:
    """Note beside ``store`` that these segments of ``record``, which it need not hold, are content."""
    from nlp.store.migrations import digest_of
    from nlp.store.tables import SIDE

    at = datetime.now(UTC).isoformat(timespec="seconds")
    texts = {number: record["segments"][number]["text"] for number in segments}
    rows = [
        {
            "content_hash": record["content_hash"],
            "digest": digest_of(text),
            "text": text,
            "segment": number,
            "key": record["key"],
            "at": at,
        }
        for number, text in texts.items()
    ]
    insert = store.side.insert(SIDE.tables["restored"])
    with store.side.write() as connection:
        connection.execute(insert.on_conflict_do_nothing(), rows)


def with_aside(store: Store, key: str, segments: Sequence[int]) -> Record:
    """The record ``key``, all ``segments`` of which were set aside; raises as :func:`restore`."""
    record = store.get([key]).get(key)
    if record is None:
        raise ConfigError(
            f"{store.url} has no record with the key {key}; an article that waits in quarantine"
            " has none before it is released"
        )
    found = record["segments"]
    if not segments:
        raise ConfigError(f"name the segments of record {key} to restore, counted from 0")
    for number in segments:
        if not 0 <= number < len(found):
            raise ConfigError(
                f"record {key} has no segment {number}: it has {len(found)}, counted from 0"
            )
        if found[number]["label"] in (None, "content"):
            raise ConfigError(f"segment {number} of record {key} was not set aside")
    return record


def restored(store: Store, content_hash: str | None = None) -> list[dict[str, Any]]:
    """What was restored, oldest first: content_hash, text, segment, key, at; of one article or all."""
    from sqlalchemy import select

    from nlp.store.tables import SIDE

    table = SIDE.tables["restored"]
    told = [table.c[name] for name in ("content_hash", "text", "segment", "key", "at")]
    query = select(*told).order_by(table.c.at, table.c.segment)
    if content_hash is not None:
        query = query.where(table.c.content_hash == content_hash)
    with store.side.read() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]


def forget(store: Store, content_hashes: Iterable[str]) -> None:
    """Take out what was restored of these articles."""
    from nlp.store.tables import SIDE

    table = SIDE.tables["restored"]
    with store.side.write() as connection:
        for page in pages(content_hashes):
            connection.execute(table.delete().where(table.c.content_hash.in_(page)))
