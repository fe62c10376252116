"""What the trainings share: arguments, versions, what is reported where, going on with a run."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.checkpoints import sha256
from nlp.convert import quiet
from nlp.errors import ConfigError
from nlp.store.files import replace_text
from training.tune import stamp as stamps
from training.tune.clock import Clock, Spent
from training.tune.recipe import Loop, LoopRecipe, Recipe

if TYPE_CHECKING:
    from transformers import TrainerCallback, TrainingArguments

PACKAGES = ("torch", "transformers", "datasets", "accelerate", "peft", "numpy", "scikit-learn")
STAMP = "run.json"


def versions() -> dict[str, str]:
    """The versions that decide what a run gives."""
    from nlp import __version__

    found = {"veille": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return {**found, "machine": f"{platform.system()} {platform.machine()}"}


def need_packages(recipe: Recipe) -> None:
    """Raise :class:`ConfigError` where a package that training needs is not installed."""
    needed = ["datasketch"]
    if isinstance(recipe, LoopRecipe):
        needed += ["accelerate", "datasets"] + (["peft"] if recipe.lora else [])
    if missing := [name for name in needed if find_spec(name) is None]:
        raise ConfigError(f"training needs {', '.join(missing)}: pip install 'veille[train]'")


def ready(recipe: Recipe) -> None:
    """Raise :class:`ConfigError` where packages are missing or no data is named; quiet libraries."""
    need_packages(recipe)
    quiet()
    if not recipe.data.train:
        raise ConfigError("no data: name files in the recipe ([data] train) or with --data")


class Log(NamedTuple):
    """What a run leaves behind beside its model: hashes of what was read, curve, time."""

    hashes: dict[str, str]
    curve: list[dict[str, float]]
    spent: Spent


class Begun(NamedTuple):
    """A run that has taken its folder; ``last`` is the checkpoint folder to go on from."""

    hashes: dict[str, str]
    last: str | None
    clock: Clock

    def log(self, history: Sequence[dict[str, Any]]) -> Log:
        """The end of it, from the log of a Trainer."""
        return self.measured(curve(history))

    def measured(self, found: list[dict[str, float]]) -> Log:
        """The end of it, from what was measured on the way."""
        self.clock.keep()
        return Log(self.hashes, found, self.clock.spent)


def begin(
    recipe: Recipe,
    fresh: bool,
    more: dict[str, str] | None = None,
    basis: dict[str, Any] | None = None,
) -> Begun:
    """Take the run folder of a recipe, see :func:`claim`; ``more`` is what else is read."""
    data = recipe.data
    hashes = file_hashes([*data.train, *data.rehearse, *data.test.values()])
    last = claim(recipe.run, recipe, {**hashes, **(more or {})}, fresh, basis)
    clock = Clock(recipe.run / f"clock-{rank()}.json", go_on=last is not None)
    return Begun(hashes, last, clock)


def rank() -> int:
    """Which of several processes this is (`accelerate launch`); 0 writes what all share."""
    return int(os.environ.get("RANK", "0"))


def say(text: str) -> None:
    """Tell a person how far the work is; of several processes, the first does."""
    if rank() == 0:
        print(text, file=sys.stderr, flush=True)


def own(folder: Path) -> Path:
    """A folder of this process alone, where each of several makes the same."""
    return folder if rank() == 0 else folder.with_name(f"{folder.name}-{rank()}")


def claim(
    run: Path,
    recipe: Recipe,
    data: dict[str, str],
    fresh: bool,
    basis: dict[str, Any] | None = None,
) -> str | None:
    """Take a run folder; the checkpoint folder to go on from, or None for a new run.

    ``basis`` is what the run rests on beside recipe and data (:func:`training.tune.stamp.basis`). A run
    that stopped before its first state, such as one whose data had a fault, is begun anew whatever it was.

    Raises:
        ConfigError: it holds a run with another recipe, other data or another basis.
    """
    stamp = {"recipe": recipe.model_dump(mode="json"), "data": data, "basis": basis or {}}
    path = run / STAMP
    if rank():  # the first process looks after the folder
        return None if fresh else last_checkpoint(run / "trainer")
    if fresh:
        shutil.rmtree(run / "trainer", ignore_errors=True)
        path.unlink(missing_ok=True)
    last = last_checkpoint(run / "trainer")
    if last and (what := stamps.difference(stamps.read(path), stamp)):
        raise ConfigError(f"{run} holds a run {what}: --fresh begins anew, or name another `run`")
    run.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**stamp, "versions": versions()}, indent=1) + "\n"
    replace_text(path, text)  # whole: a run without a stamp that can be read does not go on
    return last


def last_checkpoint(folder: Path) -> str | None:
    """The newest whole checkpoint of a Trainer's folder."""
    found = [p for p in folder.glob("checkpoint-*") if (p / "trainer_state.json").is_file()]
    return str(max(found, key=lambda p: int(p.name.rpartition("-")[2]))) if found else None


