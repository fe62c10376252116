"""Fit the reader of lines (:mod:`nlp.separate.reader`) beside the steps of a separation model.

    python -m training.separation --shared PATH --out models/separation --beside reader [--encoder FOLDER]

From the reader that the model has, or from an encoder of :mod:`training.encoder.distil`, on every labelled line between paragraphs
or sentences of articles and on prose in its own place (:mod:`training.separation.reader_data`), drawn anew each epoch: log loss
of the three labels. Half an hour on two cores.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from nlp.passages import Pieces, Question
from nlp.separate.context import CONTENT
from nlp.separate.model import LABELS
from nlp.separate.reader import ReaderSettings, question
from training import passages
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
    torch.set_flush_denormal(True)
    tuner = ReaderTuner(start)
    stories = [*data.stories(shared), *data.general_stories(shared)]
    train(tuner, Places(stories, lines(shared), tuner.tokenize, recipe.seed), recipe)
    return tuner


def train(tuner: ReaderTuner, places: Places, recipe: Recipe) -> None:
    """Fit it; the rate rises over the first steps and falls in a straight line."""
    rng = random.Random(recipe.seed)
    body = [p for n, p in tuner.named_parameters() if not n.startswith("head")]
    rates = [(body, recipe.rate), (list(tuner.head.parameters()), recipe.head_rate)]
    groups = [{"params": params, "lr": rate} for params, rate in rates]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    some = _batches(places.examples(recipe.genuine), tuner.tokenize, recipe.tokens, rng)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(len(some) * recipe.epochs))
    weight = torch.tensor([recipe.dear if n == CONTENT else 1.0 for n in range(len(LABELS))])
    started = time.monotonic()
    for epoch in range(1, recipe.epochs + 1):
        tuner.train()
        total = 0.0
        for batch in some:
            logits = tuner([asked for asked, _ in batch])
            labels = torch.tensor([label for _, label in batch])
            loss = functional.cross_entropy(
                logits, labels, weight=weight, label_smoothing=recipe.smoothing
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() / len(some)
        spent = time.monotonic() - started
        print(f"reader, epoch {epoch}: loss {total:.3f}, {spent:.0f} s", file=sys.stderr)
        if epoch < recipe.epochs:
            again = places.examples(recipe.genuine)
            some = _batches(again, tuner.tokenize, recipe.tokens, rng)


def _rate(steps: int) -> Any:
    def share(step: int) -> float:
        left = max(0.0, 1 - step / steps)
        return min(1.0, step / (RISE * steps) + 0.01, max(0.02, left / (1 - RISE)))

    return share


def _batches(
    examples: Sequence[Example], pieces: Pieces, tokens: int, rng: random.Random
) -> list[list[tuple[Question, int]]]:
    """Batches of questions of like length and their labels, at most ``tokens`` tokens each, padding included."""
    known = [(question(e.place, pieces, CUT), e.label) for e in examples]
    return passages.batches(known, lambda one: len(one[0].ids), tokens, rng)
