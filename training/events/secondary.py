"""Fit the decision about further types anew for a model whose encoder stays as it is.

python -m training.events.secondary --shared PATH --model models/events

For each fold both encoders are fitted, the first for fewer epochs, without its author files and its articles of our own; what they
and the lexicon say of them, in reference and in machine English, teaches :mod:`training.events.decision`. The model's
own encoders have read more and are surer of themselves: they are heard too, on articles that it has not read
(`written/decision`). The development split is left out of all. The model also gets a lexicon of sentences.
What the encoders of the folds say is kept (``--folds``): with it a fit takes a minute, and
:mod:`training.events.further` measures.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.checkpoints import find, write_manifest
from nlp.classify import Classifier, ClassifyOptions
from nlp.classify.lexical import Lexicon
from nlp.stage import hash_of
from training.events import data, decision, export, sentences
from training.events.calibrate import Logits
from training.events.held import Held
from training.tune import target

RECIPE = Path(__file__).with_name("recipe.toml")
OWN = "own"
"""The kind of articles that the model's own encoder is heard on."""
FOLDS = Path(__file__).resolve().parents[2] / "runs/events/folds"


def fold_of(
    shared: Path,
    english: Path | None,
    types: list[str],
    recipe: dict[str, Any],
    fold: dict[str, Any],
    primary: dict[str, float],
) -> Held:
    """Fit the encoders on all but a fold's files and articles, as the model was: anew, then on from what people told
    of sentences. Ask them about those left out; ``primary`` is the mix for the primary type."""
    from training.events import closer
    from training.events.fit import fit, go_on

    epochs = recipe["secondary"]["epochs"]
    shorter = {**recipe, "encoder": {**recipe["encoder"], "epochs": epochs}}
    noise = data.noise_lines(shared / recipe["data"]["noise"])
    articles = data.articles(shared / recipe["data"]["articles"])
    other = data.translated(english, articles) if english else []
    samples = data.all_for_training(shared, recipe)
    rest = [s for s in samples if not _left_out(s, fold)]
    rest_english = [s for s in data.for_training(other) if not _left_out(s, fold)]
    fitted = fit(rest, rest_english, noise, types, shorter)
    go_on(fitted, rest, rest_english, noise)
    known = [*rest, *data.for_decision()]
    fitted.tensors |= sentences.head(fitted.lexicon, known, types)
    look = closer.fit([*rest, *rest_english], types, recipe).closer(
        types, closer.settings_of(recipe, types)
    )
    asked = {
        "reference": [s for s in articles if _left_out(s, fold)],
        "english": [s for s in other if _left_out(s, fold)],
        "written": [s for s in samples if _left_out(s, fold) and s.group == "written"],
    }
    return Held.joined(
        [
            Held.of_samples(fitted.looked_at(look, part, primary), part, kind)
            for kind, part in asked.items()
            if part
        ]
    )


def _left_out(sample: data.Sample, fold: dict[str, Any]) -> bool:
    return sample.group in fold["files"] or sample.id.startswith(fold["written"])


def folds_of(
    shared: Path,
    english: Path | None,
    types: list[str],
    recipe: dict[str, Any],
    kept: Path,
    primary: dict[str, float],
) -> Held:
    """What the encoders of all folds say, read from ``kept`` where it lies there.

    A file is named by its fold, the types and the recipe of the encoder. The articles are not in
    the name: where those changed, empty the folder.
    """
    parts = []
    for fold in recipe["secondary"]["folds"]:
        path = kept / f"{_named(fold, types, recipe)}.safetensors"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            fold_of(shared, english, types, recipe, fold, primary).save(path)
        parts.append(Held.load(path))
    return Held.joined(parts)


def _named(fold: dict[str, Any], types: Sequence[str], recipe: dict[str, Any]) -> str:
    own = {**recipe, "secondary": recipe["secondary"]["epochs"]}
    return hash_of([fold, list(types), own])


