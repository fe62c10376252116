"""What a run is told by: another start, list of types, noise or --field does not go on with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tune_helpers import NEEDED, events_recipe, killed_after_a_save

from nlp.checkpoints import Checkpoint
from nlp.errors import ConfigError
from training.tune import events, run, stamp
from training.tune.recipe import SeparationRecipe

BASIS = {
    "start": "0123456789abcdef",
    "fields": {"text": "corps"},
    "types": ["tender", "strike", "other"],
    "noise": {"n.jsonl": "aa"},
}


def recipe_in(folder: Path) -> SeparationRecipe:
    return SeparationRecipe(name="x", start="separation", run=folder / "run")


def stopped(folder: Path) -> SeparationRecipe:
    """A recipe whose run folder holds a run with a state to go on from."""
    recipe = recipe_in(folder)
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=BASIS) is None
    state = recipe.run / "trainer/checkpoint-3"
    state.mkdir(parents=True)
    (state / "trainer_state.json").write_text("{}", encoding="utf-8")
    return recipe


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"start": "fedcba9876543210"}, "from another model to start from"),
        ({"types": ["strike", "tender", "other"]}, "with other event types"),
        ({"types": ["tender", "strike", "outage", "other"]}, "with other event types"),
        ({"noise": {"n.jsonl": "bb"}}, "with other noise files"),
        ({"noise": {}}, "with other noise files"),
        ({"fields": {"text": "titre"}}, "with another --field"),
        ({"fields": {}}, "with another --field"),
    ],
)
def test_another_basis_is_refused_until_fresh(
    tmp_path: Path, changed: dict[str, Any], told: str
) -> None:
    recipe = stopped(tmp_path)
    other = {**BASIS, **changed}
    before = (recipe.run / run.STAMP).read_text()
    with pytest.raises(ConfigError, match=f"holds a run {told}: --fresh begins anew"):
        run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=other)
    assert (recipe.run / run.STAMP).read_text() == before
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=True, basis=other) is None


def test_the_same_basis_goes_on(tmp_path: Path) -> None:
    recipe = stopped(tmp_path)
    for _ in range(2):
        last = run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=dict(BASIS))
        assert last == str(recipe.run / "trainer/checkpoint-3")


@pytest.mark.parametrize("kept", [[], ["start"], ["start", "types"]])
def test_a_run_that_an_older_version_stamped_goes_on(tmp_path: Path, kept: list[str]) -> None:
    recipe = stopped(tmp_path)
    path = recipe.run / run.STAMP
    old = json.loads(path.read_text())
    old["basis"] = {name: BASIS[name] for name in kept}
    if not kept:
        del old["basis"]
    path.write_text(json.dumps(old))
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=BASIS)
    with pytest.raises(ConfigError, match="another model to start"):  # it is stamped whole now
        run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis={**BASIS, "start": "b"})


@pytest.mark.parametrize(
    ("data", "basis", "name"),
    [
        ({"a": "2"}, BASIS, "x"),
        ({"a": "1"}, {**BASIS, "start": "b"}, "x"),
        ({"a": "1"}, BASIS, "y"),
    ],
)
def test_a_run_that_stopped_before_its_first_state_is_no_run_to_protect(
    tmp_path: Path, data: dict[str, str], basis: dict[str, Any], name: str
) -> None:
    """Data with a fault, mended: the same command works. A state that was cut off is none."""
    recipe = recipe_in(tmp_path)
    run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=BASIS)
    (recipe.run / "trainer/checkpoint-1").mkdir(parents=True)
    other = recipe.model_copy(update={"name": name})
    assert run.claim(other.run, other, data, fresh=False, basis=basis) is None
    stamped = json.loads((recipe.run / run.STAMP).read_text())
    assert (stamped["data"], stamped["basis"], stamped["recipe"]["name"]) == (data, basis, name)


@pytest.mark.parametrize("text", [None, "", "{", "[]"])
def test_states_of_which_nothing_is_known_are_not_gone_on_with(
    tmp_path: Path, text: str | None
) -> None:
    recipe = stopped(tmp_path)
    path = recipe.run / run.STAMP
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(ConfigError, match=r"holds a run without a run\.json that can be read"):
        run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=BASIS)
    assert run.claim(recipe.run, recipe, {"a": "1"}, fresh=True, basis=BASIS) is None


def test_the_basis_has_the_hash_of_the_start_and_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    one = stamp.basis(Checkpoint("events", tmp_path), None, types=["a"])
    assert one == {"start": Checkpoint("mine", tmp_path).hash, "fields": {}, "types": ["a"]}
    (tmp_path / "config.json").write_text("{ }")
    assert stamp.basis(Checkpoint("events", tmp_path), None)["start"] != one["start"]
    assert stamp.basis(None, {"text": "x"}) == {"start": "scratch", "fields": {"text": "x"}}


@NEEDED
@pytest.mark.parametrize("swap", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_an_edited_list_of_types_does_not_go_on_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: bool
) -> None:
    """The path is the same: what is in the file counts."""
    recipe = events_recipe(tmp_path, train={"epochs": 2})
    with killed_after_a_save(monkeypatch):
        events.train(recipe)
    path = tmp_path / "types.toml"
    text = path.read_text()
    if swap:
        path.write_text(
            text.replace("tender", "x").replace("strike", "tender").replace("x", "strike")
        )
        with pytest.raises(ConfigError, match="with other event types"):
            events.train(recipe)
    else:
        path.write_text(text + "\n# a word\n")
        assert events.train(recipe).log.curve[-1]["epoch"] == 2.0


def test_the_stamp_is_put_in_its_place_whole(tmp_path: Path) -> None:
    """A kill in the middle of writing would leave none that can be read, and the run could not go on."""
    recipe = recipe_in(tmp_path)
    run.claim(recipe.run, recipe, {"a": "1"}, fresh=False, basis=BASIS)
    before = tmp_path / "before.json"
    before.hardlink_to(recipe.run / run.STAMP)
    run.claim(recipe.run, recipe, {"a": "2"}, fresh=False, basis=BASIS)
    assert json.loads(before.read_text())["data"] == {"a": "1"}
    assert json.loads((recipe.run / run.STAMP).read_text())["data"] == {"a": "2"}
