"""``veille repair --lines --original``: a line of the source for each line of the English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.lines import read_lines
from nlp.errors import ConfigError

if TYPE_CHECKING:
    from nlp.config import Config


class Original:
    """The file that has a line for each line of the input.

    Its lines are read as they are asked for; what cannot be read is told at the first.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        if str(path) == "-":
            raise ConfigError(
                "--original cannot be standard input, where the English is: give a file"
            )
        self.path, self._lines = path, _lines(path, encoding)

    def line(self) -> str:
        """The next line. Raises :class:`ConfigError` where there is none."""
        found = next(self._lines, None)
        if found is None:
            raise ConfigError(f"{self.path} has fewer lines than the input")
        return found

    def finish(self) -> None:
        """Raises :class:`ConfigError` where a line is left."""
        if next(self._lines, None) is not None:
            raise ConfigError(
                f"{self.path} has more lines than the input: what was written may be beside wrong ones"
            )


def repair_lines(
    options: Config, original: Original, lang: str | None
) -> Callable[[list[str]], Iterable[str]]:
    """Mends lines beside their originals, in ``lang`` or the language that is told from each.

    Raises :class:`ConfigError` where ``lang`` is none that veille translates.
    """
    from nlp.repair import Repairer
    from nlp.repair.again import Door
    from nlp.translate.decoder import LANGUAGES

    if lang is not None and lang not in LANGUAGES:
        raise ConfigError(f"--from {lang}: an original is in {' or '.join(LANGUAGES)}")
    repairer = Repairer.load(options.repair, Door.to(options.translate))

    def mended(line: str) -> str:
        return repairer.repair(line, original.line() or None, lang).text

    return lambda lines: map(mended, lines)


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        with path.open("rb") as stream:
            yield from read_lines(stream, str(path), encoding)
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
