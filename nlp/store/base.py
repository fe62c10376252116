"""What every store promises, and the one place where its errors are told apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from nlp.errors import DiskFull, StopRun, StoreLost, is_disk_full
from nlp.record import Record

if TYPE_CHECKING:
    from nlp.store.database import Database


class Store(Protocol):
    """A place that keeps result records, one for each key, and never loses or doubles one.

    ``url`` names it as the user did, without a password. ``side`` is the database that holds the
    quarantine, the runs and the restored segments: the store's own for SQLite and PostgreSQL,
    ``<out>.veille.db`` for files. All methods raise :class:`StoreLost` when the store cannot be reached or is damaged, and
    :class:`DiskFull` when there is no space left; in both cases nothing of the batch is visible.
    One key in the place of ``keys`` is a ``TypeError``.
    """

    url: str
    side: Database

    def put(self, records: Sequence[Record]) -> list[bool]:
        """Keep ``records`` in one step; True for each newly stored, False for one already there.

        When it returns, the batch is on disk. A second record of the same key is never kept.
        """
        ...

    def missing(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that the store does not hold."""
        ...

    def get(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records of those ``keys`` that the store holds."""
        ...

    def count(self) -> int:
        """How many records the store holds."""
        ...

    def __iter__(self) -> Iterator[Record]:
        """All records, oldest first."""
        ...

    def erase(self, keys: Sequence[str]) -> int:
        """Take the records of ``keys`` out for good; how many there were.

        Files and parts are written anew without them; a database gives up the space when its
        ``side`` is scrubbed. A kill in between leaves the store as it was or with some of them
        gone.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def pages(keys: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """``keys`` without doubles, ``size`` at a time: databases bound the values of a query.

    Raises ``TypeError`` for one key in the place of a list, when it is begun.
    """
    if isinstance(keys, str):  # else each letter would be a key
        raise TypeError("a list of keys is wanted, not one: [key]")
    unique = iter(dict.fromkeys(keys))
    while page := list(islice(unique, size)):
        yield page


@contextmanager
def store_errors(name: str) -> Iterator[None]:
    """Turn what a database or file system raises into :class:`DiskFull` or :class:`StoreLost`."""
    try:
        yield
    except StopRun:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise DiskFull(
                f"no space left where {name} is written; make room and run again to go on"
            ) from error
        if _is_lost(error):
            raise StoreLost(f"{name} cannot be used: {_told(error)}") from error
        raise


def _is_lost(error: Exception) -> bool:
    """True for faults of the storage, False for faults of our own (a wrong SQL statement)."""
    origin = getattr(error, "orig", None) or error
    if isinstance(origin, sqlite3.OperationalError):
        return "syntax error" not in str(origin) and "no such column" not in str(origin)
    if _of_postgres(origin):
        kinds = {kind.__name__ for kind in type(origin).__mro__}
        return not kinds.isdisjoint(_SERVER_FAULTS) or _sqlstate(origin) in _STATES
    return isinstance(origin, OSError) or type(origin) is sqlite3.DatabaseError


def _of_postgres(error: object) -> bool:
    return type(error).__module__.partition(".")[0] == "psycopg"  # which may not be installed


def _sqlstate(error: object) -> str | None:
    return getattr(error, "sqlstate", None)


def _told(error: Exception) -> str:
    """What the database or system says, on one line, and what can be done."""
    origin = getattr(error, "orig", None) or error
    text = " ".join(str(origin).split())
    hint = next((more for sign, more in _WORDS.items() if sign in text), None)
    if _of_postgres(origin):
        hint = _STATES.get(_sqlstate(origin) or "", hint or _GO_ON)
    return f"{text} ({hint})" if hint else text


_SERVER_FAULTS = ("OperationalError", "InterfaceError", "InternalError")
_GO_ON = "look after the server, then run the same command again to go on"
_WHO = "give the password in PGPASSWORD or ~/.pgpass, or another user in the URL"

_WORDS = {  # what SQLite says, and a PostgreSQL server that lets nobody in yet
    "database is locked": "another program holds it; close that one or wait",
    "file is not a database": "it is another kind of file, or damaged",
    "disk image is malformed": "it is damaged; restore a copy or start a new one",
    "readonly database": "no right to write there",
    "password authentication failed": _WHO,
    "no password supplied": _WHO,
    " does not exist": "make it with createdb -E UTF8",
}

_STATES = {  # SQLSTATEs of PostgreSQL
    "25006": "it cannot be written; a standby server or a read-only setting?",
    "42501": "the user of the URL has no right to do that there",
    "53300": "too many connections; end some or raise max_connections",
    "55P03": "another program holds the write lock; close that one or wait",
    "57P01": "it was shut down or restarted; run the same command again to go on",
    "57P03": "it is starting or shutting down; run the same command again to go on",
}
