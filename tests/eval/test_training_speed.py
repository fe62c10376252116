"""The bare-loop comparison on a tiny model: both loops see the same batches and both learn from them."""

from __future__ import annotations

from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import pytest
import tiny_models
import torch

from eval import training_speed

torch.set_num_threads(1)
NEEDED = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("accelerate", "datasketch")),
    reason="training needs pip install '.[train]'",
)


@NEEDED
@pytest.mark.slow
def test_both_loops_train_on_the_same_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[int]] = []
    plain = training_speed.with_plain_loop

    def noted(given, turn):
        seen.extend([row["row"] for row in rows] for rows in turn.batches)
        return plain(given, turn)

    monkeypatch.setattr(training_speed, "with_plain_loop", noted)
    start = tiny_models.marian(tmp_path / "start")
    found = training_speed.measure(str(start), steps=6, batch=4, rounds=2)
    assert found["trainer_steps_per_second"] > 0 < found["plain_steps_per_second"]
    assert 0.05 < found["ratio"] < 5 and 0.05 < found["ratio_of_processor_time"] < 5
    assert [len(rows) for rows in seen] == [4] * 12
    assert len({row for rows in seen[:6] for row in rows}) == 24
    assert seen[6:] == seen[:6]  # every round has the same


def test_the_first_steps_are_not_counted() -> None:
    times = [(9.0, 3.0), (9.5, 3.1), (10.0, 3.2), (10.5, 3.3), (11.0, 3.4)]
    assert training_speed._rate(times) == pytest.approx((2.0, 10.0))
    assert training_speed._rate([(0.0, 0.0), (1.0, 1.0), *times[2:]]) == pytest.approx((2.0, 10.0))


@NEEDED
def test_both_loops_do_the_same_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They end with the same weights, but for what decay of biases and rounding make of them."""
    ends = []

    def kept(model):
        ends.append(deepcopy(model))
        return ends[-1]

    monkeypatch.setattr(training_speed, "deepcopy", kept)
    start = str(tiny_models.marian(tmp_path / "start"))
    given = training_speed.bench(tmp_path, start, steps=6, batch=4)
    training_speed.with_plain_loop(given, training_speed.with_trainer(given, steps=6))
    before = given.model.state_dict()
    by_trainer, by_loop = (model.state_dict() for model in ends)
    apart = max(float((by_trainer[n] - by_loop[n]).abs().max()) for n in before)
    moved = max(float((before[n] - by_loop[n]).abs().max()) for n in before)
    assert apart < moved / 10, (apart, moved)
