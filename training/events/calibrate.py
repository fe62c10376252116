"""Fit what turns logits into decisions, on articles that the heads have not seen.

The weights of the mix make the primary type's probabilities calibrated (they act as temperatures);
one threshold for secondary types maximises micro F1; the abstention threshold leaves out the least
certain share of articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from nlp.classify.classifier import OTHER
from nlp.classify.heads import Scores, log_softmax, log_sum_exp, mixed

Array = NDArray[np.float32]
PRIOR = 10.0
"""Articles that weigh as much as the belief that encoder and lexicon count alike."""


class Logits(NamedTuple):
    """What the heads say of some articles: arrays (articles, labels), units a list of
    (units, labels)."""

    encoder: Array
    units: list[Array]
    primary: Array
    any: Array

    def scores(self, mix: dict[str, dict[str, float]]) -> list[Scores]:
        """The same mix as at inference, article by article."""
        rows = zip(self.encoder, self.units, self.primary, self.any, strict=True)
        return [mixed(mix, *row) for row in rows]


def fit(
    logits: Logits, truth: Sequence[Sequence[str]], types: Sequence[str], coverage: float
) -> dict[str, Any]:
    """The mix, the thresholds and the abstention: the part of `events.json` that is fitted."""
    first = np.array([types.index(events[0]) for events in truth])
    primary = fit_primary(logits, first)
    chosen = log_softmax(
        primary["encoder"] * log_softmax(logits.encoder)
        + primary["lexicon"] * log_softmax(logits.primary)
    )
    mix = {"primary": primary, "any": fit_any(logits, chosen, truth, types)}
    scores = logits.scores(mix)
    threshold = best_threshold(scores, truth, types)
    top = np.array([score.primary.max() for score in scores])
    return {
        "mix": mix,
        "thresholds": dict.fromkeys(types, threshold),
        # rounded down: rounding up could leave out more
        "abstain": float(np.floor(np.quantile(top, 1 - coverage) * 1e4) / 1e4),
    }


def fit_primary(logits: Logits, first: NDArray[np.int64]) -> dict[str, float]:
    """Weights of encoder and lexicon that minimise the negative log-likelihood, drawn to 1 and 1.

    The pull is a normal prior that :data:`PRIOR` articles outweigh: of a dozen articles alone one would
    conclude that encoder or lexicon is worth nothing.
    """
    parts = (log_softmax(logits.encoder), log_softmax(logits.primary))
    rows = np.arange(len(first))

    def loss(weights: NDArray[np.float64]) -> float:
        mixture = log_softmax(weights[0] * parts[0] + weights[1] * parts[1])
        pull = 0.5 * PRIOR / len(first) * float(np.square(weights - 1).sum())
        return float(-mixture[rows, first].mean()) + pull

    found = minimize(loss, np.array([0.5, 1.0]), bounds=[(0.0, 10.0)] * 2, method="L-BFGS-B")
    return {"encoder": round(float(found.x[0]), 4), "lexicon": round(float(found.x[1]), 4)}


def fit_any(
    logits: Logits, chosen: Array, truth: Sequence[Sequence[str]], types: Sequence[str]
) -> dict[str, float]:
    """One logistic regression over (article, type) pairs, leaving out the likeliest type."""
    units = np.stack([log_sum_exp(unit) for unit in logits.units])
    has = np.array([[label in events for label in types] for events in truth])
    asked = np.ones_like(has)
    asked[np.arange(len(has)), chosen.argmax(axis=1)] = False
    asked[:, types.index(OTHER)] = False
    x = np.stack([units[asked], logits.any[asked], chosen[asked]], axis=1)
    found = LogisticRegression(C=1.0).fit(x, has[asked])
    weights = dict(zip(("encoder", "lexicon", "primary"), found.coef_[0], strict=True))
    weights["bias"] = found.intercept_[0]
    return {name: round(float(value), 4) for name, value in weights.items()}


def best_threshold(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str]
) -> float:
    """The threshold for secondary types with the best micro F1."""
    grid = np.round(np.arange(0.1, 0.9, 0.02), 2)
    return float(max(grid, key=lambda t: secondary_f1(scores, truth, types, float(t))))


def secondary_f1(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str], threshold: float
) -> float:
    """Micro F1 of the secondary types, the likeliest type taken as primary."""
    right = found = wanted = 0
    for score, events in zip(scores, truth, strict=True):
        best = types[int(score.primary.argmax())]
        told = set()
        if best != OTHER:
            told = {t for t, p in zip(types, score.any, strict=True) if p >= threshold}
        told -= {best, OTHER}
        right += len(told & set(events[1:]))
        found += len(told)
        wanted += len(events) - 1
    return 2 * right / max(found + wanted, 1)
