"""Written faults put into other sentences: what a marked line mends, the bank breaks elsewhere.

`The firm {counts with|has} 85 staff` teaches that `has` may have been `counts with`. Words of content are
exchanged wherever they stand; small words only beside the same neighbour as in the line.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from nlp.tables import rows
from training.repair.faults import Damage
from training.repair.forms import FUNCTION
from training.repair.marked import marks

LONGEST = 4
"""Words on either side of a mark that is taken into the bank."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz '-")

Words = tuple[str, ...]
Sides = tuple[str, str]


class Bank:
    """Mended words -> the faults that they may have been, with the neighbours in the line."""

    def __init__(self) -> None:
        self._entries: dict[Words, list[tuple[Words, Sides]]] = defaultdict(list)
        self._gaps: dict[str, list[tuple[Words, Sides]]] = defaultdict(list)  # by either neighbour

    def __len__(self) -> int:
        gaps = sum(len(found) for found in self._gaps.values()) // 2
        return gaps + sum(len(found) for found in self._entries.values())

    def _learn(self, good: Words, bad: Words, sides: Sides) -> None:
        if good:
            self._entries[good].append((bad, sides))
        else:
            for word in sides:
                self._gaps[word].append((bad, sides))

    def learn(self, marked: Iterable[str]) -> None:
        """Take the marks of sentences in."""
        for sentence in marked:
            for before, bad, good, after in marks(sentence):
                if len(bad) <= LONGEST and len(good) <= LONGEST:
                    self._learn(good, bad, (before, after))

    def learn_tables(self) -> None:
        """Take in the rows of the phrase tables that are plain words."""
        for name in (
            "false_friend",
            "idiom",
            "preposition",
            "agreement",
            "word_order",
            "untranslated",
        ):
            for row in rows(f"repair/{name}.tsv"):
                for bad, good in _plain(row["pattern"], row["fixed"]):
                    if good != bad and len(bad) <= LONGEST and len(good) <= LONGEST:
                        self._learn(good, bad, ("", ""))

    def damage(self, words: Sequence[str], rng: random.Random) -> Damage | None:
        """One of the faults that the bank has for these words (lower case), None without any."""
        found = list(self._possible(words))
        return rng.choice(found) if found else None

    def _possible(self, words: Sequence[str]) -> Iterable[Damage]:
        for start, end, entries in self._places(words):
            for bad, sides in entries:
                if _fits(words, start, end, sides):
                    yield Damage(start, end, bad)

    def _places(self, words: Sequence[str]) -> Iterable[tuple[int, int, list[tuple[Words, Sides]]]]:
        """Ranges of words, and gaps between them, with what the bank has for them."""
        for start in range(len(words)):
            yield start, start, self._gaps.get(words[start], [])
            yield start + 1, start + 1, self._gaps.get(words[start], [])
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if found := self._entries.get(tuple(words[start:end])):
                    yield start, end, found


def _plain(pattern: str, fixed: str) -> Iterable[tuple[Words, Words]]:
    """The (fault, mended) words of a row without anything but words and alternatives in one place."""
    if not set(pattern + fixed) <= _PLAIN | {"/", "+"}:
        return
    tokens, new = pattern.split(" "), fixed.split(" ")
    count = max(t.count("/") for t in tokens) + 1
    if any(t.count("/") not in (0, count - 1) for t in [*tokens, *new]):
        return
    for i in range(count):
        yield _chosen(tokens, i), _chosen(new, i)


def _chosen(tokens: Sequence[str], i: int) -> Words:
    """The words of a row with the i-th alternative of each token."""
    picked = (t.split("/")[i] if "/" in t else t for t in tokens)
    return tuple(w for token in picked for w in token.replace("+", " ").split(" ") if w)


def _fits(words: Sequence[str], start: int, end: int, sides: Sides) -> bool:
    """Small words need a neighbour of the line, and a gap needs one that is no small word."""
    good = words[start:end]
    if any(w not in FUNCTION and len(w) > 3 for w in good):
        return True
    before, after = sides
    same_before = before == (words[start - 1] if start else ".")
    same_after = after == (words[end] if end < len(words) else ".")
    if same_before and same_after:
        return True
    content_before = same_before and before.isalpha() and before not in FUNCTION
    content_after = same_after and after.isalpha() and after not in FUNCTION
    return content_before or content_after
