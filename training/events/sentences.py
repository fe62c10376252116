"""Fit the part of the lexicon that reads each sentence by itself (``lexical.unit``).

Learnt from sentences whose types people told and, weaker, from articles of which only the whole is
labelled: no sentence has a type that its article has not, and of a type that it has, the sentence that
speaks most for it has it (multiple instance learning; Andrews et al. 2003, one step).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nlp.classify.lexical import Lexicon, sentence_grams
from nlp.classify.text import sentences_of
from training.events.data import OTHER, Sample

ENOUGH = 20
"""Sentences that people told to have a type, from which on they alone say which others speak for it."""
C = 10.0
"""Inverse regularisation of the regressions."""
PRESENT, ABSENT, NEAR = 2.0, 1.0, 3.0
"""Weight of a sentence that has a type, of one whose article has it not, nobody having told, and of one that people
found near to it."""
NOBODY = -6.0
"""The log-odds of a type that no sentence is known to have."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]


class Sentences(NamedTuple):
    """Titles and sentences in order: which types (sentences, labels) each ``has`` by a person's word,
    where there is one (``said``), which it is ``near`` to, which its article has (``reported``), and which ``article``
    that is."""

    texts: list[str]
    has: Bools
    said: Bools
    near: Bools
    reported: Bools
    article: NDArray[np.int64]


def told(samples: Sequence[Sample], types: Sequence[str]) -> Sentences:
    """All sentences of ``samples``; ``other`` is a type of whole articles, which no sentence has."""
    texts, has, said, near, reported, article = [], [], [], [], [], []
    for number, sample in enumerate(samples):
        events = set(sample.events) - {OTHER}
        told = zip(sample.unit_events(), sample.unit_near(), strict=True)
        for text, (own, beside) in zip(sentences_of(sample.text)[0], told, strict=True):
            texts.append(text)
            has.append([t in (own or ()) for t in types])
            said.append([own is not None] * len(types))
            near.append([t in beside for t in types])
            reported.append([t in events for t in types])
            article.append(number)
    return Sentences(
        texts, *(np.array(a, dtype=bool) for a in (has, said, near, reported)), np.array(article)
    )


def to_learn(found: Sentences, logits: NDArray[np.floating]) -> tuple[Bools, NDArray[np.float64]]:
    """What each sentence has and how much it counts, by what ``logits`` (sentences, labels) say of it."""
    best = np.zeros_like(found.has)
    breaks = np.flatnonzero(np.diff(found.article)) + 1
    for rows in np.split(np.arange(len(best)), breaks):
        best[rows[logits[rows].argmax(axis=0)], np.arange(best.shape[1])] = True
    has = np.where(found.said, found.has, best & found.reported)
    without = np.where(found.reported & ~found.said, 0.0, ABSENT)
    return has, np.where(has, PRESENT, np.where(found.near, NEAR, without))


def matrix(lexicon: Lexicon, texts: Sequence[str]) -> sparse.csr_array:
    """The rows of sentences, each read by itself (sentences, terms)."""
    from training.events.lexicon import stacked

    return stacked([lexicon.sentence(sentence_grams(text)) for text in texts], len(lexicon.idf))


def head(lexicon: Lexicon, samples: Sequence[Sample], types: Sequence[str]) -> dict[str, Floats]:
    """The tensors of ``lexical.unit``."""
    found = told(samples, types)
    x = matrix(lexicon, found.texts)
    by_people = np.where(found.has, PRESENT, np.where(found.near, NEAR, ABSENT)) * found.said
    enough = found.has.sum(axis=0) >= ENOUGH
    first = _fitted(x, found.has & enough, by_people)
    weight, bias = _fitted(x, *to_learn(found, x @ first[0] + first[1]))
    return {
        "lexical.unit.weight": weight.astype(np.float32),
        "lexical.unit.bias": bias.astype(np.float32),
    }


def _fitted(
    x: sparse.csr_array, has: Bools, counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One regression a type over the sentences that count; weights (terms, labels) and biases."""
    weight, bias = np.zeros((x.shape[1], has.shape[1])), np.full(has.shape[1], NOBODY)
    for label in range(has.shape[1]):
        rows = np.flatnonzero(counts[:, label])
        present = has[rows, label]
        if not present.any() or present.all():
            continue
        one = LogisticRegression(C=C, solver="liblinear")
        one.fit(x[rows], present, sample_weight=counts[rows, label])
        weight[:, label], bias[label] = one.coef_[0], one.intercept_[0]
    return weight, bias


def logits(lexicon: Lexicon, tensors: dict[str, Floats], texts: Sequence[str]) -> Floats | None:
    """What ``lexical.unit`` says of sentences (sentences, labels); None without such a head."""
    if "lexical.unit.weight" not in tensors:
        return None
    return matrix(lexicon, texts) @ tensors["lexical.unit.weight"] + tensors["lexical.unit.bias"]
