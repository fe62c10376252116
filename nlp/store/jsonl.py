"""The JSONL store: one record a line, appended batch by batch, plain or compressed.

A ledger beside the file (``<out>.veille.db``) says how far it is committed and where each record
lies. A batch is appended and flushed to disk first and entered in the ledger second; what a kill
left behind between the two is taken in when it is whole and cut off when it is not.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from nlp.errors import ConfigError, StoreLost
from nlp.record import Record, dumps, loads
from nlp.store.base import store_errors
from nlp.store.files import fsync_folder, replace_file, side_path, write_all
from nlp.store.frames import frames, kind_of, pack
from nlp.store.ledger import Ledger, LedgerStore

if TYPE_CHECKING:
    from sqlalchemy import Connection


class JsonlStore(LedgerStore):
    """Result records as lines of JSON; see :class:`nlp.store.base.Store` for the promises.

    ``encode`` and ``decode`` say how a record is written, ``each`` in how many lines. Raises :class:`ConfigError` when the file exists and holds something else.
    """

    each = 1

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.url = f"jsonl:{path}"
        self.path = path
        self._kind = kind_of(path.name)
        self._ledger = Ledger(side_path(path), read_only=read_only)
        self.side = self._ledger.side
        self._read_only = read_only
        with self._ledger.opening(str(path)) as connection:
            self._settle(connection, opening=True)

    def encode(self, record: Record) -> str:
        """The lines of a record, each with its line feed."""
        return dumps(record) + "\n"

    def decode(self, lines: bytes) -> list[Record]:
        """The records of whole lines; raises ValueError for what is no record of veille."""
        return [loads(line) for line in lines.splitlines()]

    def put(self, records: Sequence[Record]) -> list[bool]:
        """Append what is new as one frame, flush it to disk, then enter it in the ledger."""
        with self._ledger.database.write() as connection, store_errors(str(self.path)):
            start = self._settle(connection)
            new, stored = self._ledger.choose(connection, records)
            if new:
                end = self._append(start, new)
                self._enter(connection, start, end, new)
        return stored

    def get(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records of those ``keys`` that are there, each frame read once."""
        with self._ledger.database.read() as connection:
            places = self._ledger.known(connection, keys)
        found: dict[str, Record] = {}
        with store_errors(str(self.path)):
            for offset in sorted({offset for _, offset in places.values()}):
                found.update((r["key"], r) for r in self._frame(offset) if r["key"] in places)
        return found

    def __iter__(self) -> Iterator[Record]:
        """All committed records, oldest first."""
        end = self._ledger.size(self.path.name)
        if not end:
            return
        with store_errors(str(self.path)), self.path.open("rb") as file:
            for start, _, lines in self._frames(file, end):
                yield from self._records(start, lines)

    def erase(self, keys: Sequence[str]) -> int:
        """Write the file anew without the records, beside it, and put it in its place.

        The ledger forgets the file first: a kill after the exchange leaves a file that is read
        anew, and never one whose places are wrong.
        """
        with self._ledger.database.write() as connection, store_errors(str(self.path)):
            self._settle(connection)
            gone = self._ledger.known(connection, keys)
            if not gone:
                return 0
            self._check_whole()
            self._ledger.forget(connection, self.path.name)
        with self._ledger.database.write() as connection, store_errors(str(self.path)):
            replace_file(self.path, self._without(gone.keys()))
            self._settle(connection, opening=True)
        return len(gone)

    def _without(self, keys: Collection[str]) -> Iterator[bytes]:
        """The frames of the file without some records; a frame with none of them as it is."""
        with self.path.open("rb") as file, self.path.open("rb") as same:
            for start, stop, lines in self._frames(file, os.fstat(file.fileno()).st_size):
                records = self._records(start, lines)
                left = [record for record in records if record["key"] not in keys]
                if len(left) == len(records):
                    same.seek(start)
                    yield same.read(stop - start)
                elif left:
                    yield pack("".join(map(self.encode, left)).encode(), self._kind)

    def _frames(self, file: BinaryIO, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The frames up to byte ``end``, which is committed; raises where one of them is damaged."""
        stop = file.tell()
        for start, stop, lines in frames(file, self._kind, self.each):
            yield start, stop, lines
            if stop >= end:
                return
        if stop < min(end, os.fstat(file.fileno()).st_size):
            raise self._damaged(stop)

    def _check_whole(self) -> None:
        """Raise where a frame is damaged: nothing behind it could be kept when the file is written anew."""
        with self.path.open("rb") as file:
            for _ in self._frames(file, os.fstat(file.fileno()).st_size):
                pass

    def _frame(self, offset: int) -> list[Record]:
        """The records of the frame that starts at ``offset``."""
        with self.path.open("rb") as file:
            file.seek(offset)
            found = next(frames(file, self._kind, self.each), None)
        if found is None:
            raise self._damaged(offset)
        return self._records(offset, found[2])

    def _records(self, start: int, lines: bytes) -> list[Record]:
        """The records of a frame that is committed."""
        try:
            return self.decode(lines)
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(start) from error

    def _damaged(self, at: int) -> StoreLost:
        return StoreLost(
            f"{self.path} is damaged at byte {at}, or was written anew meanwhile; restore a copy, or"
            f" cut it there (truncate -s {at}) and run again: what lay behind is made anew"
        )

    def _append(self, start: int, records: list[Record]) -> int:
        """Write one frame at ``start`` and flush it to disk; the offset of its end.

        When that fails the file is cut back, so that a full disk leaves no half frame.
        """
        lines = "".join(map(self.encode, records)).encode()
        new_file = not self.path.exists()
        with self.path.open("ab", buffering=0) as file:
            try:
                write_all(file.fileno(), pack(lines, self._kind))
                os.fsync(file.fileno())
                end = file.tell()
            except BaseException:
                os.ftruncate(file.fileno(), start)
                raise
        if new_file:
            fsync_folder(self.path.parent)
        return end

    def _enter(self, connection: Connection, start: int, end: int, records: list[Record]) -> None:
        """Enter the frame from ``start`` to ``end``; a plain line is a frame of its own."""
        places, offset = {}, start
        for record in records:
            places[record["key"]] = offset
            if self._kind == "plain":
                offset += len(self.encode(record).encode())
        self._ledger.enter(connection, self.path.name, end, places)

    def _settle(self, connection: Connection, *, opening: bool = False) -> int:
        """Make file and ledger agree; the size that both then have.

        The ledger knows a file before its first byte is written. So a file longer than the ledger
        says was being written when a process died: whole frames are taken in, the rest is cut
        off. A file that the ledger does not know, or that is shorter when it is opened, is read
        anew, and nothing is cut off it.
        """
        noted = self._ledger.size(self.path.name, connection)
        size = self.path.stat().st_size if self.path.exists() else 0
        ours, committed = noted is not None and size >= noted, noted or 0
        if not ours and not opening:
            raise StoreLost(f"{self.path} was taken away or cut while it was in use")
        if not ours:
            for name in self._ledger.parts(connection):  # of a file that was renamed with it, too
                self._ledger.forget(connection, name)
            self._ledger.enter(connection, self.path.name, 0, {})
            committed = 0
        if size == committed:
            return size
        whole = self._ledger.noted_size(self.path.name) if self._read_only else 0
        end = self._take_in(connection, committed)
        if end < min(size, whole):
            raise self._damaged(end)
        if end < size and not self._read_only:
            if not ours:
                raise StoreLost(
                    f"{self.path} is damaged at byte {end} and its ledger does not know it;"
                    f" cut the file there (truncate -s {end}) or give another one"
                )
            os.truncate(self.path, end)
        return end

    def _take_in(self, connection: Connection, start: int) -> int:
        """Enter the whole frames from ``start`` on in the ledger; the end of the last one."""
        end = start
        with self.path.open("rb") as file:
            file.seek(start)
            for begin, stop, lines in frames(file, self._kind, self.each):
                keys = self._keys(lines)
                if self._ledger.known(connection, keys) or len(set(keys)) < len(keys):
                    raise ConfigError(f"{self.path} holds a record twice; give another file")
                self._ledger.enter(connection, self.path.name, stop, dict.fromkeys(keys, begin))
                end = stop
        return end

    def _keys(self, lines: bytes) -> list[str]:
        try:
            return [record["key"] for record in self.decode(lines)]
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{self.path} exists and holds lines that are no veille records; give another file"
            ) from error
