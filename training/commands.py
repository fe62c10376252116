"""The command `veille train` (an entry point of the group ``veille.commands``)."""

from __future__ import annotations

import json
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from nlp.errors import ConfigError

if TYPE_CHECKING:
    from training.tune.recipe import Recipe

train = typer.Typer(no_args_is_help=True, help="Retrain a model on new labelled data.")

RecipeFile = Annotated[Path, typer.Argument(help="TOML file; see training/tune/recipes.")]
DataFiles = Annotated[
    list[Path] | None,
    typer.Option(
        help="New labelled data (.jsonl, .csv, .tsv, .tmx, .fr beside .en); several times."
    ),
]
FieldNames = Annotated[
    list[str] | None, typer.Option("--field", help="Where a row holds a part: text=corps, ...")
]
Start = Annotated[
    str | None,
    typer.Option("--from", help="Model to start from: name, folder, Hugging Face id, or scratch."),
]
To = Annotated[
    Path, typer.Option(help="Folder of the new model; an earlier one gives way, nothing else.")
]
Against = Annotated[
    str | None,
    typer.Option(
        help="Model to be held against. Default: the shipped one, or the one that is pinned."
    ),
]
Network = Annotated[
    bool, typer.Option("--allow-network", help="Let a Hugging Face id be downloaded.")
]
Fresh = Annotated[
    bool, typer.Option("--fresh/--resume", help="Begin anew, or go on with the run (the default).")
]


@train.command()
def events(
    recipe: RecipeFile,
    to: To,
    data: DataFiles = None,
    types: Annotated[
        Path | None, typer.Option(help="TOML of new event types; they extend or replace the list.")
    ] = None,
    start: Start = None,
    against: Against = None,
    field: FieldNames = None,
    fresh: Fresh = False,
    allow_network: Network = False,
) -> None:
    """Event types: from our model, from any BERT-like encoder, or from scratch."""
    asked = _Asked(to, against, None, field, fresh, allow_network)
    _train("events", recipe, {"data": data or [], "types": types, "start": start}, asked)


@train.command()
def translation(
    recipe: RecipeFile,
    to: To,
    data: DataFiles = None,
    start: Start = None,
    against: Against = None,
    shared: Annotated[
        Path | None, typer.Option(help="Benchmark folder: its sets show what was forgotten.")
    ] = None,
    field: FieldNames = None,
    fresh: Fresh = False,
    allow_network: Network = False,
) -> None:
    """French and Spanish into English: from our model or any Marian, NLLB, M2M-100 or mBART."""
    asked = _Asked(to, against, shared, field, fresh, allow_network)
    _train("translation", recipe, {"data": data or [], "start": start}, asked)


@train.command()
def repair(
    recipe: RecipeFile,
    to: To,
    data: DataFiles = None,
    start: Start = None,
    against: Against = None,
    shared: Annotated[
        Path | None,
        typer.Option(help="Benchmark folder: thresholds are chosen on its texts too."),
    ] = None,
    field: FieldNames = None,
    fresh: Fresh = False,
    allow_network: Network = False,
) -> None:
    """Repair: the edit model from our own, or from any BERT-like encoder."""
    asked = _Asked(to, against, shared, field, fresh, allow_network)
    found = _train("repair", recipe, {"data": data or [], "start": start}, asked)
    if found and not found["thresholds"]:
        typer.echo(
            "it edits nothing: of no class were enough proposals right; more rows, epochs or --shared"
        )


@train.command()
def separation(
    recipe: RecipeFile,
    to: To,
    data: DataFiles = None,
    start: Start = None,
    against: Against = None,
    shared: Annotated[
        Path | None,
        typer.Option(help="Data folder of the shipped model: all is fitted anew, with yours."),
    ] = None,
    field: FieldNames = None,
    fresh: Fresh = False,
    allow_network: Network = False,
) -> None:
    """Content, boilerplate and spam: our model, moved by a few lines or fitted anew on all data."""
    asked = _Asked(to, against, shared, field, fresh, allow_network)
    given = {"data": data or [], "start": start}
    _train("separation", recipe, given, asked, shared=shared)


