"""Edit models put upon an encoder, resumed, taught more: tiny ones, by the code of `veille train`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import labelled_examples
import numpy as np
import pytest
import tiny_models
import torch
from tune_helpers import NEEDED, dumped, encoder, killed_after_a_save

from nlp.canaries import faults
from nlp.checkpoints import Checkpoint, find
from nlp.errors import ConfigError, DataError
from nlp.repair.edit.tagger import Tagger, Window
from training.labelled.schema import RepairRow
from training.repair import thresholds
from training.repair.examples import between
from training.repair.fit import NOTHING, batch_of
from training.repair.thresholds import Judged
from training.tune import repair, repair_data, repair_decisions, repair_export, repair_model, run
from training.tune.recipe import RepairRecipe

pytestmark = NEEDED
torch.set_num_threads(1)
Veille = Callable[..., Any]


@pytest.fixture(autouse=True, scope="module")
def unsure() -> Iterator[None]:
    """Tiny models are never sure of an edit: here any probability will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thresholds, "LEAST_SCORE", 0.0)
        yield


FAULTS = [
    ("The {noun} leans of the {other}.", "The {noun} leans on the {other}."),
    ("The {noun} has the {other} since two years.", "The {noun} has the {other} for two years."),
    ("The {noun} have a new {other} there.", "The {noun} has a new {other} there."),
]
NEW = ("The {noun} sleeps near the {other} here.", "The {noun} lies near the {other} here.")
NOUNS = [
    "hospital",
    "clinic",
    "agency",
    "vendor",
    "school",
    "ministry",
    "firm",
    "network",
    "tool",
    "record",
]
LOOP = {"epochs": 12, "batch": 16, "learning_rate": 3e-3, "precision": "fp32"}


