"""Networks over the whole sequence of a document's segments, in numpy alone.

Temporal convolutional networks (Bai et al. 2018, "An empirical evaluation of generic convolutional
and recurrent networks for sequence modeling"), not causal: a layer sees a segment and those some
steps before and after it, twice as far from layer to layer, so that the last sees 31 segments each
way. Fitted by :mod:`training.separation`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.separate.steps import CLIP, softmax

DILATIONS = (1, 2, 4, 8, 16)
"""How far each layer reaches, in segments."""

EPSILON = 1e-5
"""Added to the variance when a layer is normalised, as PyTorch does."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Networks:
    """Averaged networks: k of them over d features, h wide, with one layer a dilation.

    ``mean`` and ``scale`` (d); ``input`` (k, d, h) and ``input_bias`` (k, h); of each layer
    ``norm`` and ``norm_bias`` (k, layers, h), ``kernel`` (k, layers, 3h, h): before, at and after
    the segment, ``kernel_bias`` (k, layers, h); ``output`` (k, 2h, labels): of what the first
    layer made of the segment and of what the last did, ``output_bias`` (k, labels).
    """

    mean: Array
    scale: Array
    input: Array
    input_bias: Array
    norm: Array
    norm_bias: Array
    kernel: Array
    kernel_bias: Array
    output: Array
    output_bias: Array

    def __call__(self, features: Array) -> NDArray[np.float64]:
        """Probabilities, shape (n, labels), from the features (n, d) of one document in order."""
        scaled = np.clip((features - self.mean) / self.scale, -CLIP, CLIP)
        total = np.zeros((len(features), self.output.shape[-1]))
        for k in range(len(self.input)):
            alone = np.maximum(scaled @ self.input[k] + self.input_bias[k], 0.0)
            among = alone
            for layer in range(len(DILATIONS)):
                among = among + self._layer(among, k, layer)
            both = np.concatenate([alone, among], axis=1)
            total += softmax(both @ self.output[k] + self.output_bias[k])
        return total / len(self.input)

    def _layer(self, values: Array, k: int, layer: int) -> Array:
        """What one layer adds: (n, h) from (n, h); past the ends of the document there are zeros."""
        centred = values - values.mean(axis=1, keepdims=True)
        deviation = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + EPSILON)
        normal = centred / deviation * self.norm[k, layer] + self.norm_bias[k, layer]
        reach = DILATIONS[layer]
        wide = np.concatenate([moved(normal, -reach), normal, moved(normal, reach)], axis=1)
        return np.maximum(wide @ self.kernel[k, layer] + self.kernel_bias[k, layer], 0.0)


def moved(table: NDArray[np.floating], step: int) -> NDArray[np.floating]:
    """Row i is row ``i + step`` of ``table``, zeros past its ends."""
    found = np.zeros_like(table)
    if abs(step) >= len(table):
        return found
    if step < 0:
        found[-step:] = table[:step]
    elif step > 0:
        found[:-step] = table[step:]
    else:
        found[:] = table
    return found
