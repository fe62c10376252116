"""What a person sees of a training: a line now and then, the same on a terminal and in a log."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from transformers import PrinterCallback, ProgressCallback, TrainerCallback

from nlp.progress import Pace, clock
from training.tune.run import say

if TYPE_CHECKING:
    from transformers import Trainer
    from transformers.trainer_callback import TrainerState

EVERY = 10.0
"""Seconds between two lines that tell the loss, at least."""
_LEFT_OUT = ("epoch", "runtime", "per_second")


class Lines(TrainerCallback):
    """Tells where a run begins, its loss now and then, every measurement, and that it ended early."""

    def __init__(
        self, tell: Callable[[str], None] = say, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._now = tell, now
        self._pace = Pace()
        self._told = -math.inf

    def on_train_begin(self, args: Any, state: TrainerState, control: Any, **_: Any) -> None:
        """Where it begins: at the first update, or behind the last state that was kept."""
        self._pace.left(self._now(), state.global_step, None)
        if state.global_step < state.max_steps:
            way = "training goes on" if state.global_step else "training"
            done = f" after update {state.global_step:,}" if state.global_step else ""
            epochs = f"{state.num_train_epochs:,} epoch{'s' * (state.num_train_epochs != 1)}"
            self._tell(f"{way}{done}: {state.max_steps:,} updates in {epochs}")

    def on_log(
        self, args: Any, state: TrainerState, control: Any, logs: Mapping[str, Any], **_: Any
    ) -> None:
        """A line of the loss where the last is some time ago, and one of each measurement."""
        left = self._pace.left(self._now(), state.global_step, state.max_steps)
        if any(name.startswith("eval_") for name in logs):
            self._tell(measured(logs, state))
        elif "loss" in logs and self._now() - self._told >= EVERY:
            self._told = self._now()
            self._tell(line(float(logs["loss"]), state, left))

    def on_train_end(self, args: Any, state: TrainerState, control: Any, **_: Any) -> None:
        """That patience ended it."""
        if state.global_step < state.max_steps:
            self._tell(
                f"ended at update {state.global_step:,} of {state.max_steps:,}: no measurement was better"
                f" than the one after update {state.best_global_step:,}"
            )


def line(loss: float, state: TrainerState, left: float | None) -> str:
    """Epoch, update and loss, and the time that is left where it can be told."""
    epoch = max(1, math.ceil(state.epoch or 0))
    time_left = "" if left is None or not left else f", about {clock(left)} left"
    return (
        f"epoch {epoch:,} of {state.num_train_epochs:,}, update {state.global_step:,} of"
        f" {state.max_steps:,}, loss {loss:.3f}{time_left}"
    )


def measured(logs: Mapping[str, Any], state: TrainerState) -> str:
    """Every figure of the development part."""
    figures = {name.removeprefix("eval_"): value for name, value in logs.items()}
    told = ", ".join(
        f"{name.replace('_', ' ')} {value:.3f}"
        for name, value in figures.items()
        if not name.endswith(_LEFT_OUT)
    )
    return f"measured after update {state.global_step:,} of {state.max_steps:,}: {told}"


def plain(trainer: Trainer) -> None:
    """Take away what transformers tells by itself: bars, and the dictionaries of its log."""
    for kind in (PrinterCallback, ProgressCallback):
        trainer.remove_callback(kind)
