"""How far a line is made as the other lines of its text: an agenda, a ticker, a list of prices or of winners.

A text without prose has no article that a line could share words with, yet its lines go by one pattern:
each begins with an hour, a number, a name and a colon, each ends in a figure or a full stop. What was
put in between does not keep to it. Columns are in the order of :data:`NAMES`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate.context import stems
from nlp.separate.view import View

_SHORT = 100  # characters
_OPENS = (
    ("hour", re.compile(r"\W{0,3}\d{1,2}\s?(?:[:.]\d\d|h(?:\s?\d\d)?)(?!\d)")),
    ("number", re.compile(r"\(?\d{1,3}[.)º°]?[.)-]\s")),
    ("figure", re.compile(r"\W{0,3}\d")),
    ("quote", re.compile(r"[«“\"‘—–]")),
    ("label", re.compile(r"[^:.!?]{1,50}?\s?:\s")),
    ("place", re.compile(r"[^\W\d_][^:.!?\d]{1,25}\.\s(?=\S)")),
)
_CLOSES = (
    ("asks", re.compile(r"\?\W*\Z")),
    ("cries", re.compile(r"!\W*\Z")),
    ("stops", re.compile(r"[.…]\W*\Z")),
    ("counts", re.compile(r"\d\W*(?:\w{1,7}\W*){0,2}\Z")),
)
_NUMBER = re.compile(r"\D{0,12}(\d{1,3})(?!\d)")
_FIRST = re.compile(r"\W*(\w+)")

NAMES = (
    *(f"form_{name}" for name, _ in (*_OPENS, *_CLOSES)),
    "form_share",
    "form_opens_share",
    "form_before",
    "form_after",
    "form_across",
    "form_first_word",
    "form_counts_on",
    "form_short_share",
    "form_shared",
    "form_shared_near",
)
"""Columns of :func:`rows`."""


def rows(texts: Sequence[str], views: Sequence[View], at: Sequence[int]) -> NDArray[np.float32]:
    """Features of the lines ``at`` of one text: shape (len(at), len(NAMES))."""
    made = [(_opens(text), _closes(text)) for text in texts]
    first = [_first(text) for text in texts]
    said = [stems(seen.text) for seen in views]
    forms, opens, words = Counter(made), Counter(form[0] for form in made), Counter(first)
    held = Counter(stem for stemmed in said for stem in stemmed)
    short = sum(len(text) < _SHORT for text in texts) / max(len(texts), 1)
    others = max(len(texts) - 1, 1)
    found = []
    for i in at:
        near = [made[j] if 0 <= j < len(made) else None for j in (i - 1, i + 1)]
        opener = made[i][0]
        beside = frozenset().union(*(said[j] for j in (i - 1, i + 1) if 0 <= j < len(said)))
        size = max(len(said[i]), 1)
        found.append(
            [
                *(float(name == opener) for name, _ in _OPENS),
                *(float(name == made[i][1]) for name, _ in _CLOSES),
                (forms[made[i]] - 1) / others,
                (opens[opener] - 1) / others,
                *(float(form is not None and form[0] == opener) for form in near),
                float(near[0] is not None and near[0] == near[1]),
                min(words[first[i]] - 1, 4),
                float(_counts_on(texts, i)),
                short,
                sum(held[stem] > 1 for stem in said[i]) / size,
                len(said[i] & beside) / size,
            ]
        )
    return np.array(found, dtype=np.float32).reshape(-1, len(NAMES))


def _opens(text: str) -> str:
    return next((name for name, pattern in _OPENS if pattern.match(text[:80])), "")


def _closes(text: str) -> str:
    return next((name for name, pattern in _CLOSES if pattern.search(text[-40:])), "")


def _first(text: str) -> str:
    found = _FIRST.match(text[:60])
    return found[1].casefold() if found else ""


def _counts_on(texts: Sequence[str], i: int) -> bool:
    """Whether the number that a line begins with follows that of one of two lines before, or leads to one behind."""
    own = _NUMBER.match(texts[i][:20])
    if own is None:
        return False
    for step in (-2, -1, 1, 2):
        there = _NUMBER.match(texts[i + step][:20]) if 0 <= i + step < len(texts) else None
        if there and int(there[1]) == int(own[1]) + (1 if step > 0 else -1):
            return True
    return False
