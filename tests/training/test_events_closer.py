"""Fitting the encoder that looks closer at sentences, on a tiny random BERT."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_models
import torch
from safetensors.numpy import load_file, save_file

from nlp.checkpoints import find
from nlp.classify.closer import PART, Heard
from nlp.classify.heads import Said
from nlp.classify.text import Windows
from nlp.encoder import CTranslate2Encoder
from nlp.passages import pooled
from training.events import closer, closer_model
from training.events.data import Sample, Told

TYPES = ["tender", "outage", "other"]
CUT = {"title": 4, "before": 4, "sentence": 8, "after": 4, "least": -100.0}
RECIPE: dict[str, Any] = {
    PART: {
        **CUT,
        "trainable_layers": 1,
        "epochs": 30,
        "tokens": 200,
        "easy": 0.5,
        "learning_rate": 3e-3,
        "head_learning_rate": 3e-2,
        "weight_decay": 0.0,
        "dropout": 0.0,
        "seed": 1,
    }
}


def article(number: int, told: str, events: tuple[str, ...], near: tuple[str, ...] = ()) -> Sample:
    """Mainly about a tender; its second sentence says something else."""
    second = Told(told, frozenset(events), frozenset(near))
    first = Told("the hospital signs", frozenset({"tender"}))
    title = Told("hospital signs", frozenset({"tender"}))
    return Sample(f"a-{number}", "a", title, ((first,), (second,)), ("tender", *events))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.small_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="module")
def fitted(base: Path) -> closer_model.CloserTuner:
    """Taught that a sentence with "signed" is an outage and one without is none."""
    samples = [
        article(0, "hospital signed", ("outage",)),
        article(1, "the hospital", (), ("outage",)),
    ]
    return closer.fit(samples * 4, TYPES, {**RECIPE, "encoder": {"base": str(base)}})


def test_only_sentences_whose_types_are_told_teach(base: Path) -> None:
    tuner = closer_model.CloserTuner(base, 3, RECIPE[PART])
    cut = closer.settings_of(RECIPE, TYPES)
    known = article(0, "the hospital", ("outage",), ("other",))
    unknown = known._replace(paragraphs=((Told("the hospital signs"),),))
    found = list(closer_model.examples([known, unknown], TYPES, tuner.tokenize, cut))
    assert [e.has.tolist() for e in found] == [[1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0]]
    assert [e.near.tolist() for e in found] == [[0, 0, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0]]
    assert [e.telling for e in found] == [False, False, True, False]
    assert {e.primary for e in found} == {0}


def test_the_primary_type_counts_little_and_other_nothing(base: Path) -> None:
    tuner = closer_model.CloserTuner(base, 3, RECIPE[PART])
    cut = closer.settings_of(RECIPE, TYPES)
    [*_, last] = closer_model.examples([article(0, "the", ("outage",))], TYPES, tuner.tokenize, cut)

    def loss(logits: list[float]) -> float:
        return float(closer_model.loss_of(torch.tensor([logits]), [last], 2))

    even = loss([0.0, 0.0, 0.0])
    assert even == pytest.approx((closer_model.MAIN + 2) * np.log(2))
    assert loss([0.0, 0.0, 9.0]) == pytest.approx(even)
    assert even - loss([-9.0, 0.0, 0.0]) < even - loss([0.0, 9.0, 0.0])


def test_every_sentence_is_in_one_batch_of_bounded_size(base: Path) -> None:
    tuner = closer_model.CloserTuner(base, 3, RECIPE[PART])
    cut = closer.settings_of(RECIPE, TYPES)
    some = [article(i, "the hospital " * (i % 5), ("outage",)) for i in range(20)]
    known = list(closer_model.examples(some, TYPES, tuner.tokenize, cut))
    found = closer_model.batches(list(known), 60, random.Random(0))
    assert sorted(map(id, sum(found, []))) == sorted(map(id, known))
    assert all(max(len(e.question.ids) for e in b) * len(b) <= 60 for b in found)
    assert max(map(len, found)) > 1


def test_what_was_taught_is_told(fitted: closer_model.CloserTuner) -> None:
    sentences = ["hospital signs", "the hospital signs", "hospital signed"]
    zeros = np.zeros((3, 3), np.float32)
    heard = Heard(
        Said(zeros[0], zeros, zeros[0], zeros[0], None, None),
        Windows([], [0, 1, 1], sentences),
        [0, 1, 2],
        0,
    )
    look = fitted.closer(TYPES, closer.settings_of(RECIPE, TYPES))
    other = [*sentences[:2], "the hospital"]
    [told], [not_told] = (
        look.look([heard]),
        look.look([heard._replace(windows=Windows([], [0, 1, 1], other))]),
    )
    assert told[2, 1] > 0 > not_told[2, 1]
    assert told[0, 1] < 0


def test_training_pools_as_use_does(fitted: closer_model.CloserTuner) -> None:
    cut = closer.settings_of(RECIPE, TYPES)
    known = list(
        closer_model.examples([article(0, "the hospital", ())], TYPES, fitted.tokenize, cut)
    )
    fitted.eval()
    with torch.no_grad():
        logits = fitted([e.question for e in known]).numpy()
        states = fitted.hidden([e.question.ids for e in known], [e.question.kinds for e in known])
        read = np.stack([pooled(s, e.question.kinds) for s, e in zip(states, known, strict=True)])
        np.testing.assert_allclose(logits, fitted.head(torch.tensor(read)).numpy(), atol=0.05)


@pytest.fixture
def model(base: Path, tmp_path: Path) -> Path:
    """An event model as far as this needs it."""
    folder = tmp_path / "events"
    shutil.copytree(base, folder)
    half = {n: t.astype(np.float16) for n, t in load_file(base / "model.safetensors").items()}
    save_file(half, folder / "model.safetensors", {"format": "pt"})
    save_file({"primary.bias": np.zeros(3, np.float16)}, folder / "heads.safetensors")
    (folder / "events.json").write_text(json.dumps({"types": TYPES}))
    return folder


def test_what_is_written_is_what_was_fitted(
    fitted: closer_model.CloserTuner, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    closer.write(fitted, model, closer.settings_of(RECIPE, TYPES))
    assert closer_model.SHARED not in load_file(model / "closer.safetensors")
    assert load_file(model / "heads.safetensors").keys() == {
        "primary.bias",
        "closer.weight",
        "closer.bias",
    }
    assert json.loads((model / "events.json").read_text())["closer"] == {**CUT, "types": TYPES}
    ids, kinds = [[2, 5, 6, 3, 7, 3]], [[0, 0, 0, 0, 1, 1]]
    [states] = CTranslate2Encoder(find(str(model)), part=PART).hidden(ids, kinds)
    np.testing.assert_allclose(states, fitted.hidden(ids, kinds)[0], atol=0.1)


def test_a_model_with_other_words_cannot_have_it(
    fitted: closer_model.CloserTuner, model: Path
) -> None:
    weights = load_file(model / "model.safetensors")
    weights[closer_model.SHARED] = weights[closer_model.SHARED] + np.float16(1)
    save_file(weights, model / "model.safetensors", {"format": "pt"})
    with pytest.raises(ValueError, match="other embeddings"):
        closer.write(fitted, model, closer.settings_of(RECIPE, TYPES))


@pytest.mark.parametrize(
    ("types", "shift", "kept"),
    [(["mishap", "outage"], 0, True), (["mishap"], 0, False), (TYPES, 1, False)],
)
def test_a_model_that_was_taught_on_looks_as_closely_where_it_can(
    types: list[str], shift: int, kept: bool,
    fitted: closer_model.CloserTuner, model: Path, tmp_path: Path,
) -> None:  # fmt: skip
    new = tmp_path / "new"
    shutil.copytree(model, new)
    (new / "events.json").write_text(json.dumps({"types": types}))
    weights = load_file(new / "model.safetensors")
    weights[closer_model.SHARED] = weights[closer_model.SHARED] + np.float16(shift)
    save_file(weights, new / "model.safetensors", {"format": "pt"})
    closer.carry(find(str(model)), new)  # which has none yet
    assert not (new / "closer.safetensors").exists()
    closer.write(fitted, model, closer.settings_of(RECIPE, TYPES))
    closer.carry(find(str(model)), new)
    told = json.loads((new / "events.json").read_text())
    assert (new / "closer.safetensors").exists() == ("closer" in told) == kept
    assert told["types"] == types
    assert ("closer.weight" in load_file(new / "heads.safetensors")) == kept
