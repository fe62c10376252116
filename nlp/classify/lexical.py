"""The words of an article as weighted features: TF-IDF over words, word pairs and characters.

Four blocks (words of the title, of the first paragraph and of everything, and character 3- to
5-grams within words), each with sublinear term frequency, inverse document frequency and unit
length (Salton and Buckley 1988), multiplied by the block's weight. Figures all count as ``0``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.classify.text import ArticleText

BLOCKS = ("title", "lead", "words", "characters")
OF_SENTENCES = ("words", "characters")
"""The blocks that a sentence by itself has terms of."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\b\w\w+\b")
_LONGEST = 40  # letters of a word that are cut into n-grams: what is longer is no word


class Row(NamedTuple):
    """The features of one article: positions (ascending within a block) and their values."""

    index: NDArray[np.int64]
    value: NDArray[np.float32]


def grams(text: ArticleText) -> dict[str, Counter[str]]:
    """How often each term of each block occurs in an article."""
    title = _folded(text.title)
    paragraphs = [_folded(paragraph) for paragraph in text.paragraphs]
    everything = " . ".join([title, *paragraphs])
    return {
        "title": Counter(_words(title)),
        "lead": Counter(_words(paragraphs[0] if paragraphs else "")),
        "words": Counter(_words(everything)),
        "characters": _characters(everything),
    }


def sentence_grams(sentence: str) -> dict[str, Counter[str]]:
    """How often each term of :data:`OF_SENTENCES` occurs in a sentence read by itself."""
    folded = _folded(sentence)
    return {"words": Counter(_words(folded)), "characters": _characters(folded)}


def _folded(text: str) -> str:
    return _DIGITS.sub("0", text.lower())


def _words(text: str) -> Iterable[str]:
    words = _WORD.findall(text)
    yield from words
    for first, second in zip(words, words[1:], strict=False):
        yield f"{first} {second}"


def _characters(folded: str) -> Counter[str]:
    return Counter(gram for word in folded.split() for gram in _pieces(word))


@lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[str, ...]:
    padded = f" {word[:_LONGEST]} "
    return tuple(
        padded[start : start + size]
        for size in (3, 4, 5)
        for start in range(max(1, len(padded) - size + 1))
    )


@dataclass(frozen=True)
class Lexicon:
    """The terms that a model knows, block after block, and their weights.

    ``terms[block]`` maps a term to its position in the whole row; ``idf`` has one value for each
    position; ``weights`` one for each block.
    """

    terms: dict[str, dict[str, int]]
    idf: NDArray[np.float32]
    weights: dict[str, float]

    @classmethod
    def fit(
        cls,
        counted: Sequence[dict[str, Counter[str]]],
        least: dict[str, int],
        weights: dict[str, float],
    ) -> Lexicon:
        """Keep the terms that occur in at least ``least[block]`` of the counted articles."""
        terms: dict[str, dict[str, int]] = {}
        idf: list[float] = []
        for block in BLOCKS:
            seen = Counter(term for article in counted for term in article[block])
            kept = sorted(term for term, count in seen.items() if count >= least[block])
            terms[block] = {term: len(idf) + i for i, term in enumerate(kept)}
            idf += [float(np.log((1 + len(counted)) / (1 + seen[term])) + 1) for term in kept]
        return cls(terms, np.array(idf, dtype=np.float32), dict(weights))

    @classmethod
    def from_json(cls, stored: dict[str, Any], idf: NDArray[np.floating]) -> Lexicon:
        """Read back what :meth:`to_json` wrote; ``idf`` lies with the tensors."""
        terms, start = {}, 0
        for block in BLOCKS:
            names = stored["terms"][block]
            terms[block] = {term: start + i for i, term in enumerate(names)}
            start += len(names)
        return cls(terms, idf.astype(np.float32), stored["weights"])

    def to_json(self) -> dict[str, Any]:
        """Terms in order of position, and the weights of the blocks."""
        return {
            "terms": {block: list(self.terms[block]) for block in BLOCKS},
            "weights": self.weights,
        }

    def row(self, counted: dict[str, Counter[str]]) -> Row:
        """The features of one article from its counted terms (:func:`grams`)."""
        return self._joined(counted, BLOCKS)

    def sentence(self, counted: dict[str, Counter[str]]) -> Row:
        """The features of one sentence from its counted terms (:func:`sentence_grams`)."""
        return self._joined(counted, OF_SENTENCES)

    def _joined(self, counted: dict[str, Counter[str]], blocks: Sequence[str]) -> Row:
        parts = [self._block(block, counted[block]) for block in blocks]
        return Row(
            np.concatenate([part.index for part in parts]),
            np.concatenate([part.value for part in parts]),
        )

    def _block(self, block: str, counts: Counter[str]) -> Row:
        known = self.terms[block]
        found = sorted((known[term], count) for term, count in counts.items() if term in known)
        index = np.array([position for position, _ in found], dtype=np.int64)
        often = np.array([count for _, count in found], dtype=np.float32)
        value = (1 + np.log(often)) * self.idf[index] if len(found) else often
        length = float(np.sqrt(value @ value)) or 1.0
        return Row(index, (value * (self.weights[block] / length)).astype(np.float32))
