"""Amounts as French and Spanish count them: "a twenty of nurses", "two hundreds of", "per hundred", "T1"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_MANY = r"(?=[a-z]{3,}(?<!ss)s\b(?! of\b))"
_ROUND = re.compile(
    rf"(?<![\w-])(an?) (?:good )?(ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred) of {_MANY}",
    re.I,
)
_HUNDREDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|several) "
    rf"(hundred|thousand|million|billion)s? of {_MANY}",
    re.I,
)
_THOUSAND = re.compile(
    rf"\b((?:some|an?|one) (?:hundred|thousand|million|billion)) of {_MANY}", re.I
)
_PER_HUNDRED = re.compile(
    r"(?<![\w.,])(\d+(?:\.\d+)?) per (?:hundred(?=[.,;)]|$| of\b)|cent\.(?=[,;)]| of\b))"
)
"""Nothing counted stands behind it: "12 per hundred live births" is no share."""
_HALF = re.compile(r"(?<!\ba )(?<!-)(?<!and )\b([Hh]alf)(?= (?:million|billion|dozen)\b)")
_MILLIARD = re.compile(
    r"\b(one|two|three|four|five|\d+(?:\.\d+)?) thousand millions?\b(?: of(?= [a-z]))?"
)
_QUARTER = re.compile(r"(?<!\w)(?:T([1-4])|([1-4])T)(?= (?:of )?(?:19|20)\d\d\b)")
_HALF_YEAR = re.compile(r"(?<!\w)(?:the )?(?:S([12])|([12])S)(?= (?:of )?(?:19|20)\d\d\b)")
_YEAR = re.compile(
    r"(?P<when>\b(?:beginning|end|start|autumn|spring|summer|winter|January|February|March|April|May|June|July|August|"
    r"September|October|November|December) of )(?:(1),(9\d\d)|(2),(0\d\d))(?=[.;)]|, |$)"
)
"""Only behind "of": "in September 2,014, mostly women, were treated" counts women."""


_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ORDINAL = re.compile(r"(?<![\w.,])([1-9])\.?[\u00aa\u00ba] (?=[a-z]{3,})")
_MID = re.compile(
    r"\b([Mm]id) (?=(?:January|February|March|April|June|July|August|September|October|November|December)\b)"
)
_HOURS = re.compile(
    r"\b(?:open(?:s|ed)?|closed|closes) (?P<what>(?:of|between the|from the) (?P<first>1?\d|2[0-4]) "
    r"(?:to|and|until|at) (?:the )?(?P<last>1?\d|2[0-4]) hours)\b(?! (?:a|an|per|each|every|that|which|of)\b)"
)
"""Only right behind a word of opening: "a wait of 2 to 4 hours" is as long as it says."""


def rounded(text: str, view: View) -> Iterator[Change]:
    """ "a twenty of nurses" -> "about twenty nurses"; "two hundreds of beds" -> "two hundred beds"."""
    for m in _ROUND.finditer(text):
        about = "About" if m[1][0].isupper() else "about"
        number = f"a {m[2]}" if m[2] == "hundred" else m[2]
        yield Change(*m.span(), f"{about} {number} ", "a round number")
    for m in _HUNDREDS.finditer(text):
        yield Change(m.end(1), m.end(), f" {m[2].lower()} ", "a counted hundred has no plural")
    for m in _THOUSAND.finditer(text):
        if not re.match(r"(?:an?|one) hundred", m[1], re.I):
            yield Change(m.end(1), m.end(), " ", "no of behind a number")
    for m in _HALF.finditer(text):
        yield Change(m.end(1), m.end(1), " a", "half takes an article")


def per_hundred(text: str, view: View) -> Iterator[Change]:
    """ "40 per hundred" is 40%."""
    for m in _PER_HUNDRED.finditer(text):
        yield Change(*m.span(), f"{m[1]}%", "per cent", True)


def ordinals(text: str, view: View) -> Iterator[Change]:
    """ "the 3.\u00aa version" is the third, "mid January" has a hyphen."""
    for m in _ORDINAL.finditer(text):
        yield Change(*m.span(), f"{_ORDINALS[int(m[1]) - 1]} ", "an ordinal as in English", True)
    for m in _MID.finditer(text):
        yield Change(m.end(1), m.end(), "-", "mid- takes a hyphen")


def hours(text: str, view: View) -> Iterator[Change]:
    """ "it opens of 8 to 20 hours": from 8:00 to 20:00."""
    for m in _HOURS.finditer(text):
        link, until = ("between", "and") if m["what"][0] == "b" else ("from", "to")
        fixed = f"{link} {m['first']}:00 {until} {m['last']}:00"
        yield Change(*m.span("what"), fixed, "hours of the day", True)


def milliards(text: str, view: View) -> Iterator[Change]:
    """ "one thousand million euros" is a billion."""
    for m in _MILLIARD.finditer(text):
        yield Change(*m.span(), f"{m[1]} billion", "a thousand million is a billion", True)


def periods(text: str, view: View) -> Iterator[Change]:
    """ "T1 2022" and "the 1S 2023" of a translation are Q1 and H1; a year has no comma."""
    if view.damaged:
        for m in _QUARTER.finditer(text):
            yield Change(*m.span(), f"Q{m[1] or m[2]}", "a quarter of the year", True)
        for m in _HALF_YEAR.finditer(text):
            yield Change(*m.span(), f"H{m[1] or m[2]}", "a half of the year", True)
    for m in _YEAR.finditer(text):
        yield Change(m.end("when"), m.end(), m[0][-5] + m[0][-3:], "a year has no comma", True)


_THOUSANDS = re.compile(
    r"(?<![\d.,$\u20ac])(?P<number>[1-9]\d{0,2}) thousands? (?:of )?(?=(?:euros|dollars|pesos|soles|reais|quetzales|colones|lempiras|bolivianos|guaran\u00edes|people|patients|users|beds|doctors|nurses|records|files|inhabitants|citizens|employees|workers|tests|appointments|prescriptions|computers|hours|members|women|men|children|cases|calls|images|documents|homes|families)\b)"
)


def thousands(text: str, view: View) -> Iterator[Change]:
    """ "40 thousands of soles" -> "40,000 soles"."""
    for m in _THOUSANDS.finditer(text) if view.damaged else ():
        if re.search(r"\d (?:and|to|or) $", text[: m.start()][-10:]):
            continue  # "5 to 10 thousand people"
        yield Change(*m.span(), f"{m['number']},000 ", "thousands in figures", True)


RULES = (
    Rule("thousands", "number_format", thousands, re.compile(r"\d thousands? ")),
    Rule(
        "rounded",
        "agreement",
        rounded,
        re.compile(
            r"(?:hundred|thousand|million|billion)s? of|een of|ty of|ten of|elve of|[Hh]alf [mbd]"
        ),
    ),
    Rule("per_hundred", "number_format", per_hundred, re.compile(r"\d per (?:hundred|cent\.)")),
    Rule("ordinals", "number_format", ordinals, re.compile(r"[\u00aa\u00ba]|[Mm]id [A-Z]")),
    Rule("hours", "date_format", hours, _HOURS),
    Rule("milliards", "number_format", milliards, re.compile(r"thousand million")),
    Rule("periods", "date_format", periods, re.compile(r"(?:[TS][1-4]|[1-4][TS]) |[12],\d{3}")),
)
