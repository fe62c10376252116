"""The commands `veille train` and `veille label` (entry points of the group ``veille.commands``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
To = Annotated[Path, typer.Option(help="Folder of the new model.")]
Against = Annotated[
    str | None, typer.Option(help="Model to be held against. Default: the shipped one.")
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
    from training.tune.recipe import EventsRecipe, load

    given = {"data": data or [], "types": types, "start": start}
    wanted = load(recipe, EventsRecipe, given)
    from training.tune import events as room
    from training.tune import events_export, run

    trained = room.train(wanted, fields=columns(field), fresh=fresh, allow_network=allow_network)
    if run.rank():
        return
    old = against or "events"
    _tell(to, wanted, events_export.write(to, trained, wanted, old), old)


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
    from training.tune.recipe import TranslationRecipe, load

    wanted = load(recipe, TranslationRecipe, {"data": data or [], "start": start})
    from training.tune import run, translation_export
    from training.tune import translation as room

    trained = room.train(wanted, fields=columns(field), fresh=fresh, allow_network=allow_network)
    if run.rank():
        return
    old = against or "translation"
    more = translation_export.benchmark(shared) if shared else {}
    _tell(to, wanted, translation_export.write(to, trained, wanted, old, more), old)


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
    from training.tune.recipe import RepairRecipe, load

    wanted = load(recipe, RepairRecipe, {"data": data or [], "start": start})
    from training.tune import repair as room
    from training.tune import repair_export, run

    trained = room.train(wanted, fields=columns(field), fresh=fresh, allow_network=allow_network)
    if run.rank():
        return
    old = against or "repair"
    found = repair_export.write(to, trained, wanted, old, shared)
    _tell(to, wanted, found, old)
    if not found["thresholds"]:
        typer.echo(
            "it edits nothing: of no class were enough proposals right; more rows, epochs or --shared"
        )


def columns(pairs: list[str] | None) -> dict[str, str]:
    """``["text=corps"]`` -> ``{"text": "corps"}``."""
    found = {}
    for pair in pairs or []:
        own, equals, column = pair.partition("=")
        if not (own and equals and column):
            raise ConfigError(f"--field {pair!r}: write FIELD=COLUMN")
        found[own] = column
    return found


def _tell(to: Path, recipe: Recipe, found: dict[str, Any], old: str) -> None:
    """Keep the evaluation in the run folder and print what it comes to."""
    path = recipe.run / "evaluation.json"
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, row in found.get("compared", {}).items():
        for figure, c in row.items():
            typer.echo(
                f"{name} ({c['items']}) {figure}: {c['old']:g} -> {c['new']:g}, {c['verdict']}"
                f" ({c['low']:+g} to {c['high']:+g})"
            )
    if "compared" not in found:
        typer.echo(f"{old} is not here to compare with")
    typer.echo(f"model {found['new']['hash']} in {to}; card {to / 'README.md'}; figures {path}")
    typer.echo(f"to use it: veille models add {to}, or --model {to}")


label = typer.Typer(no_args_is_help=True, help="Labelled data: what to label, in and out.")


@label.command()
def check(
    task: Annotated[str, typer.Argument(help="events, translation, segments or repair.")],
    data: Annotated[list[Path], typer.Argument(help="Files of labelled data.")],
    types: Annotated[Path | None, typer.Option(help="TOML of new event types.")] = None,
    field: FieldNames = None,
) -> None:
    """Read labelled data as training would, and say what is wrong with it or what is in it."""
    from training.labelled import read, schema
    from training.tune.types import listed, read_types

    if task not in schema.TASKS:
        raise ConfigError(f"{task!r} is no task, one of {', '.join(schema.TASKS)}")
    known = listed([t.id for t in read_types().type], types) if task == "events" else None
    rows = list(read.read(data, task, types=known, fields=columns(field)))
    articles = len({row.article for row in rows})
    typer.echo(f"{len(rows):,} rows of {articles:,} articles; nothing wrong")
    for name, count in _counted(task, rows):
        typer.echo(f"{name}\t{count:,}")


def _counted(task: str, rows: list[Any]) -> list[tuple[str, int]]:
    """What is in labelled data, and how much of it."""
    from training.labelled import read

    if task == "repair":
        from training.tune.repair_data import expressible

        return list(expressible(rows).items())
    key = {"events": "events", "translation": "lang", "segments": "label"}[task]
    return read.counts(rows, key).most_common()


StoreUrl = Annotated[str, typer.Argument(help="The store of a run: wire.db, jsonl:F, parquet:F/.")]
TypesFile = Annotated[Path | None, typer.Option(help="TOML of new event types.")]


@label.command()
def export(
    store: StoreUrl,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Tasks (JSON); the page goes beside it.")
    ],
    uncertain: Annotated[int, typer.Option(min=1, help="How many tasks, at most.")] = 200,
    kind: Annotated[
        str, typer.Option(help="What to label: events, translation or segments.")
    ] = "events",
    types: TypesFile = None,
) -> None:
    """Write what is most worth labelling as Label Studio tasks with our predictions."""
    from nlp.cli.run import opened
    from training.labelstudio import run
    from training.labelstudio.choose import KINDS
    from training.tune.types import described

    if kind not in KINDS:
        raise ConfigError(f"--kind {kind}: one of {', '.join(KINDS)}")
    with opened([store], read_only=True, must_exist=True) as stores:
        count = run.export(stores[0], kind, uncertain, described(types), out)
    typer.echo(
        f"{count} tasks in {out}; labelling page (Settings, Labeling Interface): {out.with_suffix('.xml')}"
    )


@label.command("import")
def import_(
    exported: Annotated[Path, typer.Argument(help="Export of Label Studio (JSON or JSON-MIN).")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Labelled data (JSONL).")],
) -> None:
    """Turn what was labelled in Label Studio into labelled data."""
    from training.labelstudio import answers, run

    found = answers.read(exported)
    count = run.write_rows(out, found.rows)
    left = "".join(f"; {n} {reason}, left out" for reason, n in found.left_out.items())
    typer.echo(f"{count} rows of {found.kind} in {out}{left}")


@label.command()
def corrections(
    folder: Annotated[
        Path, typer.Argument(help="Corrections of `veille read`: STORE.corrections.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the labelled data.")],
) -> None:
    """Turn corrections that readers made into labelled data, a file for each task."""
    from training.labelled import corrections as room
    from training.labelstudio.run import write_rows

    found = room.read(folder)
    for task, rows in found.items():
        path = out / f"{task}.jsonl"
        typer.echo(f"{write_rows(path, rows)} rows in {path}")
    if not found:
        typer.echo(f"no correction stands in {folder}")
