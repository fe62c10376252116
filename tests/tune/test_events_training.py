"""Event models trained from scratch, resumed, extended: tiny ones, by the code of `veille train`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import labelled_examples
import numpy as np
import pytest
import torch
from tune_helpers import LABELS, NEEDED, dumped, encoder, events_recipe, killed_after_a_save

from nlp.canaries import faults
from nlp.checkpoints import find
from nlp.classify import ArticleText, Classifier, ClassifyOptions
from nlp.classify.text import Window
from nlp.errors import ConfigError, DataError
from training.events.data import Sample, Told
from training.tune import (
    events,
    events_data,
    events_export,
    events_model,
    lexicon,
    report,
    run,
)
from training.tune.types import listed, needed, own_descriptions, read_types

pytestmark = NEEDED
torch.set_num_threads(1)
Veille = Callable[..., Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A tiny model from scratch, and its evaluation; held against itself."""
    folder = tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILLE_CACHE", str(folder / "cache"))
        recipe = events_recipe(folder)
        found = events_export.write(folder / "model", events.train(recipe), recipe, "nowhere")
    return folder / "model", found


def weights(trained: events.Trained) -> dict[str, torch.Tensor]:
    """Everything that was trained."""
    return trained.fitted.tuner.state_dict()


@pytest.mark.parametrize(("kind", "reads"), [("distilbert", 512), ("roberta", 518)])
def test_a_window_is_no_longer_than_the_encoder_reads(
    kind: str, reads: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = str(encoder(kind, place / "base"))

    def asked(length: int) -> Any:
        return events_recipe(place, start=start, window={"length": length})

    monkeypatch.setattr(events, "_lexicon", lambda *_: pytest.fail("it began to train"))
    with pytest.raises(ConfigError, match=rf"window\.length is {reads + 1}; .* reads {reads}$"):
        events.train(asked(reads + 1))
    longest = asked(reads)
    found = events_model.found_start(longest)
    assert found is not None
    model = events_model.build(found.path, LABELS, longest, found)
    [states] = model.states([Window([5] * reads, [1] * reads)])
    assert states.shape[0] == reads and np.isfinite(states).all()


def test_an_encoder_from_scratch_reads_what_a_window_holds(place: Path) -> None:
    recipe = events_recipe(place, window={"length": 600})
    folder, start = events_model.encoder_folder(recipe, ["Nurses strike in Lyon."], None)
    model = events_model.build(folder, LABELS, recipe, start)
    [states] = model.states([Window([5] * 600, [1] * 600)])
    assert states.shape[0] == 600


def test_a_model_from_scratch_learns_and_is_whole(
    made: tuple[Path, dict[str, Any]], place: Path
) -> None:
    model, found = made
    assert found["new"]["sets"]["new"]["macro_f1"] > 0.8
    assert "compared" not in found
    told = find(str(model)).load_json("events.json")["descriptions"]
    assert told["strike"] == "reports a strike" and not {"tender", "other"} & told.keys()
    assert own_descriptions(["strike", "tender", "new"], str(model), None) == {
        "strike": "reports a strike"
    }  # event.v1 has the other
    assert faults(find(str(model))) == []
    classifier = Classifier.load(ClassifyOptions(model=str(model), abstain=0.0))
    [[first, *_]] = classifier.classify(
        [ArticleText("Strike in Lyon", ["Nurses went on strike.", "Unions counted 90 strikers."])]
    )
    assert first.type == "strike"
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "nowhere is not here to compare with" in card
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["data"][0]["name"] == "new.jsonl" and len(manifest["data"][0]["sha256"]) == 64
    assert str(model.parent) not in json.dumps(manifest) + card  # nothing of this machine


@pytest.mark.parametrize("every", [pytest.param(0, marks=pytest.mark.slow), 2])
def test_a_resumed_run_equals_an_uninterrupted_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    every: int,
) -> None:
    settings = {"epochs": 3, "accumulate": 2, "batch": 8, "evaluate_every": every, "patience": 0}
    whole = events.train(events_recipe(tmp_path / "whole", train=settings))
    recipe = events_recipe(tmp_path / "parts", train=settings)

    with killed_after_a_save(monkeypatch):
        events.train(recipe)
    assert run.last_checkpoint(recipe.run / "trainer")
    again = events.train(recipe)
    for name, value in weights(whole).items():
        assert torch.equal(value, weights(again)[name]), name
    assert whole.log.curve[-1] == again.log.curve[-1]
    minutes, processor = json.loads((recipe.run / "clock-0.json").read_text())
    assert again.log.spent.minutes > minutes - 0.001 > 0
    assert again.log.spent.processor_seconds > max(processor - 1, 0)
    assert not list((tmp_path / "parts").rglob("*.pt")) + list((tmp_path / "parts").rglob("*.bin"))
    assert report.curve_table(whole.log.curve) == report.curve_table(again.log.curve)
    told = capsys.readouterr()
    assert not told.out and "{" not in told.err  # no dictionaries
    once = events.train(recipe)
    assert once.log.spent.minutes == pytest.approx(again.log.spent.minutes, abs=0.001)
    assert once.log.spent.processor_seconds == pytest.approx(
        again.log.spent.processor_seconds, abs=0.1
    )
    assert once.log.curve == again.log.curve
    after = capsys.readouterr().err
    assert "training goes on after update" in told.err and "goes on" not in after
    assert "had ended" not in told.err and "this run had ended, after update" in after


