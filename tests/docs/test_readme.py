"""The README: every command runs, every Python snippet runs, the command reference is up to date."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from nlp.cli.reference import with_reference

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
# `make` builds a virtual environment: the continuous integration runs it, on a clean clone.
# What needs the benchmark data or trains for hours is marked in the README by its language tag.
COMMANDS = [
    line
    for language, body in FENCE.findall(README)
    if language == "console"
    for line in body.splitlines()
    if line.startswith("$ ") and not line.startswith(("$ make", "$ git"))
]
SNIPPETS = [body for language, body in FENCE.findall(README) if language == "python"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the examples in it, where commands leave their files."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(command: list[str] | str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would, with this environment's programs first in PATH."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=place,
        env={**os.environ, "PATH": path, "VEILLE_MODELS": str(ROOT / "models")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def serves(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Start a command that serves a page, ask for the page, and stop it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command.split(), cwd=place, env=environment, stdout=-1, stderr=-1, text=True
    ) as process:
        try:
            told = process.stdout.readline()  # type: ignore[union-attr]
            with urlopen(told.split()[0], timeout=60) as answer:
                assert answer.status == 200
            process.terminate()
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    return subprocess.CompletedProcess(command, process.returncode, told + out, err)


def test_every_command_of_the_readme_runs_in_order(place: Path) -> None:
    assert len(COMMANDS) >= 8
    for command in COMMANDS:
        work = serves if command.startswith("$ veille read ") else run
        done = work(command.removeprefix("$ "), place)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_every_python_snippet_of_the_readme_runs(snippet: str, place: Path) -> None:
    done = run([sys.executable, "-W", "error::ResourceWarning", "-c", snippet], place)
    assert done.returncode == 0, done.stderr


def test_the_loop_of_the_readme_holds_for_what_is_rejected(place: Path) -> None:
    loop = next(snippet for snippet in SNIPPETS if ".stream(" in snippet)
    unread = 'Rejected(Source("a.csv"), "read", Reason.MISSING_FIELD, "no text")'
    given = re.sub(r"^articles = .*$", f'articles = [{unread}, Article.new("")]', loop, flags=re.M)
    light = given.replace("Pipeline.load()", 'Pipeline.load(only=["segment"])')
    assert len({loop, given, light}) == 3
    snippet = f"from nlp import Reason, Rejected, Source\n{light}"
    done = run([sys.executable, "-c", snippet], place)
    assert (done.returncode, done.stdout) == (0, "missing_field no text\nempty no text\n"), done


def test_the_command_reference_is_what_the_commands_say() -> None:
    assert with_reference(README) == README


def test_files_that_the_readme_names_exist() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []
