"""The ways to classify that :mod:`training.events.compare` sets beside each other.

A method learns from articles and gives a judge; a judge gives one answer for each article. All have
the same two heads: one softmax over the primary type, one regression a type for the secondary ones
(articles that have it weigh three times). From where on a secondary type is told is chosen on a fifth
of the articles, put aside for that; then all are learnt from.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from eval.events import Answer
from nlp.checkpoints import Checkpoint
from nlp.classify.classifier import OTHER
from nlp.classify.heads import Scores, pool
from nlp.classify.secondary import log_softmax
from nlp.encoder import WordPieces
from training.events import data, finetune, lexicon
from training.events.calibrate import best_threshold
from training.events.damage import damaged
from training.events.fit import windows_for

if TYPE_CHECKING:
    from training.tune.events import Trained

Samples = Sequence[data.Sample]
Judge = Callable[[Samples], list[Answer]]
Method = Callable[[Samples], Judge]
Array = NDArray[np.float32]
Heads = Callable[[Samples], tuple[Array, Array]]
"""Probabilities (articles, labels): of the primary type, which sum to 1, and of each type by itself."""
PRESENT = {True: 3.0}


def answers(primary: Array, each: Array, types: Sequence[str], floor: float) -> list[Answer]:
    """What two heads say, as :data:`Heads`; secondary types are told from ``floor`` on."""
    found = []
    for chosen, own in zip(primary, each, strict=True):
        best = types[int(chosen.argmax())]
        told = {t for t, p in zip(types, own, strict=True) if p >= floor}
        told = told - {best, OTHER} if best != OTHER else set()
        found.append(Answer(best, float(chosen.max()), True, frozenset(told)))
    return found


def decided(fit: Callable[[Samples], Heads], known: Samples, types: list[str]) -> Judge:
    """The judge of heads fitted to ``known``, its threshold chosen on every fifth article."""
    held = known[::5]
    primary, each = fit([s for n, s in enumerate(known) if n % 5])(held)
    scores = [Scores(p, e, e[None], e[None]) for p, e in zip(primary, each, strict=True)]
    floor = best_threshold(scores, [s.events for s in held], types)
    heads = fit(known)

    def judge(asked: Samples) -> list[Answer]:
        return answers(*heads(asked), types, floor)

    return judge


def by_words(types: list[str], noise: list[str], recipe: dict[str, Any]) -> Method:
    """TF-IDF and logistic regression, learnt with a damaged copy of each article."""

    def fit(known: Samples) -> Heads:
        rng = random.Random(recipe["data"]["seed"])
        copies = [damaged(sample, noise, rng) for sample in known]
        found, tensors = lexicon.fit([*known, *copies], types, recipe["lexicon"])

        def heads(asked: Samples) -> tuple[Array, Array]:
            read = recipe["lexicon"]["characters"]
            primary, each = lexicon.logits(found, tensors, asked, read)
            return np.exp(log_softmax(primary)), 1 / (1 + np.exp(-each))

        return heads

    return lambda known: decided(fit, known, types)


def by_features(features: Callable[[Samples], Array], types: list[str], c: float) -> Method:
    """Logistic regressions over what ``features`` gives (articles, width)."""

    def fit(known: Samples) -> Heads:
        return regressions(known, features, types, c)

    return lambda known: decided(fit, known, types)


def regressions(
    known: Samples, features: Callable[[Samples], Array], types: list[str], c: float
) -> Heads:
    """The two heads as logistic regressions; ``c`` is their inverse strength of regularisation."""
    from sklearn.linear_model import LogisticRegression

    x = features(known)
    first = np.array([types.index(s.events[0]) for s in known])
    one = LogisticRegression(C=c, max_iter=500).fit(x, first)
    many = {}
    for label, name in enumerate(types):
        has = np.array([name in s.events for s in known])
        if has.any() and not has.all():
            model = LogisticRegression(C=c, solver="liblinear", class_weight=PRESENT)
            many[label] = model.fit(x, has)

    def heads(asked: Samples) -> tuple[Array, Array]:
        read = features(asked)
        primary, each = (np.zeros((len(asked), len(types)), dtype=np.float32) for _ in range(2))
        primary[:, one.classes_] = one.predict_proba(read)
        for label, model in many.items():
            each[:, label] = model.predict_proba(read)[:, 1]
        return primary, each

    return heads


class Frozen:
    """The base encoder's pooled states of articles (those that the primary head reads), computed once."""

    def __init__(self, recipe: dict[str, Any]) -> None:
        folder = finetune.base_folder(recipe["encoder"]["base"])
        self._window = {**recipe["window"], "most": 1}
        self._pieces = WordPieces.load(Checkpoint("base", folder))
        self._tuner = finetune.Tuner(folder, 1, {**recipe["encoder"], "trainable_layers": 0})
        self._known: dict[str, Array] = {}

    def __call__(self, samples: Samples) -> Array:
        """Features (articles, 3 x width)."""
        for sample in samples:
            if sample.id not in self._known:
                self._known[sample.id] = self._features(sample)
        return np.stack([self._known[sample.id] for sample in samples])

    def _features(self, sample: data.Sample) -> Array:
        windows = windows_for(sample.text, self._pieces, self._window)
        states = [state.float().numpy() for state in self._tuner.lower(windows.windows)]
        return pool(windows, states).article


def by_training(recipe: dict[str, Any], seed: int, held_out: Samples, epochs: int = 0) -> Method:
    """What `veille train events` makes of the articles, starting from the base encoder.

    The articles are its only data: an eighth of them is put aside, as always, to choose the weights
    and to fit mix and thresholds. ``held_out`` is its test set: what repeats it is not learnt from.
    ``epochs`` are all made, none before the last ends it; 0 is the recipe's way.
    """
    from training.tune import events
    from training.tune.recipe import Data, EventsRecipe, Loop

    longer: dict[str, Any] = {"epochs": epochs, "patience": 0} if epochs else {}

    def method(known: Samples) -> Judge:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            new, test = folder / "new.jsonl", folder / "test.jsonl"
            write_rows(new, known)
            write_rows(test, held_out)
            asked = EventsRecipe(
                name="shots",
                start=recipe["encoder"]["base"],
                run=folder / "run",
                data=Data(train=[new], test={"held_out": test}, test_share=0),
                train=Loop(seed=seed, report_to=["none"], **longer),
            )
            return _trained(events.train(asked))

    return method


def _trained(found: Trained) -> Judge:
    """The judge that a run of `veille train events` made."""
    from training.tune import events
    from training.tune.events_model import EventModel

    types, decisions = found.fitted.types, found.decisions
    floor = np.array([decisions["thresholds"][t] for t in types])

    def judge(asked: Samples) -> list[Answer]:
        logits = events.logits(found.fitted, EventModel(found.fitted.tuner, {}), asked)
        scores = logits.scores(decisions["mix"])
        each = np.array([s.any >= floor for s in scores], dtype=np.float32)
        return answers(np.array([s.primary for s in scores]), each, types, 0.5)

    return judge


def write_rows(path: Path, samples: Samples) -> None:
    """Articles as labelled data: title, paragraphs and types, as a person would give them."""
    rows = (
        {"id": s.id, "title": s.text.title, "paragraphs": s.text.paragraphs, "events": s.events}
        for s in samples
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
