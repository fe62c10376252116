"""How far a reading has come, told by the bytes of the files that it was given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from nlp.article import Article
from nlp.read.options import ReadOptions
from nlp.read.walk import STDIN, find, is_url
from nlp.stage import Rejected

_PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz", ".parquet")


class Meter:
    """The share of the bytes under ``inputs`` that has been read; None where nobody knows.

    The sizes of local files are added up once, beforehand. Nothing is known where one of the inputs
    is standard input or a URL. Where the records come from does not matter, as the meter looks at
    their sources: a plain file counts as far as the last record lies, a packed one when it is over.

    Example: ``for record in meter.over(read(inputs)): print(meter.share)``
    """

    def __init__(self, inputs: Sequence[str], options: ReadOptions | None = None) -> None:
        chosen = options or ReadOptions()
        self._total = self._done = self._at = 0
        self._path = ""
        if not any(name == STDIN or is_url(name) for name in inputs):
            self._total = sum(_size(f.path) for name in inputs for f in find(name, chosen))

    @property
    def share(self) -> float | None:
        """From 0 to 1; None as long as nothing is known."""
        return min((self._done + self._at) / self._total, 1.0) if self._total else None

    def over(self, records: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
        """The records as they come; the share follows them."""
        for record in records:
            source = record.source
            if source.path != self._path:
                self._done, self._at, self._path = self._done + _size(self._path), 0, source.path
            if source.member is None and not source.path.lower().endswith(_PACKED):
                end = (source.offset or 0) + (source.length or 0)
                self._at = min(max(end, self._at), _size(source.path))
            yield record
        self._done, self._at = self._total, 0


def _size(path: str) -> int:
    try:
        return os.path.getsize(path) if path else 0
    except OSError:
        return 0
