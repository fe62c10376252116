"""Fit the lexicon: two families of logistic regressions over :mod:`nlp.classify.lexical`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nlp.classify.lexical import BLOCKS, Lexicon, grams
from training.events.data import Sample


def matrix(lexicon: Lexicon, counted: Sequence[dict[str, Any]]) -> sparse.csr_array:
    """The rows of counted articles as a sparse matrix (articles, terms)."""
    rows = [lexicon.row(article) for article in counted]
    starts = np.cumsum([0, *[len(row.index) for row in rows]])
    index = np.concatenate([row.index for row in rows])
    value = np.concatenate([row.value for row in rows])
    shape = (len(rows), len(lexicon.idf))
    # liblinear reads 32-bit positions
    return sparse.csr_array((value, index.astype(np.int32), starts.astype(np.int32)), shape=shape)


def fit(
    samples: Sequence[Sample], types: Sequence[str], recipe: dict[str, Any]
) -> tuple[Lexicon, dict[str, NDArray[np.float32]]]:
    """The lexicon of ``samples`` and the tensors of its two heads.

    ``lexical.primary`` is one softmax over the types, ``lexical.any`` one regression a type.
    """
    counted = [grams(sample.text.cut(recipe["characters"])) for sample in samples]
    lexicon = Lexicon.fit(counted, recipe["least"], recipe["weights"])
    x = matrix(lexicon, counted)
    first = np.array([types.index(sample.events[0]) for sample in samples])
    one = LogisticRegression(C=recipe["c"], max_iter=200, tol=1e-3).fit(x, first)
    if list(one.classes_) != list(range(len(types))):
        raise ValueError("every type needs an article whose primary type it is")
    many = [_one_type(x, label, samples, recipe["c"]) for label in types]
    tensors = {
        "lexical.idf": lexicon.idf,
        "lexical.primary.weight": one.coef_.T.astype(np.float32),
        "lexical.primary.bias": one.intercept_.astype(np.float32),
        "lexical.any.weight": np.stack([m.coef_[0] for m in many], axis=1).astype(np.float32),
        "lexical.any.bias": np.array([m.intercept_[0] for m in many], dtype=np.float32),
    }
    return pruned(lexicon, tensors, recipe["keep"])


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
) -> LogisticRegression:
    has = np.array([label in sample.events for sample in samples])
    return LogisticRegression(C=c, solver="liblinear", class_weight={True: 3.0}).fit(x, has)


def logits(
    lexicon: Lexicon, tensors: dict[str, NDArray[np.float32]], samples: Sequence[Sample], cut: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What the two heads say of ``samples``: each (articles, labels)."""
    x = matrix(lexicon, [grams(sample.text.cut(cut)) for sample in samples])
    return (
        x @ tensors["lexical.primary.weight"] + tensors["lexical.primary.bias"],
        x @ tensors["lexical.any.weight"] + tensors["lexical.any.bias"],
    )