def test_another_recipe_or_other_data_does_not_go_on_with_a_run(tmp_path: Path) -> None:
    recipe = events_recipe(tmp_path, train={"epochs": 1})
    run.claim(recipe.run, recipe, {"a": "1"}, fresh=False)
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=False) is None
    state = recipe.run / "trainer/checkpoint-2/trainer_state.json"
    state.parent.mkdir(parents=True)
    state.write_text("{}")
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=False) == str(state.parent)
    with pytest.raises(ConfigError, match="other data"):
        run.claim(recipe.run, recipe, {"a": "2"}, fresh=False)
    with pytest.raises(ConfigError, match="another recipe"):
        run.claim(recipe.run, events_recipe(tmp_path, train={"epochs": 2}), {"a": "1"}, fresh=False)
    assert run.claim(recipe.run, recipe, {"a": "2"}, fresh=True) is None


@pytest.mark.slow
def test_new_types_extend_a_model_and_old_ones_stay(
    made: tuple[Path, dict[str, Any]], place: Path, veille: Veille
) -> None:
    """From our checkpoint, through the command line, with rehearsal; the new beats the old."""
    old = made[0]
    data = labelled_examples.write(
        place / "mishaps.jsonl", labelled_examples.articles(["mishap"], 40)
    )
    (place / "types.toml").write_text('[[type]]\nid = "mishap"\ndescription = "a mishap"\n')
    recipe = events_recipe(place / "r", start=str(old), types=None)
    recipe = recipe.model_copy(
        update={
            "data": recipe.data.model_copy(
                update={"train": [], "rehearse": [place / "r/new.jsonl"]}
            )
        }
    )
    path = dumped(recipe, place / "r.toml")
    done = veille(
        "train", "events", path, "--data", data, "--types", "types.toml", "--to", "out/new",
        "--against", old,
    )  # fmt: skip
    assert done.code == 0, done.err
    model = place / "out/new"
    assert find(str(model)).load_json("events.json")["types"] == [*LABELS[:-1], "mishap", "other"]
    found = json.loads((place / "r/run/evaluation.json").read_text())
    assert found["compared"]["new"]["accuracy"]["old"] == 0.0
    assert found["compared"]["rehearsed"]["accuracy"]["new"] > 0.8
    assert "learnt from" in (model / "README.md").read_text()
    assert faults(find(str(model))) == []


