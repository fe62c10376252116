"""From token states and words to calibrated probabilities: plain numpy, the same as in training.

Three layers of evidence. The *primary head* reads the first window: the means of all its tokens,
of the title's and of the first sentence's (unit length each). The *unit head* scores the title and
each sentence; an article has a type to the degree that some unit has it (log-sum-exp, multiple
instance learning). The *lexicon* is a linear model over words, of the article and of each sentence by
itself (:mod:`nlp.classify.secondary`). The mix was fitted on articles that none of them had seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint
from nlp.classify.lexical import Row
from nlp.classify.secondary import Weights, log_odds, log_softmax, sentence_logits
from nlp.classify.text import SPECIAL, TITLE, Windows
from nlp.errors import ModelError
from nlp.passages import SCALE, unit_length

Array = NDArray[np.float32]
Mix = dict[str, dict[str, Any]]
"""Weights of ``primary`` and of ``any`` (:data:`nlp.classify.secondary.Weights`)."""


class Pooled(NamedTuple):
    """What the heads read: ``article`` (3 x width) and ``units`` (units, 2 x width).

    ``numbers[i]`` is the unit in row ``i``: 0 the title, 1 the first sentence.
    """

    article: Array
    units: Array
    numbers: list[int]


class Scores(NamedTuple):
    """Of one article: ``primary`` (labels) sums to 1, ``any`` (labels) is each label's own
    probability; ``units`` (units, labels) are the encoder's logits, ``sentences`` those behind ``any``."""

    primary: Array
    any: Array
    units: Array
    sentences: Array


class Read(NamedTuple):
    """All that the heads read of an article: ``rows`` and ``marks`` have one for each row of the units."""

    pooled: Pooled
    row: Row
    rows: Sequence[Row] = ()
    marks: Array | None = None


class Said(NamedTuple):
    """What the heads say of an article: the arguments of :func:`mixed` after the weights."""

    encoder: Array
    units: Array
    primary: Array
    any: Array
    words: Array | None
    marks: Array | None
    closer: Array | None = None


def pool(windows: Windows, states: Sequence[Array]) -> Pooled:
    """Pool the token states of an article's windows; ``states[i]`` has shape (tokens, width)."""
    rows: dict[int, Array] = {}
    for window, state in zip(windows.windows, states, strict=True):
        units, mean = np.array(window.units), unit_length(state.mean(axis=0))
        for unit in sorted(set(window.units) - {SPECIAL}):
            own = unit_length(state[units == unit].mean(axis=0))
            rows.setdefault(unit, np.concatenate([own, mean]))
    width = states[0].shape[1]
    nothing = np.zeros(2 * width, dtype=np.float32)
    first = [unit_length(states[0].mean(axis=0)), *[rows.get(n, nothing)[:width] for n in (0, 1)]]
    numbers = sorted(rows) or [TITLE]
    units = np.stack([rows.get(number, nothing) for number in numbers])
    return Pooled(np.concatenate(first) * SCALE, units * SCALE, numbers)


class Heads:
    """The heads of a checkpoint and the weights of their mix."""

    def __init__(self, tensors: dict[str, NDArray[Any]], mix: Mix) -> None:
        self._tensors = {name: tensor.astype(np.float32) for name, tensor in tensors.items()}
        self.mix = mix

    @classmethod
    def load(cls, checkpoint: Checkpoint, mix: Mix) -> Heads:
        """Read `heads.safetensors`. Raises :class:`nlp.errors.ModelError` if a head is missing."""
        tensors = checkpoint.load_tensors("heads.safetensors")
        needed = {"primary.weight", "primary.bias", "unit.weight", "unit.bias", "lexical.idf"}
        needed |= {
            f"lexical.{head}.{part}" for head in ("primary", "any") for part in ("weight", "bias")
        }
        if missing := sorted(needed - set(tensors)):
            raise ModelError(f"{checkpoint.path}: heads.safetensors lacks {', '.join(missing)}")
        return cls(tensors, mix)

    @property
    def idf(self) -> Array:
        """Inverse document frequencies of the lexicon's terms."""
        return self._tensors["lexical.idf"]

    def logits(self, read: Read) -> Said:
        """What each layer of evidence says of one article, but for a closer look (:mod:`nlp.classify.closer`)."""
        words = self.of_sentences(read.rows)
        return Said(*self.of_encoder(read.pooled), *self.of_words(read.row), words, read.marks)

    def of_encoder(self, pooled: Pooled) -> tuple[Array, Array]:
        """Logits of the primary head (labels) and of the unit head (units, labels)."""
        found = self._tensors
        primary = found["primary.weight"] @ pooled.article + found["primary.bias"]
        return primary, pooled.units @ found["unit.weight"].T + found["unit.bias"]

    def of_words(self, row: Row) -> tuple[Array, Array]:
        """Logits of the lexicon: for the primary type, and for each type on its own."""
        return self._linear(row, "primary"), self._linear(row, "any")

    def of_sentences(self, rows: Sequence[Row]) -> Array | None:
        """Logits of the lexicon for each sentence by itself; None where the model has no such head."""
        if "lexical.unit.weight" not in self._tensors or not rows:
            return None
        return np.stack([self._linear(row, "unit") for row in rows])

    def linear(self, head: str) -> tuple[Array, Array]:
        """Weight and bias of a head. Raises :class:`nlp.errors.ModelError` where the model has none."""
        try:
            return self._tensors[f"{head}.weight"], self._tensors[f"{head}.bias"]
        except KeyError as error:
            raise ModelError(f"heads.safetensors lacks {error}") from error

    def _linear(self, row: Row, head: str) -> Array:
        weight = self._tensors[f"lexical.{head}.weight"]
        return row.value @ weight[row.index] + self._tensors[f"lexical.{head}.bias"]


def log_primary(weights: Weights, encoder: Array, lexicon: Array) -> Array:
    """Log-probabilities (labels, last) of the primary type, from the logits of encoder and lexicon."""
    return log_softmax(
        weights["encoder"] * log_softmax(encoder) + weights["lexicon"] * log_softmax(lexicon)
    )


def mixed(
    mix: Mix,
    encoder: Array,
    units: Array,
    primary: Array,
    any_type: Array,
    words: Array | None = None,
    marks: Array | None = None,
    closer: Array | None = None,
) -> Scores:
    """Calibrated probabilities from the logits of the heads (labels) and units (units, labels).

    ``words`` is what the lexicon says of each unit, where a model has that; ``marks`` (units, marks) those of
    :mod:`nlp.classify.marks`; ``closer`` what :mod:`nlp.classify.closer` says of each unit.
    """
    chosen = log_primary(mix["primary"], encoder, primary)
    best = int(chosen.argmax())
    sentences = sentence_logits(mix["any"], units, words, marks, best, closer)
    logit = log_odds(mix["any"], units, sentences, any_type, chosen)
    clipped = np.clip(logit, -30, 30)
    return Scores(np.exp(chosen), 1 / (1 + np.exp(-clipped)), units, sentences)
