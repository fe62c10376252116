"""Spam glued to a genuine paragraph: where it may begin and end.

A paragraph is cut between sentences, and inside a sentence where a capital follows plain prose
without a stop, if the model finds the piece by itself to be spam and the rest not. The pieces are
then judged in their place in the document; what is not plainly spam there is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.sentences import split
from nlp.separate.context import SPAM

MIN_PIECE = 12
"""Characters below which a piece is not judged by itself."""

MIN_OPENING = 25
"""Characters that a sentence must have before something may be glued into the middle of it."""

_LAST = 12  # sentences looked at from each end of a long paragraph
_GLUED_STOP = re.compile(
    r"(?<=[^\W_][^\W_][.!?…»)\"”])(?=[¡¿]|[A-ZÀ-Ý][^\W\d_]{1,30}[ \u00a0'’,:])"
)
_CAPITAL = re.compile(r"(?<=[^\W\d_,;:][ \u00a0\n])(?=[A-ZÀ-Ý¡¿0-9][\w'’-]*[ \u00a0\n]\S)")


def sentence_cuts(text: str, lang: str | None) -> list[int]:
    """Offsets at which a sentence of ``text`` begins, the first left out.

    A capital right after a stop begins one too (``plan.Buy now``). Of a paragraph with very many
    sentences only those near its two ends.
    """
    cuts: set[int] = {found.start() for found in _GLUED_STOP.finditer(text)}
    at = 0
    for sentence in split(text, lang):
        cuts.add(at)
        at += len(sentence.text) + len(sentence.tail)
    found = sorted(cuts - {0})
    return found if len(found) <= 2 * _LAST else found[:_LAST] + found[-_LAST:]


def inner_cuts(text: str) -> list[int]:
    """Offsets inside a sentence where a capital may begin something glued to it."""
    return [found.start() for found in _CAPITAL.finditer(text, MIN_OPENING)][:8]


def pieces(text: str, cuts: Sequence[int]) -> list[str]:
    """``text`` cut at the offsets; joined they are ``text``."""
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def spam_runs(
    parts: Sequence[str], probabilities: NDArray[np.floating], suspicion: float
) -> list[int]:
    """Numbers of the parts at which a run of spam begins or ends, in order.

    A part belongs to a run when its probability of spam by itself is at least ``suspicion``; empty
    when none or all do.
    """
    suspect = [
        p[SPAM] >= suspicion and len(part.strip()) >= MIN_PIECE
        for part, p in zip(parts, probabilities, strict=True)
    ]
    if not any(suspect) or all(suspect):
        return []
    return [i for i in range(1, len(parts)) if suspect[i] != suspect[i - 1]]
