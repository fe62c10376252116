"""What a training tells a person: lines of text, not too many, with the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from transformers.trainer_callback import TrainerState
from tune_helpers import NEEDED

from training.tune import run
from training.tune.progress import Lines

pytestmark = NEEDED


class Talk:
    """Lines of a run of 40 updates in 4 epochs, on a clock that is set by hand."""

    def __init__(self, begins: int = 0) -> None:
        self.told: list[str] = []
        self.now = 1_000.0
        self.lines = Lines(self.told.append, lambda: self.now)
        self.state = TrainerState(global_step=begins, max_steps=40, num_train_epochs=4)
        self.lines.on_train_begin(None, self.state, None)

    def at(self, update: int, seconds: float, **logs: Any) -> list[str]:
        """What is told of a log at an update, so many seconds after the start."""
        self.now = 1_000.0 + seconds
        self.state.global_step, self.state.epoch = update, update / 10
        before = len(self.told)
        self.lines.on_log(None, self.state, None, logs)
        return self.told[before:]


def test_a_line_has_epoch_update_loss_and_the_time_left() -> None:
    talk = Talk()
    assert talk.told == ["training: 40 updates in 4 epochs"]
    [line] = talk.at(10, 60.0, loss=2.4844, grad_norm=1.0, learning_rate=1e-4)
    assert line == "epoch 1 of 4, update 10 of 40, loss 2.484, about 3:00 left"
    [line] = talk.at(11, 71.0, loss="2.1")
    assert line.startswith("epoch 2 of 4, update 11 of 40, loss 2.100, about ")
    [line] = talk.at(40, 300.0, loss=1.0)
    assert line == "epoch 4 of 4, update 40 of 40, loss 1.000"


def test_losses_are_told_now_and_then_and_measurements_always() -> None:
    talk = Talk()
    assert [len(talk.at(n, float(n), loss=1.0)) for n in range(1, 24)] == [
        1 if n in (1, 11, 21) else 0 for n in range(1, 24)
    ]
    measured = {"eval_loss": 1.23456, "eval_macro_f1": 0.5, "eval_runtime": 3.0, "epoch": 2.4}
    [line] = talk.at(24, 24.0, **measured)
    assert line == "measured after update 24 of 40: loss 1.235, macro f1 0.500"
    assert talk.at(24, 24.0, **measured) == [line]
    assert talk.at(40, 90.0, train_runtime=90.0, train_loss=1.0) == []


def test_a_run_that_goes_on_says_so_and_one_that_patience_ended() -> None:
    talk = Talk(8)
    assert talk.told == ["training goes on after update 8: 40 updates in 4 epochs"]
    [line] = talk.at(10, 20.0, loss=1.0)
    assert line.endswith("about 5:00 left")  # by its own pace, not that of the start
    talk.state.best_global_step = 5
    talk.lines.on_train_end(None, talk.state, None)
    assert talk.told[-1] == (
        "ended at update 10 of 40: no measurement was better than the one after update 5"
    )
    ended = Talk(40)
    ended.lines.on_train_end(None, ended.state, None)
    assert not ended.told


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This is the second of two processes."""
    monkeypatch.setenv("RANK", "1")
    yield


def test_one_of_several_processes_speaks(second: None, capsys: pytest.CaptureFixture[str]) -> None:
    run.say("nothing")
    assert capsys.readouterr() == ("", "")
