"""Versions of the schema, and the steps from each to the next, for SQLite and PostgreSQL alike.

A database notes its version in the table ``veille``. Opening it for writing takes every step that
it lacks, all in one transaction, under the write lock: a step that fails leaves the database as it
was. New tables are made by :mod:`nlp.store.tables` and need no step. A step is written in SQL that
both kinds know and names no object of ``tables.py``, which will go on changing after it. Opening
for reading takes no step, so code that reads must manage with what older versions have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

    from nlp.store.database import Database

VERSION = 5


def schema_version(connection: Connection) -> int | None:
    """The version that a database notes; None where it was not made by veille."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table("veille"):
        return None
    found = connection.scalar(text("SELECT value FROM veille WHERE name = 'schema'"))
    return None if found is None else int(found)


def bring_up(database: Database, connection: Connection, metadata: MetaData) -> None:
    """Take the steps that are missing, make the tables that are, and note the version."""
    version = schema_version(connection)
    for number in range((version or VERSION) + 1, VERSION + 1):
        STEPS[number](connection)
    metadata.create_all(connection)
    noted = database.insert(metadata.tables["veille"]).values(name="schema", value=str(VERSION))
    connection.execute(
        noted.on_conflict_do_update(index_elements=["name"], set_={"value": str(VERSION)})
    )


def digest_of(text: str) -> str:
    """sha256 (hex) of a text: what an index can hold however long the text is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _restored_by_digest(connection: Connection) -> None:
    """Restored segments under the digest of their text: PostgreSQL cannot index a long text."""
    from sqlalchemy import text

    names = "content_hash, text, segment, key, at"
    rows = connection.execute(text(f"SELECT {names} FROM restored")).mappings().all()
    connection.execute(text("DROP TABLE restored"))
    connection.execute(
        text(
            "CREATE TABLE restored (content_hash TEXT NOT NULL, digest TEXT NOT NULL,"
            " text TEXT NOT NULL, segment INTEGER NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,"
            " PRIMARY KEY (content_hash, digest))"
        )
    )
    insert = text(
        f"INSERT INTO restored (digest, {names})"
        " VALUES (:digest, :content_hash, :text, :segment, :key, :at)"
    )
    if rows:
        connection.execute(insert, [{**row, "digest": digest_of(row["text"])} for row in rows])


def _facts(connection: Connection) -> None:
    """The table ``facts`` is new and is made with the others. It is a version of its own because
    an older veille would erase articles without scrubbing that table."""


def _line_of_place(connection: Connection) -> None:
    """What waits is found by its line: all rows of one file were looked at for each batch of it."""
    from sqlalchemy import text

    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP INDEX IF EXISTS quarantine_place"))
        columns = "source_path, source_member, source_line"
        connection.execute(text(f"CREATE INDEX quarantine_place ON quarantine ({columns})"))
    else:
        connection.execute(text("CREATE INDEX quarantine_line ON quarantine (source_line)"))


def _authors(connection: Connection) -> None:
    """The table ``authors`` is new, as ``facts`` was in version 3."""


STEPS: Mapping[int, Callable[[Connection], None]] = {
    2: _restored_by_digest,
    3: _facts,
    4: _line_of_place,
    5: _authors,
}
"""What leads to each version from the one before."""
