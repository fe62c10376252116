"""A tiny separation model with random weights, the same for every test."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from nlp.separate import flattened, lone, ngrams, page, shape
from nlp.separate.model import Model, make
from nlp.separate.steps import FirstStep, Networks
from nlp.separate.trees import Trees


@cache
def tiny_model() -> Model:
    """Random weights over the real features: its labels mean nothing, its code paths are real."""
    rng = np.random.default_rng(7)
    sizes = len(shape.NAMES)

    def drawn(*dims: int) -> np.ndarray:
        return rng.normal(0, 0.3, dims).astype(np.float32)

    def networks(width: int, labels: int) -> Networks:
        return Networks(
            np.zeros(width, np.float32), np.ones(width, np.float32),
            drawn(2, width, 8), drawn(2, 8), drawn(2, 8, labels), drawn(2, labels),
        )  # fmt: skip

    def trees(width: int, columns: int) -> Trees:
        """Stumps: three nodes each, a question and its two leaves."""
        count = 6 * columns
        at = np.arange(3 * count, dtype=np.int32)
        asks = at % 3 == 0
        return Trees(
            feature=np.where(asks, rng.integers(0, width, len(at)), 0).astype(np.int16),
            threshold=np.where(asks, drawn(len(at)), np.inf).astype(np.float32),
            child=np.where(asks, at + 1, at).astype(np.int32),
            value=drawn(len(at)),
            root=at[::3].copy(),
            column=np.arange(count, dtype=np.int16) % columns,
        )

    def first() -> FirstStep:
        return FirstStep(
            drawn(ngrams.BUCKETS, 3), drawn(sizes, 3), drawn(3),
            np.zeros(sizes, np.float32), np.ones(sizes, np.float32),
        )  # fmt: skip

    opening = first()
    plain, paged = len(make()["features"]), len(make()["page"])
    steps = {
        "second": networks(plain, 3),
        "lone_first": first(),
        "lone": trees(len(lone.NAMES), 3),
        "flat": trees(len(flattened.NAMES), 1),
        "page": trees(len(page.NAMES), 1),
        "second_page": networks(plain + paged, 3),
        "lone_long": trees(len(lone.NAMES), 3),
        "lone_terse": trees(len(lone.TERSE_NAMES), 3),
    }
    return Model(opening, steps, drawn(3, 3), settings(), "tiny")


def settings() -> dict[str, object]:
    """What ``config.json`` must say for the model to be opened."""
    return dict(make())


def write(folder: Path, **changes: object) -> Path:
    """The tiny model as a checkpoint without a manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tiny_model().tensors(), folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({**settings(), **changes}))
    return folder
