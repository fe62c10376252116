"""``veille erase``: take articles out of stores for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.run import opened
from nlp.wording import many, printable

if TYPE_CHECKING:
    from nlp.erase import Erased


def erase(
    stores: Annotated[
        list[str], typer.Argument(help="Every store to erase from: wire.db, jsonl:F, parquet:F/.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(
            help="All articles of a file or URL, of PATH!MEMBER, of a folder (with a slash at its"
            " end), or of a publisher (meta.source) or address (meta.url)."
        ),
    ] = None,
    id: Annotated[list[str] | None, typer.Option(help="All articles with this id.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Erase nothing; say what would go.")
    ] = False,
) -> None:
    """Erase articles from stores, with what quarantine, restored segments and corrections hold of them."""
    from nlp.erase import Wanted, nearest
    from nlp.erase import erase as erase_
    from nlp.store.siblings import not_among, told_of

    wanted = Wanted(frozenset(source or ()), frozenset(id or ()))
    found = False
    with opened(stores, read_only=dry_run, must_exist=True) as places:
        for store in places:
            gone = erase_(store, wanted, dry_run=dry_run)
            typer.echo(_told(gone, dry_run))
            found = found or bool(gone)
            if not gone:
                typer.echo(_nothing(nearest(store, wanted)))
        beside = not_among(places)
    for line in told_of(beside, "looked at"):
        typer.echo(line)
    if found and not dry_run:
        typer.echo(
            "a run over an archive that still holds them stores them again: take them out of it;"
            " backups, copies and corrections in another folder are yours to erase"
        )


def _nothing(near: list[str]) -> str:
    """What to look at when nothing is of that source or id."""
    if not near:
        return "  nothing there is of that source or id; `veille show` tells an article's source"
    return (
        f"  nothing there is of that source or id; like it are: {', '.join(map(printable, near))}"
    )


def _told(gone: Erased, dry_run: bool) -> str:
    verb = "would be erased" if dry_run else "erased"
    told = (
        f"{printable(gone.url)}: {many(gone.records, 'record')} of {many(gone.articles, 'article')},"
        f" {gone.quarantined:,} in quarantine, {many(gone.restored, 'restored segment')},"
        f" {many(gone.corrections, 'correction')} {verb}"
    )
    return f"{told}, with the full-text index" if gone.index else told
