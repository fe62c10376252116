"""Times of day: "14h30", "8 h", "at the 11 hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_CLOCK = re.compile(
    r"(?P<at>\bat (?:the )?)?(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?: ?[hH](?: ?(?P<m>[0-5]\d))?|[.,:](?P<m2>[0-5]\d) (?:h|hours|hrs)|(?P<hours> hours)|(?P<dot>[.,])(?P<m3>[0-5]\d))\b(?!\.?\d|%| ?%)(?P<stop>\.(?= [a-z]))?"
)
_THE_HOURS = re.compile(
    r"\bat the (?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d))?(?: hours)?\b(?![:.,]\d)(?! ?(?:sites|hospitals|cent|%|[a-z]))"
)
_AFTER_TIME = re.compile(
    r"\s*(?:[,;:)\"]|\.(?:\s|$)|$|(?:on|and|in|with|to|the|when|after|by|for|at|a)\b)"
)


def times(text: str, view: View) -> Iterator[Change]:
    """ "14h30", "8 h", "at 9.20", "at the 11 hours"."""
    for m in _CLOCK.finditer(text):
        minutes = m["m"] or m["m2"] or m["m3"]
        if not m["at"] and not m["m"] and not m["m2"] and not _ranged(text, m):
            continue
        if m["dot"] and not _AFTER_TIME.match(text, m.end()):
            continue
        if (m["dot"] == "." and not (view.style == "us" or view.source)) or int(m["h"]) > 24:
            continue
        if _OF.search(text, max(0, m.start() - 4), m.start()) and _TO_TIME.match(text, m.end()):
            yield Change(m.start() - 3, m.start() - 1, "from", "times as in English", True)
        at = "at " if m["at"] else ""
        at = at.capitalize() if (m["at"] or "")[:1] == "A" else at
        fixed = at + _time(int(m["h"]), minutes, view)
        yield Change(
            m.start(), _past_stop(text, m.end(), fixed), fixed, "times as in English", True
        )
    for m in _THE_HOURS.finditer(text):
        fixed = "at " + _time(int(m["h"]), m["m"], view)
        yield Change(
            m.start(), _past_stop(text, m.end(), fixed), fixed, "times as in English", True
        )


def _ranged(text: str, m: re.Match[str]) -> bool:
    """Whether a bare "19h" is the end or the beginning of a range of times ("8h30 to 19h")."""
    if m[0][-1] not in "hH":
        return False
    before = text[max(0, m.start() - 16) : m.start()]
    return _TIME_TO.search(before) is not None or (
        before.endswith(("from ", "From ", " of ")) and _TO_TIME.match(text, m.end()) is not None
    )


_OF = re.compile(r" of $")
_TIME_TO = re.compile(r"(?:\d ?[hH](?: ?\d\d)?|\d:\d\d|\d [ap]\.m\.) to $")
_TO_TIME = re.compile(r" to \d{1,2} ?[hH]\b|(?: ?\d\d)? to \d{1,2}(?:[hH]\d\d|:\d\d| [ap]\.m\.)")


def _past_stop(text: str, end: int, fixed: str) -> int:
    """``end``, or after the full stop there where ``fixed`` ends in one already ("p.m.")."""
    return end + (fixed.endswith(".") and re.match(r"\.(?!\.)", text[end : end + 2]) is not None)


def _time(hour: int, minutes: str | None, view: View) -> str:
    if view.style != "us":
        return f"{hour}:{minutes or '00'}"
    half = "a.m." if hour % 24 < 12 else "p.m."
    return f"{hour % 12 or 12}{':' + minutes if minutes and minutes != '00' else ''} {half}"


RULES = (
    Rule(
        "times",
        "date_format",
        times,
        re.compile(r"\d ?[hH](?:\b|\d|ours|rs|OURS|RS)|[aA][tT] (?:[tT]he )?\d"),
    ),
)
