"""Dates and times of our own translations in British style: "March 3, 2025" -> "3 March 2025".

The translate stage writes what it computes in American style; these rules turn it where ``style`` is
``uk``. A date must be told by the source, so that no name and no figure behind a month is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import FOREIGN_MONTHS, MONTH, MONTHS, WEEKDAY
from nlp.repair.change import Change, Rule, View

_D = r"(?:[12]\d|3[01]|[1-9])"
_DATE = re.compile(
    rf"(?:(?P<weekday>\b(?:{WEEKDAY})),? )?\b(?P<month>{MONTH}) (?P<first>{_D})(?!\d)"
    rf"(?P<more>(?:(?:, {_D}(?!\d)){{0,8}},? (?:to|and|or|through) |[-–]){_D}(?!\d))?(?:, (?P<year>(?:19|20)\d\d)(?!\d))?"
    r"(?!(?:st|nd|rd|th)\b|[:.,]\d|[-–/]\d| ?%| ?[ap]\.m\.| [A-Z])"
)
_LAST = re.compile(rf"{_D}$")
_TIME = re.compile(
    r"(?<![\d:.,])(?P<hour>1[0-2]|[1-9])(?::(?P<minutes>[0-5]\d))? (?P<half>[ap])\.m\."
    r"(?! (?:[A-Z][\w-]+ time|[A-Z]{2,4})\b)"
)
_HALFLESS = re.compile(
    r"(?<![\d:.,])(?:1[0-2]|[1-9])(?::[0-5]\d)?(?: ?[-–] ?| (?:to|and|or|until) )$"
)
_ENDS = re.compile(rf"[\"”’)\]]*(?:$|\s+(?!(?:{WEEKDAY}|{MONTH})\b)[\"“‘(]*[A-Z0-9])")
_REASON = "dates and times as in British English"


def dates(text: str, view: View) -> Iterator[Change]:
    """A day of a month, days that are joined, with weekday and year where they are told."""
    for m in _DATE.finditer(text):
        if not _told(m, view):
            continue
        weekday = f"{m['weekday']} " if m["weekday"] else ""
        day = f"{weekday}{m['first']}{m['more'] or ''} {m['month']}"
        if m["year"] and _told(m, view, m["year"]):
            yield Change(*m.span(), f"{day} {m['year']}", _REASON, True)
        else:  # "On March 3, 2000 patients came"
            end = m.start("year") - 2 if m["year"] else m.end()
            yield Change(m.start(), end, day, _REASON, True)


def _told(m: re.Match[str], view: View, year: str = "") -> bool:
    """Whether the source has the last of the days before its month, in words or in figures, and the year behind."""
    last = _LAST.search(m["more"])[0] if m["more"] else m["first"]  # type: ignore[index]
    number = MONTHS.index(m["month"])
    names = "|".join(months[number][:3] for months in FOREIGN_MONTHS.values())
    words, figures = rf"\s+(?:de\s+)?(?:{names})\w*\.?", rf"[/.-]0?{number + 1}(?!\d)"
    if year:
        words += rf"\s+(?:del?\s+)?{year}(?!\d)"
        figures += rf"[/.-](?:{year[:2]})?{year[2:]}(?!\d)"
    return view.source_has(rf"(?<!\d)0?{last}(?:er|[º°])?(?:{words}|{figures})")


def times(text: str, view: View) -> Iterator[Change]:
    """ "2:30 p.m." -> "14:30"; the first of "2 to 4 p.m." has no half of the day, so both stay."""
    if not view.source:
        return
    for m in _TIME.finditer(text):
        if _HALFLESS.search(text, max(0, m.start() - 14), m.start()):
            continue
        hour = int(m["hour"]) % 12 + 12 * (m["half"] == "p")
        stop = "." if _ENDS.match(text, m.end()) else ""
        yield Change(*m.span(), f"{hour}:{m['minutes'] or '00'}{stop}", _REASON, True)


RULES = (
    Rule("british dates", "date_format", dates, re.compile(rf"(?:{MONTH}) \d")),
    Rule("british times", "date_format", times, re.compile(r"\d [ap]\.m\.")),
)
