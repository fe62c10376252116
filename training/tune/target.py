"""The folder that a new model is written to: only an empty one, or an earlier model, gives way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from nlp.checkpoints import MANIFEST, Checkpoint, open_folder
from nlp.errors import ConfigError, ModelError

CARD = "README.md"
SHOWN = 3  # files named of those that are in the way


def refuse(to: Path, run: Path, task: str) -> None:
    """Raise :class:`ConfigError` where a model for ``task`` could not, or may not, be written to ``to``.

    ``run`` is the folder of the run: the model may be neither in it nor around it.
    """
    out, own = to.resolve(), run.resolve()
    if out == own or out.is_relative_to(own) or own.is_relative_to(out):
        raise ConfigError(f"--to {to}: that is where the run has its state ({run}); name another")
    if Path.cwd().is_relative_to(out):
        raise ConfigError(f"--to {to}: the command runs in it; name a folder for the model")
    _refuse_unwritable(to, out)
    model = _refuse_filled(out)
    if model and model.task != task:
        raise ConfigError(f"--to {to}: it holds a model for {model.task}; name another folder")


def _refuse_unwritable(to: Path, out: Path) -> None:
    """Where the folder cannot be made: told before the training and not after it."""
    above = next(p for p in out.parents if p.exists())
    if not above.is_dir():
        raise ConfigError(f"--to {to}: {above} is a file and no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise ConfigError(f"--to {to}: {above} is not to be written to")


def _refuse_filled(out: Path) -> Checkpoint | None:
    """The model that is in the folder, None of an empty one or none at all.

    Raises:
        ConfigError: there is anything else in it.
    """
    if not out.exists():
        return None
    if not out.is_dir():
        raise ConfigError(f"{out} is a file; name a folder for the model")
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_symlink() or p.is_file()}
    if not there and not any(out.iterdir()):
        return None
    model = _model(out)
    listed = model.manifest.get("files", {}) if model else {}
    if model is None or (there := there - {*listed, MANIFEST, CARD}):
        named = ", ".join(sorted(there)[:SHOWN]) or "folders"
        more = f" and {len(there) - SHOWN} more" if len(there) > SHOWN else ""
        raise ConfigError(
            f"{out} holds what is no part of a model and would be lost: {named}{more}; name another"
            " folder for the model"
        )
    return model


def _model(folder: Path) -> Checkpoint | None:
    """The model of ours in a folder; None without a manifest that can be read."""
    try:
        found = open_folder(folder)
    except ModelError:
        return None
    return found if isinstance(found.manifest.get("files"), dict) else None


def begun(out: Path) -> Path:
    """An empty folder beside ``out``: what is there stays until its successor is whole.

    Raises:
        ConfigError: in ``out`` is something else than a model.
    """
    out = out.resolve()
    _refuse_filled(out)
    folder = out.with_name(f".{out.name}.veille-new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, out: Path) -> None:
    """Let what :func:`begun` gave, now whole, take the place of ``out``."""
    out = out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    folder.rename(out)
