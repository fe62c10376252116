"""`veille train translation`: our model, or any Marian, NLLB, M2M-100 or mBART, on new pairs.

    read, split, write -> Seq2SeqTrainer -> write the model -> measure beside the shipped

Our own model goes on learning the way it learnt: placeholders and typography are varied anew each
time a pair is seen. Training it from nothing is another matter: training/translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.checkpoints import Checkpoint, find
from nlp.convert import quiet
from nlp.errors import ConfigError, ModelError
from nlp.protect import SYMBOLS
from nlp.transformers_engine import ENGLISH, family
from nlp.translate import glosses
from nlp.translate.glosses import Glosses
from training.labelled.schema import TranslationRow
from training.tune import run, translation_data
from training.tune.clock import Clock
from training.tune.ending import to_the_end
from training.tune.recipe import SCRATCH, TranslationRecipe
from training.tune.stamp import basis
from training.tune.translation_data import Parts

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase, Seq2SeqTrainer

FAMILIES = ("marian", "m2m", "nllb", "mbart")


class Trained(NamedTuple):
    """What a run made, for :mod:`training.tune.translation_export`."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    parts: Parts
    start: Checkpoint
    log: run.Log


def train(
    recipe: TranslationRecipe,
    *,
    fields: dict[str, str] | None = None,
    fresh: bool = False,
    allow_network: bool = False,
) -> Trained:
    """Train as a recipe says; what is interrupted goes on from its last measurement.

    Raises:
        nlp.errors.DataError: the data is not fit to learn from.
        ConfigError: recipe, packages or run folder do not fit.
        nlp.errors.ModelError: the model to start from cannot be had.
    """
    run.ready(recipe)
    if recipe.start == SCRATCH:
        raise ConfigError("a translation model from nothing: see training/translation/recipe.toml")
    start = find(recipe.start, "translation", allow_network=allow_network)
    begun = run.begin(recipe, fresh, basis=basis(start, fields))
    parts = translation_data.read_parts(recipe, fields or {}, run.own(recipe.run / "data"))
    model, tokenizer = load(start)
    if recipe.lora:
        from training.tune.events_model import with_lora

        model = with_lora(model, recipe.lora, "SEQ_2_SEQ_LM")  # type: ignore[assignment]
    elif recipe.freeze_embeddings:
        model.get_input_embeddings().requires_grad_(False)
    trainer = trainer_of(model, tokenizer, parts, recipe, begun.clock, glosses.load(start))
    to_the_end(trainer, begun, recipe.train.patience)
    if recipe.lora:
        model = model.merge_and_unload()  # type: ignore[operator]
    log = begun.log(trainer.state.log_history)
    return Trained(model.to("cpu").eval(), tokenizer, parts, start, log)


def load(start: Checkpoint) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """A model in float32 and its tokenizer.

    Raises:
        ModelError: it cannot be loaded.
        ConfigError: it is of no family that the pipeline can run.
    """
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    quiet()
    try:
        model = AutoModelForSeq2SeqLM.from_pretrained(
            start.path, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
        tokenizer = AutoTokenizer.from_pretrained(start.path, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{start.path}: {error}") from error
    kind = family(model.config.model_type, type(tokenizer).__name__)
    if kind not in FAMILIES:
        raise ConfigError(
            f"{start.name} is a {kind} model; the pipeline runs {', '.join(FAMILIES)}"
        )
    if kind in ENGLISH:
        token = f"__{ENGLISH[kind]}__" if kind == "m2m" else ENGLISH[kind]
        model.generation_config.forced_bos_token_id = tokenizer.convert_tokens_to_ids(token)
    return model, tokenizer


def trainer_of(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    parts: Parts,
    recipe: TranslationRecipe,
    clock: Clock,
    rare: dict[str, Glosses] | None = None,
) -> Seq2SeqTrainer:
    """The Trainer of a recipe: its data in batches, its measure, its state."""
    from transformers import Seq2SeqTrainer, Seq2SeqTrainingArguments

    from training.tune.state import SafeState

    class PairTrainer(SafeState, Seq2SeqTrainer):
        """A Trainer whose state is safetensors and JSON."""

    unknown = tokenizer.unk_token_id
    symbols = all(tokenizer.convert_tokens_to_ids(s) != unknown for s in SYMBOLS)
    inner = model.get_base_model() if recipe.lora else model  # type: ignore[operator]
    collator = translation_data.Collator(tokenizer, inner, recipe, symbols, rare)
    arguments = run.arguments(
        recipe.run,
        recipe.train,
        "chrf",
        predict_with_generate=True,
        generation_max_length=recipe.max_tokens + 1,
        generation_num_beams=recipe.beam,
        label_smoothing_factor=recipe.label_smoothing,
    )
    return PairTrainer(
        model=model,
        args=Seq2SeqTrainingArguments(**arguments),
        data_collator=collator,
        train_dataset=translation_data.dataset(parts, run.own(recipe.run / "cache")),
        eval_dataset=translation_data.dev_dataset(parts.dev),
        processing_class=tokenizer,
        compute_metrics=chrf_of(parts.dev, tokenizer),
        callbacks=run.callbacks(recipe.train, clock, [collator]),
    )


def chrf_of(dev: Sequence[TranslationRow], tokenizer: PreTrainedTokenizerBase) -> Any:
    """The metric of a Trainer: corpus chrF of what was generated for the development part."""

    def measure(asked: Any) -> dict[str, float]:
        import numpy as np
        from sacrebleu.metrics import CHRF

        ids = np.where(asked.predictions < 0, tokenizer.pad_token_id, asked.predictions)
        texts = tokenizer.batch_decode(ids, skip_special_tokens=True)
        return {"chrf": CHRF().corpus_score(texts, [[row.target for row in dev]]).score}

    return measure
