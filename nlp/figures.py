"""Figures of French and Spanish text and their English: amounts, percentages, numbers in words.

Everything here is deterministic, after the house style: "3,5 M€" -> "€3.5 million", "2.300
millones" -> "2.3 billion", "5 à 7 %" -> "5%" and "7%". Dates are in :mod:`nlp.dates`, times in
:mod:`nlp.times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from nlp.calendar import YEAR, is_year
from nlp.currencies import (
    AFTER,
    GAP,
    OF,
    POINT_DECIMALS,
    SCALES,
    SIGNS,
    alternatives,
    amount,
    read,
    terms_of,
    with_sign,
)
from nlp.mixed import Mixed, mixed
from nlp.numerals import Numeral, english_words, numerals, ordinals, with_half
from nlp.patterns import late


class Span(NamedTuple):
    """Characters `start:end` of a sentence, what they are, their English, and what is as good."""

    start: int
    end: int
    kind: str  # url, email, tag, money, percent, date, time, number, code, name, term, gloss, quote
    english: str
    also: tuple[str, ...] = ()


def _number(lang: str, most: str = "") -> str:
    """A figure as each language writes it, with at most so many further groups of digits."""
    number = (
        rf"(?:\d{{1,3}}(?:['’´]\d{{3}}){{2,{most}}}(?:[.,]\d{{1,2}})?|"
        r"\d{1,3}['’´]\d{3}[.,]\d{3}(?:[.,]\d{1,2})?|"
        rf"\d{{1,3}}['’´]\d{{1,2}}(?={GAP}?(?:millón|millones|€|M€|euros|%))|"
        r"\d{1,3}(?:,\d{3})+\.\d{1,3}|\d{1,3}(?:,\d{3}){2,}|"
        rf"(?:[1-9]\d{{0,2}}(?:{GAP}\d{{3}}){{1,{most}}}|\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?|\d+\.\d{{1,2}})"
        r"(?![.,]?\d)"
    )
    if lang == "es":
        return number  # Switzerland groups by an apostrophe; in Spanish "1'250" may be a decimal
    swiss = rf"\d{{1,3}}(?:['’´]\d{{3}}){{1,{most}}}(?:[.,]\d{{1,2}})?(?![.,]?\d|['’´]\d)"
    return rf"(?:{swiss}|{number})"


NUMBER = _number("es", "5")
BOUNDED = {lang: _number(lang, "5") for lang in ("fr", "es")}
"""Those of a pattern that needs something behind them: an endless run is not read again from each group."""
NUMBERS = {lang: _number(lang) for lang in ("fr", "es")}
"""A figure as each language writes it."""
_MOST_BEHIND = 60  # characters: a scale, a currency, what is paid per
_MOST_DIGITS = 15  # beyond that it is no amount
_COMMA_GROUP = late(r"^\d{1,3},\d{3}$")
_COMMA_GROUPS = late(r"^\d{1,3}(?:,\d{3}){2,}$|^\d{1,3}(?:,\d{3})+\.\d{1,3}$")  # one reading
_POINT = late(r"^\d+\.\d{1,2}$")  # a decimal point: Mexico, versions
_MILLIONS = late(r"(\d{1,3})['’´](\d{3})[.,](\d{3})(?:[.,](\d{1,2}))?")
_SWISS = late(r"\d{1,3}(?:['’´]\d{3})+(?:[.,]\d{1,2})?")
_WORDS = {0: "", 3: " thousand", 6: " million", 9: " billion", 12: " trillion"}
_AMOUNT = {lang: amount(lang, NUMBERS[lang]) for lang in SCALES}
_JOINT = late(rf"{GAP}(?:et|ou|à|y|e|o|u|a){GAP}")
_AFTER_WORDS = {
    lang: late(rf"{GAP}({alternatives(s for s in scale if len(s) > 4)})(?!\w)")
    for lang, scale in SCALES.items()
}
_PESOS = late(rf"{GAP}(?:de )?pesos(?!\w)")
_OF_CURRENCY = {lang: late(rf"{GAP}(?:{of})?({AFTER})(?!\w)") for lang, of in OF.items()}
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
_MANY = {
    "fr": {**SCALES["fr"], "M€": 6, "k€": 3, "K€": 3, "Md€": 9, "Mds€": 9},
    "es": {**{"miles": 3, "miles de millones": 9}, **SCALES["es"], "M€": 6},
}
_SOME = {
    lang: late(
        rf"(?<!\w){one} (?P<n>{alternatives(_ABOUT[lang])}) {of}"
        rf"(?:(?:{GAP}|(?<=de ))?(?P<scale>{alternatives(w for w in _MANY[lang] if len(w) > 1)})(?!\w)"
        rf"(?:{GAP}(?:{OF[lang]})?(?P<cur>{AFTER}|pesos)(?!\w)|{GAP}(?:d['’]|de(?= ))|))?"
    )
    for lang, one, of in (("fr", "[Uu]ne", "d(?:e(?= )|['’])"), ("es", "[Uu]na?", "de(?= )"))
}
_PERCENT = {
    lang: late(
        rf"(?<![\w.,])(?P<n>{number})(?:{GAP}?%|{GAP}(?:pour cent|por ciento)(?!\w))"
        rf"|(?<![\w.,])(?P<first>{number})(?={GAP}(?:à|et|ou|a|y|o|u){GAP}{number}{GAP}?%)"
    )
    for lang, number in ((lang, _number(lang, "4")) for lang in NUMBERS)
}
"""Where no sign follows, a number without end would be read again from each of its groups."""
_HOURS = late(rf"{GAP}?(?:h|heures?|horas?)(?!\w)")


def _without_apostrophe(number: str) -> str:
    """Switzerland groups by an apostrophe, "1'250'000.50"; Peru and Colombia set millions apart by it,
    "1'250,000.50"; Spain's is decimal, "3'5"."""
    if _SWISS.fullmatch(number):
        return re.sub("['’´]", "\u00a0", number.replace(".", ","))
    if found := _MILLIONS.fullmatch(number):
        return ",".join(found.groups()[:3]) + (f".{found[4]}" if found[4] else "")
    return re.sub("['’´]", ",", number)


