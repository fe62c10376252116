"""Documents that were refused as a whole before and are read to their end now.

A zip that was cut short, or a table without a byte, waits in quarantine under the name of the document
alone; what is read of it later are its members and rows. They settle that refusal once the document has
ended without another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.article import Article, Source
from nlp.quarantine import Quarantine
from nlp.stage import Rejected

_STDIN = "-"


@dataclass(slots=True)
class _Refused:
    """A row of the quarantine for a document or for the rest of one."""

    id: int
    member: str | None
    gave: bool = False  # an article, this time

    def covers(self, member: str | None) -> bool:
        """Whether ``member`` is this document or lies in it."""
        return _within(member, self.member)


class Mended:
    """Follows the records of a run in the order read, each document from its first to its last."""

    def __init__(self, quarantine: Quarantine, run: int | None) -> None:
        self._quarantine, self._run = quarantine, run
        self._path: str | None = None
        self._open: list[_Refused] = []

    def follow(self, records: Sequence[Article | Rejected]) -> list[int]:
        """The rows that are settled by the documents which ended in ``records``."""
        paths = {r.source.path for r in records if not _is_page(r)} - {self._path, _STDIN}
        refused = self._quarantine.refused(sorted(paths), self._run) if paths else {}
        settled: list[int] = []
        for record in records:
            if record.source.path != self._path:
                settled += self.end()
                self._path = record.source.path
                self._open = [_Refused(*row) for row in refused.get(self._path, ())]
            if self._open:
                self._see(record)
        return settled

    def end(self) -> list[int]:
        """The rows that are settled when the document in hand has ended."""
        settled = [row.id for row in self._open if row.gave]
        self._path, self._open = None, []
        return settled

    def _see(self, record: Article | Rejected) -> None:
        member = record.source.member
        if isinstance(record, Article):
            for row in self._open:
                row.gave = row.gave or row.covers(member)
        elif _is_whole(record.source):
            self._open = [row for row in self._open if not _within(row.member, member)]


class Pending:
    """Rows that are settled once the articles that were in work then are stored."""

    def __init__(self) -> None:
        self._rows: list[tuple[list[int], set[str]]] = []

    def add(self, ids: list[int], in_work: Iterable[str]) -> None:
        """Rows ``ids`` wait for the articles with these keys."""
        if ids:
            self._rows.append((ids, set(in_work)))

    def done(self, keys: Sequence[str] = ()) -> list[int]:
        """The rows that wait for nothing, now that the work on ``keys`` is done."""
        for _, awaited in self._rows:
            awaited.difference_update(keys)
        ready = [id for ids, awaited in self._rows if not awaited for id in ids]
        self._rows = [(ids, awaited) for ids, awaited in self._rows if awaited]
        return ready


def _is_page(record: Article | Rejected) -> bool:
    """Whether a record is a document of its own, which settles what waits at its place by itself."""
    source = record.source
    return isinstance(record, Article) and source.line is None and source.member is None


def _is_whole(source: Source) -> bool:
    """Whether a refusal is of a document, or of its rest, and not of one row."""
    return source.line is None or (source.offset is not None and source.length is None)


def _within(member: str | None, outer: str | None) -> bool:
    if outer is None:
        return True
    return member is not None and (member == outer or member.startswith(f"{outer}!"))
