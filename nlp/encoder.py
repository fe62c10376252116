"""Run a BERT-like encoder without torch: WordPiece by `tokenizers`, layers by CTranslate2.

The shipped safetensors are converted once (see :func:`nlp.engine.converted`). Every window runs by
itself, so that nothing is padded and no result depends on what else is in the batch: batches of
windows of equal length differ in the seventh digit, and at some 200 tokens they are no faster. On a
GPU they are run so, as it would wait for the next window most of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint
from nlp.devices import Asked, Device, Placed
from nlp.engine import by_length, converted, cores
from nlp.errors import ModelError

if TYPE_CHECKING:
    import ctranslate2
    from tokenizers import Tokenizer

Precision = Literal["float32", "int8"]
Tokens = list[int]
_Window = tuple[Tokens, Tokens | None]
_GPU_CHUNK = 32  # windows of equal length at a time


class Encoder(Protocol):
    """What a classifier asks of an encoder."""

    @property
    def device(self) -> Device:
        """Where it works."""
        ...

    def tokenize(self, texts: Sequence[str]) -> list[Tokens]:
        """Token identifiers of each text, without special tokens."""
        ...

    def hidden(
        self, windows: Sequence[Tokens], kinds: Sequence[Tokens] | None = None
    ) -> list[NDArray[np.float32]]:
        """The last layer's states of each window (tokens, width); `kinds` are BERT's token types."""
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
    """A BERT encoder on CTranslate2; `workers` windows run side by side on the processor.

    `part` is the second encoder of a checkpoint (:func:`nlp.convert.converted`).

    On a GPU (`device`, see :mod:`nlp.devices`) int8 becomes float16. Raises
    :class:`nlp.errors.ConfigError` where one was asked for and cannot be used.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        precision: Precision = "float32",
        workers: int = 0,
        device: Asked = "cpu",
        part: str = "",
    ) -> None:
        self._checkpoint, self._part = checkpoint, part
        self.tokenize = WordPieces.load(checkpoint)
        self._placed = Placed(self._load, Device("cpu", precision, workers or cores()), device)

    @property
    def device(self) -> Device:
        """Where it works."""
        return self._placed.device

    def _load(self, device: Device) -> ctranslate2.Encoder:
        import ctranslate2

        folder = converted(self._checkpoint, device.precision, self._part)
        model = ctranslate2.Encoder(str(folder), **device.options())
        if device.is_gpu:  # some faults show only when it computes: a library that is missing
            _states(model, [([self.tokenize.cls], None)])
        return model

    def hidden(
        self, windows: Sequence[Tokens], kinds: Sequence[Tokens] | None = None
    ) -> list[NDArray[np.float32]]:
        """The last layer's states of each window: shape (tokens, width).

        `kinds` are the token types of BERT (0 or 1) of the tokens of each window.
        """
        given = kinds or [None] * len(windows)
        return self._placed.run(partial(_hidden, list(zip(windows, given, strict=True))))


def _hidden(
    windows: Sequence[_Window], model: ctranslate2.Encoder, device: Device
) -> list[NDArray[np.float32]]:
    if device.is_gpu:
        return _in_batches(windows, model)
    if len(windows) < 2:  # threads cost more than a short sentence does
        return [_states(model, [window])[0] for window in windows]
    with ThreadPoolExecutor(device.threads) as pool:
        return list(pool.map(lambda window: _states(model, [window])[0], windows))


def _in_batches(
    windows: Sequence[_Window], model: ctranslate2.Encoder
) -> list[NDArray[np.float32]]:
    found: dict[int, NDArray[np.float32]] = {}
    for group in by_length([len(ids) for ids, _ in windows], _GPU_CHUNK):
        states = _states(model, [windows[i] for i in group])
        found.update(zip(group, states, strict=True))
    return [found[i] for i in range(len(windows))]


def _states(model: ctranslate2.Encoder, windows: Sequence[_Window]) -> NDArray[np.float32]:
    """States of windows of equal length: shape (windows, tokens, width)."""
    ids, kinds = [ids for ids, _ in windows], [kinds for _, kinds in windows if kinds is not None]
    states = model.forward_batch(ids, token_type_ids=kinds or None).last_hidden_state
    if states.device != "cpu":
        import ctranslate2

        states = states.to_device(ctranslate2.Device.cpu)
    return np.array(states).astype(np.float32, copy=False)
