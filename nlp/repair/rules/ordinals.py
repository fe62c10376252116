"""Ordinals of French and Spanish before what they count ("the 3e quarter"), and decades ("the years 2000")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.numerals import ordinal
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.dates import REASON

_PERIOD = r"(?:quarters?|trimesters?|semesters?|half(?:-years?)?|halves)\b"
_COUNTED = (
    r"(?:editions?|arrondissements?|anniversary|time|place|floor|versions?|phases?|waves?|congress|days?|years?|months?|weeks?|"
    r"plans?|national|annual|regional|largest|biggest|lots?|stages?|calls?|hospitals?|meetings?|conferences?|rounds?)\b"
)
_FOREIGN = re.compile(
    rf"(?<![\w.,])(\d{{1,2}})(?:e|er|\u00e8re|\u00e8me|eme|\u00ba|\u00aa)(?= (?:{_PERIOD}|{_COUNTED}|(?:and|or|to) \d))"
)
_OF_PERIOD = re.compile(rf" {_PERIOD}")
_SHORT = ("first", "second", "third", "fourth")
_DECADE = re.compile(
    r"\b(?P<the>the )?years (?P<year>2000|20[12]0|19[2-9]0)(?:'?s)?\b(?! (?:to|and|or|until)\b|[-\u2013,/])"
)


def foreign(text: str, view: View) -> Iterator[Change]:
    """ "3e trimester" -> "third trimester", "the 12e edition" -> "the 12th edition"."""
    for m in _FOREIGN.finditer(text):
        number = int(m[1])
        named = 0 < number <= len(_SHORT) and _OF_PERIOD.match(text, m.end())
        yield Change(*m.span(), _SHORT[number - 1] if named else ordinal(number), REASON, True)


def decades(text: str, view: View) -> Iterator[Change]:
    """ "in the years 2000" -> "in the 2000s"."""
    for m in _DECADE.finditer(text):
        if m["the"] or view.damaged:
            yield Change(*m.span(), f"the {m['year']}s", REASON, True)


RULES = (
    Rule(
        "foreign_ordinals",
        "date_format",
        foreign,
        re.compile(r"\d(?:er?|\u00e8|eme|\u00ba|\u00aa)"),
    ),
    Rule("decades", "date_format", decades, re.compile(r"years (?:19|20)\d0")),
)
