"""What a call of the repairer is asked: told at once where it cannot be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.errors import ArgumentError, check_texts
from nlp.language import LANGUAGES, UNKNOWN, identify_article

Sources = Sequence[str | None]


def checked_sources(segments: Sequence[str], sources: Sources | None) -> list[str | None]:
    """The source of each segment, all None where there are none.

    Raises ``TypeError`` for one text in the place of a list and for what is no text, and
    :class:`nlp.errors.ArgumentError` where the counts differ.
    """
    if isinstance(segments, str) or isinstance(sources, str):  # else each letter is a segment
        raise TypeError("repair_article takes lists of texts; repair takes one")
    check_texts(segments, "repair")
    beside = list(sources) if sources is not None else [None] * len(segments)
    if len(beside) != len(segments):
        raise ArgumentError(f"{len(beside)} sources for {len(segments)} segments")
    check_texts((source for source in beside if source is not None), "repair (source)")
    return beside


def language_of(sources: Sources, lang: str | None) -> str | None:
    """The language of the article of these sources, told from them where it is not given.

    An article in a fourth language may hold passages in those that veille reads: its code comes back.
    Raises :class:`nlp.errors.ArgumentError` for what is no code, where there is a source to be read.
    """
    given = [source for source in sources if source]
    if not given or lang in LANGUAGES:
        return lang
    if lang is None or lang == UNKNOWN:
        shown = identify_article(given).lang
        return shown if shown in LANGUAGES else None
    if re.fullmatch("[a-z]{2,3}", lang):
        return lang
    raise ArgumentError(_told(lang))


def check_language(source: str | None, lang: str | None) -> None:
    """Raise :class:`nlp.errors.ArgumentError` where a source is said to be in a language not read."""
    if source and lang not in (*LANGUAGES, UNKNOWN, None):
        raise ArgumentError(_told(str(lang)))


def _told(lang: str) -> str:
    read = ", ".join(LANGUAGES)
    return f"cannot read a source in {lang!r}, only in {read}; with None it is told from the source"


def check_places(places: Sequence[int] | None, count: int, name: str) -> None:
    """Raise :class:`nlp.errors.ArgumentError` where ``name`` has the index of no segment."""
    for place in places or ():
        if not isinstance(place, int):
            raise TypeError(f"{name} takes indices of segments (int), not {place!r:.60}")
        if not 0 <= place < count:
            raise ArgumentError(f"{name} has {place}, and there are {count} segments, from 0")


def check_year(year: object) -> None:
    """Raise ``TypeError`` where ``year`` is neither an integer nor None."""
    if year is not None and not isinstance(year, int):
        raise TypeError(f"year is an int, as in 2025, or None; not {year!r:.60}")
