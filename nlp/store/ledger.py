"""The ledger of a store that is made of files: which record lies where, and what is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.record import Record
from nlp.store.base import pages
from nlp.store.database import Database
from nlp.store.files import side_path
from nlp.store.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Ledger:
    """Keys and places of records in ``<out>.veille.db``.

    With ``read_only`` they are gathered in memory instead, and ``side`` refuses every change. The
    files are the truth: a ledger that was lost is made again from them. Its write lock is also
    what lets only one process at a time write to the files.
    """

    def __init__(self, out: Path, *, read_only: bool = False) -> None:
        from nlp.store.tables import SIDE

        path = side_path(out)
        self.database = SqliteDatabase(None if read_only else path, SIDE)
        self.side: Database = self.database
        if read_only and path.exists():
            self.side = SqliteDatabase(path, SIDE, read_only=True)
        self._parts, self._kept = SIDE.tables["parts"], SIDE.tables["kept"]

    def size(self, part: str, connection: Connection | None = None) -> int | None:
        """Committed bytes of ``part``; None when the ledger does not know it."""
        if connection is None:
            with self.database.read() as reading:
                return self.size(part, reading)
        from sqlalchemy import select

        query = select(self._parts.c.size).where(self._parts.c.name == part)
        return connection.scalar(query)

    def parts(self, connection: Connection) -> set[str]:
        """Names of all parts entered."""
        from sqlalchemy import select

        return set(connection.scalars(select(self._parts.c.name)))

    def known(self, connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Part and offset of those ``keys`` that are entered."""
        from sqlalchemy import select

        kept = self._kept
        found: dict[str, tuple[str, int]] = {}
        for page in pages(keys):
            query = select(kept.c.key, kept.c.part, kept.c.offset).where(kept.c.key.in_(page))
            found.update((row.key, (row.part, row.offset)) for row in connection.execute(query))
        return found

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
