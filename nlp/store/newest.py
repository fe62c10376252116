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


def find(store: Store, name: str) -> Record:
    """The newest record whose id or key is ``name``, or whose key begins with it (8 digits or more).

    Raises :class:`ConfigError` when there is none. A store of files is read to its end.
    """
    found = _of_sql(store, name) if isinstance(store, SqlStore) else _of_records(store, name)
    if found is None:
        raise ConfigError(f"{store.url} has no article with the id or key {name!r}")
    return found


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


def _of_sql(store: SqlStore, name: str) -> Record | None:
    from sqlalchemy import func, or_, select

    from nlp.store.tables import STORE

    articles = STORE.tables["articles"]
    named = [articles.c.id == name, articles.c.key == name]
    if len(name) >= _SHORTEST:
        named.append(func.substr(articles.c.key, 1, len(name)) == name)
    query = select(articles.c.record).where(or_(*named)).order_by(articles.c.seq.desc()).limit(1)
    with store.side.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else loads(row.record)


def _of_records(store: Store, name: str) -> Record | None:
    found = None
    for record in store:
        short = len(name) >= _SHORTEST and record["key"].startswith(name)
        if record["id"] == name or short:
            found = record
    return found
