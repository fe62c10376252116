"""Mutated archives: reproducible inputs, what is found is told, a few dozen pass."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
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


@pytest.mark.slow
def test_a_process_that_hangs_or_dies_is_a_finding_and_the_rest_is_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(path: Path, further: bool) -> dict[str, int]:
        at = asked.value
        asked.value += 1
        if at == 1:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])  # as native code would be
            time.sleep(60)
        if at == 3:
            os._exit(9)
        return {"kept": 1}

    asked = multiprocessing.get_context("fork").RawValue("q", 0)
    monkeypatch.setattr(fuzz, "check", check)
    monkeypatch.setattr(fuzz, "LIMIT", 1)
    monkeypatch.setattr(fuzz, "_stages", lambda: None)
    found = fuzz.run(6, 1, None)
    assert found["findings"] == {
        1: "hangs: no answer in 4 s",
        3: "the process died (exit code 9)",
    }
    assert found["outcomes"] == {"kept": 4}


def test_a_process_that_dies_before_its_first_input_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would be started again for ever."""
    monkeypatch.setattr(fuzz, "_stages", lambda: os._exit(7))
    with pytest.raises(RuntimeError, match=r"before the first input: .*exit code 7"):
        fuzz.run(3, 1, None)


def test_some_inputs_give_an_outcome_each() -> None:
    found = fuzz.run(40, 3, None)
    assert not found["findings"] and sum(found["outcomes"].values()) >= 40
