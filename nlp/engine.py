"""Run sequence-to-sequence models: CTranslate2 for speed, transformers as the reference
(:mod:`nlp.transformers_engine`).

Both engines take texts and give :class:`Hypothesis` objects, and neither lets a result depend on
which other texts share the call: with transformers texts of equal token count are a batch, which is
never padded; with CTranslate2 each is padded to the next multiple of :data:`WIDTH`, whatever else is
in its batch. (Measured: padded to the longest of a batch CTranslate2 int8 gave the same tokens but
other scores for one sentence in ten; padded always alike, it is equal to the bit.)
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from nlp.checkpoints import Checkpoint
from nlp.convert import converted
from nlp.devices import Asked, Device, Placed
from nlp.errors import ModelError

if TYPE_CHECKING:
    import ctranslate2
    import sentencepiece

MAX_TOKENS = 480
"""Tokens that a model with 512 positions takes in one text; longer ones must be cut before."""
CHUNK = 48
GPU_CHUNK = 128
"""Texts of like length decoded in one batch, on the processor and on a GPU. The processor packs the
weights anew for each batch, so that a sentence among many costs less than one alone."""
WIDTH = 4
"""Texts are padded to a multiple of so many tokens: batches are larger, and there are fewer of them."""
_EOS = "</s>"


class Hypothesis(NamedTuple):
    """A decoded text, the mean log-probability of its tokens, and how many there are.

    `finished` is False when decoding was stopped by the length limit.
    """

    text: str
    score: float
    tokens: int
    finished: bool


class Engine(Protocol):
    """What a translator asks of an engine."""

    symbols: bool
    """True when the model was trained with the placeholders of :mod:`nlp.protect`."""

    @property
    def device(self) -> Device:
        """Where it works."""
        ...

    def count(self, text: str) -> int:
        """Tokens of a text."""
        ...

    def translate(
        self,
        texts: Sequence[str],
        lang: str | Sequence[str],
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order; `lang` is their language, or one for each."""
        ...


def load_engine(
    checkpoint: Checkpoint, *, engine: str = "auto", device: Asked = "auto", workers: int = 0
) -> Engine:
    """Load the engine for a checkpoint.

    Args:
        checkpoint: a folder that transformers can load.
        engine: "ctranslate2", "transformers", or "auto": CTranslate2 for Marian models.
        device: "cpu", "cuda", or "auto" (:mod:`nlp.devices`); transformers stays on the processor.
        workers: texts decoded side by side (CTranslate2 on CPU); 0 for one per core.

    Raises:
        ModelError: the model cannot be loaded or is of a kind that the engine does not know.
        ConfigError: a GPU was asked for and cannot be used.
    """
    model_type = checkpoint.load_json("config.json").get("model_type")
    marian = model_type == "marian" and (checkpoint.path / "source.spm").exists()
    if engine == "ctranslate2" and not marian:
        raise ModelError(f"{checkpoint.name}: only Marian models run on CTranslate2 here")
    if engine == "transformers" or not marian:
        from nlp.transformers_engine import TransformersEngine

        return TransformersEngine(checkpoint)
    return CTranslate2Engine(checkpoint, device=device, workers=workers)


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def by_length(lengths: Sequence[int], chunk: int = CHUNK, width: int = 1) -> Iterator[list[int]]:
    """Yield groups of at most `chunk` positions with equal lengths, longest first.

    Lengths are equal here that are padded to the same multiple of `width`.
    """
    groups: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        groups.setdefault(padded(length, width), []).append(position)
    for length in sorted(groups, reverse=True):
        same = groups[length]
        for start in range(0, len(same), chunk):
            yield same[start : start + chunk]


