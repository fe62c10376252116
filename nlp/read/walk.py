"""What the user names becomes a sorted list of documents to open.

A folder gives its files in the order of their names, with those of its subfolders; links are
followed, and a folder that was seen is not entered again. Files and folders whose name begins with
a dot are passed over unless the options say otherwise; a file named by the user never is. What the
run itself writes (its stores) is passed over too, and refused where the user names it. What is gone
when its turn comes is refused like any file that cannot be opened.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from nlp.errors import ConfigError, ReadError
from nlp.read.archive import hidden
from nlp.read.options import ReadOptions
from nlp.read.urls import is_url, without_secrets
from nlp.read.written import Written
from nlp.stage import Reason

Folder = tuple[int, int]

STDIN = "-"
_MAGIC = re.compile(r"[*?[]")
_OPEN_FILE = re.compile(r"(?:/dev/fd|/proc/(?:thread-)?self/fd)/(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A document: its path as the user would name it, and how to open it for reading bytes.

    A URL is named without its secrets; ``name`` tells the format where the path ends in another.
    """

    path: str
    open: Callable[[], BinaryIO]
    name: str | None = None


def is_stream(name: str) -> bool:
    """Whether ``name`` is standard input, or a file that is open here (a shell's ``<(...)``).

    No other process can open it, and none twice. It is named ``-`` in records.
    """
    found = _OPEN_FILE.fullmatch(name)
    return name == STDIN or (found is not None and int(found[1]) > 2)


def check(inputs: list[str], options: ReadOptions) -> None:
    """Raise :class:`ConfigError` when an input does not exist or a pattern matches nothing.

    So it does for an input that the run itself writes.
    """
    written = options.written
    for name in inputs:
        if name == STDIN:
            continue
        if _is_written(name, written):
            told = without_secrets(name)
            raise ConfigError(f"{told!r} is where the results go; it cannot be read as well")
        if is_url(name):
            _check_url(name)
        elif not os.path.lexists(name) and not (_MAGIC.search(name) and _matches(name)):
            what = "no file matches" if _MAGIC.search(name) else "there is no file or folder"
            raise ConfigError(f"{what} {name!r}")


def _is_written(name: str, written: Written) -> bool:
    """Whether an input, or all that a pattern matches, is what the run itself writes."""
    found = [name] if os.path.lexists(name) or not _MAGIC.search(name) else _matches(name)
    return bool(found) and all(written.holds(path) or written.fills(path) for path in found)


def find(name: str, options: ReadOptions) -> Iterator[Found]:
    """The documents that one input stands for."""
    if name == STDIN:
        yield Found(STDIN, lambda: sys.stdin.buffer)
    elif is_stream(name):
        yield Found(STDIN, lambda: _open_local(name))
    elif is_url(name):
        yield from _find_remote(name, options)
    elif os.path.lexists(name):
        yield from _find_local(name, options)
    else:
        matches = _matches(name) if _MAGIC.search(name) else []
        if not matches:
            yield _gone(name)
        yield from _find_matches(matches, options)


def _gone(name: str) -> Found:
    """An input that was there when reading began and is not any more."""
    return Found(
        without_secrets(name), _raiser(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    )


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))


def _find_matches(matches: list[str], options: ReadOptions) -> Iterator[Found]:
    """The documents of what a pattern matches, which may be a folder and what is in it: each once."""
    seen: set[Folder] = set()
    for match in matches:
        if options.written.holds(match):
            continue
        if os.path.isdir(match):
            yield from _walk(match, options, seen)
        elif _folder(os.path.dirname(match) or os.curdir) not in seen:
            yield from _find_local(match, options)


def _find_local(path: str, options: ReadOptions) -> Iterator[Found]:
    if os.path.isdir(path):
        yield from _walk(path, options, set())
    else:
        yield Found(path, lambda: _open_local(path))


