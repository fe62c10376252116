"""Fit the encoder that looks closer at single sentences (:mod:`nlp.classify.closer`).

python -m training.events.closer --shared PATH --english FILE --model models/events

From the base encoder of the recipe, on every title and sentence whose types people told, of articles in reference and in
machine English (``[closer]`` of the recipe): one sigmoid a type. Sentences that report another type than the
primary one, or are near to one, come in every epoch, of the others a part. Three quarters of an hour on one core;
then :mod:`training.events.secondary` fits the decision, which weighs its word.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from nlp.checkpoints import Checkpoint, find, write_manifest
from nlp.classify.classifier import OTHER
from nlp.classify.closer import PART, CloserSettings
from training import passages
from training.events import data, finetune
from training.events.closer_model import (
    SHARED,
    CloserTuner,
    Example,
    batches,
    examples,
    loss_of,
)
from training.events.export import put_settings, settings_in
from training.passages import Rates
from training.tune import target

RECIPE = Path(__file__).with_name("recipe.toml")
RISE = 0.06  # share of the steps in which the rate rises


def settings_of(recipe: dict[str, Any], types: Sequence[str]) -> CloserSettings:
    """The settings that a model of this recipe has."""
    names = CloserSettings.model_fields.keys() - {"types"}
    return CloserSettings(types=tuple(types), **{name: recipe[PART][name] for name in names})


def train(
    tuner: CloserTuner, known: Sequence[Example], types: Sequence[str], recipe: dict[str, Any]
) -> None:
    """Fit it; the rate rises over the first steps and falls in a straight line."""
    torch.manual_seed(recipe["seed"])
    rng = random.Random(recipe["seed"])
    telling, rest = ([e for e in known if e.telling is kind] for kind in (True, False))
    part = int(recipe["easy"] * len(rest))
    plan = [
        batches([*telling, *rng.sample(rest, part)], recipe["tokens"], rng)
        for _ in range(recipe["epochs"])
    ]
    other = types.index(OTHER)
    rates = Rates(
        recipe["learning_rate"], recipe["head_learning_rate"], RISE, recipe["weight_decay"]
    )
    passages.train(
        tuner,
        plan,
        lambda batch: loss_of(tuner([e.question for e in batch]), batch, other),
        rates,
        PART,
    )


def fit(
    samples: Sequence[data.Sample], types: Sequence[str], recipe: dict[str, Any]
) -> CloserTuner:
    """Fit one on all that is told of the sentences of ``samples``."""
    folder = finetune.base_folder(recipe["encoder"]["base"])
    tuner = CloserTuner(folder, len(types), recipe[PART])
    known = list(examples(samples, types, tuner.tokenize, settings_of(recipe, types)))
    print(f"closer: {len(known)} sentences", file=sys.stderr)
    train(tuner, known, types, recipe[PART])
    return tuner


def put(tuner: CloserTuner, model: Path, types: Sequence[str], recipe: dict[str, Any]) -> None:
    """Write it into an event model with those ``types``, whose decision is then to be fitted anew.

    The model is complete at every moment: a copy is changed and takes its place.

    Raises:
        ValueError: the model's encoder has other embeddings of words.
    """
    folder = target.begun(model)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    manifest = find(model, task="events").manifest
    about = {
        n: manifest[n] for n in ("name", "version", "task", "licence", "data", "recipe", "metrics")
    }
    about["recipe"] = {**about["recipe"], PART: recipe[PART]}
    write(tuner, folder, settings_of(recipe, types))
    write_manifest(folder, **about)
    target.put(folder, model)


def write(tuner: CloserTuner, folder: Path, settings: CloserSettings) -> None:
    """Its weights and settings, in half precision; raises what :func:`put` raises."""
    from safetensors.numpy import load_file, save_file

    state = {n: value.to(torch.float16).numpy() for n, value in tuner.bert.state_dict().items()}
    if not np.array_equal(load_file(folder / "model.safetensors")[SHARED], state.pop(SHARED)):
        raise ValueError(f"{folder}: its encoder has other embeddings of words")
    save_file(state, folder / f"{PART}.safetensors", {"format": "pt"})
    heads = load_file(folder / "heads.safetensors")
    for name, value in tuner.head.state_dict().items():
        heads[f"{PART}.{name}"] = value.to(torch.float16).numpy()
    save_file(heads, folder / "heads.safetensors")
    put_settings(folder, {**settings_in(folder), PART: settings.model_dump(mode="json")})


def carry(start: Checkpoint, folder: Path) -> None:
    """Let a model that was taught on from ``start`` look as closely: its decision is that of ``start``, too.

    Nothing where ``start`` has no such encoder, or where none of its types or other embeddings of words are left.
    """
    from safetensors.numpy import load_file, save_file

    told, own = start.load_json("events.json"), settings_in(folder)
    if PART not in told or not set(told[PART]["types"]) & set(own["types"]):
        return
    if not np.array_equal(
        *(load_file(f / "model.safetensors")[SHARED] for f in (start.path, folder))
    ):
        return
    shutil.copyfile(start.path / f"{PART}.safetensors", folder / f"{PART}.safetensors")
    heads = start.load_tensors("heads.safetensors")
    kept = {name: value for name, value in heads.items() if name.startswith(f"{PART}.")}
    save_file(load_file(folder / "heads.safetensors") | kept, folder / "heads.safetensors")
    put_settings(folder, {**own, PART: told[PART]})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.events.closer", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--model", type=Path, required=True, help="model folder to change")
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    parser.add_argument(
        "--english", type=Path, default=None, help="machine English of the articles"
    )
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    types = settings_in(args.model)["types"]
    articles = data.articles(args.shared / recipe["data"]["articles"])
    other = data.translated(args.english, articles) if args.english else []
    samples = [*data.all_for_training(args.shared, recipe), *data.for_training(other)]
    put(fit(samples, types, recipe), args.model, types, recipe)


if __name__ == "__main__":
    main()
