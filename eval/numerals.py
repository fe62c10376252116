"""Which numbers a French or Spanish sentence shows: in digits, in words, in Roman numerals.

References hold figures of their own ("(300,948 sq mi)", "COVID-19" for "le coronavirus"): nobody can
translate what the source does not say, so those are not asked of a translation. Numbers are
compared by their significant digits, which no change of scale touches: "2.300 millones" and "2.3
billion" both show 23. Erring is on the side of asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from eval.figures import Figure

_FRENCH = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
    "cent": 100, "cents": 100, "mille": 1000, "un": 1, "une": 1, "zéro": 0, "second": 2,
    "seconde": 2, "demi": 5, "demie": 5, "moitié": 5, "double": 2, "triple": 3, "tiers": 3,
    "quart": 4, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "midi": 12, "minuit": 0,
}  # fmt: skip
_SPANISH = {
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21,
    "veintiún": 21, "veintiuna": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24,
    "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000, "un": 1, "una": 1, "uno": 1,
    "cero": 0, "ambos": 2, "ambas": 2, "doble": 2, "triple": 3, "medio": 5, "media": 5, "mitad": 5,
    "tercio": 3, "tercios": 3, "docena": 12, "quincena": 15, "decena": 10, "centenar": 100,
    "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4,
    "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "séptimo": 7, "séptima": 7, "octavo": 8,
    "octava": 8, "noveno": 9, "novena": 9, "décimo": 10, "décima": 10, "undécimo": 11, "undécima": 11,
    "duodécimo": 12, "duodécima": 12, "mediodía": 12,
    "quinientos": 500, "quinientas": 500, "setecientos": 700, "novecientos": 900,
}  # fmt: skip
_WORDS = {"fr": _FRENCH, "es": _SPANISH}
_LINKS = {"et", "y"}
_ROMAN = re.compile(r"(?<!\w)(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?:er|e|è|ème)?(?!\w)")
_DIGITS = re.compile("\\d+(?:[.,:/ \u00a0\u202f\u2009-]?\\d+)*")
_SIGN = r"(?:[€$£]|\b(?:euros?|EUR|d[oó]l+a(?:r|rs|res)|USD|pesos?|francs?|francos?|CHF|livres?|libras?)\b)"
_BEFORE_SIGN = (
    r"(?:\s?(?:k|M|Md|Mds|mil millones|mil|millones|millón|billones|billón|milliers?|millions?|"
    r"milliards?)\b)?\s?(?:de |d['’])?"
)
_PRICED = re.compile(rf"{_SIGN}\s?({_DIGITS.pattern})|({_DIGITS.pattern}){_BEFORE_SIGN}{_SIGN}")
_TOKEN = re.compile(r"[^\W\d_]+")
_ALWAYS = {"1", ""}  # one is an article in both languages; 0 and an empty key ask for nothing more


class Shown(NamedTuple):
    """Significant digits of every number that a source may be showing; of those with a currency."""

    numbers: frozenset[str]
    priced: frozenset[str]


def shown(text: str, lang: str) -> Shown:
    """Read the numbers of a source sentence."""
    found = {_significant(piece) for run in _DIGITS.findall(text) for piece in _pieces(run)}
    found |= {_significant(str(value)) for value in _spelled(text.lower(), lang)}
    found |= {_significant(str(_roman(m[0]))) for m in _ROMAN.finditer(text)} | _ALWAYS
    priced = {_significant(number) for pair in _PRICED.findall(text) for number in pair if number}
    return Shown(frozenset(found), frozenset(priced))


def backed(figure: Figure, source: Shown) -> bool:
    """Say whether a figure of the reference stands on a number that the source shows."""
    key, numbers = figure.key, source.numbers
    if key.endswith("s") or key.endswith("/0"):
        return True  # a decade or a month: the source has its own word for it
    if figure.kind == "date":
        return _significant(key.split("/")[1]) in numbers
    if figure.kind == "time":
        hour = int(key.split(":")[0])
        return any(_significant(str(h)) in numbers for h in (hour, hour % 12))
    half = key.endswith(".5") and "5" in numbers  # "deux ans et demi", "dos y medio"
    return half or _significant(key) in numbers


def without_currency(figure: Figure, source: Shown) -> tuple[str, ...]:
    """The bare number, where the source leaves the currency to be understood: "dont 3 millions"."""
    if figure.kind != "money" or _significant(figure.key) in source.priced:
        return ()
    return (re.sub(r"[^\d.-]", "", figure.key),)


def _significant(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


def _pieces(run: str) -> list[str]:
    """A run of digits as one number, and as each of the numbers that it may be made of."""
    return [run, *re.findall(r"\d+(?:[.,]\d+)*", run), *re.findall(r"\d+", run)]


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral if c in "IVX"]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _spelled(text: str, lang: str) -> Iterator[int]:
    """Values of number words, each by itself and runs of them together."""
    run: list[int] = []
    for word in [*_TOKEN.findall(text), ""]:
        value = _value(word, lang)
        if value is not None:
            yield value
            run.append(value)
        elif word not in _LINKS and run:
            yield _together(run)
            run = []


@cache
def _value(word: str, lang: str) -> int | None:
    """Value of one word: a number, its plural, a French ordinal, Spanish hundreds."""
    words = _WORDS[lang]
    if word in words or lang == "es" and not word.endswith(("cientos", "cientas")):
        return words.get(word, words.get(word.removesuffix("s")))
    if lang == "es":
        hundreds = words.get(word[:-7])
        return 100 * hundreds if hundreds else None
    stem = re.sub(r"ième(?:s|ment)?$", "", word)
    if stem == word:
        return words.get(word.removesuffix("s"))
    return words.get(
        stem, words.get(stem + "e", words.get(stem[:-1] + ("f" if stem[-1:] == "v" else "")))
    )


def _together(run: list[int]) -> int:
    """One number of a run of values: "quatre vingt dix sept", "dos mil quinientos"."""
    total = current = 0
    for value in run:
        if value == 1000:
            total, current = total + 1000 * max(current, 1), 0
        elif value == 100 or (value == 20 and current == 4):
            current = max(current, 1) * value
        else:
            current += value
    return total + current
