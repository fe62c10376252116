"""Where training starts from a bare encoder: a head that already knows what the encoder can tell.

Linear probing, then fine-tuning (LP-FT; Kumar et al. 2022, "Fine-tuning can distort pretrained features
and underperform out-of-distribution"): the head begins as logistic regression over the encoder as it
comes. With few articles an update or two an epoch would leave a random head little better than random.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track

from nlp.classify.heads import pool
from nlp.encoder import WordPieces
from training.events.data import Sample
from training.events.fit import windows_for
from training.tune.events_model import EventModel

STRENGTH = 0.1
"""Inverse strength of the regularisation, as for the frozen encoder of `training.events.compare`."""


def start_head(
    model: EventModel,
    samples: Sequence[Sample],
    types: Sequence[str],
    pieces: WordPieces,
    window: dict[str, Any],
) -> None:
    """Set the primary head of the types that ``samples`` have; a type of none keeps its random row.

    ``window`` is the table of that name in a recipe. Two types at least must be there.
    """
    from sklearn.linear_model import LogisticRegression

    x = features(model, samples, pieces, window)
    found = LogisticRegression(C=STRENGTH, max_iter=500).fit(x, [s.events[0] for s in samples])
    weight, bias = rows(found.coef_, found.intercept_)
    head = model.tuner.primary
    with torch.no_grad():
        for row, label in enumerate(found.classes_):
            place = types.index(label)
            head.weight[place] = torch.from_numpy(weight[row]).float()
            head.bias[place] = float(bias[row])


def features(
    model: EventModel, samples: Sequence[Sample], pieces: WordPieces, window: dict[str, Any]
) -> NDArray[np.float32]:
    """What the primary head reads of each article: (articles, 3 x width)."""
    found = []
    for sample in track(samples, "what the encoder knows", disable=len(samples) < 50):
        windows = windows_for(sample.text, pieces, {**window, "most": 1})
        found.append(pool(windows, list(model.states(windows.windows))).article)
    return np.stack(found)


def rows(coef: NDArray[Any], intercept: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """One row a class; of two classes scikit-learn keeps the difference alone."""
    if len(coef) > 1:
        return coef, intercept
    return np.concatenate([-coef, coef]) / 2, np.concatenate([-intercept, intercept]) / 2
