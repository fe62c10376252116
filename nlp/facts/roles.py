"""Organisations in their roles: the rules of :mod:`nlp.facts.verbs` over one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nlp.facts.names import Name, after, before, end_of
from nlp.facts.verbs import RULES, Rule


class Found(NamedTuple):
    """An organisation in its role, and where the verb stands that shows it."""

    role: str
    name: Name
    verb: tuple[int, int]


_EARLIER = re.compile(
    r"^(?:[Ii]n|[Dd]uring|[Bb]ack in) (?:[A-Z][a-z]+ )?(?P<year>20\d\d),|\b(?:second|third|fourth) (?:cyber ?|ransomware )?"
    r"(?:incident|attack|cyberattack|breach)[^.;:]{0,60}, after\b|\b(?:years?|months) ago\b|\b(?:previous|earlier) "
    r"(?:incident|attack|cyberattack|breach)"
)
"""What tells of another attack than that of the article."""


_EARLIER_EDITION = re.compile(
    r"\b(?:[Ll]ast year|[Ll]ast (?:edition|congress|meeting)|(?:[Pp]revious|[Pp]ast|20\d\d) edition|[Yy]ears? (?:ago|before|earlier)"
    r"|had (?:been held|taken place|brought together|gathered|drawn|attracted|met))\b"
)


def tells_of_earlier_edition(sentence: str) -> bool:
    """Whether a sentence tells of a congress before that of the article: "Last year, 950 people met"."""
    return _EARLIER_EDITION.search(sentence) is not None


def tells_of_earlier(sentence: str, published: date | None) -> bool:
    """Whether a sentence tells of an attack before that of the article: "In 2023, X was attacked"."""
    found = _EARLIER.search(sentence)
    if found is None or not found["year"]:
        return found is not None
    return published is not None and int(found["year"]) < published.year - (published.month < 3)


def roles(sentence: str, event: str, companies: frozenset[str]) -> Iterator[Found]:
    """The organisations of a sentence in the roles that the rules for ``event`` see, in their order.

    ``companies`` are names that the article calls companies.
    """
    for rule in RULES:
        for found in rule.verb.finditer(sentence) if event in rule.events else ():
            for role, name in _read(rule, found, sentence, companies):
                yield Found(role, name, found.span())


def _read(
    rule: Rule, found: re.Match[str], sentence: str, companies: frozenset[str]
) -> Iterator[tuple[str, Name]]:
    right = after(sentence, found.end()) if rule.right else None
    if right and not _follows(rule, right, sentence, companies):
        right = None
    if rule.right and right:
        yield rule.right, right
    elif rule.right and not (rule.alone and rule.alone.match(sentence, found.end())):
        return
    if rule.left and (left := before(sentence, found.start())):
        yield rule.left, left


def _follows(rule: Rule, right: Name, sentence: str, companies: frozenset[str]) -> bool:
    end = end_of(sentence, right)
    if rule.then and not rule.then.match(sentence, end):
        return False
    if rule.right == "target" and re.match(
        r" (?:the|its|their|a) [^,;:]{0,20}(?:shares|stake)\b", sentence[end:]
    ):
        return False  # of whom they were bought
    return not rule.company or right.described or right.text in companies
