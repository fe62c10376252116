"""Revenue that is no result: what a company aims for, and a supplier's size in brackets."""

from __future__ import annotations

from nlp.patterns import late

_AIM = (
    r"\b(?:targets?|targeting|targeted|aims?|aiming|expects?|expecting|forecasts?|forecasting|hopes?|hoping"
    r"|(?:is|are|was|were) (?:now |still )?expected|anticipates?|anticipating|projecting|projected|projects(?= revenue| sales)"
    r"|plans?(?= (?:to|for|on)\b)|planning|intends?|guidance|outlook|goal|objective|ambition|will|should|estimated|expected(?= revenue| sales))\b"
)
_MET = (
    r"\b(?:exceed(?:ed|s)|beat|beats|met|missed|surpassed|topped|above|below|ahead of|in line with|reached)"
    r" (?:its|the|their|our|all) (?:own |annual |initial |full-year )?"
    r"(?:targets?|forecasts?|guidance|goals?|objectives?|outlook)\b"
)
_POSTED = (
    r"\b(?:posted|posts|reported|reports|(?<!have )reached|recorded|records|achieved|generated|generates|had"
    r"|totaled|rose|grew|fell|climbed|published|closed|ended)\b"
)
_GOES_WELL = late(_MET)
_AIMED = late(rf"(?i:{_AIM})(?:(?!{_POSTED})[^;:])*$")
_HEADED = late(
    r"\b(?:[Tt]arget|[Ff]orecast|[Gg]uidance|[Oo]utlook|[Gg]oal|[Oo]bjective|[Aa]mbition)s?"
    r"(?: for [^;:]{1,30})?: [^;:]*$"
)
_AIMED_AFTER = late(
    r"(?: (?:in|of) (?:\w+ )?(?:revenue|sales))?"
    r"(?: by (?:the end of )?20\d\d\b| (?:target|forecast|goal|objective)\b"
    r"|[^,;:.]{0,30} (?:is|are) (?:now |still )?(?:expected|targeted|forecast|planned|projected|the target)\b)"
)
_YEAR_AFTER = late(r"(?: (?:in|of) (?:\w+ )?(?:revenue|sales))? (?:in|for)(?: fiscal)? (20\d\d)\b")
_STAFF = late(r"\b(?:employees|people|staff|workers|staffers|engineers)\b")
_OPEN = late(r"(?P<name>[A-Z\u00c0-\u00de][\w.'\u2019-]* )?\((?P<inside>[^()]*)$")
_CLOSE = late(r"[^()]*")


def is_outlook(sentence: str, start: int, end: int, year: int | None) -> bool:
    """Whether the revenue ``start:end`` is one to come; ``year`` is that of publication."""
    lead = _GOES_WELL.sub("", sentence[:start])
    if _AIMED.search(lead) or _HEADED.search(lead) or _AIMED_AFTER.match(sentence, end):
        return True
    told = _YEAR_AFTER.match(sentence, end)
    return told is not None and year is not None and int(told[1]) > year


def is_portrait(sentence: str, start: int, end: int) -> bool:
    """Whether the revenue stands in brackets behind a name, or there beside a number of staff."""
    found = _OPEN.search(sentence[:start])
    if not found:
        return False
    inside = found["inside"] + _inside(sentence, end)
    return found["name"] is not None or _STAFF.search(inside) is not None


def _inside(sentence: str, end: int) -> str:
    rest = _CLOSE.match(sentence, end)
    return rest[0] if rest else ""
