"""The command `veille label` (an entry point of the group ``veille.commands``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.errors import ConfigError
from nlp.wording import many
from training.commands import FieldNames, columns

label = typer.Typer(no_args_is_help=True, help="Labelled data: what to label, in and out.")


@label.command()
def check(
    task: Annotated[
        str, typer.Argument(help="events, translation, repair or separation (its rows: segments).")
    ],
    data: Annotated[list[Path], typer.Argument(help="Files of labelled data.")],
    types: Annotated[Path | None, typer.Option(help="TOML of new event types.")] = None,
    field: FieldNames = None,
) -> None:
    """Read labelled data as training would, and say what is wrong with it or what is in it."""
    from training.labelled import read, schema
    from training.tune.types import current, listed

    task = schema.ROWS.get(task, task)
    if task not in schema.TASKS:
        raise ConfigError(f"{task!r} is no task, one of {', '.join([*schema.TASKS, *schema.ROWS])}")
    known = listed(current(), types) if task == "events" else None
    rows = list(read.read(data, task, types=known, fields=columns(field, task)))
    articles = len({row.article for row in rows})
    typer.echo(f"{many(len(rows), 'row')} of {many(articles, 'article')}; nothing wrong")
    for doubt in _doubts(task, rows, articles):
        typer.echo(f"alone not enough to train on: {doubt}", err=True)
    for name, count in _counted(task, rows):
        typer.echo(f"{name}\t{count:,}")


def _doubts(task: str, rows: list[Any], articles: int) -> Iterator[str]:
    """What training would refuse if it had these rows alone: other files may have what is lacking."""
    from training.labelled.read import LEAST

    if len(rows) < LEAST:
        yield f"at least {LEAST} rows are needed"
    elif articles < 2:
        yield "all rows are of one article (`group`), so none can be held out to measure on"
    if task == "events" and len({row.events[0] for row in rows}) == 1:
        yield f"the primary type is {rows[0].events[0]} everywhere; articles of others are needed beside"
    if task == "repair" and all(row.clean for row in rows):
        yield "no row mends anything (source and target are the same in each)"


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
    from training.tune.types import described, read_types

    if kind not in KINDS:
        raise ConfigError(f"--kind {kind}: one of {', '.join(KINDS)}")
    with opened([store], read_only=True, must_exist=True) as stores:
        closed = types is not None and read_types(types).mode == "replace"
        count = run.export(stores[0], kind, uncertain, described(types), out, closed)
    typer.echo(
        f"{many(count, 'task')} in {out}; labelling page (Settings, Labeling Interface): {out.with_suffix('.xml')}"
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
    typer.echo(f"{many(count, 'row')} of {found.kind} in {out}{left}")


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
        typer.echo(f"{many(write_rows(path, rows), 'row')} in {path}")
    if not found:
        typer.echo(f"no correction stands in {folder}")
