"""SHA-256 of weights, each file read once: remembered by its path, size, time of change and inode.

A folder that was copied by half may hold another model's weights of the same size; a run that took the
manifest's word for them would keep its results under the hash of a model that it never ran. Reading
costs a second a gigabyte, so sums are kept in `sums.json` in the cache folder; where that cannot be
written, they are taken anew each time.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

MOST = 400
"""Sums that are kept, those of the files that were read last."""
FILE = "sums.json"


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file as it is now. Raises ``OSError`` where it cannot be read."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def sum_of(path: Path, cache: Path) -> str:
    """Hex SHA-256 of a file, from ``cache`` where it holds that of the file as it is now.

    Raises:
        OSError: the file cannot be read.
    """
    found = path.stat()
    key = f"{path.resolve()} {found.st_size} {found.st_mtime_ns} {found.st_ino}"
    known = _read(cache / FILE)
    if key not in known:
        known[key] = sha256(path)
        _keep(cache / FILE, known)
    return known[key]


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(path: Path, known: dict[str, str]) -> None:
    """Write the sums, whole or not at all; of two processes at once one wins, which costs a reading."""
    from nlp.store.files import replace_text

    newest = dict(list(known.items())[-MOST:])
    with suppress(OSError):  # only time is lost without it
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, json.dumps(newest, indent=1) + "\n")
