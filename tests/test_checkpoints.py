"""The one door to models: found in order, verified, safetensors only."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from nlp import checkpoints, registry
from nlp.engine import load_engine
from nlp.errors import ModelError


def make(folder: Path, task: str = "separation", value: float = 1.0) -> Path:
    folder.mkdir(parents=True)
    save_file({"weight": np.full((2, 3), value, np.float32)}, folder / "model.safetensors")
    (folder / "config.json").write_text('{"labels": ["a", "b"]}')
    (folder / "canary.jsonl").write_text('{"input": "x", "output": "a"}\n')
    checkpoints.write_manifest(
        folder,
        name=folder.name,
        version="1",
        task=task,
        data=[],
        recipe="r",
        metrics={},
        licence="MIT",
    )
    return folder


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEILLE_MODELS", str(tmp_path / "first"))
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_finds_by_path_and_name_first_folder_wins(places: Path) -> None:
    late = make(places / "cache/models/toy", value=2.0)
    assert checkpoints.find("toy").path == late
    early = make(places / "first/toy")
    assert checkpoints.find("toy").path == early
    assert checkpoints.find(late).path == late
    assert [c.path for c in checkpoints.list_models() if c.name == "toy"] == [early]


def test_reads_tensors_json_and_canaries(places: Path) -> None:
    found = checkpoints.find(make(places / "first/toy"))
    np.testing.assert_array_equal(found.load_tensors()["weight"], np.ones((2, 3), np.float32))
    assert found.load_json("config.json") == {"labels": ["a", "b"]}
    assert list(found.canaries()) == [{"input": "x", "output": "a"}]
    with pytest.raises(ModelError, match=r"none\.safetensors"):
        found.load_tensors("none.safetensors")


def test_hash_follows_the_content_and_not_the_place(places: Path) -> None:
    one = checkpoints.find(make(places / "a/toy"))
    same = checkpoints.find(make(places / "b/other"))
    different = checkpoints.find(make(places / "c/toy", value=2.0))
    assert one.hash == same.hash != different.hash
    bare = places / "b/other" / checkpoints.MANIFEST
    bare.unlink()
    assert checkpoints.find(places / "b/other").hash == one.hash


EDITS = {
    "a label": lambda f: (f / "config.json").write_text('{"labels": ["b", "a"]}'),
    "a space": lambda f: (f / "config.json").write_text('{"labels": ["a", "b"]} '),
    "a canary": lambda f: (f / "canary.jsonl").write_text('{"input": "x", "output": "b"}\n'),
    "a file gone": lambda f: (f / "config.json").unlink(),
    "cut weights": lambda f: os.truncate(f / "model.safetensors", 20),
    "no weights": lambda f: (f / "model.safetensors").unlink(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_model_edited_by_hand_is_another_and_not_the_pinned_one(places: Path, edit: str) -> None:
    folder = make(places / "first/toy")
    before = checkpoints.find(folder).hash
    registry.pin("toy", str(folder))
    EDITS[edit](folder)
    assert checkpoints.find(folder).hash != before
    with pytest.raises(ModelError, match=f"pinned to {before}.* which is now"):
        checkpoints.find("toy")


def test_two_edits_are_two_models_and_the_old_text_is_the_old_one(places: Path) -> None:
    folder = make(places / "first/toy")
    config = folder / "config.json"
    text, hashes = config.read_text(), []
    for said in (text, '{"labels": ["b", "a"]}', '{"labels": ["a", "c"]}', text):
        config.write_text(said)
        hashes.append(checkpoints.find(folder).hash)
    assert hashes[0] == hashes[3] and len(set(hashes)) == 3


def test_card_and_stray_files_change_no_hash(places: Path) -> None:
    folder = make(places / "first/toy")
    before = checkpoints.find(folder).hash
    (folder / "README.md").write_text("a card may be mended")
    (folder / "stray.txt").write_text("verify tells of it")
    assert checkpoints.find(folder).hash == before


def test_verify_tells_every_difference(places: Path) -> None:
    folder = make(places / "first/toy")
    assert checkpoints.verify(checkpoints.find(folder)) == []
    (folder / "README.md").write_text("a card may change")
    assert checkpoints.verify(checkpoints.find(folder)) == []
    (folder / "config.json").write_text('{"labels": ["b", "a"]}')
    (folder / "canary.jsonl").unlink()
    (folder / "stray.txt").write_text("?")
    wrong = " ".join(checkpoints.verify(checkpoints.find(folder)))
    for part in ("config.json: SHA-256", "canary.jsonl: missing", "stray.txt: not in"):
        assert part in wrong


def test_wrong_task_and_wrong_names_are_refused(places: Path) -> None:
    make(places / "first/toy", task="events")
    with pytest.raises(ModelError, match="for events, not for translation"):
        checkpoints.find("toy", "translation")
    for name in ("missing", str(places / "missing"), "owner/never-downloaded"):
        with pytest.raises(ModelError):
            checkpoints.find(name)


def test_pickled_weights_are_refused(places: Path) -> None:
    folder = places / "first/old"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin.*safetensors alone"):
        checkpoints.find("old")


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", '{"format": 2}', '{"format": 1, "files": ["a"]}',
        '{"format": 1, "files": {"a": "b"}}', '{"format": 1, "files": {"a": {"bytes": 1}}}',
    ],
)  # fmt: skip
def test_a_damaged_manifest_is_an_error(places: Path, text: str) -> None:
    folder = make(places / "first/toy")
    (folder / checkpoints.MANIFEST).write_text(text)
    with pytest.raises(ModelError):
        checkpoints.find("toy")


def test_a_damaged_model_is_not_told_where_another_is_missing(places: Path) -> None:
    (make(places / "first/toy") / checkpoints.MANIFEST).write_text("{")
    with pytest.raises(ModelError, match=r"no model named 'toi' in .*did you mean 'toy'\?"):
        checkpoints.find("toi")


def test_manifest_lists_files_and_refuses_odd_fields(places: Path) -> None:
    folder = make(places / "first/toy")
    manifest = json.loads((folder / checkpoints.MANIFEST).read_text())
    assert set(manifest["files"]) == {"model.safetensors", "config.json", "canary.jsonl"}
    assert manifest["files"]["config.json"]["bytes"] == (folder / "config.json").stat().st_size
    with pytest.raises(ModelError, match="manifest fields"):
        checkpoints.write_manifest(folder, name="toy")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("./mine", "{far}/./mine"),
        ("sub/mine", "{far}/sub/mine"),
        ("mine", "{far}/mine"),
        ("./gone", "{far}/./gone"),
        ("toy", "toy"),  # a folder of that name in the way is not what it means
        ("pinned", "pinned"),
        ("data", "data"),
        ("owner/data", "owner/data"),
        ("nowhere", "nowhere"),
        ("~/mine", "~/mine"),
        ("/else/mine", "/else/mine"),
    ],
)
def test_a_name_elsewhere_is_a_path_only_where_it_is_one_here(
    places: Path, monkeypatch: pytest.MonkeyPatch, name: str, named: str
) -> None:
    far = places / "far"
    for mine in ("mine", "sub/mine", "toy", "pinned"):
        make(far / mine)
    (far / "data").mkdir()
    (far / "owner/data").mkdir(parents=True)
    make(places / "first/toy", value=2.0)
    registry.pin("pinned", make(places / "first/other", value=3.0))
    assert checkpoints.named_in(str(far), name) == named.format(far=far)
    monkeypatch.chdir(far)
    if name in ("./mine", "sub/mine", "mine", "toy", "pinned"):
        here = checkpoints.find(name)
        monkeypatch.chdir(places)
        assert checkpoints.find(checkpoints.named_in(str(far), name)).path == here.path


def test_a_folder_that_is_no_model_is_told(places: Path) -> None:
    (places / "data").mkdir()
    with pytest.raises(ModelError, match="data: no model folder"):
        checkpoints.find(places / "data")


def general(folder: Path, kind: str) -> Path:
    """A folder as transformers saves a model, with nothing of ours in it."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"model_type": kind}))
    save_file({"w": np.zeros(1, dtype=np.float32)}, folder / "model.safetensors")
    return folder


@pytest.mark.parametrize("task", ["events", "repair", "separation"])
def test_a_folder_of_transformers_is_no_model_of_ours(tmp_path: Path, task: str) -> None:
    folder = general(tmp_path / "tiny", "bert")
    assert checkpoints.find(folder).name == "tiny"
    with pytest.raises(ModelError, match=f"^tiny is a bert .* no model for {task}$"):
        checkpoints.find(folder, task)


@pytest.mark.parametrize(("task", "own"), [("events", "events.json"), ("repair", "edits.json")])
def test_one_of_ours_without_a_manifest_is_taken(tmp_path: Path, task: str, own: str) -> None:
    folder = general(tmp_path / "tiny", "bert")
    (folder / own).write_text("{}")
    assert checkpoints.find(folder, task).name == "tiny"


@pytest.mark.parametrize("kind", ["bart", "bert", "t5"])
def test_what_cannot_be_asked_to_translate_is_told_at_once(tmp_path: Path, kind: str) -> None:
    folder = general(tmp_path / "tiny", kind)
    with pytest.raises(ModelError, match=f"^tiny: no way known to ask a {kind} for English"):
        load_engine(checkpoints.find(folder, "translation"))
