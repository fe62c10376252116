"""Read records again, from the references that their outcomes carry."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, cast

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.charset import stream_codec
from nlp.read.decompress import Budget
from nlp.read.dispatch import ROWS, read_document, read_file, read_found
from nlp.read.formats import COMPRESSED, format_of
from nlp.read.options import ReadOptions
from nlp.read.reading import Read, Reading, shown, stands_for_rest
from nlp.read.urls import is_url
from nlp.read.walk import STDIN, Found, find
from nlp.stage import Reason

_WARC = re.compile(rb"WARC/[01]\.\d")
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")


def read_again(
    source: Source,
    options: ReadOptions | None = None,
    raw: bytes | None = None,
    folder: str | None = None,
) -> Iterator[Read]:
    """The outcome, now, of the record that ``source`` names.

    ``raw`` are the record's bytes where the source itself cannot be read again (standard input);
    ``folder`` is where a relative path starts, the working folder where it is None.
    A reference to where reading had stopped gives all that follows. A record that is no longer
    there is refused as ``UNREADABLE``. For many records see :class:`Rereader`.
    """
    with closing(Rereader(options, folder)) as reader:
        yield from reader.read(source, raw)


class Rereader:
    """Reads records again, one after the other.

    Rows of one document that are asked for in its order are read in one pass; a document is opened
    anew only to go back. ``folder`` is as for :func:`read_again`. Close it at the end.
    """

    def __init__(self, options: ReadOptions | None = None, folder: str | None = None) -> None:
        self._options, self._folder = options or ReadOptions(), folder
        self._pass: Generator[Read, None, None] | None = None
        self._reading: Reading | None = None
        self._last: Source | None = None

    def read(self, source: Source, raw: bytes | None = None) -> Iterator[Read]:
        """The outcome, now, of the record that ``source`` names, as :func:`read_again` gives it."""
        one = source.line is not None and not stands_for_rest(source)
        if raw is not None:
            outcomes = _from_bytes(source, self._options, raw)
            found = list(islice(outcomes, 1)) if one else outcomes
        else:
            found = self._row(source) if one else _from_path(source, self._options, self._folder)
        there = False
        for outcome in found:
            there = True
            yield outcome
        if not there:
            gone = ReadError(Reason.UNREADABLE, "the record is not there any more")
            yield Reading(self._options, Budget(self._options)).refuse(source, gone)

    def close(self) -> None:
        """Let go of the document in hand."""
        if self._pass is not None:
            self._pass.close()
        self._pass, self._reading, self._last = None, None, None

    def _row(self, source: Source) -> list[Read]:
        """The one outcome of a row, none where it is not there."""
        found = self._next(source) if self._may_follow(source) else []
        if not found:
            self.close()
            found = self._next(source)
        return found

    def _may_follow(self, source: Source) -> bool:
        """Whether a row may lie behind the last one in the document in hand."""
        last = self._last
        if self._pass is None or last is None or last.path != source.path:
            return False
        return last.member != source.member or (last.line or 0) < (source.line or 0)

    def _next(self, source: Source) -> list[Read]:
        """The row from where the pass stands on."""
        self._last = source
        if self._reading is not None:
            self._reading.only = source
        if self._pass is None:
            self._pass = self._documents_of(source.path)
        for outcome in self._pass:
            if _answers(outcome.source, source):
                return [outcome]
        self.close()
        return []

    def _documents_of(self, path: str) -> Generator[Read, None, None]:
        for found in _documents(path, self._options, self._folder):
            self._reading = Reading(self._options, Budget(self._options), self._last)
            yield from read_document(found, self._reading)


def _from_bytes(source: Source, options: ReadOptions, raw: bytes) -> Iterator[Read]:
    """The outcomes of a record's own bytes: of a row in the format that it was read in, of a whole
    document as its name and content tell."""
    name = _file_of(source.member)
    if source.line is not None:
        kind = options.format or _row_format(source, raw)
        if kind in ("csv", "tsv") and not raw.partition(b"\n")[2].strip(b"\0\r\n "):
            return  # the names of the columns alone: the row was too large to keep
        name, options = f"row.{kind}", _of_row(options, kind)
    reading = Reading(options, Budget(options), keep_raw=source.path == STDIN)
    for outcome in read_file(cast(BinaryIO, io.BytesIO(raw)), name, Source(source.path), reading):
        found = replace(source, sha256=source.sha256 or outcome.source.sha256)
        yield replace(outcome, source=found)


def _file_of(member: str | None) -> str:
    """The name of the document that a member is, without its compression: no raw bytes have it."""
    name = (member or "").rsplit("!", 1)[-1]
    while (found := format_of(name, b"", ReadOptions()))[0] in COMPRESSED:
        name = found[1]
    return name


def _row_format(source: Source, raw: bytes) -> str:
    """The format that a row was read in: by the name of its document, else by what is kept of it.

    The content of a broken row tells nothing: it may begin as anything else does. But each reader
    keeps its own: a WARC record with its header, an object of a JSON file without an offset, a row
    of a table below the names of its columns, and of JSONL one line.
    """
    kind, _ = format_of(_file_of(source.member), b"", ReadOptions())
    if kind in ROWS:
        return kind
    if _WARC.match(raw):
        return "warc"
    if source.offset is None:
        return "json"
    return "csv" if b"\n" in raw else "jsonl"


def _of_row(options: ReadOptions, kind: str) -> ReadOptions:
    """The options for the bytes of a row: those of UTF-16 and UTF-32 are kept as UTF-8."""
    if kind == "warc" or stream_codec(b"", options.encoding or "utf-8") is None:
        return options
    return options.model_copy(update={"encoding": "utf-8"})


def _from_path(source: Source, options: ReadOptions, folder: str | None) -> Iterator[Read]:
    for found in _documents(source.path, options, folder):
        for outcome in read_found(found, options, only=source):
            if _answers(outcome.source, source):
                yield outcome


def _answers(found: Source, wanted: Source) -> bool:
    """Whether an outcome belongs to the wanted record, and not to an archive around it."""
    if wanted.member is None:
        return True
    member = found.member or ""
    return member == wanted.member or member.startswith(wanted.member + "!")


def _documents(path: str, options: ReadOptions, folder: str | None) -> Iterator[Found]:
    """The document at ``path``; control characters in its name may have been escaped.

    It is opened from ``folder`` and keeps the name that it had there.
    """
    if path == STDIN:
        return
    if is_url(path, folder):  # which may be a pattern too, or have become a folder
        yield from (found for found in find(path, options) if shown(found.path, 4000) == path)
        return
    start, real = os.path.join(folder or "", ""), local_path(path, folder)
    for found in find(real, options) if real is not None else ():
        yield replace(found, path=found.path.removeprefix(start))


def local_path(path: str, folder: str | None) -> str | None:
    """Where the local file or folder of a source is opened from ``folder``; None where nothing is there."""
    joined = (os.path.join(folder or "", name) for name in (path, _unescaped(path)))
    return next((name for name in joined if os.path.lexists(name)), None)


def is_missing(path: str, folder: str | None) -> bool:
    """Whether the file that a source was is not there any more; of a pipe or a URL nobody can say."""
    return path != STDIN and not is_url(path, folder) and local_path(path, folder) is None


def _unescaped(path: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), path)
