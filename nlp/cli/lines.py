"""``--lines``: one line in, one line out, in order, as they come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from nlp.errors import ConfigError

BATCH = 256  # lines held at once: enough to fill translation batches, small enough to stream


def read_lines(stream: BinaryIO, name: str, encoding: str = "utf-8") -> Iterator[str]:
    """The lines of ``stream``, split at line feeds only, without their line ends and a byte order mark.

    Raises :class:`ConfigError` for an ``encoding`` whose line feeds are not one byte or that nobody
    knows, and with the line's number where it is not in ``encoding``.
    """
    _check_encoding(encoding)
    for number, raw in enumerate(stream, 1):
        try:
            line = raw.decode(encoding)
            yield line.removeprefix("\ufeff" * (number == 1)).removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError as error:
            raise ConfigError(
                f"{name} line {number} is not {encoding}: give --encoding (for example cp1252)"
            ) from error


def _check_encoding(name: str) -> None:
    try:
        usable = b"\n".decode(name) == "\n"
    except LookupError as error:
        raise ConfigError(f"--encoding {name}: there is no such character set") from error
    except UnicodeDecodeError:
        usable = False
    if not usable:
        raise ConfigError(
            f"--encoding {name}: its lines do not end in one byte; give the input in UTF-8"
        )


def write_lines(
    paths: Sequence[Path], work: Callable[[list[str]], Iterable[str]], encoding: str
) -> None:
    """Send the lines of ``paths`` (standard input if none or ``-``) through ``work``, in batches.

    ``work`` gives one string for each line; line feeds inside them become spaces so that the
    output has exactly as many lines as the input.
    """
    for path in paths or [Path("-")]:
        if str(path) == "-":
            _pump(read_lines(sys.stdin.buffer, "standard input", encoding), work)
            continue
        try:
            stream = path.open("rb")
        except OSError as error:
            raise ConfigError(f"cannot read {path}: {error.strerror}") from error
        with stream:
            _pump(read_lines(stream, str(path), encoding), work)


def _pump(lines: Iterator[str], work: Callable[[list[str]], Iterable[str]]) -> None:
    out = sys.stdout
    while batch := list(islice(lines, BATCH)):
        results = list(work(batch))
        if len(results) != len(batch):
            raise RuntimeError(f"{len(results)} lines out for {len(batch)} lines in")
        for result in results:
            out.write(" ".join(result.split("\n")) + "\n")
        out.flush()
