"""Erase articles from a store, and whatever its quarantine and its restored segments hold of them.

Erasing is for good: files are written anew without the records, and databases give up the space, so
that the bytes are in no file of the store any more. What lies elsewhere is beyond it: backups,
copies, older versions of an object in a versioned bucket, PostgreSQL's write-ahead log.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from nlp.errors import ConfigError
from nlp.quarantine import Held, Quarantine
from nlp.record import Record
from nlp.store.base import Store
from nlp.store.restored import forget, restored
from nlp.store.sql import SqlStore


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles to erase: those with one of ``ids``, and those of one of ``sources``.

    A source is a file or URL as the record tells it in ``source.path``; with a slash at its end,
    everything below it; ``PATH!MEMBER`` one member of an archive; or the publisher or address that
    the input told (``meta.source``, ``meta.url``). Raises :class:`ConfigError` when it asks for
    nothing, or for everything by an empty name.
    """

    sources: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.sources | self.ids:
            raise ConfigError("say what to erase: --source SOURCE or --id ID")
        if not all(name.strip("/ ") for name in self.sources | self.ids):
            raise ConfigError("a source or id that is empty names no article")

    def record(self, record: Record) -> bool:
        """Whether a record is asked for."""
        return record["id"] in self.ids or self._of(record["source"], record["meta"])

    def held(self, row: Held) -> bool:
        """Whether a row of the quarantine is; one that could not be read has no id."""
        article = json.loads(row.article_json or "{}")
        source = {"path": row.source.path, "member": row.source.member}
        return article.get("id") in self.ids or self._of(source, article.get("meta") or {})

    def _of(self, source: dict[str, Any], meta: dict[str, str]) -> bool:
        path, member = source["path"], source["member"]
        names = {path, f"{path}!{member}", meta.get("source"), meta.get("url")}
        return not names.isdisjoint(self.sources) or any(
            name.endswith("/") and path.startswith(name) for name in self.sources
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of a store went: records, the articles they are of, rows at its side."""

    url: str
    records: int
    articles: int
    quarantined: int
    restored: int

    def __bool__(self) -> bool:
        return bool(self.records or self.quarantined or self.restored)


def erase(store: Store, wanted: Wanted, *, dry_run: bool = False) -> Erased:
    """Erase what is ``wanted`` from ``store``; how much went, or would go with ``dry_run``.

    A kill in between leaves a store that opens, and the same call again erases the rest. A run that
    writes to the same files meanwhile may stop with StoreLost; it can be resumed. Raises
    :class:`nlp.errors.StoreLost` where another program keeps the bytes from going.
    """
    found = {r["key"]: r["content_hash"] for r in _candidates(store, wanted) if wanted.record(r)}
    hashes = set(found.values())
    quarantine = Quarantine(store.side)
    rows = {
        row.id: row.content_hash
        for row in quarantine.each()
        if row.content_hash in hashes or wanted.held(row)
    }
    gone = hashes | {content for content in rows.values() if content}
    back = sum(row["content_hash"] in gone for row in restored(store))
    if not dry_run:  # the records go last, so that an erasure cut short finds all of it again
        quarantine.erase(list(rows))
        forget(store, gone)
        store.erase(list(found))
        store.side.scrub()
    return Erased(store.url, len(found), len(hashes), len(rows), back)


def _candidates(store: Store, wanted: Wanted) -> Iterator[Record]:
    """The records to look at: a database is asked for those that may be wanted."""
    if isinstance(store, SqlStore):
        return store.mentioning(wanted.ids, _fragments(wanted.sources))
    return iter(store)


def _fragments(sources: Collection[str]) -> set[str]:
    """What the JSON of every record of a source holds; of PATH!MEMBER the path stands alone."""
    return {json.dumps(s.partition("!")[0], ensure_ascii=False)[1:-1] for s in sources}
