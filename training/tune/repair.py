"""`veille train repair`: from corrections to a model folder, its card and a verdict.

    read and split -> tags -> encoder and head (Trainer) -> write -> thresholds -> measure beside the shipped

The tags and thresholds of a checkpoint of ours are kept, the tags extended, the thresholds chosen again
as far as there is something to choose them on (:mod:`training.tune.repair_decisions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.checkpoints import Checkpoint
from nlp.errors import ConfigError
from training.tune import repair_data, repair_model, run
from training.tune.clock import Clock
from training.tune.encoders import encoder_of, pieces_of
from training.tune.ending import to_the_end
from training.tune.recipe import SCRATCH, RepairRecipe
from training.tune.repair_data import Parts
from training.tune.stamp import basis

if TYPE_CHECKING:
    from transformers import Trainer

    from training.repair.fit import Case, TagModel


class Shown(NamedTuple):
    """What is learnt from and chosen by, and how many sentences of it there are."""

    train: list[Case]
    dev: list[Case]
    tags: list[str]
    counts: dict[str, int]


class Trained(NamedTuple):
    """What a run made, for :mod:`training.tune.repair_export`."""

    tagger: TagModel
    tags: list[str]
    parts: Parts
    start: Checkpoint
    counts: dict[str, int]
    log: run.Log


def train(
    recipe: RepairRecipe,
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
        raise ConfigError("repair starts from a model of ours or from an encoder, not from scratch")
    parts = repair_data.read_parts(recipe, fields or {})
    start = encoder_of(recipe.start, "repair", allow_network)
    begun = run.begin(recipe, fresh, basis=basis(start, fields))
    shown = shown_of(parts, start, recipe)
    model = repair_model.build(start, shown.tags, recipe)
    trainer = _trainer(model, shown, recipe, begun.clock)
    to_the_end(trainer, begun, recipe.train.patience)
    tagger = model.tagger
    if recipe.lora:
        tagger.bert = tagger.bert.merge_and_unload()
    tagger.to("cpu").eval()
    log = begun.log(trainer.state.log_history)
    return Trained(tagger, shown.tags, parts, start, shown.counts, log)


def shown_of(parts: Parts, start: Checkpoint, recipe: RepairRecipe) -> Shown:
    """New sentences, clean ones beside them and rehearsed ones, with the tags to learn."""
    new = repair_data.examples(parts.new["train"])
    clean = repair_data.clean_beside(parts.new["train"], recipe.clean, recipe.train.seed)
    old = repair_data.examples(parts.old["train"])
    known = repair_model.known_tags(start)
    tags = repair_model.grown_tags(known, [*new, *old], recipe.least)
    pieces = pieces_of(start.path)
    cases = repair_data.cases([*new, *clean, *old], tags, pieces)
    held = repair_data.examples([*parts.new["dev"], *parts.old["dev"]])
    counts = {
        "new sentences": len(new),
        "clean ones beside them": len(clean),
        "rehearsed sentences": len(old),
        "too long for the model, left out": len(new) + len(clean) + len(old) - len(cases),
        "tags that were known": len(known),
        "tags now": len(tags),
    }
    return Shown(cases, repair_data.cases(held, tags, pieces), tags, counts)


def _trainer(
    model: repair_model.RepairModel, shown: Shown, recipe: RepairRecipe, clock: Clock
) -> Trainer:
    from transformers import Trainer, TrainingArguments

    from training.tune.state import SafeState

    class RepairTrainer(SafeState, Trainer):
        """A Trainer whose state is safetensors and JSON."""

    arguments: dict[str, Any] = run.arguments(
        recipe.run, recipe.train, "worth", label_names=["target"]
    )
    pad = model.tagger.bert.config.pad_token_id or 0
    return RepairTrainer(
        model=model,
        args=TrainingArguments(**arguments),
        data_collator=repair_data.Collator(pad),
        train_dataset=shown.train,  # type: ignore[arg-type]
        eval_dataset=shown.dev,  # type: ignore[arg-type]
        compute_metrics=repair_data.tag_f05,
        callbacks=run.callbacks(recipe.train, clock),
        optimizers=(repair_model.optimizer(model, recipe), None),
    )
