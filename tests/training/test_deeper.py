"""A deeper encoder begins where the trained one stands, and learns from there."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from test_translation_recipe import steps, toy_recipe

from training.translation import deepen, tokenizer
from training.translation.export import write_model
from training.translation.train import Trainer, loss_of

SENTENCES = ["El hospital ha elegido un proveedor.", "Le logiciel est en service à Lyon."]


@pytest.fixture
def shallow(tmp_path: Path) -> Trainer:
    """A toy run a few steps on, and its checkpoint in `model`."""
    trainer = Trainer(toy_recipe(tmp_path / "run"))
    steps(trainer, 12)
    tokenizer.save(tmp_path / "run/spm.model", tmp_path / "run/tokenizer")
    (tmp_path / "run/names.json").write_text("{}")
    write_model(trainer.recipe, dict(trainer.model.named_parameters()), tmp_path / "model")
    return trainer


def test_the_new_layers_say_almost_what_the_old_ones_said(shallow: Trainer, tmp_path: Path) -> None:
    layers = shallow.recipe["model"]["encoder_layers"]
    assert deepen.write(tmp_path / "model", tmp_path / "deeper", SENTENCES) == 2 * layers
    recipe = toy_recipe(tmp_path / "next")
    recipe["model"] = {**recipe["model"], "encoder_layers": 2 * layers}
    larger = Trainer(recipe)
    batch = next(shallow.stream.batches(lambda: 0.0))
    with torch.no_grad():
        untrained, before = loss_of(larger.model, batch, 0.0), loss_of(shallow.model, batch, 0.0)
        larger.start_from(tmp_path / "deeper")
        after = loss_of(larger.model, batch, 0.0)
    assert abs(after - before) < 0.2 * abs(untrained - before)
    assert steps(larger, 6)[-1] < float(after) + 1
    assert larger.model.model.encoder.layers[1].fc2.weight.any()


def test_a_deeper_model_needs_sentences_to_be_measured_on(shallow: Trainer, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no source sentence"):
        deepen.write(tmp_path / "model", tmp_path / "deeper", [])
