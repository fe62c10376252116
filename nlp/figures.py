"""Figures of French and Spanish text and their English: amounts, percentages, numbers in words.

Everything here is deterministic, after the house style: "3,5 M€" -> "€3.5 million", "2.300
millones" -> "2.3 billion", "5 à 7 %" -> "5%" and "7%". Dates and times are in :mod:`nlp.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nlp.numerals import english_words, numerals, ordinals, with_half


class Span(NamedTuple):
    """Characters `start:end` of a sentence, what they are, their English, and what is as good."""

    start: int
    end: int
    kind: str  # url, email, tag, money, percent, date, time, number, code, name, term, gloss, quote
    english: str
    also: tuple[str, ...] = ()


GAP = "[ \u00a0\u202f\u2009]"
_NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:{GAP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?|\d+\.\d{{1,2}})"
    r"(?![.,]?\d)"
)
_MOST_DIGITS = 15  # beyond that it is no amount
_COMMA_GROUP = re.compile(r"^\d{1,3},\d{3}$")
_POINT = re.compile(r"^\d+\.\d{1,2}$")  # a decimal point: Mexico, versions
_SCALE = {
    "fr": {
        "millier": 3,
        "milliers": 3,
        "million": 6,
        "millions": 6,
        "milliard": 9,
        "milliards": 9,
        "k": 3,
        "M": 6,
        "Md": 9,
        "Mds": 9,
        "Mrd": 9,
        "Mrds": 9,
    },
    "es": {
        "mil millones": 9,
        "mil": 3,
        "millón": 6,
        "millones": 6,
        "millon": 6,
        "billón": 12,
        "billones": 12,
        "k": 3,
        "M": 6,
        "mill.": 6,
    },
}
_CURRENCY = {
    "€": "€",
    "euros": "€",
    "euro": "€",
    "EUR": "€",
    "$": "$",
    "dollars": "$",
    "dollar": "$",
    "dólares": "$",
    "dólar": "$",
    "USD": "$",
    "US$": "$",
    "£": "£",
}
_WORDS = {0: "", 3: " thousand", 6: " million", 9: " billion", 12: " trillion"}


def _alternatives(words: dict[str, object] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _amount(lang: str) -> re.Pattern[str]:
    scale, currency = _alternatives(_SCALE[lang]), _alternatives(_CURRENCY)
    of = "d['’]|de " if lang == "fr" else "de "
    return re.compile(
        rf"(?<![\w.,])(?P<sign>(?:US\$|[€$£]){GAP}?)?(?P<n>{_NUMBER})"
        rf"(?:{GAP}?(?P<scale>{scale})(?!\w))?"
        rf"(?:{GAP}?(?:{of})?(?P<cur>{currency})(?!\w))?"
    )


_AMOUNT = {lang: _amount(lang) for lang in _SCALE}
_JOINT = re.compile(rf"{GAP}(?:et|ou|à|y|e|o|u|a){GAP}")
_AFTER_WORDS = {
    lang: re.compile(rf"{GAP}({_alternatives([s for s in scale if len(s) > 3])})(?!\w)")
    for lang, scale in _SCALE.items()
}
_PESOS = re.compile(rf"{GAP}(?:de )?pesos(?!\w)")
_OF_CURRENCY = re.compile(rf"{GAP}(?:d['’]|de )?({_alternatives(_CURRENCY)})(?!\w)")
_ABOUT = {
    "fr": {
        "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
        "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    },
    "es": {
        "decena": 10, "quincena": 15, "veintena": 20, "treintena": 30, "cincuentena": 50,
        "centena": 100, "centenar": 100,
    },
}  # fmt: skip
_SOME = {
    "fr": re.compile(rf"(?<!\w)[Uu]ne ({_alternatives(list(_ABOUT['fr']))}) d(?:e(?= )|['’])"),
    "es": re.compile(rf"(?<!\w)[Uu]na? ({_alternatives(list(_ABOUT['es']))}) de(?= )"),
}
_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<n>{_NUMBER})(?:{GAP}?%|{GAP}(?:pour cent|por ciento)(?!\w))"
)
_FIRST_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<n>{_NUMBER})(?={GAP}(?:à|et|ou|a|y|o|u){GAP}{_NUMBER}{GAP}?%)"
)
_HOURS = re.compile(rf"{GAP}?(?:h|heures?|horas?)(?!\w)")


def value_of(number: str) -> Decimal:
    """Read a French or Spanish figure: "1 250 000", "2.300", "3,5"."""
    if _POINT.search(number):
        return Decimal(number)
    digits = re.sub(rf"{GAP}|\.", "", number)
    return Decimal(digits.replace(",", "."))


def english_number(number: str) -> str:
    """Write a French or Spanish figure the English way, its decimals kept: "12.500,50".

    Digits that were not grouped stay so: years, codes, "ISO 15189".
    """
    if _POINT.search(number):
        return number
    grouped = any(c in number for c in " .\u00a0\u202f\u2009")
    whole, _, decimals = number.partition(",")
    whole = re.sub(rf"{GAP}|\.", "", whole)
    if len(whole) > _MOST_DIGITS:
        return number
    if grouped:
        whole = f"{int(whole):,}"
    return f"{whole}.{decimals}" if decimals else whole


def rendered(value: Decimal, power: int) -> str:
    """A value with a power of ten as the house style wants it: "2.3 billion"; "" for fractions of one."""
    while power >= 6 and value >= 1000 and power < 12:
        value, power = value / 1000, power + 3
    if power == 3:
        return f"{int(value * 1000):,}" if value * 1000 == int(value * 1000) else ""
    return f"{value.normalize():f}{_WORDS[power]}"


class Amount(NamedTuple):
    """A number in digits: characters `start:end` with its scale and currency.

    `number` is as the text has it, but for a comma that groups thousands, which is a point.
    `power` is that of ten which a word beside it tells, 0 for none; `sign` the English currency sign.
    """

    start: int
    end: int
    number: str
    power: int
    sign: str


def read_amounts(text: str, lang: str) -> Iterator[Amount]:
    """Every number in digits, left to right, with what stands beside it."""
    for found in _AMOUNT[lang].finditer(text):
        shown = (found["sign"] or found["cur"] or "").strip()
        sign = _CURRENCY[shown] if shown else ""
        bare = found["scale"] in {"k", "M"} and not sign
        power = _SCALE[lang][found["scale"]] if found["scale"] and not bare else 0
        end = found.end("n") if bare else found.end()
        number = _grouped(found["n"], text, end, sign, lang) if power else found["n"]
        yield Amount(found.start(), end, number, power, sign)


def amounts(text: str, lang: str) -> Iterator[Span]:
    """Numbers of two digits or more, with their power of ten and currency.

    The first of two amounts takes both from the second: "60.000 y 30.000 euros". A plain "$" may be the
    sign of the peso: its `also` says so, and "$200 pesos" does.
    """
    for found in _AMOUNT[lang].finditer(text):
        number, scale = found["n"], found["scale"]
        sign = (found["sign"] or found["cur"] or "").strip()
        if len(number) > 2 * _MOST_DIGITS:
            continue
        end = found.end()
        if not sign and not scale and (second := _second(text, end, lang)):
            sign, scale = second
        elif scale in {"k", "M"} and not sign:
            scale, end = None, found.end("n")
        currency = _CURRENCY[sign] if sign else ""
        pesos = _PESOS.match(text, end) if lang == "es" else None
        if scale:
            number = _grouped(number, text, end, currency, lang)
        plain = not currency and not scale
        if plain and (_HOURS.match(text, end) or (number.isdigit() and len(number) < 2)):
            continue  # "20 h": an hour or hours, for the model to say
        if body := _body(number, scale, bool(currency), lang):
            kind, english, also = "number" if plain else "money", currency + body, ()
            if lang == "es" and (found["sign"] or "").strip() == "$":
                also = (f"{body} pesos",)
                if pesos:
                    end, english, also = pesos.end(), also[0], ()
            yield Span(found.start(), end, kind, english, also)


def _second(text: str, at: int, lang: str) -> tuple[str, str | None] | None:
    """Currency and scale of an amount that follows after "and", "or" or "to"."""
    joint = _JOINT.match(text, at)
    found = _AMOUNT[lang].match(text, joint.end()) if joint else None
    if found is None or not found["cur"]:
        return None
    return found["cur"], found["scale"]


def _grouped(number: str, text: str, end: int, sign: str, lang: str) -> str:
    """Write the comma that groups three digits as a point: "2,318" of "2,318 millones de pesos".

    Where the peso and the dollar are at home it is no decimal comma: nobody counts millions to the
    thousandth. ``end`` is where the amount ends in the text.
    """
    if lang != "es" or not _COMMA_GROUP.match(number):
        return number
    return number.replace(",", ".") if sign == "$" or _PESOS.match(text, end) else number


def _body(number: str, scale: str | None, money: bool, lang: str) -> str:
    if scale:
        return rendered(value_of(number), _SCALE[lang][scale])
    if lang == "es" and _COMMA_GROUP.search(number):
        return number  # Mexico writes 1,250 for a thousand and more
    if money and number.isdigit() and len(number) <= _MOST_DIGITS:
        return f"{int(number):,}"
    return english_number(number)


def written(text: str, lang: str) -> Iterator[Span]:
    """Numbers in words, as words where they are one: "quince", "vingt et un", "deux millions d'euros".

    Left to the model are "un" and "deux", round hundreds and thousands, and "neuf", which may be new.
    """
    for start, end, english in ordinals(text, lang):
        yield Span(start, end, "number", english)
    for found in numerals(text, lang):
        scale = _AFTER_WORDS[lang].match(text, found.end)
        if scale is None:
            if found.words > 1:
                yield Span(found.start, found.end, "number", f"{found.value:,}")
            elif 3 <= found.value < 100 and text[found.start : found.end].lower() != "neuf":
                yield Span(found.start, found.end, "number", english_words(found.value))
            continue
        value, end = with_half(found.value, text, scale.end(), lang)
        currency = _OF_CURRENCY.match(text, end)
        sign = _CURRENCY[currency[1]] if currency else ""
        body = rendered(value, _SCALE[lang][scale[1]])
        if body:
            kind = "money" if sign else "number"
            yield Span(found.start, currency.end() if currency else end, kind, sign + body)


def has_scale(text: str, at: int, lang: str) -> bool:
    """Say whether a word for a power of ten stands at a position: "trois | millions"."""
    return _AFTER_WORDS[lang].match(text, at) is not None


def approximate(text: str, lang: str) -> Iterator[Span]:
    """Collective numerals before a noun: "une trentaine de" -> "some 30"."""
    for found in _SOME[lang].finditer(text):
        yield Span(*found.span(), "number", f"some {_ABOUT[lang][found[1].lower()]}")


def percents(text: str) -> Iterator[Span]:
    """Percentages: "12,5 %", "44 por ciento"; the first of two has the sign too: "5 à 7 %"."""
    for found in _FIRST_PERCENT.finditer(text):
        yield Span(*found.span("n"), "percent", english_number(found["n"]) + "%")
    for found in _PERCENT.finditer(text):
        yield Span(*found.span(), "percent", english_number(found["n"]) + "%")