def rows(templates: list[tuple[str, str]], count: int) -> list[dict[str, Any]]:
    """So many corrections, three to an article; every fourth row needs none."""
    found = []
    for i in range(count):
        bad, good = templates[i % len(templates)]
        names = {"noun": NOUNS[i % 10], "other": NOUNS[(i // 10 + i + 1) % 10]}
        source, target = (bad if i % 4 else good).format(**names), good.format(**names)
        found.append(
            {"id": f"r{i}", "group": f"a{i // 3}", "source": source, "target": target, "lang": "en"}
        )
    return found


def recipe(folder: Path, start: Path, count: int = 120, **changes: Any) -> RepairRecipe:
    """A recipe for a tiny model, with its data in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    data = labelled_examples.write(folder / "new.jsonl", rows(FAULTS, count))
    found = {
        "name": "tiny-repair",
        "start": str(start),
        "run": folder / "run",
        "data": {"train": [data], "dev_share": 0.2, "test_share": 0.2},
        "head_learning_rate": 1e-2,
        "freeze_embeddings": False,
        "train": {**LOOP, "patience": 0, "report_to": ["none"]},
    }
    for key, value in changes.items():
        found[key] = {**found[key], **value} if isinstance(found.get(key), dict) else value
    return RepairRecipe.model_validate(found)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random encoder that has the words of all the rows."""
    texts = [r[side] for r in rows([*FAULTS, NEW], 40) for side in ("source", "target")]
    return tiny_models.bert(tmp_path_factory.mktemp("base"), [*texts, *NOUNS])


@pytest.fixture(scope="module")
def made(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A tiny model from the encoder, held against the rules alone."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILLE_CACHE", str(folder / "cache"))
        patch.setattr(repair_export, "CANARIES", ("The clinic leans of the vendor.",))
        wanted = recipe(folder, base)
        found = repair_export.write(folder / "model", repair.train(wanted), wanted, "rules")
    return folder / "model", found


def test_a_model_from_an_encoder_learns_and_is_whole(
    made: tuple[Path, dict[str, Any]], place: Path
) -> None:
    model, found = made
    new = found["new"]["sets"]["new"]
    assert new["f05"] > 0.8 and new["clean_changed"] == 0
    assert found["compared"]["new"]["f05"]["verdict"] == "better"
    assert found["new"]["hash"] == find(str(model)).hash
    assert set(new["per_class"]) >= {"preposition", "agreement"}
    assert next(iter(find(str(model)).canaries()))["output"] == "The clinic leans on the vendor."
    assert faults(find(str(model))) == []
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "the new data alone: no benchmark folder was at hand" in card
    assert "**better**" in card and "| new | rules |" not in card
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["data"][0]["name"] == "new.jsonl" and manifest["metrics"]["proposals"]
    assert str(model.parent) not in json.dumps(manifest) + card  # nothing of this machine


@pytest.mark.slow  # a run for events and one for translation go on in the fast suite
def test_a_resumed_run_equals_an_uninterrupted_one(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"epochs": 3, "accumulate": 2, "batch": 8}
    whole = repair.train(recipe(tmp_path / "whole", base, train=settings))
    wanted = recipe(tmp_path / "parts", base, train=settings)
    with killed_after_a_save(monkeypatch):
        repair.train(wanted)
    assert run.last_checkpoint(wanted.run / "trainer")
    again = repair.train(wanted)
    for name, value in whole.tagger.state_dict().items():
        assert torch.equal(value, again.tagger.state_dict()[name]), name
    worth = [row["worth"] for row in whole.log.curve]
    assert len(worth) == 3 and worth == sorted(worth)  # better with each epoch, F0.5 or not
    assert whole.log.curve == again.log.curve and whole.tags == again.tags
    assert not [*tmp_path.rglob("*.pt"), *tmp_path.rglob("*.bin")]


def test_a_checkpoint_of_ours_is_taught_more_and_keeps_its_tags(
    made: tuple[Path, dict[str, Any]], place: Path, veille: Veille
) -> None:
    """Through the command line, with the old rows rehearsed."""
    old, _ = made
    tags = find(str(old)).load_json("tags.json")
    data = labelled_examples.write(place / "more.jsonl", rows([NEW], 60))
    shown = {"train": [], "rehearse": [place / "r/new.jsonl"]}
    wanted = recipe(place / "r", old, data=shown, decisions={"least": 6})
    path = dumped(wanted, place / "r.toml")
    command = ["train", "repair", path, "--data", data, "--to", "out/new", "--against", old]
    done = veille(*command)
    assert done.code == 0, done.err
    new = find(str(place / "out/new"), task="repair")
    assert new.load_json("tags.json") == [*tags, "R:lies"]
    found = json.loads((place / "r/run/evaluation.json").read_text())
    told = found["compared"]["new"]["f05"]
    assert told["old"] == 0.0 and told["verdict"] == "better"
    assert found["compared"]["rehearsed"]["f05"]["new"] > 0.8
    before = find(str(old)).load_json("edits.json")["thresholds"]
    assert found["kept"] == sorted(before) and len(before) >= 2
    assert all(found["thresholds"][kind] == before[kind] for kind in before)
    assert len(found["thresholds"]) > len(before)
    card = (place / "out/new/README.md").read_text(encoding="utf-8")
    assert "keep the threshold of the model that was started from" in card
    assert f"{len(tags)} tags that were known, {len(tags) + 1} tags now" in card


def test_new_rows_of_a_head_begin_as_the_mean_of_the_others(
    made: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    start = find(str(made[0]))
    tags = repair_model.known_tags(start)
    shown = between("It naps. It naps.", "It rests. It rests.")
    grown = repair_model.grown_tags(tags, shown, 2)
    assert grown == [*tags, "R:rests"]
    assert repair_model.grown_tags(tags, shown, 3) == tags
    head = repair_model.build(start, grown, recipe(tmp_path, made[0])).tagger.head
    old = start.load_tensors("head.safetensors")
    weight = head.weight.detach().numpy()
    np.testing.assert_array_equal(weight[:-1], old["weight"].astype(np.float32))
    np.testing.assert_allclose(weight[-1], weight[1:-1].mean(0), atol=1e-6)


def test_lora_trains_adapters_and_merges_them(base: Path, tmp_path: Path) -> None:
    pytest.importorskip("peft")
    wanted = recipe(
        tmp_path, base, lora={"rank": 2, "targets": ["query"]}, train={"epochs": 1}, layers=1
    )
    tagger = repair.train(wanted).tagger
    new, old = tagger.bert.state_dict(), find(str(base)).load_tensors()
    assert not [name for name in new if "lora" in name or ".layer.1." in name]
    query, dense = (f"encoder.layer.0.attention.{n}.weight" for n in ("self.query", "output.dense"))
    assert not np.array_equal(new[query].numpy(), old[query])
    assert np.array_equal(new[dense].numpy(), old[dense])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["roberta", "distilbert"])
def test_encoders_of_others_are_trained_and_run_on_ctranslate2(kind: str, place: Path) -> None:
    wanted = recipe(place, encoder(kind, place / "base"), train={"epochs": 1})
    trained = repair.train(wanted)
    repair_export.write(place / "out", trained, wanted, "nowhere")
    running = Tagger.load(str(place / "out"), precision="float32")
    [case] = repair_data.cases(
        between(*["The hospital of Lyon signed."] * 2), trained.tags, running._pieces
    )
    batch = batch_of([case], trained.tagger.bert.config.pad_token_id)
    with torch.no_grad():
        logits = trained.tagger.logits(batch.ids, batch.first, batch.target != NOTHING)
    own = running._logits(Window(case.ids, case.first))
    np.testing.assert_allclose(own, logits.numpy(), atol=0.02)  # the weights are kept in float16
    assert "nowhere is not here" in (place / "out/README.md").read_text(encoding="utf-8")


def test_clean_sentences_stand_beside_corrections() -> None:
    given = [RepairRow(**row) for row in rows(FAULTS, 40)]
    clean = repair_data.clean_beside(given, 0.5, seed=1)
    assert len(clean) == 15 and {tag for one in clean for tag in one.tags} == {"K"}
    assert {one.text for one in clean} <= {row.target for row in given if not row.clean}
    assert repair_data.clean_beside(given, 0.0, seed=1) == []


def test_the_metric_counts_places_that_no_tag_mends_as_missed() -> None:
    class Asked:
        predictions = (
            np.array([[0, 3, 2, 1, 0], [5, 0, 0, 9, 9]]),
            np.array([[-0.1, -0.2, -0.5, 0.0, 0.0], [0.0, 0.0, 0.0, 7.0, 7.0]]),
        )
        label_ids = np.array([[0, 3, 1, -1, 0], [0, 0, 4, -2, -100]])

    found = repair_data.tag_f05(Asked())
    assert found["precision"] == 1 / 4 and found["recall"] == 1 / 4
    assert found["worth"] == pytest.approx(0.25 - 0.01 * 0.1)


def test_few_proposals_keep_the_old_threshold_and_many_bad_ones_lose_it() -> None:
    old = {"tense": {"likely": 0.7}, "article": {"always": 0.9}, "idiom": {"likely": 0.8}}
    items = [Judged("tense", 0.9, True), Judged("idiom", 0.5, True)]
    items += [Judged("article", 0.95, False)] * 5
    items += [Judged("preposition", 0.6, True)] * 3
    found = repair_decisions.settled(items, [Judged("tense", 0.8, False)], old, 5, shared=False)
    assert found.kept == ["idiom", "tense"]
    chosen = found.thresholds.pop("preposition")
    assert chosen == {"likely": pytest.approx(0.6, abs=0.002)}
    assert found.thresholds == {"tense": {"likely": 0.7}, "idiom": {"likely": 0.8}}
    assert found.counts["tense"]["likely"] == {"right": 1, "wrong": 0, "clean": 1}


def test_what_cannot_be_learnt_is_told(base: Path, tmp_path: Path) -> None:
    few = recipe(tmp_path / "few", base, count=6)
    with pytest.raises(DataError, match="at least 10 are needed"):
        repair.train(few)
    wanted = recipe(tmp_path / "clean", base)
    clean = [{**row, "source": row["target"]} for row in rows(FAULTS, 40)]
    labelled_examples.write(tmp_path / "clean/new.jsonl", clean)
    with pytest.raises(DataError, match="no training row mends anything"):
        repair.train(wanted)
    with pytest.raises(ConfigError, match="not from scratch"):
        repair.train(wanted.model_copy(update={"start": "scratch"}))
    with pytest.raises(ConfigError, match="layers = 9, but .* has 2"):
        repair_model.build(Checkpoint("base", base), ["K"], recipe(tmp_path, base, layers=9))


def test_with_the_benchmark_folder_every_class_is_chosen_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edits.json").write_text('{"thresholds": {"idiom": {"likely": 0.8}}}')
    start = Checkpoint("repair", tmp_path, {"task": "repair"})
    theirs = [Judged("tense", 0.9, True)] * 3
    monkeypatch.setattr(repair_decisions, "judged_items", lambda *_: theirs)
    monkeypatch.setattr(repair_decisions, "judged_clean", lambda *_: [Judged("tense", 0.95, False)])
    alone = repair_decisions.decide(None, [], start, None, 5)  # type: ignore[arg-type]
    assert alone.thresholds == {"idiom": {"likely": 0.8}} and not alone.shared
    found = repair_decisions.decide(None, [], start, tmp_path, 5)  # type: ignore[arg-type]
    assert set(found.thresholds) == {"tense"} and found.shared and found.kept == []
    assert found.counts["tense"]["likely"] == {"right": 3, "wrong": 0, "clean": 1}
