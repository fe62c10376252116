"""Teach the lexicon of a checkpoint more: its terms stay, its weights move as little as they need to.

By :mod:`training.tune.pulled`: what the new articles say nothing of keeps its weight, and a new type
starts from nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.classify.lexical import Lexicon, grams
from training.events import sentences
from training.events.data import Sample
from training.events.lexicon import matrix
from training.tune.pulled import Array, Loss, moved, one_hot, softmax_loss

PRESENT = 3.0
"""Weight of an article that has a type, in the regression of that type: as in the first fit."""


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
    asked = [("primary", x, softmax_loss(one_hot(first, len(types)))), ("any", x, _each(has))]
    if "lexical.unit.weight" in tensors:  # models of before this head have none
        asked.append(("unit", *_of_sentences(lexicon, tensors, known, types, samples)))
    for head, rows, loss in asked:
        start = widened(tensors, head, known, types)
        weight, bias = moved(rows, start, loss, recipe["c"])
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


def _of_sentences(
    lexicon: Lexicon,
    tensors: dict[str, NDArray[Any]],
    known: Sequence[str],
    types: Sequence[str],
    samples: Sequence[Sample],
) -> tuple[Any, Loss]:
    """Rows and loss of the head for sentences; what it says before tells which speak for a type.

    Of a new type it says the same of all, and the title, which is the first, stands for it.
    """
    found = sentences.told(samples, types)
    x = sentences.matrix(lexicon, found.texts)
    weight, bias = widened(tensors, "unit", known, types)
    has, counts = sentences.to_learn(found, x @ weight + bias)
    return x, _each(has.astype(float), counts)


def _each(has: Array, counts: Array | None = None) -> Loss:
    """The loss of one regression a type; ``counts`` is the weight of each row in each."""
    weight = np.where(has > 0, PRESENT, 1.0) if counts is None else counts

    def loss(logits: Array) -> tuple[float, Array]:
        value = np.logaddexp(0, logits) - has * logits
        return float((weight * value).sum()), weight * (1 / (1 + np.exp(-logits)) - has)

    return loss
