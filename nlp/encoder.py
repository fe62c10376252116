"""Run a BERT-like encoder without torch: WordPiece by `tokenizers`, layers by CTranslate2.

The shipped safetensors are converted once (see :func:`nlp.engine.converted`). Every window runs by
itself, so that nothing is padded and no result depends on what else is in the batch: batches of
windows of equal length differ in the seventh digit, and at some 200 tokens they are no faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint
from nlp.engine import converted, cores
from nlp.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Precision = Literal["float32", "int8"]
Tokens = list[int]


class Encoder(Protocol):
    """What a classifier asks of an encoder."""

    def tokenize(self, texts: Sequence[str]) -> list[Tokens]:
        """Token identifiers of each text, without special tokens."""
        ...

    def hidden(self, windows: Sequence[Tokens]) -> list[NDArray[np.float32]]:
        """The last layer's states of each window: shape (tokens, width)."""
        ...


class WordPieces:
    """The tokenizer of a checkpoint, as training and inference both use it."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self.cls = self._id("[CLS]", "<s>")
        self.sep = self._id("[SEP]", "</s>")

    @classmethod
    def load(cls, checkpoint: Checkpoint) -> WordPieces:
        """Read `tokenizer.json`. Raises :class:`nlp.errors.ModelError` when it is not usable."""
        from tokenizers import Tokenizer

        path = checkpoint.path / "tokenizer.json"
        try:
            return cls(Tokenizer.from_file(str(path)))
        except Exception as error:  # tokenizers raises plain Exception for any fault of the file
            raise ModelError(f"{path}: {error}") from error

    def _id(self, *names: str) -> int:
        """The identifier of a special token, as BERT or as RoBERTa calls it."""
        for name in names:
            if (found := self._tokenizer.token_to_id(name)) is not None:
                return int(found)
        raise ModelError(f"the tokenizer has no {' or '.join(names)}")

    @property
    def size(self) -> int:
        """How many tokens there are, special ones included."""
        return int(self._tokenizer.get_vocab_size())

    def __call__(self, texts: Sequence[str]) -> list[Tokens]:
        """Token identifiers of each text, without special tokens."""
        return [
            found.ids
            for found in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        ]


class CTranslate2Encoder:
    """A BERT encoder on CTranslate2; `workers` windows run side by side."""

    def __init__(
        self, checkpoint: Checkpoint, *, precision: Precision = "float32", workers: int = 0
    ) -> None:
        import ctranslate2

        self.workers = workers or cores()
        self._model = ctranslate2.Encoder(
            str(converted(checkpoint, precision)),
            device="cpu",
            compute_type=precision,
            inter_threads=self.workers,
            intra_threads=1,
        )
        self.tokenize = WordPieces.load(checkpoint)

    def hidden(self, windows: Sequence[Tokens]) -> list[NDArray[np.float32]]:
        """The last layer's states of each window: shape (tokens, width)."""
        if len(windows) < 2:  # threads cost more than a short sentence does
            return [self._run(window) for window in windows]
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(self._run, windows))

    def _run(self, window: Tokens) -> NDArray[np.float32]:
        states = self._model.forward_batch([window]).last_hidden_state
        return np.array(states, dtype=np.float32)[0]
