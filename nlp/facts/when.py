"""Which date an event is about: the words that stand before it, for each event type.

For an award it is the day of the decision or signature, for a purchase that of the deal, for a
withdrawal the last day of sale or support, for a tender the deadline, for a congress the days on
which it is held, for a rule or an appointment the day on which it takes effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nlp.facts.days import DAY, Tense, iso


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


def _rule(events: str, tense: Tense, words: str) -> _Rule:
    return _Rule(frozenset(events.split()), tense, re.compile(words.replace("{DAY}", rf"(?P<day>{DAY})(?!\w)")))


_NO_VERB = r"(?:(?! (?:will|was|were|is|are|has|had|published|opened|launched|expires?|until|from|since)\b)[^;:,.“”\"]){0,70}?"
_ONE = r"(?:(?!\b(?:will|was|were|is|are|has|had|until|from|since|by)\b)[^;:“”\"]){0,90}?"
_RULES = (
    _rule("contract_award", "past", rf"\b(?:signed|notified|awarded|formally awarded|renewed) {_NO_VERB}\bon {{DAY}}"),
    _rule("contract_award", "past", r"\bon {DAY},? (?:officially |formally )?(?:signed|notified|awarded|renewed|chose|selected)\b"),
    _rule("contract_award", "past", r"^On {DAY}, (?:the )?[^,;:]{2,60} (?:signed|notified|awarded|renewed|chose|selected)\b"),
    _rule("merger_acquisition", "past", rf"\b(?:deal|transaction|agreement|sale|acquisition|takeover),? (?:was |has been |were )?(?:signed|completed|closed|finalized|sealed) on {{DAY}}"),
    _rule("merger_acquisition", "past", r"\bon {DAY},? (?:completed|acquired|bought|signed|agreed|closed|finalized)\b"),
    _rule("merger_acquisition", "past", r"\b(?:agreed|signed) on {DAY} (?:to|an?|the)\b"),
    _rule("partnership", "past", r"\b(?:on )?{DAY},? signed\b"),
    _rule("partnership", "past", rf"\bsigned {_NO_VERB}\bon {{DAY}}"),
    _rule("market_exit", "future", r"\bwill (?:no longer|stop|end|cease|close|shut|pull|leave|withdraw|discontinue|switch|be (?:shut|withdrawn|discontinued|switched|removed|closed|disconnected|stopped|ended))"
          r"(?:(?!\b(?:will|was|were|has|had)\b)[^;:“”\"]){0,110}? (?:on|from|as of|after) {DAY}"),
    _rule("market_exit", "future", r"^On {DAY},? (?:the |it )?[^;:]{0,60}?\bwill (?:stop|end|cease|close|withdraw|leave|shut|switch)\b"),
    _rule("market_exit", "future", r"\bto end (?:support|sales)[^;:]{0,40}? (?:on|in) {DAY}"),
    _rule("appointment", "future", r"\beffective {DAY}"),
    _rule("appointment", "future", r"\bwill (?:take (?:up|over|office)|succeed|join|start|replace|step down|assume|begin)" + r"[^;:“”\"]{0,110}? (?:on|from|as of) {DAY}"),
    _rule("appointment", "past", r"\b(?:took (?:up|over|office)|has been appointed|was appointed|appointed|resigned|stepped down)" + _NO_VERB + r" (?:on|since) {DAY}"),
    _rule("conference", "future", rf"\b(?:(?:will|is to|are to|to) (?:be held|take place|convene|meet|gather|be staged)|takes place|will host|to host|will bring){_ONE} (?:on|from) {{DAY}}"),
    _rule("conference", "past", rf"\b(?:was held|were held|took place|brought together|gathered|drew){_ONE} (?:on|from) {{DAY}}"),
    _rule("regulation_policy", "future", r"\b(?:takes? effect|comes? into force|enters? into force|will (?:take effect|come into force|enter into force|apply|be (?:mandatory|compulsory|required))|to take effect|applies)"
          r" (?:[^;:,“”\"]{0,40}? )?(?:on|from|as of) {DAY}"),
    _rule("deployment", "past", r"\b(?:went live|gone live|entered service|came into (?:use|operation)|brought into (?:service|operation)|switched (?:over|on)|was switched on|put into service)"
          + _NO_VERB + r" (?:on|since|overnight from|overnight on) {DAY}"),
    _rule("deployment", "past", r"^(?:Since|On) {DAY},? [^;:]{0,120}?\b(?:has|have|can|went live|switched|now|began|started|is|are)\b"),
    _rule("deployment", "past", r"^(?!No\b).*?\b(?:has|have) (?:now )?been (?!reported)" + r"(?:(?!\b(?:will|was|were|had)\b)[^;:,“”\"]){2,70}? since {DAY}"),
    _rule("cyber_incident outage", "past", r"\b(?:attack|ransomware|intrusion|outage|failure|breakdown|fault|incident|crash) (?:that )?(?:of|began on|occurred on|struck on|hit [^;:,]{3,40} on|was detected on|detected on|happened on) {DAY}"),
    _rule("litigation_sanction", "past", r"\b(?:decision|ruling|judgment|order|resolution),? (?:dated|issued on|handed down on|delivered on|of) {DAY}"),
    _rule("litigation_sanction", "past", r"\bon {DAY},? (?:imposed|fined|ordered|annulled|sentenced|suspended|dismissed|upheld|ruled)\b"),
    _rule("litigation_sanction", "past", r"^On {DAY}, (?:the )?[^,;:]{3,100}? (?:imposed|fined|ordered|annulled|sentenced|suspended|dismissed|upheld|ruled)\b"),
    _rule("tender", "future", r"\b(?:deadline|bids?|offers|proposals|tenders|applications|[Cc]andidates|[Cc]ompanies|[Bb]idders|[Vv]endors|[Ss]uppliers)\b"
          r"(?:(?!\b(?:from|opened|postpones|moves|extends)\b)[^;:“”\"]){0,80}? (?:until|by|is|to|before)(?: (?:noon|midnight|[\d:]+ [ap]\.m\.))?(?: on)? {DAY}"),
    _rule("product_launch", "past", r"\b(?:available|on sale) since {DAY}"),
    _rule("product_launch", "future", r"\bavailable (?:on|from|starting|as of) {DAY}"),
    _rule("certification", "past", r"\b(?:obtained|received|granted|awarded|issued|renewed|certified|withdrawn|withdrew)" + _NO_VERB + r" on {DAY}"),
    _rule("certification", "past", r"\bon {DAY},? (?:obtained|received|granted|awarded|issued|renewed)\b"),
    _rule("restructuring", "past", r"\bon {DAY},? (?:placed|ordered|approved|opened|declared|put)\b"),
    _rule("restructuring", "past", r"\bplaced in (?:receivership|liquidation|administration)" + _NO_VERB + r" on {DAY}"),
    _rule("funding", "past", r"\bon {DAY},? (?:approved|closed|completed|granted|awarded)\b(?=[^;:]{0,80}?\b(?:grant|loan|aid|round|subsidy|funding|financing)\b)"),
)  # fmt: skip


def days(sentence: str, event: str, published: date | None) -> Iterator[Told]:
    """The dates of a sentence that its words tie to ``event``, as far as they are certain."""
    for rule in _RULES:
        for found in rule.pattern.finditer(sentence) if event in rule.events else ():
            told = iso(found["day"], published, rule.tense)
            if told is not None:
                yield Told(found["day"], *found.span("day"), told)
