"""A head that starts from what the encoder can tell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tune_helpers import LABELS, NEEDED, encoder, events_recipe

from training.tune import events_data, events_model, events_probe
from training.tune.encoders import pieces_of

pytestmark = NEEDED
torch.set_num_threads(1)


def test_the_head_begins_where_logistic_regression_ends(tmp_path: Path) -> None:
    base = encoder("distilbert", tmp_path / "base")
    recipe = events_recipe(tmp_path, start=str(base))
    samples = events_data.read_parts(recipe, LABELS, {}).samples("train")
    folder, start = events_model.encoder_folder(recipe, [], events_model.found_start(recipe))
    types = [*LABELS, "never_seen"]
    model = events_model.build(folder, types, recipe, start)
    before = model.tuner.primary.weight[-1].clone()
    window = recipe.window.model_dump()
    events_probe.start_head(model, samples, types, pieces_of(folder), window)
    x = torch.from_numpy(events_probe.features(model, samples, pieces_of(folder), window))
    told = [types[i] for i in model.tuner.primary(x).argmax(dim=1)]
    right = np.mean([t == s.events[0] for t, s in zip(told, samples, strict=True)])
    assert right > 0.7  # of five types, by an encoder of random weights
    assert torch.equal(model.tuner.primary.weight[-1], before)


def test_two_classes_have_a_row_each() -> None:
    weight, bias = events_probe.rows(np.array([[2.0, -4.0]]), np.array([1.0]))
    assert (weight[1] - weight[0]).tolist() == [2.0, -4.0] and bias[1] - bias[0] == 1.0
    three = np.eye(3), np.arange(3.0)
    assert events_probe.rows(*three) == three
