"""Dates of English sentences as ISO 8601: told whole, or made certain by the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from nlp.calendar import MONTH, MONTHS, WEEKDAY, WEEKDAYS

Tense = Literal["past", "future"]

_D, _Y = r"(?:[12]\d|3[01]|0?[1-9])", r"(?:19|20)\d\d"
_LEAD = rf"(?:(?:{WEEKDAY}),? )?"
_NUMBERED = rf"(?:{WEEKDAY}) the (?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)\b"  # "Friday the 13th"
_TO = rf",? (?:to|through) (?:(?:{WEEKDAY}),? )?"
_UNTIL = rf"(?:{_TO}(?:{MONTH}) {_D}(?!\d)(?:,? {_Y})?)?"
_LINK = rf"(?:(?:, {_D}(?!\d)){{1,8}},? and | (?:to|and|through) |[-–])"
_DAYS = rf"(?:{MONTH}) {_D}(?:{_LINK}{_D})?(?!\d)(?:,? {_Y})?"
_NAMED = rf"(?:{WEEKDAY}),? (?:{MONTH}) {_D}(?!\d)"
_BRITISH = rf"{_D}(?:{_LINK}{_D}(?!\d))? (?:{MONTH})\b(?: {_Y})?"  # "3 March 2025", "19 to 21 May"
_CHAIN = rf"{_NAMED}(?:,? (?:(?:and|or|then) )?{_NAMED}){{1,6}}(?:,? {_Y})?(?!{_TO}[A-Z])"
"""Days each with its weekday: "Tuesday, June 17, Wednesday, June 18, and Thursday, June 19"."""
DAY = (
    rf"{_CHAIN}|{_LEAD}{_DAYS}{_UNTIL}|{_LEAD}{_BRITISH}(?:{_TO}{_BRITISH})?|(?:{MONTH}) (?:of )?{_Y}"
    rf"|yesterday|today|{_NUMBERED}|(?:{WEEKDAY})\b(?! the \d)"
)
"""What :func:`iso` reads, as a pattern without groups."""

_PARTS = re.compile(
    rf"{_LEAD}(?:(?P<month>{MONTH}) (?P<day>{_D})(?:(?P<link>{_LINK})(?P<last>{_D}))?"
    rf"(?!\d)(?:,? (?P<year>{_Y}))?(?:{_TO}(?P<until>{MONTH}) (?P<till>{_D})(?!\d)(?:,? (?P<ends>{_Y}))?)?"
    rf"|(?P<mm>{MONTH}) (?:of )?(?P<yy>{_Y}))$"
)
_DAY_FIRST = re.compile(rf"({_D}(?:{_LINK}{_D}(?!\d))?) ({MONTH})\b(?: ({_Y}))?")
_CHAINED = re.compile(rf"{_CHAIN}$")
_NUMBER = re.compile(rf"({WEEKDAY}) the (\d{{1,2}})[a-z]{{2}}")
_THIS_WEEK = 7  # days within which a weekday and its day in the past are those just gone
_NEAREST = 62  # days from publication within which a weekday and its day are sought
_LONGEST = 300  # days between publication and a day without a year that it still makes certain


def iso(text: str, published: date | None, tense: Tense) -> str | None:
    """The ISO date, month or interval of ``text`` (which :data:`DAY` matched); None if uncertain.

    A day without a year, a weekday, ``yesterday`` and ``today`` are read from ``published``. A
    weekday that is that of the publication could be either week, and stays unknown.
    """
    if text in ("yesterday", "today"):
        return published and (published - timedelta(text == "yesterday")).isoformat()
    if text in WEEKDAYS:
        return _weekday(WEEKDAYS.index(text), published, tense)
    if found := _NUMBER.fullmatch(text):
        return _numbered(WEEKDAYS.index(found[1]), int(found[2]), published, tense)
    if _CHAINED.match(text):
        return _chain(text, published, tense)
    found = _PARTS.match(_DAY_FIRST.sub(_month_first, text))
    if found is None:
        return None
    if found["yy"]:
        return f"{found['yy']}-{MONTHS.index(found['mm']) + 1:02d}"
    month = MONTHS.index(found["month"]) + 1
    day, year = int(found["day"]), found["year"]
    if found["until"]:
        return _interval(found, month, published, tense)
    first = _day(month, day, int(year) if year else None, published, tense)
    if first is None or not found["last"] or not _run(found):
        return first and first.isoformat()
    last = _real(first.year, month, int(found["last"]))
    return f"{first.isoformat()}/{last.isoformat()}" if last and last > first else None


def _month_first(found: re.Match[str]) -> str:
    """A British date as an American one, which all else here is of."""
    return f"{found[2]} {found[1]}" + (f", {found[3]}" if found[3] else "")


def _chain(text: str, published: date | None, tense: Tense) -> str | None:
    """The interval of days that are told one by one; None where one is left out or only one is meant."""
    told = re.findall(rf"({MONTH}) ({_D})(?!\d)", text)
    year = re.search(rf" ({_Y})$", text)
    if re.search(r" or ", text):
        return None
    month, day = told[0]
    first = _day(
        MONTHS.index(month) + 1, int(day), int(year[1]) if year else None, published, tense
    )
    days = [first + timedelta(step) for step in range(len(told))] if first else []
    if not days or [(MONTHS[d.month - 1], d.day) for d in days] != [(m, int(d)) for m, d in told]:
        return None
    return f"{days[0].isoformat()}/{days[-1].isoformat()}"


def _run(found: re.Match[str]) -> bool:
    """Whether days between the first and the last leave none out: not "June 4, 11 and 18"."""
    between = re.findall(r"\d+", found["link"])
    days = [int(day) for day in (found["day"], *between, found["last"])]
    return not between or days == list(range(days[0], days[0] + len(days)))


def _interval(found: re.Match[str], month: int, published: date | None, tense: Tense) -> str | None:
    """Days of two months, or two days of one: "June 30 to July 3", "Tuesday, July 1, to Thursday, July 3"."""
    last_month, last_day = MONTHS.index(found["until"]) + 1, int(found["till"])
    ends, year = found["ends"], found["year"]
    if ends and not year:
        year = int(ends) - (last_month < month)
    first = _day(month, int(found["day"]), int(year) if year else None, published, tense)
    if first is None or found["last"]:
        return None
    last = _real(int(ends) if ends else first.year + (last_month < month), last_month, last_day)
    return f"{first.isoformat()}/{last.isoformat()}" if last and last > first else None


def _numbered(weekday: int, day: int, published: date | None, tense: Tense) -> str | None:
    """A weekday with its day, "Friday the 13th": the nearest such day, that of the publication first.

    None where the month after has the same ("Wednesday the 19th" of February and of March), unless
    the day is of the week just gone.
    """
    step = timedelta(-1 if tense == "past" else 1)
    told = [published + days * step for days in range(_NEAREST)] if published else []
    found = [d for d in told if (d.weekday(), d.day) == (weekday, day)]
    just_gone = tense == "past" and bool(found) and found[0] in told[: _THIS_WEEK + 1]
    return found[0].isoformat() if len(found) == 1 or just_gone else None


def _weekday(number: int, published: date | None, tense: Tense) -> str | None:
    if published is None or published.weekday() == number:
        return None
    if tense == "past":
        return (published - timedelta((published.weekday() - number) % 7)).isoformat()
    return (published + timedelta((number - published.weekday()) % 7)).isoformat()


def _day(
    month: int, day: int, year: int | None, published: date | None, tense: Tense
) -> date | None:
    if year is not None:
        return _real(year, month, day)
    if published is None:
        return None
    years = range(published.year - 1, published.year + 2)
    told = [d for d in (_real(y, month, day) for y in years) if d]
    if tense == "past":
        return max((d for d in told if 0 <= (published - d).days <= _LONGEST), default=None)
    return min((d for d in told if 0 <= (d - published).days <= _LONGEST), default=None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
