"""Corrections that people make, as labelled data: appended to JSONL files, never changed.

A folder holds one file for each field that can be corrected (docs/corrections.md has every key):

    translation.jsonl   the English of a sentence
    events.jsonl        the event types of an article, the main one first
    labels.jsonl        the label of a segment: content, boilerplate or spam

A line holds what was corrected (record key, identifier, hashes), the old and the new value, who and
when, and enough of the article to learn from without the store. Undoing is a further line that
names the one it undoes. A line is one write, flushed to disk before :meth:`Corrections.add` returns.
Only an erasure of the article takes lines out (:func:`forget`).
"""

from __future__ import annotations

import io
import json
import os
import secrets
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.errors import ConfigError
from nlp.record import Record
from nlp.store.base import store_errors
from nlp.store.files import alone, fsync_folder, replace_file, write_all

VERSION = "veille.correction.v1"
FIELDS = ("translation", "events", "labels")

Line = dict[str, Any]

_TEXTS = ("correction", "at", "by", "key", "id", "content_hash")
_VALUE: dict[str, type] = {"translation": str, "events": list, "labels": str}
"""What a value of each field is."""
_KEYS = {
    "version", "correction", "undoes", "at", "by", "field", "key", "id", "content_hash",
    "model_hash", "config_hash", "segment", "old", "new",
}  # fmt: skip
_TARGET = {"translation": ("lang", "source"), "events": (), "labels": ("text",)}
"""Beside the article's content hash, what a correction is of: the same text is corrected at once."""
_LEARNT_FROM = {
    "translation": ("lang", "source"),
    "events": ("lang", "title", "paragraphs"),
    "labels": ("lang", "kind", "text"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is corrected: a field of an article, with what can be learnt from it.

    ``about`` holds the keys that docs/corrections.md lists for ``field``; ``old`` is the value that
    the record, or the correction before, gives.
    """

    field: str
    record: Record
    old: Any
    about: dict[str, Any]
    segment: int | None = None

    @property
    def target(self) -> tuple[str, ...]:
        """What tells this subject from others."""
        own = (str(self.about[name]) for name in _TARGET[self.field])
        return (self.field, self.record["content_hash"], *own)


class Corrections:
    """The corrections in ``folder``, which is made when the first one is added.

    ``by`` is the name that new lines carry. ``faults`` names the lines that cannot be read; they
    stay where they are. Safe to use from several threads and with several processes that append.

    Example: ``Corrections(Path("wire.db.corrections"), by="ana").add(subject, "The new English.")``
    """

    def __init__(self, folder: Path, by: str) -> None:
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"{folder} is a file; --corrections wants a folder")
        self.folder, self.by = folder, by
        self.faults: list[str] = []
        self._lock = threading.RLock()
        self._sizes: dict[str, int] = {}
        self._standing: dict[tuple[str, ...], Line] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the files again where one of them has grown."""
        with self._lock:
            sizes = {field: _size(self._path(field)) for field in FIELDS}
            if sizes == self._sizes:
                return
            self._sizes, self.faults = sizes, []
            self._standing = _standing(self._lines())

    def of(self, target: tuple[str, ...]) -> Line | None:
        """The correction that stands for a target, None where there is none."""
        with self._lock:
            return self._standing.get(target)

    def hashes(self) -> set[str]:
        """Content hashes of the articles with corrections that stand."""
        with self._lock:
            return {line["content_hash"] for line in self._standing.values()}

    def standing(self) -> list[Line]:
        """Every correction that stands, oldest first: what was undone or replaced is left out."""
        with self._lock:
            return sorted(self._standing.values(), key=lambda line: line["at"])

    def add(self, subject: Subject, new: Any) -> Line:
        """Append a correction; it is on disk when this returns.

        Raises :class:`nlp.errors.DiskFull` or :class:`nlp.errors.StoreLost` when it cannot be
        written; then nothing was noted.
        """
        return self._append(_line(subject, new, self.by))

    def undo(self, correction: str) -> Line | None:
        """Append the undoing of a correction that stands; None where that does not (any more)."""
        with self._lock:
            found = next(
                (line for line in self._standing.values() if line["correction"] == correction), None
            )
            if found is None:
                return None
            back = {"old": found["new"], "new": found["old"], "undoes": correction}
            return self._append({**found, **back, **_signed(self.by)})

    def _append(self, line: Line) -> Line:
        with self._lock, store_errors(str(self.folder)):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._path(line["field"])
            packed = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            with alone(path, os.O_WRONLY | os.O_APPEND) as descriptor:
                begins = b"\n" if _torn(path) else b""  # what a kill left half written stays a line
                write_all(descriptor, begins + packed)
                os.fsync(descriptor)
            fsync_folder(self.folder)
            self.refresh()
        return line

    def _path(self, field: str) -> Path:
        return self.folder / f"{field}.jsonl"

    def _lines(self) -> Iterator[Line]:
        for field in FIELDS:
            path = self._path(field)
            if not path.exists():
                continue
            for number, raw in enumerate(path.read_bytes().split(b"\n"), 1):
                if not raw.strip():
                    continue
                if (line := _read(raw, field)) is None:
                    self.faults.append(f"{path.name}, line {number}, is no correction")
                else:
                    yield line


def forget(folder: Path, content_hashes: Collection[str], *, dry_run: bool = False) -> int:
    """Take out the corrections of these articles, and what was undone of them; how many lines.

    So go lines that cannot be read and name one of the articles. All others stay as they are, in
    their order; what somebody appends meanwhile is waited for. With ``dry_run`` they are counted.
    """
    gone, names = 0, [content.encode() for content in content_hashes]
    for path in (folder / f"{field}.jsonl" for field in FIELDS):
        if names and path.is_file():
            with store_errors(str(folder)), alone(path, os.O_RDONLY):
                lines = io.BytesIO(path.read_bytes()).readlines()
                left = [line for line in lines if not _names(line, content_hashes, names)]
                if len(left) < len(lines) and not dry_run:
                    replace_file(path, left)
            gone += len(lines) - len(left)
    return gone


def _names(raw: bytes, content_hashes: Collection[str], names: list[bytes]) -> bool:
    """Whether a line is of one of these articles."""
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return any(name in raw for name in names)
    told = line.get("content_hash") if isinstance(line, dict) else None
    return told in content_hashes if isinstance(told, str) else any(name in raw for name in names)


def labelled(line: Line) -> dict[str, Any]:
    """A correction as the recipes read labelled data: what is learnt from, and the new value.

    ``translation``: id, lang, source, target. ``events``: id, lang, title, paragraphs, events.
    ``labels``: id, lang, kind, text, label.
    """
    name = {"translation": "target", "events": "events", "labels": "label"}[line["field"]]
    about = {part: line[part] for part in _LEARNT_FROM[line["field"]]}
    return {"id": line["id"], **about, name: line["new"]}


def corrections_path(url: str) -> Path:
    """Where the corrections of the store ``url`` lie unless another folder is named: beside it."""
    kind, _, rest = url.partition(":")
    store = Path(rest.removeprefix("///"))
    if kind not in ("sqlite", "jsonl", "parquet") or not store.name:
        return Path("veille.corrections")  # a database elsewhere: in the working folder
    return store.with_name(f"{store.name}.corrections")


def _line(subject: Subject, new: Any, by: str) -> Line:
    record = subject.record
    about = {name: subject.about[name] for name in _LEARNT_FROM[subject.field]}
    return {
        "version": VERSION,
        **_signed(by),
        "undoes": None,
        "field": subject.field,
        **{name: record[name] for name in ("key", "id", "content_hash")},
        **{name: record["provenance"][name] for name in ("model_hash", "config_hash")},
        "segment": subject.segment,
        "old": subject.old,
        "new": new,
        **about,
    }


def _signed(by: str) -> dict[str, str]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"correction": secrets.token_hex(8), "at": at, "by": by}


def _read(raw: bytes, field: str) -> Line | None:
    """A line of the file of ``field``; None where it is none."""
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict) or not _KEYS | set(_LEARNT_FROM[field]) <= line.keys():
        return None
    if (line["version"], line["field"]) != (VERSION, field):
        return None
    return line if _typed(line, field) else None


def _typed(line: Line, field: str) -> bool:
    """Whether what is worked with is of its kind: a line may have been written by hand."""
    undoes, kind = line["undoes"], _VALUE[field]
    if not all(isinstance(line[name], str) for name in _TEXTS):
        return False
    if not isinstance(undoes, str | None) or not isinstance(line["old"], kind | None):
        return False
    if not isinstance(line["new"], kind if undoes is None else kind | None):
        return False
    return all(isinstance(one, str) for one in [*(line["new"] or ()), *(line["old"] or ())])


def _standing(lines: Iterator[Line]) -> dict[tuple[str, ...], Line]:
    """By what it is of, the newest correction that was not undone."""
    found: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        own = (str(line[name]) for name in _TARGET[line["field"]])
        before = found.setdefault((line["field"], str(line["content_hash"]), *own), [])
        if line["undoes"] is None:
            before.append(line)
        else:
            before[:] = [one for one in before if one["correction"] != line["undoes"]]
    return {target: kept[-1] for target, kept in found.items() if kept}


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _torn(path: Path) -> bool:
    """Whether the last byte of a file is no line feed."""
    if not _size(path):
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"
