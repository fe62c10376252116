"""Speed is words of source text over seconds, the best of the runs, warmed up first."""

from __future__ import annotations

import time

import pytest

from eval import speed


def test_words_per_second_is_the_best_run_after_a_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 2.0, 10.0, 11.0, 20.0, 24.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    asked: list[int] = []
    given = [("fr", "deux mots")] * 50
    assert speed.words_per_second(lambda texts: asked.append(len(texts)), given, 3) == 100
    assert asked == [16, 50, 50, 50]


@pytest.mark.slow
def test_the_three_ways_run_on_a_model(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tiny_models

    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    given = [("fr", text) for text in tiny_models.TEXTS]
    monkeypatch.setattr(speed, "sentences", lambda shared: given)
    found = speed.measure(tmp_path, str(tiny_models.marian(tmp_path / "tiny")), rounds=1)
    assert found["sentences"] == len(given) and min(found.values()) > 0
