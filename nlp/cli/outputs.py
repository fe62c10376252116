"""What a run writes is kept apart from what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp.read import ReadOptions, walk
from nlp.store.places import place_of


def apart(
    options: ReadOptions,
    archives: Sequence[str],
    stores: Iterable[str],
    files: Iterable[Path | None] = (),
) -> ReadOptions:
    """``options`` for reading ``archives`` and passing over what the run itself writes there.

    Raises :class:`nlp.errors.ConfigError` where an archive is not there, or is one of the stores or ``files``.
    """
    places = [place for url in stores if (place := place_of(url))]
    chosen = options.apart_from([*places, *(str(file) for file in files if file)])
    walk.check(list(archives), chosen)
    return chosen
