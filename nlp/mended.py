"""What waits for a document is settled when the document was read to its end.

A zip that was cut short, or a table without a byte, waits in quarantine under the name of the document
alone; what is read of it later are its members and rows. They settle that refusal once the document has
ended without another one. A broken line that was taken out is gone when the end was reached without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.article import Article, Source
from nlp.held import Status
from nlp.quarantine import Quarantine
from nlp.stage import Rejected

_STDIN = "-"

Settled = tuple[int, Status]
"""The number of a row, and the status that it has then."""


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
        self._rows = False  # whether the document in hand is one of rows or members
        self._cut: list[str | None] = []  # what of it was refused as a whole or from some line on

    def follow(self, records: Sequence[Article | Rejected]) -> list[Settled]:
        """The rows that are settled by the documents which ended in ``records``, which the
        quarantine has where they were rejected."""
        paths = {r.source.path for r in records if not _is_page(r)} - {self._path, _STDIN}
        refused = self._quarantine.refused(sorted(paths), self._run) if paths else {}
        settled: list[Settled] = []
        for record in records:
            if record.source.path != self._path:
                settled += self.end()
                self._path = record.source.path
                self._open = [_Refused(*row) for row in refused.get(self._path, ())]
            self._see(record)
        return settled

    def end(self) -> list[Settled]:
        """The rows that are settled when the document in hand has ended."""
        settled: list[Settled] = [(row.id, "replayed") for row in self._open if row.gave]
        settled += [(id, "gone") for id in self._gone()]
        self._path, self._open, self._rows, self._cut = None, [], False, []
        return settled

    def _gone(self) -> list[int]:
        """Rows that wait for single records which were not there any more."""
        if self._path in (None, _STDIN) or not self._rows or None in self._cut:
            return []
        rows = self._quarantine.unmet(self._path, self._run)
        return [id for id, of in rows if not any(_within(of, cut) for cut in self._cut)]

    def _see(self, record: Article | Rejected) -> None:
        member = record.source.member
        self._rows = self._rows or not _is_page(record)
        if isinstance(record, Article):
            for row in self._open:
                row.gave = row.gave or row.covers(member)
        elif _is_whole(record.source):
            self._cut.append(member)
            self._open = [row for row in self._open if not _within(row.member, member)]


class Pending:
    """Rows that are settled once the articles that were in work then are done."""

    def __init__(self) -> None:
        self._rows: list[tuple[list[Settled], set[str]]] = []

    def add(self, rows: list[Settled], in_work: Iterable[str]) -> None:
        """``rows`` wait for the articles with these keys."""
        if rows:
            self._rows.append((rows, set(in_work)))

    def done(self, keys: Sequence[str] = ()) -> list[Settled]:
        """The rows that wait for nothing, now that the work on ``keys`` is done."""
        for _, awaited in self._rows:
            awaited.difference_update(keys)
        ready = [row for rows, awaited in self._rows if not awaited for row in rows]
        self._rows = [(rows, awaited) for rows, awaited in self._rows if awaited]
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
