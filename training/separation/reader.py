"""Fit the reader of lines (:mod:`nlp.separate.reader`) beside the steps of a separation model.

    python -m training.separation --shared PATH --out models/separation --beside reader [--encoder FOLDER]

From the reader that the model has, or from an encoder of :mod:`training.encoder.distil`, on every labelled line between paragraphs
or sentences of articles and on prose in its own place (:mod:`training.separation.reader_data`), drawn anew each epoch: log loss
of the three labels. Half an hour on two cores.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from nlp.passages import Pieces, Question
from nlp.separate.context import CONTENT
from nlp.separate.model import LABELS
from nlp.separate.reader import FOLDER, ReaderSettings, question
from training import passages
from training.passages import Rates
from training.separation import data
from training.separation.reader_data import Example, Places, lines
from training.separation.reader_model import ReaderTuner

CUT = ReaderSettings(title=24, before=30, line=110, after=16, weight=0.4, lean=0.3)
"""How lines are put to it, see :class:`nlp.separate.reader.ReaderSettings`."""

POOL = 2000  # examples that are sorted by length at a time
RISE = 0.05  # share of the steps in which the rate rises


@dataclass(frozen=True)
class Recipe:
    """Settings of the fit. ``genuine``: pieces of prose in an epoch; ``dear``: how much content counts beside noise;
    ``tokens``: of a batch, padded; ``rate`` of the encoder and ``head_rate`` of its head, at their highest."""

    seed: int = 1
    epochs: int = 3
    genuine: int = 9000
    dear: float = 2.0
    smoothing: float = 0.02
    tokens: int = 4000
    rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01


def fit(shared: Path, recipe: Recipe, start: Path) -> ReaderTuner:
    """Fit one on all the lines under ``shared`` and in the project, from the encoder in ``start``."""
    torch.manual_seed(recipe.seed)
    tuner = ReaderTuner(start)
    stories = [*data.stories(shared), *data.general_stories(shared)]
    train(tuner, Places(stories, lines(shared), tuner.tokenize, recipe.seed), recipe)
    return tuner


def train(tuner: ReaderTuner, places: Places, recipe: Recipe) -> None:
    """Fit it on examples drawn anew for each epoch."""
    rng = random.Random(recipe.seed)
    plan = [
        _batches(places.examples(recipe.genuine), tuner.tokenize, recipe.tokens, rng)
        for _ in range(recipe.epochs)
    ]
    weight = torch.tensor([recipe.dear if n == CONTENT else 1.0 for n in range(len(LABELS))])

    def loss_of(batch: Batch) -> Tensor:
        logits = tuner([asked for asked, _ in batch])
        labels = torch.tensor([label for _, label in batch])
        return functional.cross_entropy(
            logits, labels, weight=weight, label_smoothing=recipe.smoothing
        )

    rates = Rates(recipe.rate, recipe.head_rate, RISE, recipe.weight_decay)
    passages.train(tuner, plan, loss_of, rates, FOLDER)


Batch = list[tuple[Question, int]]


def _batches(
    examples: Sequence[Example], pieces: Pieces, tokens: int, rng: random.Random
) -> list[Batch]:
    """Batches of questions of like length and their labels, at most ``tokens`` tokens each, padding included."""
    known = [(question(e.place, pieces, CUT), e.label) for e in examples]
    return passages.batches(known, lambda one: len(one[0].ids), tokens, rng)
