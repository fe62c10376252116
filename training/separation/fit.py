"""Fit the first step with scikit-learn and hand it over as arrays; settings of the recipe."""

from __future__ import annotations

import random
import warnings
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.separate import ngrams, shape
from nlp.separate.steps import FirstStep
from nlp.separate.view import view
from training.separation.data import FOLDS, Line
from training.separation.generate import Document

DENSE = 0.3  # how far shape counts beside n-grams under the one penalty


@dataclass(frozen=True)
class Settings:
    """What the recipe may turn; the defaults made the shipped model."""

    seed: int = 13
    documents: int = 5_000
    terse: int = 5_000
    templates: int = 3_000
    first_c: float = 3.0
    first_iterations: int = 150
    hidden: int = 64
    networks: int = 3
    epochs: int = 6
    page_epochs: int = 9
    rounds: int = 400
    flat_rounds: int = 500
    rate: float = 0.06
    lone_rounds: int = 150
    lone_rate: float = 0.08
    chain: float = 0.3
    injected: int = 2
    spam: float = 8.0
    flat: float = 0.05


class Rows:
    """The first step's inputs for many lines: sparse n-grams, shapes, labels and weights."""

    def __init__(self, lines: Sequence[Line], weights: Sequence[float]) -> None:
        from scipy import sparse

        self.views = [view(line.text) for line in lines]
        self.shapes = shape.shapes([line.text for line in lines], self.views)
        found = ngrams.hashed([seen.text for seen in self.views])
        size = (len(lines), ngrams.BUCKETS)
        self.grams = sparse.csr_matrix((found.weight, (found.segment, found.bucket)), shape=size)
        self.labels = np.array([line.label for line in lines])
        self.folds = np.array([line.fold for line in lines])
        self.weights = np.array(weights, dtype=np.float64)

    def only(self, kept: NDArray[np.bool_]) -> Rows:
        """The rows where ``kept`` is true."""
        found = copy(self)
        found.views = [seen for seen, keep in zip(self.views, kept, strict=True) if keep]
        found.shapes, found.grams = self.shapes[kept], self.grams[kept]
        found.labels, found.folds = self.labels[kept], self.folds[kept]
        found.weights = self.weights[kept]
        return found


def fit_first(rows: Rows, without: int | None, settings: Settings) -> FirstStep:
    """Logistic regression on all rows but those of fold ``without``.

    The n-grams are weighed by inverse document frequency, which is then folded into the table.
    """
    from scipy import sparse
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    keep = np.flatnonzero(rows.folds != without)
    grams, shapes = rows.grams[keep], rows.shapes[keep]
    used, idf = rarity(grams, least=2)  # the other buckets stay zero
    mean, scale = shapes.mean(axis=0), shapes.std(axis=0) + 1e-3
    dense = sparse.csr_matrix(DENSE * (shapes - mean) / scale)
    matrix = sparse.hstack([grams[:, used] @ sparse.diags(idf), dense], format="csr")
    model = LogisticRegression(C=settings.first_c, max_iter=settings.first_iterations)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # early stopping is enough here
        model.fit(matrix, rows.labels[keep], sample_weight=rows.weights[keep])
    table = np.zeros((ngrams.BUCKETS, model.coef_.shape[0]), dtype=np.float32)
    table[used] = model.coef_.T[: len(used)] * idf[:, None]
    return FirstStep(
        table=table,
        weight=(DENSE * model.coef_.T[len(used) :]).astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
    )


def rarity(grams: Any, least: int = 1) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets that so many rows have, and their inverse document frequency; both (used,)."""
    seen = np.asarray((grams > 0).sum(axis=0)).ravel()
    used = np.flatnonzero(seen >= least)
    return used, np.log((1 + grams.shape[0]) / (1 + seen[used])).astype(np.float32)


def fold_models(rows: Rows, settings: Settings) -> list[FirstStep]:
    """One first step for each fold, fitted on the others."""
    return [fit_first(rows, fold, settings) for fold in range(FOLDS)]


def shuffled(documents: Sequence[Document], seed: int) -> list[Document]:
    """The documents in an order that depends on the seed alone."""
    order = list(documents)
    random.Random(seed).shuffle(order)
    return order
