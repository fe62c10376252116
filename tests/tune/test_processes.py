"""Training in two processes at once, as on two GPUs, here over the processor (gloo)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models
from test_translation_training import recipe_of
from tune_helpers import NEEDED, dumped, events_recipe

from nlp.canaries import faults
from nlp.checkpoints import find

pytestmark = [NEEDED, pytest.mark.slow]


@pytest.mark.parametrize("task", ["events", "translation"])
def test_two_processes_train_one_model(task: str, tmp_path: Path) -> None:
    if task == "events":
        recipe = events_recipe(tmp_path / "r")
    else:
        recipe = recipe_of(tmp_path / "r", tiny_models.marian(tmp_path / "start"))
    out = tmp_path / "out"
    arguments = ["train", task, str(dumped(recipe, tmp_path / "r.toml")), "--to", str(out)]
    launch = [sys.executable, "-m", "torch.distributed.run", "--nproc_per_node", "2"]
    env = os.environ | {"ACCELERATE_USE_CPU": "1", "OMP_NUM_THREADS": "1"}
    env |= {"VEILLE_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [*launch, "-m", "nlp.cli", *arguments],
        capture_output=True, text=True, env=env, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.count("to use it: veille models add") == 1  # one tells of it
    clocks = sorted(path.name for path in recipe.run.glob("clock-*.json"))
    assert clocks == ["clock-0.json", "clock-1.json"]
    model = find(str(out))
    assert model.task == task
    assert faults(model) == []
