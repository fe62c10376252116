"""Fit the decision about further types anew for a model whose encoder stays as it is.

python -m training.events.secondary --shared PATH --model models/events

An encoder is fitted without the author files of `[secondary] left_out`, for fewer epochs; by what it and its
lexicon say of those files the weights of :mod:`nlp.classify.secondary` and their threshold are chosen,
and how good they are is told by leaving each of the files out in turn. The model gets these and a
lexicon of sentences; nothing else of it changes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import find, write_manifest
from nlp.classify.lexical import Lexicon
from nlp.classify.secondary import log_softmax
from training.events import calibrate, data, export, lexicon
from training.events.calibrate import Logits

RECIPE = Path(__file__).with_name("recipe.toml")


class Held(NamedTuple):
    """Articles that the encoder behind ``logits`` had not read: their types and author files."""

    logits: Logits
    truth: list[tuple[str, ...]]
    groups: NDArray[np.str_]

    def of(self, rows: NDArray[np.intp]) -> Held:
        """Some of them."""
        part, full = [int(i) for i in rows], self.logits
        logits = Logits(
            full.encoder[rows],
            [full.units[i] for i in part],
            full.primary[rows],
            full.any[rows],
            [full.words[i] for i in part] if full.words else None,
        )
        return Held(logits, [self.truth[i] for i in part], self.groups[rows])


def held_out(
    shared: Path, types: list[str], recipe: dict[str, Any], samples: list[data.Sample]
) -> Held:
    """The left-out files and what a model says of them that was fitted on the rest of ``samples``."""
    from training.events.fit import fit

    left_out, epochs = recipe["secondary"]["left_out"], recipe["secondary"]["epochs"]
    shorter = {**recipe, "encoder": {**recipe["encoder"], "epochs": epochs}}
    noise = data.noise_lines(shared / recipe["data"]["noise"])
    rest = [s for s in samples if s.group not in left_out]
    held = [s for s in samples if s.group in left_out]
    logits = fit(rest, [], noise, types, shorter).logits(held)
    return Held(logits, [s.events for s in held], np.array([s.group for s in held]))


def decide(
    held: Held, types: Sequence[str], primary: dict[str, float]
) -> tuple[dict[str, float], float]:
    """The weights and the threshold. Raises :class:`ValueError` where there is no further type to learn."""
    logits = held.logits
    chosen = log_softmax(
        primary["encoder"] * log_softmax(logits.encoder)
        + primary["lexicon"] * log_softmax(logits.primary)
    )
    weights = calibrate.fit_any(logits, chosen, held.truth, types)
    if weights is None:
        raise ValueError("no article that was left out has a second type")
    scores = logits.scores({"primary": primary, "any": weights})
    return weights, calibrate.best_threshold(scores, held.truth, types)


def left_out_f1(
    held: Held, types: Sequence[str], primary: dict[str, float]
) -> dict[str, float | int]:
    """Micro F1 of the files together, each decided on by what the others taught."""
    total = np.zeros(3, dtype=int)
    for group in np.unique(held.groups):
        weights, threshold = decide(held.of(np.flatnonzero(held.groups != group)), types, primary)
        asked = held.of(np.flatnonzero(held.groups == group))
        scores = asked.logits.scores({"primary": primary, "any": weights})
        total += calibrate.secondary_counts(scores, asked.truth, types, threshold)
    right, found, wanted = (int(n) for n in total)
    return {
        "articles": len(held.truth),
        "secondary": wanted,
        "secondary_micro_f1": round(2 * right / max(found + wanted, 1), 4),
    }


def put(
    model: Path,
    weights: dict[str, float],
    threshold: float,
    samples: Sequence[data.Sample],
    shared: Path,
    measured: dict[str, Any],
    english: Path | None = None,
) -> None:
    """Write weights, threshold and the lexicon of sentences of ``samples`` into ``model`` and measure it.

    The model is complete at every moment: a copy is changed and takes its place.
    """
    from eval.events import measure
    from nlp.classify import Classifier, ClassifyOptions
    from training.tune import target

    folder = target.begun(model)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    about = {n: manifest[n] for n in ("name", "version", "task", "licence", "data", "recipe")}
    rewrite(folder, weights, threshold, samples)
    write_manifest(folder, metrics={}, **about)
    metrics = measure(Classifier.load(ClassifyOptions(model=str(folder))), shared, english=english)
    del metrics["model"]
    metrics = {**manifest["metrics"], **metrics, "secondary_left_out": measured}
    export.canaries(folder)
    write_manifest(folder, metrics=metrics, **about)
    target.put(folder, model)
    find(model, task="events")


def rewrite(
    folder: Path, weights: dict[str, float], threshold: float, samples: Sequence[data.Sample]
) -> None:
    """Change `events.json` and `heads.safetensors` of a model; its manifest is then out of date."""
    from safetensors.numpy import load_file, save_file

    settings = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    settings["mix"]["any"] = weights
    settings["thresholds"] = dict.fromkeys(settings["types"], threshold)
    text = json.dumps(settings, indent=1) + "\n"
    (folder / "events.json").write_text(text, encoding="utf-8")
    tensors = load_file(folder / "heads.safetensors")
    stored = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    words = Lexicon.from_json(stored, tensors["lexical.idf"])
    head = lexicon.sentence_head(words, samples, settings["types"])
    tensors |= {name: value.astype(np.float16) for name, value in head.items()}
    save_file(tensors, folder / "heads.safetensors")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.events.secondary", description=__doc__
    )
    parser.add_argument("--shared", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--model", type=Path, required=True, help="model folder to change")
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    parser.add_argument("--english", type=Path, default=None, help="machine English to measure on")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    settings = json.loads((args.model / "events.json").read_text(encoding="utf-8"))
    types, primary = settings["types"], settings["mix"]["primary"]
    samples = data.all_for_training(args.shared, recipe)
    held = held_out(args.shared, types, recipe, samples)
    weights, threshold = decide(held, types, primary)
    measured = left_out_f1(held, types, primary)
    print(json.dumps({"weights": weights, "threshold": threshold, **measured}))
    put(args.model, weights, threshold, samples, args.shared, measured, args.english)


if __name__ == "__main__":
    main()
