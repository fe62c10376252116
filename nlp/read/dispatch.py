"""From one opened input to its records, through compression and archives."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.archive import Member, tar_members, zip_members
from nlp.read.decompress import Budget, Decompressed, OverBudget
from nlp.read.formats import COMPRESSED, format_of
from nlp.read.html import html_article
from nlp.read.jsonl import read_json, read_jsonl
from nlp.read.marks import beat
from nlp.read.options import ReadOptions
from nlp.read.own import check_bytes
from nlp.read.reading import Read, Reading, one_or_more, shown, with_bytes
from nlp.read.streams import Stream
from nlp.read.table import read_csv, read_parquet
from nlp.read.text import text_article
from nlp.read.walk import STDIN, Found
from nlp.read.warc import read_warc
from nlp.stage import Reason

ROWS: dict[str, Callable[[Stream, Source, Reading], Iterator[Read]]] = {
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "tsv": partial(read_csv, tabs=True),
    "parquet": read_parquet,
    "warc": read_warc,
}
"""Readers of the formats that hold many records, each with a ``line``."""


def read_found(found: Found, options: ReadOptions, only: Source | None = None) -> Iterator[Read]:
    """Every record of one document, or the one that ``only`` names."""
    reading = Reading(options, Budget(options), only, keep_raw=found.path == STDIN)
    yield from read_document(found, reading)


def read_document(found: Found, reading: Reading) -> Iterator[Read]:
    """The records of one document that ``reading`` asks for; it may ask for another after each."""
    source = Source(path=shown(found.path, 4000))
    try:
        file = found.open()
    except Exception as error:  # every file system raises its own
        yield reading.refuse(source, error)
        return
    try:
        yield from read_file(file, found.name or found.path, source, reading)
    finally:
        if file is not getattr(sys.stdin, "buffer", None):
            file.close()


def read_file(file: BinaryIO, name: str, source: Source, reading: Reading) -> Iterator[Read]:
    """Every record of an open file. A limit on the whole input gives one refusal for its rest."""
    size = _size(file) if name != STDIN else None
    reading.budget = Budget(reading.options, size)
    stream = Stream(_Counted(file, reading.budget), file=file if size is not None else None)
    try:
        yield from _document(stream, name, source, reading, 0)
    except OverBudget as error:
        yield reading.refuse(source, error)


def _document(
    stream: Stream, name: str, source: Source, reading: Reading, depth: int
) -> Iterator[Read]:
    return one_or_more(_records(stream, name, source, reading, depth), source, reading)


def _records(
    stream: Stream, name: str, source: Source, reading: Reading, depth: int
) -> Iterator[Read]:
    """The records of a document of any format. Raises :class:`ReadError`."""
    options = reading.options
    stream, kind = _unpack(stream, name, reading)
    if stream.at_end():  # its bytes are known, so it is the same where the archive is moved
        yield reading.refuse(with_bytes(source, b""), ReadError(Reason.EMPTY, "no bytes"))
        return
    if options.format is not None and kind not in ("zip", "tar"):
        kind = options.format
    if kind in ("zip", "tar"):
        yield from _archive(stream, kind, source, reading, depth)
    elif kind in ROWS:
        yield from ROWS[kind](stream, source, reading)
    else:
        yield _whole(stream, kind, source, reading)


def _unpack(stream: Stream, name: str, reading: Reading) -> tuple[Stream, str]:
    """The stream without its compression, and its format."""
    for _ in range(reading.options.max_depth + 2):
        kind, inner = format_of(name, stream.peek(1024), reading.options)
        if kind == "unsupported" and reading.options.format is None:
            raise ReadError(Reason.UNSUPPORTED, f"veille does not read {inner}")
        if kind not in COMPRESSED or stream.at_end():
            return stream, kind
        stream = Stream(Decompressed(stream, kind, reading.options, reading.budget))
        name = inner if inner != name else ""  # told by its bytes: the name tells nothing more
    raise ReadError(Reason.TOO_DEEP, "compressed again and again")


def _archive(
    stream: Stream, kind: str, source: Source, reading: Reading, depth: int
) -> Iterator[Read]:
    if depth > reading.options.max_depth:
        told = f"archives nested more than {reading.options.max_depth} deep"
        raise ReadError(Reason.TOO_DEEP, told)
    members = zip_members if kind == "zip" else tar_members
    for member in members(stream, reading):
        path = f"{source.member}!{member.name}" if source.member else member.name
        if reading.enters(path):
            yield from _member(member, replace(source, member=path), reading, depth)


def _member(member: Member, source: Source, reading: Reading, depth: int) -> Iterator[Read]:
    if member.stream is None:
        yield reading.refuse(source, member.fault or ReadError(Reason.UNREADABLE, "no bytes"))
    else:
        yield from _document(member.stream, member.name, source, reading, depth + 1)


def _whole(stream: Stream, kind: str, source: Source, reading: Reading) -> Read:
    """The one article of a text file or page."""
    options = reading.options
    data = stream.read_up_to(options.max_bytes)
    here = replace(source, offset=0, length=len(data))
    make = html_article if kind == "html" else text_article
    try:
        check_bytes(data)
        return make(data, here, options)
    except Exception as error:  # whatever a parser raises concerns this document alone
        return reading.refuse(with_bytes(here, data), error, raw=data)


class _Counted:
    """A readable that counts what is taken from the input itself."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        # What a pipe has ready is enough: waiting for more would hold back a live stream.
        self._read = getattr(file, "read1", file.read)
        self._budget = budget

    def read(self, n: int, /) -> bytes:
        """As the file's."""
        data: bytes = self._read(n)
        self._budget.take(len(data))
        beat()
        return data


def _size(file: BinaryIO) -> int | None:
    """The size of a file that can seek, None for one that cannot."""
    try:
        if not file.seekable():
            return None
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
    except (OSError, ValueError, NotImplementedError):
        return None
    return size
