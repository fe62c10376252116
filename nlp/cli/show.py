"""What figures look like in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nlp.wording import many, printable


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; in a pipe it is plain text without colours."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = Table(title=title, title_justify="left", box=box.SIMPLE)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(escape(printable(str(cell))) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)  # a pipe has no width; 80 would fold reasons
    console.print(shown)


def show_status(found: dict[str, Any]) -> None:
    """The figures of ``nlp.status.status`` as tables."""
    from rich.console import Console

    head = (
        f"{found['url']}: {many(found['articles'], 'article')}, {many(found['records'], 'record')}"
    )
    Console().print(head, highlight=False, markup=False)
    for title, key in (
        ("languages", "languages"),
        ("primary events", "events"),
        ("set aside", "set_aside"),
    ):
        if found[key]:
            table(title, ["", "count"], ((k or "-", f"{n:,}") for k, n in found[key].items()))
    if found["beside"]:
        told = f"quarantine and runs of what was written beside {found['beside']} are there"
        Console().print(told, highlight=False, markup=False, soft_wrap=True)
    if found["quarantine"]:
        rows = ((q["reason"], q["status"], f"{q['rows']:,}") for q in found["quarantine"])
        table("quarantine", ["reason", "status", "records"], rows)
    if found["runs"]:
        table("last runs", ["run", "started", "status", "balance"], map(_run, found["runs"]))
    for run in found["runs"]:
        if run["status"] in ("running", "killed"):  # without an end; it may work on another machine
            told = f"{run['status']}, last sign of life {run['updated']} on {run['process']}"
            Console().print(f"run {run['id']}: {printable(told)}", markup=False, soft_wrap=True)


def _run(run: dict[str, Any]) -> tuple[str, ...]:
    told = run.get("balance") or {}
    left = ("unfinished",) if told.get("unfinished") else ()  # of a run that was interrupted
    parts = ("read", "stored", "already_there", "quarantined", *left, "seconds")
    shown = ", ".join(f"{name.replace('_', ' ')} {told.get(name, 0)}" for name in parts)
    if run["status"] == "running" and not told:
        shown = "nothing is settled yet"
    return str(run["id"]), str(run["started"]), str(run["status"]), shown
