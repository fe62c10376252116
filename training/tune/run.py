"""What the two trainings share: arguments, versions, what is reported where, going on with a run."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError
from training.tune.recipe import Loop, Recipe

if TYPE_CHECKING:
    from transformers import TrainerCallback, TrainingArguments

PACKAGES = ("torch", "transformers", "datasets", "accelerate", "peft", "numpy", "scikit-learn")
STAMP, MINUTES = "run.json", "minutes.json"


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
    needed = ["accelerate", "datasets", "datasketch"] + (["peft"] if recipe.lora else [])
    if missing := [name for name in needed if find_spec(name) is None]:
        raise ConfigError(f"training needs {', '.join(missing)}: pip install 'veille[train]'")


def rank() -> int:
    """Which of several processes this is (`accelerate launch`); 0 writes what all share."""
    return int(os.environ.get("RANK", "0"))


def own(folder: Path) -> Path:
    """A folder of this process alone, where each of several makes the same."""
    return folder if rank() == 0 else folder.with_name(f"{folder.name}-{rank()}")


def claim(run: Path, recipe: Recipe, data: dict[str, str], fresh: bool) -> str | None:
    """Take a run folder; the checkpoint folder to go on from, or None for a new run.

    Raises:
        ConfigError: it holds a run with another recipe or other data.
    """
    stamp = {"recipe": recipe.model_dump(mode="json"), "data": data}
    path = run / STAMP
    if rank():  # the first process looks after the folder
        return None if fresh else last_checkpoint(run / "trainer")
    if fresh:
        shutil.rmtree(run / "trainer", ignore_errors=True)
        for name in (STAMP, MINUTES):
            (run / name).unlink(missing_ok=True)
    if path.is_file():
        known = json.loads(path.read_text(encoding="utf-8"))
        if {name: known[name] for name in stamp} != stamp:
            what = "recipe" if known["recipe"] != stamp["recipe"] else "data"
            raise ConfigError(
                f"{run} holds a run with another {what}: --fresh begins anew, or name another `run`"
            )
    run.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**stamp, "versions": versions()}, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
    return last_checkpoint(run / "trainer")


class Clock:
    """The minutes that a run took, over all its starts; kept beside each state that is saved."""

    def __init__(self, run: Path) -> None:
        self._path = run / MINUTES
        self._before = json.loads(self._path.read_text()) if self._path.is_file() else 0.0
        self._began = time.monotonic()

    @property
    def minutes(self) -> float:
        """So far."""
        return self._before + (time.monotonic() - self._began) / 60

    def keep(self) -> None:
        """Write them down."""
        self._path.write_text(f"{self.minutes:.3f}\n", encoding="utf-8")


def last_checkpoint(folder: Path) -> str | None:
    """The newest whole checkpoint of a Trainer's folder."""
    found = [p for p in folder.glob("checkpoint-*") if (p / "trainer_state.json").is_file()]
    return str(max(found, key=lambda p: int(p.name.rpartition("-")[2]))) if found else None


def file_hashes(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of every file by its path; what cannot be read is told when it is read."""
    found = {}
    for path in paths:
        if path.is_file():
            with path.open("rb") as data:
                found[str(path)] = hashlib.file_digest(data, "sha256").hexdigest()
    return found


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
        "disable_tqdm": not sys.stderr.isatty(),
        **more,
    }


def reporters(loop: Loop) -> list[str]:
    """Where curves go: what the recipe names, else TensorBoard and MLflow where installed."""
    if loop.report_to:
        return [name for name in loop.report_to if name != "none"]
    return [name for name in ("tensorboard", "mlflow") if find_spec(name) is not None]


def callbacks(loop: Loop, clock: Clock, epochs: Sequence[Any] = ()) -> list[TrainerCallback]:
    """Early stopping, the time taken, and the epoch told to collators that show each one otherwise."""
    from transformers import EarlyStoppingCallback, TrainerCallback

    class Tell(TrainerCallback):
        """Sets ``epoch`` on every object given, and keeps the time."""

        def on_save(self, *_: Any, **__: Any) -> None:
            clock.keep()

        def on_epoch_begin(
            self, args: TrainingArguments, state: Any, control: Any, **_: Any
        ) -> None:
            for told in epochs:
                told.epoch = int((state.epoch or 0) + 1e-6)

    found: list[TrainerCallback] = [Tell()]
    if loop.patience:
        found.append(EarlyStoppingCallback(early_stopping_patience=loop.patience))
    return found


def curve(history: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    """The measurements of a Trainer's log: step, epoch and every figure of the development part."""
    dropped = ("runtime", "per_second")
    return [
        {n.removeprefix("eval_"): round(v, 4) for n, v in row.items() if not n.endswith(dropped)}
        for row in history
        if any(name.startswith("eval_") for name in row)
    ]
