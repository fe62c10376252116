"""Run sequence-to-sequence models: CTranslate2 for speed, transformers as the reference.

Both engines take texts and give :class:`Hypothesis` objects, and neither lets a result depend on
which other texts share the call: texts are grouped by equal token count, so that no batch is ever
padded. (Measured: with padding CTranslate2 int8 gave the same tokens but other scores for one
sentence in ten; without, both are equal to the bit.)
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from nlp.checkpoints import Checkpoint
from nlp.convert import converted, quiet
from nlp.errors import ModelError

if TYPE_CHECKING:
    import sentencepiece

MAX_TOKENS = 480
"""Tokens that a model with 512 positions takes in one text; longer ones must be cut before."""
CHUNK = 16
_EOS = "</s>"
ENGLISH = {"nllb": "eng_Latn", "mbart": "en_XX", "m2m": "en"}
CODES = {
    "nllb": {"fr": "fra_Latn", "es": "spa_Latn"},
    "mbart": {"fr": "fr_XX", "es": "es_XX"},
    "m2m": {"fr": "fr", "es": "es"},
}
"""How the tokenizers of multilingual models call the languages, by family."""


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

    def count(self, text: str) -> int:
        """Tokens of a text."""
        ...

    def translate(
        self,
        texts: Sequence[str],
        lang: str,
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order."""
        ...


def load_engine(
    checkpoint: Checkpoint, *, engine: str = "auto", device: str = "auto", workers: int = 0
) -> Engine:
    """Load the engine for a checkpoint.

    Args:
        checkpoint: a folder that transformers can load.
        engine: "ctranslate2", "transformers", or "auto": CTranslate2 for Marian models.
        device: "cpu", "cuda", or "auto".
        workers: texts decoded side by side (CTranslate2 on CPU); 0 for one per core.

    Raises:
        ModelError: the model cannot be loaded or is of a kind that the engine does not know.
    """
    model_type = checkpoint.load_json("config.json").get("model_type")
    marian = model_type == "marian" and (checkpoint.path / "source.spm").exists()
    if engine == "ctranslate2" and not marian:
        raise ModelError(f"{checkpoint.name}: only Marian models run on CTranslate2 here")
    if engine == "transformers" or not marian:
        return TransformersEngine(checkpoint)
    return CTranslate2Engine(checkpoint, device=device, workers=workers)


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def by_length(lengths: Sequence[int], chunk: int = CHUNK) -> Iterator[list[int]]:
    """Yield groups of at most `chunk` positions with equal lengths, longest first."""
    groups: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        groups.setdefault(length, []).append(position)
    for length in sorted(groups, reverse=True):
        same = groups[length]
        for start in range(0, len(same), chunk):
            yield same[start : start + chunk]


def length_limit(tokens: int) -> int:
    """Most tokens that the translation of so many source tokens may have."""
    return min(2 * tokens + 16, 500)


class CTranslate2Engine:
    """A Marian model on CTranslate2: int8 on the processor, float16 on a GPU.

    The shipped safetensors are converted on first use, in a child process that keeps torch out of
    this one, and kept in the user cache under their content hash.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        device: str = "auto",
        workers: int = 0,
        quantization: str | None = None,
    ) -> None:
        import ctranslate2

        if device == "auto":
            device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self.quantization = quantization or ("int8" if device == "cpu" else "float16")
        self._source, self._target = _pieces(checkpoint)
        self.symbols = _knows_symbols(self._source)
        self._model = ctranslate2.Translator(
            str(converted(checkpoint, self.quantization)),
            device=device,
            compute_type=self.quantization,
            inter_threads=workers or cores(),
            intra_threads=1,  # two threads for one sentence are six times slower than one
        )

    def count(self, text: str) -> int:
        """Sentencepiece tokens of a text, with the end of sentence."""
        return len(self._source.encode(text)) + 1

    def translate(
        self,
        texts: Sequence[str],
        lang: str,
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order; `lang` is not needed (one model for both)."""
        tokens = [[*pieces, _EOS] for pieces in self._source.encode(list(texts), out_type=str)]
        _refuse_long(len(t) for t in tokens)
        waiting = [
            (group, self._start([tokens[i] for i in group], beam_size, no_repeat_ngram_size))
            for group in by_length([len(t) for t in tokens])
        ]
        found: list[Hypothesis | None] = [None] * len(texts)
        for group, results in waiting:
            limit = length_limit(len(tokens[group[0]]))
            for position, handle in zip(group, results, strict=True):
                found[position] = self._read(handle.result(), limit)
        return found  # type: ignore[return-value]  # every position is in one group

    def _start(self, batch: list[list[str]], beam_size: int, no_repeat: int) -> list[Any]:
        return self._model.translate_batch(
            batch,
            beam_size=beam_size,
            no_repeat_ngram_size=no_repeat,
            max_decoding_length=length_limit(len(batch[0])),
            return_scores=True,
            asynchronous=True,
        )

    def _read(self, result: Any, limit: int) -> Hypothesis:
        pieces = result.hypotheses[0]
        text = self._target.decode(pieces)
        return Hypothesis(text, result.scores[0], len(pieces), len(pieces) < limit)


