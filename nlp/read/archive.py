"""Members of zip and tar archives, one after the other, never written anywhere.

A member's name is only a name: it is shown and recorded, and no path is ever made of it, so `..`,
absolute paths and links do nothing. Directories, links and devices are no records.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from nlp.errors import ReadError
from nlp.read.decompress import Guarded
from nlp.read.reading import Reading, shown
from nlp.read.streams import Readable, Stream
from nlp.stage import Reason

_ENCRYPTED = 0x1
_TAR_FAULTS = (
    ("unexpected end", Reason.TRUNCATED),
    ("truncated header", Reason.TRUNCATED),
    ("empty header", Reason.TRUNCATED),
    ("empty file", Reason.EMPTY),
)


@dataclass(frozen=True, slots=True)
class Member:
    """An archive member: its name as shown, and its bytes or why there are none.

    A stream is good until the next member is asked for.
    """

    name: str
    stream: Stream | None
    fault: ReadError | None = None


def hidden(name: str) -> bool:
    """Whether a path has a part that begins with a dot, or is a macOS resource fork."""
    parts = name.replace("\\", "/").split("/")
    return any(
        part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts
    )


def zip_members(stream: Stream, reading: Reading) -> Iterator[Member]:
    """The files in a zip archive. Raises ``UNREADABLE`` when it is none."""
    file = stream.seekable(reading.options.max_buffer_bytes)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError(Reason.UNREADABLE, f"not a whole zip archive: {error}") from error
    with archive:
        for info in archive.infolist():
            if info.is_dir() or (hidden(info.filename) and not reading.options.hidden_files):
                continue
            reading.budget.member()
            yield from _zip_member(archive, info, reading)


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, reading: Reading
) -> Iterator[Member]:
    name = shown(info.filename)
    if info.flag_bits & _ENCRYPTED:
        yield Member(name, None, ReadError(Reason.UNREADABLE, "the member is encrypted"))
        return
    try:
        opened = archive.open(info)
    except Exception as error:  # bad headers raise many kinds
        told = f"the member cannot be opened: {error}"
        yield Member(name, None, ReadError(Reason.UNREADABLE, told))
        return
    with opened:
        guarded = Guarded(opened, reading.options, reading.budget, info.compress_size)
        yield Member(name, Stream(guarded))


def tar_members(stream: Stream, reading: Reading) -> Iterator[Member]:
    """The files in a tar archive. Raises ``TRUNCATED`` or ``MALFORMED`` where it breaks."""
    watched = _Watched(stream)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, watched), mode="r|") as archive:
            for info in archive:
                yield from _tar_member(archive, info, watched, reading)
                archive.members = []  # type: ignore[attr-defined]  # it would remember every one
            offset = archive.offset
    except tarfile.ReadError as error:
        if watched.failed is not None:
            raise watched.failed from error
        kind = next((kind for told, kind in _TAR_FAULTS if told in str(error)), Reason.UNREADABLE)
        raise ReadError(kind, f"not a whole tar archive: {error}") from error
    watched.check_end(offset)


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, watched: _Watched, reading: Reading
) -> Iterator[Member]:
    if not info.isfile() or (hidden(info.name) and not reading.options.hidden_files):
        return
    reading.budget.member()
    name = shown(info.name)
    if info.issparse():  # a few bytes may stand for any number of zeros
        yield Member(name, None, ReadError(Reason.UNSUPPORTED, "a sparse member"))
        return
    opened = archive.extractfile(info)
    assert opened is not None
    yield Member(name, Stream(_TarFile(opened, watched)))


class _TarFile:
    """A member's bytes; where the stream below failed, its error and not tarfile's."""

    def __init__(self, opened: Readable, watched: _Watched) -> None:
        self._opened = opened
        self._watched = watched

    def read(self, n: int, /) -> bytes:
        """As the member's."""
        try:
            return self._opened.read(n)
        except tarfile.ReadError as error:
            raise self._watched.failed or error from None


class _Watched:
    """A readable that knows where its last byte that is not zero was.

    tarfile stops at a damaged header as if the archive ended there, so the end is checked here. It
    reads in large pieces and would lose what came before an error, so an error is kept as the end.
    """

    def __init__(self, stream: Stream) -> None:
        self.failed: ReadError | None = None
        self._stream = stream
        self._position = 0
        self._last = -1

    def read(self, n: int, /) -> bytes:
        """As the stream's, which it counts; nothing where it fails."""
        try:
            data = self._stream.read(n)
        except ReadError as error:
            self.failed = error
            return b""
        kept = len(data.rstrip(b"\0"))
        if kept:
            self._last = self._position + kept - 1
        self._position += len(data)
        return data

    def check_end(self, offset: int) -> None:
        """Raise unless nothing but zeros, and at least a block of them, follows ``offset``."""
        while self.read(256 * 1024):
            pass
        if self.failed is not None:
            raise self.failed
        if self._position < offset + tarfile.BLOCKSIZE:
            raise ReadError(Reason.TRUNCATED, "the archive has no end mark")
        if self._last >= offset:
            raise ReadError(Reason.MALFORMED, f"damaged after byte {offset:,}")
