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
NEUTRAL = {"encoder": 0.5, "lexicon": 0.5, "primary": 0.0, "bias": 0.0}
"""The mix for secondary types where there is nothing to fit it on: both log-odds alike."""
NEVER = 1.01
"""A threshold that no probability reaches: no secondary type is told."""


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


class Secondary(NamedTuple):
    """How secondary types are told: the mix of their logits, a threshold for each, and where from:
    ``fitted``, ``kept`` from before or ``never`` told."""

    mix: dict[str, float]
    thresholds: dict[str, float]
    source: str = "kept"


def fit(
    logits: Logits,
    truth: Sequence[Sequence[str]],
    types: Sequence[str],
    coverage: float,
    before: Secondary | None = None,
) -> dict[str, Any]:
    """The mix, the thresholds and the abstention: the part of `events.json` that is fitted.

    Of articles with one type each there is nothing to learn about secondary ones: ``before`` is kept, and
    without it none is told. ``secondary`` of what is returned says which it was.
    """
    first = np.array([types.index(events[0]) for events in truth])
    primary = fit_primary(logits, first)
    chosen = log_softmax(
        primary["encoder"] * log_softmax(logits.encoder)
        + primary["lexicon"] * log_softmax(logits.primary)
    )
    secondary = _secondary(logits, primary, chosen, truth, types) or before
    secondary = secondary or Secondary(NEUTRAL, dict.fromkeys(types, NEVER), "never")
    mix = {"primary": primary, "any": secondary.mix}
    top = np.array([score.primary.max() for score in logits.scores(mix)])
    return {
        "mix": mix,
        "thresholds": secondary.thresholds,
        # rounded down: rounding up could leave out more
        "abstain": float(np.floor(np.quantile(top, 1 - coverage) * 1e4) / 1e4),
        "secondary": secondary.source,
    }


def _secondary(
    logits: Logits,
    primary: dict[str, float],
    chosen: Array,
    truth: Sequence[Sequence[str]],
    types: Sequence[str],
) -> Secondary | None:
    """Mix and threshold fitted; None where no secondary type of the articles can be found by any."""
    weights = fit_any(logits, chosen, truth, types)
    if weights is None:
        return None
    scores = logits.scores({"primary": primary, "any": weights})
    threshold = best_threshold(scores, truth, types)
    if not secondary_f1(scores, truth, types, threshold):
        return None  # every threshold is as bad, and the lowest would tell nearly every type
    return Secondary(weights, dict.fromkeys(types, threshold), "fitted")


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
) -> dict[str, float] | None:
    """One logistic regression over (article, type) pairs, leaving out the likeliest type.

    None where all pairs that are left are alike: the articles have one type each, and it was the likeliest.
    """
    units = np.stack([log_sum_exp(unit) for unit in logits.units])
    has = np.array([[label in events for label in types] for events in truth])
    asked = np.ones_like(has)
    asked[np.arange(len(has)), chosen.argmax(axis=1)] = False
    asked[:, types.index(OTHER)] = False
    if len(np.unique(has[asked])) < 2:
        return None
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
