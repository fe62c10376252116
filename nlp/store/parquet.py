"""The Parquet store: a folder of part files with one fixed schema, each batch a part.

A part is written under a hidden name, flushed to disk and renamed, so a reader of the folder
(``pyarrow.dataset``, DuckDB, Spark) sees whole parts only. The parts are the truth: the ledger
beside the folder (``<out>.veille.db``) takes in those it does not know.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import ConfigError
from nlp.record import Record, current
from nlp.store.base import store_errors
from nlp.store.files import fsync_folder, leftover, remove_file, replace_file, side_path
from nlp.store.ledger import Ledger, LedgerStore, part_number

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection

_HIDDEN = ".writing-"


class ParquetStore(LedgerStore):
    """Result records in ``part-*.parquet`` files; see :class:`nlp.store.base.Store`.

    Raises :class:`ConfigError` when the path is a file, or a part is no veille output.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.url = f"parquet:{folder}"
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"{folder} is a file; Parquet output needs a folder")
        self._read_only = read_only
        with store_errors(str(folder)):
            if not read_only:
                folder.mkdir(parents=True, exist_ok=True)
        self._ledger = Ledger(side_path(folder), read_only=read_only)
        self.side = self._ledger.side
        with self._ledger.opening(str(folder)) as connection:
            self._settle(connection, opening=True)

    def put(self, records: Sequence[Record]) -> list[bool]:
        """Write what is new as one part, then enter it in the ledger."""
        with self._ledger.database.write() as connection, store_errors(str(self.folder)):
            self._settle(connection)
            new, stored = self._ledger.choose(connection, records)
            if new:
                numbers = map(part_number, self._ledger.parts(connection))
                path = self._write(new, max(numbers, default=-1) + 1)  # some may be taken away
                self._enter(connection, path, [record["key"] for record in new])
        return stored

    def get(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records of those ``keys`` that are there, each part read once."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        with self._ledger.database.read() as connection:
            places = self._ledger.known(connection, keys)
        found: dict[str, Record] = {}
        with store_errors(str(self.folder)):
            for part in sorted({part for part, _ in places.values()}):
                wanted = pc.field("key").isin(
                    [k for k, place in places.items() if place[0] == part]
                )
                table = pq.read_table(self.folder / part, schema=arrow_schema(), filters=wanted)
                found.update((r["key"], r) for r in _records(table))
        return found

    def __iter__(self) -> Iterator[Record]:
        """All records, part by part, a row group at a time."""
        import pyarrow.parquet as pq

        with self._ledger.database.read() as connection:
            parts = sorted(self._ledger.parts(connection), key=_order)
        for part in parts:
            with store_errors(str(self.folder)), pq.ParquetFile(self.folder / part) as file:
                for batch in file.iter_batches(batch_size=256):
                    yield from _records(batch)

    def erase(self, keys: Sequence[str]) -> int:
        """Write each part anew that holds one of them; a part with nothing left is taken away.

        The ledger forgets those parts first, so a kill in between leaves parts that are read anew.
        """
        with self._ledger.database.write() as connection, store_errors(str(self.folder)):
            self._settle(connection)
            gone = self._ledger.known(connection, keys)
            parts = {part for part, _ in gone.values()}
            for part in parts:
                self._ledger.forget(connection, part)
        with self._ledger.database.write() as connection, store_errors(str(self.folder)):
            for part in sorted(parts):
                self._ledger.forget(connection, part)  # again: a run may have taken it in
                self._rewrite(self.folder / part, set(gone))
            self._settle(connection)
        return len(gone)

    def _rewrite(self, path: Path, gone: set[str]) -> None:
        import pyarrow.parquet as pq

        left = [r for r in _records(pq.read_table(path)) if r["key"] not in gone]
        if left:
            replace_file(path, [ParquetForm().encode(left)])
        else:
            remove_file(path)

    def _write(self, records: list[Record], number: int) -> Path:
        """One part, complete on disk under its final name before this returns."""
        import pyarrow.parquet as pq

        digest = hashlib.sha256("".join(record["key"] for record in records).encode()).hexdigest()
        path = self.folder / f"part-{number:06d}-{digest[:12]}.parquet"
        hidden = path.with_name(_HIDDEN + path.name)
        try:
            with hidden.open("wb") as file:
                pq.write_table(_table(records), file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            os.replace(hidden, path)
            fsync_folder(self.folder)
        except BaseException:
            hidden.unlink(missing_ok=True)
            raise
        return path

    def _enter(self, connection: Connection, path: Path, keys: list[str]) -> None:
        places = dict.fromkeys(keys, 0)
        self._ledger.enter(connection, path.name, path.stat().st_size, places)

    def _settle(self, connection: Connection, *, opening: bool = False) -> None:
        """Make folder and ledger agree; called under the write lock, so nobody else writes.

        Parts that the ledger does not know were renamed just before a process died, or were put
        there; parts that are gone were taken away by somebody.
        """
        names = set(os.listdir(self.folder)) if self.folder.is_dir() else set()
        parts = {name for name in names if name.startswith("part-") and name.endswith(".parquet")}
        sizes = self._ledger.sizes(connection)
        known = set(sizes)
        changed = {n for n in known & parts if opening and self._size(n) != sizes[n]}
        for name in (known - parts) | changed:
            self._ledger.forget(connection, name)
        known -= changed
        for name in sorted(parts - known, key=_order):
            keys = self._keys(self.folder / name)
            if self._ledger.known(connection, keys) or len(set(keys)) < len(keys):
                raise ConfigError(f"{self.folder / name} holds a record twice; take it away")
            self._enter(connection, self.folder / name, keys)
        if not self._read_only:
            for name in names:
                if name.startswith(_HIDDEN) or (name[0] == "." and name.endswith(".erasing")):
                    (self.folder / name).unlink(missing_ok=True)
            for name in parts if opening else ():
                if (self.folder / name).is_symlink():
                    leftover(self.folder / name).unlink(missing_ok=True)

    def _size(self, part: str) -> int:
        return (self.folder / part).stat().st_size

    def _keys(self, path: Path) -> list[str]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            return pq.read_table(path, columns=["key"])["key"].to_pylist()
        except (pa.ArrowInvalid, KeyError) as error:
            raise ConfigError(f"{path} is no veille output or damaged; take it away") from error


def _order(part: str) -> tuple[int, str]:
    """Parts in the order in which they were written, also where numbers have more digits."""
    return part_number(part), part


class ParquetForm:
    """Parts of Parquet in an object store; see :class:`nlp.store.objects.Form`."""

    ending = ".parquet"

    def encode(self, records: list[Record]) -> bytes:
        """A Parquet file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        with pa.BufferOutputStream() as out:
            pq.write_table(_table(records), out, compression="zstd")
            return out.getvalue().to_pybytes()

    def decode(self, data: bytes) -> list[Record]:
        """The records of a Parquet file; ValueError (pyarrow's own) or KeyError for another."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        return _records(pq.read_table(pa.BufferReader(data)))


def _table(records: list[Record]) -> pa.Table:
    import pyarrow as pa

    rows = [{**record, "meta": list(record["meta"].items())} for record in records]
    return pa.Table.from_pylist(rows, schema=arrow_schema())


def _records(table: pa.Table | pa.RecordBatch) -> list[Record]:
    return [current({**row, "meta": dict(row["meta"])}) for row in table.to_pylist()]


@cache
def arrow_schema() -> pa.Schema:
    """The fixed Arrow schema: the fields of the record under the same names and in their order."""
    import pyarrow as pa

    text, whole, score = pa.string(), pa.int64(), pa.float64()

    def rows(**fields: pa.DataType) -> pa.DataType:
        return pa.list_(pa.struct(list(fields.items())))

    source = {"path": text, "member": text, "line": whole, "offset": whole, "length": whole}
    segment = {"text": text, "kind": text, "label": text, "score": score, "lang": text, "en": text}
    edit = {"segment": whole, "found": text, "fixed": text, "class": text, "reason": text}
    event = {"type": text, "score": score, "primary": pa.bool_(), "evidence": pa.list_(whole)}
    fact = {
        "kind": text,
        "text": text,
        "event": text,
        "segment": whole,
        "start": whole,
        "end": whole,
    }
    steps = rows(stage=text, model=text, config=text, seconds=score)
    made = {"veille": text, "model_hash": text, "config_hash": text, "steps": steps}
    return pa.schema(
        {
            **dict.fromkeys(("version", "id", "key", "content_hash"), text),
            "source": pa.struct([*source.items(), ("sha256", text)]),
            **dict.fromkeys(("lang", "published"), text),
            "authors": pa.list_(text),
            **dict.fromkeys(("title", "title_en", "body", "body_en"), text),
            "segments": rows(**segment, reasons=pa.list_(text)),
            "edits": rows(**edit, start=whole, score=score),
            "events": rows(**event),
            "facts": rows(**fact, value=score, currency=text, date=text),
            "names": pa.list_(text),
            "checks": rows(kind=text, detail=text, segment=whole),
            "confidence": score,
            "meta": pa.map_(text, text),
            "provenance": pa.struct(list(made.items())),
        }
    )