def value_of(number: str) -> Decimal:
    """Read a French or Spanish figure: "1 250 000", "2.300", "3,5", Mexican "12,500.75"."""
    number = _without_apostrophe(number)
    if _POINT.search(number) or _COMMA_GROUPS.search(number):
        return Decimal(number.replace(",", ""))
    digits = re.sub(rf"{GAP}|\.", "", number)
    return Decimal(digits.replace(",", "."))


def english_number(number: str) -> str:
    """Write a French or Spanish figure the English way, its decimals kept: "12.500,50".

    Digits that were not grouped stay so: years, codes, "ISO 15189".
    """
    number = _without_apostrophe(number)
    if _POINT.search(number) or _COMMA_GROUPS.search(number):
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
        power, sign = read(found, lang)
        end = _end(found, power)
        number = _grouped(found["n"], text, end, sign, lang) if power else found["n"]
        yield Amount(found.start(), end, number, power, sign)


def _end(found: re.Match[str], power: int) -> int:
    """Where an amount ends: before a scale that counts none."""
    return found.end("n") if found["scale"] and not power else found.end()


def amounts(text: str, lang: str) -> Iterator[Span]:
    """Numbers of two digits or more, with their power of ten, currency, tax and what they are paid per.

    The first of two amounts takes scale and currency from the second: "60.000 y 30.000 euros". A plain
    "$" may be the sign of the peso: its `also` says so, and "$200 pesos" does; that of other dollars has
    the sign they need beside pesos. "3 mil 200 millones" is one number.
    """
    spans = [_of_mixed(text, one, lang) for one in mixed(text, lang)]
    taken = bytearray(len(text) if spans else 0)
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    yield from spans
    yield from (s for s in _amounts(text, lang) if not any(taken[s.start : s.end]))


def _of_mixed(text: str, one: Mixed, lang: str) -> Span:
    """The amount that a number half in words is, with what stands behind it."""
    read = next(_amounts(one.figure + text[one.end : one.end + _MOST_BEHIND], lang))
    end = one.end + max(0, read.end - len(one.figure))
    return read._replace(start=one.start, end=end)


def _amounts(text: str, lang: str) -> Iterator[Span]:
    for found in _AMOUNT[lang].finditer(text):
        number = found["n"]
        if len(number) > 2 * _MOST_DIGITS:
            continue
        power, sign = read(found, lang)
        end = _end(found, power)
        if not sign and not power and (second := _second(text, found.start(), end, lang)):
            power, sign = second
        pesos = _PESOS.match(text, end) if lang == "es" else None
        if power:
            number = _grouped(number, text, end, sign, lang)
        plain = not sign and not power
        after, beside = terms_of(text, pesos.end() if pesos else end, lang, bool(sign or pesos))
        if (
            plain
            and not beside
            and (_HOURS.match(text, end) or number.isdigit() and len(number) < 2)
        ):
            continue  # "20 h": an hour or hours, for the model to say
        if not (body := _body(number, power, bool(sign), lang)):
            continue
        english, also = with_sign(sign, body) + beside, ()
        if lang == "es" and sign == "$":
            also = _other_sign((found["sign"] or "").strip(), body, beside)
        if pesos and (also or beside):
            end, english, also = pesos.end(), f"{body} pesos{beside}", ()
        kind = "number" if plain else "money"
        yield Span(found.start(), after if beside else end, kind, english, also)


def _other_sign(sign: str, body: str, beside: str) -> tuple[str]:
    """What a Spanish amount with "$" in English is in an article where the plain sign is the peso's."""
    return (f"{body} pesos{beside}" if sign == "$" else f"US${body}{beside}",)


