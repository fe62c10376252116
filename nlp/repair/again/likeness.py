"""How much two renderings of a sentence have in common, by their figures and words of content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from nlp.tables import fold, words

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")
_STEM = 5
EMPTY = words(
    "a an the of to in on at by for with from as into that this these those it its he she they his her "
    "their who which whom whose what and or but if is are was were be been being has have had do does did "
    "will would can could may might shall should must not no s t than then there also more most very "
    "le la les l un une des du de d et ou en au aux dans par pour sur avec que qui ce cette ces son sa ses "
    "se est sont a ont el los las una unos unas del al y o con por para su sus es son ha han"
)
"""Words of three languages that tell nothing of a sentence's content."""


@lru_cache(maxsize=4_096)
def tokens(text: str) -> Counter[str]:
    """The figures of a text and the first letters of its words of content; do not change it."""
    found = (t for t in _TOKEN.findall(fold(text)) if t not in EMPTY)
    return Counter(t if t[0].isdigit() else t[:_STEM] for t in found)


def held(part: str, whole: str) -> float:
    """The share of the content of ``part`` that ``whole`` has too (0-1); 0 for an empty part."""
    own = tokens(part)
    return (own & tokens(whole)).total() / own.total() if own else 0.0


def alike(one: str, other: str) -> float:
    """F1 of the content that two texts share (0-1)."""
    a, b = tokens(one), tokens(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


class Content:
    """Which paragraphs of a text hold a token: a sentence is not compared with each of them."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._holders: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for number, text in enumerate(paragraphs):
            for token, times in tokens(text).items():
                self._holders[token][number] = times
        self._times = {token: holders.total() for token, holders in self._holders.items()}

    def held(self, part: str) -> float:
        """The share of the content of ``part`` that all paragraphs together have (0-1)."""
        own = tokens(part)
        found = sum(min(times, self._times.get(token, 0)) for token, times in own.items())
        return found / own.total() if own else 0.0

    def most(self, part: str, but: int) -> float:
        """The greatest share of it that one paragraph has (0-1), number ``but`` left out."""
        own, found = tokens(part), Counter[int]()
        for token, times in own.items():
            for number, there in self._holders.get(token, {}).items():
                found[number] += min(times, there)
        del found[but]
        return max(found.values(), default=0) / own.total() if own else 0.0
