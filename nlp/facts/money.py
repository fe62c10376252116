"""Amounts of money in English sentences, with currency and value as numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_SCALE = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "M": 6, "m": 6, "bn": 9,
}  # fmt: skip
_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "C$": "CAD", "CA$": "CAD"}
_WORDS = {
    "euro": "EUR", "euros": "EUR", "EUR": "EUR", "soles": "PEN", "pounds sterling": "GBP",
    "pounds": "GBP", "US dollars": "USD", "U.S. dollars": "USD", "USD": "USD",
    "Canadian dollars": "CAD", "CHF": "CHF", "Swiss francs": "CHF", "reais": "BRL",
    "bolivianos": "BOB", "guaraníes": "PYG", "quetzales": "GTQ", "Mexican pesos": "MXN",
    "Chilean pesos": "CLP", "Colombian pesos": "COP", "Argentine pesos": "ARS",
    "Uruguayan pesos": "UYU", "Dominican pesos": "DOP", "dirhams": "MAD",
}  # fmt: skip
_OPEN = ("pesos", "peso", "dollars", "francs", "dinars", "crowns")  # of which country is not told
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d,.]*\d)"
_POWER = "thousand|million|billion|trillion"
_OF = "|".join(sorted(map(re.escape, (*_WORDS, *_OPEN)), key=len, reverse=True))
_MONEY = re.compile(
    r"(?<![\w.,$€£-])(?:"
    rf"(?P<sign>US\$|CA?\$|[€£$]) ?(?P<n>{_NUMBER})(?:[ -]?(?P<scale>{_POWER}|bn|[kMm])\b)?"
    rf"|(?P<m>{_NUMBER})(?:[ -](?P<power>{_POWER}))?[ -](?P<word>{_OF})\b)"
)
_RANGE_ENDS = re.compile(
    r"\b(?:between|from|of up to|either|thousand|million|billion) $"
    r"|\b(?:between|from) [€£$]?[\d.,]+(?: \w+)?(?: \w+)? (?:and|to) $"
)
_RANGE_GOES_ON = re.compile(
    r" (?:and|to|or) (?:US\$|[€£$]?\d)|[-–]\d| (?:a|per) (?:month|year|day|user|patient)\b"
)
_LONGEST_RANGE = 60
_MOST_DIGITS = 15  # beyond that it is no amount, nor exact as a number


class Money(NamedTuple):
    """Characters ``start:end``; ``currency`` is an ISO 4217 code, None where a country is needed
    to tell it (``pesos``, ``$``)."""

    text: str
    start: int
    end: int
    value: float
    currency: str | None


def amounts(sentence: str) -> list[Money]:
    """The amounts of a sentence in order; ranges and prices a month or a head are left out."""
    found = []
    for m in _MONEY.finditer(sentence):
        if sum(map(str.isdigit, m["n"] or m["m"])) > _MOST_DIGITS:
            continue
        lead = sentence[max(0, m.start() - _LONGEST_RANGE) : m.start()]
        if not _RANGE_ENDS.search(lead) and not _RANGE_GOES_ON.match(sentence, m.end()):
            found.append(_read(m))
    return found


def _read(found: re.Match[str]) -> Money:
    number = Decimal((found["n"] or found["m"]).replace(",", ""))
    power = _SCALE.get(found["scale"] or found["power"] or "", 0)
    sign, word = found["sign"], found["word"]
    currency = _SIGNS.get(sign) if sign else _WORDS.get(word)
    return Money(found[0], *found.span(), float(number.scaleb(power)), currency)
