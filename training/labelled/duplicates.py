"""Near-duplicates between what is learnt from and what is tested on.

MinHash with locality-sensitive hashing (Broder 1997; the library datasketch) over word 3-grams;
candidates are confirmed by their true Jaccard similarity. The held-out texts are held in memory, the
training texts pass by one at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SIMILAR = 0.7
"""Jaccard similarity of the word 3-grams from which two texts count as the same."""
_PERMUTATIONS = 64
_WORD = re.compile(r"\w+")


class Pair(NamedTuple):
    """A training text and the held-out text that it repeats (0-1)."""

    train: str
    held_out: str
    similarity: float


def shingles(text: str) -> frozenset[str]:
    """The word 3-grams of a text, figures as ``0``; a short text is one gram."""
    words = ["0" if w.isdigit() else w for w in _WORD.findall(text.casefold())]
    if len(words) < 3:
        return frozenset([" ".join(words)])
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


class HeldOut:
    """Texts that nothing learnt from may repeat."""

    def __init__(self, texts: Iterable[tuple[str, str]], similar: float = SIMILAR) -> None:
        from datasketch import MinHashLSH

        self._similar = similar
        self._index = MinHashLSH(threshold=similar * 0.9, num_perm=_PERMUTATIONS)
        self._grams: dict[str, tuple[str, frozenset[str]]] = {}
        for name, text in texts:
            grams = shingles(text)
            key = str(len(self._grams))
            self._grams[key] = name, grams
            self._index.insert(key, _minhash(grams))

    def repeated(self, name: str, text: str) -> Pair | None:
        """The held-out text that ``text`` repeats most, if it repeats one."""
        grams = shingles(text)
        best: Pair | None = None
        for key in self._index.query(_minhash(grams)):
            other, theirs = self._grams[str(key)]
            alike = len(grams & theirs) / max(len(grams | theirs), 1)
            if alike >= self._similar and (best is None or alike > best.similarity):
                best = Pair(name, other, round(alike, 4))
        return best


def pairs(train: Iterable[tuple[str, str]], held_out: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Every training text that repeats a held-out one; both are (name, text)."""
    known = HeldOut(held_out)
    for name, text in train:
        if found := known.repeated(name, text):
            yield found


def _minhash(grams: frozenset[str]):
    from datasketch import MinHash

    found = MinHash(num_perm=_PERMUTATIONS, seed=1)
    found.update_batch([gram.encode("utf-8", "surrogatepass") for gram in sorted(grams)])
    return found
