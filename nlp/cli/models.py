"""``veille models``: what is there, what it is, whether it is whole and does what it should."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from nlp.errors import ModelError

app = typer.Typer(no_args_is_help=True, help="The models that are installed.")
Name = Annotated[str, typer.Argument(help="Name, path or Hugging Face id.")]


@app.command("list")
def list_() -> None:
    """Name, task, version, hash and size of every model that is found."""
    from nlp.checkpoints import list_models

    for model in list_models():
        files = model.manifest.get("files", {}).values()
        size = sum(entry["bytes"] for entry in files) / 2**20
        version = model.manifest.get("version", "-")
        typer.echo(f"{model.name}\t{model.task or '-'}\t{version}\t{model.hash}\t{size:.1f} MiB")


@app.command()
def show(name: Name) -> None:
    """The manifest of a model: files, data with licences, recipe, metrics."""
    from nlp.checkpoints import find

    found = find(name)
    head = {"path": str(found.path), "hash": found.hash}
    typer.echo(json.dumps({**head, **found.manifest}, indent=2, ensure_ascii=False))


@app.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models; all when none.")] = None,
) -> None:
    """Compare every file with its hash and every canary with the output it must give."""
    from nlp.canaries import faults as faults_of
    from nlp.checkpoints import find, list_models

    faults = 0
    for model in [find(name) for name in names] if names else list_models():
        try:
            wrong = faults_of(model)
        except ModelError as error:  # it cannot even be loaded; the others are looked at too
            wrong = [str(error)]
        faults += len(wrong)
        typer.echo("\n".join([f"{model.name}\t{'damaged' if wrong else 'ok'}", *wrong]))
    if faults:
        raise ModelError(f"{faults} faults")
