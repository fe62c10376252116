"""Archives of any kind become articles: one outcome for each record, and nothing else.

    for outcome in read(["wire/", "dump.jsonl.gz", "crawl.warc.gz", "-"]):
        ...  # an Article, or a Rejected with its reason

Read are plain text, HTML, JSON and JSONL, CSV and TSV, Parquet and WARC; bare, compressed (gz, bz2,
xz, zst), and as members of zip and tar archives, in files, folders, patterns, standard input and
whatever fsspec opens. Nothing is written to disk. See :class:`ReadOptions` for every limit, and
:func:`nlp.read.apart.read_apart` for reading in a process of its own, as ``veille run`` does. A
:class:`Meter` tells how far it has come.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from nlp.article import Article
from nlp.read import walk
from nlp.read.again import Rereader, read_again
from nlp.read.dispatch import read_found
from nlp.read.meter import Meter
from nlp.read.options import Fields, ReadOptions
from nlp.stage import Rejected

__all__ = ["Fields", "Meter", "ReadOptions", "Rereader", "read", "read_again"]


def read(
    inputs: Sequence[str | os.PathLike[str]],
    options: ReadOptions | None = None,
    meter: Meter | None = None,
) -> Iterator[Article | Rejected]:
    """Every record under ``inputs`` (files, folders, patterns, URLs, ``-``), in order.

    ``meter`` is told how far the reading has come.

    A document without any record gives one outcome too (``EMPTY``), so nothing vanishes. Raises
    :class:`nlp.errors.ConfigError` at once when an input does not exist; whatever goes wrong later
    is an outcome. One name or path in the place of a list is a ``TypeError``.
    """
    if isinstance(inputs, str | os.PathLike):  # else each letter would be a file
        raise TypeError(f"read takes a list of inputs: [{str(inputs)!r}]")
    chosen = options or ReadOptions()
    names = [str(name) for name in inputs]
    walk.check(names, chosen)
    return _read(names, chosen, meter)


def _read(
    names: Sequence[str], options: ReadOptions, meter: Meter | None
) -> Iterator[Article | Rejected]:
    for name in names:
        for found in walk.find(name, options):
            yield from read_found(meter.watched(found) if meter else found, options)
            if meter:
                meter.read(found)
