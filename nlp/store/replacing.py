"""Which files a command may write over: an output replaces what veille wrote of its kind, and nothing else.

A store that is named as the place of a report would otherwise be gone without a question.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from nlp.errors import ConfigError, DiskFull, is_disk_full
from nlp.store.places import store_files

_READ = 4096  # bytes that tell what a file is


class Kind(NamedTuple):
    """What a file holds: in words, and how its first bytes look."""

    name: str
    begins: re.Pattern[bytes]


LOG = Kind("log of veille", re.compile(rb'\s*(?:\{"time": "|[^\n]{0,4000}\n\{"time": ")'))
MANIFEST = Kind("manifest of a run", re.compile(rb'\s*\{\s*"version": "veille\.run\.'))
METRICS = Kind("file of figures (OpenMetrics)", re.compile(rb"# (?:TYPE|HELP|UNIT) veille_|# EOF"))
REPORT = Kind(
    "report of veille", re.compile(rb"<!doctype html>.{0,1000}<title>veille: ", re.S | re.I)
)
TASKS = Kind("list of tasks", re.compile(rb'\s*\[\s*(?:\]|\{\s*"data")'))
PAGE = Kind("labelling page", re.compile(rb"\s*<View"))
ROWS = Kind("labelled data", re.compile(rb'\s*\{(?!"version": "veille\.)"'))
SKETCH = Kind("sketch of 'veille repeats'", re.compile(rb".{8}\{\"__metadata__", re.S))
FIGURES = Kind("file of 'veille bench'", re.compile(rb'\s*\{\s*"machine"'))
PLOT = Kind("picture (SVG)", re.compile(rb"\s*<(?:\?xml|svg|!DOCTYPE svg)"))


def check_replaceable(path: Path, kind: Kind) -> None:
    """Raise :class:`ConfigError` where ``path`` is a file that holds something else than ``kind``.

    A new or empty file, a device and a pipe are free, and what cannot be read is left to who writes.
    """
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            first = file.read(_READ)
    except OSError:
        return
    if first and not kind.begins.match(first):
        raise ConfigError(f"{path} is there and is no {kind.name}; name another file, or remove it")


def check_distinct(paths: dict[str, Path | None]) -> None:
    """Raise :class:`ConfigError` where two options, by name, are given the same file, or one ``-``."""
    seen: dict[str, str] = {}
    for name, path in paths.items():
        if path is None or (path.exists() and not path.is_file()):
            continue
        if str(path) == "-":
            raise ConfigError(f"{name} - is no file and no standard output; name a file")
        other = seen.setdefault(os.path.realpath(path), name)
        if other != name:
            raise ConfigError(f"{other} and {name} are both {path}; each needs a file of its own")


def check_no_store(paths: dict[str, Path | None], urls: Iterable[str]) -> None:
    """Raise :class:`ConfigError` where an option, by name, is given a file of a store of ``urls``, or
    one that it keeps beside: a new store is no file yet whose kind could be told."""
    taken = {os.path.realpath(file): url for url in urls for file in store_files(url)}
    for name, path in paths.items():
        url = taken.get(os.path.realpath(path)) if path is not None else None
        if url is not None:
            raise ConfigError(f"{name} {path} is where --to {url} writes; name another file")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell an ``OSError`` of the block as :class:`ConfigError`, or :class:`DiskFull`, that names ``path``."""
    try:
        yield
    except OSError as error:
        told = f"cannot write {path}: {error.strerror or error}"
        raise (DiskFull if is_disk_full(error) else ConfigError)(told) from error
