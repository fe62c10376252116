"""Dates, ordinals, centuries, and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

MONTHS = "January February March April May June July August September October November December"
MONTHS_ES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
MONTHS_FR = "janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre"
_MONTH = "|".join(MONTHS.split())
_NAMES = {m.lower(): m for m in MONTHS.split()} | dict(
    zip(
        MONTHS_ES.split() + MONTHS_FR.split(),
        MONTHS.split() * 2,
        strict=True,
    )
)
_ANY_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_REASON = "dates as in English"
_DAY = re.compile(
    r"(?P<prep>\b(?:on|since|until|till|from|before|after|by|of|to|for|between|and|past|last|next) )?"
    r"(?P<the>\bthe )?(?P<rel>past |last |next )?(?P<word>day |days )?"
    r"\b(?P<day>0?[1-9]|[12]\d|3[01])(?P<ord>er|\u00b0|\u00ba|st|nd|rd|th)? (?P<of>of |de )?"
    rf"(?P<month>{_ANY_MONTH})\b(?P<year>(?: of|,| de| del)? (?:19|20)\d\d\b)?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<prep>on |since |until |from |before |after |by |of |to |for )?(?P<the>the )(?P<past>past |last )?"
    rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?!\d| ?%)(?P<th>st|nd|rd|th)?",
    re.I,
)
_MONTH_YEAR = re.compile(
    rf"\b(?P<month>{_ANY_MONTH}) (?:of(?: the)?(?: year)?|de|del) (?P<year>(?:19|20)\d\d)\b", re.I
)
_ON_WEEKDAY = re.compile(
    r"\b(on|since|from|until|by|before|after) the (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?! (?:of|before|after|following|morning|evening|afternoon|night|in|when|that))"
)
_FIRST = re.compile(rf"\bthe first (?P<month>{_MONTH})\b")
_ROMAN = re.compile(
    r"\b(?:(?P<a>[XVI]{1,5})(?:th|st|nd|rd|e|\u00e8me|\u00b0)? (?P<c>[Cc]entury|[Cc]enturies)|(?P<c2>[Cc]entury) (?P<b>[XVI]{2,5}))\b"
)
_ERORD = re.compile(r"\b(\d{1,2})(?:er|\u00e8re|\u00e8me|eme|\u00ba|\u00aa)(?= [a-z])")
_DECADE = re.compile(
    r"\b(?:the )?years? (?:19)?([2-9]0)(?:'?s)?\b(?! ?(?:old|of age|ago|later|years|%))"
)
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/.-])")
_CLOCK = re.compile(
    r"(?P<at>\bat (?:the )?)?(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?: ?[hH] ?(?P<m>[0-5]\d)?|[.,:](?P<m2>[0-5]\d) (?:h|hours|hrs)|(?P<hours> hours)|(?P<dot>[.,])(?P<m3>[0-5]\d))\b(?!\.?\d|%| ?%)(?P<stop>\.(?= [a-z]))?"
)
_THE_HOURS = re.compile(
    r"\bat the (?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d))?(?: hours)?\b(?! ?(?:sites|hospitals|cent|%|[a-z]))"
)
_ENDS_DATE = re.compile(r"\s*(?:[,.;:)!?\"]|$|(?:to|and|at|in|by|with|for|from|until|the|a) )")
_YEAR_COMMA = re.compile(r", (?:19|20)\d\d,? [a-z]")
_AFTER_TIME = re.compile(
    r"\s*(?:[,;:)\"]|\.(?:\s|$)|$|(?:on|and|in|with|to|the|when|after|by|for|at|a)\b)"
)
_SIGNED = ("st", "nd", "rd")


def ordinal(number: int) -> str:
    """1 -> 1st, 12 -> 12th, 23 -> 23rd."""
    if 10 <= number % 100 <= 13 or not 1 <= number % 10 <= 3:
        return f"{number}th"
    return f"{number}{_SIGNED[number % 10 - 1]}"


def days(text: str, view: View) -> Iterator[Change]:
    """ "the 3 of february of 2025", "the 1er January": one day of a month."""
    for m in _DAY.finditer(text):
        fixed = _day(m, view)
        if fixed is not None and fixed != m[0]:
            yield Change(*m.span(), fixed, _REASON, True)


def _day(m: re.Match[str], view: View) -> str | None:
    month = _NAMES[m["month"].lower()]
    foreign_ord = m["ord"] in ("er", "\u00b0", "\u00ba")
    wrong = (
        m["of"]
        or foreign_ord
        or month != m["month"]
        or " of" in (m["year"] or "")
        or " de" in (m["year"] or "")
    )
    bare_the = m["the"] and not m["ord"]
    if (
        m["month"].lower() in ("may", "march", "mars", "mai")
        and m["month"].islower()
        and not (m["the"] or m["prep"] or m["of"])
    ):
        return None
    if m["the"] and m["ord"] and m["of"] and not foreign_ord and month == m["month"]:
        return None  # "the 3rd of May" is English
    if not (wrong or bare_the or m["word"]):
        return None
    if bare_the and not wrong and not _ENDS_DATE.match(m.string, m.end()):
        return None  # "the 30 June deadline" is English
    return _written(m, month, view)


def _written(m: re.Match[str], month: str, view: View) -> str:
    year = (m["year"] or "")[-4:]
    day = m["day"].lstrip("0")
    prep = m["prep"] or ""
    if prep.strip().lower() in ("past", "last", "next"):
        prep = ""
    elif (prep.strip().lower() == "of" and m["the"]) or (not prep and (m["the"] or m["rel"])):
        prep = "of " if prep else "on "
    if view.style == "us":
        date = f"{month} {day}, {year}" if year else f"{month} {day}"
    else:
        keep = m["ord"] if m["ord"] in ("st", "nd", "rd", "th") else ""
        date = f"{day}{keep} {month} {year}".rstrip()
    fixed = f"{prep}{date}"
    return fixed[0].upper() + fixed[1:] if m[0][0].isupper() and fixed[0].islower() else fixed


def month_first(text: str, view: View) -> Iterator[Change]:
    """ "since the November 4", "the past March 16": the article goes."""
    for m in _MONTH_FIRST.finditer(text):
        if not _ENDS_DATE.match(text, m.end()) or _YEAR_COMMA.match(text, m.end()):
            continue  # "the June 30 deadline" is English
        prep = m["prep"] or "on "
        fixed = f"{prep}{m['month'].capitalize()} {m['day']}{m['th'] or ''}"
        fixed = fixed[0].upper() + fixed[1:] if m[0][0].isupper() else fixed
        yield Change(*m.span(), fixed, _REASON, True)
    for m in _ON_WEEKDAY.finditer(text):
        yield Change(*m.span(), f"{m[1]} {m[2]}", _REASON, True)
    for m in _FIRST.finditer(text):
        if view.damaged or view.source_has(r"\b1er "):
            first = f"{m['month']} 1" if view.style == "us" else f"1 {m['month']}"
            on = (
                ""
                if re.search(
                    r"\b(?:of|on|since|until|from|by|before|after) $",
                    text[max(0, m.start() - 8) : m.start()],
                )
                else "on "
            )
            yield Change(*m.span(), on + first, _REASON, True)


def months(text: str, view: View) -> Iterator[Change]:
    """ "december of 2021" -> "December 2021"."""
    for m in _MONTH_YEAR.finditer(text):
        name, link = m["month"], m[0].split()[1]
        if name.lower() in ("mars", "mai") and not view.source:
            continue
        if link == "of" and name in MONTHS and not view.damaged:
            continue  # "in June of 1944" is said too
        yield Change(*m.span(), f"{_NAMES[m['month'].lower()]} {m['year']}", _REASON, True)


def centuries(text: str, view: View) -> Iterator[Change]:
    """ "XXIst century", "century XXI"; "1er", "2\u00e8me"; "the years 90"."""
    for m in _ROMAN.finditer(text):
        roman = m["a"] or m["b"]
        number = _from_roman(roman)
        if number and (m["b"] or len(roman) > 1):
            yield Change(
                *m.span(), f"{ordinal(number)} {(m['c'] or m['c2']).lower()}", _REASON, True
            )
    for m in _ERORD.finditer(text):
        yield Change(*m.span(), ordinal(int(m[1])), _REASON, True)
    for m in _DECADE.finditer(text):
        the = (
            "the "
            if m[0].lower().startswith("the")
            or text[max(0, m.start() - 3) : m.start()] in ("in ", "of ")
            else ""
        )
        if the:
            yield Change(*m.span(), f"{the}19{m[1]}s", _REASON, True)


def _from_roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for here, after in zip(text, [*text[1:], "I"], strict=True):
        total += -values[here] if values[here] < values[after] else values[here]
    return total if 1 <= total <= 21 else 0


def slashed(text: str, view: View) -> Iterator[Change]:
    """30/06/2025 in an article that writes American dates, or with a French or Spanish source."""
    for m in _SLASHED.finditer(text):
        day, month = int(m[1]), int(m[2])
        if not (12 < day <= 31 and 1 <= month <= 12) or view.style != "us":
            continue
        yield Change(*m.span(), f"{MONTHS.split()[month - 1]} {day}, {m[3]}", _REASON, True)


def times(text: str, view: View) -> Iterator[Change]:
    """ "14h30", "8 h", "at 9.20", "at the 11 hours"."""
    for m in _CLOCK.finditer(text):
        minutes = m["m"] or m["m2"] or m["m3"]
        if not m["at"] and not m["m"] and not m["m2"]:
            continue
        if m["dot"] and not _AFTER_TIME.match(text, m.end()):
            continue
        if (m["dot"] == "." and not (view.style == "us" or view.source)) or int(m["h"]) > 24:
            continue
        at = "at " if m["at"] else ""
        at = at.capitalize() if (m["at"] or "")[:1] == "A" else at
        yield Change(*m.span(), at + _time(int(m["h"]), minutes, view), "times as in English", True)
    for m in _THE_HOURS.finditer(text):
        yield Change(
            *m.span(), "at " + _time(int(m["h"]), m["m"], view), "times as in English", True
        )


def _time(hour: int, minutes: str | None, view: View) -> str:
    if view.style != "us":
        return f"{hour}:{minutes or '00'}"
    half = "a.m." if hour % 24 < 12 else "p.m."
    return f"{hour % 12 or 12}{':' + minutes if minutes and minutes != '00' else ''} {half}"


RULES = (
    Rule(
        "days",
        "date_format",
        days,
        re.compile(rf"\d(?:er|st|nd|rd|th|\u00b0|\u00ba)? (?:of |de )?(?:{_ANY_MONTH})\b", re.I),
    ),
    Rule(
        "month_first",
        "date_format",
        month_first,
        re.compile(rf"the (?:past |last |first )?(?:{_MONTH}|[MTWFS][a-z]+day)\b", re.I),
    ),
    Rule(
        "months",
        "date_format",
        months,
        re.compile(r"[a-z] (?:of|de|del)(?: the)?(?: year)? (?:19|20)\d\d", re.I),
    ),
    Rule(
        "centuries",
        "date_format",
        centuries,
        re.compile(r"entur|\d(?:er|\u00e8|eme|\u00ba|\u00aa)|years? (?:19)?\d0"),
    ),
    Rule("slashed", "date_format", slashed, re.compile(r"\d/\d\d?/\d{4}")),
    Rule(
        "times",
        "date_format",
        times,
        re.compile(r"\d ?[hH]\b|\d[hH]\d|\d ?h(?:ours|rs)?\b|\bat (?:the )?\d", re.I),
    ),
)
