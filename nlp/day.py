"""The day that an article says it was published on, where it can be read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from nlp.calendar import FOREIGN_MONTHS, MONTHS
from nlp.dates import dates
from nlp.tables import fold

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-]*\d)")
_BASIC = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?\d{4}(?:\d{2})?)?(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_EPOCH = re.compile(r"([1-9]\d{9})(?:\d{3}){0,3}(?:\.\d*)?")
_MONTH = r"(?P<month>[a-z]{3,10})\.?"
_YEAR = r",?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
_IN_WORDS = (
    re.compile(
        rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?:er|o|º|st|nd|rd|th)?\s+(?:de\s+|of\s+)?{_MONTH}{_YEAR}"
    ),
    re.compile(rf"(?<![^\W\d_]){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}"),
)
"""A day in words as headings and clocks of pages spell it: "05 Febrero 2026", "14 abril, 2026"."""
_SECOND = re.compile(r"\d\s*(?:au|al|a|et|y|to|and|-|–|—|/)\s*(?:el\s+|le\s+)?$")
_LAST = 4102444800  # seconds from 1970 to 2100
_LONGEST = 100  # characters that are looked at


def day_of(published: str | None) -> str | None:
    """The ISO date (or month, or year) of ``published``; None where none can be told.

    Read are ISO 8601 (also ``20241231`` and ``20241231T080000Z``), ``2024/12/31``, the dates of mail and
    feeds, ``31/12/2024`` (day first, as French and Spanish write; also with points or hyphens), seconds
    since 1970 and thousandths, millionths or billionths of them (10, 13, 16 or 19 figures, UTC), and
    dates in French, Spanish or English words, in any case and with the month first too.

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
    return _spelled(fold(text))


def _spelled(text: str) -> str | None:
    """The first day in words of a folded text; none where it is the last of several."""
    for pattern in _IN_WORDS:
        for found in pattern.finditer(text):
            month = _months().get(found["month"])
            if month and not _SECOND.search(text, 0, found.start()):
                return _day(found["year"], str(month), found["day"])
    return None


@cache
def _months() -> dict[str, int]:
    """The number of a month by its name, folded, or a beginning of it that is of no other month."""
    numbers: dict[str, set[int]] = {}
    for names in (MONTHS, *FOREIGN_MONTHS.values()):
        for number, name in enumerate(map(fold, names), 1):
            for end in range(3, len(name) + 1):
                numbers.setdefault(name[:end], set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}
