"""Who watches a job: a log of what happened, a manifest; figures for a monitoring system: :mod:`nlp.metrics`.

A :class:`Watcher` is told when a run begins, when records are rejected, when a batch is settled and
when the run ends. None of them can change a result. Secrets in the URLs of stores and archives are
never written.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from io import FileIO
from pathlib import Path
from typing import Any, Protocol

from nlp.balance import Balance
from nlp.devices import Used, complaints, in_words
from nlp.record import Record
from nlp.stage import Rejected
from nlp.store.files import check_writable, replace_text, write_all
from nlp.surrogates import LONE
from nlp.wording import printable

_PACKAGES = ("veille", "ctranslate2", "sentencepiece", "tokenizers", "transformers", "torch",
             "scikit-learn", "numpy", "pyarrow", "sqlalchemy", "selectolax", "warcio")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it begins: its number in the store, what decides its results, what was asked for."""

    number: int | None
    model_hash: str
    config_hash: str
    about: dict[str, Any] = field(default_factory=dict)
    stages: tuple[tuple[str, str, str], ...] = ()
    devices: Used = ()
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


class Watcher(Protocol):
    """What a job tells; the default of every method is to take no notice."""

    def began(self, run: Run) -> None:
        """The models are loaded and the run is noted in the store."""

    def rejected(self, rejections: Sequence[Rejected]) -> None:
        """These went to quarantine."""

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        """A batch is in the stores; ``stored`` are its records that were new to one of them."""

    def moved(self, devices: Used) -> None:
        """Models work elsewhere from now on, as a GPU failed or a worker was lost."""

    def ended(self, balance: Balance, status: str) -> None:
        """The run is over: ``done``, ``interrupted`` or ``failed``."""


class All(Watcher):
    """Several watchers as one. Where one cannot write (a full disk, a file system that went away)
    the run goes on: it is told once, on standard error, and that watcher tries again later.
    """

    def __init__(self, watchers: Sequence[Watcher]) -> None:
        self._watchers, self._told = tuple(watchers), set[int]()

    def began(self, run: Run) -> None:
        """Tell all of them."""
        self._each(lambda watcher: watcher.began(run))

    def rejected(self, rejections: Sequence[Rejected]) -> None:
        """Tell all of them."""
        self._each(lambda watcher: watcher.rejected(rejections))

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        """Tell all of them."""
        self._each(lambda watcher: watcher.settled(balance, stored))

    def moved(self, devices: Used) -> None:
        """Tell all of them."""
        self._each(lambda watcher: watcher.moved(devices))

    def ended(self, balance: Balance, status: str) -> None:
        """Tell all of them."""
        self._each(lambda watcher: watcher.ended(balance, status))

    def _each(self, tell: Callable[[Watcher], None]) -> None:
        for number, watcher in enumerate(self._watchers):
            try:
                tell(watcher)
            except OSError as error:
                if number not in self._told:
                    told = f"cannot write {watcher}: {error.strerror or error}; the run goes on"
                    with suppress(OSError):
                        print(f"veille: {printable(told)}", file=sys.stderr)
                self._told.add(number)


class Log(Watcher):
    """Lines of JSON in a file, added to what is there: one for each thing that happens.

    Each has ``time`` (UTC), ``event`` and the process; control characters are escaped, so that what
    a page holds cannot forge a line. Where the file was renamed or taken away (logrotate), the next
    line begins a new one. Raises ``OSError`` when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path.absolute()  # the working folder may be another one later
        self._shown = path
        self._file = self._opened()
        self._torn = _ends_torn(path)

    def __str__(self) -> str:
        return str(self._shown)

    def began(self, run: Run) -> None:
        """A line ``run_began``."""
        self._write("run_began", run=run.number, model=run.model_hash, config=run.config_hash,
                    **_devices(run.devices),
                    **{name: run.about[name] for name in ("archives", "to") if name in run.about})  # fmt: skip

    def rejected(self, rejections: Sequence[Rejected]) -> None:
        """A line ``rejected`` for each."""
        for item in rejections:
            source = {k: v for k in ("path", "member", "line") if (v := getattr(item.source, k))}
            self._write("rejected", id=item.article.id if item.article else None, source=source,
                        stage=item.stage, reason=item.reason.value, detail=item.detail)  # fmt: skip

    def moved(self, devices: Used) -> None:
        """A line ``device``."""
        self._write("device", **_devices(devices))

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        """A line ``settled`` with the balance so far."""
        self._write("settled", **_counts(balance))

    def ended(self, balance: Balance, status: str) -> None:
        """A line ``run_ended``."""
        try:
            self._write("run_ended", status=status, **balance.to_dict())
        finally:
            self._file.close()

    def _write(self, event: str, **values: Any) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"time": now, "event": event, "process": os.getpid(), **values}
        if self._is_rotated():
            renewed = self._opened()
            self._file.close()
            self._file, self._torn = renewed, _ends_torn(self._path)
        begins = "\n" if self._torn else ""  # half a line, where the disk was full
        self._torn = True
        write_all(self._file.fileno(), f"{begins}{json.dumps(line, default=str)}\n".encode())
        self._torn = False

    def _opened(self) -> FileIO:
        return self._path.open("ab", buffering=0)  # what cannot be written is not kept for later

    def _is_rotated(self) -> bool:
        """Whether the name is another file's by now, or nobody's."""
        try:
            return not os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return True


def _ends_torn(path: Path) -> bool:
    """Whether a file ends in half a line, as of a process before that found the disk full."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except PermissionError:  # it may be written and not read
        return False


class Manifest(Watcher):
    """A JSON file that says what was run, with what, and what came of it (``veille.run.v1``).

    Raises ``OSError`` when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        check_writable(path)
        self._path = path
        self._told: dict[str, Any] = {}

    def __str__(self) -> str:
        return str(self._path)

    def began(self, run: Run) -> None:
        """Write everything but the end; a run that is killed leaves this."""
        self._told = {
            "version": "veille.run.v1",
            "run": run.number,
            "started": run.started,
            "status": "running",
            "machine": {"host": socket.gethostname(), "system": platform.platform(),
                        "python": platform.python_version()},
            **_devices(run.devices),
            "packages": {name: version_of(name) for name in _PACKAGES},
            "model_hash": run.model_hash,
            "config_hash": run.config_hash,
            "stages": {name: {"model": model, "config": config} for name, model, config in run.stages},
            "options": run.about,
        }  # fmt: skip
        self._write()

    def moved(self, devices: Used) -> None:
        """Write where the models work now."""
        self._told |= _devices(devices)
        self._write()

    def ended(self, balance: Balance, status: str) -> None:
        """Write the end."""
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        self._told |= {"status": status, "ended": ended, "balance": balance.to_dict()}
        self._write()

    def _write(self) -> None:
        text = json.dumps(self._told, indent=1, ensure_ascii=False, default=str) + "\n"
        replace_text(self._path, LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _devices(used: Used) -> dict[str, Any]:
    """In words, and why a GPU that is there does not work, if so."""
    told: dict[str, Any] = {"device": in_words(used) or None}
    if why := list(complaints(used)):
        told["device_note"] = "; ".join(why)
    return told


def _counts(balance: Balance) -> dict[str, int]:
    names = ("read", "stored", "already_there", "quarantined", "words")
    return {name: getattr(balance, name) for name in names}


def version_of(package: str) -> str | None:
    """The version of a package that is installed; None where it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
