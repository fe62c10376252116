"""The day that an article says it was published on, where it can be read."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from nlp.dates import dates

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_LONGEST = 100  # characters that are looked at


def day_of(published: str | None) -> str | None:
    """The ISO date (or month, or year) of ``published``; None where none can be told.

    Read are ISO 8601, the dates of mail and feeds, ``31/12/2024`` (day first, as French and Spanish
    write) and dates in French or Spanish words.
    """
    text = (published or "").strip()[:_LONGEST]
    if found := _ISO.match(text):
        return found[0] if _exists(found[0]) else None
    if found := _NUMERIC.match(text):
        day = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
        return day if _exists(day) else None
    return _mail(text) or _words(text)


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
