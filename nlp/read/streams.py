"""Bytes read forwards, with a look ahead, a position and errors of one kind."""

from __future__ import annotations

import csv
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from nlp.errors import ReadError
from nlp.stage import Reason

CHUNK = 256 * 1024

_MALFORMED = (csv.Error, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)


class Readable(Protocol):
    """Anything with ``read(n)``: at most n bytes, ``b""`` at the end."""

    def read(self, n: int, /) -> bytes:
        """At most ``n`` bytes; fewer do not mean the end."""
        ...


def as_read_error(error: Exception) -> ReadError:
    """The :class:`ReadError` that tells what a library's exception means for the record."""
    if isinstance(error, ReadError):
        return error
    told = f"{type(error).__name__}: {error}"
    if isinstance(error, EOFError) or "unexpected end of data" in told:  # zipfile, tarfile
        return ReadError(Reason.TRUNCATED, told)
    if isinstance(error, _MALFORMED):
        return ReadError(Reason.MALFORMED, told)
    if isinstance(error, RecursionError):
        return ReadError(Reason.TOO_DEEP, "nested too deep")
    return ReadError(Reason.UNREADABLE, told)


class Stream:
    """A forward stream of bytes.

    ``position`` counts the bytes handed out. ``file`` is the seekable file behind the stream where
    there is one, for formats that must seek. Every failure is a :class:`ReadError`, raised only
    when the bytes before it have been handed out.
    """

    def __init__(self, raw: Readable, file: BinaryIO | None = None) -> None:
        self.file = file
        self.position = 0
        self._raw = raw
        self._ahead = b""
        self._at = 0
        self._failed: ReadError | None = None

    def read(self, n: int = CHUNK) -> bytes:
        """At most ``n`` bytes, ``b""`` at the end."""
        if self._at == len(self._ahead):
            self._ahead, self._at = self._pull(), 0
        data = self._ahead[self._at : self._at + n]
        self._at += len(data)
        self.position += len(data)
        return data

    def ahead(self, n: int) -> tuple[bytes, int]:
        """Bytes that were read and not taken yet, and where the next one stands among them.

        From there on they are at least ``n``; fewer only where the stream ends or fails. What is held
        already is not copied.
        """
        parts, size = [], len(self._ahead) - self._at
        while size < n and (data := self._more()):
            parts.append(data)
            size += len(data)
        if parts:
            self._ahead, self._at = b"".join([self._ahead[self._at :], *parts]), 0
        return self._ahead, self._at

    def peek(self, n: int = 4096) -> bytes:
        """The next ``n`` bytes without taking them; fewer only where the stream ends or fails."""
        data, at = self.ahead(n)
        return data[at : at + n]

    def at_end(self) -> bool:
        """Whether nothing is left; a stream that fails next is not at its end."""
        return not self.peek(1) and self._failed is None

    def read_up_to(self, limit: int) -> bytes:
        """All that is left. Raises ``TOO_LARGE`` when that is more than ``limit`` bytes."""
        parts, size = [], 0
        while data := self.read(min(CHUNK, limit + 1 - size)):
            parts.append(data)
            size += len(data)
            if size > limit:
                raise ReadError(Reason.TOO_LARGE, f"more than {limit:,} bytes")
        return b"".join(parts)

    def resume(self) -> bool:
        """Go on after damaged compressed data, if its format allows; False where it does not."""
        resume = getattr(self._raw, "resume", None)
        if self._failed is None or resume is None or not resume():
            return False
        self._failed = None
        return True

    def seekable(self, limit: int) -> BinaryIO:
        """The file behind the stream, or its bytes in memory when they are at most ``limit``."""
        if self.file is not None:
            self.file.seek(0)
            return self.file
        return io.BytesIO(self.read_up_to(limit))

    def _more(self) -> bytes:
        """The next bytes; none where the stream ends or fails, which is told when they are asked for."""
        try:
            return self._pull()
        except ReadError:
            return b""

    def _pull(self) -> bytes:
        """The next bytes: as many as come at once, so that small reads cost little."""
        if self._failed is not None:
            raise self._failed
        try:
            return self._raw.read(CHUNK)
        except ReadError as error:
            self._failed = error
            raise
        except Exception as error:  # libraries raise many kinds; all mean: cannot be read
            self._failed = as_read_error(error)
            raise self._failed from error


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. ``data`` is None when it was over the limit.

    ``number`` counts from 1; ``offset`` and ``length`` (with the line end) are bytes.
    """

    number: int
    offset: int
    length: int
    data: bytes | None


class Lines:
    """The lines of a stream, never holding more than ``limit`` bytes and a chunk of one.

    ``number`` and ``offset`` tell where the line begins that is being read, so that a caller can
    say where a stream failed.
    """

    def __init__(self, stream: Stream, limit: int) -> None:
        self.number = 1
        self.offset = stream.position
        self._stream = stream
        self._limit = limit
        self._parts: list[bytes] = []
        self._length = 0

    def __iter__(self) -> Iterator[Line]:
        while chunk := self._stream.read():
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                self._add(piece)
                yield self._finish(1)
            self._add(rest)
        if self._length:
            yield self._finish(0)

    def _add(self, piece: bytes) -> None:
        self._length += len(piece)
        if self._length > self._limit:
            self._parts.clear()
        elif piece:
            self._parts.append(piece)

    def _finish(self, end: int) -> Line:
        whole = None if self._length > self._limit else b"".join(self._parts)
        line = Line(self.number, self.offset, self._length + end, whole)
        self.number += 1
        self.offset += line.length
        self._parts.clear()
        self._length = 0
        return line
