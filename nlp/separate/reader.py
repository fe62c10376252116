"""A reader of lines: what a line says, and whether that belongs where it stands.

Words of spam change with what is sold, and calm prose that sells has the shape of news. This encoder knows what words
mean: it is the one that the translation model reads French, Spanish and English with, fine-tuned on lines written for
it, and reads a line of which the steps before are not sure with the title and the paragraphs beside it. It is asked of few
lines (of the sentences of clean articles one in six), on the processor, by CTranslate2. Fitted by :mod:`training.separation.reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from nlp.checkpoints import Checkpoint
from nlp.encoder import CTranslate2Encoder, SentencePieces
from nlp.errors import ModelError
from nlp.separate.context import CONTENT

FOLDER = "reader"
"""The folder in a separation model that holds it; a model without one has no reader."""

HEAD = ("head.weight", "head.bias")
SCALE = 10.0
"""Features of unit length are multiplied by this before the head: it then learns faster."""

_LEAST = 1e-6  # of a probability, before its logarithm is taken

Array = NDArray[np.float32]


class ReaderSettings(BaseModel, frozen=True, extra="forbid"):
    """How lines are put to it: tokens at most of the title, of the end of what stands before, of the line and of the start
    of what comes after; ``weight`` is its share in the mean of log-probabilities with the steps before, ``lean`` what is
    added there to that of content: what is lost is worse than what stays."""

    title: int
    before: int
    line: int
    after: int
    weight: float
    lean: float = 0.0

    @classmethod
    def of(cls, found: object) -> ReaderSettings:
        """What ``config.json`` says of it. Raises :class:`nlp.errors.ModelError` where that cannot be."""
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            raise ModelError(f"config.json: {FOLDER}: {error}") from error


class Place(NamedTuple):
    """A line where it stands: tokens of the article's title, of what stands before and after it, and its own."""

    title: Sequence[int]
    before: Sequence[int]
    line: Sequence[int]
    after: Sequence[int]


class Question(NamedTuple):
    """A line as the encoder reads it: token ``ids``, and ``kinds``, 1 for those of the line itself."""

    ids: list[int]
    kinds: list[int]


class LineEncoder(Protocol):
    """What is asked of its encoder: :class:`nlp.encoder.CTranslate2Encoder`."""

    tokenize: SentencePieces

    def hidden(
        self, windows: Sequence[list[int]], kinds: Sequence[list[int]] | None = None
    ) -> list[Array]:
        """The last layer's states (tokens, width) of each window, whose tokens are of those ``kinds``."""
        ...


def question(place: Place, end: int, cut: ReaderSettings) -> Question:
    """What is read of a place: each part ends with the token ``end``, that of the line counts as the line's."""
    before = place.before[-cut.before :] if cut.before else []
    head = [*place.title[: cut.title], end, *before, end]
    own = [*place.line[: cut.line], end]
    tail = [*place.after[: cut.after], end]
    return Question([*head, *own, *tail], [0] * len(head) + [1] * len(own) + [0] * len(tail))


def pooled(state: Array, kinds: Sequence[int]) -> Array:
    """What the head reads (2 x width): the means of the line's tokens and of the others, each of one length."""
    own = np.array(kinds) == 1
    return np.concatenate([_direction(state[part].mean(axis=0)) for part in (own, ~own)]) * SCALE


def _direction(vector: Array) -> Array:
    return vector / max(float(np.sqrt(vector @ vector)), 1e-12)


def beside(found: NDArray[np.float64], at: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """For each of the lines ``at``, the numbers of what stands before and after it: the nearest line that is taken for
    content so far and is not asked about; the title, line 0, is no neighbour."""
    asked = set(at)
    kept = [i for i in range(1, len(found)) if found[i, CONTENT] >= 0.5 and i not in asked]
    places = np.searchsorted(kept, at)
    return [
        (kept[p - 1] if p else None, kept[p] if p < len(kept) else None) for p in places.tolist()
    ]


def mixed(
    found: NDArray[np.float64], read: NDArray[np.float64], settings: ReaderSettings
) -> NDArray[np.float64]:
    """The mean of two arrays of log-probabilities, shape (n, labels), as probabilities, weighed as the ``settings`` say."""
    parts = [np.log(np.maximum(p, _LEAST)) for p in (found, read)]
    logs = (1.0 - settings.weight) * parts[0] + settings.weight * parts[1]
    logs[:, CONTENT] += settings.lean
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


class LineReader:
    """The encoder and its head: ``weight`` (labels, 2 x width), ``bias`` (labels); ``folder`` is where they are from."""

    def __init__(
        self,
        encoder: LineEncoder,
        weight: Array,
        bias: Array,
        settings: ReaderSettings,
        folder: Path | None = None,
    ) -> None:
        self.settings, self.folder = settings, folder
        self._encoder, self._weight, self._bias = encoder, weight, bias

    @classmethod
    def load(cls, checkpoint: Checkpoint, settings: ReaderSettings) -> LineReader:
        """The reader of a separation model. Raises :class:`nlp.errors.ModelError` where it is not whole."""
        part = Checkpoint(FOLDER, checkpoint.path / FOLDER)
        tensors = part.load_tensors()
        if missing := [name for name in HEAD if name not in tensors]:
            raise ModelError(f"{part.path}: model.safetensors lacks {', '.join(missing)}")
        weight, bias = (tensors[name].astype(np.float32) for name in HEAD)
        encoder = CTranslate2Encoder(
            part, precision="int8", workers=1, pieces=SentencePieces.load(part)
        )
        return cls(encoder, weight, bias, settings, part.path)

    def __call__(
        self, texts: Sequence[str], found: NDArray[np.float64], at: Sequence[int]
    ) -> NDArray[np.float64]:
        """Probabilities of the labels, shape (len(at), labels), of the lines ``at`` of a document whose first is its
        title; ``found`` is what the steps before made of all its lines."""
        questions = self._questions(texts, found, at)
        states = self._encoder.hidden([q.ids for q in questions], [q.kinds for q in questions])
        rows = [pooled(state, q.kinds) for state, q in zip(states, questions, strict=True)]
        logits = np.stack(rows).astype(np.float64) @ self._weight.T + self._bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def _questions(
        self, texts: Sequence[str], found: NDArray[np.float64], at: Sequence[int]
    ) -> list[Question]:
        around = beside(found, at)
        needed = sorted({0, *at, *(i for pair in around for i in pair if i is not None)})
        pieces = self._encoder.tokenize
        tokens = dict(zip(needed, pieces([texts[i] for i in needed]), strict=True))
        return [
            question(
                Place(
                    tokens[0] if i else [],
                    [] if before is None else tokens[before],
                    tokens[i],
                    [] if after is None else tokens[after],
                ),
                pieces.sep,
                self.settings,
            )
            for i, (before, after) in zip(at, around, strict=True)
        ]
