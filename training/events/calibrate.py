"""Fit what turns logits into decisions, on articles that the heads have not seen.

The weights of the mix make the primary type's probabilities calibrated (they act as temperatures);
the decision about secondary types (:mod:`nlp.classify.secondary`) is one logistic regression over
(article, type) pairs, and one threshold maximises its micro F1; the abstention threshold leaves out
the least certain share of articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp.classify.classifier import OTHER
from nlp.classify.heads import Mix, Said, Scores, log_primary, mixed
from nlp.classify.secondary import OF_SENTENCES, log_softmax
from training.events.pairs import Pairs, pairs_of

Array = NDArray[np.float32]
PRIOR = 10.0
"""Articles that weigh as much as the belief that encoder and lexicon count alike."""
NEUTRAL = {"encoder": 0.5, "lexicon": 0.5, "primary": 0.0, "bias": 0.0}
"""The mix for secondary types where there is nothing to fit it on: both log-odds alike."""
USUAL = {
    "unit": 0.4,
    "own": 0.6,
    "words": 0.8,
    "share": 0.0,
    "said": 0.0,
    "opening": 0.0,
    "lexicon": 0.2,
    "primary": 0.0,
    "length": 0.0,
    "bias": -2.0,
}
"""The weights that those of a fit are drawn to: those of sentences were found on sentences whose types are
known, in articles of our own that the encoder had not read."""
PULL = 30.0
"""How much a weight is held: a loss of half of this for a distance of one from :data:`USUAL`."""
NEVER = 1.01
"""A threshold that no probability reaches: no secondary type is told."""


class Logits(NamedTuple):
    """What the heads say of some articles: arrays (articles, labels), units a list of
    (units, labels), and so words: what the lexicon says of each unit, where it has a head for that; marks
    are those of the units (:mod:`nlp.classify.marks`), closer what a closer look says (:mod:`nlp.classify.closer`)."""

    encoder: Array
    units: list[Array]
    primary: Array
    any: Array
    words: list[Array] | None = None
    marks: list[Array] | None = None
    closer: list[Array] | None = None

    def scores(self, mix: Mix) -> list[Scores]:
        """The same mix as at inference, article by article."""
        return [mixed(mix, *said) for said in self.each()]

    def each(self) -> list[Said]:
        """Article by article, as at inference."""
        wholes = (self.encoder, self.units, self.primary, self.any)
        rows = zip(*wholes, self.said, self.signs, self.looks, strict=True)
        return [Said(*row) for row in rows]

    @property
    def looks(self) -> Sequence[Array | None]:
        """``closer``, or None for each article."""
        return self.closer or [None] * len(self.encoder)

    @property
    def signs(self) -> Sequence[Array | None]:
        """``marks``, or None for each article."""
        return self.marks or [None] * len(self.encoder)

    @property
    def said(self) -> Sequence[Array | None]:
        """``words``, or None for each article."""
        return self.words or [None] * len(self.encoder)


class Secondary(NamedTuple):
    """How secondary types are told: the mix of their logits, a threshold for each, and where from:
    ``fitted``, ``kept`` from before or ``never`` told."""

    mix: dict[str, Any]
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
    chosen = log_primary(primary, logits.encoder, logits.primary)
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
    """Weights of :mod:`nlp.classify.secondary` by logistic regression over (article, type) pairs.

    The likeliest type and ``other`` are left out. The weights are drawn to :data:`USUAL`. None where all
    pairs that are left are alike: the articles have one type each, and it was the likeliest.
    """
    has = np.array([[label in events for label in types] for events in truth])
    asked = np.ones_like(has)
    asked[np.arange(len(has)), chosen.argmax(axis=1)] = False
    asked[:, types.index(OTHER)] = False
    if len(np.unique(has[asked])) < 2:
        return None
    pairs = pairs_of(logits, chosen, asked)
    deaf = () if logits.words else ("words", "said")
    start = {name: value for name, value in USUAL.items() if name not in deaf}
    return fitted(pairs, has[asked].astype(float), start)


def fitted(pairs: Pairs, has: NDArray[np.float64], start: dict[str, float]) -> dict[str, float]:
    """The weights that minimise the log loss of ``pairs`` plus the pull to ``start`` (bias free)."""
    names = list(start)
    usual = np.array([start[name] for name in names])
    pull = np.array([0.0 if name == "bias" else PULL for name in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        log_odds, slopes = pairs.log_odds(dict(zip(names, weights, strict=True)))
        value = np.logaddexp(0, log_odds) - has * log_odds
        wrong = 1 / (1 + np.exp(-log_odds)) - has
        away = weights - usual
        drawn = 0.5 * float(pull @ np.square(away))
        return float(value.sum()) + drawn, slopes(names) @ wrong + pull * away

    more = set(OF_SENTENCES) - {"opening"}
    bounds = [(0.0, None) if name in more else (None, None) for name in names]
    found = minimize(loss, usual, jac=True, bounds=bounds, method="L-BFGS-B")
    return {name: round(float(w), 4) for name, w in zip(names, found.x, strict=True)}


def best_threshold(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str]
) -> float:
    """The threshold for secondary types with the best micro F1, in the middle of those that are as good."""
    grid = np.round(np.arange(0.1, 0.9, 0.02), 2)
    found = np.array([secondary_f1(scores, truth, types, float(t)) for t in grid])
    best = np.flatnonzero(found == found.max())
    return float(grid[best[len(best) // 2]])


def secondary_f1(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str], threshold: float
) -> float:
    """Micro F1 of the secondary types, the likeliest type taken as primary."""
    right, found, wanted = secondary_counts(scores, truth, types, threshold)
    return 2 * right / max(found + wanted, 1)


def secondary_counts(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str], threshold: float
) -> tuple[int, int, int]:
    """How many secondary types are told and right, told, and wanted."""
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
    return right, found, wanted
