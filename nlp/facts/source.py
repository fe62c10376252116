"""What the source of a translated passage says of a fact: a name or figure that is not there is none.

A translation glues adjectives to names ("la mendocina Zonda Salud" -> "Mendocine Zonda Salud") and
now and then moves a decimal point; the source tells.
"""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.facts.money import Money
from nlp.figures import amounts, written
from nlp.tables import words

_TRANSLATED = words(
    "hospital hospitals clinic health service services ministry university department agency region regional "
    "government group institute council center centre authority association federation office directorate fund bank"
)
_EITHER = re.compile(r"\d,\d{3}\s+mill")  # 2,318 millones: thousands in Mexico, decimals in Spain
_US = re.compile(
    r"US ?\$|U\$[SD]|\bUSD\b|d[oó]lares (?:estadounidenses|americanos)|dollars (?:américains|US)"
)
_IN_SPANISH = re.compile(rf"{_US.pattern}|d[oó]lares")
_OTHER_DOLLARS = re.compile(
    r"(?i)canad|austral|zeland|hong ?kong|singap|taiw|jamaic|trinid|b[ae]ham|b[ae]rbad|belic"
)
"""Who has dollars of his own. No country that speaks Spanish has, so what its press calls "dólares" are American."""
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: (thousand|million|billion|trillion))?")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]* $")  # then it is the end of a longer name
_RAISED = re.compile(r"\blevant(?:ó|aron|ado|ar|a|an)\b[^.;:]{0,40}\d")
_PUT_UP = re.compile(r"\b(?:put up|lifted)(?= (?:US\$|[€£$])?\d)")
_POWER = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def name_start(name: str, source: str) -> int | None:
    """Where in ``name`` that begins which the source has too; None where nothing of it is there.

    A name that holds a word for an institution is itself translated, and stands as it is.
    """
    parts = name.split(" ")
    for first in range(len(parts)):
        rest = " ".join(parts[first:])
        found = re.search(rf"(?<!\w){re.escape(rest)}(?!\w)", source)
        if found and not (first and _CAPITAL_BEFORE.search(source, 0, found.start())):
            return len(name) - len(rest)
    return 0 if any(part.lower() in _TRANSLATED for part in parts) else None


def has_amount(money: Money, source: str, lang: str) -> bool:
    """Whether the source has a figure of that value, or the same digits, and can be read one way."""
    if lang == "es" and _EITHER.search(source):
        return False
    digits = re.search(r"\d[\d.,]*\d|\d", money.text)
    if digits and "," in digits[0] and digits[0] in source:
        return True  # 18,427,000 as Mexico writes it
    spans = [*amounts(source, lang), *written(source, lang)]
    values = {_value(m) for span in spans for m in _FIGURE.finditer(span.english)}
    return money.value in values


def currency_told(money: Money, source: str, lang: str) -> str | None:
    """``USD`` where the source writes the very amount as "US$ 800.000", or in Spanish "800.000 dólares", and the
    English only "$"."""
    if not money.text.startswith("$") and "dollars" not in money.text:
        return None
    alike = [
        source[span.start : span.end]
        for span in amounts(source, lang)
        if money.value in {_value(m) for m in _FIGURE.finditer(span.english)}
    ]
    spanish = lang == "es" and not _OTHER_DOLLARS.search(source)
    american = _IN_SPANISH if spanish else _US
    return "USD" if alike and all(map(american.search, alike)) else None


def _value(found: re.Match[str]) -> float:
    return float(Decimal(found[1].replace(",", "")).scaleb(_POWER[found[2] or ""]))


def as_told(sentence: str, source: str | None) -> str:
    """The sentence with "put up €8 million" as "raised", of the same length, where the Spanish has
    ``levantó``: who got the money is not who gave it."""
    return _PUT_UP.sub("raised", sentence) if source and _RAISED.search(source) else sentence
