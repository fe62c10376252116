"""The full-text index of a store: a SQLite database beside it that can be thrown away at any time.

For a SQLite store it is ``<store>.search.db`` and takes in what is new whenever the page is asked:
records are never changed and their row numbers only grow, so the last number taken in says where to
go on. Nothing is written into the store itself. For stores of files the index is made at the start
and lives in a temporary folder. The text of a record that is no longer in the store does not stay
in its index: an index that holds what the store lacks is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    event,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from nlp.article import Article, Source
from nlp.classify import UNCERTAIN
from nlp.day import day_of
from nlp.record import Record, loads
from nlp.separate.sites import site_of
from nlp.stage import hash_of
from nlp.store.base import pages
from nlp.store.places import files_of
from nlp.store.sql import SqlStore
from nlp.store.sqlite import SqliteDatabase
from nlp.wording import ASIDE

if TYPE_CHECKING:
    from nlp.store import Store

BITS = {"check": 1, "repaired": 2, "aside": 4, "uncertain": 8}
"""How ``docs.flags`` holds what an article is marked with."""

_BATCH = 500  # records taken in by one transaction

INDEX = MetaData()
Table("veille", INDEX, Column("name", Text, primary_key=True), Column("value", Text))
DOCS = Table(
    "docs",
    INDEX,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("content_hash", Text, nullable=False, index=True),
    Column("lang", Text),
    Column("day", Text),
    Column("source", Text, nullable=False),
    Column("flags", Integer, nullable=False),
    Column(
        "events", Text, nullable=False
    ),  # types with a space between them, to be counted at once
    Column("latest", Boolean, nullable=False),
    Index("docs_by_day", "day", "seq"),  # not `latest`: most are, and counting them is a plain scan
)
EVENTS = Table(
    "doc_events",
    INDEX,
    Column("doc", ForeignKey("docs.seq"), primary_key=True),
    Column("type", Text, primary_key=True),
    Index("doc_events_by_type", "type", "doc"),
)
_TEXTS = "title, title_en, body, body_en"
event.listen(
    INDEX,
    "after_create",
    DDL(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5({_TEXTS}, content='',"
        " tokenize='unicode61 remove_diacritics 2')"
    ),
)

_RULES = "1"  # changes with what is written into the columns
VERSION = hash_of([_RULES, _TEXTS, [[t.name, *t.columns.keys()] for t in INDEX.sorted_tables]])
"""Of the layout; an index of another version is made anew."""

Say = Callable[[int, int], None]
"""Told how many records are taken in, and of how many."""

Rows = list[tuple[int, Record]]


class SearchIndex:
    """Titles and texts of a store's records, and what they are filtered by.

    ``path`` names the file; raises what :class:`nlp.store.sqlite.SqliteDatabase` raises.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = SqliteDatabase(path, INDEX)

    @classmethod
    def open(cls, path: Path, store: Store, say: Say = lambda done, total: None) -> SearchIndex:
        """The index at ``path``, made anew where it does not fit ``store``, with all that is in it."""
        found = cls(path)
        if not found.fits(store):
            found.close()
            for file in files_of(path):
                file.unlink(missing_ok=True)
            found = cls(path)
        found.catch_up(store, say)
        return found

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    @property
    def extent(self) -> tuple[int, int]:
        """How many records the index holds, and the last one's number."""
        with self.database.read() as connection:
            return _extent(connection)

    def fits(self, store: Store) -> bool:
        """Whether all that the index holds is in ``store`` still, under the numbers noted here."""
        with self.database.read() as connection:
            version = connection.exec_driver_sql(
                "SELECT value FROM veille WHERE name='search'"
            ).scalar()
            count, last = _extent(connection)
            key = connection.scalar(select(DOCS.c.key).where(DOCS.c.seq == last))
        if count == 0:
            return version in (None, VERSION)
        if version != VERSION or not isinstance(store, SqlStore):
            return False
        with store.side.read() as connection:
            held = connection.execute(
                text(
                    "SELECT count(*), max(key) FILTER (WHERE seq = :last) FROM articles"
                    " WHERE seq <= :last"
                ),
                {"last": last},
            ).one()
        return tuple(held) == (count, key)

    def catch_up(self, store: Store, say: Say = lambda done, total: None) -> int:
        """Take in what ``store`` has more; how many records that were."""
        taken, total = 0, store.count()
        with self.database.read() as connection:
            count, last = _extent(connection)
        batches = _newer(store, last) if isinstance(store, SqlStore) else _numbered(store, last)
        for batch in batches:
            self.add(batch)
            taken += len(batch)
            say(count + taken, total)
        return taken

    def add(self, rows: Rows) -> None:
        """Take in records with their numbers, in one transaction; those already there are passed."""
        with self.database.write() as connection:
            _, last = _extent(connection)
            rows = [(seq, record) for seq, record in rows if seq > last]
            if not rows:
                return
            last_of = {record["content_hash"]: seq for seq, record in rows}
            _supersede(connection, rows[0][0], last_of)
            newest = set(last_of.values())
            connection.execute(
                insert(DOCS), [_doc(seq, record, seq in newest) for seq, record in rows]
            )
            connection.exec_driver_sql(
                f"INSERT INTO texts (rowid, {_TEXTS}) VALUES (?, ?, ?, ?, ?)",
                [_text(seq, record) for seq, record in rows],
            )
            if told := [
                {"doc": seq, "type": type_} for seq, record in rows for type_ in types_of(record)
            ]:
                connection.execute(insert(EVENTS), told)
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO veille (name, value) VALUES ('search', ?)", (VERSION,)
            )

    def append(self, record: Record) -> None:
        """Take in one record of a store of files, which numbers none."""
        with self.database.read() as connection:
            if connection.scalar(select(DOCS.c.seq).where(DOCS.c.key == record["key"])):
                return
            _, last = _extent(connection)
        self.add([(last + 1, record)])


