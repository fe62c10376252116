"""A run that patience ended is not trained on when its command is given again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import torch
from tune_helpers import NEEDED, events_recipe

from nlp.errors import ConfigError
from training.tune import ending, events, run
from training.tune.clock import Clock

pytestmark = NEEDED
torch.set_num_threads(1)


def begun(last: str | None, folder: Path) -> run.Begun:
    """A run that goes on from a state, with what it has taken so far in ``folder``."""
    return run.Begun({}, last, Clock(folder / "clock.json", go_on=True))


def state(folder: Path, callbacks: Any, best: str | None = "best", **more: int) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    found = {"stateful_callbacks": callbacks, "best_model_checkpoint": best, "log_history": []}
    found |= more
    (folder / ending.STATE).write_text(json.dumps(found))
    return str(folder)


def waited(times: int) -> dict[str, Any]:
    kept = {"args": {}, "attributes": {"early_stopping_patience_counter": times}}
    return {"EarlyStoppingCallback": kept}


@pytest.mark.parametrize(
    ("callbacks", "patience", "best", "over"),
    [
        (waited(3), 3, "best", True),
        (waited(4), 3, "best", True),
        ({"EarlyStoppingCallback": [waited(3)["EarlyStoppingCallback"]]}, 3, "best", True),
        (waited(2), 3, "best", False),
        (waited(0), 1, "best", False),
        (waited(3), 0, "best", False),
        (waited(3), 3, None, False),
        ({}, 3, "best", False),
        ({"EarlyStoppingCallback": []}, 3, "best", False),
    ],
)
def test_a_run_has_ended_where_its_patience_has(
    tmp_path: Path, callbacks: Any, patience: int, best: str | None, over: bool
) -> None:
    found = ending.kept(state(tmp_path / "c", callbacks, best))
    assert ending.ended(found, patience) is over


class NotTrained:
    """A Trainer that tells what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []
        self.state: Any = None

    def remove_callback(self, _: Any) -> None:
        """It has none."""

    def train(self, resume_from_checkpoint: str | None = None) -> None:
        self.asked.append(resume_from_checkpoint)

    def _load_best_model(self) -> None:
        self.asked.append("best of " + self.state.best_model_checkpoint)


def test_it_is_trained_only_where_it_had_not_ended(tmp_path: Path) -> None:
    best = str(tmp_path)
    going = state(tmp_path / "going", waited(1), best)
    over = state(tmp_path / "over", waited(2), best)
    trainer = NotTrained()
    for last in (None, going, over):
        ending.to_the_end(trainer, begun(last, tmp_path), 2)  # type: ignore[arg-type]
    assert trainer.asked == [None, going, f"best of {best}"]
    gone = state(tmp_path / "over", waited(2), str(tmp_path / "gone"))
    with pytest.raises(ConfigError, match="gone, the best state of the run, is gone"):
        ending.to_the_end(trainer, begun(gone, tmp_path), 2)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "rests"),
    [({}, False), (waited(2), True), ({"global_step": 9, "max_steps": 9}, True), ({"global_step": 8, "max_steps": 9}, False)],
)  # fmt: skip
def test_what_had_ended_takes_no_more_time_of_the_run(
    tmp_path: Path, found: dict[str, Any], rests: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = {name: found.pop(name) for name in ("global_step", "max_steps") if name in found}
    last = state(tmp_path / "last", found, str(tmp_path), **steps)
    (tmp_path / "clock.json").write_text("[3.0, 50.0]")
    run_of = begun(last, tmp_path)
    ending.to_the_end(NotTrained(), run_of, 2)  # type: ignore[arg-type]
    before = sum(os.times()[:4])
    while sum(os.times()[:4]) < before + 0.2:  # tenths of a second are kept
        sum(range(1_000))
    assert (run_of.clock.spent[:2] == (3.0, 50.0)) is rests
    assert ("this run had ended" in capsys.readouterr().err) is rests
    run_of.clock.keep()
    kept = json.loads((tmp_path / "clock.json").read_text())
    assert (kept == [3.0, 50.0]) is rests


def test_a_run_that_stopped_early_gives_the_same_again_and_stays_as_it_is(tmp_path: Path) -> None:
    """At a rate that moves next to nothing no measurement beats the first."""
    settings = {"epochs": 6, "patience": 1, "learning_rate": 1e-9}
    recipe = events_recipe(
        tmp_path, train=settings, encoder={"head_learning_rate": 1e-9}, decisions={"least": 60}
    )
    first = events.train(recipe)
    at = run.last_checkpoint(recipe.run / "trainer")
    assert at and first.log.curve[-1]["epoch"] < 6
    kept = {p: p.stat().st_mtime_ns for p in (recipe.run / "trainer").rglob("*")}
    again = events.train(recipe)
    assert {p: p.stat().st_mtime_ns for p in (recipe.run / "trainer").rglob("*")} == kept
    assert again.log.curve == first.log.curve
    for name, value in first.fitted.tuner.state_dict().items():
        assert torch.equal(value, again.fitted.tuner.state_dict()[name]), name
    assert again.decisions == first.decisions
