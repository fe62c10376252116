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
from nlp.classify.heads import log_primary
from nlp.classify.marks import MARKS
from nlp.classify.secondary import OF_SENTENCES, parts_of
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
    """What is asked about: every article and type but those that ``asked`` leaves out.

    Of all sentences, article after article: ``parts`` (parts, sentences, labels), ``marks`` (sentences, marks) and
    the ``article`` (sentences) that each is of. Of articles: ``whole`` (3, articles, labels), the ``best`` type,
    whether it ``has`` each type and how much that ``counts`` (articles, labels; 0 where it is not asked).
    """

    parts: Tensor
    marks: Tensor
    article: Tensor
    whole: Tensor
    best: Tensor
    has: Tensor
    counts: Tensor


def chosen_of(logits: Logits, primary: dict[str, float]) -> NDArray[np.float32]:
    """Log-probabilities (articles, labels) of the primary type."""
    return log_primary(primary, logits.encoder, logits.primary)


def table_of(
    logits: Logits,
    chosen: NDArray[np.float32],
    truth: Sequence[Sequence[str]],
    types: Sequence[str],
    counts: Sequence[float],
) -> Table:
    """All pairs but the likeliest type, ``other``, and articles of which that is the likeliest."""
    other, best = types.index(OTHER), chosen.argmax(axis=1)
    sizes = np.array([len(units) for units in logits.units])
    said = zip(logits.units, logits.said, best, logits.looks, strict=True)
    parts = np.concatenate([parts_of(u, words, int(b), look) for u, words, b, look in said], axis=1)
    marks = [
        np.zeros((size, len(MARKS)), dtype=np.float32) if own is None else own
        for size, own in zip(sizes, logits.signs, strict=True)
    ]
    lengths = np.repeat(np.log(sizes)[:, None], len(types), axis=1)
    has = np.array([[label in events for label in types] for events in truth])
    asked = np.repeat((best != other)[:, None], len(types), axis=1)
    asked[:, other] = asked[np.arange(len(best)), best] = False
    whole = np.stack([logits.any, chosen, lengths])
    weigh = asked * np.asarray(counts)[:, None]
    article = np.repeat(np.arange(len(sizes)), sizes)
    floats = (parts, np.concatenate(marks))
    return Table(
        *(torch.tensor(part, dtype=torch.float32) for part in floats),
        torch.tensor(article),
        torch.tensor(whole, dtype=torch.float32),
        torch.tensor(best),
        torch.tensor(has, dtype=torch.float32),
        torch.tensor(weigh, dtype=torch.float32),
    )


def log_sum_exp(said: Tensor, article: Tensor, articles: int) -> Tensor:
    """The soft maximum (articles, labels) over the sentences (sentences, labels) of each article."""
    rows = article[:, None].expand_as(said)
    lowest = torch.full((articles, said.shape[1]), NOTHING)
    top = lowest.scatter_reduce(0, rows, said.detach(), "amax")
    total = torch.zeros_like(top).index_add(0, article, torch.exp(said - top[article]))
    return top + torch.log(total)


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
        """The log-odds (articles, labels), as :mod:`nlp.classify.secondary` has them."""
        said = torch.tensordot(self.usual(OF_SENTENCES, self.sentence), table.parts, 1)
        said = said + table.marks @ (self.marks[:, None] + self.marks_by_type)
        found = log_sum_exp(said, table.article, len(table.best))
        found = found + torch.tensordot(self.usual(WHOLE, self.whole), table.whole, 1)
        found = found + self.labels + self.pairs[table.best]
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
    if not (table.has * table.counts).any():
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
