"""Which rows of the quarantine wait for a record: by its content, or by the place it came from."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.article import Source
from nlp.read.urls import is_url
from nlp.store.base import pages
from nlp.surrogates import storable

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

_PAGE = 100  # places asked for at once
_STDIN = "-"


class Place(NamedTuple):
    """Where a record lies. Every pipe has a line 1: on standard input the bytes are part of it.

    A document as a whole begins at 0, whether it was opened or not.
    """

    path: str
    member: str | None
    line: int | None
    offset: int | None
    sha256: str | None


def place(source: Source) -> Place | None:
    """The place that ``source`` names; None where it cannot be told from others."""
    piped = source.path == _STDIN
    if piped and source.sha256 is None:
        return None
    sha256 = source.sha256 if piped else None
    offset = source.offset or 0 if source.line is None else source.offset
    return Place(source.path, source.member, source.line, offset, sha256)


def _places(source: Source) -> list[Place]:
    """The places at which a row is found again.

    Where reading of a JSON file stopped is a line with an offset; the object there has none.
    """
    found = place(source)
    if found is None:
        return []
    stopped = source.line is not None and source.offset is not None and source.length is None
    return [found, found._replace(offset=None)] if stopped else [found]


def working_folder() -> str | None:
    """The folder from which relative paths start; None where it is gone."""
    try:
        return os.getcwd()
    except OSError:
        return None


class Folders:
    """From which folders the runs noted beside a store took relative paths.

    The same relative path is another file in another folder. Older runs noted none: their paths
    are taken as they stand.
    """

    def __init__(self) -> None:
        self._of: dict[int, str | None] = {}

    def of(self, connection: Connection, run: int | None) -> str | None:
        """The folder of run number ``run``; None where nobody knows."""
        if run is None:
            return None
        if run not in self._of:
            from sqlalchemy import select

            from nlp.store.tables import SIDE

            runs = SIDE.tables["runs"]
            noted = connection.scalar(select(runs.c.options).where(runs.c.id == run))
            self._of[run] = json.loads(noted or "{}").get("cwd")
        return self._of[run]

    def differ(self, connection: Connection, path: str, run: int | None, met: int | None) -> bool:
        """Whether ``path`` is one file for ``run`` and another for the run that met it before."""
        if run == met:
            return False
        here, there = self.of(connection, run), self.of(connection, met)
        if here is None or there is None or here == there:
            return False
        return is_relative(path, here) or is_relative(path, there)


def is_relative(path: str, folder: str) -> bool:
    """Whether ``path``, named in ``folder``, is a local one that starts from there."""
    return path != _STDIN and not os.path.isabs(path) and not is_url(path, folder)


def any_(connection: Connection, table: Table) -> bool:
    """Whether anything waits."""
    return connection.execute(_waits(table).limit(1)).first() is not None


def of_content(
    connection: Connection, table: Table, hashes: Iterable[str]
) -> dict[str, Sequence[int]]:
    """Numbers of the rows that wait for each of the contents."""
    found: dict[str, Sequence[int]] = {}
    for page in pages(hashes):
        query = _waits(table).where(table.c.content_hash.in_(page))
        for row in connection.execute(query):
            found[row.content_hash] = (*found.get(row.content_hash, ()), row.id)
    return found


def unread_at(
    connection: Connection,
    table: Table,
    places: Iterable[Place | None],
    folders: Folders,
    run: int | None,
    *,
    before: bool = False,
) -> dict[Place, Sequence[int]]:
    """Numbers of the rows that wait for each of the places of ``run`` and could not be read.

    ``before``: only of what other runs met last. A place is not always one record (an archive may
    hold two members of one name), and what the run itself could not read is not what it can read.
    """
    wanted = list(dict.fromkeys(one for one in places if one is not None))
    found: dict[Place, Sequence[int]] = {}
    waits = _waits(table)
    if before and run is not None:
        waits = waits.where(table.c.run.is_distinct_from(run))
    for start in range(0, len(wanted), _PAGE):
        page = set(wanted[start : start + _PAGE])
        for row in connection.execute(waits.where(_is_near(table, page))):
            if row.content_hash is not None:  # asked here: a database would take that index first
                continue
            source = Source(**json.loads(row.source))
            if folders.differ(connection, source.path, run, row.run):
                continue
            for here in page.intersection(_places(source)):
                found[here] = (*found.get(here, ()), row.id)
    return found


def whole_of(
    connection: Connection, table: Table, paths: Iterable[str], folders: Folders, run: int | None
) -> dict[str, list[tuple[int, str | None]]]:
    """By path, the rows (number, member) that wait for a document, or for the rest of one, and that
    ``run`` has not met itself."""
    from sqlalchemy import and_, or_

    no_length = table.c.source.like('%"length": null%')  # quotes in a name are escaped there
    rest = and_(table.c.source_offset.is_not(None), no_length)
    whole = or_(and_(table.c.source_line.is_(None), table.c.source_offset.is_(None)), rest)
    unread = _waits(table).where(table.c.content_hash.is_(None), whole)
    unread = unread.where(table.c.run.is_distinct_from(run))
    found: dict[str, list[tuple[int, str | None]]] = {}
    for page in pages(storable(path) for path in paths):
        for row in connection.execute(unread.where(table.c.source_path.in_(page))):
            source = Source(**json.loads(row.source))
            if not folders.differ(connection, source.path, run, row.run):
                found.setdefault(source.path, []).append((row.id, source.member))
    return found


def rows_at(
    connection: Connection, table: Table, path: str, folders: Folders, run: int | None
) -> list[tuple[int, str | None]]:
    """The rows (number, member) that wait for single records of the document ``path`` which could
    not be read, and that neither ``run`` nor a later one beside it has met."""
    from sqlalchemy import or_

    if run is None:
        return []
    waits = _waits(table).where(
        table.c.source_path == storable(path),
        table.c.source_line.is_not(None),
        or_(table.c.run.is_(None), table.c.run < run),
    )
    found: list[tuple[int, str | None]] = []
    for row in connection.execute(waits):
        source = Source(**json.loads(row.source))
        rest = source.offset is not None and source.length is None
        one = row.content_hash is None and not rest and source.path == path
        if one and not folders.differ(connection, path, run, row.run):
            found.append((row.id, source.member))
    return found


def _waits(table: Table) -> Select:
    from sqlalchemy import select

    columns = (table.c.id, table.c.content_hash, table.c.source, table.c.run)
    return select(*columns).where(table.c.status == "waiting").order_by(table.c.id)


def _is_near(table: Table, wanted: Collection[Place]) -> ColumnElement[bool]:
    """Whether a row is of one of the documents, in one of the lines or of no line: each an
    alternative that the index over places answers, as a file may have a million rows here."""
    from sqlalchemy import and_, or_

    lines: dict[tuple[str, str | None], set[int]] = {}
    for one in wanted:
        some = lines.setdefault((one.path, one.member), set())
        some.update([] if one.line is None else [one.line])
    line, found = table.c.source_line, []
    for (path, member), some in lines.items():
        here = and_(
            table.c.source_path == storable(path),
            table.c.source_member.is_not_distinct_from(storable(member)),
        )
        found += [and_(here, line.is_(None)), *([and_(here, line.in_(some))] if some else [])]
    return or_(*found)
