"""The English around a symbol fitted to what the symbol stands for.

The translation model sees a symbol and not its English. Dropped is what that has already: a unit behind it
("2.2 million million"), the full stop behind "p.m.". "A ⟦1⟧ strike" with "36 hours" becomes "a 36-hour
strike", "in ⟦1⟧" with "first half of 2027" "in the first half of 2027", "on ⟦1⟧" with "5 p.m." "at 5 p.m.",
"at ⟦1⟧" with "Monday the 16th" "on Monday the 16th", and "to ⟦1⟧" with a year between two amounts
"in 2024".
"""

from __future__ import annotations

import re
from collections.abc import Callable

_UNIT_AGAIN = re.compile(
    r"(⟦\d+⟧)((?: (?:thousand|million|billion|trillion))*(?: (?:of )?(?:euros?|pesos?)| ?%| percent)?)(?!\w)"
)
_SIGN_AGAIN = re.compile(r"(?P<sign>[€$£])(?P<symbol>⟦\d+⟧)")
_SCALED = re.compile(r" (?:thousand|million|billion|trillion)(?: pesos)?$")
_SCALE_AGAIN = re.compile(r" (?:thousand|million|billion|trillion)")
_MONEY_AGAIN = re.compile(r" (?:of )?(?:euros?|pesos?)$")
_PERCENT_AGAIN = re.compile(r" ?%| percent")
_LASTING = (
    r"meeting|operation|intervention|outage|consultation|training|session|interview|trip|journey|hearing|debate|video|film|visit|"
    r"shift|wait|discussion|exchange|procedure|surgery|conversation|drive|break|cut|walkout|strike|stoppage|delay|course|class"
)
_LENGTH_BEFORE_NOUN = re.compile(
    rf"(?<!\w)(?:(?P<a>[Aa])n?|(?P<the>[Tt]h(?:e|is|at))) (?P<symbol>⟦\d+⟧)(?= (?!of |and |or |to |in |at )[a-z])(?P<noun>(?= (?:{_LASTING})(?!\w)))?"
)
_LENGTH = re.compile(r"(\d[\d,.]*) (hour|minute)s?(?: (\d+) (minute|second)s?)?")
_PART_OF_YEAR = re.compile(r"(?:first|second|third|fourth) (?:quarter|half)(?: of \d{4})?")
_AT_PART_OF_YEAR = re.compile(
    r"(?P<before>^[\"“«(\s]*|(?<!\w)(?P<word>(?i:at|on|to|in|of|for|from|by|during|since|until|till|before|after|with|without|"
    r"between|and|than|over|through|throughout|versus|against|as|about|around|per|into|under)) )?(?P<symbol>⟦\d+⟧)"
    r"(?P<noun> (?:(?:net|operating|consolidated|financial|business|annual|total) )?(?:revenues?|turnover|sales|results?|"
    r"figures|earnings|income|profits?|loss(?:es)?|budget|reports?|accounts|growth|performance|activity|orders|"
    r"publication)(?!\w))?"
)
_TO = re.compile(
    r"(?<!\w)(?:[Ff]rom (?!.*(?<!\w)to ).*|(?:compared|relative|prior|due|thanks|superior|inferior|similar|equal|identical|comparable|"
    r"close|linked|related|relating|next|back|forward|over|up|down|postponed|delayed|deferred|pushed|moved|brought|"
    r"rescheduled|extended|advanced|limited|according|contrast|respect|regard) )$"
)
"""What a "to" before a quarter is right behind; elsewhere it is the model's for "au", which is "in"."""
_BEFORE = 200  # characters that are looked at for it
CLOCK = re.compile(r"(?:[\d:]+ [ap]\.m\.|noon|midnight)")
"""A time of day in English, as :mod:`nlp.times` writes it."""
_AT_TIME = re.compile(r"(?<!\w)([Ii]n|[Oo]n) (⟦\d+⟧)")
_WEEKDAY = re.compile(r"[A-Z][a-z]+day the \d{1,2}[a-z]{2}")
_AT_DAY = re.compile(r"(?<!\w)([Ii]n|[Aa]t) (⟦\d+⟧)")
_YEAR_BETWEEN = re.compile(r"(?P<first>⟦\d+⟧) to (?P<year>⟦\d+⟧)(?P<rest>,? to (?P<last>⟦\d+⟧))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPPED = re.compile(r"(⟦\d+⟧)\.(?!\.)")


def fitted(text: str, english: dict[str, str]) -> str:
    """A text with symbols, made to read well when `english` takes their place."""
    text = _SIGN_AGAIN.sub(lambda found: _once_signed(found, english), text)
    text = _UNIT_AGAIN.sub(lambda found: _once(found, english), text)
    text = _AT_PART_OF_YEAR.sub(lambda found: _with_article(found, english), text)
    text = _AT_TIME.sub(lambda found: _behind("at", CLOCK.match, found, english), text)
    text = _YEAR_BETWEEN.sub(lambda found: _in_year(found, english), text)
    text = _AT_DAY.sub(lambda found: _behind("on", _WEEKDAY.fullmatch, found, english), text)
    text = _STOPPED.sub(lambda found: _ended(found, english), text)
    return _LENGTH_BEFORE_NOUN.sub(lambda found: _before_noun(found, english), text)


def _once(found: re.Match[str], english: dict[str, str]) -> str:
    """A symbol and the unit behind it, less what the symbol's English says already."""
    whole, after = english.get(found[1], ""), found[2]
    if _SCALED.search(whole):
        after = _SCALE_AGAIN.sub("", after)
    if ("€" in whole or whole.endswith("pesos")) and _MONEY_AGAIN.search(after):
        after = _MONEY_AGAIN.sub("", after)
    return found[1] + ("" if whole.endswith("%") and _PERCENT_AGAIN.fullmatch(after) else after)


def _once_signed(found: re.Match[str], english: dict[str, str]) -> str:
    """A symbol without the sign of the currency before it that its English has: no "€€13 million"."""
    whole = english.get(found["symbol"], "")
    return found["symbol"] if found["sign"] in whole or whole.endswith("pesos") else found[0]


def _with_article(found: re.Match[str], english: dict[str, str]) -> str:
    """A quarter or a half as the sentence wants it: "in the first half of 2027", "revenue for the first half"."""
    before, symbol, noun = found["before"], found["symbol"], found["noun"]
    if not _PART_OF_YEAR.fullmatch(english.get(symbol, "")) or before is None and not noun:
        return found[0]
    opens = before is not None and not found["word"]
    if noun:
        noun = noun.strip().capitalize() if opens else noun.strip()
        return f"{before or ''}{noun} for the {symbol}"
    word = (found["word"] or "").lower()
    for_in = word == "to" and not _TO.search(
        found.string, max(0, found.start() - _BEFORE), found.start()
    )
    if word in ("at", "on") or for_in:
        before = "In " if found["word"].istitle() else "in "
    return f"{before}{'The' if opens else 'the'} {symbol}"


def _behind(
    word: str,
    is_so: Callable[[str], re.Match[str] | None],
    found: re.Match[str],
    english: dict[str, str],
) -> str:
    """The preposition that such a time has, whatever the model took the symbol for: "at 5 p.m.", "on Monday the 16th"."""
    if not is_so(english.get(found[2], "")):
        return found[0]
    return f"{word.capitalize() if found[1].istitle() else word} {found[2]}"


def _in_year(found: re.Match[str], english: dict[str, str]) -> str:
    """A year between what rises or falls, "€3 million in 2024 to €5 million": no amount goes "to" it."""
    is_year = [
        bool(_YEAR.fullmatch(english.get(found[name], ""))) for name in ("first", "year", "last")
    ]
    whole = f"{found['first']} in {found['year']}{found['rest']}"
    return whole if is_year == [False, True, False] else found[0]


def _ended(found: re.Match[str], english: dict[str, str]) -> str:
    """A symbol and the full stop behind it, which is one with the last of "p.m."."""
    return found[1] if english.get(found[1], "").endswith(".") else found[0]


def _before_noun(found: re.Match[str], english: dict[str, str]) -> str:
    """An article and a length of time before a noun: "an 8-hour", "the 2-hour-30-minute meeting"."""
    lasts = _LENGTH.fullmatch(english.get(found["symbol"], ""))
    if lasts is None or (found["the"] and (found["noun"] is None or lasts[3] is None)):
        return found[0]
    vowel = "n" if found["a"] and re.match(r"8|1[18](?!\d)", lasts[1]) else ""
    more = f"-{lasts[3]}-{lasts[4]}" if lasts[3] else ""
    return f"{found['the'] or found['a']}{vowel} {lasts[1]}-{lasts[2]}{more}"
