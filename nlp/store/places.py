"""Where the stores that a run names lie, without opening them, and what the page keeps beside one."""

from __future__ import annotations

import os
import re
from pathlib import Path

from nlp.read.urls import is_url
from nlp.store.files import side_path
from nlp.store.postgres import is_postgres
from nlp.store.waiting import is_relative

_KIND = re.compile(r"(?:jsonl|parquet|bulk):|sqlite:///")
_OPTION = re.compile(r"\?(?:index|side)=")  # of a name with another question mark it is no option


def place_of(url: str) -> str | None:
    """The file, folder or URL of objects that the store ``url`` writes; None for one on a server.

    Example: ``place_of("bulk:out.ndjson?index=news") == "out.ndjson"``
    """
    if is_postgres(url):
        return None
    return _OPTION.split(_KIND.sub("", url, count=1), maxsplit=1)[0]


def store_from(folder: str | None, url: str) -> str:
    """The URL of a store that was named in ``folder`` (None: nobody knows where)."""
    place = place_of(url)
    if folder is None or place is None or not is_relative(place, folder):
        return url
    return _put(url, place, os.path.join(folder, place))


def _put(url: str, place: str, other: str) -> str:
    """``url`` with another place than the one that it has."""
    option = _OPTION.search(url)
    end = option.start() if option else len(url)
    return f"{url[:end].removesuffix(place)}{other}{url[end:]}"


def is_there(url: str) -> bool:
    """Whether something lies where the store ``url`` does, or its database; of one elsewhere nobody asks."""
    place = place_of(url)
    if place is None or is_url(place):
        return True
    return os.path.lexists(place) or os.path.lexists(side_path(Path(place)))


def gone_along(url: str, was: str, now: str) -> str:
    """Where the store ``url`` lies that went along when another one was moved, from ``was`` to ``now``.

    That is as it is where it is there still, or where it is in neither place.
    """
    place, before, after = place_of(url), place_of(was), place_of(now)
    if is_there(url) or place is None or before is None or after is None or is_url(before):
        return url
    way = os.path.relpath(os.path.abspath(place), os.path.dirname(os.path.abspath(before)))
    moved = _put(
        url, place, os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(after)), way))
    )
    return moved if is_there(moved) else url


def search_path(store: Path) -> Path:
    """Where the full-text index of the SQLite store at ``store`` lies."""
    return store.with_name(f"{store.name}.search.db")


def files_of(database: Path) -> list[Path]:
    """The file of a SQLite database, and those that SQLite keeps beside it."""
    return [database.with_name(database.name + end) for end in ("", "-wal", "-shm", "-journal")]


def store_files(url: str) -> list[Path]:
    """The files that the store ``url`` writes or keeps beside it; none of one elsewhere."""
    place = place_of(url)
    if place is None or is_url(place):
        return []
    own = Path(place)
    return [file for base in (own, side_path(own), search_path(own)) for file in files_of(base)]
