"""Organisations in their roles: the rules of :mod:`nlp.facts.verbs` over one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nlp.facts.earlier import is_earlier
from nlp.facts.names import Name, after, before, end_of
from nlp.facts.unreal import is_unreal
from nlp.facts.verbs import RULES, Rule


class Found(NamedTuple):
    """An organisation in its role, and where the verb stands that shows it."""

    role: str
    name: Name
    verb: tuple[int, int]


def roles(
    sentence: str, event: str, companies: frozenset[str], published: date | None = None
) -> Iterator[Found]:
    """The organisations of a sentence in the roles that the rules for ``event`` see, in their order.

    ``companies`` are names that the article calls companies. What is not done or undone shows no
    role, nor does an event of a year before ``published``.
    """
    for rule in RULES:
        for found in rule.verb.finditer(sentence) if event in rule.events else ():
            named = list(_read(rule, found, sentence, companies))
            end = max((name.end for _, name in named), default=0)
            end = max(end, found.end())
            if not named or is_unreal(sentence, found.start(), end, event):
                continue
            if not is_earlier(sentence, found.end(), end, event, published):
                yield from (Found(role, name, found.span()) for role, name in named)


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
