"""A run that patience ended is not trained on when its command is given again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from tune_helpers import NEEDED, events_recipe

from nlp.errors import ConfigError
from training.tune import ending, events, run

pytestmark = NEEDED
torch.set_num_threads(1)


def state(folder: Path, callbacks: Any, best: str | None = "best") -> str:
    folder.mkdir(parents=True, exist_ok=True)
    found = {"stateful_callbacks": callbacks, "best_model_checkpoint": best, "log_history": []}
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
    assert bool(ending.ended(state(tmp_path / "c", callbacks, best), patience)) is over


class NotTrained:
    """A Trainer that tells what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []
        self.state: Any = None

    def train(self, resume_from_checkpoint: str | None) -> None:
        self.asked.append(resume_from_checkpoint)

    def _load_best_model(self) -> None:
        self.asked.append("best of " + self.state.best_model_checkpoint)


def test_it_is_trained_only_where_it_had_not_ended(tmp_path: Path) -> None:
    best = str(tmp_path)
    going = state(tmp_path / "going", waited(1), best)
    over = state(tmp_path / "over", waited(2), best)
    trainer = NotTrained()
    for last in (None, going, over):
        ending.to_the_end(trainer, last, 2)  # type: ignore[arg-type]
    assert trainer.asked == [None, going, f"best of {best}"]
    gone = state(tmp_path / "over", waited(2), str(tmp_path / "gone"))
    with pytest.raises(ConfigError, match="gone, the best state of the run, is gone"):
        ending.to_the_end(trainer, gone, 2)  # type: ignore[arg-type]


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
