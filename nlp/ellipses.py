"""Amounts whose unit is told before them: "8,6 millones de euros, de los que 5,1 irán a formación".

A bare number is given the unit of an amount before it in two constructions of both languages, where
grammar leaves nothing else that it could count:

- the partitive relative, "de los que 5,1" or "dont 4,1": smaller than the amount, no noun after it;
- gapping, "620 millones de pesos a capacitación, 200 a conectores": the preposition after the number
  is the one after the amount, and no other figure stands between them.

A whole number needs an amount of money before it: of "3 millones de pacientes, de los que 200" it may
count the patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nlp.currencies import with_sign
from nlp.figures import Amount, Span, has_scale, read_amounts, rendered, value_of
from nlp.numerals import numerals

_MILLION = 6
_GATE = re.compile("mill|\\d[ \u00a0\u202f]?M")
_MONEY = re.compile(
    "[ \u00a0](?:de |d['’])?(?:[€$£]|euros?|d[oó]l+ares|dollars?|pesos|soles|francs?|francos|reales|"
    r"livres|libras|dirhams?|dírhams|dinars|bolívares|guaraníes|quetzales|lempiras|colones)(?!\w)"
)
_PARTITIVE = {
    "fr": re.compile(r"(?:(?<!\w)dont|desquels|desquelles) $"),
    "es": re.compile(r"(?<!\w)de (?:los|las) (?:que|cuales) $"),
}
_NO_NOUN = {
    "fr": re.compile(
        r" (?:pour|à|au|aux|en|sur|dans|par|(?!cent)\w+ent|\w*ont)(?= )(?! \d| cent)|\s?[,;.)]?$|[;)]"
    ),
    "es": re.compile(
        r" (?:para|al?|en|por|con|se|ya|(?![mb]illón)[a-záéíóúñ]{2,}n)(?= )(?! \d| cien)"
        r"|\s?[,;.)]?$|[;)]"
    ),
}
"""What follows a number that counts nothing of its own. Spanish and French count plurals, which end in
"s": a word in "-n" or "-ent" after a number is a verb."""
_OF = re.compile(r" (?:de |d['’])(?=[a-zà-ÿ])")
_GAPPED = re.compile(
    r" (?:(?P<for>para|pour)|(?P<to>al?|à|aux?)) (?!\d|menos|mes|año|día|lo |la semana|total|moins|"
    r"plus|maximum|minimum|terme|peine|ce )| (?P<when>en) (?=(?:19|20)\d\d(?!\d))"
)
"""A preposition that gapping repeats; "12 al mes" and "3 à peine" stand by themselves."""
_LISTED = re.compile(r"(?:[,;]|[,;]? (?:et|y|e)) $")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Full(NamedTuple):
    """An amount with its unit: where that ends, value and power of ten, sign, whether it is money."""

    end: int
    value: Decimal
    power: int
    sign: str
    money: bool


def elliptical(text: str, lang: str) -> Iterator[Span]:
    """Numbers without a unit that take it from an amount of millions or more before them."""
    if not _GATE.search(text):
        return  # most sentences
    text = text.replace("\u00a0", " ")
    full: _Full | None = None
    for amount in read_amounts(text, lang):
        if amount.power or amount.sign:
            full = _full(text, amount)
        elif full and _told_before(text, full, amount, lang):
            english = with_sign(full.sign, rendered(value_of(amount.number), full.power))
            yield Span(amount.start, amount.end, "money" if full.money else "number", english)
            full = full._replace(end=amount.end)
        elif not _YEAR.fullmatch(amount.number):
            full = None


def _full(text: str, amount: Amount) -> _Full | None:
    if amount.power < _MILLION:
        return None
    money = _MONEY.match(text, amount.end)
    end = money.end() if money else amount.end
    value = value_of(amount.number)
    return _Full(end, value, amount.power, amount.sign, bool(money or amount.sign))


def _told_before(text: str, full: _Full, amount: Amount, lang: str) -> bool:
    """Whether a bare number stands in one of the two constructions with an amount before it."""
    number = amount.number
    if _YEAR.fullmatch(number):
        return False
    between = text[full.end : amount.start]
    if re.search(r"\d", _YEAR.sub("", between)):
        return False
    if "," not in number and not (full.money and number.isdigit()):
        return False
    if any(n.value > 1 for n in numerals(between, lang)) or has_scale(text, amount.end, lang):
        return False
    return _partitive(text, full, amount, lang) or _gapped(text, full, amount)


def _partitive(text: str, full: _Full, amount: Amount, lang: str) -> bool:
    if not _PARTITIVE[lang].search(text[full.end : amount.start]):
        return False
    least = 2 if lang == "fr" else 0  # French counts "1,5 point" in the singular
    if not least <= value_of(amount.number) < full.value:
        return False
    of = "," in amount.number and _OF.match(text, amount.end)
    return bool(of or _NO_NOUN[lang].match(text, amount.end))


def _gapped(text: str, full: _Full, amount: Amount) -> bool:
    first, second = _GAPPED.match(text, full.end), _GAPPED.match(text, amount.end)
    listed = _LISTED.search(text[full.end : amount.start])
    return bool(first and second and listed and first.lastgroup == second.lastgroup)