def test_old_types_that_nothing_shows_are_in_the_card(
    made: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    """Without rehearsal: the verdict is of the new articles alone, and the card says of what it is not."""
    recipe = events_recipe(tmp_path, start=str(made[0]), train={"epochs": 1})
    (tmp_path / "types.toml").write_text('[[type]]\nid = "mishap"\ndescription = "a mishap"\n')
    rows = labelled_examples.articles(["mishap", "strike"], 20)
    labelled_examples.write(tmp_path / "new.jsonl", rows)
    trained = events.train(recipe)
    assert trained.fitted.types == [*LABELS[:-1], "mishap", "other"]
    found = events_export.write(tmp_path / "model", trained, recipe, str(made[0]))
    [line] = found["beware"]
    assert line.startswith("not shown and not measured: clinical_trial, tender, outage, other: ")
    card = (tmp_path / "model/README.md").read_text(encoding="utf-8")
    assert f"**Beware**: {line}." in card
    first = made[0] / "README.md"
    assert made[1]["beware"] == [] and "Beware" not in first.read_text(encoding="utf-8")


def test_lora_trains_adapters_and_merges_them(
    made: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    pytest.importorskip("peft")
    recipe = events_recipe(
        tmp_path, start=str(made[0]), lora={"rank": 2, "targets": ["query", "value"]},
        train={"epochs": 1}, encoder={"trainable_layers": 1},
    )  # fmt: skip
    trained = events.train(recipe)
    settings = find(str(made[0])).load_json("events.json")
    assert not trained.decisions["fitted"] and trained.decisions["mix"] == settings["mix"]
    names = set(trained.fitted.tuner.bert.state_dict())
    assert not [name for name in names if "lora" in name]
    old = find(str(made[0])).load_tensors()
    new = {n: v.numpy() for n, v in trained.fitted.tuner.bert.state_dict().items()}
    query, dense = (f"encoder.layer.1.attention.{n}.weight" for n in ("self.query", "output.dense"))
    assert not np.array_equal(new[query].astype(np.float16), old[query])
    assert np.array_equal(new[dense].astype(np.float16), old[dense])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["roberta", "distilbert"])
def test_encoders_of_others_are_trained_and_run_on_ctranslate2(kind: str, place: Path) -> None:
    from training.events.fit import windows_for
    from training.tune.events_model import EventModel

    start = encoder(kind, place / "base")
    recipe = events_recipe(
        place / "r", start=str(start), encoder={"trainable_layers": 1}, train={"epochs": 1}
    )
    trained = events.train(recipe)
    events_export.write(place / "out", trained, recipe, "nowhere")
    assert faults(find(str(place / "out"))) == []
    running = Classifier.load(ClassifyOptions(model=str(place / "out")))._encoder
    text = trained.parts.new["test"][0].sample().text
    windows = windows_for(text, trained.fitted.pieces, trained.fitted.recipe["window"]).windows
    wanted = EventModel(trained.fitted.tuner, {}).states(windows)
    for own, other in zip(running.hidden([w.ids for w in windows]), wanted, strict=True):
        np.testing.assert_allclose(own, other, atol=0.01)  # the weights are kept in float16


def test_an_encoder_that_the_pipeline_cannot_run_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "gpt"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "gpt2"}')
    with pytest.raises(ConfigError, match="is a gpt2 model; CTranslate2 runs bert"):
        events.train(events_recipe(tmp_path / "r", start=str(folder)))
    large = encoder("distilbert", tmp_path / "large")
    config = json.loads((large / "config.json").read_text())
    (large / "config.json").write_text(json.dumps({**config, "vocab_size": 512}))
    with pytest.raises(ConfigError, match=r"400 pieces in its tokenizer\.json and 512 rows"):
        events.train(events_recipe(tmp_path / "l", start=str(large)))
    with pytest.raises(ConfigError, match="is a model for separation"):
        events.train(events_recipe(tmp_path / "s", start="separation"))


def test_what_cannot_be_learnt_is_told(tmp_path: Path) -> None:
    few = events_recipe(tmp_path / "few", each=1)
    with pytest.raises(DataError, match="at least 10 are needed"):
        events.train(few)
    one = events_recipe(tmp_path / "one")
    rows = labelled_examples.articles(["strike"], 20)
    labelled_examples.write(tmp_path / "one/new.jsonl", [{**r, "events": ["strike"]} for r in rows])
    with pytest.raises(DataError) as told:
        events.train(one)
    assert re.search(r"no training article has [^;]*'tender'", str(told.value))
    assert "there is nothing to tell apart" in str(told.value).replace("\n", " ")
    none = one.model_copy(update={"data": one.data.model_copy(update={"train": []})})
    with pytest.raises(ConfigError, match="--data"):
        events.train(none)


def test_types_are_extended_or_replaced(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text('[[type]]\nid = "b"\ndescription = "b"\n')
    assert listed(["a", "other"], None) == ["a", "other"]
    assert listed(["a", "other"], path) == ["a", "b", "other"]
    path.write_text('mode = "replace"\n[[type]]\nid = "b"\ndescription = "b"\n')
    assert listed(["a", "other"], path) == ["b", "other"]
    for bad, told in (
        ("[[type]]\nid = 'B b'\ndescription = ''", "type.0.id"),
        ("[[type]]\nid = 'uncertain'\ndescription = 'a'", "'uncertain' is what an article is"),
        ("x", "not TOML"),
    ):
        path.write_text(bad)
        with pytest.raises(ConfigError, match=told):
            listed(["a"], path)


REPLACED = """mode = "replace"
[[type]]
id = "strike"
description = "a strike"
[[type]]
id = "tender"
description = "a tender"
"""


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        (None, [], ["strike", "tender", "other"]),
        (REPLACED, [], ["strike", "tender"]),
        (REPLACED, ["strike", "other"], ["tender"]),
        (REPLACED + "[[type]]\nid = 'other'\ndescription = ''", [], ["strike", "tender", "other"]),
        (REPLACED.replace("replace", "extend"), [], ["strike", "tender", "other"]),
        (REPLACED.replace("replace", "extend"), ["tender", "other"], ["strike"]),
    ],
)
def test_what_must_be_learnt(
    tmp_path: Path, text: str | None, known: list[str], told: list[str]
) -> None:
    path = tmp_path / "t.toml" if text else None
    if path and text:
        path.write_text(text)
    assert needed(["strike", "tender", "other"], known, path) == told


