"""Stores in a database: one row for each result, and its parts in tables that a person can query."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError
from nlp.record import Record, dumps, loads
from nlp.store.base import pages
from nlp.store.database import BUSY_SECONDS, Database

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

_PAGE = 500  # keys or rows asked for at once
_ALTERNATIVES = 200  # in one question: SQLite takes no expression deeper than 1,000


class SqlStore:
    """Result records in a SQLite file or on a PostgreSQL server, through SQLAlchemy Core.

    The columns of ``articles`` repeat what people filter on; ``record`` holds the whole record as
    JSON. A batch is one transaction. See :class:`nlp.store.base.Store` for the promises. ``url``
    names the store; the tables of ``side`` are :data:`nlp.store.tables.STORE`.
    """

    def __init__(self, url: str, side: Database) -> None:
        from nlp.store.tables import STORE

        self.url = url
        self.side = side
        self._tables = STORE.tables

    def put(self, records: Sequence[Record]) -> list[bool]:
        """Insert the records whose key is not there, with their parts, in one transaction."""
        unique: dict[str, Record] = {}
        for record in records:
            unique.setdefault(record["key"], record)
        with self.side.write() as connection:
            new = self._insert_articles(connection, list(unique.values()))
            for name, rows in _CHILDREN.items():
                found = [
                    {"article": seq, "number": number, **row}
                    for key, seq in new.items()
                    for number, row in enumerate(rows(unique[key]))
                ]
                if found:
                    connection.execute(self._tables[name].insert(), found)
        # pop: of several records of one key in a batch, only the first was stored
        return [new.pop(record["key"], None) is not None for record in records]

    def missing(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that have no row."""
        return set(keys) - {key for key, _ in self._select(keys, "key", "key")}

    def superseded(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` whose row is not the one that ``latest`` shows of the article."""
        if not keys:  # of most batches: a database need not be asked
            return set()
        query, column = self._beaten(), self._articles.c.key
        with self.side.read() as connection:
            return {
                key
                for page in pages(keys, _PAGE)
                for key in connection.scalars(query.where(column.in_(page)))
            }

    def all_superseded(self) -> list[tuple[str, str, str, str]]:
        """Content hash, key, model hash and configuration hash of all rows that ``latest`` does not
        show, oldest first."""
        columns = self._articles.c
        made = columns.content_hash, columns.key, columns.model_hash, columns.config_hash
        asked = self._beaten().with_only_columns(*made)
        with self.side.read() as connection:
            return [(*row,) for row in connection.execute(asked.order_by(columns.seq))]

    def get(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records of those ``keys`` that are there."""
        return {key: loads(record) for key, record in self._select(keys, "key", "record")}

    def count(self) -> int:
        """How many rows ``articles`` has."""
        from sqlalchemy import func, select

        with self.side.read() as connection:
            return connection.scalar(select(func.count()).select_from(self._articles)) or 0

    def __iter__(self) -> Iterator[Record]:
        """All records, oldest first, read page by page."""
        yield from self._those()

    def mentioning(self, ids: Collection[str], fragments: Collection[str]) -> Iterator[Record]:
        """The records with one of ``ids``, and those whose JSON holds one of ``fragments``; of several
        of them a record may come more than once."""
        from sqlalchemy import Text, cast, or_

        whole = cast(self._articles.c.record, Text)
        for page in pages(ids, _PAGE):
            yield from self._those(self._articles.c.id.in_(page))
        for page in pages(fragments, _ALTERNATIVES):
            yield from self._those(or_(*(whole.contains(one, autoescape=True) for one in page)))

    def _those(self, *asked: ColumnElement[bool]) -> Iterator[Record]:
        """The records of which all that is asked is so, oldest first, read page by page."""
        from sqlalchemy import select

        table, last = self._articles, 0
        while True:
            query = select(table.c.seq, table.c.record).where(table.c.seq > last, *asked)
            with self.side.read() as connection:
                rows = connection.execute(query.order_by(table.c.seq).limit(_PAGE)).all()
            yield from (loads(row.record) for row in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1].seq

    def erase(self, keys: Sequence[str]) -> int:
        """Delete the rows and their parts, in one transaction."""
        table, gone = self._articles, 0
        with self.side.write() as connection:
            for page in pages(keys, _PAGE):
                gone += connection.execute(table.delete().where(table.c.key.in_(page))).rowcount
        return gone

    def close(self) -> None:
        """Close the file, or the connections to the server."""
        self.side.close()

    @property
    def _articles(self) -> Table:
        return self._tables["articles"]

    def _beaten(self) -> Select[tuple[str]]:
        """Asks for the keys of rows that have a newer one of the same article."""
        from sqlalchemy import select

        table = self._articles
        newer = table.alias("newer")
        beaten = newer.c.content_hash == table.c.content_hash, newer.c.seq > table.c.seq
        return select(table.c.key).where(select(newer.c.seq).where(*beaten).exists())

    def _select(self, keys: Sequence[str], *columns: str) -> list[Any]:
        from sqlalchemy import select

        table = self._articles
        wanted = [table.c[name] for name in columns]
        with self.side.read() as connection:
            return [
                row
                for page in pages(keys, _PAGE)
                for row in connection.execute(select(*wanted).where(table.c.key.in_(page)))
            ]

    def _insert_articles(self, connection: Connection, records: list[Record]) -> dict[str, int]:
        """Insert what is new; key and row number of each row inserted."""
        if not records:
            return {}
        table = self._articles
        statement = (
            self.side.insert(table)
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(table.c.key, table.c.seq)
        )
        rows = connection.execute(statement, [_article_row(record) for record in records])
        return {row.key: row.seq for row in rows}


_SAME = ("key", "id", "content_hash", "lang", "published", "title", "title_en", "confidence")
_BODIES = ("body", "body_en")


def _article_row(record: Record) -> dict[str, Any]:
    primary = (event["type"] for event in record["events"] if event["primary"])
    return {
        **{name: record[name] for name in _SAME + _BODIES},
        "primary_event": next(primary, None),
        "set_aside": sum(s["label"] in ("boilerplate", "spam") for s in record["segments"]),
        "source_path": record["source"]["path"],
        "source_member": record["source"]["member"],
        "source_line": record["source"]["line"],
        "model_hash": record["provenance"]["model_hash"],
        "config_hash": record["provenance"]["config_hash"],
        "record": dumps(record),
    }


def _some(rows: list[Record], *names: str) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def _segment_rows(record: Record) -> list[dict[str, Any]]:
    return [{**s, "reasons": "; ".join(s["reasons"])} for s in record["segments"]]


_CHILDREN = {
    "authors": lambda r: [{"name": name} for name in r["authors"]],
    "segments": _segment_rows,
    "edits": lambda r: _some(r["edits"], "segment", "found", "fixed", "class", "reason", "score"),
    "events": lambda r: _some(r["events"], "type", "score", "primary"),
    "facts": lambda r: _some(
        r["facts"], "kind", "text", "event", "segment", "value", "currency", "date"
    ),
    "names": lambda r: [{"name": name} for name in r["names"]],
    "checks": lambda r: _some(r["checks"], "kind", "detail", "segment"),
}


def on_file(path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> SqlStore:
    """The store in a SQLite file; one that is not there or has no byte reads as an empty store."""
    from nlp.store.sqlite import SqliteDatabase, is_blank
    from nlp.store.tables import STORE

    absent = read_only and (not path.exists() or is_blank(path))
    side = SqliteDatabase(
        None if absent else path,
        STORE,
        read_only=read_only and not absent,
        busy_seconds=busy_seconds,
    )
    return SqlStore(f"sqlite:///{path}", side)


def on_server(
    url: str,
    *,
    read_only: bool = False,
    must_exist: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> SqlStore:
    """The store in a PostgreSQL database; one without tables reads as an empty store.

    Raises :class:`ConfigError` where there are none and ``must_exist`` is set.
    """
    from nlp.store.postgres import PostgresDatabase, parsed, shown
    from nlp.store.sqlite import SqliteDatabase
    from nlp.store.tables import STORE

    place = parsed(url)
    if read_only or must_exist:
        looked = PostgresDatabase(place, STORE, read_only=True, busy_seconds=busy_seconds)
        there = looked.made()
        if there and read_only:
            return SqlStore(shown(place), looked)
        looked.close()
        if must_exist and not there:
            raise ConfigError(f"there is no store at {shown(place)}")
        if not there:
            return SqlStore(shown(place), SqliteDatabase(None, STORE))
    side = PostgresDatabase(place, STORE, busy_seconds=busy_seconds)
    return SqlStore(shown(place), side)
