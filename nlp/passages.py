"""A passage (a sentence, a line) read by a BERT encoder in what stands around it.

    [CLS] part [SEP] part [SEP] PASSAGE [SEP] what comes after [SEP]

The passage's tokens are of BERT's second token type, and a linear head reads the mean of their states and the first
token's. So :mod:`nlp.classify.closer` reads sentences and :mod:`nlp.separate.reader` lines; :mod:`training.passages` fits both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
SEVERAL = 256  # questions whose states are held at a time
SCALE = 10.0
"""Features of unit length are multiplied by this before a head: heads then learn faster."""


class Question(NamedTuple):
    """A passage as the encoder reads it: token ``ids``, and ``kinds``, 1 for those of the passage itself."""

    ids: list[int]
    kinds: list[int]


class Pieces(Protocol):
    """A tokenizer with the identifiers of its special tokens (:class:`nlp.encoder.WordPieces`)."""

    cls: int
    sep: int

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """Token identifiers of each text, without special tokens."""
        ...


class PassageEncoder(Protocol):
    """What is asked of an encoder of passages: :class:`nlp.encoder.CTranslate2Encoder`."""

    tokenize: Pieces

    def hidden(
        self, windows: Sequence[list[int]], kinds: Sequence[list[int]] | None = None
    ) -> list[Array]:
        """The last layer's states (tokens, width) of each window, whose tokens are of those ``kinds``."""
        ...


def question(
    parts: Sequence[Sequence[int]], own: Sequence[int], after: Sequence[int], pieces: Pieces
) -> Question:
    """A passage's ``own`` tokens behind those of some ``parts`` and before what comes ``after``; each part may be empty."""
    head = [pieces.cls]
    for part in parts:
        head += [*part, pieces.sep]
    tail = [pieces.sep, *after, pieces.sep]
    return Question([*head, *own, *tail], [0] * len(head) + [1] * len(own) + [0] * len(tail))


def pooled(state: Array, kinds: Sequence[int]) -> Array:
    """What a head reads (2 x width): the mean of the passage's tokens and the first token's state."""
    own = np.array(kinds) == 1
    mean = state[own].mean(axis=0) if own.any() else np.zeros_like(state[0])
    return np.concatenate([unit_length(mean), unit_length(state[0])]) * SCALE


def unit_length(vector: Array) -> Array:
    """A vector of length 1 in the same direction (nothing stays nothing)."""
    return vector / max(float(np.sqrt(vector @ vector)), 1e-12)


class PassageHead:
    """An encoder and a linear head on it: ``weight`` (labels, 2 x width), ``bias`` (labels)."""

    def __init__(self, encoder: PassageEncoder, weight: Array, bias: Array) -> None:
        self.tokenize = encoder.tokenize
        self._encoder, self._weight, self._bias = encoder, weight, bias

    def logits(self, questions: Sequence[Question]) -> Array:
        """What the head says of each question: shape (questions, labels)."""
        said = [
            self._weight @ read + self._bias
            for start in range(0, len(questions), SEVERAL)
            for read in self._read(questions[start : start + SEVERAL])
        ]
        return np.stack(said) if said else np.zeros((0, len(self._bias)), np.float32)

    def _read(self, questions: Sequence[Question]) -> list[Array]:
        states = self._encoder.hidden([q.ids for q in questions], [q.kinds for q in questions])
        return [pooled(state, q.kinds) for state, q in zip(states, questions, strict=True)]
