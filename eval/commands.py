"""The command `veille eval` (an entry point of the group ``veille.commands``)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.errors import ConfigError

app = typer.Typer(no_args_is_help=True, help="Measure a model on labelled data.")

Model = Annotated[str | None, typer.Option(help="Name, folder or Hugging Face id of the model.")]
Data = Annotated[list[Path] | None, typer.Option(help="Labelled data; each file is a set.")]
Shared = Annotated[Path | None, typer.Option(help="Benchmark folder, for the frozen sets.")]
Against = Annotated[str | None, typer.Option(help="Another model, measured on the same sets.")]
Out = Annotated[Path | None, typer.Option(help="Folder for result.json, result.md and pictures.")]
History = Annotated[Path | None, typer.Option(help="JSONL that gets a line for each measurement.")]
FieldNames = Annotated[
    list[str] | None, typer.Option("--field", help="Where a row holds a part: text=corps, ...")
]


@app.command()
def events(
    model: Model = None,
    data: Data = None,
    shared: Shared = None,
    against: Against = None,
    out: Out = None,
    history: History = None,
    field: FieldNames = None,
) -> None:
    """Event types: accuracy, F1 of each type, calibration."""
    _measure("events", model, data, shared, against, out, history, field)


@app.command()
def translation(
    model: Model = None,
    data: Data = None,
    shared: Shared = None,
    against: Against = None,
    out: Out = None,
    history: History = None,
    field: FieldNames = None,
) -> None:
    """Translation: BLEU, chrF, what a confidence is worth."""
    _measure("translation", model, data, shared, against, out, history, field)


@app.command()
def separation(
    model: Model = None,
    data: Data = None,
    shared: Shared = None,
    against: Against = None,
    out: Out = None,
    history: History = None,
    field: FieldNames = None,
) -> None:
    """Content, boilerplate and spam: F1 of each label."""
    _measure("separation", model, data, shared, against, out, history, field)


@app.command()
def repair(
    model: Model = None,
    data: Data = None,
    shared: Shared = None,
    against: Against = None,
    out: Out = None,
    history: History = None,
    field: FieldNames = None,
) -> None:
    """Repair: precision, recall and F0.5 of token edits; `rules` as a model are the rules alone."""
    _measure("repair", model, data, shared, against, out, history, field)


def _measure(
    task: str,
    model: str | None,
    data: list[Path] | None,
    shared: Path | None,
    against: str | None,
    out: Path | None,
    history: Path | None,
    field: list[str] | None,
) -> None:
    from eval import report, suites
    from training.commands import columns
    from training.labelled.read import read

    kind = suites.ROWS[task]
    sets: dict[str, Any] = {}
    for path in data or []:
        sets[path.stem.partition(".")[0]] = list(read([path], kind, fields=columns(field, kind)))
    if shared:
        from eval.frozen import load

        sets |= load(task, shared)
    if not sets:
        raise ConfigError(
            "nothing to measure on: --data FILE, or --shared FOLDER for the frozen sets"
        )
    result = suites.SUITES[task](model or task, sets)
    found = result.to_json()
    compared = _compared(result, against, sets) if against else None
    told = report.before(history, found, sets) if history else []
    typer.echo(report.markdown(found, {}, compared), nl=False)
    if told:
        typer.echo("\nbefore:\n" + "\n".join(told))
    if out:
        report.write(out, found, compared)
        typer.echo(f"\n{out}: result.json, result.md, pictures")
    if history:
        report.note(history, found, sets)


def _compared(result: Any, against: str, sets: dict[str, Any]) -> dict[str, Any]:
    from eval.suites import SUITES
    from training.tune.report import comparisons

    other = SUITES[result.task](against, sets)
    table: dict[str, Any] = {
        name: {n: {**c._asdict(), "verdict": c.verdict} for n, c in row.items()}
        for name, row in comparisons(result, other).items()
    }
    return {**table, "model": f"{against} ({other.hash})"}
