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
from nlp.separate.remainder import MIN_NEWS, goes_with_spam, leads_to_spam

MIN_PIECE = 12
"""Characters below which a piece is not judged by itself."""

_SURE = 0.95  # probability of spam by itself of what is spam whatever stands beside it
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
    found = [
        _level(p[SPAM], suspicion)
        if len(part.strip()) >= MIN_PIECE and not (whole and torn(part))
        else 0
        for part, p in zip(parts, probabilities, strict=True)
    ]
    if not any(found) or all(found):
        return []
    for i, part in enumerate(parts[:-1]):
        if found[i + 1] and found.count(0) > 1 and leads_to_spam(part):
            found[i] = found[i + 1]
    _go_on(parts, found)
    return [i for i in range(1, len(parts)) if found[i] != found[i - 1]]


def _level(spam: float, suspicion: float) -> int:
    """0 for no suspect, 1 for one, 2 for one that is surely spam by itself: it is judged without the others."""
    return int(spam >= suspicion) + int(spam >= max(_SURE, suspicion))


def _go_on(parts: Sequence[str], found: list[int]) -> None:
    """What goes on with sure spam, behind it and before it, gets its level in ``found``.

    Something is left that does not.
    """
    for numbers, step in ((range(1, len(parts)), -1), (range(len(parts) - 2, -1, -1), 1)):
        for i in numbers:
            if found[i] == 2 or found[i + step] < 2 or (not found[i] and found.count(0) < 2):
                continue
            rest = "".join(part for part, level in zip(parts, found, strict=True) if not level)
            others = rest.replace(parts[i], "", 1)
            spam = "".join(part for part, level in zip(parts, found, strict=True) if level == 2)
            if goes_with_spam(parts[i], spam, others):
                found[i] = 2


def torn(text: str) -> bool:
    """Whether a quotation begins in ``text`` and ends beyond it, or the other way round."""
    pairs = any(text.count(opens) != text.count(closes) for opens, closes in _QUOTES)
    return pairs or text.count('"') % 2 == 1
