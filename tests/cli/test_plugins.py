"""Commands of other packages: found in a checkout and where they are installed, explained where not."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from nlp.cli import plugins
from nlp.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


def built(
    monkeypatch: pytest.MonkeyPatch, root: Path | None, *entries: tuple[str, str]
) -> typer.Typer:
    """An application with a command of its own, as if these entry points were there."""
    found = [EntryPoint(name, value, plugins.GROUP) for name, value in entries]
    monkeypatch.setattr(plugins, "checkout", lambda: root)
    monkeypatch.setattr(plugins, "entry_points", lambda group: found)
    app = typer.Typer()

    @app.command()
    def own() -> None:
        """A command of nlp."""

    plugins.add_commands(app)
    return app


def told(app: typer.Typer, *arguments: str) -> str:
    """What a command that cannot be loaded says."""
    done = CliRunner().invoke(app, list(arguments))
    assert isinstance(done.exception, ConfigError), done.output
    return str(done.exception)


def test_in_a_checkout_the_commands_are_there_without_an_installation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = built(monkeypatch, ROOT)
    names = [group.name for group in app.registered_groups]
    assert names == ["train", "label", "eval"]
    assert [command.name for command in app.registered_commands][-1] == "bench"
    assert "--limit" in CliRunner().invoke(app, ["bench", "--help"]).output
    assert "events" in CliRunner().invoke(app, ["train", "--help"]).output


def test_the_wheel_alone_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "training"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(
        sys, "path", [p for p in sys.path if p and ROOT not in Path(p, "x").parents]
    )
    monkeypatch.setattr(sys, "meta_path", [f for f in sys.meta_path if "ditable" not in repr(f)])
    monkeypatch.chdir("/")
    app = built(monkeypatch, None, ("train", "training.commands:train"))
    message = told(app, "train", "events", "recipe.toml", "--data", "x", "--to", "y")
    assert "not in the wheel" in message and "pip install -e '.[train]'" in message
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0


def test_a_broken_plugin_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    app = built(
        monkeypatch, None, ("x", "no_such_package:app"), ("y", "json:app"), ("own", "json:app")
    )
    assert "no_such_package" in told(app, "x", "--anything", "1")
    assert "json:app" in told(app, "y")
    assert CliRunner().invoke(app, ["own"]).exit_code == 0  # of nlp, not of the plugin


def test_a_namesake_in_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / "training/__init__.py").write_text("")
    for name in [n for n in sys.modules if n.partition(".")[0] == "training"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(tmp_path))
    app = built(monkeypatch, ROOT)
    assert f"in the way: {tmp_path}" in told(app, "train")


def test_the_start_loads_nothing_heavy() -> None:
    code = (
        "import sys; from nlp.cli.app import app; heavy = {'torch', 'transformers', 'numpy', 'pydantic'}"
        "; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
