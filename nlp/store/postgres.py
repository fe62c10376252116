"""PostgreSQL: how a database on a server is named, reached and locked.

``postgresql://user@host/db`` (also ``postgres://`` and ``postgresql+psycopg://``) is opened through
psycopg 3. A password may stand in the URL, but veille neither prints nor stores it; PGPASSWORD,
``~/.pgpass`` and service files work as with any libpq program. A server that goes away between two
transactions, as in a restart, is waited for; one that goes away inside one ends the run.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from nlp.errors import ConfigError, StoreLost
from nlp.store.base import store_errors
from nlp.store.database import BUSY_SECONDS, Database

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine, MetaData, Table

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")

_LOCK = 0x7665696C6C65  # "veille": the advisory lock that writers take
_CONNECT = {
    "connect_timeout": 10,
    "application_name": "veille",
    "prepare_threshold": None,  # connection poolers lose prepared statements
}
_WITH_TEXT = (
    *("articles", "authors", "segments", "edits", "events", "facts", "names", "checks"),
    *("quarantine", "restored"),
)
_NARROW = (  # for a transaction, as a pooler gives the next one to another connection
    "SELECT set_config('search_path', quote_ident(current_schema()), {})"
    " WHERE current_schema() IS NOT NULL"
)
_HOLDING = """
SELECT n.nspname FROM unnest(current_schemas(false)) WITH ORDINALITY AS path (name, place)
JOIN pg_namespace n ON n.nspname = path.name
WHERE (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
AND c.relname IN ('veille', 'quarantine', 'runs')) = 3 ORDER BY path.place
"""
_SECRET = frozenset({"password", "sslpassword"})


class PostgresDatabase(Database):
    """A database on a PostgreSQL server, with the tables of ``metadata``.

    ``url`` is what :func:`parsed` gives. Writers take one advisory lock for each transaction, so
    rows are numbered in the order in which they become visible, and two writers never deadlock.
    Only the schema that the connection finds first is looked at (``_NARROW``): a table of a
    later one in the search path would be taken for one of this store.
    ``busy_seconds`` is how long a writer waits for another, and how long a server that was there
    before is waited for. See :class:`nlp.store.database.Database` for what it raises.
    """

    def __init__(
        self,
        url: URL,
        metadata: MetaData,
        *,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self._url = url
        self._busy_seconds = busy_seconds
        self._reached = False
        super().__init__(shown(url), metadata, read_only=read_only)

    def insert(self, table: Table) -> Any:
        """PostgreSQL's INSERT."""
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)

    def scrub(self) -> None:
        """Write the tables that hold text anew (VACUUM FULL); each is locked meanwhile.

        PostgreSQL keeps what it wrote before in its write-ahead log until that is recycled.
        """
        from sqlalchemy import text

        told: list[str] = []
        with store_errors(self.name), self._connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.add_notice_handler(lambda notice: told.append(notice.message_primary))
            connection.exec_driver_sql(_NARROW.format("false"))
            wait = {"wait": f"{round(self._busy_seconds * 1000)}ms"}
            connection.execute(text("SELECT set_config('lock_timeout', :wait, false)"), wait)
            there = [name for name in _WITH_TEXT if connection.dialect.has_table(connection, name)]
            connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(there)}")
            connection.invalidate()  # with its settings and its notice handler
        if told:
            raise StoreLost(
                f"{self.name}: the rows are deleted, but not their space: {'; '.join(told)}"
                " (let the owner of the tables erase again, or run VACUUM FULL)"
            )

    def _make_engine(self) -> Engine:
        from sqlalchemy import create_engine

        try:
            return create_engine(
                self._url,
                connect_args={k: v for k, v in _CONNECT.items() if k not in self._url.query},
                pool_pre_ping=True,
                hide_parameters=True,  # no text of an article in a traceback
                json_serializer=_as_it_is,
                json_deserializer=_as_it_is,
            )
        except ImportError as error:
            raise ConfigError("PostgreSQL needs psycopg: pip install 'veille[postgres]'") from error

    def _reading(self) -> dict[str, Any]:
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def _see(self, connection: Connection) -> None:
        connection.exec_driver_sql(_NARROW.format("true"))

    def _connect(self) -> Connection:
        """A connection that works. Only a server that was reached before is waited for."""
        from sqlalchemy.exc import OperationalError

        deadline = time.monotonic() + (self._busy_seconds if self._reached else 0)
        while True:
            try:
                connection = self.engine.connect()
            except OperationalError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.2)
            else:
                self._reached = True
                return connection

    def _own(self, connection: Connection) -> None:
        from sqlalchemy import text

        wait = f"{round(self._busy_seconds * 1000)}ms"
        self._see(connection)
        connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": wait})
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def _prepare(self, metadata: MetaData) -> None:
        with self.read() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise ConfigError(
                f"{self.name} has the character set {encoding}, which cannot hold every text;"
                " make a database with createdb -E UTF8 -T template0"
            )
        self._check_schema()
        super()._prepare(metadata)

    def _check_schema(self) -> None:
        """Raise :class:`ConfigError` where the first schema of the search path has no store and a
        later one has: nobody can tell which is meant."""
        with store_errors(self.name), self._connect() as connection:
            first = connection.exec_driver_sql("SELECT current_schema()").scalar()
            found = list(connection.exec_driver_sql(_HOLDING).scalars())
        if found and first not in found:
            ways = " or ".join(f"options=-csearch_path%3D{quote(n)}" for n in (found[0], first))
            raise ConfigError(
                f"{self.name} has a store in the schema {found[0]}, but the connection finds the"
                f" schema {first} first; say in the URL which is meant: ?{ways}"
            )


def is_postgres(url: str) -> bool:
    """Whether ``url`` names a database on a PostgreSQL server."""
    return url.partition(":")[0] in SCHEMES


def parsed(url: str) -> URL:
    """SQLAlchemy's URL of ``url``. Raises :class:`ConfigError`, which never tells a password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        found = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise ConfigError(
            f"{without_password(url)!r} is no URL; write postgresql://user@host:port/database"
        ) from error.with_traceback(None)
    if not found.database:
        raise ConfigError(
            f"{shown(found)} names no database; write postgresql://user@host/database"
        )
    return found


def shown(url: URL) -> str:
    """The URL without a password: a command with it can be copied, and libpq finds the password."""
    from sqlalchemy import URL

    query = {name: value for name, value in url.query.items() if name not in _SECRET}
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)


def without_password(url: str) -> str:
    """Any URL as text, even a wrong one, without what stands between the user's name and an @."""
    head, at, tail = url.rpartition("@")
    named = re.match(r"([a-z][\w+.-]*:(?://)?[^:/@?#]*):", head, re.I)
    return f"{named[1]}{at}{tail}" if named else url


def _as_it_is(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value
