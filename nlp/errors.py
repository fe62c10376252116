"""Every exception that veille raises on purpose.

VeilleError
|-- ConfigError        the user asked for something that cannot be (exit 2)
|   `-- DataError      labelled data is wrong: file, line, field, and how to mend it
|-- ModelError         a model is missing, damaged or of the wrong kind (exit 3)
|-- ReadError          one record cannot be read; it goes to quarantine with its reason
`-- StopRun            nothing more can be done safely; the run ends, resumable
    |-- StoreLost      the database or file system behind a store went away (exit 4)
    |-- DiskFull       no space left where results are written (exit 5)
    `-- Unbalanced     read != stored + already there + quarantined: a defect (exit 6)
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence


class VeilleError(Exception):
    """Base of all errors of this library. ``exit_code`` is what the command line returns."""

    exit_code = 1


class ConfigError(VeilleError):
    """An option, a configuration file or an argument is wrong; the message says how to mend it."""

    exit_code = 2


class ArgumentError(ConfigError, ValueError):
    """An argument of a call has a value that cannot be used: a language, or lists that do not match."""


class DataError(ConfigError):
    """Labelled data cannot be used; ``faults`` holds one line for each fault that was found."""

    def __init__(self, faults: Sequence[str], total: int | None = None) -> None:
        self.faults = tuple(faults)
        more = (total or len(faults)) - len(faults)
        told = f"and {more:,} more fault{'s' * (more > 1)}"
        lines = [*self.faults, told] if more > 0 else list(self.faults)
        super().__init__("\n  ".join(lines))


class ModelError(VeilleError):
    """A model cannot be found, is damaged, or does not fit the task."""

    exit_code = 3


class ReadError(VeilleError):
    """One record cannot be read. ``reason`` is a value of :class:`nlp.stage.Reason`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class StopRun(VeilleError):
    """The run cannot go on. What was stored stays stored; running again resumes."""


class StoreLost(StopRun):
    """A store stopped answering or refuses to be written."""

    exit_code = 4


class DiskFull(StopRun):
    """There is no space left on the device that holds a store."""

    exit_code = 5


class Unbalanced(StopRun):
    """The balance sheet of a run does not add up, which is a defect of veille."""

    exit_code = 6


def check_texts(texts: Iterable[object], call: str) -> None:
    """Raise ``TypeError`` where ``call``, which takes texts, is given something else among them."""
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"{call} takes texts (str), and number {number} is {text!r:.60}")


def check_options(options: object, wanted: type) -> None:
    """Raise ``TypeError`` where ``options`` are neither those of the class ``wanted`` nor None."""
    if options is not None and not isinstance(options, wanted):
        dicts = f"; {wanted.__name__}(**options) makes them of a dict"
        hint = dicts if isinstance(options, dict) else ""
        raise TypeError(f"options are {wanted.__name__}, not {type(options).__name__}{hint}")


_FULL = {errno.ENOSPC, errno.EDQUOT}


def is_disk_full(error: BaseException) -> bool:
    """True when ``error``, or what caused it, says that a disk or quota is full."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _FULL:
            return True
        if "database or disk is full" in str(seen):  # how SQLite words ENOSPC
            return True
        if getattr(seen, "sqlstate", None) == "53100":  # how PostgreSQL does
            return True
        seen = seen.__cause__ or seen.__context__
    return False
