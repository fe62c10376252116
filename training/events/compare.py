"""Each author file left out in turn: what words alone and the encoder alone are worth.

python -m training.events.compare --shared PATH [--methods lexicon frozen]

`lexicon` is TF-IDF with logistic regression, `frozen` the base encoder as it comes with logistic
regression over the same pooled features that the primary head reads. JSON out. What fine-tuning and
the mix add on the left-out hard files is measured by `python -m training.events` itself.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.events import macro_f1
from nlp.checkpoints import Checkpoint
from nlp.classify.heads import pool
from nlp.encoder import WordPieces
from training.events import data, finetune, lexicon
from training.events.__main__ import TYPES
from training.events.damage import damaged
from training.events.fit import windows_for

Samples = Sequence[data.Sample]
Method = Callable[[Samples, Samples], list[str]]


def by_words(types: list[str], noise: list[str], recipe: dict[str, Any]) -> Method:
    """TF-IDF and logistic regression, learnt with a damaged copy of each article."""

    def method(known: Samples, asked: Samples) -> list[str]:
        rng = random.Random(recipe["data"]["seed"])
        copies = [damaged(sample, noise, rng) for sample in known]
        found, tensors = lexicon.fit([*known, *copies], types, recipe["lexicon"])
        logits, _ = lexicon.logits(found, tensors, asked, recipe["lexicon"]["characters"])
        return [types[int(best)] for best in logits.argmax(axis=1)]

    return method


def by_frozen_encoder(every: Samples, recipe: dict[str, Any]) -> Method:
    """Logistic regression over the base encoder's pooled states, computed once."""
    from sklearn.linear_model import LogisticRegression

    folder = finetune.base_folder(recipe["encoder"]["base"])
    pieces = WordPieces.load(Checkpoint("base", folder))
    tuner = finetune.Tuner(folder, 1, {**recipe["encoder"], "trainable_layers": 0})
    features: dict[str, NDArray[np.float32]] = {}
    for sample in every:
        windows = windows_for(sample.text, pieces, {**recipe["window"], "most": 1})
        states = [state.float().numpy() for state in tuner.lower(windows.windows)]
        features[sample.id] = pool(windows, states).article

    def method(known: Samples, asked: Samples) -> list[str]:
        x = np.stack([features[s.id] for s in known])
        model = LogisticRegression(C=0.1, max_iter=500).fit(x, [s.events[0] for s in known])
        return list(model.predict(np.stack([features[s.id] for s in asked])))

    return method


def left_out(articles: Samples, others: Samples, method: Method) -> dict[str, Any]:
    """Primary accuracy of each author file left out, of all together, and macro F1."""
    result: dict[str, Any] = {}
    found: list[str] = []
    truth: list[str] = []
    for group in sorted({sample.group for sample in articles}):
        asked = [s for s in articles if s.group == group]
        answers = method([*[s for s in articles if s.group != group], *others], asked)
        wanted = [s.events[0] for s in asked]
        right = np.mean([a == w for a, w in zip(answers, wanted, strict=True)])
        result[group] = round(float(right), 4)
        found += answers
        truth += wanted
    every = np.mean([a == w for a, w in zip(found, truth, strict=True)])
    return {**result, "all": round(float(every), 4), "macro_f1": round(macro_f1(found, truth), 4)}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.events.compare", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--methods", nargs="+", default=["lexicon", "frozen"])
    args = parser.parse_args()
    path = Path(__file__).with_name("recipe.toml")
    recipe = tomllib.loads(path.read_text(encoding="utf-8"))
    types = [row["id"] for row in tomllib.loads(TYPES.read_text(encoding="utf-8"))["type"]]
    articles = data.articles(args.shared / recipe["data"]["articles"])
    others = [*data.documents(args.shared / recipe["data"]["documents"]), *data.extra()]
    noise = data.noise_lines(args.shared / recipe["data"]["noise"])
    table = {}
    for name in args.methods:
        method = (
            by_words(types, noise, recipe)
            if name == "lexicon"
            else by_frozen_encoder([*articles, *others], recipe)
        )
        table[name] = left_out(articles, others, method)
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
