"""How far a reading has come, told by the bytes of the files that it was given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from nlp.read.options import ReadOptions
from nlp.read.urls import is_url
from nlp.read.walk import Found, find, is_stream


class Meter:
    """The share of the bytes under ``inputs`` that has been read; None where nobody knows.

    The sizes of local files are added up once, beforehand. Nothing is known where one of the inputs
    is standard input (or another open file) or a URL. Pass it to :func:`nlp.read.read` or, where another process reads, to
    :func:`nlp.read.apart.read_apart`; ask :attr:`share` at any time.
    """

    def __init__(self, inputs: Sequence[str], options: ReadOptions | None = None) -> None:
        chosen = options or ReadOptions()
        self._total: int | None = None
        self._done = 0
        self._file: BinaryIO | None = None
        self._size = 0
        self._heard: float | None = None
        if not any(is_stream(name) or is_url(name) for name in inputs):
            self._total = sum(_size(f.path) for name in inputs for f in find(name, chosen))

    @property
    def share(self) -> float | None:
        """From 0 to 1; a file that is being read counts as far as it was."""
        if self._heard is not None:
            return self._heard
        if not self._total:
            return None
        return min((self._done + self._position()) / self._total, 1.0)

    def hear(self, share: float | None) -> None:
        """Another process reads, and tells how far it is."""
        self._heard = share

    def watched(self, found: Found) -> Found:
        """The same document, which tells this meter when it is opened."""

        def opened() -> BinaryIO:
            self._file, self._size = found.open(), _size(found.path)
            return self._file

        return replace(found, open=opened)

    def read(self, found: Found) -> None:
        """The document was read to its end."""
        self._done += _size(found.path)
        self._file = None

    def _position(self) -> int:
        try:
            return min(self._file.tell(), self._size) if self._file is not None else 0
        except (OSError, ValueError):  # closed, or it cannot tell
            return 0


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
