"""The command `veille eval` (an entry point of the group ``veille.commands``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.errors import ConfigError, DataError

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

    sets: dict[str, Any] = {}
    if shared:
        from eval.frozen import load

        sets = dict(load(task, shared))
    sets = {**_own_sets(suites.ROWS[task], data or [], field, sets), **sets}
    if not sets:
        raise ConfigError(
            "nothing to measure on: --data FILE, or --shared FOLDER for the frozen sets"
        )
    known = report.measured_before(history) if history else []
    _refuse(task, against, out)
    for doubt in _doubts(task, [m for m in (model or task, against) if m], data or [], sets):
        typer.echo(doubt, err=True)
    result = suites.SUITES[task](model or task, sets)
    found = result.to_json()
    compared = _compared(result, against, sets) if against else None
    told = report.before(known, found, sets)
    typer.echo(report.markdown(found, {}, compared), nl=False)
    if told:
        typer.echo("\nbefore:\n" + "\n".join(told))
    if out:
        report.write(out, found, compared)
        typer.echo(f"\n{out}: result.json, result.md, pictures")
    if history:
        report.note(history, found, sets)


def _refuse(task: str, against: str | None, out: Path | None) -> None:
    """What would come to light only behind a measurement: a model, or a folder, that is not there."""
    from eval.repair_rows import RULES
    from nlp.checkpoints import find

    if against and (task, against) != ("repair", RULES):
        find(against, task)
    if out and out.exists() and not out.is_dir():
        raise ConfigError(f"--out {out}: a file; name a folder")


def _doubts(
    task: str, models: Sequence[str], paths: Sequence[Path], sets: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    """Files that a model learnt from, and labels that no model knows: figures on them mislead."""
    from nlp.checkpoints import find, sha256
    from nlp.errors import ModelError

    sums = {sha256(path): path for path in paths}
    known: set[str] = set()
    for model in models:
        try:
            found = find(model)
        except ModelError:  # `rules`; or it is told when it is measured
            continue
        for entry in found.manifest.get("data", []):
            if entry.get("use") in ("learnt from", "rehearsed") and entry.get("sha256") in sums:
                yield (
                    f"{sums[entry['sha256']]}: {model} learnt from this file; its figures on it say"
                    " nothing (its card has those on what was held out)"
                )
        if task == "events" and found.task == "events":
            known.update(found.load_json("events.json")["types"])
    if task == "events" and known:
        named = (t for rows in sets.values() for row in rows for t in row.events)
        for name, count in Counter(t for t in named if t not in known).items():
            yield f"{name!r} ({count:,} articles) is no type of {' or '.join(models)}: always wrong"


def _own_sets(
    kind: str, paths: list[Path], field: list[str] | None, frozen: Collection[str]
) -> dict[str, Any]:
    """The rows of each file; a column may be that of some files, but not of none."""
    from training.commands import columns
    from training.labelled.read import read

    fields, met = columns(field, kind), set[str]()
    named = names_of(paths, frozen)
    sets = {n: list(read([p], kind, fields=fields, met=met)) for n, p in named.items()}
    if lost := [f"{own}={column}" for own, column in fields.items() if own not in met]:
        raise DataError([f"--field {one}: no file has such a column" for one in lost])
    return sets


def names_of(paths: Sequence[Path], frozen: Collection[str] = ()) -> dict[str, Path]:
    """What the set of each file is called: the file's name up to its first dot.

    Where another file, or a frozen set, is called so too, all of the name (``dev.2025``), else the
    folder before it (``may.new``).

    Raises:
        ConfigError: a file is named twice, or two cannot be told apart.
    """
    found: dict[str, Path] = {}
    short = Counter([*frozen, *(path.name.partition(".")[0] for path in paths)])
    long = Counter([*frozen, *map(_whole, paths)])
    for path in paths:
        name, whole = path.name.partition(".")[0], _whole(path)
        if short[name] > 1:
            name = whole if long[whole] == 1 else f"{path.resolve().parent.name}.{whole}"
        if name in found or name in frozen:
            raise ConfigError(
                f"--data {found.get(name, 'the frozen set ' + name)} and {path} are one set; name each"
                " file once, and rename one of two files of the same name"
            )
        found[name] = path
    return found


def _whole(path: Path) -> str:
    """The name of a file without the endings of its kind."""
    from training.labelled.files import PACKED

    return (path.with_suffix("") if path.suffix in PACKED else path).stem


def _compared(result: Any, against: str, sets: dict[str, Any]) -> dict[str, Any]:
    from eval.suites import SUITES
    from training.tune.report import comparisons

    other = SUITES[result.task](against, sets)
    table: dict[str, Any] = {
        name: {n: {**c._asdict(), "verdict": c.verdict} for n, c in row.items()}
        for name, row in comparisons(result, other).items()
    }
    return {**table, "model": f"{against} ({other.hash})"}
