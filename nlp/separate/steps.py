"""The two kinds of step that the separation model is made of, in numpy alone.

A multinomial logistic regression over a segment's hashed n-grams and shape, and small networks over
dense features. Fitted by :mod:`training.separation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nlp.separate import ngrams
from nlp.separate.view import View

CLIP = 3.0
"""Standard deviations beyond which a feature says no more to a network."""

_ROWS = 4_096  # segments whose n-grams are held at once
_KNOWN = 16_384  # texts whose scores are remembered


@dataclass(frozen=True)
class FirstStep:
    """Logistic regression over one segment: ``table`` (buckets, 3), dense weights and scaling."""

    table: NDArray[np.floating]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    _known: dict[str, list[float]] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, views: Sequence[View], shapes: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (n, 3), from views and :func:`nlp.separate.shape.shapes`."""
        if not views:
            return np.zeros((0, len(self.bias)))
        dense = (shapes - self.mean) / self.scale
        scores = self._scores([view.text for view in views])
        return softmax(scores + dense @ self.weight + self.bias)

    def _scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """What the n-grams say: a cut paragraph is asked about again, a menu on each page."""
        known = self._known  # which another thread may empty meanwhile
        asked = dict.fromkeys(texts)
        found = {text: row for text in asked if (row := known.get(text)) is not None}
        fresh = [text for text in asked if text not in found]
        made: dict[str, list[float]] = {}
        for i in range(0, len(fresh), _ROWS):
            part = fresh[i : i + _ROWS]
            rows = ngrams.scores(ngrams.hashed(part), self.table, len(part))
            made.update(zip(part, rows.tolist(), strict=True))
        found |= made
        if len(known) + len(made) > _KNOWN:
            known.clear()
        known.update(made if len(made) <= _KNOWN else {})
        return np.array([found[text] for text in texts])


@dataclass(frozen=True)
class Networks:
    """Averaged networks with one hidden layer: weights (k, d, h) and (k, h, labels)."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    output_bias: NDArray[np.float32]

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (n, labels), from features (n, d)."""
        scaled = np.clip((features - self.mean) / self.scale, -CLIP, CLIP)
        total = np.zeros((len(features), self.output.shape[-1]))
        for k in range(len(self.hidden)):
            inner = np.maximum(scaled @ self.hidden[k] + self.hidden_bias[k], 0.0)
            total += softmax(inner @ self.output[k] + self.output_bias[k])
        return total / len(self.hidden)


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities from logits, along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (shifted / shifted.sum(axis=-1, keepdims=True)).astype(np.float64)
