"""Whether our translation may take the place of what is broken, and what of that stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.repair.again.broken import copied, looping
from nlp.repair.again.likeness import held
from nlp.repair.checks import check_segment

if TYPE_CHECKING:
    from nlp.translate import Translation


class Candidate(NamedTuple):
    """What takes the place of ``found``; ``score`` is the confidence in it."""

    fixed: str
    score: float


_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")
_NOT = re.compile(
    r"\b(?:not|no|never|without|nor|none|nobody|nothing|cannot)\b|n['\u2019]t\b", re.I
)
_LEAST = 0.5
"""Confidence under which no translation of ours replaces anything."""
_LONGEST_TAIL, _SHORTEST_TAIL = 6, 2
_LITTLE = 3  # letters of a last word that may be another in ours
_AGREES = 0.6  # of what we say up to the cut must be in the beginning that is kept
_AGAIN = 0.34  # of what we say behind it that stands there already: said in another order


def candidate(source: str, ours: Sequence[Translation], lang: str) -> Candidate | None:
    """Our translation of one or more sentences if nothing speaks against it."""
    text = " ".join(t.text.strip() for t in ours)
    score = min(t.confidence for t in ours)
    if score < _LEAST or any(t.checks for t in ours) or not sound(source, text, lang):
        return None
    return Candidate(text, score)


def sound(source: str, english: str, lang: str) -> bool:
    """Whether no check finds anything wrong with the English of a sentence."""
    if not english.strip() or looping(english, source) or copied(english, source, lang):
        return False
    return not any(check_segment(0, source, english, "paragraph"))


def continued(cut: str, ours: str) -> str | None:
    """A cut sentence as it is, and the rest from our translation, where the two meet; else None.

    They meet where the last words of the cut one stand in ours, once, and what we say before is
    said in its beginning, what we say behind is not. Half a word at the cut is left out.
    """
    theirs, own = list(_WORD.finditer(cut)), list(_WORD.finditer(ours))
    said, folded = [m[0].lower() for m in theirs], [m[0].lower() for m in own]
    for dropped in (0, 1):
        last = len(said) - dropped
        for size in range(min(_LONGEST_TAIL, last), _SHORTEST_TAIL - 1, -1):
            at = _once(said[last - size : last], folded)
            if at is None or (dropped and not _half(said[last], folded[at : at + 1])):
                continue
            kept = cut[: theirs[last - 1].end()]
            before, behind = ours[: own[at - 1].end()], ours[own[at - 1].end() :]
            if held(before, kept) < _AGREES or held(behind, kept) > _AGAIN:
                return None
            if len(_NOT.findall(before)) != len(_NOT.findall(kept)):
                return None  # "including those of the" of what is "but not those of the"
            return kept + behind
    return None


def expected(begun: str, ours: str) -> float:
    """The chrF (0-1) that the beginning of a sentence has at best: all of it right, the rest lacking.

    Recall counts twice (beta 2), as in the measure that the confidence of a translation foretells.
    """
    recall = min(1.0, len(begun) / max(len(ours), 1))
    return 5 * recall / (4 + recall)


def _half(word: str, following: Sequence[str]) -> bool:
    """Whether a word that was cut is the beginning of the one that follows in ours, or says little."""
    return len(word) <= _LITTLE or any(other.startswith(word) for other in following)


def _once(tail: Sequence[str], of: Sequence[str]) -> int | None:
    """Where a run of words ends in a text that has it once."""
    size = len(tail)
    ends = [i + size for i in range(len(of) - size + 1) if list(of[i : i + size]) == list(tail)]
    return ends[0] if len(ends) == 1 else None
