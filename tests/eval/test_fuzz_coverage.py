"""Fuzzing led by coverage: the targets, what the search starts from, a short search."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eval import fuzz, fuzz_coverage


def test_the_samples_are_inputs_of_both_targets(tmp_path: Path) -> None:
    for target, function in fuzz_coverage.TARGETS.items():
        fuzz_coverage.seeds(target, tmp_path / target)
        found = sorted((tmp_path / target).iterdir())
        assert len(found) == len(fuzz.samples())
        for path in found[:12]:
            function(path.read_bytes(), tmp_path)
    fuzz_coverage.readers(b"", tmp_path)


def test_the_name_and_the_bytes_reach_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(
        fuzz_coverage, "check", lambda path, further: seen.append((path.name, path.read_bytes()))
    )
    names = sorted({name for name, _ in fuzz.samples()})
    for number, name in enumerate(names):
        fuzz_coverage.readers(bytes([number]) + b"x", tmp_path)
        assert seen[-1] == (name, b"x")
    assert not list(tmp_path.iterdir())


def test_a_lost_sentence_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nlp.sentences

    monkeypatch.setattr(nlp.sentences, "split", lambda text, lang: [])
    with pytest.raises(AssertionError, match="differ"):
        fuzz_coverage.segmenter(b"\0Un texte.", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("target", sorted(fuzz_coverage.TARGETS))
def test_a_search_ends_in_time_and_finds_nothing(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed")
    places = [f"--corpus={tmp_path / 'corpus'}", f"--keep={tmp_path / 'keep'}"]
    command = [sys.executable, "-m", "eval.fuzz_coverage", target, "--seconds=20", *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done" in done.stderr and not list((tmp_path / "keep").iterdir())
