"""One SQLite database of veille: how it is opened, locked and versioned.

Writers take the write lock at the start of a transaction (``BEGIN IMMEDIATE``), so two processes
wait for each other instead of failing half-way. The journal is a write-ahead log with full
synchronisation: a committed batch survives a kill and a power cut, and readers (Datasette) never
block the writer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError, StoreLost
from nlp.store.base import store_errors

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

SCHEMA_VERSION = 1
BUSY_SECONDS = 60.0


class Database:
    """A SQLite file with the tables of ``metadata``; ``None`` for ``path`` keeps it in memory.

    ``read_only`` opens an existing file and refuses every change. Raises :class:`ConfigError` when
    the file was written by a newer veille or holds tables of something else, and
    :class:`nlp.errors.StoreLost` when it cannot be opened.
    """

    def __init__(
        self,
        path: Path | None,
        metadata: MetaData,
        *,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self.path = path
        self.name = str(path) if path else "a database in memory"
        self.read_only = read_only
        self._file: tuple[int, int] | None = None
        with store_errors(self.name):
            if path and not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
            self.engine = _engine(path, read_only, busy_seconds)
            try:
                self._prepare(metadata, busy_seconds)
                self._file = self._identity()
            except BaseException:
                self.engine.dispose()
                raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; commits at the end, rolls back on an error.

        Raises :class:`StoreLost` when the file was taken away or replaced since it was opened:
        SQLite would go on writing to a file that has no name any more.
        """
        with store_errors(self.name), self.engine.begin() as connection:
            if self._file and self._identity() != self._file:
                raise StoreLost(f"{self.name} was taken away or replaced while it was in use")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view for reading; takes no lock that would stop a writer."""
        with (
            store_errors(self.name),
            self.engine.connect().execution_options(veille_reads=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file."""
        self.engine.dispose()

    def _identity(self) -> tuple[int, int] | None:
        """What tells the file from another of the same name; None when there is none."""
        if self.path is None or not self.path.exists():
            return None
        found = self.path.stat()
        return found.st_dev, found.st_ino

    def _prepare(self, metadata: MetaData, patience: float) -> None:
        """Set the journal mode and create or check the tables.

        Changing the journal mode does not wait for other openers as other locks do, so it is tried
        again until ``patience`` seconds are over.
        """
        from sqlalchemy.exc import OperationalError

        deadline = time.monotonic() + patience
        while True:
            try:
                if not self.read_only:
                    _use_write_ahead_log(self.engine)
                return self._check(metadata)
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _check(self, metadata: MetaData) -> None:
        from sqlalchemy import inspect

        with self.read() as connection:
            found = set(inspect(connection).get_table_names())
            version = _version(connection) if "veille" in found else None
        if version is None and found & set(metadata.tables):
            raise ConfigError(f"{self.name} holds tables of another program; give another file")
        if version is not None and version > SCHEMA_VERSION:
            raise ConfigError(
                f"{self.name} was written by a newer veille (schema {version}, this one knows"
                f" {SCHEMA_VERSION}); upgrade veille or give another file"
            )
        if not self.read_only and not set(metadata.tables) <= found:
            with self.write() as connection:
                metadata.create_all(connection)
                _stamp(connection)


def _engine(path: Path | None, read_only: bool, busy_seconds: float) -> Engine:
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import QueuePool, StaticPool

    if path and read_only and not path.exists():
        raise FileNotFoundError(2, "no such file", str(path))
    engine = create_engine(
        URL.create("sqlite", database=str(path) if path else None),
        # one connection for all threads where it is in memory; who has threads lets one in at a time
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
        poolclass=QueuePool if path else StaticPool,
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not before a DML
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = read_only or connection.get_execution_options().get("veille_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _use_write_ahead_log(engine: Engine) -> None:
    """Outside a transaction, where alone the journal mode can be changed; it stays in the file."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL").close()
    finally:
        connection.close()


def _version(connection: Connection) -> int:
    found = connection.exec_driver_sql("SELECT value FROM veille WHERE name='schema'").scalar()
    return int(found or 0)


def _stamp(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO veille (name, value) VALUES ('schema', ?)", (str(SCHEMA_VERSION),)
    )
