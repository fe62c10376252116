"""Commands that other packages add to ``veille``: the entry-point group ``veille.commands``.

An entry point names a :class:`typer.Typer` (``train = "training.commands:train"``). The wheel holds
``nlp`` alone: `training` and `eval` are names too general for an environment that other programs
share, and hold recipes that are read beside their code. So they live in a checkout, whose
``pyproject.toml`` is read where there is one (no installation needed); without one their commands
still stand in the list and say where to get them.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import typer

from nlp.errors import ConfigError

GROUP = "veille.commands"
_OURS = ("training", "eval")


def add_commands(app: typer.Typer) -> None:
    """Add every command of the group to ``app``; one of a name that ``app`` has is left out."""
    root = checkout()
    taken = {group.name for group in app.registered_groups}
    taken |= {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    for entry in declared(root):
        if entry.name not in taken:
            taken.add(entry.name)
            _add(app, _loaded(entry, root), entry.name)


def _add(app: typer.Typer, found: typer.Typer, name: str) -> None:
    """Add a group of commands, or the command where it is a lone one of that name."""
    lone = found.registered_commands
    callbacks = [c.callback for c in lone if c.callback and c.callback.__name__ == name]
    if len(lone) == 1 and callbacks and not found.registered_callback:
        app.command(name)(callbacks[0])
    else:
        app.add_typer(found, name=name)


def checkout() -> Path | None:
    """The root of the repository that this package is read from; None for an installed wheel."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "training").is_dir() else None


def declared(root: Path | None) -> Iterator[EntryPoint]:
    """The entry points of a checkout first, then those of what is installed."""
    if root:
        found = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for name, value in found.get("entry-points", {}).get(GROUP, {}).items():
            yield EntryPoint(name, value, GROUP)
    yield from entry_points(group=GROUP)


def _loaded(entry: EntryPoint, root: Path | None) -> typer.Typer:
    """The application of an entry point, or one that says why it cannot be loaded."""
    package = entry.value.partition(":")[0].partition(".")[0]
    if root and package in _OURS and str(root) not in sys.path:
        sys.path.append(str(root))  # last: nothing of the user's is hidden by it
    try:
        if root and package in _OURS:
            _refuse_namesake(package, root)
        return entry.load()
    except (ImportError, AttributeError, ConfigError) as error:
        return _missing(entry, package, error)


def _refuse_namesake(package: str, root: Path) -> None:
    found = import_module(package).__file__ or ""
    if not Path(found).resolve().is_relative_to(root):
        raise ConfigError(
            f"another package named {package!r} is in the way: {found} (start veille elsewhere, or"
            f" put {root} first in PYTHONPATH)"
        )


def _missing(entry: EntryPoint, package: str, error: Exception) -> typer.Typer:
    """A command that takes anything and tells what is missing."""
    if isinstance(error, ConfigError):
        told = str(error)
    elif package in _OURS and checkout() is None:
        told = (
            f"`veille {entry.name}` needs the code of `{package}/`, which is not in the wheel: clone"
            " the repository and run `pip install -e '.[train]'` in it"
        )
    else:
        told = (
            f"`veille {entry.name}` cannot be loaded ({entry.value}: {error}); mend the package that"
            " it is from, or in a checkout run `pip install -e '.[train]'`"
        )
    app = typer.Typer(add_completion=False)

    @app.callback(
        invoke_without_command=True,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        help="Not installed; run it to be told how to get it.",
    )
    def _tell(arguments: list[str] | None = typer.Argument(None, hidden=True)) -> None:  # noqa: B008
        raise ConfigError(told)

    return app