def money(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Those of the amounts that are money, or per something: no codes, for all their letters ("150K€")."""
    for span in found:
        clear = text[span.start - 1 : span.start] not in ("-", "/")
        if clear and (span.kind == "money" or "/" in text[span.start : span.end]):
            yield span


def _second(text: str, start: int, at: int, lang: str) -> tuple[int, str] | None:
    """Scale and currency of an amount that follows after "and", "or" or "to"; a year takes none."""
    joint = _JOINT.match(text, at)
    found = _AMOUNT[lang].match(text, joint.end()) if joint else None
    if not found or not (found["cur"] or found["joint"]) or is_year(text, start, at):
        return None
    power, sign = read(found, lang)
    if power and YEAR.fullmatch(text, start, at) and value_of(found["n"]) < 1900:
        return None  # "le budget 2024 et 5 millions d'euros": nobody counts 2,024 million up to 5
    return power, sign


def _grouped(number: str, text: str, end: int, sign: str, lang: str) -> str:
    """Write the comma that groups three digits as a point: "2,318" of "2,318 millones de pesos".

    Where the peso and the dollar are at home it is no decimal comma: nobody counts millions to the
    thousandth. ``end`` is where the amount ends in the text.
    """
    if lang != "es" or not _COMMA_GROUP.match(number):
        return number
    return number.replace(",", ".") if sign in POINT_DECIMALS or _PESOS.match(text, end) else number


def _body(number: str, power: int, money: bool, lang: str) -> str:
    if power:
        return rendered(value_of(number), power)
    if lang == "es" and _COMMA_GROUP.search(number):
        return number  # Mexico writes 1,250 for a thousand and more
    if money and number.isdigit() and len(number) <= _MOST_DIGITS:
        return f"{int(number):,}"
    return english_number(number)


def written(text: str, lang: str) -> Iterator[Span]:
    """Numbers in words, as words where they are one: "quince", "vingt et un", "deux millions d'euros".

    Left to the model are "un" and "deux", round hundreds and thousands, and "neuf", which may be new. With a
    currency behind them all but one are money: "dix euros" is "€10".
    """
    for start, end, english in ordinals(text, lang):
        yield Span(start, end, "number", english)
    for found in numerals(text, lang):
        scale = _AFTER_WORDS[lang].match(text, found.end)
        if scale is None:
            paid = _OF_CURRENCY[lang].match(text, found.end) if found.value > 1 else None
            if paid:
                yield _paid(found, paid, lang)
            elif found.words > 1:
                yield Span(found.start, found.end, "number", f"{found.value:,}")
            elif 3 <= found.value < 100 and text[found.start : found.end].lower() != "neuf":
                yield Span(found.start, found.end, "number", english_words(found.value))
            continue
        value, end = with_half(found.value, text, scale.end())
        currency = _OF_CURRENCY[lang].match(text, end)
        sign = SIGNS[currency[1]] if currency else ""
        body = rendered(value, SCALES[lang][scale[1]])
        if body:
            kind = "money" if sign else "number"
            yield Span(
                found.start, currency.end() if currency else end, kind, with_sign(sign, body)
            )


def _paid(found: Numeral, currency: re.Match[str], lang: str) -> Span:
    """A number in words with its currency; Spanish dollars say whose they are where "$" is the peso's."""
    sign, body = SIGNS[currency[1]], f"{found.value:,}"
    also = _other_sign(currency[1], body, "") if lang == "es" and sign == "$" else ()
    return Span(found.start, currency.end(), "money", with_sign(sign, body), also)


def has_scale(text: str, at: int, lang: str) -> bool:
    """Say whether a word for a power of ten stands at a position: "trois | millions"."""
    return _AFTER_WORDS[lang].match(text, at) is not None


def approximate(text: str, lang: str) -> Iterator[Span]:
    """Collective numerals before a noun or a scale: "une centaine de millions d'euros" -> "some €100 million"."""
    for found in _SOME[lang].finditer(text):
        value, scale, currency = _ABOUT[lang][found["n"].lower()], found["scale"], found["cur"]
        body, sign = str(value), SIGNS.get(currency or "", " pesos" if currency else "")
        if scale:
            body = rendered(Decimal(value), _MANY[lang][scale])
            sign = "€" if scale.endswith("€") else sign
        yield Span(*found.span(), "money" if sign else "number", f"some {with_sign(sign, body)}")


def percents(text: str, lang: str) -> Iterator[Span]:
    """Percentages: "12,5 %", "44 por ciento"; the first of two has the sign too: "5 à 7 %"."""
    for found in _PERCENT[lang].finditer(text):
        if found["first"] and is_year(text, *found.span("first")):
            continue  # "12 % en 2023 à 15 %"
        yield Span(*found.span(), "percent", english_number(found["n"] or found["first"]) + "%")
