"""``veille store``: what separation set aside in a store and the way back, and what is out of date."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.quarantine import StoreUrl
from nlp.cli.run import opened, reached
from nlp.cli.stages import ConfigFile, GlossaryFile
from nlp.wording import printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable

app = typer.Typer(no_args_is_help=True, help="What was set aside in a store, and the way back.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, with whole texts.")]

_BEGINNING = 120  # characters of a text that a table shows


class Label(StrEnum):
    """Labels of what is set aside."""

    BOILERPLATE = "boilerplate"
    SPAM = "spam"


@app.command()
def aside(
    store: StoreUrl,
    label: Annotated[Label | None, typer.Option(help="Only this label.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many segments.")] = None,
    as_json: AsJson = False,
) -> None:
    """What was set aside in the newest record of each article, with its number and the reasons."""
    from nlp.store.aside import aside as aside_

    with opened([store], read_only=True, must_exist=True) as stores:
        rows = islice(aside_(stores[0], label and label.value), limit)
        if as_json:
            _lines(rows)
            return
        key = None
        for key, found in groupby(rows, lambda row: row["key"]):
            _article(key, list(found))
        if key is None:
            typer.echo("nothing is set aside")


@app.command()
def restore(
    store: StoreUrl,
    key: Annotated[
        str,
        typer.Argument(
            help="Key of a record, as `veille store aside` tells it, or its first 8 digits or more."
        ),
    ],
    segments: Annotated[list[int], typer.Argument(help="Numbers of its segments, from 0.")],
    glossary: GlossaryFile = None,
    config: ConfigFile = None,
) -> None:
    """Take segments back that were set aside and store their article again, with them as content.

    In the other stores of its runs too, where they hold it.
    """
    from nlp.cli.options import configured
    from nlp.pipeline import Pipeline
    from nlp.restore import LATER, restore_segments
    from nlp.store.siblings import siblings

    own = {"glossary": glossary}
    options = configured(config, translate=own, repair=own)
    with opened([store], must_exist=True) as stores:
        load = partial(Pipeline.load, options, only=LATER)
        with reached(siblings(stores[0]), "restore the same there") as others:
            typer.echo(restore_segments(stores[0], key, segments, load, others))


@app.command()
def restored(store: StoreUrl, as_json: AsJson = False) -> None:
    """The segments that were restored, oldest first."""
    from nlp.cli.show import table
    from nlp.store import restored as restored_
    from nlp.wording import many

    with opened([store], read_only=True, must_exist=True) as stores:
        rows = restored_(stores[0])
    if as_json:
        _lines(rows)
        return
    shown = ((r["at"], r["key"], r["segment"], r["text"][:_BEGINNING]) for r in rows)
    table(many(len(rows), "segment"), ["at", "key", "segment", "text"], shown)


@app.command()
def prune(
    stores: Annotated[
        list[str], typer.Argument(help="Every store to prune: wire.db, jsonl:F, parquet:F/.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Let nothing go; say what would.")
    ] = False,
) -> None:
    """Let results go that a newer model, glossary or configuration has made anew of the same article."""
    from nlp.store.prune import prune as prune_
    from nlp.store.siblings import not_among, told_of
    from nlp.wording import many, printable

    verb = "would go" if dry_run else "gone"
    with opened(stores, read_only=dry_run, must_exist=True) as places:
        for store in places:
            went = prune_(store, dry_run=dry_run)
            told = f"{many(went.results, 'superseded result')} {verb}, {went.left:,} left"
            typer.echo(f"{printable(went.url)}: {told}")
            for (model, config), count in went.made.items():
                typer.echo(f"  {count:,} of model {model[:8]}, configuration {config[:8]}")
        beside = not_among(places)
    for line in told_of(beside, "pruned"):
        typer.echo(line)


@app.command()
def template(
    index: Annotated[str, typer.Option(help="Name of the index; the template fits NAME*.")],
) -> None:
    """The index template for what `--to bulk:` writes, for OpenSearch and Elasticsearch."""
    from nlp.store.bulk import index_template

    typer.echo(json.dumps(index_template(index), indent=1))


def _lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        typer.echo(printable_json(json.dumps(row, ensure_ascii=False)))


def _article(key: str, rows: list[dict[str, Any]]) -> None:
    """A table for one article; its key stands on a line of its own, whole, to be copied."""
    from nlp.cli.show import table
    from nlp.wording import printable

    typer.echo(f"{key}\n{printable(rows[0]['title'] or rows[0]['id'])}")
    shown = (
        (r["segment"], r["label"], r["score"], "; ".join(r["reasons"]), r["text"][:_BEGINNING])
        for r in rows
    )
    table("", ["segment", "label", "score", "reasons", "text"], shown)
