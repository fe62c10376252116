"""What the tests of single commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.cli import main

Veille = Callable[..., tuple[str, str, int]]


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives are read in this process: half a second less for each run."""
    from nlp.read import apart, read

    monkeypatch.setattr(apart, "read_apart", read)


@pytest.fixture
def veille(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Veille:
    """Run a command line in an empty folder: what it printed, what it told, its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[str, str, int]:
        monkeypatch.setattr(sys, "argv", ["veille", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return shown.out, shown.err, int(ended.value.code or 0)

    return run
