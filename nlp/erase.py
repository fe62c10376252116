"""Erase articles from a store, and whatever lies with it of them: in its quarantine, its restored
segments, and in what `veille read` keeps beside it, the full-text index and the corrections.

Erasing is for good: files are written anew without the records, and databases give up the space, so
that the bytes are in no file of the store any more. What lies elsewhere is beyond it: backups,
copies, older versions of an object in a versioned bucket, PostgreSQL's write-ahead log.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import Path
from typing import Any

from nlp.errors import ConfigError
from nlp.held import Held
from nlp.quarantine import Quarantine
from nlp.read.reading import shown
from nlp.read.urls import is_url, without_secrets
from nlp.read.walk import STDIN
from nlp.reader import corrections
from nlp.record import Record
from nlp.store.base import Store, store_errors
from nlp.store.places import files_of, search_path
from nlp.store.restored import forget, restored
from nlp.store.sql import SqlStore
from nlp.surrogates import LONE

_PATH = 4_000  # characters of a path that a record holds
_LOOKED_AT = 5_000  # sources among which the nearest are looked for
_LIKE = 0.6  # of 1: how like one that was asked for they are


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles to erase: those with one of ``ids``, and those of one of ``sources``.

    A source is a file or URL as the record tells it in ``source.path``, or another spelling of the
    same path (``./a``, an absolute one); with a slash at its end, everything below it;
    ``PATH!MEMBER`` one member of an archive and all that is inside of it; or the publisher or
    address that the input told (``meta.source``, ``meta.url``). Raises :class:`ConfigError` when it asks for
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
        told = {meta.get("source"), meta.get("url")}
        if any(not told.isdisjoint({name, shown(name, _PATH)}) for name in self.sources):
            return True
        here = _spellings(path)
        return any(_covers(name, here, member) for name in self.sources)


def spelled(path: str) -> str:
    """One spelling for all of a local path, absolute; a URL and a pipe as they are."""
    if path == STDIN or is_url(path):
        return path
    end = "/" if path.endswith("/") else ""
    return os.path.abspath(path).rstrip("/") + end


def _spellings(path: str) -> set[str]:
    """A path as it is and absolute, and how a record tells both: a URL without its secrets, control
    characters and what is no UTF-8 escaped."""
    found = {path, spelled(path), without_secrets(path)}
    return found | {shown(one, _PATH) for one in found}


def _covers(name: str, here: Collection[str], member: str | None) -> bool:
    """Whether a source names a record, given the spellings of its path."""
    wanted = _spellings(name)
    if not wanted.isdisjoint(here):
        return True
    if name.endswith("/") and any(path.startswith(tuple(wanted)) for path in here):
        return True
    return member is not None and any(
        not _spellings(path).isdisjoint(here)
        and f"{member}!".startswith((f"{inner}!", f"{shown(inner, _PATH)}!"))
        for path, inner in _splits(name)
    )


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """Path and member at each exclamation mark, which a path may hold as well."""
    for i, char in enumerate(name):
        if char == "!" and 0 < i < len(name) - 1:
            yield name[:i], name[i + 1 :]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of a store went: records, the articles they are of, rows at its side."""

    url: str
    records: int
    articles: int
    quarantined: int
    restored: int
    corrections: int = 0  # lines that `veille read` noted beside the store
    index: bool = False  # whether its full-text index goes; it is made anew

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
    index = _index(store) if found else None
    noted = corrections.forget(corrections.corrections_path(store.url), gone, dry_run=dry_run)
    indexed = any(file.exists() for file in index or ())
    if not dry_run:  # the records go last, so that an erasure cut short finds all of it again
        _unlink(index)
        quarantine.erase(list(rows))
        forget(store, gone)
        store.erase(list(found))
        store.side.scrub()
        _unlink(index)  # again: a page that is open may have made one meanwhile
    return Erased(store.url, len(found), len(hashes), len(rows), back, noted, indexed)


def _index(store: Store) -> list[Path] | None:
    """The files of the full-text index that `veille read` keeps beside a SQLite store."""
    place = getattr(store.side, "path", None)
    if not isinstance(store, SqlStore) or place is None:
        return None
    index = search_path(place)
    return files_of(index) if not index.exists() or _is_index(index) else None


def _is_index(path: Path) -> bool:
    """Whether a file is an index of the page, or a damaged database; any other is left alone."""
    try:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                return False
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.DatabaseError, OSError):
        return True
    return not found or {"docs", "texts"} <= found


def _unlink(files: Collection[Path] | None) -> None:
    with store_errors("the full-text index"):
        for file in files or ():
            file.unlink(missing_ok=True)


def _candidates(store: Store, wanted: Wanted) -> Iterator[Record]:
    """The records to look at: a database is asked for those that may be wanted."""
    if isinstance(store, SqlStore):
        return store.mentioning(_sendable(wanted.ids), _fragments(wanted.sources))
    return iter(store)


def _fragments(sources: Collection[str]) -> set[str]:
    """What the JSON of every record of a source holds: of a path, which may be spelled otherwise,
    the last name before any exclamation mark; of a folder around this one nothing is sure."""
    told = {*sources, *map(without_secrets, sources)}
    names = {spelling for name in told for spelling in (name, shown(name, _PATH))}
    return {json.dumps(_sure(name), ensure_ascii=False)[1:-1] for name in _sendable(names)}


def _sendable(names: Collection[str]) -> set[str]:
    """Those that a database can be asked for; it holds no name that is not UTF-8."""
    return {name for name in names if not LONE.search(name)}


def _sure(name: str) -> str:
    path = name.partition("!")[0]
    if is_url(name):
        return path
    around = name.endswith("/") and f"{spelled(os.getcwd())}/".startswith(spelled(name))
    last = path.rstrip("/").rpartition("/")[2]
    return "" if around or last in (".", "..") else last


def nearest(store: Store, wanted: Wanted, count: int = 3) -> list[str]:
    """The sources in ``store`` whose names are most like those that were asked for.

    Of a store with very many only the first ones are looked at.
    """
    held = (row.source.path for row in Quarantine(store.side).each())
    paths = islice(chain(_paths(store), held), _LOOKED_AT)
    known = {spelled(path): path for path in paths}
    found: list[str] = []
    for name in sorted(wanted.sources):
        asked = spelled(without_secrets(name).partition("!")[0]).rstrip("/")
        found += get_close_matches(asked, known, count, _LIKE)
    return [known[name] for name in dict.fromkeys(found)][:count]


def _paths(store: Store) -> Iterator[str]:
    """The path of every source; a database tells each once."""
    if isinstance(store, SqlStore):
        with store.side.read() as connection:
            query = "SELECT DISTINCT source_path FROM articles ORDER BY 1"
            yield from connection.exec_driver_sql(query).scalars()
    else:
        yield from dict.fromkeys(record["source"]["path"] for record in store)
