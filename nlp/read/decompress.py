"""Decompression as a stream, with a watch over how much comes out of how little."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Any, Protocol

from nlp.errors import ReadError
from nlp.read.options import ReadOptions
from nlp.read.streams import CHUNK, Readable, Stream, as_read_error
from nlp.stage import Reason

MAGIC = {
    "gz": b"\x1f\x8b\x08",
    "bz2": b"BZh",
    "xz": b"\xfd7zXZ\x00",
    "zst": b"\x28\xb5\x2f\xfd",
}
_XZ_MEMORY = 256 * 1024 * 1024  # an xz header may ask for a dictionary of 4 GiB
_INPUT_FLOORS = 16
_ZST_WINDOW = 128 * 1024 * 1024  # what `zstd --long=27` needs, the largest it reads by default


class Budget:
    """What one input has given so far, over all its layers: decompressed bytes and members.

    ``size`` is the number of bytes of the input itself, once known; a Guard adds what it sees.
    """

    def __init__(self, options: ReadOptions, size: int | None = None) -> None:
        self._options = options
        self._size = size
        self._taken = 0
        self._given = 0
        self._members = 0

    def take(self, n: int) -> None:
        """Count ``n`` bytes of the input itself (for inputs of unknown size)."""
        self._taken += n

    def give(self, n: int) -> None:
        """Count ``n`` decompressed bytes. Raises ``BOMB`` or ``TOO_LARGE``."""
        self._given += n
        if self._given > self._options.max_archive_bytes:
            limit = self._options.max_archive_bytes
            raise OverBudget(Reason.TOO_LARGE, f"more than {limit:,} bytes in one input")
        taken = self._size if self._size is not None else self._taken
        # Layers multiply: a tar.gz of .gz files is counted in each of them, hence twice the size.
        # The floor is higher than a member's, so that a few bombs cost only themselves.
        over_floor = self._given > _INPUT_FLOORS * self._options.ratio_floor
        if over_floor and _is_bomb(self._options, taken * 2, self._given):
            raise OverBudget(Reason.BOMB, f"{self._given:,} bytes out of {taken:,} in all")

    def member(self) -> None:
        """Count one archive member. Raises ``TOO_MANY_MEMBERS``."""
        self._members += 1
        if self._members > self._options.max_members:
            limit = self._options.max_members
            raise OverBudget(Reason.TOO_MANY_MEMBERS, f"more than {limit:,} members")


class OverBudget(ReadError):
    """A limit on the whole input was passed: nothing more of it is read."""


class Guarded:
    """A readable whose output is counted: against its own input, and in the input's budget."""

    def __init__(self, raw: Readable, options: ReadOptions, budget: Budget, taken: int) -> None:
        self._raw = raw
        self._options = options
        self._budget = budget
        self._taken = taken
        self._given = 0

    def read(self, n: int, /) -> bytes:
        """At most ``n`` bytes. Raises ``BOMB`` over the limit on the ratio."""
        data = self._raw.read(n)
        self._given += len(data)
        if _is_bomb(self._options, self._taken, self._given):
            raise ReadError(Reason.BOMB, f"{self._given:,} bytes out of {self._taken:,}")
        self._budget.give(len(data))
        return data


def _is_bomb(options: ReadOptions, taken: int, given: int) -> bool:
    return given > options.ratio_floor and given > options.max_ratio * max(taken, 1)


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the interface of bz2's and lzma's."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(wbits=31)
        self.fed = b""  # what it was given last, with what it had left of what came before

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        self.fed = self._engine.unconsumed_tail + data
        return self._engine.decompress(self.fed, max_length)

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        return not self._engine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data


class _Zstandard:
    """zstandard's decompressor, fed in small bites because it has no limit on its output."""

    _BITE = 512  # at most 16 MiB come out: 128 KiB for each block of 4 bytes

    def __init__(self) -> None:
        import zstandard

        engine = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW)
        self._engine: Any = engine.decompressobj()
        self._error = zstandard.ZstdError
        self._pending = b""
        self._unused = b""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        data = self._pending + data
        bite, self._pending = data[: self._BITE], data[self._BITE :]
        try:
            out: bytes = self._engine.decompress(bite)
        except self._error as error:
            raise zlib.error(str(error)) from error
        if self._engine.eof:
            self._unused, self._pending = self._engine.unused_data + self._pending, b""
        return out

    @property
    def eof(self) -> bool:
        return bool(self._engine.eof)

    @property
    def needs_input(self) -> bool:
        return not self._pending

    @property
    def unused_data(self) -> bytes:
        return self._unused


def _engine(codec: str) -> _Engine:
    if codec == "gz":
        return _Gzip()
    if codec == "bz2":
        return bz2.BZ2Decompressor()
    if codec == "xz":
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return _Zstandard()


class Decompressed:
    """The bytes of a compressed stream: one or more members, one after the other.

    Bytes before damage are handed out first; then ``TRUNCATED`` (the data ends early) or
    ``MALFORMED`` is raised. Source: RFC 1952 (gzip) lets members follow each other, as in WARC.
    """

    def __init__(self, source: Stream, codec: str, options: ReadOptions, budget: Budget) -> None:
        self._source = source
        self._codec = codec
        self._options = options
        self._budget = budget
        self._engine: _Engine | None = None
        self._input = b""
        self._members = 0
        self._given = 0

    def read(self, n: int, /) -> bytes:
        """At most about ``n`` bytes (zstandard may give more), ``b""`` at the end."""
        while self._engine is not None or self._next_member():
            data = self._step(n)
            if data:
                self._count(len(data))
                return data
        return b""

    def resume(self) -> bool:
        """After damage, go on at the next gzip member; False if there is none."""
        self._engine = None
        magic = MAGIC["gz"]
        if self._codec != "gz":
            return False
        while True:
            at = self._input.find(magic)
            if at >= 0:
                self._input = self._input[at:]
                return True
            more = self._source.read(CHUNK)
            if not more:
                return False
            self._input = self._input[-len(magic) + 1 :] + more

    def _next_member(self) -> bool:
        if self._members:  # padding with zeros is allowed between and after members
            self._input = self._input.lstrip(b"\0")
        while not self._input:
            self._input = self._source.read(CHUNK)
            if not self._input:
                return False
            if self._members:
                self._input = self._input.lstrip(b"\0")
        self._engine = _engine(self._codec)
        self._members += 1
        return True

    def _step(self, n: int) -> bytes:
        engine = self._engine
        assert engine is not None
        data = b""
        if engine.needs_input:
            data, self._input = self._input or self._source.read(CHUNK), b""
            if not data:
                raise ReadError(Reason.TRUNCATED, f"the {self._codec} data ends early")
        try:
            out = engine.decompress(data, n)
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
            if isinstance(engine, _Gzip):  # the next member may be in what it held
                self._input = engine.fed[1:]
            told = ReadError(Reason.MALFORMED, f"damaged {self._codec} data: {error}")
            raise told from as_read_error(error)
        if engine.eof:
            self._input = engine.unused_data
            self._engine = None
        return out

    def _count(self, given: int) -> None:
        self._given += given
        taken = self._source.position - len(self._input)
        if _is_bomb(self._options, taken, self._given):
            raise ReadError(Reason.BOMB, f"{self._given:,} bytes out of {taken:,}")
        self._budget.give(given)
