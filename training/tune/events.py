"""`veille train events`: from labelled articles to a model folder, its card and a verdict.

    read and split -> lexicon -> encoder (Trainer) -> decisions -> write -> measure beside the shipped

The lexicon and the decisions are taken over from a checkpoint of ours as far as there is too little
new data to fit them on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint
from nlp.classify.heads import Heads, pool
from nlp.classify.lexical import Lexicon
from nlp.classify.secondary import for_types
from nlp.errors import DataError
from training.events import calibrate, finetune, lexicon
from training.events.damage import damaged
from training.events.data import Sample
from training.events.fit import Fitted, marks_read, sentences_said, windows_for
from training.tune import events_data, events_model, run
from training.tune.clock import Clock
from training.tune.encoders import pieces_of
from training.tune.ending import to_the_end
from training.tune.events_probe import start_head
from training.tune.lexicon import taught
from training.tune.parts import left_out
from training.tune.recipe import SCRATCH, EventsRecipe
from training.tune.stamp import basis
from training.tune.types import considered, listed, needed, of_model, read_types

if TYPE_CHECKING:
    from transformers import Trainer

    from training.tune.events_data import Parts


class Trained(NamedTuple):
    """What a run made, for :mod:`training.tune.events_export`; ``considered`` are the types to speak of."""

    fitted: Fitted
    decisions: dict[str, Any]
    parts: Parts
    start: Checkpoint
    log: run.Log
    considered: list[str]


def train(
    recipe: EventsRecipe,
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
    known = of_model(recipe.start)
    types = listed(known or [t.id for t in read_types().type], recipe.types)
    parts = events_data.read_parts(recipe, types, fields or {})
    _check(parts, types, needed(types, known or [], recipe.types))
    found = events_model.found_start(recipe, allow_network)
    noises = run.file_hashes(recipe.noise)
    begun = run.begin(recipe, fresh, basis=basis(found, fields, types=types, noise=noises))
    samples = parts.samples("train")
    folder, start = events_model.encoder_folder(recipe, _texts(samples), found)
    noise = events_data.noise_of(recipe.noise)
    words, tensors = _lexicon(start, types, samples, noise, recipe)
    model = events_model.build(folder, types, recipe, start)
    probed = recipe.start != SCRATCH and start.task != "events"
    if probed and begun.last is None:
        start_head(model, samples, types, pieces_of(folder), recipe.window.model_dump())
    trainer = _trainer(model, folder, types, parts, noise, recipe, begun.clock, probed)
    to_the_end(trainer, begun, recipe.train.patience)
    if recipe.lora:
        model.tuner.bert = model.tuner.bert.merge_and_unload()  # type: ignore[operator]
    model.to("cpu")
    tensors |= finetune.head_tensors(model.tuner)
    fitted = Fitted(
        types,
        _as_fitted(recipe, folder),
        pieces_of(folder),
        model.tuner,
        words,
        tensors,
    )
    decisions = decide(fitted, model, parts, start, recipe)
    told = considered(types, recipe.types)
    return Trained(fitted, decisions, parts, start, begun.log(trainer.state.log_history), told)


def _check(parts: Parts, types: Sequence[str], new: Sequence[str]) -> None:
    """Raise :class:`DataError` where there is too little of something to learn it."""
    faults = list(events_data.shortfalls(parts, types, new))
    first = {row.events[0] for row in (*parts.new["train"], *parts.old["train"])}
    if len(first) < 2:
        faults.append(
            f"events: every training article is {', '.join(first) or 'held out'}: with one type there is"
            " nothing to tell apart; add articles of others, or name them in [data] rehearse"
        )
    if not parts.samples("dev"):
        faults.append(
            "no development article: there are too few, or one group holds them all; label more,"
            " give them groups, or raise [data] dev_share"
        )
    if not parts.new["test"] and not parts.tests:
        faults.append(
            "no test article: there are too few to hold one out; label more, raise [data] test_share, or"
            " name a set in [data] test"
        )
    if faults:
        raise DataError([*faults, *left_out(parts.repeated, "article")])


def _texts(samples: Sequence[Sample]) -> list[str]:
    return [f"{s.text.title}\n{s.text.body}" for s in samples]


def _lexicon(
    start: Checkpoint,
    types: list[str],
    samples: list[Sample],
    noise: list[str],
    recipe: EventsRecipe,
) -> tuple[Lexicon, dict[str, NDArray[Any]]]:
    """The lexicon of the checkpoint taught more, or one fitted anew."""
    import random

    rng = random.Random(recipe.train.seed)
    told = [*samples, *(damaged(s, noise, rng) for s in samples)]
    settings = recipe.lexicon.model_dump()
    old = events_model.old_lexicon(start)
    if old is None:
        return lexicon.fit(told, types, settings)
    words, tensors, known = old
    return words, dict(taught(words, tensors, known, types, told, settings))


def _trainer(
    model: events_model.EventModel,
    folder: Path,
    types: list[str],
    parts: Parts,
    noise: list[str],
    recipe: EventsRecipe,
    clock: Clock,
    probed: bool,
) -> Trainer:
    from transformers import Trainer, TrainingArguments

    from training.tune.state import SafeState

    class EventTrainer(SafeState, Trainer):
        """A Trainer whose state is safetensors and JSON."""

    pieces, loop = pieces_of(folder), recipe.train
    pad = model.tuner.bert.config.pad_token_id or 0
    collator = events_data.Collator(len(types), recipe.encoder.damage, pad)
    arguments = run.arguments(recipe.run, loop, "macro_f1", label_names=["primary"])
    return EventTrainer(
        model=model,
        args=TrainingArguments(**arguments),
        data_collator=collator,
        train_dataset=events_data.dataset(parts.samples("train"), pieces, types, recipe, noise),
        eval_dataset=events_data.dataset(parts.samples("dev"), pieces, types, recipe, None),
        compute_metrics=events_data.macro_f1_of(types),
        callbacks=run.callbacks(loop, clock, [collator]),
        optimizers=(events_model.optimizer(model, recipe, probed), None),
    )


def _as_fitted(recipe: EventsRecipe, folder: Path) -> dict[str, Any]:
    """The recipe as :mod:`training.events.export` reads it."""
    return {
        "window": recipe.window.model_dump(),
        "lexicon": recipe.lexicon.model_dump(),
        "encoder": {**recipe.encoder.model_dump(), "base": str(folder)},
    }


def decide(
    fitted: Fitted,
    model: events_model.EventModel,
    parts: Parts,
    start: Checkpoint,
    recipe: EventsRecipe,
) -> dict[str, Any]:
    """Mix, thresholds and abstention: fitted on development articles that the model never saw.

    From a checkpoint of ours those are the new ones: it may have learnt the rehearsed ones by heart,
    and would seem surer than it is. Where they are few, its own stay (a new type gets the median
    threshold).
    """
    ours = start.task == "events"
    asked = [r.sample() for r in parts.new["dev"]] if ours else parts.samples("dev")
    before = None
    if ours:
        old = start.load_json("events.json")
        usual = float(np.median(list(old["thresholds"].values())))
        thresholds = {t: old["thresholds"].get(t, usual) for t in fitted.types}
        own = for_types(old["mix"]["any"], old["types"], fitted.types)
        if len(asked) < recipe.decisions.least:
            mix = {**old["mix"], "any": own}
            kept = {"mix": mix, "thresholds": thresholds, "abstain": old["abstain"]}
            return {**kept, "secondary": "kept", "fitted": False}
        before = calibrate.Secondary(own, thresholds)
    found = calibrate.fit(
        logits(fitted, model, asked),
        [s.events for s in asked],
        fitted.types,
        recipe.decisions.coverage,
        before,
    )
    return {**found, "fitted": True}


def logits(
    fitted: Fitted, model: events_model.EventModel, samples: Sequence[Sample]
) -> calibrate.Logits:
    """What the heads say of samples over all their windows, by the code of inference."""
    heads = Heads(fitted.tensors, {})
    encoder, units = [], []
    cut = [windows_for(s.text, fitted.pieces, fitted.recipe["window"]) for s in samples]
    for windows in cut:
        primary, of_units = heads.of_encoder(pool(windows, list(model.states(windows.windows))))
        encoder.append(primary)
        units.append(of_units)
    characters = fitted.recipe["lexicon"]["characters"]
    by_words = lexicon.logits(fitted.lexicon, fitted.tensors, samples, characters)
    said = sentences_said(fitted.lexicon, fitted.tensors, cut)
    return calibrate.Logits(np.stack(encoder), units, *by_words, said, marks_read(cut))
