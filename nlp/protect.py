"""Spans of a sentence that must survive translation: found, masked, and put back in English.

`mask` replaces figures, dates, addresses, codes and names by reserved symbols (single pieces of
the translation vocabulary) and keeps the English rendering of each; `unmask` puts them back. The
renderings are deterministic ("3,5 M€" -> "€3.5 million"), so what can be computed is not left to a
model. Training uses the same code, on pairs whose English holds the rendering literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

SYMBOLS = tuple(f"⟦{i}⟧" for i in range(1, 13))
"""Placeholders; one piece each in the vocabulary."""
RESERVED = ("⟦t⟧", "⟦=⟧", "⟦/t⟧", "⟦fr⟧", "⟦es⟧", "⟦a⟧", "⟦b⟧", "⟦c⟧")
"""Further single pieces, unused so far: room for term annotations and tags."""
_SYMBOL = re.compile("|".join(map(re.escape, (*SYMBOLS, *RESERVED))))


class Span(NamedTuple):
    """Characters `start:end` of a sentence, what they are, and their English."""

    start: int
    end: int
    kind: str  # url, email, tag, money, percent, date, time, number, code, name
    english: str


class Masked(NamedTuple):
    """A sentence with symbols in place of spans, and what each symbol stands for."""

    text: str
    english: dict[str, str]


_GAP = "[ \u00a0\u202f\u2009]"
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_ENGLISH_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?|\d+\.\d{{1,2}})"
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
        rf"(?<![\w.,])(?P<sign>(?:US\$|[€$£]){_GAP}?)?(?P<n>{_NUMBER})"
        rf"(?:{_GAP}?(?P<scale>{scale})(?!\w))?"
        rf"(?:{_GAP}?(?:{of})?(?P<cur>{currency})(?!\w))?"
    )


_AMOUNT = {lang: _amount(lang) for lang in _SCALE}
_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<n>{_NUMBER})(?:{_GAP}?%|{_GAP}(?:pour cent|por ciento)(?!\w))"
)
_DATE = {
    "fr": re.compile(
        rf"(?<!\w)(?P<day>[12]?\d|3[01])(?:er)?{_GAP}(?P<month>{_MONTHS['fr'].replace(' ', '|')})"
        rf"(?:{_GAP}(?P<year>\d{{4}}))?(?!\w)"
    ),
    "es": re.compile(
        rf"(?<!\w)(?P<day>[12]?\d|3[01])[º°]?{_GAP}de{_GAP}"
        rf"(?P<month>{_MONTHS['es'].replace(' ', '|')})"
        rf"(?:{_GAP}del?{_GAP}(?P<year>\d{{4}}))?(?!\w)"
    ),
}
_HOURS = re.compile(rf"{_GAP}?(?:h|heures?|horas?)(?!\w)")
_RANGE = re.compile(rf"\d(?:er)?{_GAP}(?:au|et|al|y|a|-)(?:{_GAP}(?:le|el))?{_GAP}$")
_TIME = re.compile(
    rf"(?<![\w.,:])(?P<h>1?\d|2[0-3])(?:{_GAP}?[hH:]{_GAP}?(?P<m>[0-5]\d)(?:{_GAP}(?:horas|h))?"
    rf"|\.(?P<n>[0-5]\d){_GAP}(?:horas|h))(?![\w:])"
)
_HOUR = re.compile(
    rf"(?:(?<!\w)(?:à|vers|dès|avant|après|las)){_GAP}(?P<h>1?\d|2[0-3]){_GAP}?(?:h|heures|horas)"
    rf"(?!\w|{_GAP}?\d)"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»\"“”]{0,2000}[^\s<>«»\"“”.,;:!?)\]'’]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DOMAIN = re.compile(
    r"(?<![\w.@])(?:[a-z0-9-]+\.)+(?:com|org|net|fr|es|eu|io|gouv|gob|mx|ar|co|be|ch)"
    r"(?:/[\w./-]*\w)?(?![\w-])"
)
_LONG = re.compile(r"\S{80,}")  # no word is so long: passed through untouched
_TAG = re.compile(r"(?<!\w)[#@]\w+")
_CODE = re.compile(
    r"(?<![\w.,])(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]\w*(?:[./-]\w+)*"
    r"|(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}(?!\w)|(?<![\w.,-])\d+(?:[-/]\d+)+(?![\w-])"
)
_NOT_CODE = re.compile(
    r"\d+(?:er|ère|re|e|è|ème|nd|nde|º|ª|o|a|h|s|min|km|m|cm|mm|kg|g|mg|ml|l)|.*\dh\d*|\d+-\D+|"
    r"\D+-\d{1,2}ans",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![\w.@#/-])(?:(?:[LlDdJjNnSsCcMmTt]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’])?"
    r"(?P<name>(?:[a-z]-?)?[A-ZÀ-ÖØ-Ý][\w-]*\w(?:[ \u00a0](?:[a-z]-?)?[A-ZÀ-ÖØ-Ý][\w-]*\w)*)"
)


def value_of(number: str) -> Decimal:
    """Read a French or Spanish figure: "1 250 000", "2.300", "3,5"."""
    if _POINT.search(number):
        return Decimal(number)
    digits = re.sub(rf"{_GAP}|\.", "", number)
    return Decimal(digits.replace(",", "."))


def english_number(number: str) -> str:
    """Write a French or Spanish figure the English way, its decimals kept: "12.500,50".

    Digits that were not grouped stay so: years, codes, "ISO 15189".
    """
    if _POINT.search(number):
        return number
    grouped = any(c in number for c in " .\u00a0\u202f\u2009")
    whole, _, decimals = number.partition(",")
    whole = re.sub(rf"{_GAP}|\.", "", whole)
    if len(whole) > _MOST_DIGITS:
        return number
    if grouped:
        whole = f"{int(whole):,}"
    return f"{whole}.{decimals}" if decimals else whole


def _with_scale(number: str, power: int) -> str:
    """Render a figure with a power of ten as the house style wants it."""
    value = value_of(number)
    while power >= 6 and value >= 1000 and power < 12:
        value, power = value / 1000, power + 3
    if power == 3:
        return f"{int(value * 1000):,}" if value * 1000 == int(value * 1000) else ""
    return f"{value.normalize():f}{_WORDS[power]}"


def _amounts(text: str, lang: str) -> Iterator[Span]:
    for found in _AMOUNT[lang].finditer(text):
        number, scale = found["n"], found["scale"]
        if len(number) > 2 * _MOST_DIGITS:
            continue
        currency = (
            _CURRENCY[(found["sign"] or found["cur"] or "").strip()]
            if (found["sign"] or found["cur"])
            else ""
        )
        if scale in {"k", "M"} and not currency:
            scale, end = None, found.end("n")
        else:
            end = found.end()
        body = _with_scale(number, _SCALE[lang][scale]) if scale else english_number(number)
        if lang == "es" and not scale and _COMMA_GROUP.search(number):
            body = number  # Mexico writes 1,250 for a thousand and more
        elif currency and number.isdigit() and not scale and len(number) <= _MOST_DIGITS:
            body = f"{int(number):,}"
        plain = not currency and not scale
        if plain and _HOURS.match(text, found.end()):
            continue  # "20 h": an hour or hours, for the model to say
        if not body or (plain and number.isdigit() and len(number) < 2):
            continue
        yield Span(found.start(), end, "number" if plain else "money", currency + body)


def _dates(text: str, lang: str) -> Iterator[Span]:
    months = _MONTHS[lang].split()
    for found in _DATE[lang].finditer(text):
        day, month = int(found["day"]), _ENGLISH_MONTHS[months.index(found["month"])]
        if day and not _RANGE.search(text[max(0, found.start() - 12) : found.start()]):
            year = f", {found['year']}" if found["year"] else ""
            yield Span(*found.span(), "date", f"{month} {day}{year}")


def _times(text: str) -> Iterator[Span]:
    for found in _HOUR.finditer(text):
        hour = int(found["h"])
        clock = "noon" if hour == 12 else f"{(hour - 1) % 12 + 1} {'a.m.' if hour < 12 else 'p.m.'}"
        yield Span(found.start("h"), found.end(), "time", clock)
    for found in _TIME.finditer(text):
        hour, minutes = int(found["h"]), found["m"] or found["n"]
        half = "a.m." if hour < 12 else "p.m."
        clock = f"{(hour - 1) % 12 + 1}" + ("" if minutes == "00" else f":{minutes}")
        yield Span(*found.span(), "time", f"{clock} {half}")


def _plain(pattern: re.Pattern[str], kind: str, text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield Span(*found.span(), kind, found[0])


_TITLES = {"Me", "Mme", "Mlle", "MM", "Dr", "Dre", "Pr", "Sr", "Sra", "Dra", "Unas", "Unos"}
NameIn = Callable[[str, bool], str]


class NameFilter:
    """Decides which runs of capitalised words are names that English keeps as they are.

    A word is kept if it is rare (two pieces or more in the model's vocabulary, its lower-case form
    too) and if the training data never showed it translated (`names.json` of the model: words
    with a capital inside a sentence that the English side mostly did not repeat).
    """

    FILE = "names.json"

    def __init__(self, translated: dict[str, frozenset[str]], count: Callable[[str], int]) -> None:
        self._translated, self._count = translated, count

    @classmethod
    def load(cls, checkpoint: Checkpoint, count: Callable[[str], int]) -> NameFilter:
        """Read the model's list; a model without one has no name masked."""
        if not (checkpoint.path / cls.FILE).exists():
            return cls({}, count)
        listed = checkpoint.load_json(cls.FILE)
        return cls({lang: frozenset(words) for lang, words in listed.items()}, count)

    def for_language(self, lang: str) -> NameIn | None:
        """The test for one language, or None where the model has no list for it."""
        translated = self._translated.get(lang)
        if translated is None:
            return None
        return lambda run, first: self._name_in(run, first, translated)

    def _name_in(self, run: str, first: bool, translated: frozenset[str]) -> str:
        """The end of a run that is a name; words before it that English translates are left out.

        The word that opens a sentence may be an ordinary one: it counts only if it has a capital
        inside, or if it is rare and another capital follows.
        """
        words = re.split("[ \u00a0]", run)
        if first and not words[0].isupper() and self._count(words[0].lower()) <= 2:
            del words[0]
        elif first and len(words) == 1 and words[0][1:].islower():
            return ""
        while words and (words[0] in translated or words[0] in _TITLES):
            del words[0]
        if not any(self._rare(word) and word not in translated for word in words):
            return ""
        return run[len(run) - len(" ".join(words)) :]

    def _rare(self, word: str) -> bool:
        if word.isupper():
            return self._count(word) > 2
        return self._count(word) > 2 and self._count(word.lower()) > 2  # with the end of sentence


