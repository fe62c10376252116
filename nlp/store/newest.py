"""The newest record of each article, with memory that hardly grows; and one article by its name."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice

from nlp.errors import ConfigError
from nlp.record import Record, loads
from nlp.store.base import Store
from nlp.store.sql import SqlStore

_PAGE = 200  # rows read at a time
_SHORTEST = 8  # characters of a key that may stand for all of it


def newest(store: Store) -> Iterator[Record]:
    """The newest record of each article, oldest first, read as a stream.

    A SQLite store is asked which those are. Any other is read twice, the first time for 8 bytes of
    each content hash: one part in 10**5 that two of a million articles were taken for one.
    """
    if isinstance(store, SqlStore):
        with store.side.read() as connection:
            rows = connection.execution_options(yield_per=_PAGE).exec_driver_sql(
                "SELECT record FROM latest ORDER BY seq"
            )
            yield from (loads(row.record) for row in rows)
        return
    for last, record in zip(_last_ones(store), store, strict=False):
        if last:
            yield record


def found(store: Store, name: str) -> tuple[Record, list[str]]:
    """The newest record whose id or key is ``name``, or whose key begins with it (8 digits or more);
    and the newest keys of the other articles that are named so, as ids need not be unique.

    Raises :class:`ConfigError` when there is none. A store of files is read to its end.
    """
    newest_of: dict[str, str] = {}  # by content hash, in the order of the newest
    last: Record | None = None
    for content_hash, key, record in _named(store, name):
        newest_of.pop(content_hash, None)
        newest_of[content_hash] = key
        last = record
    if not newest_of:
        raise ConfigError(f"{store.url} has no article with the id or key {name!r}")
    first, *others = reversed(newest_of.values())
    return last or store.get([first])[first], others


def _named(store: Store, name: str) -> Iterator[tuple[str, str, Record | None]]:
    """Content hash and key of each record that ``name`` names, oldest first; the record of files."""
    if isinstance(store, SqlStore):
        yield from ((content_hash, key, None) for content_hash, key in _of_sql(store, name))
        return
    for record in store:
        short = len(name) >= _SHORTEST and record["key"].startswith(name)
        if record["id"] == name or short:
            yield record["content_hash"], record["key"], record


def key_of(store: Store, name: str) -> str:
    """The key that is ``name`` or that alone begins with it (8 digits or more); else ``name`` itself.

    Raises :class:`ConfigError` where several keys begin with it: what is done to one of them cannot
    be meant for any. A store of files is read to its end.
    """
    if len(name) < _SHORTEST or store.get([name]):
        return name
    keys = sorted(set(islice(_beginning(store, name), 3)))
    if len(keys) > 1:
        raise ConfigError(f"{store.url} has several keys that begin with {name!r}; give more of it")
    return keys[0] if keys else name


def _beginning(store: Store, name: str) -> Iterator[str]:
    """The keys that begin with ``name``."""
    if not isinstance(store, SqlStore):
        yield from (record["key"] for record in store if record["key"].startswith(name))
        return
    from sqlalchemy import func, select

    from nlp.store.tables import STORE

    key = STORE.tables["articles"].c.key
    with store.side.read() as connection:
        query = select(key).where(func.substr(key, 1, len(name)) == name).limit(3)
        yield from connection.scalars(query)


def _last_ones(store: Store) -> Iterator[bool]:
    """Of each record of ``store``: whether none after it is of the same article."""
    import numpy as np

    digests = array("Q", (_digest(record["content_hash"]) for record in store))
    seen = np.frombuffer(digests, dtype=np.uint64)
    _, first_from_behind = np.unique(seen[::-1], return_index=True)
    last = np.zeros(len(seen), dtype=bool)
    last[len(seen) - 1 - first_from_behind] = True
    return iter(last)


def _digest(content_hash: str) -> int:
    """64 bits of a content hash; of one that is no sha256 (a store made by hand) those of its own."""
    from hashlib import sha256

    return int.from_bytes(sha256(content_hash.encode()).digest()[:8], "big")


def _of_sql(store: SqlStore, name: str) -> Iterator[tuple[str, str]]:
    from sqlalchemy import func, or_, select

    from nlp.store.tables import STORE

    articles = STORE.tables["articles"]
    named = [articles.c.id == name, articles.c.key == name]
    if len(name) >= _SHORTEST:
        named.append(func.substr(articles.c.key, 1, len(name)) == name)
    query = select(articles.c.content_hash, articles.c.key).where(or_(*named))
    with store.side.read() as connection:
        for row in connection.execute(query.order_by(articles.c.seq)):
            yield row.content_hash, row.key
