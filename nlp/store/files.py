"""What stores made of files need from the file system."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

from nlp.errors import ConfigError
from nlp.store.frames import ENDINGS, ends_well

_OPTION = re.compile(r"\?([^?/=]*)=[^?/]*$")
_STREAM = re.compile(r"-|/dev/(?:std(?:out|err)|fd/\d+)")
"""Names of what cannot be read again; sent into a file, some of them are one for the system."""


def side_path(out: Path) -> Path:
    """The SQLite database at the side of the file or folder ``out``."""
    return out.with_name(out.name + ".veille.db")


def check_exists(out: Path) -> None:
    """Raise :class:`ConfigError` unless there is an output or the database at its side."""
    if not (out.exists() or side_path(out).exists()):
        raise ConfigError(f"there is no store at {out}")


def check_options(kind: str, path: str, *known: str) -> None:
    """Raise :class:`ConfigError` for a local path that ends in an option that is none of ``known``.

    A file that is there may have any name.
    """
    found = _OPTION.search(path)
    if found is None or os.path.lexists(path):
        return
    told = " or ".join(known) if known else "none here; ?index=NAME is for bulk:, ?side= for URLs"
    raise ConfigError(f"{kind}:{path} has an unknown option {found[1]!r}; known are {told}")


def check_lines(kind: str, path: Path) -> None:
    """Raise :class:`ConfigError` for what is no file, and for a new one whose ending says that it is
    something else."""
    _check_file(kind, path)
    if ends_well(path.name) or os.path.lexists(path):
        return
    first = ".ndjson" if kind == "bulk" else ".jsonl"
    endings = ", ".join((first, *(ending for ending in ENDINGS if ending != first)))
    raise ConfigError(
        f"{kind}:{path} has an ending that is not known; write {endings}, with .gz or .zst behind"
        " it when it is to be compressed"
    )


def _check_file(kind: str, path: Path) -> None:
    if os.path.isdir(path):
        raise ConfigError(f"{kind}:{path} is a folder; name a file")
    if _STREAM.fullmatch(str(path)) or (os.path.exists(path) and not os.path.isfile(path)):
        raise ConfigError(
            f"{kind}:{path} is no file; a run reads in its store what is there already, so write to"
            " a file and send that on"
        )


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``; the system may take it in pieces."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def behind(path: Path) -> Path:
    """The file itself where ``path`` is a symbolic link, or leads over one; else the same place."""
    return Path(os.path.realpath(path))


def leftover(path: Path) -> Path:
    """Where :func:`replace_file` writes before it exchanges; a kill leaves it there."""
    real = behind(path)
    return real.with_name(f".{real.name}.erasing")


@contextmanager
def alone(path: Path, flags: int) -> Iterator[int]:
    """A descriptor of the file ``path``, made where there is none, that one writer has at a time.

    What was exchanged while it was waited for is opened again, so nothing is written to a file that
    has no name any more. Where the file system knows no locks, nobody is waited for.
    """
    while True:
        descriptor = os.open(path, flags | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        return
    import fcntl

    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write ``pieces`` beside ``path``, flush them and put them in its place, in one step.

    A symbolic link stays one: the file that it leads to is replaced, so that what was in it is gone.
    """
    beside, path = leftover(path), behind(path)
    try:
        with beside.open("wb") as file:
            shutil.copymode(path, beside)  # before there is anything in it that others may not read
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    fsync_folder(path.parent)


def remove_file(path: Path) -> None:
    """Take a file away, and with a symbolic link the file that it leads to."""
    real = behind(path)
    for found in dict.fromkeys((real, path)):
        found.unlink(missing_ok=True)
        fsync_folder(found.parent)


def fsync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, so that a new or renamed file survives a power cut."""
    if os.name == "nt":  # no such call there; NTFS keeps its own journal
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_writable(path: Path) -> None:
    """Raise ``OSError`` where :func:`replace_text` could not write; nothing is left there."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        return  # a device or a pipe, which may wait for a reader
    real = behind(path)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        _hidden(real).write_bytes(b"")
        _hidden(real).unlink()
    except OSError as error:  # of the name that the user gave
        raise OSError(error.errno, error.strerror, str(path)) from error


def _hidden(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")


def replace_text(path: Path, text: str) -> None:
    """Put ``text`` (UTF-8) in the place of the file ``path`` at once, see :func:`replace_bytes`."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file ``path`` at once: no reader sees half of it, and of two
    processes or threads that write, one wins.

    A symbolic link stays one, and a device or a pipe is written to.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = behind(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = _hidden(path)
    try:
        hidden.write_bytes(data)
        os.replace(hidden, path)
    except BaseException:
        with suppress(OSError):  # the first error tells more
            hidden.unlink(missing_ok=True)
        raise
