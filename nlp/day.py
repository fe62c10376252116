"""The day that an article says it was published on, where it can be read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from nlp.dates import dates

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-]*\d)")
_BASIC = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?\d{4}(?:\d{2})?)?(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_EPOCH = re.compile(r"([1-9]\d{9})(?:\d{3}){0,3}(?:\.\d*)?")
_LAST = 4102444800  # seconds from 1970 to 2100
_LONGEST = 100  # characters that are looked at


def day_of(published: str | None) -> str | None:
    """The ISO date (or month, or year) of ``published``; None where none can be told.

    Read are ISO 8601 (also ``20241231`` and ``20241231T080000Z``), ``2024/12/31``, the dates of mail and
    feeds, ``31/12/2024`` (day first, as French and Spanish write; also with points or hyphens), seconds
    since 1970 and thousandths, millionths or billionths of them (10, 13, 16 or 19 figures, UTC), and
    dates in French or Spanish words.

    Example: ``day_of("1735603200") == "2024-12-31"``
    """
    text = (published or "").strip()[:_LONGEST]
    if found := _YEAR_FIRST.match(text):
        return _day(found[1], found[3], found[4])
    if found := _ISO.match(text):
        return found[0] if _exists(found[0]) else None
    if found := _BASIC.match(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(text):
        return _day(found[3], found[2], found[1])
    if found := _EPOCH.fullmatch(text):
        seconds = int(found[1])
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds < _LAST else None
    return _mail(text) or _words(text)


def _day(year: str, month: str, day: str) -> str | None:
    told = f"{year}-{int(month):02d}-{int(day):02d}"
    return told if _exists(told) else None


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError:
        return False
    return True


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    for lang in ("fr", "es"):
        for span in dates(text, lang):
            try:
                return datetime.strptime(span.english, "%B %d, %Y").date().isoformat()
            except ValueError:  # no year, or two days
                continue
    return None
