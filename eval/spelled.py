"""English number words as digits: "two hundred and fifty" -> "250", "twenty-first" -> "21st".

Translations of the same sentence differ in whether a number is spelled out; a measurement must not.
Million and above stay words ("three million" -> "3 million"): `eval.figures` reads them after digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_VALUES = {**_DIGITS, **_TEENS, **_TENS, "a": 1}
_ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "twelfth": 12},
    **{f"{word}th": value for word, value in _TEENS.items() if word != "twelve"},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items()},
}
_BARE = {"first", "second"}  # alone they mean more than a rank: "at first", "a second"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL = rf"(?:(?:{_any(_TENS)})(?:[- ](?:{_any(_DIGITS)}))?|{_any(_TEENS)}|{_any(_DIGITS)})"
_BELOW = rf"(?:(?:a|{_SMALL})[- ]hundred(?:(?: and)?[- ]{_SMALL})?|{_SMALL})"
_RUN = re.compile(
    rf"(?<!\w)(?:(?:a|{_BELOW})[- ]thousand(?:,? (?:and )?{_BELOW})?|{_BELOW})(?!\w)", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<tens>{_any(_TENS)})-)?(?P<last>{_any(_ORDINALS)})(?:ly)?(?!\w)", re.IGNORECASE
)
_DECADE = re.compile(
    rf"(?<!\w)(?:nineteen[- ])?(?P<tens>{_any(w[:-1] for w in _TENS)})ies(?!\w)", re.IGNORECASE
)
_COUNTED = (
    r"(?=[ -](?:hundred|thousand|million|billion|trillion|percent|per cent|%|euros?|dollars?))"
)
_ONE = re.compile(rf"(?<!\w)one{_COUNTED}", re.IGNORECASE)
_A = re.compile(r"(?<!\w)an?(?= (?:million|billion|trillion)(?!\w))", re.IGNORECASE)
_HALF_A = re.compile(r"(?<!\w)half an? (?=(?:million|billion|trillion)(?!\w))", re.IGNORECASE)
_ONE_AND_A_HALF = re.compile(r"(?<!\w)(?:an?|one) (\w+) and a half(?!\w)", re.IGNORECASE)
_DOZEN = re.compile(r"(?<![\w.,])(\d+)[- ]dozen(?!\w)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?<![.,]\d)(?<=\d)( \w+)? and (?:a )?half(?!\w)", re.IGNORECASE)


def digits(text: str) -> str:
    """Write the number words of an English text as digits; "one", "first" and "second" stay.

    Those three are counted only inside a longer number ("one hundred", "twenty-first"): alone they
    are as often a pronoun, an adverb or a unit of time.
    """
    text = _DECADE.sub(lambda found: f"{_TENS[found['tens'].lower() + 'y']}s", text)
    text = _ORDINAL.sub(_ordinal, text)
    text = _HALF_A.sub("0.5 ", text)
    text = _A.sub("1", text)
    text = _RUN.sub(_cardinal, _ONE_AND_A_HALF.sub(r"1.5 \1", text))
    text = _DOZEN.sub(lambda found: str(12 * int(found[1])), text)
    return _AND_A_HALF.sub(r".5\1", _ONE.sub("1", text))


def _ordinal(found: re.Match[str]) -> str:
    last = found["last"].lower()
    if not found["tens"]:
        return found[0] if last in _BARE else f"{_ORDINALS[last]}th"
    return f"{_TENS[found['tens'].lower()] + _ORDINALS[last]}th"


def _cardinal(found: re.Match[str]) -> str:
    """Value of a run of number words; the expression has seen to its grammar."""
    if found[0].lower() == "one":
        return found[0]
    total = current = 0
    for word in re.split(r"[-, ]+", found[0].lower()):
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = total + 1000 * current, 0
        elif word != "and":
            current += _VALUES[word]
    return str(total + current)
