""" "fined €2 million to Lumenor": the one who is fined goes before the sum, without preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_SUM = (
    r"(?:(?:an?|some|about|around|nearly|almost|over|up to|(?:more|less) than) ){0,2}"
    r"(?:US\$|[A-Z]{1,2}\$|[€$£])?\d(?:[\d.,]*\d)?(?: (?:thousand|million|billion))?"
    r"(?: (?:[A-Z][a-z]+ )?(?:euros?|dollars?|pounds?|pesos|soles|reais|francs|dirhams))?"
)
_DAYS = f"{MONTH}|{WEEKDAY}"
_CAP = rf"(?!(?:{_DAYS})\b)[A-ZÀ-Þ](?:[\w&À-ɏ]|[.'’-](?=\w))*"
_LINK = r"(?:(?:de la|de los|de las|del|de|des|du|la|le|les|el|los|las|y|et|i|&|of the|of) )"
_NAMED = rf"{_CAP}(?: {_LINK}?(?:[dl]['’])?{_CAP}){{0,7}}"
_WORD = (
    r" (?!(?:in|on|for|over|after|and|to|by|at|with|is|are|was|were|has|have|will|because|backdrop"
    r"|benefit|tune|advice|background|effect|same)\b)[a-z][\w-]*"
)
_DESCRIBED = (
    r"(?:[Tt]he|an?|its|two|three|four|five|six|several|both)"
    rf"(?:(?:{_WORD}){{0,4}} {_NAMED}|(?:{_WORD}){{1,4}})(?: in {_NAMED})?"
)
_WHOM = rf"(?:{_DESCRIBED}|{_NAMED})"
_FINED = late(
    r"\b(?P<verb>fined|fines|fine|fining) "
    rf"(?P<sum>{_SUM}) (?P<to>to|against|upon|on) (?=(?:{_WHOM}))"
)
_ONE, _TWO = late(_WHOM), late(rf"{_WHOM} and {_WHOM}")
_GOES_ON = (
    r"for|over|after|following|because|in|on|at|by|due|under|as|when|while|this|last|yesterday|today"
    r"|without|during|since|until|within|from|with|despite|before|but"
)
_ENDS = late(rf"[.;:)\"”]|\s*$|,? (?:{_GOES_ON})\b")
_PASSIVE = late(
    r"\b(?:be|been|being|was|were|is|are|gets?|got|getting)(?: \w+ly| also| already)? $"
)
_HELPED = late(r"\b(?:will|to|may|might|can|could|would|should|must|did)(?: not| also)? $")
_HAS = late(r"\b(?:has|have|had)(?: not| also| already| just| recently| now)? $")
_AUTHORITY = late(
    r"\b(?:AEPD|C[Nn][Ii][Ll]|CNMC|ICO|Garante|DGCCRF|(?i:agency|authority|court|tribunal|regulator"
    r"|watchdog|commission|council|ministry|government|commissioner|inspectorate|judges?))\b[^.;]{0,40}$"
)
_IMPOSED = {"fined": "imposed", "fines": "imposes", "fine": "impose", "fining": "imposing"}
_BEFORE = 60


def fined(text: str, view: View) -> Iterator[Change]:
    """ "fined €2 million to Lumenor for" -> "fined Lumenor €2 million for".

    Where it cannot be told how far the one who is fined goes ("to Lumenor, the vendor, for"), it is
    "imposed a fine of €2 million on Lumenor, the vendor, for".
    """
    for m in _FINED.finditer(text):
        if not _active(text[max(0, m.start() - _BEFORE) : m.start()], m):
            continue
        end = _end(text, m.end())
        if end is None:
            fixed = f"{_IMPOSED[m['verb']]} a fine of {m['sum']} on "
            yield Change(m.start(), m.end(), fixed, "a fine is imposed on somebody")
        else:
            fixed = f"{m['verb']} {text[m.end() : end]} {m['sum']}"
            yield Change(m.start(), end, fixed, "who is fined goes before the sum")


def _active(before: str, m: re.Match[str]) -> bool:
    """Whether the subject fines; a headline's "Lumenor fined €2 million on" says that it is fined."""
    if _PASSIVE.search(before):
        return False
    if m["verb"] == "fine":
        return _HELPED.search(before) is not None
    if m["to"] in ("on", "upon") and m["verb"] == "fined":
        return (_HAS.search(before) or _AUTHORITY.search(before)) is not None
    return True


def _end(text: str, start: int) -> int | None:
    """Where the one who is fined ends, the second of two included; None where that is not sure."""
    for pattern in (_TWO, _ONE):
        whom = pattern.match(text, start)
        if whom and _ENDS.match(text, whom.end()):
            return whom.end()
        if whom and pattern is _ONE and re.match(r" and (?=[a-z])", text[whom.end() :]):
            return whom.end()
    return None


RULES = (Rule("fined", "word_order", fined, late(r"\bfin(?:e[ds]?|ing) [^.;]{0,12}\d")),)
