"""The command `veille eval` (an entry point of the group ``veille.commands``)."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Measure a model on labelled data.")


@app.callback()
def _eval() -> None:
    pass
