"""Translation models on new pairs: tiny Marian, NLLB and mBART models, by the code of `veille train`."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import labelled_examples
import pytest
import tiny_models
import torch
from tune_helpers import NEEDED, dumped, killed_after_a_save

from nlp.canaries import faults
from nlp.checkpoints import find
from nlp.errors import ConfigError, DataError
from nlp.translate.glosses import Glosses
from training.translation import data as project
from training.tune import translation, translation_data, translation_export
from training.tune.recipe import TranslationRecipe

pytestmark = NEEDED
torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def few_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rehearsed from the first of the shipped lines; tests/training/test_annotate.py reads them all."""
    first = list(islice(project.written(), 400))
    monkeypatch.setattr(project, "written", lambda: iter(first))


def recipe_of(
    folder: Path, start: Path | str, pairs: int = 60, **changes: Any
) -> TranslationRecipe:
    """A recipe for a tiny model, with its data in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    data = labelled_examples.write(folder / "pairs.jsonl", labelled_examples.pairs(pairs))
    loop = {
        "epochs": 2,
        "learning_rate": 1e-3,
        "precision": "fp32",
        "report_to": ["none"],
        "batch": 8,
    }
    found = {
        "name": "tiny", "start": str(start), "run": folder / "run",
        "data": {"train": [data], "dev_share": 0.15, "test_share": 0.2},
        "rehearsed": 0.2, "old_test": 5, "max_tokens": 40, "train": loop,
    }  # fmt: skip
    for key, value in changes.items():
        found[key] = {**found[key], **value} if isinstance(found.get(key), dict) else value
    return TranslationRecipe.model_validate(found)


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Marian model with our placeholders."""
    return tiny_models.marian(tmp_path_factory.mktemp("marian") / "start")


