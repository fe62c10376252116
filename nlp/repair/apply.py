"""Turn what rules propose into text and edits: no overlaps, nothing protected, the gate asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from nlp.article import Edit
from nlp.repair import gate, shield
from nlp.repair.change import Change, Rule, View

_WINDOW = 400


class Spans:
    """Protected spans, answering quickly whether a change touches one."""

    def __init__(self, found: list[tuple[int, int]]) -> None:
        merged: list[list[int]] = []
        for start, end in found:
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self.starts = [start for start, _ in merged]
        self.ends = [end for _, end in merged]

    def touches(self, start: int, end: int) -> bool:
        """True when ``[start, end)`` overlaps a span (an insertion: lies inside one or at its start)."""
        if not self.starts:
            return False
        at = bisect_right(self.starts, max(start, end - 1)) - 1
        return at >= 0 and self.ends[at] > start and self.starts[at] < max(end, start + 1)


@lru_cache(maxsize=8)
def protected(text: str) -> Spans:
    """The protected spans of a text, remembered for the next rule."""
    return Spans(shield.spans(text))


def apply_rule(text: str, rule: Rule, view: View) -> tuple[str, list[Edit]]:
    """The text after one rule, and its edits (offsets as if made one after another)."""
    if rule.likely and not view.damaged:
        return text, []
    if rule.hint is not None and rule.hint.search(text) is None:
        return text, []
    changes = sorted(rule.propose(text, view), key=lambda c: (c.start, c.end))
    return apply_changes(text, changes, rule, view) if changes else (text, [])


def apply_changes(
    text: str, changes: Iterable[Change], rule: Rule, view: View
) -> tuple[str, list[Edit]]:
    """Apply changes sorted by place, leaving out what overlaps, is protected or harms a fact."""
    spans = protected(text) if rule.shielded else None
    pieces: list[str] = []
    edits: list[Edit] = []
    at = shift = 0
    for change in changes:
        found = text[change.start : change.end]
        if change.start < at or found == change.fixed:
            continue
        if spans is not None and spans.touches(change.start, change.end):
            continue
        if not _passes(text, change, found):
            continue
        pieces += (text[at : change.start], change.fixed)
        edits.append(_edit(view.index, change, found, rule, change.start + shift))
        shift += len(change.fixed) - len(found)
        at = change.end
    if not edits:
        return text, []
    pieces.append(text[at:])
    return "".join(pieces), edits


def _passes(text: str, change: Change, found: str) -> bool:
    before = text[max(0, change.start - _WINDOW) : change.start]
    after = text[change.end : change.end + _WINDOW]
    return gate.passes(before, found, change.fixed, after, change.evidence)


def _edit(segment: int, change: Change, found: str, rule: Rule, start: int) -> Edit:
    kind = change.kind or rule.kind
    score = None if change.score is None else round(change.score, 3)
    return Edit(segment, found, change.fixed, kind, change.reason, start, score)