def _names(text: str, name_in: NameIn) -> Iterator[Span]:
    for found in _NAME.finditer(text):
        end = found.end("name")
        if name := name_in(found["name"], not text[: found.start("name")].strip(" \"'“«¿¡(")):
            yield Span(end - len(name), end, "name", name)


def find_spans(text: str, lang: str, name_in: NameIn | None = None) -> list[Span]:
    """Find what must survive translation, left to right, never overlapping.

    Args:
        text: one sentence.
        lang: "fr" or "es".
        name_in: gives the end of a run of capitalised words that is a name to be copied, or "";
            it is told whether the run opens the sentence. None leaves names alone.
    """
    whole = [*_plain(_URL, "url", text), *_plain(_LONG, "code", text)]
    text = _LONG.sub(lambda run: " " * len(run[0]), text)  # keeps the patterns below fast
    candidates: list[Iterable[Span]] = [
        whole,
        _plain(_EMAIL, "email", text),
        _plain(_DOMAIN, "url", text),
        _plain(_TAG, "tag", text),
        _dates(text, lang),
        _times(text),
        (Span(*f.span(), "percent", english_number(f["n"]) + "%") for f in _PERCENT.finditer(text)),
        (s for s in _plain(_CODE, "code", text) if not _NOT_CODE.fullmatch(s.english)),
        _amounts(text, lang),
    ]
    if name_in is not None:
        candidates.append(_names(text, name_in))
    taken: list[Span] = []
    for spans in candidates:
        for span in spans:
            if all(span.end <= other.start or other.end <= span.start for other in taken):
                taken.append(span)
    return sorted(taken)


def mask(text: str, spans: list[Span], symbols: tuple[str, ...] = SYMBOLS) -> Masked:
    """Replace the first `len(symbols)` spans by symbols, in order."""
    parts, english, at = [], {}, 0
    for span, symbol in zip(spans, symbols, strict=False):
        parts += [text[at : span.start], symbol]
        english[symbol] = span.english
        at = span.end
    return Masked("".join(parts) + text[at:], english)


def unmask(text: str, english: dict[str, str]) -> str:
    """Put the English of every symbol back; symbols that stand for nothing disappear."""
    return _SYMBOL.sub(lambda found: english.get(found[0], ""), text)
