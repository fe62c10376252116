"""Ask the edit model what is wrong with a sentence: tags with probabilities, then proposals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint, find
from nlp.encoder import CTranslate2Encoder, Encoder, Precision, WordPieces
from nlp.errors import ModelError
from nlp.repair.edit.tags import KEEP, Piece, Word, kind_of, pieces, split

MAX_WORDS = 90
"""Words that the model reads at once; longer sentences are read in parts."""
MAX_PIECES = 250
KEPT = 4096
"""Sentences whose proposals are remembered: repair runs until nothing changes."""

Array = NDArray[np.float32]


class Window(NamedTuple):
    """Token identifiers with special tokens, and the token that speaks for each place."""

    ids: list[int]
    first: list[int]


class Proposal(NamedTuple):
    """``text[start:end]`` should become ``fixed``; ``score`` is the probability of its weakest tag."""

    start: int
    end: int
    fixed: str
    kind: str
    score: float


class Reading(NamedTuple):
    """What the model makes of a sentence: ``sound`` is the mean log-probability that a word stays."""

    proposals: tuple[Proposal, ...]
    sound: float


def window_of(words: Sequence[Word], wordpieces: WordPieces) -> Window:
    """What the encoder reads of the words of a sentence; place 0 is the token `[CLS]`."""
    ids, first = [wordpieces.cls], [0]
    for found in wordpieces([word.text for word in words]):
        first.append(len(ids))
        ids += found or [wordpieces.sep]
    return Window([*ids, wordpieces.sep], first)


class Tagger:
    """The edit model of a checkpoint: a BERT encoder and a linear head over the tags."""

    def __init__(
        self,
        encoder: Encoder,
        wordpieces: WordPieces,
        tags: Sequence[str],
        weight: Array,
        bias: Array,
    ) -> None:
        self._encoder, self._pieces = encoder, wordpieces
        self.tags, self._weight, self._bias = tuple(tags), weight, bias
        self.read = lru_cache(KEPT)(self._read)

    @classmethod
    def load(cls, model: str, *, precision: Precision = "int8", workers: int = 1) -> Tagger:
        """Load a repair checkpoint by name or path. Raises :class:`nlp.errors.ModelError`."""
        return cls.of(find(model, task="repair"), precision=precision, workers=workers)

    @classmethod
    def of(
        cls, checkpoint: Checkpoint, *, precision: Precision = "int8", workers: int = 1
    ) -> Tagger:
        """The same for a checkpoint that was found."""
        tags, head = _head(checkpoint)
        encoder = CTranslate2Encoder(checkpoint, precision=precision, workers=workers)
        return cls(encoder, encoder.tokenize, tags, head["weight"], head["bias"])

    def _read(self, sentence: str) -> Reading:
        """Read one sentence; `read` remembers what it found."""
        words, found, kept = split(sentence), [], []
        for start in range(0, len(words), MAX_WORDS):
            part = words[start : start + MAX_WORDS]
            window = window_of(part, self._pieces)
            if len(window.ids) <= MAX_PIECES:
                logits = self._logits(window)
                found += self._proposed(sentence, part, logits)
                kept.append(logits[:, 0] - _log_sum_exp(logits))
        return Reading(tuple(found), float(np.concatenate(kept).mean()) if kept else 0.0)

    def _logits(self, window: Window) -> Array:
        """Logits (places, tags) of a window."""
        states = self._encoder.hidden([window.ids])[0][window.first]
        return states @ self._weight.T + self._bias

    def _proposed(self, sentence: str, words: Sequence[Word], logits: Array) -> list[Proposal]:
        """Proposals for the words of one window."""
        tags = [self.tags[i] for i in logits.argmax(axis=1)]
        if all(tag == KEEP for tag in tags):
            return []
        scores = np.exp(logits.max(axis=1) - _log_sum_exp(logits))
        return [_proposal(sentence, piece, scores) for piece in pieces(sentence, words, tags)]


def _log_sum_exp(logits: Array) -> Array:
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1))


def _proposal(sentence: str, piece: Piece, scores: Array) -> Proposal:
    found = sentence[piece.start : piece.end]
    score = min(float(scores[place]) for place in piece.places if place < len(scores))
    return Proposal(piece.start, piece.end, piece.fixed, kind_of(found, piece.fixed), score)


def _head(checkpoint: Checkpoint) -> tuple[list[str], dict[str, Array]]:
    """The tags and the head that goes with them."""
    tags = checkpoint.load_json("tags.json")
    tensors = checkpoint.load_tensors("head.safetensors")
    head = {name: np.asarray(tensors[name], dtype=np.float32) for name in tensors}
    if set(head) != {"weight", "bias"} or len(tags) != len(head["bias"]) or tags[0] != KEEP:
        raise ModelError(f"{checkpoint.path}: tags.json and head.safetensors do not go together")
    return tags, head
