"""Sequence-to-sequence models on transformers, and the reference for CTranslate2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.checkpoints import Checkpoint
from nlp.convert import quiet
from nlp.devices import Device
from nlp.engine import (
    Hypothesis,
    by_length,
    knows_symbols,
    length_limit,
    pieces_of,
    refuse_long,
)
from nlp.errors import ModelError

ENGLISH = {"nllb": "eng_Latn", "mbart": "en_XX", "m2m": "en"}
CODES = {
    "nllb": {"fr": "fra_Latn", "es": "spa_Latn"},
    "mbart": {"fr": "fr_XX", "es": "es_XX"},
    "m2m": {"fr": "fr", "es": "es"},
}
"""How the tokenizers of multilingual models call the languages, by family."""


class TransformersEngine:
    """The sequence-to-sequence models of transformers that translate into English when asked to, in
    float32: Marian, NLLB, M2M-100, mBART. Raises :class:`ModelError` for any other.

    Slower than CTranslate2, and the reference for it: the same greedy tokens.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        _refuse_unknown(checkpoint)  # before torch is imported, which takes a while
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
        self.device = Device("cpu", "float32", torch.get_num_threads())
        self.family = family(self._model.config.model_type, type(self._tokenizer).__name__)
        marian = self.family == "marian" and (checkpoint.path / "source.spm").exists()
        self.symbols = marian and knows_symbols(pieces_of(checkpoint)[0])

    def count(self, text: str) -> int:
        """Tokens of a text as the model's own tokenizer makes them."""
        return len(self._tokenizer(text).input_ids)

    def translate(
        self,
        texts: Sequence[str],
        lang: str | Sequence[str],
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        """One hypothesis for each text, in order; `lang` is their language, or one for each."""
        langs = [lang] * len(texts) if isinstance(lang, str) else lang
        ids = [self._ids(text, code) for text, code in zip(texts, langs, strict=True)]
        refuse_long(map(len, ids))
        found: list[Hypothesis | None] = [None] * len(texts)
        for group in by_length([len(i) for i in ids]):
            batch = [ids[i] for i in group]
            for position, hypothesis in zip(
                group, self._generate(batch, beam_size, no_repeat_ngram_size), strict=True
            ):
                found[position] = hypothesis
        return found  # type: ignore[return-value]  # every position is in one group

    def _ids(self, text: str, lang: str) -> list[int]:
        """The tokens of a text; multilingual tokenizers are told its language."""
        if self.family != "marian":
            codes = CODES[self.family]
            if lang not in codes:
                raise ModelError(f"no way known to ask this model for {lang!r} into English")
            self._tokenizer.src_lang = codes[lang]
        return self._tokenizer(text).input_ids

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


def _refuse_unknown(checkpoint: Checkpoint) -> None:
    """Raise where nobody knows how to ask a model of this type for English."""
    kind = str(checkpoint.load_json("config.json").get("model_type"))
    if family(kind, "") not in ("marian", *CODES):
        raise ModelError(
            f"{checkpoint.name}: no way known to ask a {kind} for English of French or Spanish; "
            f"there is one for marian, {', '.join(CODES)}"
        )


def family(model_type: str, tokenizer: str) -> str:
    """Which way of naming languages a model has: its type, but NLLB and M2M-100 share one."""
    if model_type == "m2m_100":
        return "nllb" if "nllb" in tokenizer.lower() else "m2m"
    return model_type
