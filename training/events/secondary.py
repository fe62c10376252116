"""Fit the decision about further types anew for a model whose encoder stays as it is.

python -m training.events.secondary --shared PATH --model models/events

For each fold an encoder is fitted, for fewer epochs, without its author files; by what it and its lexicon
say of them the weights of :mod:`nlp.classify.secondary` and their threshold are chosen, and how good
they are is told by leaving each of the files out in turn. The model's own encoder has read more and is
surer of itself: its bias is moved until it tells as many further types as those encoders do of articles
that none of them has read (`unread.jsonl`). The model also gets a lexicon of sentences.
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
from nlp.classify import Classifier, ClassifyOptions
from nlp.classify.classifier import OTHER
from nlp.classify.heads import Scores
from nlp.classify.lexical import Lexicon
from nlp.classify.secondary import log_softmax
from training.events import calibrate, data, export, sentences
from training.events.calibrate import Logits
from training.tune import target

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

    @classmethod
    def joined(cls, parts: Sequence[Held]) -> Held:
        """Several as one."""
        logits = [part.logits for part in parts]
        words = [words for part in logits for words in part.words or []]
        return cls(
            Logits(
                np.concatenate([part.encoder for part in logits]),
                [units for part in logits for units in part.units],
                np.concatenate([part.primary for part in logits]),
                np.concatenate([part.any for part in logits]),
                words or None,
            ),
            [events for part in parts for events in part.truth],
            np.concatenate([part.groups for part in parts]),
        )


class Fold(NamedTuple):
    """What an encoder says of the files that it was fitted without, and of the unread articles."""

    held: Held
    unread: Logits


def fold_of(
    shared: Path,
    types: list[str],
    recipe: dict[str, Any],
    samples: Sequence[data.Sample],
    left_out: Sequence[str],
) -> Fold:
    """Fit an encoder on ``samples`` but those of the files ``left_out``, and ask it about them."""
    from training.events.fit import fit

    epochs = recipe["secondary"]["epochs"]
    shorter = {**recipe, "encoder": {**recipe["encoder"], "epochs": epochs}}
    noise = data.noise_lines(shared / recipe["data"]["noise"])
    rest = [s for s in samples if s.group not in left_out]
    held = [s for s in samples if s.group in left_out]
    fitted = fit(rest, [], noise, types, shorter)
    groups = np.array([s.group for s in held])
    truth = [s.events for s in held]
    return Fold(Held(fitted.logits(held), truth, groups), fitted.logits(data.unread()))


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


def shift(
    own: Sequence[Scores],
    others: Sequence[Sequence[Scores]],
    types: Sequence[str],
    threshold: float,
) -> float:
    """What to add to the bias, so that ``own`` tells as many as ``others`` do on average."""
    told = float(np.mean([(asked(scores, types) >= threshold).sum() for scores in others]))
    ranked = np.sort(asked(own, types))[::-1]
    place = min(max(round(told), 1), len(ranked) - 1)
    between = (_log_odds(ranked[place - 1]) + _log_odds(ranked[place])) / 2
    return _log_odds(threshold) - between


def asked(scores: Sequence[Scores], types: Sequence[str]) -> NDArray[np.float64]:
    """The probabilities of the types that could be told beside the likeliest of each article."""
    found = []
    for score in scores:
        best = int(score.primary.argmax())
        if types[best] != OTHER:
            found += [p for t, p in enumerate(score.any) if t != best and types[t] != OTHER]
    return np.array(found, dtype=float)


def _log_odds(p: float) -> float:
    return float(np.log(p / (1 - p)))


def put(
    model: Path,
    decided: tuple[dict[str, float], float],
    folds: Sequence[Fold],
    samples: Sequence[data.Sample],
    shared: Path,
    english: Path | None = None,
) -> None:
    """Write the decision and the lexicon of sentences into ``model`` and measure it.

    The model is complete at every moment: a copy is changed and takes its place.
    """
    from eval.events import measure

    (weights, threshold), folder = decided, target.begun(model)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    about = {n: manifest[n] for n in ("name", "version", "task", "licence", "data", "recipe")}
    rewrite(folder, weights, threshold, samples)
    write_manifest(folder, metrics={}, **about)
    classifier = Classifier.load(ClassifyOptions(model=str(folder)))
    types, primary = classifier.types, classifier.mix["primary"]
    own = [scores for scores, *_ in classifier.scores([s.text for s in data.unread()])]
    others = [fold.unread.scores({"primary": primary, "any": weights}) for fold in folds]
    bias = round(weights["bias"] + shift(own, others, types, threshold), 4)
    rewrite(folder, {**weights, "bias": bias}, threshold, samples)
    write_manifest(folder, metrics={}, **about)
    metrics = measure(Classifier.load(ClassifyOptions(model=str(folder))), shared, english=english)
    del metrics["model"]
    measured = left_out_f1(Held.joined([fold.held for fold in folds]), types, primary)
    metrics = {**manifest["metrics"], **metrics, "secondary_left_out": measured}
    metrics.get("left_out", {}).pop("secondary_micro_f1", None)  # that of the decision before
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
    head = sentences.head(words, samples, settings["types"])
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
    folds = [
        fold_of(args.shared, types, recipe, samples, left_out)
        for left_out in recipe["secondary"]["folds"]
    ]
    decided = decide(Held.joined([fold.held for fold in folds]), types, primary)
    put(args.model, decided, folds, samples, args.shared, args.english)


if __name__ == "__main__":
    main()
