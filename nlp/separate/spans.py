"""Spam glued to a genuine paragraph: where it may begin and end.

A paragraph is cut between sentences, and inside a sentence where a capital follows without a stop
(spam mostly ends in an address), if the model finds the piece by itself to be spam and what stands
before and behind it plain news. The pieces are then judged in their place in the document; what is
not plainly spam there is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.sentences import split
from nlp.separate.context import SPAM
from nlp.separate.remainder import MIN_NEWS, leads_to_spam

MIN_PIECE = 12
"""Characters below which a piece is not judged by itself."""

_LAST = 12  # sentences looked at from each end of a long paragraph
_INNER = 8  # places looked at inside a sentence
_LONGEST = 4_000  # characters of a sentence that is looked into
_QUOTES = ("«»", "“”")
_GLUED_STOP = re.compile(
    r"[.!?…»)\"”](?<=[^\W_][^\W_][\s\S])(?=[¡¿]|[A-ZÀ-Ý][^\W\d_]{1,30}[ \u00a0'’,:])"
)
_ADDRESS = re.compile(
    r"\.(?<=[^\W_]\.)[a-z]{2,24}(?![\w.@-])(?:/\S{0,200})?[!?)\]>»\"”]{0,3}[ \u00a0\n]{1,3}"
    r"(?=[«\"“(]?[ \u00a0]?[A-ZÀ-Ý¡¿])"
)
_CAPITAL = re.compile(
    r"(?:(?<=[^\W\d_,;:][ \u00a0\n])(?=[0-9A-ZÀ-Ý¡¿])|(?<=[^\s.,;:(«\"“'’&/–—-][ \u00a0\n])(?=[A-ZÀ-Ý¡¿]))"
    r"(?=\S[\w'’-]*[ \u00a0\n]\S)"
)


def sentence_cuts(text: str, lang: str | None) -> list[int]:
    """Offsets at which a sentence of ``text`` begins, the first left out.

    A capital right after a stop begins one too (``plan.Buy now``). Of a paragraph with very many
    sentences only those near its two ends.
    """
    cuts: set[int] = {found.end() for found in _GLUED_STOP.finditer(text)}
    at = 0
    for sentence in split(text, lang):
        cuts.add(at)
        at += len(sentence.text) + len(sentence.tail)
    found = sorted(cuts - {0})
    return found if len(found) <= 2 * _LAST else found[:_LAST] + found[-_LAST:]


def inner_cuts(text: str) -> list[int]:
    """Offsets inside a sentence where a capital may begin something glued to it, or what it is
    glued to: behind a word, a figure or an address (``at pills.example The clinic``).
    """
    found = [capital.start() for capital in _CAPITAL.finditer(text, MIN_PIECE)][:_INNER]
    return sorted({*found, *address_cuts(text)[:_INNER]})


def address_cuts(text: str) -> list[int]:
    """Offsets at which a capital follows an address."""
    return [found.end() for found in _ADDRESS.finditer(text)]


def holds_address(text: str) -> bool:
    """Whether there is such an offset; where a text has none, no piece of it has one."""
    return "." in text and _ADDRESS.search(text) is not None


def glued(text: str) -> list[tuple[int, int]]:
    """From where to where something may be glued into a sentence, between two of its inner cuts.

    Before it or behind it, or both, there is enough for news. None in a sentence without end.
    """
    if len(text) > _LONGEST:
        return []
    length, places = len(text), inner_cuts(text)
    starts = [0, *(at for at in places if at >= MIN_NEWS and text[at - 2].isalpha())]
    ends = [*(at for at in places if length - at >= MIN_NEWS), length]
    return [(start, end) for start in starts for end in ends if MIN_PIECE <= end - start < length]


def pieces(text: str, cuts: Sequence[int]) -> list[str]:
    """``text`` cut at the offsets; joined they are ``text``."""
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def spam_runs(
    parts: Sequence[str], probabilities: NDArray[np.floating], suspicion: float
) -> list[int]:
    """Numbers of the parts at which a run of spam begins or ends, in order.

    A part belongs to a run when its probability of spam by itself is at least ``suspicion``, but
    not when it tears a quotation in two: what somebody said is no spam; or when it asks what the run
    answers. Empty when none or all do.
    """
    whole = not torn("".join(parts))
    suspect = [
        p[SPAM] >= suspicion and len(part.strip()) >= MIN_PIECE and not (whole and torn(part))
        for part, p in zip(parts, probabilities, strict=True)
    ]
    if not any(suspect) or all(suspect):
        return []
    for i, part in enumerate(parts[:-1]):
        if suspect[i + 1] and suspect.count(False) > 1 and leads_to_spam(part):
            suspect[i] = True
    return [i for i in range(1, len(parts)) if suspect[i] != suspect[i - 1]]


def torn(text: str) -> bool:
    """Whether a quotation begins in ``text`` and ends beyond it, or the other way round."""
    pairs = any(text.count(opens) != text.count(closes) for opens, closes in _QUOTES)
    return pairs or text.count('"') % 2 == 1
