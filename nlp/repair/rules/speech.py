"""Speech as French and Spanish set it: dashes inside quotation marks and before a turn, marks left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_VERB = (
    r"(?:said|says|added|adds|explained|explains|recalled|recalls|stressed|stresses|noted|notes|insisted|insists|warned|warns|"
    r"admitted|admits|concluded|concludes|pointed out|points out|stated|states|declared|declares|clarified|told|tells|"
    r"asked|asks|replied|replies|joked|jokes|summed up|sums up|argued|argues|acknowledged|acknowledges|assured|assures)"
)
_WHO = rf"(?:{_VERB}\b|(?:he|she|they|one of them|the \w+|[A-Z][\w\u00c0-\u024f]+(?: [A-Z][\w\u00c0-\u024f]+)?) {_VERB}\b)"
_ASIDE = re.compile(
    rf"(?P<open>\"[^\"\u2014\u2013\n]{{3,300}}?),? ?[\u2014\u2013] ?(?P<who>{_WHO}[^\"\u2014\u2013\n]{{0,90}}?) ?[\u2014\u2013](?P<mark>[,.;]?) ?"
    r"(?P<rest>[^\"\n]{3,400}\")"
)
_TURN = re.compile(
    rf"\A[-\u2013\u2014] ?(?P<said>[A-Z\u00c0-\u00de][^\"\n.]{{4,200}}?),? (?P<verb>{_VERB}) (?=[A-Z\u00c0-\u00de]|the |a |one |he\b|she\b)"
)
_OPEN = re.compile(
    rf"\A\"(?P<said>[^\"\n.]{{4,250}}),(?= {_VERB} (?:[A-Z\u00c0-\u00de]|the |a |he\b|she\b))"
)
_NOT = re.compile(r"(?<=[a-z]n) ['\u2019](?=t\b)")
_WHY = "speech is set in quotation marks in English"


def asides(text: str, view: View) -> Iterator[Change]:
    """ "It works —he added— and it is free" inside quotation marks: the marks close and open again."""
    for m in _ASIDE.finditer(text):
        opening = m["open"]
        yield Change(m.start() + len(opening), m.start("who"), '", ', _WHY)
        dot = "." if m["mark"] == "." else ","
        yield Change(m.end("who"), m.start("rest"), f'{dot} "', _WHY)


def turns(text: str, view: View) -> Iterator[Change]:
    """A turn behind a dash ("- We had to choose, says the head") gets quotation marks."""
    if '"' not in text and (m := _TURN.match(text)):
        yield Change(0, m.start("said"), '"', _WHY)
        yield Change(m.end("said"), m.start("verb"), '," ', _WHY)


def left_open(text: str, view: View) -> Iterator[Change]:
    """What is said ends before "said": a mark that was never closed is closed there."""
    if text.count('"') == 1 and (m := _OPEN.match(text)):
        yield Change(m.end(), m.end(), '"', _WHY)


def negations(text: str, view: View) -> Iterator[Change]:
    """ "didn 't" is one word."""
    for m in _NOT.finditer(text):
        yield Change(*m.span(), "'", "no space inside a word")


RULES = (
    Rule("asides", "quote_punct", asides, re.compile("[\u2014\u2013]"), shielded=False),
    Rule("turns", "quote_punct", turns, re.compile(r"\A[-\u2013\u2014]")),
    Rule("left_open", "quote_punct", left_open, re.compile(r"\A\"")),
    Rule("negations", "fr_spacing", negations, _NOT),
)
