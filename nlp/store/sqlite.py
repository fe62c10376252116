"""SQLite: a database in one file, or in memory.

Writers take the write lock at the start of a transaction (``BEGIN IMMEDIATE``), so two processes
wait for each other instead of failing half-way. The journal is a write-ahead log with full
synchronisation: a committed batch survives a kill and a power cut, and readers (Datasette) never
block the writer.

Readers share an index of that log, a file that SQLite makes beside the database. Where the folder
cannot be written and nothing is in the log, the file alone is read (``immutable``), anew each time.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError, StoreLost
from nlp.store.base import store_errors
from nlp.store.database import BUSY_SECONDS, Database, waiting_told

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

_COPY = (
    "{0} has a write-ahead log beside it, which cannot be read where nothing can be written; copy it"
    " with its -wal to another folder, or open it once where it can be written"
)

_FOLDER = (
    "{0} cannot be written: nothing can be made in its folder ({1}), where SQLite keeps a log beside"
    " it; copy it to another folder, or let this one be written"
)


class SqliteDatabase(Database):
    """A SQLite file with the tables of ``metadata``; ``None`` for ``path`` keeps it in memory.

    ``busy_seconds`` is how long a writer waits for another. See
    :class:`nlp.store.database.Database` for what it raises.
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
        self._busy_seconds = busy_seconds
        self._file: tuple[int, int] | None = None
        name = str(path) if path else "a database in memory"
        if path and path.is_dir():
            raise ConfigError(f"{name} is a folder and no database; name a file")
        if path and not read_only:
            with store_errors(name):
                path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(name, metadata, read_only=read_only)
        self._file = self._identity()

    def insert(self, table: Table) -> Any:
        """SQLite's INSERT."""
        from sqlalchemy.dialects.sqlite import insert

        return insert(table)

    def scrub(self) -> None:
        """Write the whole file anew (VACUUM) and empty the write-ahead log."""
        if self.path is None:
            return
        with store_errors(self.name):
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM").close()
                log = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, *_ = log.fetchone()
                log.close()
            finally:
                connection.close()
        if busy:
            raise StoreLost(
                f"{self.name} is being read by another program, which keeps the erased text in its"
                " write-ahead log; close that program and erase again"
            )

    def _make_engine(self) -> Engine:
        if self.path and self.read_only and not self.path.exists():
            raise FileNotFoundError(2, "no such file", str(self.path))
        return _engine(self.path, self.read_only, self._busy_seconds)

    def _reading(self) -> dict[str, Any]:
        return {"veille_reads": True}

    def _own(self, _: Connection) -> None:
        """The lock was taken by BEGIN; here the file is looked at.

        Raises :class:`StoreLost` when it was taken away or replaced since it was opened: SQLite
        would go on writing to a file that has no name any more.
        """
        if self._file and self._identity() != self._file:
            raise StoreLost(f"{self.name} was taken away or replaced while it was in use")

    def _identity(self) -> tuple[int, int] | None:
        """What tells the file from another of the same name; None when there is none."""
        if self.path is None or not self.path.exists():
            return None
        found = self.path.stat()
        return found.st_dev, found.st_ino

    def _prepare(self, metadata: MetaData) -> None:
        """Set the journal mode and prepare the tables.

        Changing the journal mode does not wait for other openers as other locks do, so it is tried
        again until the time is over that a writer waits.
        """
        deadline = time.monotonic() + self._busy_seconds
        while True:
            try:
                if not self.read_only:
                    with store_errors(self.name), waiting_told(self.name):
                        _use_write_ahead_log(self.engine)
                return super()._prepare(metadata)
            except StoreLost as error:
                if self.path and self.read_only and _locked_up(self.path):
                    raise StoreLost(_COPY.format(self.name)) from error
                if self.path and not self.read_only and not os.access(self.path.parent, os.W_OK):
                    raise StoreLost(_FOLDER.format(self.name, self.path.parent)) from error
                # the cause alone: the message also holds the path, which may be named anything
                if "locked" not in str(error.__cause__) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _engine(path: Path | None, read_only: bool, busy_seconds: float) -> Engine:
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool, QueuePool, StaticPool

    # one connection for all threads where it is in memory; who has threads lets one in at a time
    asked: dict[str, Any] = {"timeout": busy_seconds, "check_same_thread": False}
    pool: Any = QueuePool if path else StaticPool
    more: dict[str, Any] = {"connect_args": asked}
    if path and read_only and not os.access(path.parent, os.W_OK):
        pool, more = NullPool, {"creator": lambda: _looked_at(path, asked)}
    engine = create_engine(
        URL.create("sqlite", database=str(path) if path else None),
        poolclass=pool,
        **more,
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


def _looked_at(path: Path, asked: dict[str, Any]) -> Any:
    """A connection where nothing can be made beside ``path``: to the file alone, unless something
    is in its log, or may come in, as somebody who can write there has it open."""
    import sqlite3

    alone = "" if _has_log(path) else "&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode=ro{alone}"
    return sqlite3.connect(uri, uri=True, **asked)


def _has_log(path: Path) -> bool:
    log, index, journal = (Path(f"{path}{end}") for end in ("-wal", "-shm", "-journal"))
    empty = not log.exists() or (log.stat().st_size == 0 and not index.exists())
    return journal.exists() or not empty


def is_blank(path: Path) -> bool:
    """Whether a file has no byte, nor anything in its log: of a copy that was cut short, or made by
    `touch`."""
    return path.is_file() and path.stat().st_size == 0 and not _has_log(path)


def _locked_up(path: Path) -> bool:
    """Whether something is in the log that nobody can read where the database lies."""
    return path.exists() and not os.access(path.parent, os.W_OK) and _has_log(path)


def _use_write_ahead_log(engine: Engine) -> None:
    """Outside a transaction, where alone the journal mode can be changed; it stays in the file."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL").close()
    finally:
        connection.close()
