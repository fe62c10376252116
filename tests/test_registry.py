"""Models of one's own: copied whole, pinned to what they are, refused when they changed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from nlp import registry
from nlp.checkpoints import find, write_manifest
from nlp.errors import ConfigError, ModelError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and no other models."""
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("VEILLE_MODELS", raising=False)
    return tmp_path / "cache"


def model(folder: Path, text: str = "a", task: str = "events") -> Path:
    """A model folder that holds nothing but a file of text."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(text))
    (folder / "README.md").write_text("# card")
    write_manifest(
        folder, name="mine", version="1", task=task, data=[], recipe="", metrics={}, licence=""
    )
    return folder


def test_a_model_is_copied_under_its_name_or_another(tmp_path: Path) -> None:
    folder = model(tmp_path / "out")
    added = registry.add(folder)
    assert find("mine").hash == added.hash == find(str(folder)).hash
    assert (added.path / "README.md").read_text() == "# card"
    assert registry.add(folder).path == added.path  # again: nothing to do
    assert registry.add(folder, "second").name == "second"
    other = model(tmp_path / "other", "b")
    with pytest.raises(ConfigError, match="another model 'mine'"):
        registry.add(other)
    assert registry.add(other, replace=True).hash == find("mine").hash != added.hash


def test_a_damaged_or_foreign_folder_is_refused(tmp_path: Path) -> None:
    folder = model(tmp_path / "out")
    (folder / "config.json").write_text('"b"')
    with pytest.raises(ModelError, match="SHA-256 differs"):
        registry.add(folder)
    with pytest.raises(ModelError, match="no model folder"):
        registry.add(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="--name"):
        registry.add(model(tmp_path / "x"), "../x")
    assert not (registry.models_dir()).exists()


def test_a_pinned_name_means_one_model_until_it_changes(tmp_path: Path) -> None:
    shipped = find("events").hash
    mine = registry.add(model(tmp_path / "out"))
    before = mine.hash
    registry.pin("events", "mine")
    assert find("events").path == mine.path and find("events").name == "events"
    with pytest.raises(ModelError, match="is a model for events"):
        find("events", task="translation")
    registry.add(model(tmp_path / "new", "b"), replace=True)
    with pytest.raises(ModelError, match=r"which is now .*pin it anew"):
        find("events")
    registry.pin("events", str(mine.path))
    assert find("events").hash != before
    registry.unpin("events")
    assert find("events").hash == shipped
    with pytest.raises(ConfigError, match="not pinned"):
        registry.unpin("events")


def test_a_pin_to_what_is_gone_is_told(tmp_path: Path) -> None:
    import shutil

    mine = registry.add(model(tmp_path / "out"))
    registry.pin("events", "mine")
    shutil.rmtree(mine.path)
    with pytest.raises(ModelError, match="which is gone"):
        find("events")
    registry.pins_file().write_text("{")
    with pytest.raises(ModelError, match=r"pins\.json"):
        find("events")


@pytest.mark.parametrize("task", ["events", "translation", "repair", "separation"])
@pytest.mark.parametrize("replace", [False, True])
def test_a_name_that_a_shipped_model_has_is_refused(
    tmp_path: Path, task: str, replace: bool
) -> None:
    folder = model(tmp_path / "out", task=task)
    with pytest.raises(ConfigError, match=f"{task}-mine"):
        registry.add(folder, task, replace=replace)
    assert not registry.models_dir().exists()
    added = registry.add(folder, f"{task}-mine")
    assert registry.pin(task, added.name)["hash"] == added.hash == find(task).hash


def test_a_name_of_an_earlier_folder_or_a_pin_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model(tmp_path / "first/theirs", "c")
    monkeypatch.setenv("VEILLE_MODELS", str(tmp_path / "first"))
    folder = model(tmp_path / "out")
    with pytest.raises(ConfigError, match="goes before"):
        registry.add(folder, "theirs")
    added = registry.add(folder, "mine")
    registry.pin("mine", "mine")  # to itself: nothing hides it
    assert registry.add(folder, "mine").path == added.path
    registry.pin("mine", str(tmp_path / "first/theirs"))
    with pytest.raises(ConfigError, match="models pin mine --remove"):
        registry.add(folder, "mine")


def test_a_folder_where_one_stands_goes_before_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, mine = find("events"), registry.add(model(tmp_path / "out"))
    here = model(tmp_path / "here/events", "c")
    monkeypatch.chdir(tmp_path / "here")
    assert find("events").path == shipped.path
    for explicit in ("./events", "events/", "../here/events", str(here), Path("events")):
        assert find(explicit).path == here
    registry.pin("events", "mine")
    assert find("events").path == mine.path
    assert registry.pin("events", "./events")["path"] == str(here)


def test_a_bare_name_that_no_model_has_is_looked_for_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = model(tmp_path / "here/new")
    monkeypatch.chdir(tmp_path / "here")
    assert find("new").path == here
    monkeypatch.chdir(tmp_path)
    assert find("here/new").path == here
    with pytest.raises(ModelError, match="no model named 'new'"):
        find("new")


def test_what_is_pinned_is_whole_and_of_the_task(tmp_path: Path) -> None:
    folder = model(tmp_path / "out")
    registry.add(folder)
    with pytest.raises(ModelError, match="for events, not for translation"):
        registry.pin("translation", "mine")
    with pytest.raises(ConfigError, match="did you mean events"):
        registry.pin("evnts", "mine")
    assert registry.pin("mine-of-may", "mine")["hash"] == find("mine").hash
    (find("mine").path / "config.json").write_text('"c"')
    with pytest.raises(ModelError, match="SHA-256 differs"):
        registry.pin("events", "mine")


def test_weights_of_another_model_of_the_same_size_make_another_hash(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    save_file({"w": np.zeros(4, np.float32)}, folder / "model.safetensors")
    model(folder / "inner")  # something to be hashed beside it
    write_manifest(
        folder, name="mine", version="1", task="events", data=[], recipe="", metrics={}, licence=""
    )
    before = find(str(folder)).hash
    save_file({"w": np.ones(4, np.float32)}, folder / "model.safetensors")
    assert find(str(folder)).hash != before
