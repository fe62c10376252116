"""Token edits, the measure of the repair benchmark: what a repair changed, and what it should have.

Tokens are words or single punctuation marks and carry a flag for the white space before them. What was
made and each accepted correction are aligned to the damaged text (Levenshtein); an edit is one
substituted, deleted or inserted token at one place of the damaged text. Of several accepted corrections
the one counts that gives the best F0.5. The definition is that of `score.py` beside the benchmark, which
the tests compare with; classes are told here by the words that come and go.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.repair.edit.tags import kind_of

_TOKEN = re.compile(r"(\s*)(\w+|[^\w\s])")
_WORD = re.compile(r"\w+")
_SIGNS = frozenset("€$£%")

Edit = tuple[str, int, str]
"""`S`, `D` or `I`, the place in the damaged text, and the new token."""


class Counts(NamedTuple):
    """Token edits that were right, needless and missed."""

    right: int = 0
    needless: int = 0
    missed: int = 0


class Judged(NamedTuple):
    """One item: its token edits against the best accepted correction, whole and by class."""

    counts: Counts
    classes: dict[str, Counts]
    exact: bool


def tokens(text: str) -> list[str]:
    """Words and marks, each with a blank before it where the text has white space there."""
    return [(" " if space else "") + token for space, token in _TOKEN.findall(text.strip())]


def edits(text: str, other: str) -> Counter[Edit]:
    """The token edits that lead from one text to the other."""
    return Counter(edit for run in runs(tokens(text), tokens(other)) for edit in run)


def runs(old: Sequence[str], new: Sequence[str]) -> list[list[Edit]]:
    """Edits from one row of tokens to another, those together that no kept token parts."""
    i = _shared(old, new)  # the alignment keeps what both begin with, so no table is needed for it
    cost, found, j = _costs(old, new, i), [[]], i
    start = i
    while i < len(old) or j < len(new):
        a, b = i - start, j - start
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            found.append([])
        elif i < len(old) and j < len(new) and cost[a][b] == 1 + cost[a + 1][b + 1]:
            found[-1].append(("S", i, new[j]))
            i, j = i + 1, j + 1
        elif i < len(old) and cost[a][b] == 1 + cost[a + 1][b]:
            found[-1].append(("D", i, ""))
            i += 1
        else:
            found[-1].append(("I", i, new[j]))
            j += 1
    return [run for run in found if run]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _costs(old: Sequence[str], new: Sequence[str], start: int) -> list[list[int]]:
    """Edit distance of what is left behind every pair of places from ``start`` on."""
    a, b = old[start:], new[start:]
    table = [list(range(len(b), -1, -1))]
    for i in range(len(a) - 1, -1, -1):
        below, row = table[-1], [len(a) - i]
        for j in range(len(b) - 1, -1, -1):
            if a[i] == b[j]:
                row.append(below[j + 1])
            else:
                row.append(1 + min(below[j + 1], below[j], row[-1]))
        table.append(row[::-1])
    return table[::-1]


def f05(right: int, needless: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F0.5; precision is 1 where nothing was made, recall where nothing was asked."""
    precision = right / (right + needless) if right + needless else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    both = 0.25 * precision + recall
    return precision, recall, 1.25 * precision * recall / both if both else 0.0


def normal(text: str) -> str:
    """The text with single blanks, for telling whether two are the same."""
    return " ".join(text.split())


def judged(text: str, made: str, accepted: Sequence[str]) -> Judged:
    """What was made of a text, held against the accepted correction that suits it best."""
    mine = edits(text, made)
    measured = []
    for correction in accepted:
        wanted = edits(text, correction)
        right = (mine & wanted).total()
        counts = Counts(right, mine.total() - right, wanted.total() - right)
        measured.append(((f05(*counts)[2], right, -counts.missed), counts, correction))
    best = max(measured, key=lambda m: m[0])
    exact = normal(made) in {normal(correction) for correction in accepted}
    return Judged(best[1], by_class(text, made, best[2]), exact)


def by_class(text: str, made: str, correction: str) -> dict[str, Counts]:
    """The counts of each class: right and missed ones by the correction, needless ones by what was made."""
    old = tokens(text)
    wanted = runs(old, tokens(correction))
    mine = runs(old, tokens(made))
    right = edits(text, made) & edits(text, correction)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for run in wanted:
        hits = _taken(run, right.copy())
        found[_class(old, run)][0] += hits
        found[_class(old, run)][2] += len(run) - hits
    for run in mine:
        if needless := len(run) - _taken(run, right.copy()):
            found[_class(old, run)][1] += needless
    return {name: Counts(*counts) for name, counts in found.items()}


def _taken(run: Iterable[Edit], right: Counter[Edit]) -> int:
    """How many edits of a run are among the right ones."""
    taken = 0
    for edit in run:
        if right[edit]:
            right[edit] -= 1
            taken += 1
    return taken


def _class(old: Sequence[str], run: Sequence[Edit]) -> str:
    """The class of neighbouring edits."""
    start = run[0][1]
    stop = max([place + 1 for kind, place, _ in run if kind != "I"], default=start)
    found, fixed = "".join(old[start:stop]), "".join(token for _, _, token in run)
    return class_of(
        found, fixed, "".join(old[max(0, start - 1) : start]), "".join(old[stop : stop + 1])
    )


def class_of(found: str, fixed: str, before: str = "", after: str = "") -> str:
    """The class of a change between two tokens: capitals, marks and figures here, of words those of
    the edit model."""
    old, new = _WORD.findall(found), _WORD.findall(fixed)
    if old == new:
        inside = before.strip().isdigit() and after.isdigit()
        return "number_format" if inside or _SIGNS & {*found, *fixed} else "punctuation"
    if [word.casefold() for word in old] == [word.casefold() for word in new]:
        return "capitalisation"
    if any(c.isdigit() for word in {*old} ^ {*new} for c in word):
        return "number_format"
    return kind_of(found, fixed)
