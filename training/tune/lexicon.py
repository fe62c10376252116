"""Teach the lexicon of a checkpoint more: its terms stay, its weights move as little as they need to.

Logistic regression whose penalty pulls to the checkpoint's own weights instead of to zero (Chelba and
Acero 2006): what the new articles say nothing of keeps its weight, and a new type starts from nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from nlp.classify.heads import log_softmax
from nlp.classify.lexical import Lexicon, grams
from training.events.data import Sample
from training.events.lexicon import matrix

PRESENT = 3.0
"""Weight of an article that has a type, in the regression of that type: as in the first fit."""
Array = NDArray[np.float64]


def taught(
    lexicon: Lexicon,
    tensors: dict[str, NDArray[Any]],
    known: Sequence[str],
    types: Sequence[str],
    samples: Sequence[Sample],
    recipe: dict[str, Any],
) -> dict[str, NDArray[np.float32]]:
    """The lexical tensors for ``types``, from those of a checkpoint for the types ``known``.

    ``recipe`` has ``c`` (inverse strength of the pull) and ``characters`` (that are read).
    """
    x = matrix(lexicon, [grams(sample.text.cut(recipe["characters"])) for sample in samples])
    first = np.array([types.index(sample.events[0]) for sample in samples])
    has = np.array([[t in sample.events for t in types] for sample in samples], dtype=float)
    found: dict[str, NDArray[np.float32]] = {"lexical.idf": tensors["lexical.idf"]}
    for head, loss in (("primary", _softmax(first)), ("any", _each(has))):
        start = widened(tensors, head, known, types)
        weight, bias = _moved(x, start, loss, recipe["c"])
        found[f"lexical.{head}.weight"] = weight.astype(np.float32)
        found[f"lexical.{head}.bias"] = bias.astype(np.float32)
    return found


def widened(
    tensors: dict[str, NDArray[Any]], head: str, known: Sequence[str], types: Sequence[str]
) -> tuple[Array, Array]:
    """Weights (terms, labels) and biases of a head in the order of ``types``; new ones are zero."""
    weight, bias = (tensors[f"lexical.{head}.{part}"].astype(float) for part in ("weight", "bias"))
    old = [list(known).index(t) if t in known else -1 for t in types]
    return (
        np.stack([weight[:, i] if i >= 0 else np.zeros(len(weight)) for i in old], axis=1),
        np.array([bias[i] if i >= 0 else float(bias.min()) for i in old]),
    )


def _moved(
    x: sparse.csr_array, start: tuple[Array, Array], loss: Any, c: float
) -> tuple[Array, Array]:
    """Minimise ``|W - W0|^2 / 2 + c * loss(x W + b)`` (L-BFGS)."""
    shape, size = start[0].shape, start[0].size
    origin = np.concatenate([start[0].ravel(), start[1]])
    across = x.T.tocsr()

    def objective(flat: Array) -> tuple[float, Array]:
        weight, bias = flat[:size].reshape(shape), flat[size:]
        value, slope = loss(x @ weight + bias)
        moved = flat[:size] - origin[:size]
        gradient = np.concatenate([(c * (across @ slope)).ravel() + moved, c * slope.sum(axis=0)])
        return float(c * value + moved @ moved / 2), gradient

    found = minimize(
        objective, origin, jac=True, method="L-BFGS-B", options={"maxiter": 100, "maxcor": 6}
    ).x
    return found[:size].reshape(shape), found[size:]


def _softmax(first: NDArray[np.int64]) -> Any:
    rows = np.arange(len(first))

    def loss(logits: Array) -> tuple[float, Array]:
        log = log_softmax(logits)  # type: ignore[arg-type]
        slope = np.exp(log)
        slope[rows, first] -= 1
        return float(-log[rows, first].sum()), slope

    return loss


def _each(has: Array) -> Any:
    weight = np.where(has > 0, PRESENT, 1.0)

    def loss(logits: Array) -> tuple[float, Array]:
        value = np.logaddexp(0, logits) - has * logits
        return float((weight * value).sum()), weight * (1 / (1 + np.exp(-logits)) - has)

    return loss
