"""Clauses that English builds otherwise: "without that its prices had changed", "we not want"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View, same_case
from nlp.tables import words

_WHY = "translated word for word"
_AUX = r"had|has|have|is|are|was|were|would|could|can|will|did|does|do"
_WITHOUT = re.compile(
    rf"\b(?P<head>[Ww]ithout) that (?P<who>(?:(?:the|its|their|his|her|this|these|those|any|an?|our) )?(?:[a-z][\w'\u2019-]* ){{1,3}}?)(?P<aux>{_AUX}) (?P<next>[a-z]+)\b"
)
_NEGATED = words("not never no nothing nobody none")
_NOT_BASE = re.compile(
    r"\b(?P<who>[Ww]e|[Tt]hey|[Yy]ou|I) not (?P<verb>want|have|know|need|see|use|understand|work|get|receive|believe|think|go|sell|buy|make|take|give|say|accept|agree|seek|expect|intend)\b"
)
_ASKED = re.compile(
    r"\b(?:do|does|did|should|can|could|may|might|must|will|would|are|were|had|have|let|why|that|if|lest|unless|whether|nor|so)(?: that)? $",
    re.I,
)
_NOT_THAT = re.compile(r"\b(?:is|was) not that $")
_NEAR = 20  # characters before such a verb that tell
_NOT_ANY = re.compile(
    r"\b(?P<head>n)ot any (?P<noun>(?!longer\b|more\b|other\b|better\b|less\b|old\b|one\b|thing\b|different\b|easier\b)[a-z]+) "
    r"(?=(?:has|had|have|is|was|were|can|could|will|would|did|does|wanted|won|came|answered|took|made)\b)"
)


def without_that(text: str, view: View) -> Iterator[Change]:
    """ "without that its prices had changed" -> "although its prices had not changed"."""
    for m in _WITHOUT.finditer(text):
        if m["next"] in _NEGATED:
            continue
        head = same_case(m["head"], "although")
        yield Change(*m.span(), f"{head} {m['who']}{m['aux']} not {m['next']}", _WHY)


def not_base(text: str, view: View) -> Iterator[Change]:
    """ "we not want" -> "we do not want", where no other verb wants the bare one."""
    for m in _NOT_BASE.finditer(text):
        before = text[max(0, m.start() - _NEAR) : m.start()]
        if not _ASKED.search(before[-12:]) or _NOT_THAT.search(before):
            yield Change(*m.span(), f"{m['who']} do not {m['verb']}", _WHY)


def not_any(text: str, view: View) -> Iterator[Change]:
    """ "that not any bidder had foreseen" -> "that no bidder had foreseen"."""
    for m in _NOT_ANY.finditer(text):
        yield Change(*m.span(), f"{same_case(m['head'], 'no')} {m['noun']} ", _WHY)


RULES = (
    Rule("without_that", "idiom", without_that, re.compile(r"ithout that ")),
    Rule("not_base", "tense", not_base, re.compile(r"(?:[Ww]e|[Tt]hey|[Yy]ou|I) not ")),
    Rule("not_any", "idiom", not_any, re.compile(r"ot any ")),
)
