"""What a sentence tells of an event before that of the article: the round of 2021, last year's congress."""

from __future__ import annotations

import re
from datetime import date

_ATTACK = re.compile(
    r"^(?:[Ii]n|[Dd]uring|[Bb]ack in) (?:[A-Z][a-z]+ )?(?P<year>20\d\d),|\b(?:second|third|fourth) (?:cyber ?|ransomware )?"
    r"(?:incident|attack|cyberattack|breach)[^.;:]{0,60}, after\b|\b(?:years?|months) ago\b|\b(?:previous|earlier) "
    r"(?:incident|attack|cyberattack|breach)"
)
"""What tells of another attack than that of the article."""
_EDITION = re.compile(
    r"\b(?:[Ll]ast year|[Ll]ast (?:edition|congress|meeting)|(?:[Pp]revious|[Pp]ast|20\d\d) edition|[Yy]ears? (?:ago|before|earlier)"
    r"|had (?:been held|taken place|brought together|gathered|drawn|attracted|met))\b"
)
_HAD = re.compile(  # "had raised", but not "announced that it had raised"
    r"(?<!\w)had (?:(?P<told>already|previously|earlier|before) )?(?:also |then |just )?"
    r"(?:raised|secured|closed|completed|obtained|received|landed|won|signed|awarded|entrusted|bought|acquired|taken over|paid|sold"
    r"|fined|sanctioned|imposed|ordered)\b[^;:]*$"
)
_REPORTED = re.compile(
    r"\b(?:that|said|says|announced|announces|confirmed|confirms|revealed|reported|claims?|claimed)\b[^;:.]{0,60}$"
)
_DEALS = frozenset({"funding", "merger_acquisition", "contract_award"})
_TOLD = _DEALS | {"litigation_sanction"}
"""Events that an article tells with those before them."""
_IN_YEAR = (  # not when a company was founded
    r"(?<!founded )(?<!created )(?<!launched )(?<!established )(?<!set up )(?<!started )(?<!opened )"
    r"(?<!born )\b[Ii]n (?:(?:early|late|mid|[A-Z][a-z]+)[ -])?((?:19|20)\d\d)\b"
)
_YEARS = re.compile(_IN_YEAR)
_OPENING_YEAR = re.compile(rf"(?:^|[;,] |\bwhich )(?:[Bb]ack )?{_IN_YEAR},? (?:(?!\bnow\b)[^;:])*$")
_YEAR_AFTER = re.compile(rf"(?: (?:US\$|[€£$])\d[\d.,]*)?[^,;:.€$£]{{0,50}}? {_IN_YEAR}")
_STILL = re.compile(r"\b(?:uph[eo]lds?|confirm\w*|appeal\w*|reduc\w*|fine|penalty)\b")
"""A fine of years ago that is decided on now is that of the article."""
_WINDOW = 140  # characters before the words for an event that are read


def tells_of_earlier_edition(sentence: str) -> bool:
    """Whether a sentence tells of a congress before that of the article: "Last year, 950 people met"."""
    return _EDITION.search(sentence) is not None


def tells_of_earlier_attack(sentence: str, published: date | None) -> bool:
    """Whether a sentence tells of an attack before that of the article: "In 2023, X was attacked"."""
    found = _ATTACK.search(sentence)
    if found is None or not found["year"]:
        return found is not None
    return published is not None and int(found["year"]) < published.year - (published.month < 3)


def is_earlier(sentence: str, start: int, end: int, event: str, published: date | None) -> bool:
    """Whether the deal or fine that ``sentence`` tells up to ``start`` is one before that of the article.

    A year that stands behind ``end`` or at the head of the clause tells, and "had already raised".
    """
    if event not in _TOLD:
        return False
    lead = sentence[max(0, start - _WINDOW) : start]
    had = _HAD.search(lead)
    if had and (had["told"] or _is_before(lead[: had.start()], event)):
        return True
    year = _year_of(sentence, lead, end, event)
    if year is None or published is None:
        return False
    # What was signed, bought or decided last year may be told only now, a round hardly.
    late = event != "funding" or published.month <= 2
    return year < published.year - late


def _is_before(lead: str, event: str) -> bool:
    """Whether a bare "had raised" is an earlier deal: a fine that "had been imposed" may be the one at issue."""
    return event in _DEALS and not _REPORTED.search(lead)


def _year_of(sentence: str, lead: str, end: int, event: str) -> int | None:
    """The year that a sentence gives a deal: "in 2021" after it, or at the head of the clause."""
    after = _YEAR_AFTER.match(sentence, end)
    if after and not (event == "litigation_sanction" and _STILL.search(lead)):
        return int(after[1])
    return int(_YEARS.findall(lead)[-1]) if _OPENING_YEAR.search(lead) else None
