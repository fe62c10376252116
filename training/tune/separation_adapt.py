"""Teach a separation model from new lines without the data that made it.

The first step (n-grams and shape of a line), and that of the last look at short lines, is moved from where it is (:mod:`training.tune.pulled`). Towards
new lines it is their labels that pull; of older lines it is what the model said of them before (Li and
Hoiem 2016), so that they pull towards staying. What learnt from neighbours and markup is left alone:
moving the last layers of the second step too changed nothing that was measured on invented spam.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate.model import LABELS, Model
from nlp.separate.steps import FirstStep
from training.separation import fit
from training.separation.data import Line
from training.tune.pulled import Array, moved, one_hot, softmax_loss
from training.tune.recipe import Adapt

if TYPE_CHECKING:
    from scipy import sparse

EVERY = 10  # steps between two measurements
COMMONEST = 0.05
"""Scale of an n-gram that every line has: of none at all it could not move."""


class Labelled(NamedTuple):
    """Lines whose labels pull, and how much each counts beside an older one."""

    lines: Sequence[Line]
    weights: Sequence[float]


class Adapted(NamedTuple):
    """The model, and every few steps what was minimised and what it was worth."""

    model: Model
    curve: list[dict[str, float]]


class Inputs(NamedTuple):
    """N-grams that lines have, weighted by rarity, and shape beside; the weights of a first step on them."""

    used: NDArray[np.int64]
    idf: NDArray[np.float32]
    old: FirstStep

    def matrix(self, rows: fit.Rows) -> sparse.csr_matrix:
        """Inputs of lines (rows, used + shape)."""
        from scipy import sparse

        shapes = fit.DENSE * (rows.shapes - self.old.mean) / self.old.scale
        grams = rows.grams[:, self.used] @ sparse.diags(self.idf)
        return sparse.hstack([grams, sparse.csr_matrix(shapes)], format="csr")

    def origin(self) -> tuple[Array, Array]:
        """Weights (used + shape, labels) and biases that give what the old step gives."""
        grams = self.old.table[self.used] / self.idf[:, None]
        weight = np.concatenate([grams, self.old.weight / fit.DENSE]).astype(float)
        return weight, self.old.bias.astype(float)

    def step(self, weight: Array, bias: Array) -> FirstStep:
        """The old step with these weights; n-grams that are not in use keep theirs."""
        count = len(self.used)
        table = np.array(self.old.table, dtype=np.float32)
        table[self.used] = weight[:count] * self.idf[:, None]
        shapes = (fit.DENSE * weight[count:]).astype(np.float32)
        return FirstStep(table, shapes, bias.astype(np.float32), self.old.mean, self.old.scale)


def adapt(
    model: Model,
    new: Labelled,
    older: Sequence[Line],
    settings: Adapt,
    dev: Sequence[Line] = (),
) -> Adapted:
    """The model after ``new`` lines, beside ``older`` ones that are to stay what they are.

    ``dev`` lines, each by itself, draw the learning curve of the first step; nothing is chosen by them.
    """
    known = {line.text for line in new.lines}
    kept = list({line.text: line for line in older if line.text not in known}.values())
    weights = np.concatenate([np.asarray(new.weights, float), np.ones(len(kept))])
    rows = fit.Rows([*new.lines, *kept], weights.tolist())
    held = fit.Rows(dev, [1.0] * len(dev)) if dev else None
    curve = Curve(settings.c * float(weights.sum()))
    first = _taught(model.first, rows, len(new.lines), settings, curve, held)
    steps = dict(model.steps)
    own = steps["lone_first"]
    if isinstance(own, FirstStep):
        steps["lone_first"] = _taught(own, rows, len(new.lines), settings)
    return Adapted(model.fitted(steps, first), curve.rows)


def _taught(
    step: FirstStep,
    rows: fit.Rows,
    new: int,
    settings: Adapt,
    curve: Curve | None = None,
    held: fit.Rows | None = None,
) -> FirstStep:
    """The step after ``rows``, whose first ``new`` have labels that pull."""
    targets = one_hot(rows.labels, len(LABELS))
    targets[new:] = step(rows.views, rows.shapes)[new:]
    used, idf = fit.rarity(rows.grams)
    inputs = Inputs(used, np.maximum(idf, COMMONEST), step)
    if curve and held:
        said = step(held.views, held.shapes)
        curve.hold(inputs.matrix(held), inputs.origin(), said, held.labels)
    loss = softmax_loss(targets, rows.weights)
    return inputs.step(*moved(inputs.matrix(rows), inputs.origin(), loss, settings.c, curve))


class Curve:
    """Keeps every :data:`EVERY` steps the loss of training, and loss and accuracy of held-out lines."""

    def __init__(self, scale: float) -> None:
        self.rows: list[dict[str, float]] = []
        self._scale, self._step = scale, 0
        self._measure: Callable[[Array, Array], dict[str, float]] = lambda *_: {}

    def hold(
        self, x: Any, origin: tuple[Array, Array], said: Array, labels: NDArray[np.integer]
    ) -> None:
        """Measure on these: inputs, the weights that ``said`` (n, 3) is of, and their labels.

        N-grams that no training line has are not among the inputs; what they say stays.
        """
        rest = np.log(np.clip(said, 1e-12, 1)) - (x @ origin[0] + origin[1])
        loss = softmax_loss(one_hot(labels, len(LABELS)))

        def measure(weight: Array, bias: Array) -> dict[str, float]:
            logits = rest + x @ weight + bias
            right = float((logits.argmax(axis=1) == labels).mean())
            return {"loss": round(loss(logits)[0] / len(labels), 4), "accuracy": round(right, 4)}

        self._measure = measure

    def __call__(self, value: float, weight: Array, bias: Array) -> None:
        """After a step."""
        self._step += 1
        if self._step == 1 or self._step % EVERY == 0:
            told = {"training_loss": round(value / self._scale, 5)}
            self.rows.append({"step": self._step, **told, **self._measure(weight, bias)})
