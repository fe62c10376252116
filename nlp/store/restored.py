"""Segments that a person restored: set aside by separation, content after all.

Records are never changed, so a restored segment is noted at the side of the store, by the content
hash of its article and its text. A later run under any model finds it there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nlp.errors import ConfigError
from nlp.store.base import Store


def restore(store: Store, key: str, segment: int) -> None:
    """Note that segment number ``segment`` of the record ``key`` is content; twice is once.

    Raises :class:`ConfigError` when there is no such record or segment, or it is content already.
    """
    from sqlalchemy.dialects.sqlite import insert

    from nlp.store.tables import SIDE

    record = store.get([key]).get(key)
    if record is None:
        raise ConfigError(f"{store.url} has no record with the key {key}")
    if not 0 <= segment < len(record["segments"]):
        raise ConfigError(f"record {key} has {len(record['segments'])} segments, counted from 0")
    found = record["segments"][segment]
    if found["label"] in (None, "content"):
        raise ConfigError(f"segment {segment} of record {key} was not set aside")
    row = {
        "content_hash": record["content_hash"],
        "text": found["text"],
        "segment": segment,
        "key": key,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with store.side.write() as connection:
        connection.execute(insert(SIDE.tables["restored"]).values(row).on_conflict_do_nothing())


def restored(store: Store, content_hash: str | None = None) -> list[dict[str, Any]]:
    """What was restored, oldest first: content_hash, text, segment, key, at; of one article or all."""
    from sqlalchemy import select

    from nlp.store.tables import SIDE

    table = SIDE.tables["restored"]
    query = select(table).order_by(table.c.at, table.c.segment)
    if content_hash is not None:
        query = query.where(table.c.content_hash == content_hash)
    with store.side.read() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]
