"""``veille quarantine``: what was rejected and why, and the ways out."""

from __future__ import annotations

import dataclasses
import json
import os
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.run import opened, reached
from nlp.errors import ConfigError
from nlp.stage import Reason
from nlp.wording import many, place_words, printable, printable_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp.article import Article
    from nlp.held import Held
    from nlp.read import Rereader
    from nlp.stage import Rejected

app = typer.Typer(no_args_is_help=True, help="Records that were rejected, each with its reason.")
StoreUrl = Annotated[
    str, typer.Argument(help="The store of the run: wire.db, jsonl:F, parquet:F/.")
]
Ids = Annotated[list[int] | None, typer.Argument(help="Numbers of records.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="TOML file with options.")]


@app.command("list")
def list_(
    store: StoreUrl,
    reason: Annotated[Reason | None, typer.Option(help="Only this reason.")] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Also what was replayed, released or dismissed, or is gone."),
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """The records in quarantine: number, reason, where it came from, what was wrong."""
    from nlp.cli.show import table
    from nlp.quarantine import Quarantine
    from nlp.store.first import first_of

    with opened([store], read_only=True, must_exist=True) as stores:
        first = first_of(stores[0])
        status = None if every else "waiting"
        quarantine = Quarantine(stores[0].side)
        rows = quarantine.list(status=status, reason=reason, limit=limit)
        folders = {run: quarantine.folder(run) for run in {row.run for row in rows}}
    if first:
        typer.echo(f"veille: what runs rejected that wrote here beside {first} is there", err=True)
    if as_json:
        for row in rows:
            typer.echo(_json(row, folders[row.run]))
        return
    shown = (
        (r.id, r.status, r.stage, r.reason, _where(r, folders[r.run]), r.detail[:200]) for r in rows
    )
    table(many(len(rows), "record"), ["id", "status", "stage", "reason", "source", "detail"], shown)


@app.command()
def show(store: StoreUrl, id: Annotated[int, typer.Argument(help="Number of a record.")]) -> None:
    """One record with all that is known of it."""
    from nlp.quarantine import Quarantine

    with opened([store], read_only=True, must_exist=True) as stores:
        quarantine = Quarantine(stores[0].side)
        row = quarantine.show(id)
        typer.echo(_json(row, quarantine.folder(row.run), indent=2))


@app.command()
def replay(
    store: StoreUrl,
    ids: Ids = None,
    reason: Annotated[Reason | None, typer.Option(help="All with this reason.")] = None,
    config: ConfigFile = None,
) -> None:
    """Read records again and run them through the pipeline (all that wait when none is named).

    With the options of the run that met them; what --config says goes before.
    """
    from nlp.cli.again import by_options, noted
    from nlp.pipeline import Pipeline
    from nlp.quarantine import Quarantine
    from nlp.read import Rereader
    from nlp.replay import replay as replay_

    if ids and reason is not None:
        raise ConfigError("name the records to replay by number or by --reason, not both")
    code = 0
    with opened([store], must_exist=True) as stores:
        quarantine = Quarantine(stores[0].side)
        held = [quarantine.show(i) for i in ids] if ids else quarantine.list(reason=reason)
        for group in by_options(held, stores[0], config):
            load = partial(Pipeline.load, group.options)
            reader = Rereader(group.options.read, group.folder)
            with closing(reader), reached(group.others) as others:
                about = {**noted(group.options), "cwd": group.folder}
                places = [*stores, *others]
                again = partial(_read_again, reader)
                balance = replay_(group.rows, load, again, places, quarantine, about=about)
            typer.echo(str(balance))
            code = balance.exit_code
            if balance.signal:
                break
    raise typer.Exit(code)


@app.command()
def release(store: StoreUrl, ids: Ids = None, config: ConfigFile = None) -> None:
    """Store records that were rejected for a reason of policy: no_content, language, too_large.

    With the options and in the stores of the run that met them; what --config says goes before.
    """
    from nlp.cli.again import by_options, noted
    from nlp.pipeline import Pipeline
    from nlp.quarantine import Quarantine
    from nlp.replay import releasable
    from nlp.replay import release as release_

    if not ids:
        raise ConfigError("name the records to release: veille quarantine release STORE ID...")
    with opened([store], must_exist=True) as stores:
        quarantine = Quarantine(stores[0].side)
        held = [quarantine.show(id) for id in dict.fromkeys(ids)]
        for row in held:
            releasable(row)  # all of them, before anything is stored
        for group in by_options(held, stores[0], config):
            pipeline = Pipeline.load(group.options)
            about = {**noted(group.options), "cwd": group.folder}
            with reached(group.others) as others:
                numbers, places = [row.id for row in group.rows], [*stores, *others]
                keys = release_(numbers, pipeline, places, quarantine, about=about)
            typer.echo("\n".join(keys))
            into = ", ".join(printable(place.url) for place in places)
            typer.echo(f"{many(len(keys), 'record')} released into {into}", err=True)


@app.command()
def dismiss(
    store: StoreUrl,
    ids: Ids = None,
    reason: Annotated[Reason | None, typer.Option(help="All with this reason.")] = None,
    missing: Annotated[
        bool,
        typer.Option(
            "--missing",
            help="All that could not be read and whose file is not there any more: moved, renamed or removed.",
        ),
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Let them wait again.")] = False,
) -> None:
    """Let records wait no more that nobody can mend; they stay listed (--all) with their reason.

    What is met again at the same place, unchanged, stays dismissed.
    """
    from nlp.quarantine import Quarantine

    if [bool(ids), reason is not None, missing].count(True) != 1 or (missing and undo):
        raise ConfigError("name the records to dismiss: by number, by --reason or by --missing")
    with opened([store], must_exist=True) as stores:
        quarantine = Quarantine(stores[0].side)
        rows = quarantine.list(status="dismissed" if undo else "waiting", reason=reason)
        rows = quarantine.missing() if missing else rows
        numbers = list(dict.fromkeys(ids or [row.id for row in rows]))
        quarantine.dismiss(numbers, undo=undo)
    told = many(len(numbers), "record")
    typer.echo(f"{told} waiting again" if undo else f"{told} dismissed")


def _read_again(reader: Rereader, held: Held) -> Iterator[Article | Rejected]:
    return reader.read(held.source, held.raw)


def _where(held: Held, folder: str | None) -> str:
    """The place of a record, from another folder than this one with the folder."""
    from nlp.store.waiting import is_relative, working_folder

    path = held.source.path
    if folder is not None and folder != working_folder() and is_relative(path, folder):
        path = os.path.join(folder, path)
    return place_words(path, held.source.member, held.source.line)


def _json(held: Held, folder: str | None, indent: int | None = None) -> str:
    """A row with all it holds and the folder from which its run took relative paths."""
    found = dataclasses.asdict(held) | {"folder": folder}
    found["raw"] = None if held.raw is None else held.raw.decode("utf-8", "backslashreplace")
    found["article"] = json.loads(found.pop("article_json") or "null")
    return printable_json(json.dumps(found, ensure_ascii=False, indent=indent))
