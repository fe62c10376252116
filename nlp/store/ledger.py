"""The ledger of a store that is made of files or objects: which record lies where, and what is committed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import ConfigError
from nlp.record import Record
from nlp.store.base import pages, store_errors
from nlp.store.database import Database
from nlp.store.places import files_of
from nlp.store.postgres import PostgresDatabase, is_postgres, parsed, shown
from nlp.store.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Ledger:
    """Keys and places of records in the database at the side of a store.

    ``place`` is a path or the URL of a PostgreSQL database. With ``read_only`` they are gathered
    in memory instead, and ``side`` refuses every change. The files are the truth: a ledger that was
    lost is made again from them. Its write lock is also what lets only one process at a time write
    to the files.
    """

    def __init__(self, place: Path | str, *, read_only: bool = False) -> None:
        from nlp.store.tables import SIDE

        self.place = shown(parsed(str(place))) if is_postgres(str(place)) else str(place)
        self.database: Database
        self._made = [] if read_only or side_exists(place) else _files(place)
        if read_only:
            self.database = SqliteDatabase(None, SIDE)
            self.side = _open(place, read_only=True) if side_exists(place) else self.database
        else:
            self.side = self.database = _open(place)
        self._parts, self._kept = SIDE.tables["parts"], SIDE.tables["kept"]
        self._notes = SIDE.tables["veille"]

    def claim(self, url: str) -> None:
        """Note that the database belongs to the store ``url``; raises where it is another's."""
        from sqlalchemy import select

        notes = self._notes
        with self.side.read() as connection:
            noted = connection.scalar(select(notes.c.value).where(notes.c.name == "store"))
        if noted not in (None, url):
            raise ConfigError(f"{self.side.name} belongs to {noted}; give {url} another ?side=")
        if not noted and not self.side.read_only:
            row = self.side.insert(notes).values(name="store", value=url)
            with self.side.write() as connection:
                connection.execute(row.on_conflict_do_nothing())

    def size(self, part: str, connection: Connection | None = None) -> int | None:
        """Committed bytes of ``part``; None when the ledger does not know it."""
        if connection is None:
            with self.database.read() as reading:
                return self.size(part, reading)
        from sqlalchemy import select

        query = select(self._parts.c.size).where(self._parts.c.name == part)
        return connection.scalar(query)

    def noted_size(self, part: str) -> int:
        """Committed bytes of ``part`` by the database itself, also where that is only read; 0 where it
        does not tell."""
        with self.side.read() as connection:
            return self.size(part, connection) or 0

    def parts(self, connection: Connection) -> set[str]:
        """Names of all parts entered."""
        return set(self.sizes(connection))

    def sizes(self, connection: Connection) -> dict[str, int]:
        """Committed bytes of every part."""
        from sqlalchemy import select

        query = select(self._parts.c.name, self._parts.c.size)
        return {row.name: row.size for row in connection.execute(query)}

    def known(self, connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Part and offset of those ``keys`` that are entered."""
        from sqlalchemy import select

        kept = self._kept
        found: dict[str, tuple[str, int]] = {}
        for page in pages(keys):
            query = select(kept.c.key, kept.c.part, kept.c.offset).where(kept.c.key.in_(page))
            found.update((row.key, (row.part, row.offset)) for row in connection.execute(query))
        return found

    def missing(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that are not entered."""
        with self.database.read() as connection:
            return set(keys) - self.known(connection, keys).keys()

    def choose(
        self, connection: Connection, records: Sequence[Record]
    ) -> tuple[list[Record], list[bool]]:
        """The records that are not entered, without doubles, and for each of all whether it is."""
        taken = set(self.known(connection, [record["key"] for record in records]))
        new, flags = [], []
        for record in records:
            flags.append(record["key"] not in taken)
            if flags[-1]:
                taken.add(record["key"])
                new.append(record)
        return new, flags

    def enter(
        self, connection: Connection, part: str, size: int, places: Mapping[str, int]
    ) -> None:
        """Note that ``part`` is committed up to ``size`` bytes and holds these keys."""
        upsert = self.database.insert(self._parts).values(name=part, size=size)
        connection.execute(
            upsert.on_conflict_do_update(index_elements=["name"], set_={"size": size})
        )
        rows = [{"key": k, "part": part, "offset": offset} for k, offset in places.items()]
        if rows:
            connection.execute(self._kept.insert(), rows)

    def forget(self, connection: Connection, part: str) -> None:
        """Take out a part that is gone, and the keys it held."""
        connection.execute(self._kept.delete().where(self._kept.c.part == part))
        connection.execute(self._parts.delete().where(self._parts.c.name == part))

    def count(self) -> int:
        """How many keys are entered."""
        from sqlalchemy import func, select

        with self.database.read() as connection:
            return connection.scalar(select(func.count()).select_from(self._kept)) or 0

    def close(self) -> None:
        """Close the database."""
        self.side.close()
        self.database.close()

    @contextmanager
    def opening(self, name: str) -> Iterator[Connection]:
        """The transaction in which the store ``name`` begins; one that is refused or fails is closed."""
        try:
            with self.database.write() as connection, store_errors(name):
                yield connection
        except ConfigError:  # what lies there is something else
            self.give_up()
            raise
        except BaseException:
            self.close()
            raise

    def give_up(self) -> None:
        """Close the database of a store that is refused, and take it away where it was made for that."""
        self.close()
        for path in self._made:
            path.unlink(missing_ok=True)


class LedgerStore:
    """What a store of files or objects asks its ledger alone."""

    _ledger: Ledger

    def missing(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that the ledger does not know."""
        return self._ledger.missing(keys)

    def count(self) -> int:
        """How many records the ledger knows."""
        return self._ledger.count()

    def close(self) -> None:
        """Close the ledger; files and objects are open only while they are written or read."""
        self._ledger.close()


def part_number(name: str) -> int:
    """The number in the name of a part; -1 where it has none, as somebody put it there."""
    found = re.match(r"part-(\d+)", name)
    return int(found[1]) if found else -1


def side_exists(place: Path | str) -> bool:
    """Whether there is a database of veille at ``place``."""
    if not is_postgres(str(place)):
        return Path(place).exists()
    with closing(_open(place, read_only=True)) as database:
        return database.made()


def _files(place: Path | str) -> list[Path]:
    """The files of a database that is about to be made; of one on a server, none."""
    return [] if is_postgres(str(place)) else files_of(Path(place))


def _open(place: Path | str, *, read_only: bool = False) -> Database:
    from nlp.store.tables import SIDE

    if is_postgres(str(place)):
        return PostgresDatabase(parsed(str(place)), SIDE, read_only=read_only)
    return SqliteDatabase(Path(place), SIDE, read_only=read_only)
