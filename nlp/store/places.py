"""Where the stores that a run names lie, without opening them, and what the page keeps beside one."""

from __future__ import annotations

import os
import re
from pathlib import Path

from nlp.store.postgres import is_postgres
from nlp.store.waiting import is_relative

_KIND = re.compile(r"(?:jsonl|parquet|bulk):|sqlite:///")


def place_of(url: str) -> str | None:
    """The file, folder or URL of objects that the store ``url`` writes; None for one on a server.

    Example: ``place_of("bulk:out.ndjson?index=news") == "out.ndjson"``
    """
    if is_postgres(url):
        return None
    return _KIND.sub("", url, count=1).partition("?")[0]


def store_from(folder: str | None, url: str) -> str:
    """The URL of a store that was named in ``folder`` (None: nobody knows where)."""
    place = place_of(url)
    if folder is None or place is None or not is_relative(place, folder):
        return url
    base, mark, rest = url.partition("?")
    return f"{base.removesuffix(place)}{os.path.join(folder, place)}{mark}{rest}"


def search_path(store: Path) -> Path:
    """Where the full-text index of the SQLite store at ``store`` lies."""
    return store.with_name(f"{store.name}.search.db")


def files_of(database: Path) -> list[Path]:
    """The file of a SQLite database, and those that SQLite keeps beside it."""
    return [database.with_name(database.name + end) for end in ("", "-wal", "-shm", "-journal")]
