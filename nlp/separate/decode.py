"""From probabilities line by line to those of a sequence: noise comes in runs and in tails.

A first-order chain over the labels (forward-backward, Rabiner 1989) turns each segment's
probabilities into posteriors that know of the neighbours' labels: one odd line between two
paragraphs needs strong evidence, the tenth line of a menu little.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def posteriors(
    probabilities: NDArray[np.floating], transition: NDArray[np.floating]
) -> NDArray[np.float64]:
    """Posterior probabilities, shape (n, 3), from independent ones of the same shape.

    ``transition[a, b]`` is the log of how much likelier label b is after a than it is anywhere.
    Time and memory are linear in n.
    """
    count = len(probabilities)
    if count == 0:
        return np.zeros((0, probabilities.shape[1]))
    emission = np.clip(np.asarray(probabilities, dtype=np.float64), 1e-7, 1.0)
    factor = np.exp(np.asarray(transition, dtype=np.float64))
    forward = np.empty_like(emission)
    backward = np.ones_like(emission)
    forward[0] = emission[0] / emission[0].sum()
    for i in range(1, count):
        step = (forward[i - 1] @ factor) * emission[i]
        forward[i] = step / step.sum()
    for i in range(count - 2, -1, -1):
        step = factor @ (backward[i + 1] * emission[i + 1])
        backward[i] = step / step.sum()
    joint = forward * backward
    return joint / joint.sum(axis=1, keepdims=True)


def transitions(
    sequences: list[NDArray[np.integer]], labels: int = 3, strength: float = 1.0
) -> NDArray[np.float32]:
    """The ``transition`` of :func:`posteriors` counted from labelled sequences, scaled by strength."""
    pairs = np.ones((labels, labels))
    for sequence in sequences:
        np.add.at(pairs, (sequence[:-1], sequence[1:]), 1.0)
    after = pairs / pairs.sum(axis=1, keepdims=True)
    anywhere = pairs.sum(axis=0) / pairs.sum()
    return (strength * np.log(after / anywhere)).astype(np.float32)