class _Asked(NamedTuple):
    """What every training is asked beside its recipe; ``shared`` is where it is measured too."""

    to: Path
    against: str | None
    shared: Path | None
    field: list[str] | None
    fresh: bool
    allow_network: bool


def _train(
    task: str, path: Path, given: dict[str, Any], asked: _Asked, **own: Any
) -> dict[str, Any] | None:
    """Train, write, measure and say what came of it; None in all processes but the first.

    ``own`` is what the training of this task alone wants to know.
    """
    from training.tune import target
    from training.tune.recipe import RECIPES, load

    wanted = load(path, RECIPES[task], given)
    target.refuse(asked.to, wanted.run, task)
    _refuse(task, wanted, asked)
    from training.tune.run import rank, say

    say("reading and checking the data")
    trained = import_module(f"training.tune.{task}").train(
        wanted,
        fields=columns(asked.field, task),
        fresh=asked.fresh,
        allow_network=asked.allow_network,
        **own,
    )
    if rank():
        return None
    old = asked.against or task
    say(f"measuring it and {old} on what was held out")
    export = import_module(f"training.tune.{task}_export")
    beside = {"shared": asked.shared} if asked.shared else {}
    found: dict[str, Any] = export.write(asked.to, trained, wanted, old, **beside)
    _tell(task, asked.to, wanted, found, old)
    return found


def _refuse(task: str, wanted: Recipe, asked: _Asked) -> None:
    """What would come to light only after the training: a model that is not there, a name that is taken.

    Raises:
        ConfigError: a test set has the name of one of ``--shared``, or ``--from`` names what the task
            cannot start from.
        nlp.errors.ModelError: the model of ``--from`` or ``--against`` cannot be had.
    """
    from nlp.checkpoints import find
    from training.tune.encoders import encoder_of
    from training.tune.recipe import SCRATCH
    from training.tune.report import refuse_names

    if wanted.start != SCRATCH:
        if task in ("events", "repair"):
            encoder_of(wanted.start, task, asked.allow_network)
        else:
            find(wanted.start, task, allow_network=asked.allow_network)
    if asked.against and (task, asked.against) != ("repair", "rules"):
        find(asked.against, task, allow_network=asked.allow_network)
    if asked.shared and wanted.data.test:
        refuse_names(task, wanted.data.test, asked.shared)


def columns(pairs: list[str] | None, task: str) -> dict[str, str]:
    """``["text=corps"]`` -> ``{"text": "corps"}``, for the rows of a task.

    Raises:
        ConfigError: it is no pair, or rows of the task have no part of that name.
    """
    from training.labelled.schema import MODELS, ROWS

    known = list(MODELS[ROWS.get(task, task)].model_fields)
    found: dict[str, str] = {}
    for pair in pairs or []:
        own, equals, column = pair.partition("=")
        if not (own and equals and column):
            raise ConfigError(f"--field {pair!r}: write FIELD=COLUMN")
        if own not in known:
            near = get_close_matches(own, known, n=1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"--field {pair!r}: FIELD is one of {', '.join(known)}{meant}")
        if own in found:
            raise ConfigError(f"--field {pair!r}: {own!r} is {found[own]!r} already")
        found[own] = column
    return found


def _tell(task: str, to: Path, recipe: Recipe, found: dict[str, Any], old: str) -> None:
    """Keep the evaluation in the run folder and print what it comes to."""
    path = recipe.run / "evaluation.json"
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, row in found.get("compared", {}).items():
        for figure, c in row.items():
            typer.echo(
                f"{name} ({c['items']}) {figure}: {c['old']:g} -> {c['new']:g}, {c['verdict']}"
                f" ({c['low']:+g} to {c['high']:+g})"
            )
    for line in found.get("beware", ()):
        typer.echo(f"beware: {line}", err=True)
    if "compared" not in found:
        typer.echo(f"{old} is not here to compare with: {found['not_compared']}")
    else:
        typer.echo(f"compared with {old}, {found['old']['hash']}")
    typer.echo(f"model {found['new']['hash']} in {to}; card {to / 'README.md'}; figures {path}")
    model = to if len(to.parts) > 1 else f"./{to}"  # a bare name would mean a model of that name
    typer.echo(
        f'to use it: veille models add {to}, then veille models pin {task} {to.name}; or model = "{model}" in a'
        f" table of --config"
    )
