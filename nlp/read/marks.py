"""What reading is at, told to whoever watches over this process.

Parsers of HTML, Parquet and compressed data are native code, which can end the process it runs in.
So a reader marks what it is about to hand to one; when it dies there, :mod:`nlp.read.apart` reads the
mark and has a new process pass over that record. Where nobody watches, marks cost nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nlp.article import Source
from nlp.errors import ReadError
from nlp.stage import Reason

SIZE = 16_384  # bytes of a mark; a longer one is not told, and its whole document is given up

Key = tuple[str, str | None, int | None, int | None]


class Marks:
    """Where this process is: ``place`` holds the mark, ``pulse`` changes while it reads.

    Both are shared memory; ``refused`` are the records to pass over, each with the reason.
    """

    def __init__(self, place: Any, pulse: Any, refused: dict[Key, tuple[str, str]]) -> None:
        self._place, self._pulse, self._refused = place, pulse, refused

    def enter(self, key: Key) -> None:
        """Mark the record. Raises :class:`ReadError` when it is one to pass over."""
        if key in self._refused:
            raise ReadError(*self._refused[key])
        told = json.dumps(key).encode()
        self._place.value = told if len(told) < SIZE else b""
        self.beat()

    def leave(self) -> None:
        """The record is parsed."""
        self._place.value = b""

    def beat(self) -> None:
        """Show that reading goes on."""
        self._pulse.value = (self._pulse.value + 1) % 2**31


_marks: Marks | None = None


def watched(marks: Marks | None) -> None:
    """From now on tell ``marks`` what is read."""
    global _marks
    _marks = marks


@contextmanager
def entering(source: Source) -> Iterator[None]:
    """Native code parses this record in the block.

    Raises :class:`ReadError` when a process died or was lost there before.
    """
    if _marks is None:
        yield
        return
    _marks.enter(key_of(source))
    try:
        yield
    finally:
        _marks.leave()


def beat() -> None:
    """Bytes were read."""
    if _marks is not None:
        _marks.beat()


def key_of(source: Source) -> Key:
    """What names a record among those of its input."""
    return source.path, source.member, source.line, source.offset


def read_mark(raw: bytes) -> Key | None:
    """The key that a mark holds."""
    return tuple(json.loads(raw)) if raw else None  # type: ignore[return-value]


def refusal(ended: str, timeout: float, *, late: bool) -> tuple[str, str]:
    """Reason and detail for a record on which a reading process was lost."""
    if late:
        return Reason.TIMEOUT, f"reading this record took over {timeout:g} s"
    return Reason.WORKER_LOST, f"the process that read this record died ({ended})"