def test_a_resumed_run_equals_an_uninterrupted_one(
    marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of an epoch; masks and typography of the rest come out the same."""
    settings = {"evaluate_every": 2, "patience": 0, "accumulate": 2}
    whole = translation.train(recipe_of(tmp_path / "whole", marian, train=settings))
    recipe = recipe_of(tmp_path / "parts", marian, train=settings)
    with killed_after_a_save(monkeypatch):
        translation.train(recipe)
    again = translation.train(recipe)
    assert again.log.curve == whole.log.curve and len(whole.log.curve) >= 3
    mine, theirs = again.model.state_dict(), whole.model.state_dict()
    assert [name for name in mine if not torch.equal(mine[name], theirs[name])] == []
    start = translation.load(find(str(marian)))[0].state_dict()  # it did learn:
    assert [n for n in mine if "layers" in n and not torch.equal(mine[n], start[n])]


def test_through_the_command_line(marian: Path, place: Path, veille: Callable[..., Any]) -> None:
    recipe = recipe_of(place / "r", marian, train={"epochs": 1})
    path = dumped(recipe, place / "r.toml")
    done = veille("train", "translation", path, "--to", "out/new", "--against", marian)
    assert done.code == 0, done.err
    model = find(str(place / "out/new"))
    assert model.task == "translation" and faults(model) == []
    assert "chrf: " in done.out and f"veille models add {Path('out/new')}" in done.out
    for name in ("source.spm", "names.json", "translation.json", "vocab.json"):
        assert (model.path / name).read_bytes() == (marian / name).read_bytes()
    pad = model.load_json("config.json")["pad_token_id"]
    assert not model.load_tensors()["model.shared.weight"][pad].any()
    card = (model.path / "README.md").read_text(encoding="utf-8")
    assert "| new |" in card and str(place) not in card + json.dumps(model.manifest)
    found = json.loads((place / "r/run/evaluation.json").read_text())
    assert set(found["new"]["sets"]) == {"new", "rehearsed"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["nllb", "m2m", "mbart"])
def test_models_of_others_are_trained_too(kind: str, place: Path) -> None:
    start = getattr(tiny_models, kind)(place / "start")
    lora = {"rank": 2} if kind != "m2m" else None
    recipe = recipe_of(place / "r", start, written=False, lora=lora, train={"epochs": 1})
    trained = translation.train(recipe)
    assert trained.log.curve[0]["loss"] > 0
    found = translation_export.write(place / "out", trained, recipe, str(start))
    assert "verdict" in found["compared"]["new"]["chrf"]
    assert not [n for n in find(str(place / "out")).load_tensors() if "lora" in n]


def test_what_cannot_be_learnt_is_told(marian: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="at least 10 are needed"):
        translation.train(recipe_of(tmp_path / "few", marian, pairs=5))
    one = recipe_of(tmp_path / "one", marian)
    rows = [{**row, "group": "all"} for row in labelled_examples.pairs(40)]
    labelled_examples.write(tmp_path / "one/pairs.jsonl", rows)
    with pytest.raises(DataError, match="one group holds them all") as told:
        translation.train(one)
    assert "no test pair" in str(told.value)
    with pytest.raises(ConfigError, match=r"training/translation/recipe\.toml"):
        translation.train(recipe_of(tmp_path / "nothing", "scratch"))


def test_what_repeats_a_test_set_is_not_learnt_from(marian: Path, tmp_path: Path) -> None:
    recipe = recipe_of(tmp_path, marian)
    rows = [{**row, "group": "elsewhere"} for row in labelled_examples.pairs(90)[:12]]
    again = labelled_examples.write(tmp_path / "again.jsonl", rows)
    found = translation_data.read_parts(recipe, {}, tmp_path / "data")
    assert found.pairs["new"] > 20
    recipe = recipe.model_copy(
        update={"data": recipe.data.model_copy(update={"test": {"x": again}})}
    )
    parts = translation_data.read_parts(recipe, {}, tmp_path / "data")
    gone = len(parts.repeated) - len(found.repeated)
    assert gone >= 6  # they, and what is like them, are not learnt from
    assert parts.pairs["new"] == found.pairs["new"] - gone


def test_pairs_vary_with_the_epoch_and_not_with_the_order(marian: Path, tmp_path: Path) -> None:
    model, tokenizer = translation.load(find(str(marian)))
    recipe = recipe_of(tmp_path, marian, mask={"pairs": 1.0, "spans": 1.0})
    collator = translation_data.Collator(tokenizer, model, recipe, symbols=True)
    rows = [
        {"lang": "fr", "source": "Le site a 3 lits et 900 agents.", "target": "The site has 3 beds and 900 agents.", "row": i}
        for i in range(6)
    ]  # fmt: skip
    first = collator(rows)["input_ids"]
    assert torch.equal(first, collator(rows)["input_ids"])
    assert "⟦" in tokenizer.decode(first[0])
    collator.epoch = 1
    assert not torch.equal(first, collator(rows)["input_ids"])
    plain = collator([{**rows[0], "row": -1}])
    assert "⟦" not in tokenizer.decode(plain["input_ids"][0])
    assert plain["decoder_input_ids"][0, 1:].tolist() == plain["labels"][0, :-1].tolist()


def test_rare_words_keep_their_glosses(marian: Path, tmp_path: Path) -> None:
    model, tokenizer = translation.load(find(str(marian)))
    recipe = recipe_of(
        tmp_path, marian, mask={"pairs": 0.0}, glosses={"pairs": 1.0, "fitting": 1.0, "other": 0.0}
    )
    rare = {"fr": Glosses({"lits": ("bed",), "site": ("place",)})}
    collator = translation_data.Collator(tokenizer, model, recipe, symbols=True, rare=rare)
    row = {"lang": "fr", "source": "Le site a des lits.", "target": "The site has beds.", "row": 0}
    shown, _ = collator._shown(row)
    assert "lits ⟦a⟧ bed ⟦c⟧" in shown
    assert shown.count("⟦a⟧") == 1
