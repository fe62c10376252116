"""The encoder that looks closer at single sentences, before it is written, and what it learns from.

See :mod:`training.events.closer`, which fits it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from nlp.classify.closer import Closer, CloserSettings, names_of, question
from nlp.classify.text import sentences_of
from nlp.encoder import WordPieces
from nlp.passages import Question
from training import passages
from training.events.data import Sample
from training.passages import PassageTuner

SHARED = "embeddings.word_embeddings.weight"
"""The tensor that it has in common with the other encoder of a model."""
MAIN = 0.3  # how much the primary type counts: the sentences that tell it are many, and not what it is asked for

Array = NDArray[np.float32]


class Example(NamedTuple):
    """A sentence to learn from: what is read, which types it ``has`` and is ``near`` to (labels), and the
    primary type of its article."""

    question: Question
    has: Array
    near: Array
    primary: int

    @property
    def telling(self) -> bool:
        """Whether it has or is near to another type than the primary one."""
        return bool(self.near.any() or np.delete(self.has, self.primary).any())


def examples(
    samples: Sequence[Sample], types: Sequence[str], pieces: WordPieces, cut: CloserSettings
) -> Iterator[Example]:
    """Every title and sentence whose types people told."""
    names = names_of(types, pieces)
    for sample in samples:
        tokens, primary = pieces(sentences_of(sample.text)[0]), types.index(sample.events[0])
        told = zip(sample.unit_events(), sample.unit_near(), strict=True)
        for number, (own, near) in enumerate(told):
            if own is not None:
                asked = question(tokens, number, names[primary], pieces, cut)
                yield Example(asked, _labels(own, types), _labels(near, types), primary)


def _labels(told: frozenset[str], types: Sequence[str]) -> Array:
    return np.array([t in told for t in types], dtype=np.float32)


class CloserTuner(PassageTuner):
    """The encoder, its upper layers trainable, and its head."""

    def __init__(self, folder: Path, labels: int, recipe: dict[str, Any]) -> None:
        layers = recipe["trainable_layers"]
        super().__init__(folder, labels, dropout=recipe["dropout"], trainable=layers)
        nn.init.constant_(self.head.bias, -4.0)

    def closer(self, types: Sequence[str], settings: CloserSettings) -> Closer:
        """What looks at articles with it, as a model does."""
        weight, bias = (part.detach().numpy() for part in (self.head.weight, self.head.bias))
        return Closer(self, weight, bias, types, settings)


def loss_of(logits: Tensor, batch: Sequence[Example], other: int) -> Tensor:
    """Log loss of the types; one that a sentence has or is near to counts twice, ``other`` nothing."""
    has, near = (torch.tensor(np.stack([getattr(e, n) for e in batch])) for n in ("has", "near"))
    weight = 1 + has + near
    weight[torch.arange(len(batch)), torch.tensor([e.primary for e in batch])] *= MAIN
    weight[:, other] = 0.0
    each = functional.binary_cross_entropy_with_logits(logits, has, weight=weight, reduction="none")
    return each.sum(1).mean()


def batches(some: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length, of at most ``tokens`` with padding."""
    return passages.batches(some, lambda e: len(e.question.ids), tokens, rng)
