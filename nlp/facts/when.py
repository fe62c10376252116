"""Which date an event is about: the words that stand before it, for each event type.

| event | its date |
|---|---|
| award, purchase, partnership, certificate, funding | the day of the decision, the deal or the signature |
| tender | the deadline |
| deployment | when it went live |
| withdrawal | the last day of sale or support |
| congress | the days on which it is held |
| rule, appointment, launch | the day on which it takes effect |
| attack, failure | when it began or was noticed |
| ruling | the day of the decision |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nlp.calendar import WEEKDAY
from nlp.facts.days import DAY, Tense, iso
from nlp.facts.unreal import is_unreal
from nlp.patterns import late


class Told(NamedTuple):
    """Characters ``start:end`` of a sentence that tell a date, and its ISO form."""

    text: str
    start: int
    end: int
    iso: str


class _Rule(NamedTuple):
    events: frozenset[str]
    tense: Tense
    pattern: re.Pattern[str]


def _past(events: str, *patterns: str) -> list[_Rule]:
    return [_rule(events, "past", words) for words in patterns]


def _future(events: str, *patterns: str) -> list[_Rule]:
    return [_rule(events, "future", words) for words in patterns]


def _rule(events: str, tense: Tense, words: str) -> _Rule:
    """``<day>`` in ``words`` stands for a date, ``<near>`` and ``<far>`` for words of one clause."""
    for name, pattern in _PIECES.items():
        words = words.replace(f"<{name}>", pattern)
    return _Rule(frozenset(events.split()), tense, late(words))


_PIECES = {
    "day": rf"(?P<day>{DAY})(?!\w)",
    "near": r"(?:(?! (?:will|was|were|is|are|has|had|published|opened|launched|expires?|until|from"
    r"|since)\b)[^;:,.“”\"]){0,70}?",
    "far": r"(?:(?!\b(?:will|was|were|is|are|has|had|until|from|since|by)\b)[^;:“”\"]){0,90}?",
}
_AWARDED = r"(?:signed|notified|awarded|renewed|chose|selected)"
_RULED = r"(?:imposed|fined|ordered|annulled|sentenced|suspended|dismissed|upheld|ruled)"
_ENDS = r"(?:stop|end|cease|close|shut|withdraw|leave|switch)"
_ENDED = r"(?:shut|withdrawn|discontinued|switched|removed|closed|disconnected|stopped|ended)"
_FORCE = r"(?:come|enter)s? into force"
_MONEY = r"(?:grant|loan|aid|round|subsidy|funding|financing)"

_RULES = [
    *_past(
        "contract_award",
        r"\b(?:signed|notified|awarded|renewed) <near>\bon <day>",
        rf"\bon <day>,? (?:officially |formally )?{_AWARDED}\b",
        rf"^On <day>, (?:the )?[^,;:]{{2,60}} {_AWARDED}\b",
    ),
    *_past(
        "merger_acquisition",
        r"\b(?:deal|transaction|agreement|sale|acquisition|takeover),? (?:was |has been |were )?"
        r"(?:signed|completed|closed|finalized|sealed) on <day>",
        r"\bon <day>,? (?:completed|acquired|bought|signed|agreed|closed|finalized)\b",
        r"\b(?:agreed|signed) on <day> (?:to|an?|the)\b",
    ),
    *_past("partnership", r"\b(?:on )?<day>,? signed\b", r"\bsigned <near>\bon <day>"),
    *_past(
        "funding",
        rf"\bon <day>,? (?:approved|closed|completed|granted|awarded)\b(?=[^;:]{{0,80}}?\b{_MONEY}\b)",
    ),
    *_past(
        "certification",
        r"\b(?:obtained|received|granted|awarded|issued|renewed|certified|withdrawn|withdrew)<near> on <day>",
        r"\bon <day>,? (?:obtained|received|granted|awarded|issued|renewed)\b",
    ),
    *_past(
        "restructuring",
        r"\bon <day>,? (?:placed|ordered|approved|opened|declared|put)\b",
        r"\bplaced in (?:receivership|liquidation|administration)<near> on <day>",
    ),
    *_past(
        "litigation_sanction",
        r"\b(?:decision|ruling|judgment|order|resolution),? "
        r"(?:dated|issued on|handed down on|delivered on|of) <day>",
        rf"\bon <day>,? {_RULED}\b",
        rf"^On <day>, (?:the )?[^,;:]{{3,100}}? {_RULED}\b",
    ),
    *_past(
        "deployment",
        r"\b(?:went live|gone live|entered service|came into (?:use|operation)"
        r"|brought into (?:service|operation)|switched (?:over|on)|was switched on"
        r"|put into service)<near> (?:on|since|overnight from|overnight on) <day>",
        r"^(?:Since|On) <day>,? (?:(?!\bwill\b)[^;:]){0,120}?"
        r"\b(?:has|have|can|went live|switched|now|began|started|is|are)\b",
        r"^(?!No\b).*?\b(?:has|have) (?:now )?been (?!reported)"
        r"(?:(?!\b(?:will|was|were|had)\b)[^;:,“”\"]){2,70}? since <day>",
    ),
    *_past(
        "cyber_incident outage",
        r"\b(?:attack|ransomware|intrusion|outage|failure|breakdown|fault|incident|crash) "
        r"(?:that )?(?:of|began on|occurred on|struck on|hit [^;:,]{3,40} on|was detected on"
        r"|detected on|happened on) <day>",
    ),
    *_future(
        "market_exit",
        rf"\bwill (?:no longer|pull|discontinue|{_ENDS}|be {_ENDED})"
        r"(?:(?!\b(?:will|was|were|has|had)\b)[^;:“”\"]){0,110}? (?:on|from|as of|after) <day>",
        rf"^On <day>,? (?:the |it )?[^;:]{{0,60}}?\bwill {_ENDS}\b",
        r"\bto end (?:support|sales)[^;:]{0,40}? (?:on|in) <day>",
    ),
    *_future(
        "appointment",
        r"\beffective <day>",
        r"\bwill (?:take (?:up|over|office)|succeed|join|start|replace|step down|assume|begin)"
        r"[^;:“”\"]{0,110}? (?:on|from|as of) <day>",
    ),
    *_past(
        "appointment",
        r"\b(?:took (?:up|over|office)|has been appointed|was appointed|appointed|resigned"
        r"|stepped down)<near> (?:on|since) <day>",
    ),
    *_future(
        "conference",
        r"\b(?:(?:will|is to|are to|to) (?:be held|take place|convene|meet|gather|be staged)"
        r"|takes place|will host|to host|will bring)<far> (?:on|from) <day>",
        rf"\b(?:be held|take place|takes place) (?=(?:{WEEKDAY}),? [A-Z])<day>",
    ),
    *_past(
        "conference",
        r"\b(?:was held|were held|took place|brought together|gathered|drew)<far> (?:on|from) <day>",
    ),
    *_future(
        "regulation_policy",
        rf"\b(?:takes? effect|{_FORCE}|to take effect|applies"
        rf"|will (?:apply|be (?:mandatory|compulsory|required)))"
        r" (?:[^;:,“”\"]{0,40}? )?(?:on|from|as of) <day>",
    ),
    *_future(
        "tender",
        r"\b(?:deadline|bids?|offers|proposals|tenders|applications"
        r"|[Cc]andidates|[Cc]ompanies|[Bb]idders|[Vv]endors|[Ss]uppliers)\b"
        r"(?:(?!\b(?:from|opened|postpones|moves|extends|(?:was|were|had been) (?!due|able|allowed|invited|given|asked|told"
        r"|expected|required|extended|postponed|delayed|moved|fixed|planned|scheduled|to\b)[a-z]+ed)\b)[^;:“”\"]){0,80}? "
        r"(?:until|by|is|to|before)(?: (?:noon|midnight|[\d:]+ [ap]\.m\.))?(?: on)? <day>",
    ),
    *_past("product_launch", r"\b(?:available|on sale) since <day>"),
    *_future("product_launch", r"\bavailable (?:on|from|starting|as of) <day>"),
]


def days(sentence: str, event: str, published: date | None) -> Iterator[Told]:
    """The dates of a sentence that its words tie to ``event``, as far as they are certain."""
    for rule in _RULES:
        for found in rule.pattern.finditer(sentence) if event in rule.events else ():
            told = iso(found["day"], published, rule.tense)
            if told is not None and not is_unreal(sentence, *found.span(), event):
                yield Told(found["day"], *found.span("day"), told)
