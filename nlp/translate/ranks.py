"""Ordinals in figures that a model spells wrong: "the 2th" for "lot 2", "1th" for "1st".

A number of one digit is not masked, and behind a noun of its own ("lot 2") the model may take it for a
rank. The noun is put back where the source tells it; any other wrong ending becomes the right one.
"""

from __future__ import annotations

import re

from nlp.numerals import ordinal

_RANK = re.compile(
    r"(?<![\w.,])(?P<the>[Tt]he )?(?P<n>\d{1,3})(?P<end>st|nd|rd|th)(?!\w)(?P<lot> [Ll]ot(?!\w))?"
)
_LOTS = re.compile(
    r"(?<!\w)(?i:lots?|lotes?)[ \u00a0](?:n°[ \u00a0]?)?\d{1,3}(?:(?:, | et | y | ou | o )\d{1,3})*(?![\w%]|[.,]\d)"
)
_RANK_WORD = r"(?<!\w)(?i:premi|deuxi|second|troisi|primer|segund|tercer)"
_ORDINAL = r"(?:er|ère|re|e|è|ème|nde?|º|ª|\.º|\.ª)(?!\w)"
_NOUN = re.compile(" [A-Za-z]")


def ranked(source: str, english: str) -> str:
    """An English sentence whose ordinals in figures are right, and none that the source has as a lot."""
    if not _RANK.search(english):
        return english
    return _RANK.sub(lambda found: _right(found, source), english)


def _right(found: re.Match[str], source: str) -> str:
    number, the = found["n"], found["the"] or ""
    wrong = ordinal(int(number)) != number + found["end"]
    alone = found["lot"] or not _NOUN.match(found.string, found.end())
    if (wrong or the and alone) and _is_lot(number, source):
        noun = "Lot " if the.startswith("T") else "lot " if the else ""
        return noun + number
    return f"{the}{ordinal(int(number))}{found['lot'] or ''}" if wrong else found[0]


def _is_lot(number: str, source: str) -> bool:
    """Whether a source has a number as that of a lot, and no rank that it could be."""
    lots = {n for found in _LOTS.finditer(source) for n in re.findall(r"\d+", found[0])}
    return number in lots and not re.search(rf"(?<!\d){number}{_ORDINAL}|{_RANK_WORD}", source)
