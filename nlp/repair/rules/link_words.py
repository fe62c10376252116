"""Small words of French and Spanish that were left between English ones: "avec", "según", "y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.calendar import MONTHS, WEEKDAYS
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.phrase_patterns import WORDS
from nlp.repair.phrases import words_of
from nlp.tables import common_words

_LEFT = {
    "avec": "with", "selon": "according to", "d\u00e8s": "from", "depuis": "since", "lorsque": "when", "afin de": "in order to",
    "ainsi que": "as well as", "mais": "but", "aussi": "also", "\u00e9galement": "also", "toutefois": "however",
    "cependant": "however", "malgr\u00e9": "despite", "jusqu'\u00e0": "until", "apr\u00e8s": "after", "tr\u00e8s": "very", "parce que": "because",
    "gr\u00e2ce \u00e0": "thanks to", "par exemple": "for example", "c'est-\u00e0-dire": "that is", "notamment": "in particular",
    "d\u00e9j\u00e0": "already", "toujours": "still", "sauf": "except", "environ": "about", "quand": "when", "ainsi": "thus",
    "seg\u00fan": "according to", "tambi\u00e9n": "also", "adem\u00e1s": "in addition", "aunque": "although", "mientras": "while",
    "hasta": "until", "desde": "since", "pero": "but", "durante": "during", "cuando": "when", "porque": "because",
    "despu\u00e9s de": "after", "por ejemplo": "for example", "es decir": "that is", "sin embargo": "however",
    "a m\u00e1s tardar": "at the latest", "a partir de": "from", "m\u00e1s de": "more than", "cerca de": "nearly", "junto con": "together with",
    "sobre todo": "above all", "y": "and",
}  # fmt: skip
_CLOSED = (
    "y",
    "sin",
    "hasta",
    "sobre todo",
    "ainsi",
    "environ",
    "quand",
    "mais",
    "aussi",
    "m\u00e1s de",
)
"""Those that are words or names elsewhere: an English word must stand on both sides."""
_WORD = re.compile(
    r"(?<![\w'\u2019/-])(?:"
    + "|".join(sorted(map(re.escape, _LEFT), key=len, reverse=True))
    + r")(?![\w'\u2019/-])",
    re.I,
)
_FIRST_WORDS = frozenset(WORDS.findall(name)[0] for name in _LEFT)
_BEFORE = re.compile(r"([\w'\u2019]+)[,;:]? $")
_AFTER = re.compile(r"[,;:.]?(?: ([\w'\u2019]+)| ?[.,;:)]|$)")
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_OPENS = re.compile(r"(?:^|[.!?:\n][\"\u201d)]? ?)$")


@cache
def _english(word: str) -> bool:
    low = word.lower()
    if word.removesuffix("s") in _DAYS:
        return True
    return low.isascii() and (
        low in common_words() or low.isdigit() or low.removesuffix("s") in common_words()
    )


def left_words(text: str, view: View) -> Iterator[Change]:
    """Each where plain English stands on both sides."""
    if _FIRST_WORDS.isdisjoint(words_of(text)):
        return
    for m in _WORD.finditer(text):
        left = text[max(0, m.start() - 40) : m.start()]
        before, after = _BEFORE.search(left), _AFTER.match(text, m.end())
        opens = _OPENS.search(left[-4:]) is not None
        if after is None or not (opens or (before and m[0][0].islower())):
            continue
        low = m[0].lower()
        sides = [before[1] if before and not opens else None, after[1]]
        if low in _CLOSED and (
            None in sides or not all(s and (s.islower() or s in _DAYS) for s in sides)
        ):
            continue
        if all(s is None or _english(s) for s in sides) and any(sides):
            yield Change(*m.span(), same_case(m[0], _LEFT[low]), f"{m[0]} was left untranslated")


RULES = (Rule("left_words", "untranslated", left_words),)