def _extent(connection: Connection) -> tuple[int, int]:
    """How many records the index holds, and the last one's number."""
    count, last = connection.execute(select(func.count(), func.max(DOCS.c.seq))).one()
    return count, last or 0


def _newer(store: SqlStore, last: int) -> Iterator[Rows]:
    query = text("SELECT seq, record FROM articles WHERE seq > :last ORDER BY seq LIMIT :most")
    while True:
        with store.side.read() as connection:
            found = connection.execute(query, {"last": last, "most": _BATCH}).all()
        if not found:
            return
        yield [(seq, loads(record)) for seq, record in found]
        last = found[-1][0]


def _numbered(store: Iterable[Record], last: int) -> Iterator[Rows]:
    records = iter(store)
    while batch := list(islice(records, _BATCH)):
        yield list(enumerate(batch, last + 1))
        last += len(batch)


def _doc(seq: int, record: Record, latest: bool) -> dict[str, Any]:
    return {
        "seq": seq,
        **{name: record[name] for name in ("key", "content_hash", "lang")},
        "day": day_of(record["published"]),
        "source": source_of(record),
        "flags": sum(BITS[flag] for flag in flags_of(record)),
        "events": " ".join(types_of(record)),
        "latest": latest,
    }


def _text(seq: int, record: Record) -> tuple[Any, ...]:
    """The texts of a record; where the English is the text as found, it is taken once."""
    same = {name: record[name] == record[f"{name}_en"] for name in ("title", "body")}
    found = {name: "" if same[name] else record[name] for name in same}
    return seq, found["title"], record["title_en"], found["body"], record["body_en"]


def types_of(record: Record) -> list[str]:
    """The types of a record, each once, in their order of the alphabet; of an uncertain one that."""
    found = record["events"]
    sure = not any(e["primary"] and e["type"] == UNCERTAIN for e in found)
    return sorted({"_".join(e["type"].split()) for e in found if sure or e["primary"]} - {""})


def _supersede(connection: Connection, first: int, hashes: Iterable[str]) -> None:
    """Of the records of one article only the newest is searched: those before ``first`` are old."""
    for page in pages(hashes):
        old = DOCS.c.content_hash.in_(page) & (DOCS.c.seq < first)
        connection.execute(update(DOCS).where(old).values(latest=False))


def flags_of(record: Record) -> list[str]:
    """What of :data:`BITS` an article is marked with."""
    told = {
        "check": bool(record["checks"]),
        "repaired": bool(record["edits"]),
        "aside": any(s["label"] in ASIDE for s in record["segments"]),
        "uncertain": any(e["primary"] and e["type"] == UNCERTAIN for e in record["events"]),
    }
    return [flag for flag, marked in told.items() if marked]


def source_of(record: Record) -> str:
    """The site that published an article, as far as the input tells (:mod:`nlp.separate.sites`)."""
    place = Source(**record["source"])
    return site_of(Article("", place, "", meta=dict(record["meta"])))


def keys_of(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """The keys of the records with these numbers, in their order."""
    found = dict(
        connection.execute(select(DOCS.c.seq, DOCS.c.key).where(DOCS.c.seq.in_(numbers))).all()
    )
    return [found[number] for number in numbers]
