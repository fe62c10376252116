"""``veille report``: a page about a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.run import opened


def report(
    store: Annotated[str, typer.Argument(help="A store: wire.db, jsonl:F.jsonl, parquet:F/.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The page to write; - is standard output.")
    ] = Path("report.html"),
) -> None:
    """Make one page of HTML about a store: balance, events, what was set aside, what to read first."""
    from nlp.report import render
    from nlp.store.files import replace_text
    from nlp.store.replacing import REPORT, check_replaceable, writing

    if str(out) != "-":
        check_replaceable(out, REPORT)
    with opened([store], read_only=True, must_exist=True) as stores:
        page = render(stores[0])
    if str(out) == "-":
        sys.stdout.write(page)
        return
    with writing(out):
        replace_text(out, page)
    typer.echo(f"{out}: {len(page.encode()) / 1024:,.0f} kB; open it in a browser")
