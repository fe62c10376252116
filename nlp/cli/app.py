"""The tree of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from nlp.cli import (
    article,
    erase,
    models,
    plugins,
    quarantine,
    read,
    repeats,
    report,
    run,
    stages,
    store,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Archives of French and Spanish health-IT news in, clean English articles out.",
)


def _version(asked: bool) -> None:
    if asked:
        from nlp import __version__

        typer.echo(f"veille {__version__}")
        raise typer.Exit


@app.callback()
def _veille(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


app.command()(run.run)
app.command()(run.status)
app.command()(article.show)
app.command()(report.report)
app.command()(read.read)
app.command()(repeats.repeats)
app.command()(erase.erase)
app.command()(stages.translate)
app.command()(stages.repair)
app.command()(stages.separate)
app.command()(stages.classify)
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(store.app, name="store")
app.add_typer(models.app, name="models")
plugins.add_commands(app)