class TransformersEngine:
    """Any sequence-to-sequence model of transformers, in float32: Marian, NLLB, M2M-100, mBART.

    Slower than CTranslate2, and the reference for it: the same greedy tokens.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        quiet()
        try:
            self._model = AutoModelForSeq2SeqLM.from_pretrained(
                checkpoint.path, dtype=torch.float32, use_safetensors=True, local_files_only=True
            ).eval()
            self._tokenizer = AutoTokenizer.from_pretrained(checkpoint.path, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{checkpoint.path}: {error}") from error
        self.family = family(self._model.config.model_type, type(self._tokenizer).__name__)
        marian = self.family == "marian" and (checkpoint.path / "source.spm").exists()
        self.symbols = marian and _knows_symbols(_pieces(checkpoint)[0])

    def count(self, text: str) -> int:
        """Tokens of a text as the model's own tokenizer makes them."""
        return len(self._tokenizer(text).input_ids)

    def translate(
        self,
        texts: Sequence[str],
        lang: str,
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order."""
        self._from(lang)
        ids = [self._tokenizer(text).input_ids for text in texts]
        _refuse_long(map(len, ids))
        found: list[Hypothesis | None] = [None] * len(texts)
        for group in by_length([len(i) for i in ids]):
            batch = [ids[i] for i in group]
            for position, hypothesis in zip(
                group, self._generate(batch, beam_size, no_repeat_ngram_size), strict=True
            ):
                found[position] = hypothesis
        return found  # type: ignore[return-value]  # every position is in one group

    def _from(self, lang: str) -> None:
        """Tell multilingual tokenizers the source language."""
        if self.family != "marian":
            codes = CODES.get(self.family, {})
            if lang not in codes:
                raise ModelError(f"no way known to ask this model for {lang!r} into English")
            self._tokenizer.src_lang = codes[lang]

    def _generate(self, batch: list[list[int]], beam: int, no_repeat: int) -> list[Hypothesis]:
        import torch

        limit = length_limit(len(batch[0]))
        forced = None
        if self.family != "marian":
            forced = self._tokenizer.convert_tokens_to_ids(self._token(ENGLISH[self.family]))
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=torch.tensor(batch),
                attention_mask=torch.ones(len(batch), len(batch[0]), dtype=torch.long),
                num_beams=beam,
                do_sample=False,
                early_stopping=beam > 1,
                no_repeat_ngram_size=no_repeat,
                max_new_tokens=limit,
                max_length=None,
                forced_bos_token_id=forced,
                output_scores=True,
                return_dict_in_generate=True,
            )
        scores = self._model.compute_transition_scores(
            out.sequences,
            out.scores,
            getattr(out, "beam_indices", None),
            normalize_logits=beam == 1,
        )
        return [self._read(*row) for row in zip(out.sequences, scores, strict=True)]

    def _token(self, code: str) -> str:
        return f"__{code}__" if self.family == "m2m" else code

    def _read(self, row: Any, scores: Any) -> Hypothesis:
        end = self._model.config.eos_token_id
        ids = row[1:].tolist()
        finished = end in ids
        kept = ids.index(end) + 1 if finished else len(ids)
        text = self._tokenizer.decode(ids[:kept], skip_special_tokens=True)
        mean = float(scores[:kept].sum()) / max(kept, 1)
        return Hypothesis(text, mean, kept - finished, finished)


def _pieces(
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


def _knows_symbols(pieces: sentencepiece.SentencePieceProcessor) -> bool:
    from nlp.protect import SYMBOLS

    return all(pieces.piece_to_id(symbol) != pieces.unk_id() for symbol in SYMBOLS)


def family(model_type: str, tokenizer: str) -> str:
    """Which way of naming languages a model has: its type, but NLLB and M2M-100 share one."""
    if model_type == "m2m_100":
        return "nllb" if "nllb" in tokenizer.lower() else "m2m"
    return model_type


def _refuse_long(lengths: Iterable[int]) -> None:
    longest = max(lengths, default=0)
    if longest > MAX_TOKENS:
        raise ValueError(f"a text of {longest} tokens; at most {MAX_TOKENS} fit")
