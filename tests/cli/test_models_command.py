"""``veille models add``, ``pin`` and ``convert`` with the shipped models."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from nlp.checkpoints import find
from nlp.cli import main

ROOT = Path(__file__).resolve().parents[2]


def veille(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run a command line in this process; its exit code."""
    monkeypatch.setattr(sys, "argv", ["veille", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_model_is_added_pinned_listed_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path))
    shutil.copytree(ROOT / "models/separation", tmp_path / "mine")
    mine = str(tmp_path / "mine")
    assert veille(monkeypatch, "models", "add", mine, "--name", "separation-mine") == 0
    assert "veille models pin separation separation-mine" in capsys.readouterr().out
    assert veille(monkeypatch, "models", "pin", "separation", "separation-mine") == 0
    assert find("separation").path == tmp_path / "models/separation-mine"
    assert veille(monkeypatch, "models", "list") == 0
    assert "separation\tpinned to" in capsys.readouterr().out
    assert veille(monkeypatch, "models", "pin", "separation", "--remove") == 0
    assert find("separation").path == ROOT / "models/separation"
    assert veille(monkeypatch, "models", "pin", "separation", "--remove") == 2
    canary = tmp_path / "mine/canary.jsonl"
    canary.write_text(canary.read_text().replace('"content"', '"spam"', 1))
    assert veille(monkeypatch, "models", "add", mine, "--replace") == 3
    assert "canary.jsonl" in capsys.readouterr().err


def test_a_model_is_written_for_ctranslate2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["models", "convert", "translation", "--to", str(tmp_path / "ct2")]
    assert veille(monkeypatch, *command) == 0
    assert (tmp_path / "ct2/model.bin").stat().st_size > 10_000_000
    assert veille(monkeypatch, *command) == 2  # it is there: nothing is overwritten
