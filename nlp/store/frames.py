"""Lines of JSON in frames: each batch is a whole gzip member, zstandard frame or run of lines.

Frames written one after another are an ordinary ``.jsonl``, ``.jsonl.gz`` or ``.jsonl.zst`` file
that any tool reads. A frame that a kill cut short is found by its missing end.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

_CHUNK = 1 << 20
ENDINGS = (".jsonl", ".ndjson", ".json")
"""How the names of files of lines end, before the ending of a compression."""


def kind_of(name: str) -> str:
    """``gz``, ``zst`` or ``plain``, by the ending of a file name."""
    for ending, kind in ((".gz", "gz"), (".zst", "zst")):
        if name.lower().endswith(ending):
            return kind
    return "plain"


def ends_well(name: str) -> bool:
    """Whether the ending of a file name, if it has one, says what is in it: lines of JSON."""
    stem = re.sub(r"\.(gz|zst)$", "", name, flags=re.I)
    return stem.lower().endswith(ENDINGS) or (stem == name and "." not in name.lstrip("."))


def pack(data: bytes, kind: str) -> bytes:
    """``data`` (whole lines) as one frame; the same bytes for the same data."""
    if kind == "gz":
        return gzip.compress(data, compresslevel=6, mtime=0)
    if kind == "zst":
        import zstandard

        return zstandard.ZstdCompressor(level=6, write_checksum=True).compress(data)
    return data


def frames(file: BinaryIO, kind: str, each: int = 1) -> Iterator[tuple[int, int, bytes]]:
    """First byte, end and lines of every whole frame from where ``file`` stands.

    Stops without error at the first frame that is cut short or damaged. ``each`` is how many lines
    a record has; they are a frame of their own in a plain file.
    """
    if kind == "plain":
        yield from _runs_of_lines(file, each)
    else:
        yield from _compressed(file, _decoder(kind))


def _decoder(kind: str) -> Callable[[], Any]:
    if kind == "gz":
        return lambda: zlib.decompressobj(wbits=31)
    import zstandard

    return lambda: zstandard.ZstdDecompressor().decompressobj()


def _runs_of_lines(file: BinaryIO, each: int) -> Iterator[tuple[int, int, bytes]]:
    """The lines of each record are a frame, so that a record is found by its offset."""
    start, lines = file.tell(), b""
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            return
        lines += line
        if number % each == 0:
            yield start, start + len(lines), lines
            start, lines = start + len(lines), b""


def _compressed(file: BinaryIO, decoder: Callable[[], Any]) -> Iterator[tuple[int, int, bytes]]:
    start, pending = file.tell(), b""
    while True:
        frame, lines, used = decoder(), [], 0
        while not frame.eof:
            data = pending or file.read(_CHUNK)
            if not data:
                return
            try:
                lines.append(frame.decompress(data))
            except Exception:  # zlib.error or ZstdError: both mean a damaged frame
                return
            used += len(data)
            pending = b""
        pending = frame.unused_data
        end = start + used - len(pending)
        yield start, end, b"".join(lines)
        start = end
