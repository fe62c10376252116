"""One database of veille: how it is read, written and versioned, on whatever server or file.

A :class:`Database` holds the quarantine, the runs and the restored segments of a store, and the
results too where the store is a database itself. :mod:`nlp.store.sqlite` and
:mod:`nlp.store.postgres` say how each kind is opened and locked.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError
from nlp.store.base import store_errors

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

BUSY_SECONDS = 60.0
"""How long a writer waits for another one before it gives up."""

PATIENCE_SECONDS = 5.0
"""How long it does so without a word."""

_LOG = logging.getLogger(__name__)  # on standard error, unless the program says otherwise


@contextmanager
def waiting_told(name: str) -> Iterator[None]:
    """Say once what is waited for where the body takes longer than :data:`PATIENCE_SECONDS`."""
    line = "veille: waiting for %s: another program holds it, or its server does not answer"
    timer = threading.Timer(PATIENCE_SECONDS, _LOG.warning, (line, name))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Database(ABC):
    """The tables of ``metadata``, made or brought up to date when it is opened for writing.

    ``name`` stands in messages and holds no password. ``read_only`` refuses every change; a
    database of an older schema is then read as it is. Raises :class:`ConfigError` when it was
    written by a newer veille or holds tables of something else, and
    :class:`nlp.errors.StoreLost` when it cannot be opened.
    """

    def __init__(self, name: str, metadata: MetaData, *, read_only: bool = False) -> None:
        self.name = name
        self.read_only = read_only
        with store_errors(self.name):
            self.engine = self._make_engine()
            try:
                self._prepare(metadata)
            except BaseException:
                self.engine.dispose()
                raise

    @abstractmethod
    def insert(self, table: Table) -> Any:
        """The INSERT of this kind of database, which knows ``on_conflict_do_...``."""

    @abstractmethod
    def scrub(self) -> None:
        """Give up the space of deleted rows, so that their bytes are in no file any more.

        Raises :class:`nlp.errors.StoreLost` where another program is in the way; what was deleted
        stays deleted, and it can be called again.
        """

    @abstractmethod
    def _make_engine(self) -> Engine:
        """Connections to the database; nothing is written yet."""

    @abstractmethod
    def _reading(self) -> dict[str, Any]:
        """Execution options of a connection that only reads, from one consistent view."""

    def _own(self, connection: Connection) -> None:  # noqa: B027
        """Take or check the write lock, at the start of a transaction that writes."""

    def _see(self, connection: Connection) -> None:  # noqa: B027
        """Say which tables are meant, at the start of a transaction that reads."""

    def _connect(self) -> Connection:
        return self.engine.connect()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; commits at the end, rolls back on an error.

        Two processes that write wait for each other, so neither fails half-way.
        """
        with store_errors(self.name), ExitStack() as opened:
            with waiting_told(self.name):
                connection = opened.enter_context(self._connect())
                opened.enter_context(connection.begin())
                self._own(connection)
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view for reading; takes no lock that would stop a writer."""
        with (
            store_errors(self.name),
            self._connect().execution_options(**self._reading()) as connection,
            connection.begin(),
        ):
            self._see(connection)
            yield connection

    def made(self) -> bool:
        """Whether the tables of veille are there; a database opened for reading may lack them."""
        from nlp.store.migrations import schema_version

        with self.read() as connection:
            return schema_version(connection) is not None

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _prepare(self, metadata: MetaData) -> None:
        """Check the schema; make the tables or bring them up to date where that is needed."""
        from nlp.store.migrations import VERSION, bring_up, schema_version

        with self.read() as connection:
            found, version = _tables(connection), schema_version(connection)
        if version is None and found & set(metadata.tables):
            raise ConfigError(f"{self.name} holds tables of another program; give another place")
        if version is not None and version > VERSION:
            raise ConfigError(
                f"{self.name} was written by a newer veille (schema {version}, this one knows"
                f" {VERSION}); upgrade veille or give another place"
            )
        current = version == VERSION and set(metadata.tables) <= found
        if not self.read_only and not current:
            with self.write() as connection:
                bring_up(self, connection, metadata)


def _tables(connection: Connection) -> set[str]:
    from sqlalchemy import inspect

    return set(inspect(connection).get_table_names())
