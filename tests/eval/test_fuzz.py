"""Mutated archives: reproducible inputs, what is found is told, a few dozen pass."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from eval import fuzz


def test_inputs_are_the_same_each_time_and_differ_from_each_other() -> None:
    pool = fuzz.samples()
    first = [fuzz.made(1, n, pool) for n in range(40)]
    assert first == [fuzz.made(1, n, pool) for n in range(40)]
    assert len({data for _, data in first}) > 30
    assert first != [fuzz.made(2, n, pool) for n in range(40)]


def test_changes_reach_the_inside_of_compressed_data() -> None:
    given = ("a.jsonl.gz", fuzz._close("gz", b'{"text": "un deux trois"}\n' * 20))
    opened = [fuzz._open(fuzz.mutate(random.Random(n), given, [given])[1]) for n in range(60)]
    assert sum(found is not None and found[1] != fuzz._open(given[1])[1] for found in opened) > 20  # type: ignore[index]


def test_what_raises_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(path: Path, further: bool) -> dict:
        raise ValueError("oops")

    monkeypatch.setattr(fuzz, "check", raises)
    found = fuzz.run(3, 1, tmp_path / "kept")
    assert found["findings"] == dict.fromkeys(range(3), "ValueError: oops")
    assert len(list((tmp_path / "kept").iterdir())) == 3


def test_some_inputs_give_an_outcome_each() -> None:
    found = fuzz.run(40, 3, None)
    assert not found["findings"] and sum(found["outcomes"].values()) >= 40
