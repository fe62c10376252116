"""The separation model: hashed n-grams and shape, then context, in numpy alone.

Two steps. The first is a multinomial logistic regression over a segment's hashed n-grams and shape
features. The second, a few small networks averaged, sees the first's probabilities of the segment
and its neighbours, its place, its likeness to the rest and its layout. :mod:`nlp.separate.decode`
then reads the whole sequence. Fitted by :mod:`training.separation`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint, find
from nlp.errors import ModelError
from nlp.separate import context, ngrams, shape
from nlp.separate.decode import posteriors
from nlp.separate.view import View

LABELS = ("content", "boilerplate", "spam")
"""The classes, in the order of every array of probabilities."""

CLIP = 3.0
"""Standard deviations beyond which a feature of the second step says no more."""

_ROWS = 4_096  # segments whose n-grams are held at once


@dataclass(frozen=True)
class FirstStep:
    """Logistic regression over one segment: ``table`` (buckets, 3), dense weights and scaling."""

    table: NDArray[np.floating]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]

    def __call__(self, views: Sequence[View], shapes: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (n, 3), from views and :func:`nlp.separate.shape.shapes`."""
        parts = [
            ngrams.scores(
                ngrams.hashed([v.text for v in views[i : i + _ROWS]]),
                self.table,
                len(views[i : i + _ROWS]),
            )
            for i in range(0, len(views), _ROWS)
        ]
        dense = (shapes - self.mean) / self.scale
        if not parts:
            return np.zeros((0, len(LABELS)))
        return softmax(np.concatenate(parts) + dense @ self.weight + self.bias)


@dataclass(frozen=True)
class SecondStep:
    """Averaged networks with one hidden layer: weights (k, d, h) and (k, h, 3)."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    output_bias: NDArray[np.float32]

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (n, 3), from :func:`second_features`."""
        scaled = np.clip((features - self.mean) / self.scale, -CLIP, CLIP)
        total = np.zeros((len(features), 3))
        for k in range(len(self.hidden)):
            inner = np.maximum(scaled @ self.hidden[k] + self.hidden_bias[k], 0.0)
            total += softmax(inner @ self.output[k] + self.output_bias[k])
        return total / len(self.hidden)


def second_features(
    document: context.Document, shapes: NDArray[np.float32], first: NDArray[np.floating]
) -> NDArray[np.float32]:
    """What the second step sees: context and shape, shape (n, d)."""
    return np.concatenate([context.features(document, first), shapes], axis=1)


def feature_names() -> list[str]:
    """Columns of :func:`second_features`."""
    return [*context.NAMES, *shape.NAMES]


def make() -> dict[str, Any]:
    """What ``config.json`` must say of the features for this version to use the model."""
    return {"features": feature_names(), "bits": ngrams.BITS, "ngrams": ngrams.VERSION}


class Judged(NamedTuple):
    """Probabilities (n, 3), and the features that reasons are told from: shape and context."""

    probabilities: NDArray[np.float64]
    shapes: NDArray[np.float32]
    around: NDArray[np.float32]


class Model:
    """A loaded model: probabilities for the segments of one document."""

    def __init__(
        self,
        first: FirstStep,
        second: SecondStep,
        transition: NDArray[np.float32],
        settings: dict[str, Any],
        content_hash: str = "",
    ) -> None:
        self.first = first
        self.second = second
        self.transition = transition
        self.settings = settings
        self.hash = content_hash

    @classmethod
    def load(cls, name: str | os.PathLike[str] = "separation") -> Model:
        """Load by name or path; raises :class:`ModelError` when missing, damaged or of old make."""
        return cls.open(find(name, task="separation"))

    @classmethod
    def open(cls, checkpoint: Checkpoint) -> Model:
        """The model in a checkpoint that was found."""
        settings = checkpoint.load_json("config.json")
        if any(settings.get(name) != value for name, value in make().items()):
            raise ModelError(
                f"{checkpoint.path}: fitted on other features than this version makes; "
                "fit it again with python -m training.separation"
            )
        found = checkpoint.load_tensors()
        try:
            table = found["first.table"].astype(np.float32)
            parts = {name: array for name, array in found.items() if name != "first.table"}
            first = FirstStep(table, *(parts[f"first.{n}"] for n in _FIRST))
            second = SecondStep(*(parts[f"second.{n}"] for n in _SECOND))
            transition = parts["transition"]
        except KeyError as error:
            raise ModelError(f"{checkpoint.path}: no tensor {error}") from error
        return cls(first, second, transition, settings, checkpoint.hash)

    def tensors(self) -> dict[str, NDArray[Any]]:
        """What :meth:`open` reads back: the tensors to save."""
        found: dict[str, NDArray[Any]] = {
            "first.table": self.first.table.astype(np.float16),
            "transition": self.transition,
        }
        found |= {f"first.{n}": getattr(self.first, n) for n in _FIRST}
        found |= {f"second.{n}": getattr(self.second, n) for n in _SECOND}
        return found

    def __call__(self, document: context.Document) -> Judged:
        """Judge each segment of a document."""
        shapes = shape.shapes(document.texts, document.views)
        features = second_features(document, shapes, self.first(document.views, shapes))
        around = features[:, : len(context.NAMES)]
        return Judged(posteriors(self.second(features), self.transition), shapes, around)


_FIRST = ("weight", "bias", "mean", "scale")
_SECOND = ("mean", "scale", "hidden", "hidden_bias", "output", "output_bias")


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities from logits, along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (shifted / shifted.sum(axis=-1, keepdims=True)).astype(np.float64)
