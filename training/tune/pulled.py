"""Linear heads that learn from new rows and stay near the weights that they start from.

Logistic regression whose penalty pulls to a checkpoint's own weights instead of to zero (Chelba and
Acero 2006): what the new rows say nothing of keeps its weight. The lexicon of events and both steps of
separation are taught more with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp.classify.secondary import log_softmax

Array = NDArray[np.float64]
Loss = Callable[[Array], tuple[float, Array]]
"""Logits (rows, labels) to the loss and its slope, of the same shape."""
Watch = Callable[[float, Array, Array], None]
"""What was minimised, weights and biases, after a step."""
STEPS = 100


def moved(
    x: Any, start: tuple[Array, Array], loss: Loss, c: float, watch: Watch | None = None
) -> tuple[Array, Array]:
    """Minimise ``|W - W0|^2 / 2 + c * loss(x W + b)`` by L-BFGS; weights (columns, labels) and biases.

    ``x`` (rows, columns) is an array or sparse. ``watch`` is told of each step.
    """
    shape, size = start[0].shape, start[0].size
    origin = np.concatenate([start[0].ravel(), start[1]])
    across = x.T.tocsr() if hasattr(x, "tocsr") else x.T
    last = [0.0]

    def objective(flat: Array) -> tuple[float, Array]:
        weight, bias = flat[:size].reshape(shape), flat[size:]
        value, slope = loss(x @ weight + bias)
        away = flat[:size] - origin[:size]
        gradient = np.concatenate([(c * (across @ slope)).ravel() + away, c * slope.sum(axis=0)])
        last[0] = float(c * value + away @ away / 2)
        return last[0], gradient

    def note(flat: Array) -> None:
        if watch is not None:
            watch(last[0], flat[:size].reshape(shape), flat[size:])

    options = {"maxiter": STEPS, "maxcor": 6}
    found = minimize(
        objective, origin, jac=True, method="L-BFGS-B", callback=note, options=options
    ).x
    return found[:size].reshape(shape), found[size:]


def softmax_loss(targets: Array, weights: NDArray[np.floating] | None = None) -> Loss:
    """Cross-entropy with ``targets`` (rows, labels), which sum to 1 in each row; ``weights`` (rows,)."""
    each = np.ones(len(targets)) if weights is None else np.asarray(weights, float)

    def loss(logits: Array) -> tuple[float, Array]:
        log = log_softmax(logits)  # type: ignore[arg-type]
        value = -(each[:, None] * targets * log).sum()
        return float(value), each[:, None] * (np.exp(log) - targets)

    return loss


def one_hot(labels: NDArray[np.integer], count: int) -> Array:
    """Labels as rows that say which one it is."""
    return np.eye(count)[labels]
