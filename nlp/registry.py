"""Models of one's own: kept in the user's model folder, and pinned so that a name means one of them.

`pins.json` beside them says which folder a name means and which content hash it must have; a pin goes
before every folder that is searched (:func:`nlp.checkpoints.find`), and a model that changed under its
pin is refused.
"""

from __future__ import annotations

import difflib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from nlp.checkpoints import (
    TASKS,
    Checkpoint,
    cache_dir,
    file_names,
    find,
    folders,
    is_model,
    open_folder,
    verify,
)
from nlp.errors import ConfigError, ModelError, is_disk_full
from nlp.store.files import replace_text


class Pin(TypedDict):
    """The folder that a name means, and the content hash of the model in it."""

    path: str
    hash: str


def add(folder: Path, name: str | None = None, *, replace: bool = False) -> Checkpoint:
    """Copy a model into the user's model folder, whole or not at all, under its own or a new name.

    Raises:
        ModelError: it is damaged, has no manifest or is for no task that is known.
        ConfigError: there is another model of that name, or one that goes before it.
    """
    model = open_folder(folder)
    if wrong := verify(model):
        raise ModelError(f"{folder}: {'; '.join(wrong)}")
    if model.task not in TASKS:
        raise ModelError(f"{folder}: a model for {model.task}, not for one of {', '.join(TASKS)}")
    name = name or str(model.manifest.get("name") or folder.name)
    if "/" in name or name.startswith("."):
        raise ConfigError(f"{name!r} cannot be the name of a model; choose one with --name")
    target = models_dir() / name
    _refuse_hidden(name, target)
    if target.exists():
        if open_folder(target).hash == model.hash:
            return open_folder(target)
        if not replace:
            raise ConfigError(f"there is another model {name!r}: choose a --name, or --replace it")
    with _writing(target):
        _copy(model, target)
    return open_folder(target)


def _refuse_hidden(name: str, target: Path) -> None:
    """A model that its own name would not find (a shipped one goes before it) is not added."""
    if (pin := pinned().get(name)) and not _same(Path(pin["path"]), target):
        raise ConfigError(
            f"{name!r} is pinned to {pin['path']}: choose a --name, or take the pin away"
            f" (veille models pin {name} --remove)"
        )
    for folder in folders():
        if is_model(folder / name) and not _same(folder / name, target):
            raise ConfigError(
                f"{folder / name} goes before every other model called {name!r}:"
                f" choose a --name, such as {name}-mine"
            )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _copy(model: Checkpoint, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for file in [*file_names(model.path), "manifest.json", "README.md"]:
        if (model.path / file).is_file():
            (part / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(model.path / file, part / file)
    shutil.rmtree(target, ignore_errors=True)
    os.replace(part, target)


def pin(name: str, model: str) -> Pin:
    """Let ``name`` mean ``model`` (a name, or a folder) as it is now, wherever it is asked for.

    Raises:
        ModelError: there is no such model, it is not what its manifest says, or is one for another task.
        ConfigError: the name is nearly that of a task, and no model has it.
    """
    near = difflib.get_close_matches(name, TASKS, n=1, cutoff=0.8)
    if near and name not in TASKS and not any(is_model(folder / name) for folder in folders()):
        raise ConfigError(f"nothing asks for {name}; did you mean {near[0]}?")
    found = find(model)
    if name in TASKS and found.task not in (None, name):
        raise ModelError(f"{model} is a model for {found.task}, not for {name}")
    if found.manifest and (wrong := verify(found)):
        raise ModelError(f"{found.path}: {'; '.join(wrong)}")
    pins = pinned()
    pins[name] = Pin(path=str(found.path), hash=found.hash)
    _write(pins)
    return pins[name]


def unpin(name: str) -> None:
    """Let a name mean again what is found under it. Raises :class:`ConfigError` without a pin."""
    pins = pinned()
    if name not in pins:
        raise ConfigError(f"{name} is not pinned ({', '.join(pins) or 'nothing is'})")
    del pins[name]
    _write(pins)


def pinned() -> dict[str, Pin]:
    """Every pin by its name."""
    path = pins_file()
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ModelError(f"{path}: {error}") from error


def models_dir() -> Path:
    """Where the user's own models are."""
    return cache_dir() / "models"


def pins_file() -> Path:
    """Where the pins are."""
    return models_dir() / "pins.json"


def _write(pins: dict[str, Pin]) -> None:
    with _writing(pins_file()):
        replace_text(pins_file(), json.dumps(pins, indent=1, sort_keys=True) + "\n")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what a read-only model folder answers into an error that says where it comes from."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise
        told = error.strerror or error
        raise ModelError(
            f"{path} cannot be written ({told}); set VEILLE_CACHE to a folder that can be"
        ) from error
