"""``veille models``: what is there, whether it is whole and does what it should, which one is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import ConfigError, ModelError

app = typer.Typer(no_args_is_help=True, help="The models that are installed.")
Name = Annotated[str, typer.Argument(help="Name, path or Hugging Face id.")]


@app.command("list")
def list_() -> None:
    """Name, task, version, hash and size of every model that is found."""
    from nlp.checkpoints import list_models
    from nlp.registry import pinned

    for name, pin in sorted(pinned().items()):
        typer.echo(f"{name}\tpinned to {pin['hash']}\t{pin['path']}")
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
        raise ModelError(f"{faults} fault{'s' * (faults > 1)}")


@app.command()
def add(
    folder: Annotated[Path, typer.Argument(help="Model folder, such as `veille train` writes.")],
    name: Annotated[str | None, typer.Option(help="Another name than its own.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of another of that name.")
    ] = False,
) -> None:
    """Copy a model to the others, once its files are what its manifest says and its canaries pass."""
    from nlp.canaries import faults as faults_of
    from nlp.checkpoints import open_folder
    from nlp.registry import add as add_

    if wrong := faults_of(open_folder(folder)):
        raise ModelError(f"{folder}: {'; '.join(wrong)}")
    found = add_(folder, name, replace=replace)
    typer.echo(f"{found.name}\t{found.hash}\t{found.path}")
    if found.task:
        typer.echo(f"to use it for every run: veille models pin {found.task} {found.name}")


@app.command()
def pin(
    name: Annotated[str, typer.Argument(help="Name that is asked for: events, translation, ...")],
    model: Annotated[
        str | None, typer.Argument(help="Model that it is to mean; what it means now when none.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the pin away.")] = False,
) -> None:
    """Let a name mean one model exactly as it is now, whatever else is found under it later."""
    from nlp.registry import pin as pin_
    from nlp.registry import unpin

    if remove and model:
        raise ConfigError("--remove takes the pin of a name away; it needs no model")
    if remove:
        unpin(name)
        typer.echo(f"{name} is not pinned any more")
        return
    found = pin_(name, model or name)
    typer.echo(f"{name}\tpinned to {found['hash']}\t{found['path']}")


@app.command()
def convert(
    name: Name,
    to: Annotated[Path, typer.Option(help="Folder to write; must not exist.")],
    quantization: Annotated[
        str, typer.Option(help="int8, int8_float16, float16, bfloat16 or float32.")
    ] = "int8",
) -> None:
    """Write a model for CTranslate2, for programs of your own; veille converts by itself."""
    import shutil

    from nlp.checkpoints import find
    from nlp.convert import converted

    if to.exists():
        raise ConfigError(f"{to} is there already; name a new folder")
    shutil.copytree(converted(find(name), quantization), to)
    typer.echo(str(to))