def said_by(classifier: Classifier, samples: Sequence[data.Sample]) -> Logits:
    """What the heads of a model say of ``samples``, by the code of inference."""
    said = classifier.logits([sample.text for sample in samples])
    encoder, units, primary, any_type, words, marks, looks = (
        list(part) for part in zip(*said, strict=True)
    )
    lists = (words, marks, None if looks[0] is None else looks)
    return Logits(np.stack(encoder), units, np.stack(primary), np.stack(any_type), *lists)


def decide(
    held: Held, types: Sequence[str], primary: dict[str, float], twice: str = OWN
) -> dict[str, Any]:
    """The weights. Articles of the kind ``twice`` count double.

    Raises:
        ValueError: there is no further type to learn.
    """
    counts = np.where(held.kinds == twice, 2.0, 1.0)
    chosen = decision.chosen_of(held.logits, primary)
    table = decision.table_of(held.logits, chosen, held.truth, types, counts)
    return decision.fit(table, len(types))


def put(
    model: Path,
    held: Held,
    recipe: dict[str, Any],
    shared: Path,
    english: Path | None = None,
) -> None:
    """Write the decision and the lexicon of sentences into ``model`` and measure it.

    The model is complete at every moment: a copy is changed and takes its place.
    """
    from eval.events import measure

    folder, more = target.begun(model), data.for_decision()
    shutil.copytree(model, folder, dirs_exist_ok=True)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    about = {n: manifest[n] for n in ("name", "version", "task", "licence", "data", "recipe")}
    about["recipe"] = {**about["recipe"], "secondary": recipe["secondary"]}
    samples, threshold = data.all_for_training(shared, recipe), recipe["secondary"]["threshold"]
    rewrite(folder, decision_of(folder), threshold, samples)  # that lexicon has not read ``more``
    write_manifest(folder, metrics={}, **about)
    classifier = Classifier.load(ClassifyOptions(model=str(folder)))
    own = Held.of_samples(said_by(classifier, more), more, OWN)
    learnt = Held.joined([held.of(np.flatnonzero(~held.dev & (held.kinds != "written"))), own])
    weights = decide(learnt, classifier.types, classifier.mix["primary"])
    rewrite(folder, weights, threshold, [*samples, *more])
    write_manifest(folder, metrics={}, **about)
    metrics = measure(Classifier.load(ClassifyOptions(model=str(folder))), shared, english=english)
    del metrics["model"]
    metrics = {**manifest["metrics"], **metrics}
    metrics.pop("secondary_left_out", None)  # these two are of the decision before
    metrics.get("left_out", {}).pop("secondary_micro_f1", None)
    export.canaries(folder)
    write_manifest(folder, metrics=metrics, **about)
    target.put(folder, model)
    find(model, task="events")


def decision_of(folder: Path) -> dict[str, Any]:
    """The decision about further types that a model has."""
    return dict(export.settings_in(folder)["mix"]["any"])


def rewrite(
    folder: Path, weights: dict[str, Any], threshold: float, samples: Sequence[data.Sample]
) -> None:
    """Change `events.json` and `heads.safetensors` of a model; its manifest is then out of date."""
    from safetensors.numpy import load_file, save_file

    settings = export.settings_in(folder)
    settings["mix"]["any"] = weights
    settings["thresholds"] = dict.fromkeys(settings["types"], threshold)
    export.put_settings(folder, settings)
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
    parser.add_argument(
        "--english", type=Path, default=None, help="machine English of the articles"
    )
    parser.add_argument("--folds", type=Path, default=FOLDS, help="what the folds' encoders say")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    settings = export.settings_in(args.model)
    types = settings["types"]
    primary = settings["mix"]["primary"]
    held = folds_of(args.shared, args.english, types, recipe, args.folds, primary)
    put(args.model, held, recipe, args.shared, args.english)


if __name__ == "__main__":
    main()
