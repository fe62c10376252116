"""The README: every command runs, every Python snippet runs, the command reference is up to date."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from nlp import engine
from nlp.cli import main
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


# The whole archive is read by tests/test_archive_run.py; here commands only have to find what they name.
ARCHIVE = ["fr/breves.csv", "es/boletin.jsonl.gz", "en/wire.jsonl.zst", "hostile/only-spam.txt"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with examples in it, where commands leave their files."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples/articles", folder / "examples/articles")
    for name in ARCHIVE:
        path = folder / "examples/archive" / name
        path.parent.mkdir(parents=True)
        shutil.copy(ROOT / "examples/archive" / name, path)
    return folder


@pytest.fixture
def here(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That folder, as this process's own."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("VEILLE_MODELS", str(ROOT / "models"))
    return place


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


@pytest.fixture
def ours(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs a line in this process from `veille` on; a shell runs what is piped into that."""
    monkeypatch.setattr(engine, "cores", lambda: 1)  # no process beside this one

    def run_here(command: str) -> subprocess.CompletedProcess[str]:
        before, _, line = command.rpartition("veille ")
        fed = run(before.rstrip().removesuffix("|"), here).stdout if before else ""
        monkeypatch.setattr(sys, "argv", ["veille", *shlex.split(line)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(fed.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        return subprocess.CompletedProcess(
            command, int(ended.value.code or 0), *capsys.readouterr()
        )

    return run_here


def test_every_command_of_the_readme_runs_in_order(
    here: Path, ours: Callable[[str], subprocess.CompletedProcess[str]]
) -> None:
    """One that tells, one that serves and what is not ours as a reader would, the others in this process."""
    assert len(COMMANDS) >= 8
    for line in COMMANDS:
        command = line.removeprefix("$ ")
        if command.startswith("veille read "):
            done = serves(command, here)
        elif command.startswith("veille status ") or "veille " not in command:
            done = run(command, here)
        else:
            done = ours(command)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_every_python_snippet_of_the_readme_runs(snippet: str, here: Path) -> None:
    exec(compile(snippet, "README.md", "exec"), {})


def test_the_loop_of_the_readme_holds_for_what_is_rejected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loop = next(snippet for snippet in SNIPPETS if ".stream(" in snippet)
    unread = 'Rejected(Source("a.csv"), "read", Reason.MISSING_FIELD, "no text")'
    given = re.sub(r"^articles = .*$", f'articles = [{unread}, Article.new("")]', loop, flags=re.M)
    light = given.replace("Pipeline.load()", 'Pipeline.load(only=["segment"])')
    assert len({loop, given, light}) == 3
    exec(f"from nlp import Reason, Rejected, Source\n{light}", {})
    assert capsys.readouterr().out == "missing_field no text\nempty no text\n"


def test_the_command_reference_is_what_the_commands_say() -> None:
    assert with_reference(README) == README


def test_files_that_the_readme_names_exist() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []
