"""Fit the whole decision about further types: the weights of sentences, their marks by type, pairs of types.

One logistic regression over (article, type) pairs, with normal priors: the weights of sentences are drawn to
:data:`training.events.calibrate.USUAL`, all others to nothing; a mark's weight for one type is drawn to its
weight for all, and that of a pair of types to the secondary type's own offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from nlp.classify.classifier import OTHER
from nlp.classify.marks import MARKS
from nlp.classify.secondary import OF_SENTENCES, log_softmax, parts_of
from training.events.calibrate import USUAL, Logits

PULLS = {
    "sentence": 3.0,
    "whole": 3.0,
    "marks": 10.0,
    "marks_by_type": 30.0,
    "labels": 5.0,
    "pairs": 5.0,
}
"""How much each group of weights is held (the inverse variance of its prior)."""
WHOLE = ("lexicon", "primary", "length")
NOTHING = -1e4
STEPS = 80


class Table(NamedTuple):
    """The pairs of articles and types that are asked about.

    ``parts`` (pairs, units, parts), ``real`` (pairs, units), ``whole`` (pairs, 3), ``marks`` (articles, units,
    marks); of each pair its ``article``, its ``label``, the ``best`` type of its article, whether the article
    ``has`` the type, and how much it ``counts``.
    """

    parts: Tensor
    real: Tensor
    whole: Tensor
    marks: Tensor
    article: Tensor
    label: Tensor
    best: Tensor
    has: Tensor
    counts: Tensor


def chosen_of(logits: Logits, primary: dict[str, float]) -> NDArray[np.float32]:
    """Log-probabilities (articles, labels) of the primary type."""
    return log_softmax(
        primary["encoder"] * log_softmax(logits.encoder)
        + primary["lexicon"] * log_softmax(logits.primary)
    )


def table_of(
    logits: Logits,
    chosen: NDArray[np.float32],
    truth: Sequence[Sequence[str]],
    types: Sequence[str],
    counts: Sequence[float],
) -> Table:
    """All pairs but the likeliest type, ``other``, and articles of which that is the likeliest."""
    longest = max(map(len, logits.units))
    other, rows = types.index(OTHER), []
    marks = np.zeros((len(truth), longest, len(MARKS)), dtype=np.float32)
    for i, (units, words, own) in enumerate(
        zip(logits.units, logits.said, logits.signs, strict=True)
    ):
        marks[i, : len(units)] = 0.0 if own is None else own
        best = int(chosen[i].argmax())
        parts = np.pad(
            parts_of(units, words, best), ((0, 0), (0, longest - len(units)), (0, 0))
        ).transpose(2, 1, 0)
        whole = [logits.any[i], chosen[i], np.full(len(types), np.log(len(units)))]
        asked = [t for t in range(len(types)) if other not in (t, best) and t != best]
        real = np.arange(longest) < len(units)
        rows += [
            (parts[t], real, [w[t] for w in whole], i, t, best, types[t] in truth[i], counts[i])
            for t in asked
        ]
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    parts, real, whole, article, label, best, has, weigh = (torch.tensor(c) for c in columns)
    floats = (part.float() for part in (has, weigh))
    return Table(
        parts.float(), real, whole.float(), torch.tensor(marks), article, label, best, *floats
    )


class Weights(NamedTuple):
    """What is fitted, as distances from where it is drawn to."""

    sentence: Tensor
    whole: Tensor
    marks: Tensor
    marks_by_type: Tensor
    labels: Tensor
    pairs: Tensor
    bias: Tensor

    @classmethod
    def nothing(cls, types: int) -> Weights:
        """All of them nought."""
        sizes = [(len(OF_SENTENCES),), (len(WHOLE),), (len(MARKS),), (len(MARKS), types)]
        sizes += [(types,), (types, types), ()]
        return cls(*(torch.zeros(size, requires_grad=True) for size in sizes))

    def usual(self, names: Sequence[str], own: Tensor) -> Tensor:
        """Those of one group with what they are drawn to."""
        return torch.tensor([USUAL.get(name, 0.0) for name in names]) + own

    def log_odds(self, table: Table) -> Tensor:
        """The log-odds of each pair, as :mod:`nlp.classify.secondary` has them."""
        said = table.parts @ self.usual(OF_SENTENCES, self.sentence)
        by_type = table.marks @ (self.marks[:, None] + self.marks_by_type)
        said = said + by_type[table.article, :, table.label]
        found = torch.logsumexp(said.masked_fill(~table.real, NOTHING), 1)
        found = found + table.whole @ self.usual(WHOLE, self.whole)
        found = found + self.labels[table.label] + self.pairs[table.best, table.label]
        return found + USUAL["bias"] + self.bias

    def loss(self, table: Table) -> Tensor:
        """The log loss and the pull of the priors."""
        wrong = functional.binary_cross_entropy_with_logits(
            self.log_odds(table), table.has, weight=table.counts, reduction="sum"
        )
        away = [pull * getattr(self, name).square().sum() for name, pull in PULLS.items()]
        return wrong + 0.5 * torch.stack(away).sum()

    def to_json(self) -> dict[str, Any]:
        """As `mix.any` of a model has them."""
        found: dict[str, Any] = {}
        for names, own in ((OF_SENTENCES, self.sentence), (WHOLE, self.whole)):
            found |= dict(zip(names, _rounded(self.usual(names, own)), strict=True))
        found["bias"] = _rounded(USUAL["bias"] + self.bias)
        found["marks"] = _rounded(self.marks[:, None] + self.marks_by_type)
        found["pairs"] = _rounded(self.labels + self.pairs)
        return found


def _rounded(values: Tensor) -> Any:
    return np.round(values.detach().double().numpy(), 3).tolist()


def fit(table: Table, types: int) -> dict[str, Any]:
    """The weights that minimise the loss of ``table``.

    Raises:
        ValueError: no pair is one of an article and a further type that it reports.
    """
    if not table.has.any():
        raise ValueError("no article that was left out has a second type")
    weights = Weights.nothing(types)
    descent = torch.optim.LBFGS(list(weights), max_iter=STEPS, line_search_fn="strong_wolfe")

    def step() -> Tensor:
        descent.zero_grad()
        loss = weights.loss(table)
        loss.backward()
        return loss

    descent.step(step)
    return weights.to_json()
