"""Text in capitals, where a capital tells neither a name nor an acronym."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAST = 0.85  # share of the letters: a headline in capitals has units and "iPhone" in it
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16)
def mostly_capitals(text: str) -> bool:
    """Say whether nearly all letters of a text are capitals, however short it is; so they are of none."""
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) >= _LEAST * len(letters)


@lru_cache(maxsize=16)  # a sentence is asked about three times
def is_capitals(text: str) -> bool:
    """Say whether a text is written in capitals: two words of nine letters or more, not "CHU" alone."""
    if sum(map(str.isalpha, text)) <= 8 or len(_WORD.findall(text)) < 2:
        return False
    return mostly_capitals(text)
