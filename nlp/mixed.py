"""Spanish numbers half in words, as Mexico's dailies and Chile's write them: "12 mil 400", "mil 240 millones"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.currencies import GAP
from nlp.numerals import Numeral, numerals


class Mixed(NamedTuple):
    """Characters `start:end` with thousands before "mil" and up to 999 behind; the figure that they are.

    `figure` is as Spain writes it, with the currency that stands before: "$12.400", "3.200,5".
    """

    start: int
    end: int
    figure: str


_SIGN = r"(?:(?:US\$|U\$S|USD|MX\$|RD\$|\$|€)[ \u00a0]?)?"
_HEAD = re.compile(rf"(?<![\w.,/$-])(?<!\d{GAP})({_SIGN})(\d{{1,3}}){GAP}$")
_REST = re.compile(
    rf"{GAP}(?P<rest>\d{{1,3}})(?:\.(?P<part>\d{{1,2}})(?={GAP}(?:mill|m{{1,2}}d[pd])))?"
    rf"(?![\w/:-]|[.,'’´]\d|{GAP}?[%º°]|{GAP}(?:por ciento|mil|\d|horas?|hrs?|h|años|[ap]\.?m)(?!\w))"
)
_YEAR = re.compile(rf"(?<!\w)(?:años?|[Ee]n|del?|desde|hasta){GAP}$")
_COUNTED = re.compile(
    rf"{GAP}(?!(?:más|menos|tras|los|las|sus|nos)(?!\w))[a-zà-ÿ]+s(?!\w)|{GAP}mdp"
)
"""What a thousand without a figure before it must count: "mil 500 pesos", not "por mil 240"."""
_MILLIONS = re.compile(
    rf"(?<![\w.,/$-])(?<!\d{GAP})(?<!mil{GAP})(?P<sign>{_SIGN})"
    rf"(?:(?P<thousands>\d{{1,3}})(?:{GAP}mil{GAP}|\.(?=\d{{3}})))?(?P<millions>\d{{1,3}}){GAP}mill(?:ón|ones){GAP}(?:con{GAP})?"
    rf"(?P<mil>\d{{1,3}}){GAP}mil(?!\w|{GAP}?\d|{GAP}mill)(?={GAP}(?:de{GAP})?[a-zà-ÿ]+s(?!\w))"
)
"""Millions and the thousands behind them, which are one sum: "2 mil 450 millones 300 mil pesos"."""
_SHARE = re.compile(rf"(?<!\w)(?:por|cada|[\d%]+){GAP}$")
_MONEY = re.compile(rf"{GAP}(?:mill(?:ón|ones)|pesos|dólares|euros|mdp)(?!\w)")


def mixed(text: str, lang: str) -> Iterator[Mixed]:
    """Such numbers in a sentence; in French there are none."""
    if lang != "es" or "mil" not in text.lower():
        return
    sums = list(_MILLIONS.finditer(text))
    yield from map(_sum, sums)
    for thousands in numerals(text, lang):
        if any(found.start() <= thousands.start < found.end() for found in sums):
            continue
        rest = _REST.match(text, thousands.end)
        if rest is None or text[thousands.end - 3 : thousands.end].lower() != "mil":
            continue
        head = (
            _HEAD.search(text, max(0, thousands.start - 12), thousands.start)
            if thousands.words == 1
            else None
        )
        if head:
            yield _figure(head.start(), rest, head[1], int(head[2]))
        elif thousands.value < 10**6 and _counts(text, thousands, rest):
            yield _figure(thousands.start, rest, "", thousands.value // 1000)


def _sum(found: re.Match[str]) -> Mixed:
    whole = found["millions"]
    if found["thousands"]:
        whole = f"{found['thousands']}.{int(whole):03}"
    part = f"{int(found['mil']):03}".rstrip("0")
    figure = f"{found['sign']}{whole}{',' * bool(part)}{part} millones"
    return Mixed(found.start(), found.end(), figure)


def _counts(text: str, thousands: Numeral, rest: re.Match[str]) -> bool:
    """Whether thousands in words and the figure behind are one number: no "dos mil 25" of years."""
    before = text[max(0, thousands.start - 8) : thousands.start]
    if _MONEY.match(text, rest.end()):
        return not re.search(r"\d[ \u00a0]$", before)
    if _SHARE.search(before) or (thousands.value == 2000 and _YEAR.search(before)):
        return False
    return thousands.words > 1 or _COUNTED.match(text, rest.end()) is not None


def _figure(start: int, rest: re.Match[str], sign: str, thousands: int) -> Mixed:
    part = f",{rest['part']}" if rest["part"] else ""
    return Mixed(start, rest.end(), f"{sign}{thousands}.{int(rest['rest']):03}{part}")