def file_hashes(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of every file by its path; what cannot be read is told when it is read."""
    return {str(path): sha256(path) for path in paths if path.is_file()}


def arguments(run: Path, loop: Loop, metric: str, **more: Any) -> dict[str, Any]:
    """The arguments of a Trainer, as keywords."""
    import torch

    cuda = torch.cuda.is_available()
    precision = loop.precision
    if precision == "auto":
        precision = "bf16" if not cuda or torch.cuda.is_bf16_supported() else "fp16"
    if precision == "fp16" and not cuda:
        raise ConfigError("precision = 'fp16' needs a GPU; on a processor use 'bf16' or 'fp32'")
    when = "steps" if loop.evaluate_every else "epoch"
    os.environ["TENSORBOARD_LOGGING_DIR"] = str(run / "tensorboard")
    return {
        "output_dir": str(run / "trainer"),
        "num_train_epochs": loop.epochs,
        "per_device_train_batch_size": loop.batch,
        "per_device_eval_batch_size": loop.batch,
        "gradient_accumulation_steps": loop.accumulate,
        "learning_rate": loop.learning_rate,
        "weight_decay": loop.weight_decay,
        "warmup_steps": loop.warmup,
        "max_grad_norm": loop.clip,
        "lr_scheduler_type": "linear",
        "bf16": precision == "bf16",
        "fp16": precision == "fp16",
        "use_cpu": not cuda,
        "dataloader_pin_memory": cuda,
        "eval_strategy": when,
        "save_strategy": when,
        "eval_steps": loop.evaluate_every or None,
        "save_steps": loop.evaluate_every or 500,
        "save_total_limit": 2,
        "load_best_model_at_end": True,
        "metric_for_best_model": metric,
        "greater_is_better": True,
        "logging_steps": 10,
        "seed": loop.seed,
        "data_seed": loop.seed,
        "remove_unused_columns": False,
        "restore_callback_states_from_checkpoint": True,
        "report_to": reporters(loop),
        "disable_tqdm": True,  # training.tune.progress tells how far it is
        **more,
    }


def reporters(loop: Loop) -> list[str]:
    """Where curves go: what the recipe names, else TensorBoard and MLflow where installed."""
    if loop.report_to:
        return [name for name in loop.report_to if name != "none"]
    return [name for name in ("tensorboard", "mlflow") if find_spec(name) is not None]


def callbacks(loop: Loop, clock: Clock, epochs: Sequence[Any] = ()) -> list[TrainerCallback]:
    """Early stopping, lines for a person, the time taken, and the epoch told to collators that show each one otherwise."""
    from transformers import EarlyStoppingCallback, TrainerCallback

    from training.tune.progress import Lines

    class Tell(TrainerCallback):
        """Sets ``epoch`` on every object given, and keeps the time."""

        def on_save(self, *_: Any, **__: Any) -> None:
            clock.keep()

        def on_epoch_begin(
            self, args: TrainingArguments, state: Any, control: Any, **_: Any
        ) -> None:
            for told in epochs:
                told.epoch = int((state.epoch or 0) + 1e-6)

        def on_step_end(self, _: Any, __: Any, control: Any, **___: Any) -> None:
            """The mean loss ends where a state is saved: a run that goes on has the same curve."""
            control.should_log |= control.should_evaluate

        on_epoch_end = on_step_end

    found: list[TrainerCallback] = [Tell(), Lines()]
    if loop.patience:
        found.append(EarlyStoppingCallback(early_stopping_patience=loop.patience))
    return found


def curve(history: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    """The measurements of a Trainer's log: step, epoch and every figure of the development part.

    ``training_loss`` is the mean since the measurement before.
    """
    dropped = ("runtime", "per_second")
    found, losses, last = [], [], 0
    for row in history:
        if "loss" in row:
            losses.append((row["loss"], row["step"] - last))
            last = row["step"]
        if any(name.startswith("eval_") for name in row):
            kept = {n.removeprefix("eval_"): v for n, v in row.items() if not n.endswith(dropped)}
            if steps := sum(count for _, count in losses):
                kept["training_loss"] = sum(loss * count for loss, count in losses) / steps
            found.append({name: round(value, 4) for name, value in kept.items()})
            losses = []
    return found
