"""What a run writes is not what it reads, though it may lie in the same folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_LOCAL = re.compile(r"(?:file|local)://", re.I)
_PART = re.compile(r"(?:\.writing-)?part-\d+(?:-[0-9a-f]+)?\.(?:parquet|jsonl(?:\.\w+)?)")
_SIDE = re.compile(
    r"(?P<name>.+?)"
    r"(?:\.veille\.db|\.search\.db|\.corrections)?"  # ledger, index of the page, what was corrected
    r"(?:-wal|-shm|-journal)?"  # of SQLite, while it is open or was killed
)
_HIDDEN = re.compile(r"\.(?P<name>.+)\.(?:erasing|\d+)")  # a file before it takes its place


class Written:
    """The files and folders (or URLs) that a run writes; ``holds`` tells what belongs to them.

    Beside a file lie its ledger and what SQLite keeps while it is open; in a folder lie the parts of
    a store, and other files there are input like any.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._places = {_place(path) for path in paths}
        self._names = {os.path.basename(place) for place in self._places}

    def holds(self, path: str) -> bool:
        """Whether ``path`` is one of the files, lies beside one, or is a part of a store."""
        if not self._places:
            return False
        folder, name = os.path.split(path.rstrip("/"))
        if _PART.fullmatch(name) and _place(folder) in self._places:
            return True
        return any(self._is(path, folder, name, stem) for stem in self._stems(name))

    def fills(self, folder: str) -> bool:
        """Whether ``folder`` is a store and holds nothing but its parts."""
        if _place(folder) not in self._places or not os.path.isdir(folder):
            return False
        names = os.listdir(folder)
        return bool(names) and all(self.holds(os.path.join(folder, name)) for name in names)

    def _stems(self, name: str) -> set[str]:
        found = (pattern.fullmatch(name) for pattern in (_SIDE, _HIDDEN))
        return {name, *(match["name"] for match in found if match)} & self._names

    def _is(self, path: str, folder: str, name: str, stem: str) -> bool:
        if stem == name and os.path.isdir(path):
            return False
        return _place(os.path.join(folder, stem)) in self._places or _place(path) in self._places


def _place(path: str) -> str:
    """One spelling for each file: absolute and without links; a URL without its scheme."""
    path = _LOCAL.sub("", path)
    remote = _SCHEME.match(path)
    return path[remote.end() :].strip("/") if remote else os.path.realpath(path or os.curdir)
