"""Fit the lexicon: three families of logistic regressions over :mod:`nlp.classify.lexical`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nlp.classify.lexical import BLOCKS, Lexicon, Row, grams, words_of
from nlp.classify.text import sentences_of
from training.events.data import OTHER, Sample

ENOUGH = 20
"""Told sentences from which on a type is learnt from those alone."""
OF_SENTENCES = 10.0
"""Inverse regularisation of the regressions over sentences."""
NOBODY = -6.0
"""The log-odds of a type that no sentence is known to have."""


def matrix(lexicon: Lexicon, counted: Sequence[dict[str, Any]]) -> sparse.csr_array:
    """The rows of counted articles as a sparse matrix (articles, terms)."""
    return _stacked([lexicon.row(article) for article in counted], len(lexicon.idf))


def sentence_matrix(lexicon: Lexicon, sentences: Sequence[str]) -> sparse.csr_array:
    """The rows of sentences, each read by itself (sentences, terms)."""
    return _stacked([lexicon.words(words_of(text)) for text in sentences], len(lexicon.idf))


def _stacked(rows: Sequence[Row], width: int) -> sparse.csr_array:
    starts = np.cumsum([0, *[len(row.index) for row in rows]])
    index = np.concatenate([row.index for row in rows])
    value = np.concatenate([row.value for row in rows])
    shape = (len(rows), width)
    # liblinear reads 32-bit positions
    return sparse.csr_array((value, index.astype(np.int32), starts.astype(np.int32)), shape=shape)


def fit(
    samples: Sequence[Sample], types: Sequence[str], recipe: dict[str, Any]
) -> tuple[Lexicon, dict[str, NDArray[np.float32]]]:
    """The lexicon of ``samples`` and the tensors of its three heads.

    ``lexical.primary`` is one softmax over the types, ``lexical.any`` one regression a type, and
    ``lexical.unit`` the same over sentences. Where no sample is ``other``, its weights are zero.
    """
    counted = [grams(sample.text.cut(recipe["characters"])) for sample in samples]
    lexicon = Lexicon.fit(counted, recipe["least"], recipe["weights"])
    x = matrix(lexicon, counted)
    first = np.array([types.index(sample.events[0]) for sample in samples])
    one = LogisticRegression(C=recipe["c"], max_iter=200, tol=1e-3).fit(x, first)
    if any(t != OTHER and n not in one.classes_ for n, t in enumerate(types)):
        raise ValueError("every type needs an article whose primary type it is")
    weight, bias = _of_all(one, len(types))
    many = [_one_type(x, label, samples, recipe["c"]) for label in types]
    tensors = {
        "lexical.idf": lexicon.idf,
        "lexical.primary.weight": weight.T.astype(np.float32),
        "lexical.primary.bias": bias.astype(np.float32),
        "lexical.any.weight": np.stack([coef for coef, _ in many], axis=1).astype(np.float32),
        "lexical.any.bias": np.array([level for _, level in many], dtype=np.float32),
    }
    kept, tensors = pruned(lexicon, tensors, recipe["keep"])
    return kept, tensors | sentence_head(kept, samples, types)


def pruned(
    lexicon: Lexicon, tensors: dict[str, NDArray[Any]], keep: int
) -> tuple[Lexicon, dict[str, NDArray[Any]]]:
    """The ``keep`` terms that weigh most, each by its largest weight in either head times idf."""
    heads = [tensors[f"lexical.{head}.weight"] for head in ("primary", "any")]
    largest = np.abs(np.concatenate(heads, axis=1).astype(np.float32)).max(axis=1)
    order = np.argsort(-largest * tensors["lexical.idf"], kind="stable")
    chosen = np.sort(order[:keep])
    stored = lexicon.to_json()
    names = [(block, term) for block in BLOCKS for term in stored["terms"][block]]
    stored["terms"] = {block: [] for block in BLOCKS}
    for position in chosen:
        block, term = names[position]
        stored["terms"][block].append(term)
    kept = {
        name: tensor[chosen] if tensor.shape[0] == len(names) else tensor
        for name, tensor in tensors.items()
    }
    return Lexicon.from_json(stored, kept["lexical.idf"]), kept


class Sentences(NamedTuple):
    """Titles and sentences, which types each ``has`` and of which that is ``known``."""

    texts: list[str]
    has: NDArray[np.bool_]
    known: NDArray[np.bool_]


def told_sentences(samples: Sequence[Sample], types: Sequence[str]) -> Sentences:
    """What is known of sentences: what people said of them, else what follows from their article.

    A type with fewer than :data:`ENOUGH` sentences that have it by a person's word is learnt from articles
    too: their title and first sentence have the primary type, and no sentence has one that the article
    has not.
    """
    texts, has, said, guessed = [], [], [], []
    for sample in samples:
        sentences, _ = sentences_of(sample.text)
        absent = [t not in sample.events for t in types]
        first = [t == sample.events[0] for t in types]
        for place, (text, own) in enumerate(zip(sentences, sample.unit_events(), strict=True)):
            weak = np.array(first) & (place < 2)
            texts.append(text)
            has.append(weak if own is None else [t in own for t in types])
            said.append([own is not None] * len(types))
            guessed.append(weak | absent)
    present, by_people = np.array(has, dtype=bool), np.array(said, dtype=bool)
    enough = (present & by_people).sum(axis=0) >= ENOUGH
    return Sentences(texts, present, by_people | (np.array(guessed, dtype=bool) & ~enough))


def sentence_head(
    lexicon: Lexicon, samples: Sequence[Sample], types: Sequence[str]
) -> dict[str, NDArray[np.float32]]:
    """The tensors of ``lexical.unit``: what a sentence says by itself."""
    told = told_sentences(samples, types)
    rows = np.flatnonzero(told.known.any(axis=1))
    x = sentence_matrix(lexicon, [told.texts[i] for i in rows])
    weight, bias = np.zeros((x.shape[1], len(types))), np.full(len(types), NOBODY)
    for label in range(len(types)):
        known, has = told.known[rows, label], told.has[rows, label]
        if not has[known].any() or has[known].all():
            continue
        one = LogisticRegression(C=OF_SENTENCES, solver="liblinear", class_weight={True: 2.0})
        one.fit(x[np.flatnonzero(known)], has[known])
        weight[:, label], bias[label] = one.coef_[0], one.intercept_[0]
    return {
        "lexical.unit.weight": weight.astype(np.float32),
        "lexical.unit.bias": bias.astype(np.float32),
    }


def _one_type(
    x: sparse.csr_array, label: str, samples: Sequence[Sample], c: float
) -> tuple[NDArray[np.float64], float]:
    has = np.array([label in sample.events for sample in samples])
    if not has.any():  # `other` alone can be without: the odds of half an article
        return np.zeros(x.shape[1]), float(np.log(0.5 / len(samples)))
    found = LogisticRegression(C=c, solver="liblinear", class_weight={True: 3.0}).fit(x, has)
    return found.coef_[0], float(found.intercept_[0])


def _of_all(
    one: LogisticRegression, labels: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (labels, terms) and biases; a label of no sample has no weights and the least bias."""
    coef, level = one.coef_, one.intercept_
    if len(coef) == 1:  # of two classes scikit-learn keeps the difference alone
        coef, level = np.concatenate([-coef, coef]) / 2, np.concatenate([-level, level]) / 2
    if len(coef) == labels:
        return coef, level
    weight, bias = np.zeros((labels, coef.shape[1])), np.full(labels, level.min())
    weight[one.classes_], bias[one.classes_] = coef, level
    return weight, bias


def logits(
    lexicon: Lexicon, tensors: dict[str, NDArray[np.float32]], samples: Sequence[Sample], cut: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What the two heads say of ``samples``: each (articles, labels)."""
    x = matrix(lexicon, [grams(sample.text.cut(cut)) for sample in samples])
    return (
        x @ tensors["lexical.primary.weight"] + tensors["lexical.primary.bias"],
        x @ tensors["lexical.any.weight"] + tensors["lexical.any.bias"],
    )


def sentence_logits(
    lexicon: Lexicon, tensors: dict[str, NDArray[np.float32]], sentences: Sequence[str]
) -> NDArray[np.float32] | None:
    """What ``lexical.unit`` says of ``sentences`` (sentences, labels); None without such a head."""
    if "lexical.unit.weight" not in tensors:
        return None
    x = sentence_matrix(lexicon, sentences)
    return x @ tensors["lexical.unit.weight"] + tensors["lexical.unit.bias"]
