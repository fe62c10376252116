"""Which rows of the quarantine wait for a record: by its content, or by the place it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.article import Source
from nlp.record import storable
from nlp.store.base import pages

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

_PAGE = 100  # places asked for at once
_STDIN = "-"


class Place(NamedTuple):
    """Where a record lies. Every pipe has a line 1: on standard input the bytes are part of it."""

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
    return Place(source.path, source.member, source.line, source.offset, sha256)


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
    connection: Connection, table: Table, places: Iterable[Place | None]
) -> dict[Place, Sequence[int]]:
    """Numbers of the rows that wait for each of the places and could not be read."""
    wanted = list(dict.fromkeys(one for one in places if one is not None))
    found: dict[Place, Sequence[int]] = {}
    from sqlalchemy import or_

    unread = _waits(table).where(table.c.content_hash.is_(None))
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        for row in connection.execute(unread.where(or_(*(_is_at(table, one) for one in page)))):
            here = place(Source(**json.loads(row.source)))
            if here in page:
                found[here] = (*found.get(here, ()), row.id)
    return found


def _waits(table: Table) -> Select:
    from sqlalchemy import select

    columns = (table.c.id, table.c.content_hash, table.c.source)
    return select(*columns).where(table.c.status == "waiting").order_by(table.c.id)


def _is_at(table: Table, wanted: Place) -> ColumnElement[bool]:
    from sqlalchemy import and_

    return and_(
        table.c.source_path == storable(wanted.path),
        table.c.source_member.is_not_distinct_from(storable(wanted.member)),
        table.c.source_line.is_not_distinct_from(wanted.line),
        table.c.source_offset.is_not_distinct_from(wanted.offset),
    )
