"""`veille train separation`: from labelled segments to a model folder, its card and a verdict.

    read and split -> move the first step (each part of the new pages left out in turn, too), or, with the
    benchmark folder, fit everything anew -> write -> measure beside the shipped

Twenty examples are too few to hold some out: the verdict is of every new row, by a model that was made the
same way without the page that it is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from eval.suites import by_page
from nlp.checkpoints import Checkpoint, find
from nlp.errors import ConfigError
from nlp.separate import Separator
from nlp.separate.labelled import Labelled as Found
from nlp.separate.model import Model
from training.labelled.schema import SegmentRow
from training.separation import fit
from training.separation import recipe as whole_recipe
from training.separation.data import Line
from training.tune import run, separation_data, separation_old
from training.tune.recipe import SCRATCH, SeparationRecipe
from training.tune.separation_adapt import Adapted, Labelled, adapt
from training.tune.separation_data import Parts
from training.tune.stamp import basis


class InTurn(NamedTuple):
    """Every new row, with what a model made of it that had not seen its page."""

    rows: list[SegmentRow]
    found: list[Found]


class Trained(NamedTuple):
    """What a run made, for :mod:`training.tune.separation_export`; ``whole``: on all of the data."""

    model: Model
    settings: fit.Settings
    parts: Parts
    start: Checkpoint
    in_turn: InTurn | None
    whole: bool
    log: run.Log


def train(
    recipe: SeparationRecipe,
    *,
    fields: dict[str, str] | None = None,
    fresh: bool = False,
    allow_network: bool = False,
    shared: Path | None = None,
) -> Trained:
    """Train as a recipe says: on all data of the shipped model where ``shared`` has it, else by moving it.

    Nothing is kept to go on from: moving takes seconds.

    Raises:
        nlp.errors.DataError: the data is not fit to learn from.
        ConfigError: recipe, packages or run folder do not fit.
        nlp.errors.ModelError: the model to start from cannot be had, or is none of ours.
    """
    run.ready(recipe)
    if recipe.start == SCRATCH:
        raise ConfigError(
            "separation starts from a model of ours; from nothing: python -m training.separation"
        )
    parts = separation_data.read_parts(recipe, fields or {}, not shared and recipe.adapt.folds > 1)
    start = find(recipe.start, "separation", allow_network=allow_network)
    model = Model.open(start)
    more = {"--shared": "given"} if shared else None
    begun = run.begin(recipe, fresh, more, basis(start, fields))
    settings = fit.Settings(**start.load_json("config.json").get("settings", {}))
    if shared:
        made = on_everything(shared, settings, parts, recipe.copies)
        return Trained(made, settings, parts, start, None, True, begun.measured([]))
    older = _older(recipe)
    moved = move(model, parts.new["train"], parts, older, recipe)
    turned = in_turn(model, parts, older, recipe) if recipe.adapt.folds > 1 else None
    log = begun.measured(moved.curve)
    return Trained(moved.model, settings, parts, start, turned, False, log)


def on_everything(shared: Path, settings: fit.Settings, parts: Parts, copies: int) -> Model:
    """The whole recipe of the shipped model, with the new rows beside its data."""
    rows = [*parts.new["train"], *parts.old["train"]]
    more = whole_recipe.More(separation_data.lines(rows), separation_data.pages(rows) * copies)
    return whole_recipe.train(shared, settings, more=more).model


def move(
    model: Model,
    new: Sequence[SegmentRow],
    parts: Parts,
    older: Sequence[Line],
    recipe: SeparationRecipe,
) -> Adapted:
    """The model moved towards new rows; rows to rehearse count as one older line each."""
    weights = [recipe.adapt.weight] * len(new) + [1.0] * len(parts.old["train"])
    labelled = Labelled(separation_data.lines([*new, *parts.old["train"]]), weights)
    dev = separation_data.lines([*parts.new["dev"], *parts.old["dev"]])
    return adapt(model, labelled, older, recipe.adapt, dev)


def in_turn(model: Model, parts: Parts, older: Sequence[Line], recipe: SeparationRecipe) -> InTurn:
    """Measure every new row with a model that was moved without the rows of its page."""
    rows: list[SegmentRow] = []
    found: list[Found] = []
    for turn in separation_data.turns(parts.every(), recipe.adapt.folds):
        moved = move(model, turn.learnt, parts, older, recipe).model
        rows += turn.held
        found += by_page(Separator(moved), turn.held)
    return InTurn(rows, found)


def _older(recipe: SeparationRecipe) -> list[Line]:
    shown = separation_old.documents(recipe.adapt.seed, recipe.adapt.documents)
    return [line for document in shown for line in document.lines]