def padded(length: int, width: int = WIDTH) -> int:
    """The multiple of `width` that a length is padded to.

    >>> padded(8), padded(9)
    (8, 12)
    """
    return -(-length // width) * width


def length_limit(tokens: int) -> int:
    """Most tokens that the translation of so many source tokens may have; one for all padded alike."""
    return min(2 * padded(tokens) + 16, 500)


class CTranslate2Engine:
    """A Marian model on CTranslate2: int8 on the processor, float16 and larger batches on a GPU.

    The shipped safetensors are converted on first use, in a child process that keeps torch out of
    this one, and kept in the user cache under their content hash.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        device: Asked = "auto",
        workers: int = 0,
        quantization: str = "int8",
    ) -> None:
        self._checkpoint = checkpoint
        self._source, self._target = pieces_of(checkpoint)
        self.symbols = knows_symbols(self._source)
        self._placed = Placed(self._load, Device("cpu", quantization, workers or cores()), device)

    @property
    def device(self) -> Device:
        """Where it works."""
        return self._placed.device

    def _load(self, device: Device) -> ctranslate2.Translator:
        import ctranslate2

        folder = converted(self._checkpoint, device.precision)
        model = ctranslate2.Translator(str(folder), **device.options())
        if device.is_gpu:  # some faults show only when it computes: a library that is missing
            model.translate_batch([[_EOS]], max_decoding_length=1)
        return model

    def count(self, text: str) -> int:
        """Sentencepiece tokens of a text, with the end of sentence."""
        return len(self._source.encode(text)) + 1

    def translate(
        self,
        texts: Sequence[str],
        lang: str | Sequence[str],
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order; `lang` is not needed (one model for both)."""
        tokens = [[*pieces, _EOS] for pieces in self._source.encode(list(texts), out_type=str)]
        refuse_long(len(t) for t in tokens)
        options = {"beam_size": beam_size, "no_repeat_ngram_size": no_repeat_ngram_size}

        def decode(model: ctranslate2.Translator, device: Device) -> list[Hypothesis]:
            return self._decode(model, tokens, GPU_CHUNK if device.is_gpu else CHUNK, options)

        return self._placed.run(decode)

    def _decode(
        self,
        model: ctranslate2.Translator,
        tokens: list[list[str]],
        chunk: int,
        options: dict[str, int],
    ) -> list[Hypothesis]:
        waiting = [
            (group, _start(model, [tokens[i] for i in group], options))
            for group in by_length([len(t) for t in tokens], chunk, WIDTH)
        ]
        found: list[Hypothesis | None] = [None] * len(tokens)
        for group, results in waiting:
            limit = length_limit(len(tokens[group[0]]))
            for position, handle in zip(group, results[: len(group)], strict=True):
                found[position] = self._read(handle.result(), limit)
        return found  # type: ignore[return-value]  # every position is in one group

    def _read(self, result: Any, limit: int) -> Hypothesis:
        pieces = result.hypotheses[0]
        text = self._target.decode(pieces)
        return Hypothesis(text, result.scores[0], len(pieces), len(pieces) < limit)


def _start(model: ctranslate2.Translator, batch: list[list[str]], options: dict[str, int]) -> Any:
    """Begin to decode texts that are padded to one length; a handle of the result of each.

    CTranslate2 pads to the longest text, so where none has the whole length an empty one is put beside
    them, whose result nobody reads.
    """
    length = padded(len(batch[0]))
    filler = [] if length in map(len, batch) else [[_EOS] * length]
    return model.translate_batch(
        batch + filler,
        **options,
        max_decoding_length=length_limit(length),
        return_scores=True,
        asynchronous=True,
    )


def pieces_of(
    checkpoint: Checkpoint,
) -> tuple[sentencepiece.SentencePieceProcessor, sentencepiece.SentencePieceProcessor]:
    """The source and target sentencepiece models of a Marian checkpoint."""
    import sentencepiece

    try:
        return (
            sentencepiece.SentencePieceProcessor(model_file=str(checkpoint.path / "source.spm")),
            sentencepiece.SentencePieceProcessor(model_file=str(checkpoint.path / "target.spm")),
        )
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{checkpoint.path}: no usable sentencepiece model: {error}") from error


def knows_symbols(pieces: sentencepiece.SentencePieceProcessor) -> bool:
    """Whether a model was trained with the placeholders of :mod:`nlp.protect`."""
    from nlp.protect import SYMBOLS

    return all(pieces.piece_to_id(symbol) != pieces.unk_id() for symbol in SYMBOLS)


def refuse_long(lengths: Iterable[int]) -> None:
    """Raise ValueError where a text has more than :data:`MAX_TOKENS`."""
    longest = max(lengths, default=0)
    if longest > MAX_TOKENS:
        raise ValueError(f"a text of {longest} tokens; at most {MAX_TOKENS} fit")
