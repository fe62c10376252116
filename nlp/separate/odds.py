"""What decides about a line beside its probabilities: its length, whether it sells by itself, what the rest does."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context
from nlp.separate.context import BOILERPLATE, SPAM
from nlp.separate.view import View

PROSE = 160
"""Characters from which a segment that reads as prose is taken for running text."""

_STOP = re.compile(r"[.…][\"'”’»)\s]*$")
_SELLS = context.NAMES.index("p_spam")
_CRUMB, _HARMLESS = 60, 0.2  # characters, and probability of spam by itself
_SHARED, _OTHERS_SELL = context.NAMES.index("shared_share"), context.NAMES.index("doc_spam")
_DOUBTED, _SURE = 0.35, 0.95  # probability of spam in its place, and by itself
_LITTLE, _FEW = 0.3, 0.2  # share of words that others say, and probability of spam of those

Floats = NDArray[np.float32]


def noise(p: Sequence[float]) -> int:
    """The number of the likelier label of what is no content."""
    return SPAM if p[SPAM] > p[BOILERPLATE] else BOILERPLATE


def crumb(text: str, seen: tuple[View, Floats, Floats] | None) -> bool:
    """Whether a line is short and sells nothing by itself: whatever stands around it, that is no spam."""
    return seen is not None and len(text) < _CRUMB and float(seen[2][_SELLS]) < _HARMLESS


def sold(p: Sequence[float], text: str, seen: tuple[View, Floats, Floats] | None) -> bool:
    """Whether a block of a page is spam that its place among the article makes look like content.

    It says little of what the rest says, and that does not sell: in a list of offers one more is content.
    """
    if seen is None or len(text) < _CRUMB or p[SPAM] < _DOUBTED:
        return False
    return sells_alone(seen)


def sells_alone(seen: tuple[View, Floats, Floats] | None) -> bool:
    """Whether a block surely sells by itself, says little of what the rest says, and that does not sell."""
    if seen is None:
        return False
    around = seen[2]
    apart = around[_SHARED] <= _LITTLE and around[_OTHERS_SELL] <= _FEW
    return bool(apart and around[_SELLS] >= _SURE)


def one_of_many(p: Sequence[float], seen: tuple[View, Floats, Floats] | None) -> bool:
    """Whether a block of a page sells no more than the others do: then that it may be spam says nothing."""
    return seen is not None and p[SPAM] < 0.5 and float(seen[2][_OTHERS_SELL]) > _FEW


def is_prose(text: str) -> bool:
    """Whether a line is long, or half as long and ends as a sentence does."""
    return len(text) >= PROSE or (len(text) >= PROSE / 2 and bool(_STOP.search(text[-4:])))
