"""The questions of an interview: short lines of few words of the article's, but each between two answers.

By its words alone "You are critical of the big firms." might be anything, and what stands around a
question is an answer to it, not more of the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

LEAST = 0.25
"""Probability of content below which a line between two answers stays aside: there is spam that stands there."""
_OTHERS = 2  # questions of the article that were kept
_LONGEST = 240  # characters of a question
_OPENS = re.compile(r"\s*[\"“«‘'—–-]\s?\w")
_ENDS = re.compile(r"[.!?…]\s*[\"”»’']?\s*$|[\"”»]\s*[.!?…]?\s*$")


def questions(texts: Sequence[str], kept: Sequence[bool], likely: Sequence[float]) -> list[int]:
    """The numbers of lines that are no content by themselves and stand where the questions do.

    Args:
        texts: the lines of a text.
        kept: which of them are content.
        likely: how probably each is.
    """
    content = [i for i, keep in enumerate(kept) if keep]
    asked = [i for i in range(1, len(texts) - 1) if _between_answers(texts, content, i)]
    if sum(kept[i] for i in asked) < _OTHERS:
        return []
    return [i for i in asked if not kept[i] and likely[i] >= LEAST]


def _between_answers(texts: Sequence[str], content: Sequence[int], number: int) -> bool:
    """Whether a line that opens no quotation stands between two that do; what was set aside is passed over."""
    text = texts[number]
    if len(text) > _LONGEST or _OPENS.match(text) or not _ENDS.search(text):
        return False
    at = bisect_left(content, number)
    behind = content[bisect_right(content, number) :][:1]
    around = [*content[max(at - 1, 0) : at], *behind]
    return len(around) == 2 and all(_OPENS.match(texts[i]) for i in around)