def _walk(folder: str, options: ReadOptions, seen: set[Folder]) -> Iterator[Found]:
    """The files under ``folder``, without recursion; ``seen`` are the folders entered."""
    waiting, written = [folder], options.written
    while waiting:
        path = waiting.pop()
        try:
            key = _folder(path)
            entries = sorted(os.listdir(path), reverse=True) if key else []
        except OSError as error:
            yield Found(path, _raiser(error))
            continue
        if key is None:
            yield Found(path, _opener(path))
            continue
        if key in seen:
            continue
        seen.add(key)
        inner = [
            os.path.join(path, name) for name in entries if options.hidden_files or not hidden(name)
        ]
        waiting += [path for path in inner if not written.holds(path)]


def _folder(path: str) -> Folder | None:
    """What names a folder, whatever links lead to it; None for what is none, or is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def _opener(path: str) -> Callable[[], BinaryIO]:
    return lambda: _open_regular(path)


def _raiser(error: Exception) -> Callable[[], BinaryIO]:
    def fail() -> BinaryIO:
        raise error

    return fail


def _open_local(path: str) -> BinaryIO:
    return cast(BinaryIO, open(path, "rb", buffering=0))


def _open_regular(path: str) -> BinaryIO:
    """Open a file met in a folder: a pipe or device there would block or never end."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise ReadError(Reason.UNREADABLE, "not a regular file")
    return _open_local(path)


def _filesystem(url: str) -> tuple[Any, str]:
    import fsspec

    try:
        return cast(tuple[Any, str], fsspec.core.url_to_fs(url))
    except (ImportError, ValueError) as error:
        raise ConfigError(without_secrets(f"cannot read {url!r}: {error}")) from error


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _check_url(url: str) -> None:
    files, path = _filesystem(url)
    if _is_web(url):
        return  # a server may refuse to say; opening it tells
    try:
        there = files.exists(path) or (_MAGIC.search(path) and files.glob(path))
    except Exception as error:  # every file system raises its own
        raise ConfigError(without_secrets(f"cannot reach {url!r}: {error}")) from error
    if not there:
        raise ConfigError(f"there is nothing at {without_secrets(url)!r}")


def _find_remote(url: str, options: ReadOptions) -> Iterator[Found]:
    """The documents at a URL; where listing them fails, one that tells why in the place of the rest."""
    try:
        yield from _find_url(url, options)
    except Exception as error:  # every file system raises its own
        yield Found(without_secrets(url), _raiser(error))


def _find_url(url: str, options: ReadOptions) -> Iterator[Found]:
    files, path = _filesystem(url)
    if _is_web(url):
        yield Found(without_secrets(url), lambda: files.open(path, "rb"))
        return
    matches = _remote_matches(files, path)
    if not matches:
        yield _gone(url)
    found = (path for match in matches for path in _remote_files(files, match, options))
    for path in dict.fromkeys(found):  # a pattern may match a folder and what is in it
        name = str(files.unstrip_protocol(path))
        told = without_secrets(name + _rest(url, name))
        if not options.written.holds(told):
            yield Found(told, _remote(files, path), name)


def _remote_files(files: Any, path: str, options: ReadOptions) -> list[str]:
    """The files that lie under ``path``, or itself where it is no folder."""
    if not files.isdir(path):
        return [path]
    inner = (p for p in sorted(files.find(path)) if not p.endswith("/"))
    return [p for p in inner if options.hidden_files or not hidden(p[len(path) :])]


def _remote_matches(files: Any, path: str) -> list[str]:
    """What ``path`` stands for: itself, or as a pattern what it matches, unless a file has that name."""
    if not _MAGIC.search(path) or files.exists(path):
        return [path]
    return sorted(files.glob(path))


def _rest(url: str, name: str) -> str:
    """What follows in the chain ``url`` on the file system that ``name`` is of: where that one lies.

    Example: ``_rest("zip://*.txt::file:///a.zip", "zip://one.txt") == "::file:///a.zip"``
    """
    links = url.split("::")
    kinds = [link.partition("://")[0] for link in links]
    kind = name.partition("://")[0]
    after = links[kinds.index(kind) + 1 :] if kind in kinds else []
    return "".join(f"::{link}" for link in after)


def _remote(files: Any, path: str) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, files.open(path, "rb"))
