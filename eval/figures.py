"""The figures of English text in one normal form, so that rewording is no loss and errors are.

"€3.5 million" and "3.5 million euros" have the same key, as have "three" and "3", "12,500" and
"12 500", "14 March" and "March 14th", "2:30 p.m." and "14:30", "the eighties" and "the 1980s", "2 to
3%" and "2% to 3%". What an English reader would misread keeps a key of its own: "3,5", "12.500".
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from eval.spelled import digits

KINDS = ("number", "money", "percent", "date", "time")


class Figure(NamedTuple):
    """What a figure is (of `KINDS`) and its normal form; equal keys mean the same."""

    kind: str
    key: str


class _Amount(NamedTuple):
    """A number on its way: where it stands, its digits, and the scale and unit beside it."""

    start: int
    end: int
    number: str
    scale: int
    unit: str


_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH = (
    r"(?P<month{0}>(?:(?i:January|February|April|June|July|August|September|October|November|"
    r"December)|M(?:arch|ARCH|ay|AY))(?!\w)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:]\d|\s?%)"
_DAYS = rf"{_DAY}(?:(?:, | ?[-–] ?| to | and | or ){_DAY})*"
_CURRENCIES = {
    "€": "€", "eur": "€", "euro": "€", "£": "£", "gbp": "£", "pound": "£", "¥": "¥", "yen": "¥",
    "$": "$", "usd": "$", "dollar": "$", "peso": "peso", "franc": "franc", "chf": "franc",
}  # fmt: skip
_SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "mn": 6, "bn": 9, "k": 3, "m": 6, "b": 9,
}  # fmt: skip
_GROUPED = "\\d{1,3}(?:[, \u00a0\u202f\u2009]\\d{3})+(?!\\d)(?:\\.\\d+)?"
_SIGN = r"(?:(?:US|AU|CA|NZ|A|C)?[$€£¥]|(?:EUR|USD|GBP|CHF)(?= ?\d)) ?"
_UNIT = (
    r"\s?%|[ -]?(?:per ?cent|percentage points?|pct)(?!\w)|\s?(?:US)?[€$£¥]|\s?(?:EUR|USD|GBP|CHF)\b"
    r"|[ -](?:of )?(?:US |U\.S\. |American )?(?:euros?|dollars?|pounds?|pesos?|francs?|yens?)(?!\w)"
)
_AMOUNT = (
    rf"(?P<sign>{_SIGN})?(?P<minus>(?<![\w)\]%.,–-])[-−])?(?P<number>{_GROUPED}|\d+(?:\.\d+)?)"
    r"(?:st|nd|rd|th)?"
    r"(?P<scale>(?:[ -]?(?:thousand|million|billion|trillion|bn|mn)(?!\w))+"
    rf"|(?:k|K)(?!\w)|(?(sign) ?[MmB](?!\w)| ?[MmB](?=[€$£])))?(?P<unit>{_UNIT})?"
)
_ANY = re.compile(
    r"(?P<opaque>\d+(?:[.:]\d+){2,}|\d+,\d{1,2}(?![\d,]))"
    r"|(?<!\w)(?:19|['’])?(?P<decade>\d0)['’]?s(?!\w)|(?P<century>(?:1[0-8]|20)\d0)['’]?s(?!\w)"
    r"|(?<!\d)(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?\s?(?P<half>[apAP])\.?[mM]\b\.?"
    r"|(?<!\d)(?P<hour24>[01]?\d|2[0-4])(?::| ?h ?)(?P<minute24>[0-5]\d)(?!\w)"
    r"|(?<!\d)(?P<oclock>1?\d) o['’]clock|(?<!\w)(?P<noon>[Nn]oon|[Mm]idnight)(?!\w)"
    rf"|(?<![\w.,$€£])(?P<days>{_DAYS}) (?:of )?{_MONTH.format(1)}"
    rf"|(?<!\w){_MONTH.format(2)} (?:the )?(?P<days2>{_DAYS})"
    rf"|(?<!\w){_MONTH.format(3)}(?=,? (?:of |in )?\d{{4}}(?!\d))"
    rf"|{_AMOUNT}"
)
_REWORDED = (
    (re.compile(r"(?<!\w)([ck]?m)[23](?!\w)"), r"\1"),  # square and cubic metres
    (re.compile(r"(?<!\w)minus (?=\d)"), "-"),
    (re.compile(r"(?<=\d)-(?=\d)"), "–"),  # a range, never a sign
    (re.compile(r"(?<=\d)(?: o['’]clock)? in the morning"), " a.m."),
    (re.compile(r"(?<=\d)(?: o['’]clock)? (?:in the (?:afternoon|evening)|at night)"), " p.m."),
)
_RANGE = re.compile(r"\s?(?:-|–|to|or)\s?")
_IMPLIED = {
    "one": "1", "single": "1", "once": "1", "first": "1", "sole": "1",
    "both": "2", "twice": "2", "double": "2", "doubled": "2", "second": "2", "couple": "2",
    "pair": "2", "triple": "3", "tripled": "3", "threefold": "3", "trio": "3", "dozen": "12",
    "dozens": "12", "half": "50%", "quarter": "25%",
}  # fmt: skip


def figures(text: str) -> list[Figure]:
    """Every figure of an English text, left to right, in normal form."""
    text = digits(html.unescape(text))
    for pattern, plain in _REWORDED:
        text = pattern.sub(plain, text)
    found: list[Figure | _Amount] = []
    for match in _ANY.finditer(text):
        found += [_amount(match)] if match["number"] else _special(match)
    return [f if isinstance(f, Figure) else _figure(f) for f in _ranges(found, text)]


def implied(text: str) -> set[str]:
    """Keys that words of a text may stand for ("both": 2), without being counted as figures."""
    return {_IMPLIED[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _IMPLIED}


def compare(
    reference: str, output: str, as_good: Callable[[Figure], Sequence[str]] = lambda _: ()
) -> tuple[list[tuple[Figure, bool]], list[Figure]]:
    """Each figure of a reference and whether the output has it; what the output has beyond them.

    A figure counts once for each occurrence. Words that may stand for a number (`implied`) make up
    for one that is missing; `as_good` gives further keys that will do for a figure.
    """
    have = figures(output)
    loose = implied(output)
    judged = []
    for figure in figures(reference):
        keys = (figure.key, *as_good(figure))
        same = next((f for key in keys for f in have if f.key == key), None)
        if same:
            have.remove(same)
        judged.append((figure, same is not None or figure.key in loose))
    return judged, have


def _special(match: re.Match[str]) -> Iterator[Figure]:
    """Codes, decades, times and dates: what is more than a number with a unit."""
    if opaque := match["opaque"]:
        yield Figure("number", opaque)
    elif decade := match["decade"] or match["century"]:
        yield Figure("date", f"{decade}s")
    elif month := match["month1"] or match["month2"] or match["month3"]:
        number = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(month.lower()[:3]))
        days = re.findall(r"\d+", match["days"] or match["days2"] or "")
        yield from (Figure("date", f"{number}/{int(day)}") for day in days or [0])
    else:
        yield Figure("time", _clock(match))


def _clock(match: re.Match[str]) -> str:
    """A time of day on the clock of 24 hours; without "p.m." it is taken as written."""
    if noon := match["noon"]:
        return "12:00" if noon.lower() == "noon" else "0:00"
    hour = int(match["hour"] or match["hour24"] or match["oclock"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return f"{hour % 24}:{match['minute'] or match['minute24'] or '00'}"


def _amount(match: re.Match[str]) -> _Amount:
    scale = sum(_SCALES[word] for word in re.findall(r"[a-z]+", (match["scale"] or "").lower()))
    number = re.sub("[, \u00a0\u202f\u2009]", "", match["number"])
    unit = _unit(match["sign"] or match["unit"] or "")
    return _Amount(*match.span(), ("-" if match["minus"] else "") + number, scale, unit)


def _unit(text: str) -> str:
    """Normal form of a currency or percent sign, "" for none."""
    text = text.lower()
    if "%" in text or "cent" in text or "pct" in text:
        return "%"
    return next((unit for word, unit in _CURRENCIES.items() if word in text), "")


def _ranges(found: list[Figure | _Amount], text: str) -> list[Figure | _Amount]:
    """Give both ends of a range the scale and the unit that only one of them shows."""
    for i in range(len(found) - 1):
        a, b = found[i], found[i + 1]
        if isinstance(a, _Amount) and isinstance(b, _Amount) and _one_range(a, b, text):
            found[i] = a._replace(scale=a.scale or b.scale, unit=a.unit or b.unit)
            found[i + 1] = b._replace(unit=b.unit or a.unit)
    return found


def _one_range(a: _Amount, b: _Amount, text: str) -> bool:
    """Say whether two numbers are a range of one unit; "up 9% to €3 million" and years are not."""
    between = text[a.end : b.start]
    if not _RANGE.fullmatch(between) and not (
        between == " and " and "between" in text[max(0, a.start - 10) : a.start].lower()
    ):
        return False
    year = a.number.isdigit() and len(a.number) == 4
    return not year and a.unit != "%" and (not a.unit or b.unit in ("", a.unit))


def _figure(amount: _Amount) -> Figure:
    """The normal form; a plain number keeps its decimals as written: version 7.10 is not 7.1."""
    number, unit = amount.number, amount.unit
    if unit or amount.scale or "." not in number:
        value = Decimal(number).scaleb(amount.scale)
        number = f"{value:f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
    kind = "percent" if unit == "%" else "money" if unit else "number"
    return Figure(kind, number + unit if unit == "%" else unit + number)
