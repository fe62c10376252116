"""Which blocks of a page its true text is made of: labels for pages whose article is known.

The truth of an extraction benchmark is one text (or a few snippets), not labels. A block of five
words or more belongs to it when most of its word trigrams do; a shorter one when its words stand in
the truth between those of the blocks around it. Where the page has a text twice (a teaser, a copy
for another screen), the one among more of the article counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.article import Block

CONTENT, OTHER, UNKNOWN = 0, 1, -1
_TOKEN = re.compile(r"\w+")
_LONG = 5  # words from which a block is told by its trigrams
_NEAR = 12  # blocks from a long block of the article in which a short one may be of it
_SLACK = 4  # words by which a place in the truth may be off
Grams = list[tuple[str, ...]]


def labels(blocks: Sequence[Block], truth: Mapping[str, Any]) -> NDArray[np.int64]:
    """``CONTENT``, ``OTHER`` or ``UNKNOWN`` for each block.

    ``truth`` has the whole ``text``, or snippets that belong to it (``with``) and do not
    (``without``), and then most blocks are unknown. The headline is always content.
    """
    found = _by_text(blocks, truth["text"]) if "text" in truth else _by_snippets(blocks, truth)
    for i, block in enumerate(blocks):
        if block.kind == "title":
            found[i] = CONTENT
    return found


def _by_snippets(blocks: Sequence[Block], truth: Mapping[str, Any]) -> NDArray[np.int64]:
    found = np.full(len(blocks), UNKNOWN)
    plain = [" ".join(block.text.split()) for block in blocks]
    for name, label in (("without", OTHER), ("with", CONTENT)):
        for snippet in truth.get(name, []):
            wanted = " ".join(snippet.split())
            holding = [i for i, text in enumerate(plain) if wanted in text]
            if label == CONTENT:  # a teaser may repeat it: the longest of those shown
                holding = [i for i in holding if not _hidden(blocks[i])] or holding
                holding = sorted(holding, key=lambda i: -len(plain[i]))[:1]
            found[holding] = label
    return found


def _by_text(blocks: Sequence[Block], text: str) -> NDArray[np.int64]:
    return _Aligned(blocks, _TOKEN.findall(text.lower())).found


class _Aligned:
    """The alignment of one page: ``found`` labels, ``place`` in the truth of long blocks."""

    def __init__(self, blocks: Sequence[Block], truth: list[str]) -> None:
        self.blocks, self.truth = blocks, truth
        self.words = [_TOKEN.findall(block.text.lower()) for block in blocks]
        self.found = np.full(len(blocks), OTHER)
        self.place: dict[int, tuple[int, int]] = {}
        self.taken = np.zeros(len(truth) + 1, dtype=bool)
        self.grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, gram in enumerate(_grams(truth)):
            self.grams[gram].append(at)
        self._long()
        self._once()
        self._short()

    def _long(self) -> None:
        for i, words in enumerate(self.words):
            if len(words) < _LONG:
                continue
            hits = [gram for gram in _grams(words) if gram in self.grams]
            if len(hits) < 0.6 * (len(words) - 2):
                continue
            single = [self.grams[g][0] for g in hits if len(self.grams[g]) == 1]
            middle = int(np.median(single or [self.grams[g][0] for g in hits]))
            self.found[i] = CONTENT
            self.place[i] = (middle - len(words) // 2, middle + len(words) // 2)

    def _once(self) -> None:
        """Each part of the truth counts for one block: the one among most of the article."""
        mass: Counter[tuple[int, ...]] = Counter()
        for i in self.place:
            if not _hidden(self.blocks[i]):
                mass[_around(self.blocks[i])] += len(self.words[i])
        first = lambda i: (  # noqa: E731
            _hidden(self.blocks[i]), -mass[_around(self.blocks[i])], -len(self.words[i]), i
        )  # fmt: skip
        for i in sorted(self.place, key=first):
            own = sorted({at for g in _grams(self.words[i]) for at in self.grams.get(g, [])[:3]})
            if own and len(own) <= 3 * len(self.words[i]) and self.taken[own].mean() > 0.8:
                self.found[i] = OTHER
                del self.place[i]
            else:
                self.taken[own] = True

    def _short(self) -> None:
        starts: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.truth):
            starts[word].append(at)
        long = np.array(sorted(self.place), dtype=int)
        for i, words in enumerate(self.words):
            if not words or len(words) >= _LONG or not len(long):
                continue
            after = int(np.searchsorted(long, i))
            before, behind = long[after - 1 : after], long[after : after + 1]
            low = self.place[before[0]][1] - _SLACK if len(before) else -1
            high = self.place[behind[0]][0] + _SLACK if len(behind) else len(self.truth)
            near = any(i - j <= _NEAR for j in before) or any(j - i <= _NEAR for j in behind)
            for at in starts.get(words[0], []) if near else []:
                fits = self.truth[at : at + len(words)] == words
                if low <= at <= high and fits and not self.taken[at]:
                    self.found[i] = CONTENT
                    self.taken[at : at + len(words)] = True
                    break


def _grams(words: list[str]) -> Grams:
    return [tuple(words[i : i + 3]) for i in range(len(words) - 2)]


def _hidden(block: Block) -> bool:
    return bool(block.layout and block.layout.hidden)


def _around(block: Block) -> tuple[int, ...]:
    return block.layout.holders[:-1] if block.layout else ()
