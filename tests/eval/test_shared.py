"""``--shared``: what is no folder of benchmarks is said in one line, by every measurement."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from eval.shared import folder_with, read_jsonl

MEASUREMENTS = (
    "documents", "events", "extraction", "extraction_peers", "facts", "injection",
    "own_translations", "post_edits", "repair", "separation", "speed", "throughput", "translation",
)  # fmt: skip


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_a_folder_that_is_not_there_ends_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = str(tmp_path / "nowhere")
    monkeypatch.setattr(sys, "argv", [f"eval.{name}", "--shared", wrong])
    with pytest.raises(SystemExit) as ended:
        import_module(f"eval.{name}").main()
    assert ended.value.code == 2
    assert f"{wrong} is no benchmark folder" in capsys.readouterr().err.splitlines()[-1]


def test_what_is_lacking_is_named(tmp_path: Path) -> None:
    from argparse import ArgumentTypeError

    folder = folder_with("benchmarks/repair", "labelled/*.jsonl")
    (tmp_path / "benchmarks/repair").mkdir(parents=True)
    with pytest.raises(ArgumentTypeError, match=r"it has no labelled/\*\.jsonl$"):
        folder(str(tmp_path))
    (tmp_path / "labelled").mkdir()
    (tmp_path / "labelled/a.jsonl").touch()
    assert folder(str(tmp_path)) == tmp_path
    assert folder_with()(str(tmp_path)) == tmp_path


def test_a_text_may_hold_other_line_separators(tmp_path: Path) -> None:
    """JSON may hold U+2028, U+0085 and the like as they are."""
    (tmp_path / "a.jsonl").write_text('{"a": "x\u2028y\u0085z"}\r\n\n{"a": 1}', encoding="utf-8")
    assert read_jsonl(tmp_path / "a.jsonl") == [{"a": "x\u2028y\u0085z"}, {"a": 1}]


def test_a_file_without_development_articles_ends_the_event_suites(tmp_path: Path) -> None:
    from eval.events import articles

    (tmp_path / "labelled/articles").mkdir(parents=True)
    with pytest.raises(SystemExit, match="absent.jsonl: none of the development articles"):
        articles(tmp_path, tmp_path / "absent.jsonl")
