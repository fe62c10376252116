"""Organisations in their roles: the rules of :mod:`nlp.facts.verbs` over one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.facts.names import Name, after, before, end_of
from nlp.facts.verbs import RULES, Rule


class Found(NamedTuple):
    """An organisation in its role, and the event types whose rule saw it."""

    role: str
    name: Name
    events: frozenset[str]
    verb: tuple[int, int]


def roles(sentence: str, events: frozenset[str], companies: frozenset[str]) -> Iterator[Found]:
    """The organisations of a sentence in the roles that rules for ``events`` see, in rule order.

    ``companies`` are names that the article calls companies.
    """
    for rule in RULES:
        told = rule.events & events
        for found in rule.verb.finditer(sentence) if told else ():
            for role, name in _read(rule, found, sentence, companies):
                yield Found(role, name, told, found.span())


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
    if rule.then and not rule.then.match(sentence, end_of(sentence, right)):
        return False
    return not rule.company or right.described or right.text in companies
