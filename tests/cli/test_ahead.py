"""A run that is refused for what it names leaves no store behind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from nlp.cli.ahead import check_models
from nlp.cli.options import configured
from nlp.config import Config

Veille = Callable[..., tuple[str, str, int]]


@pytest.mark.parametrize("to", ["wire.db", "jsonl:out.jsonl"])
@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--log", "new.log", "--glossary", "nofile.tsv"], 2, "nofile.tsv"),
        (["--repeats", "nofile.sketch"], 2, "nofile.sketch"),
        (["--config", "translate.toml"], 3, "no-such-model"),
        (["--config", "separate.toml"], 3, "no-such-model"),
        (["--config", "classify.toml"], 3, "no-such-model"),
        (["--config", "repair.toml"], 3, "no-such-model"),
        (["nowhere.txt"], 2, "nowhere.txt"),
        (["--log", "a.txt/log"], 2, "cannot write a.txt"),
        (["--ray", "local"], 2, "--ray needs Ray: pip install"),
    ],
)
def test_a_refused_run_writes_nothing(
    more: list[str],
    code: int,
    told: str,
    to: str,
    veille: Veille,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # not installed
    (tmp_path / "a.txt").write_text("Le CHU de Nantes a choisi un logiciel.")
    for stage in ("separate", "translate", "classify", "repair"):
        (tmp_path / f"{stage}.toml").write_text(f'[{stage}]\nmodel = "no-such-model"\n')
    before = set(tmp_path.iterdir())
    _, err, found = veille("run", "a.txt", *more, "--to", to, "--workers", "1")
    assert (found, told in err) == (code, True), err
    assert set(tmp_path.iterdir()) == before


def test_a_cluster_that_does_not_answer_leaves_no_store(
    veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    (tmp_path / "a.txt").write_text("Le CHU de Nantes a choisi un logiciel.")
    before = set(tmp_path.iterdir())
    _, err, code = veille("run", "a.txt", "--ray", "127.0.0.1:1", "--to", "wire.db")
    assert code == 2 and "no Ray cluster answers at '127.0.0.1:1'" in err
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wire.db", "./wire.db"),
        ("wire.db", "sqlite:///wire.db"),
        ("jsonl:out.jsonl", "jsonl:sub/../out.jsonl"),
        ("jsonl:out.jsonl", "bulk:out.jsonl?index=news"),
        ("parquet:out", "parquet:out/"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
    ],
)
def test_a_store_that_is_named_twice_is_refused(
    one: str, other: str, veille: Veille, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Le CHU de Nantes a choisi un logiciel.")
    (tmp_path / "sub").mkdir()
    before = set(tmp_path.iterdir())
    _, err, code = veille("run", "a.txt", "--to", one, "--to", "new.db", "--to", other)
    assert code == 2 and f"--to {one} and --to {other} are one store" in err
    assert set(tmp_path.iterdir()) == before


def test_what_is_there_passes() -> None:
    check_models(Config())


@pytest.mark.parametrize("options", [{"model": ""}, {"model": "no-such-model", "enabled": False}])
def test_a_model_that_no_stage_loads_is_not_missed(options: dict[str, object]) -> None:
    check_models(configured(None, repair=options))
