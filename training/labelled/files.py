"""Rows out of JSONL and CSV files, one at a time, and the pair formats of :mod:`.pairs`.

Nothing is read whole, so a file of many gigabytes takes no more memory than a small one. Each row
comes with the place that it stands at.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

from nlp.errors import DataError, ReadError
from nlp.read.decompress import Budget, Decompressed
from nlp.read.options import ReadOptions
from nlp.read.streams import Stream

PACKED = (".gz", ".bz2", ".xz", ".zst")
MOST_BYTES = 1 << 44  # unpacked, of one file: the user's own data may be large
CSV_FIELD_LIMIT = 10_000_000  # characters of one cell


class Place(NamedTuple):
    """A file and the 1-based line (of a CSV: the line that the row begins on) in it."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}"

    def seen_from(self, other: Place) -> str:
        """Where it is, said at another place: the file is named where that is another."""
        if self.path == other.path:
            return f"on line {self.line}"
        return f"in {self.path}, line {self.line},"


class Raw(NamedTuple):
    """A row as the file has it; ``empty`` are the columns whose cell holds nothing (null, NaN)."""

    place: Place
    fields: dict[str, Any]
    empty: frozenset[str] = frozenset()


class BadRow(NamedTuple):
    """A row that cannot even be parsed, and why."""

    place: Place
    fault: str


def rows(
    path: Path,
    fields: Mapping[str, str] | None = None,
    task: str | None = None,
    met: set[str] | None = None,
) -> Iterator[Raw | BadRow]:
    """The rows of a file by its ending; ``fields`` maps our names to those of the file.

    A column that is mapped goes before one that has our name already; where the file lacks it, ours
    counts. The names in ``fields`` whose columns were there are added to ``met``.

    Known are ``.jsonl``, ``.csv``, ``.tsv`` with a header, and for pairs ``.tmx``, ``.tsv`` without
    one and Moses files (``x.fr`` beside ``x.en``); for the task repair, a ``.tsv`` without a header
    holds marked sentences. Each may be compressed (``.gz``, ``.bz2``, ``.xz``, ``.zst``).

    Raises:
        DataError: the file cannot be read or is of no known kind.
    """
    from training.labelled import marked, pairs

    kind = _kind(path)
    found: Iterator[Raw | BadRow]
    if kind == ".jsonl":
        found = _jsonl(path)
    elif kind == ".csv" or (kind == ".tsv" and pairs.has_header(path, (fields or {}).values())):
        found = _csv(path, "\t" if kind == ".tsv" else None)
    elif kind == ".tsv":
        found = marked.tsv(path) if task == "repair" else pairs.tsv(path)
    elif kind == ".tmx":
        found = pairs.tmx(path)
    elif kind in (".fr", ".es"):
        found = pairs.moses(path)
    else:
        raise DataError(
            [f"{path}: no known kind of file (.jsonl, .csv, .tsv, .tmx, or .fr/.es beside .en)"]
        )
    for row in found:
        yield _renamed(row, fields, met) if fields and isinstance(row, Raw) else row


def _renamed(row: Raw, fields: Mapping[str, str], met: set[str] | None) -> Raw:
    there = {o: name for o, name in fields.items() if name in row.fields or name in row.empty}
    if met is not None:
        met.update(there)
    moved = {*there, *there.values()}
    kept = {name: value for name, value in row.fields.items() if name not in moved}
    named = {own: row.fields[name] for own, name in there.items() if name in row.fields}
    return Raw(row.place, kept | named, (row.empty - moved) | (there.keys() - named.keys()))


@contextmanager
def opened(path: Path, newline: str = "") -> Iterator[TextIO]:
    """A text file, unpacked on the way where it is packed; a byte order mark is skipped.

    ``newline`` is what ends a line: any of the three ways, or ``\\n`` alone, for formats that count
    lines, where a carriage return that strayed into a text must not part it.

    Raises:
        DataError: it cannot be opened, is damaged, or is not UTF-8.
    """
    with unpacked(path) as stream, io.TextIOWrapper(stream, "utf-8-sig", newline=newline) as text:
        yield text


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked on the way; raises as :func:`opened` does."""
    try:
        with path.open("rb") as raw:
            yield _Unpacked(raw, path.suffix[1:]) if path.suffix in PACKED else raw  # type: ignore[misc]
    except UnicodeDecodeError as error:
        raise DataError(
            [
                f"{path}: not UTF-8 ({error}); "
                f"convert it: iconv -f {_likely(path)} -t utf-8 {path.name} > utf8-{path.name}"
            ]
        ) from error
    except OSError as error:
        raise DataError([f"{path}: cannot be read: {error}"]) from error


def _likely(path: Path) -> str:
    """What a file that is not UTF-8 may be in: Excel writes UTF-16 or the code page of the system."""
    if path.suffix[1:] in PACKED:
        return "cp1252"
    with path.open("rb") as raw:
        return "utf-16" if raw.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "cp1252"


class _Unpacked(io.RawIOBase):
    """What the readers of archives unpack (:mod:`nlp.read.decompress`), as a file: damage is told."""

    def __init__(self, raw: BinaryIO, codec: str) -> None:
        options = ReadOptions(max_archive_bytes=MOST_BYTES)
        self._bytes = Decompressed(Stream(raw), codec, options, Budget(options))
        self._left = b""

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; raises :class:`OSError` where the data is damaged or ends early."""
        try:
            self._left = self._left or self._bytes.read(len(buffer))
        except ReadError as error:
            raise OSError(error.detail) from error
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def _kind(path: Path) -> str:
    bare = path.with_suffix("") if path.suffix in PACKED else path
    return bare.suffix.lower()


def _jsonl(path: Path) -> Iterator[Raw | BadRow]:
    with opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            place = Place(path, number)
            try:
                found = json.loads(line, parse_constant=_nothing)
            except ValueError as error:
                yield BadRow(place, f"no JSON: {error}; one object a line is wanted")
                continue
            except RecursionError:
                yield BadRow(place, "nested too deeply; one object a line is wanted")
                continue
            if isinstance(found, dict):
                filled = {name: value for name, value in found.items() if value is not None}
                yield Raw(place, filled, frozenset(found.keys() - filled.keys()))
            else:
                yield BadRow(place, f"a {type(found).__name__}; one object a line is wanted")


def _nothing(_: str) -> None:
    """What NaN stands for: a cell of a table that holds nothing, as `pandas` and `json` write it."""


def _csv(path: Path, delimiter: str | None) -> Iterator[Raw | BadRow]:
    csv.field_size_limit(CSV_FIELD_LIMIT)
    with opened(path) as lines:
        head = lines.readline()
        delimiter = delimiter or max(",;\t", key=head.count)
        [columns] = csv.reader([head], delimiter=delimiter) if head.strip() else [[]]
        columns = [name.strip() for name in columns]
        if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
            told = f"columns named twice: {', '.join(twice)}; rename all but one of each"
            yield BadRow(Place(path, 1), told)
            return
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            place = Place(path, reader.line_num + 2)  # behind the header and the row before
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadRow(place, f"{error}; check its quotes")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                yield BadRow(
                    place,
                    f"{len(cells)} cells under {len(columns)} columns; a cell with"
                    f" {delimiter!r} in it needs quotes",
                )
            else:
                named = dict(zip(columns, cells, strict=True))
                filled = {name: cell for name, cell in named.items() if cell.strip()}
                yield Raw(place, filled, frozenset(named.keys() - filled.keys()))
