"""The quarantine: every record that was rejected, with its reason and the way back to its bytes.

It lives in the database at the side of the store (:attr:`nlp.store.base.Store.side`). A row
is ``waiting``, ``replayed`` (a later run or a replay stored the record), ``released`` (a person
let it through), ``dismissed`` (a person gave it up) or ``gone`` (a later run read its document to
the end, and the record was there no more). The same rejected record met twice is one row.
:mod:`nlp.replay` replays and releases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nlp.article import Article
from nlp.errors import ConfigError
from nlp.held import Held, Status, held_of, row_of
from nlp.read.again import is_missing
from nlp.stage import Reason, Rejected
from nlp.store import waiting
from nlp.store.base import pages

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from nlp.store.database import Database

_PAGE = 200  # rows held or deleted at once
_MARKED = 5_000  # rows marked by one statement
_TOLD_ANEW = ("stage", "reason", "detail", "error", "key", "article")


class Quarantine:
    """Rejected records in a database of veille.

    Raises :class:`nlp.errors.StoreLost` and :class:`nlp.errors.DiskFull` as the stores do.
    """

    def __init__(self, side: Database) -> None:
        from nlp.store.tables import SIDE

        self._side = side
        self._table = SIDE.tables["quarantine"]
        self._older: dict[int, bool] = {}  # by run: whether there were rows before it
        self._folders = waiting.Folders()

    def add(
        self,
        rejections: Sequence[Rejected],
        *,
        keys: Sequence[str | None] | None = None,
        run: int | None = None,
    ) -> None:
        """Enter ``rejections`` in one transaction; ``keys`` are those of their articles.

        One that is there already keeps its number and time. It waits again when it was settled
        under another key (a new model rejected what an older one let through), and when it still
        cannot be read: another record of its place was. One that waits and is rejected for another
        reason now is the same row, with the new reason. What was dismissed stays so when it is met again.
        """
        from sqlalchemy import and_, case, func, or_

        if not rejections:
            return
        table = self._table
        statement = self._side.insert(table)
        new = statement.excluded
        again = or_(table.c.key.is_distinct_from(new.key), new.content_hash.is_(None))
        statement = statement.on_conflict_do_update(
            index_elements=["fingerprint"],
            set_={
                "status": case(
                    (and_(again, table.c.status != "dismissed"), "waiting"), else_=table.c.status
                ),
                **{name: new[name] for name in _TOLD_ANEW},
                "run": case((table.c.run > new.run, table.c.run), else_=new.run),  # of two at once
                "source": case(  # of the same place, where reading may stop for good now
                    (new.content_hash.is_(None), new.source), else_=table.c.source
                ),
                "raw": func.coalesce(new.raw, table.c.raw),  # a replay may not have them
            },
        )
        all_keys = keys or [None] * len(rejections)
        rows = [row_of(r, key, run) for r, key in zip(rejections, all_keys, strict=True)]
        with self._side.write() as connection:
            if self._has_older(connection, run):
                self._tell_apart(connection, rows, run)
                marks = [row["fingerprint"] for row in rows]
                self._take_over(connection, dict(zip(marks, rejections, strict=True)), run)
            connection.execute(statement, rows)

    def known(self, keys: Sequence[str]) -> dict[str, Reason]:
        """Those of ``keys`` whose article waits here or was dismissed, with the reason."""
        return {key: Reason(reason) for key, reason in self._of(keys, "waiting", "dismissed")}

    def released(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` whose article a person let through: the store has it, maybe as a result
        of other options."""
        return {key for key, _ in self._of(keys, "released")}

    def _of(self, keys: Sequence[str], *statuses: Status) -> list[tuple[str, str]]:
        from sqlalchemy import select

        table = self._table
        query = select(table.c.key, table.c.reason).where(table.c.status.in_(statuses))
        with self._side.read() as connection:
            return [
                (row.key, row.reason)
                for page in pages(keys)
                for row in connection.execute(query.where(table.c.key.in_(page)))
            ]

    def resolve(self, articles: Sequence[Article], *, run: int | None = None) -> int:
        """Mark as replayed what waits and is now stored; the number of rows.

        A row belongs to an article when the content is the same, or, where it could not be read
        then, when it came from the same place (on standard input: with the same bytes). A relative
        path that ``run`` took from another folder is another place. A document of many records that
        was refused as a whole is settled at its end (:mod:`nlp.mended`).
        """
        ids = self._waiting_ids(articles, run)
        if ids:
            self.mark(ids, "replayed")
        return len(ids)

    def refused(
        self, paths: Sequence[str], run: int | None
    ) -> dict[str, list[tuple[int, str | None]]]:
        """By path, the rows (number, member) that wait for all or the rest of a document, met before
        ``run``."""
        with self._side.read() as connection:
            if not waiting.any_(connection, self._table):
                return {}
            return waiting.whole_of(connection, self._table, paths, self._folders, run)

    def unmet(self, path: str, run: int | None) -> list[tuple[int, str | None]]:
        """The rows (number, member) that wait for single records of the document ``path`` and that
        ``run`` has not met."""
        with self._side.read() as connection:
            if not waiting.any_(connection, self._table):
                return []
            return waiting.rows_at(connection, self._table, path, self._folders, run)

    def dismiss(self, ids: Sequence[int], *, undo: bool = False) -> None:
        """Let the rows ``ids`` wait no more (``undo``: wait again), whatever runs find there.

        Raises :class:`ConfigError`, before any is marked, for one that does not wait (or was not
        dismissed).
        """
        wanted: Status = "dismissed" if undo else "waiting"
        found = self._statuses(ids)
        for id in ids:
            if id not in found:
                raise ConfigError(f"the quarantine has no record number {id}")
            if found[id] != wanted:
                raise ConfigError(f"record {id} is {found[id]}, not {wanted}")
        self.mark(ids, "waiting" if undo else "dismissed")

    def mark(self, ids: Sequence[int], status: Status, *, if_waiting: bool = False) -> None:
        """Give the rows ``ids`` another status, in one transaction; ``if_waiting``: where they still
        wait."""
        table = self._table
        with self._side.write() as connection:
            for start in range(0, len(ids), _MARKED):
                rows = table.update().where(table.c.id.in_(ids[start : start + _MARKED]))
                if if_waiting:
                    rows = rows.where(table.c.status == "waiting")
                connection.execute(rows.values(status=status))

    def list(
        self,
        *,
        status: Status | None = "waiting",
        reason: Reason | None = None,
        limit: int | None = None,
    ) -> Sequence[Held]:
        """Rows in the order met, without article and raw bytes; None for ``status`` means all."""
        from sqlalchemy import select

        table = self._table
        light = [c for c in table.c if c.name not in ("article", "raw")]
        query = select(*light).order_by(table.c.id).limit(limit)
        if status:
            query = query.where(table.c.status == status)
        if reason:
            query = query.where(table.c.reason == reason.value)
        return self._fetch(query)

    def show(self, id: int) -> Held:
        """One row with all it holds; raises :class:`ConfigError` when there is none."""
        from sqlalchemy import select

        found = self._fetch(select(self._table).where(self._table.c.id == id))
        if not found:
            raise ConfigError(f"the quarantine has no record number {id}")
        return found[0]

    def each(self) -> Iterator[Held]:
        """All rows with all they hold, in the order met, a few at a time."""
        from sqlalchemy import select

        last = 0
        while True:
            query = select(self._table).where(self._table.c.id > last)
            rows = self._fetch(query.order_by(self._table.c.id).limit(_PAGE))
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1].id

    def erase(self, ids: Sequence[int]) -> None:
        """Take the rows ``ids`` out, in one transaction; their bytes go when ``side`` is scrubbed."""
        table = self._table
        with self._side.write() as connection:
            for start in range(0, len(ids), _PAGE):
                page = ids[start : start + _PAGE]
                connection.execute(table.delete().where(table.c.id.in_(page)))

    def counts(self) -> dict[tuple[Reason, Status], int]:
        """How many rows there are of each reason and status."""
        from sqlalchemy import func, select

        table = self._table
        query = select(table.c.reason, table.c.status, func.count().label("rows"))
        query = query.group_by(table.c.reason, table.c.status).order_by(table.c.reason)
        with self._side.read() as connection:
            rows = connection.execute(query).all()
        return {(Reason(row.reason), row.status): row.rows for row in rows}

    def _statuses(self, ids: Sequence[int]) -> dict[int, str]:
        from sqlalchemy import select

        table, found = self._table, dict[int, str]()
        with self._side.read() as connection:
            for start in range(0, len(ids), _MARKED):
                page = table.c.id.in_(ids[start : start + _MARKED])
                rows = connection.execute(select(table.c.id, table.c.status).where(page))
                found.update((row.id, row.status) for row in rows)
        return found

    def _fetch(self, query: Select) -> Sequence[Held]:
        with self._side.read() as connection:
            return [held_of(row) for row in connection.execute(query)]

    def missing(self) -> Sequence[Held]:
        """The rows that wait for what is not there any more: a file that was moved, renamed or removed.

        Where the article could be read it is kept, and its file is not needed.
        """
        unread = [row for row in self.list() if row.content_hash is None]
        return [row for row in unread if is_missing(row.source.path, self.folder(row.run))]

    def folder(self, run: int | None) -> str | None:
        """The folder from which run number ``run`` took relative paths; None where nobody knows."""
        with self._side.read() as connection:
            return self._folders.of(connection, run)

    def _waiting_ids(self, articles: Sequence[Article], run: int | None) -> Sequence[int]:
        table = self._table
        with self._side.read() as connection:
            if not waiting.any_(connection, table):
                return []
            same = waiting.of_content(connection, table, [a.content_hash for a in articles])
            places = [waiting.place(a.source) for a in articles]
            there = waiting.unread_at(connection, table, places, self._folders, run, before=True)
        return sorted({id for ids in (*same.values(), *there.values()) for id in ids})

    def _has_older(self, connection: Connection, run: int | None) -> bool:
        """Whether there may be rows of earlier runs, told when a run enters its first ones: a new
        store has none, and a long run must not search what it enters itself."""
        if run is None or run not in self._older:
            found = waiting.any_(connection, self._table)
            if run is None:
                return found
            self._older[run] = found
        return self._older[run]

    def _tell_apart(
        self, connection: Connection, rows: Sequence[dict[str, Any]], run: int | None
    ) -> None:
        """Give rows of ``run`` fingerprints of their own where they have that of another folder's
        file: the same relative path, and the same bytes or none.

        Where that file is gone and the bytes are the same, it was moved here: it is the same row.
        """
        from sqlalchemy import select

        table, folder = self._table, self._folders.of(connection, run)
        unread = [row for row in rows if row["content_hash"] is None]
        if folder is None:
            return
        taken: dict[str, int | None] = {}
        for page in pages(row["fingerprint"] for row in unread):
            query = select(table.c.fingerprint, table.c.run).where(table.c.fingerprint.in_(page))
            taken.update((found.fingerprint, found.run) for found in connection.execute(query))
        for row in unread:
            mark, path = row["fingerprint"], row["source_path"]
            if mark not in taken or not self._folders.differ(connection, path, run, taken[mark]):
                continue
            moved = is_missing(path, self._folders.of(connection, taken[mark]))
            if not moved or json.loads(row["source"])["sha256"] is None:
                row["fingerprint"] = hashlib.sha256(f"{mark} {folder}".encode()).hexdigest()

    def _take_over(
        self, connection: Connection, rows: Mapping[str, Rejected], run: int | None
    ) -> None:
        """Give what waits the fingerprint under which the same record is rejected now.

        Where a row has that one already, it is the row that counts. What could not be read then is
        known by its place, an article by its content.
        """
        from sqlalchemy import select

        table = self._table
        known: set[str] = set()
        for page in pages(rows):
            query = select(table.c.fingerprint).where(table.c.fingerprint.in_(page))
            known.update(connection.scalars(query))
        new = {mark: one for mark, one in rows.items() if mark not in known}
        articles = [one.article.content_hash for one in new.values() if one.article]
        same = waiting.of_content(connection, table, articles)
        places = [waiting.place(one.source) for one in new.values() if not one.article]
        there = waiting.unread_at(connection, table, places, self._folders, run)
        for mark, one in new.items():
            place = waiting.place(one.source)
            old = same.get(one.article.content_hash, ()) if one.article else there.get(place, ())
            if old:
                renamed = table.update().where(table.c.id == old[0]).values(fingerprint=mark)
                connection.execute(renamed)
