"""Fit the lexicon: three families of logistic regressions over :mod:`nlp.classify.lexical`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nlp.classify.lexical import BLOCKS, Lexicon, Row, grams
from training.events import sentences
from training.events.data import OTHER, Sample


def matrix(lexicon: Lexicon, counted: Sequence[dict[str, Any]]) -> sparse.csr_array:
    """The rows of counted articles as a sparse matrix (articles, terms)."""
    return stacked([lexicon.row(article) for article in counted], len(lexicon.idf))


def stacked(rows: Sequence[Row], width: int) -> sparse.csr_array:
    """Rows of a lexicon as a sparse matrix (rows, ``width``)."""
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
    return kept, tensors | sentences.head(kept, samples, types)


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