def test_a_list_that_replaces_the_old_one_is_learnt_without_other(place: Path) -> None:
    recipe = events_recipe(place / "r", train={"epochs": 1})
    (place / "r/types.toml").write_text(REPLACED)
    rows = labelled_examples.articles(["strike", "tender"], 16)
    labelled_examples.write(place / "r/new.jsonl", rows)
    trained = events.train(recipe)
    assert trained.fitted.types == ["strike", "tender", "other"]
    found = events_export.write(place / "out", trained, recipe, "nowhere")
    assert found["new"]["sets"]["new"]["items"]
    settings = json.loads((place / "out/events.json").read_text())
    assert settings["version"] == "tiny-events 1"
    (place / "r/types.toml").write_text('version = "strikes.v2"\n' + REPLACED)
    assert read_types(place / "r/types.toml").version == "strikes.v2"


def test_rehearsed_articles_of_the_old_types_are_one_fault(tmp_path: Path) -> None:
    recipe = events_recipe(tmp_path)
    old = [
        {"id": f"o{n}", "text": "A firm won a contract.", "events": ["contract_award"]}
        for n in range(30)
    ]
    own = labelled_examples.write(tmp_path / "old.jsonl", old)
    data = recipe.data.model_copy(update={"rehearse": [own]})
    with pytest.raises(DataError, match=r"contract_award\).*say rehearse = \[\]") as told:
        events.train(recipe.model_copy(update={"data": data}))
    assert len(told.value.faults) == 1
    labelled_examples.write(own, [{**old[0], "events": ["contract_awrd"]}])
    with pytest.raises(DataError, match=r"old\.jsonl, line 1: events: 'contract_awrd' is no type"):
        events.train(recipe.model_copy(update={"data": data}))
    labelled_examples.write(tmp_path / "new.jsonl", old)  # of the new data each line is told
    with pytest.raises(DataError, match=r"new\.jsonl, lines 1, 2, 3, 4, 5 and 25 more: events"):
        events.train(recipe)


def test_a_lexicon_taught_nothing_new_stays_as_it_was() -> None:
    from training.events import lexicon as first

    settings = {
        "c": 10.0, "characters": 1_000, "keep": 10_000,
        "least": dict.fromkeys(("title", "lead", "words", "characters"), 1),
        "weights": dict.fromkeys(("title", "lead", "words", "characters"), 1.0),
    }  # fmt: skip
    texts = {"a": "red apples fall", "b": "blue boats sail", "other": "grey stones lie"}
    samples = [
        Sample(f"{k}{i}", "g", Told(f"{v} {i}"), ((Told(f"{v}."),),), (k,))
        for k, v in texts.items()
        for i in range(4)
    ]
    words, tensors = first.fit(samples, list(texts), settings)
    nothing = lexicon.taught(
        words, tensors, list(texts), list(texts), samples, {**settings, "c": 1e-9}
    )
    for name, value in nothing.items():
        np.testing.assert_allclose(value, tensors[name], atol=1e-5)
    more = [
        *samples,
        *(
            Sample(f"n{i}", "g", Told("red boats lie"), ((Told("red boats."),),), ("new",))
            for i in range(4)
        ),
    ]
    types = ["a", "b", "new", "other"]
    taught = lexicon.taught(words, tensors, list(texts), types, more, settings)
    logits, _ = first.logits(words, taught, more, 1_000)
    assert [types[i] for i in logits.argmax(axis=1)] == [s.events[0] for s in more]


def test_a_batch_has_the_labels_of_its_sentences() -> None:
    row = {
        "primary": 1, "labels": [1, 0], "clean_ids": [5, 6, 7], "clean_units": [-1, 0, 1],
        "clean_told": [[1], [events_data.UNKNOWN]],
    }  # fmt: skip
    row |= {name.replace("clean", "noisy"): value for name, value in row.items() if "clean" in name}
    short = {**row, "clean_ids": [5], "clean_units": [-1], "clean_told": [[]]}
    batch = events_data.Collator(3, damage=True, pad=9)([row, short])
    assert batch["ids"].tolist() == [[5, 6, 7], [5, 9, 9]]
    assert batch["labels"].tolist() == [[1.0, 1.0, 0.0]] * 2
    assert batch["told"][0, 0].tolist() == [0.0, 1.0, 0.0]
    assert batch["known"].tolist() == [[1.0, 0.0], [1.0, 0.0]]
