"""Ranges of figures: what stands behind the second tells how the first is to be read too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.numbers import is_counted, value

_REASON = "figures as in English"
_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d{1,3},\d{1,2}|\d+(?:\.\d+)?"
_RANGE = re.compile(
    rf"\b(?P<lead>[Ff]rom|[Bb]etween) (?P<first>{_FIGURE})(?P<unit> (?:euros?|dollars?|pesos?))? (?P<link>to|and|at) (?P<last>{_FIGURE})(?![\d,]*\d|\.\d)"
    r"(?P<scale> (?:millions?|billions?)(?: of| d[e'\u2019])?(?= ?[a-z\u20ac$.,;)]|$))?(?: ?(?P<currency>euros?|dollars?|\u20ac|\$)(?!\w))?"
)
_SIGNS = {"euro": "\u20ac", "\u20ac": "\u20ac", "dollar": "$", "$": "$"}
_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_YEAR = re.compile(
    r"(?P<when>\b(?:[Ii]n|[Ss]ince|[Uu]ntil) )2\.0(?P<rest>[0-3]\d)(?=[,;] |\.(?:\s|$)| (?:it|the|they|he|she|we|and|with|for|after|alone|as|than)\b)"
)


def ranges(text: str, view: View) -> Iterator[Change]:
    """ "from 12.500 to 19.900 euros" -> "from 12,500 to 19,900 euros"; "between 1,5 and 2,5 millions of
    euros" -> "between \u20ac1.5 million and \u20ac2.5 million"."""
    if view.source:
        return  # each figure is looked up there
    for m in _RANGE.finditer(text):
        if (m["link"] == "and") != (m["lead"].lower() == "between"):
            continue
        if m["scale"] or _DECIMAL.fullmatch(m["first"]):
            yield from _decimals(m)
        elif _DOTTED.fullmatch(m["first"]) and _counted(m, view):
            yield Change(*m.span("first"), value(m["first"]), _REASON, True)
            if _DOTTED.fullmatch(m["last"]):
                yield Change(*m.span("last"), value(m["last"]), _REASON, True)


def _decimals(m: re.Match[str]) -> Iterator[Change]:
    """Figures with a decimal comma, or of millions with a plural; a sign goes to both."""
    figures = (m["first"], m["last"])
    comma = any(map(_DECIMAL.fullmatch, figures))
    scale = (m["scale"] or "").split()[:1]
    if m["unit"] or not (comma or scale[0].endswith("s")) or any(map(_DOTTED.fullmatch, figures)):
        return
    first, last = map(value, figures)
    if not scale:
        yield Change(*m.span("first"), first, _REASON, True)
        if _DECIMAL.fullmatch(m["last"]):
            yield Change(*m.span("last"), last, _REASON, True)
        return
    word = scale[0].removesuffix("s")
    if sign := _SIGNS.get((m["currency"] or "").removesuffix("s")):
        told = f"{sign}{first} {word} {m['link']} {sign}{last} {word}"
        yield Change(m.start("first"), m.end(), told, _REASON, True)
    else:
        told = f"{first} {m['link']} {last} {word}"
        yield Change(m.start("first"), m.start("scale") + 1 + len(scale[0]), told, _REASON, True)


def _counted(m: re.Match[str], view: View) -> bool:
    """Whether points part thousands: what is counted has no decimals, or three noughts say so."""
    noughts = any(f.endswith("000") for f in (m["first"], m["last"]) if "." in f)
    end = m.end("last")
    return (
        (view.damaged or noughts)
        and is_counted(m.string, end)
        and "%" not in m.string[end : end + 2]
    )


def years(text: str, view: View) -> Iterator[Change]:
    """ "in 2.023 it lost" -> "in 2023 it lost"."""
    if view.damaged:
        for m in _YEAR.finditer(text):
            yield Change(m.end("when"), m.end(), f"20{m['rest']}", _REASON, True)


RULES = (
    Rule("ranges", "number_format", ranges, re.compile(r"(?:rom|etween) \d")),
    Rule("dotted_years", "number_format", years, re.compile(r" 2\.0[0-3]\d")),
)
