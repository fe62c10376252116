"""The folder that a new model is written to: what may give way to it, told before the training."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlp.checkpoints import write_manifest
from nlp.errors import ConfigError
from training.tune import target

Veille = Callable[..., Any]


def model(folder: Path, task: str = "events") -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "parts").mkdir()
    (folder / "parts/words.json").write_text("[]")
    about = {"version": "1", "data": [], "recipe": {}, "metrics": {}, "licence": "CC0"}
    write_manifest(folder, name="m", task=task, **about)
    (folder / "README.md").write_text("# m\n")
    return folder


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*")}


@pytest.mark.parametrize("to", ["out/new", "out/empty", "out/earlier", "link", "out/../out/new"])
def test_what_is_not_there_or_empty_or_an_earlier_model_gives_way(place: Path, to: str) -> None:
    (place / "out/empty").mkdir(parents=True)
    model(place / "out/earlier")
    (place / "link").symlink_to(place / "out/earlier")
    out = Path(to)
    target.refuse(out, Path("runs/r"), "events")
    folder = target.begun(out)
    (folder / "config.json").write_text('{"new": 1}')
    target.put(folder, out)
    assert files(out) == {"config.json"}
    assert not [p for p in place.rglob("*") if "veille-new" in p.name]


@pytest.mark.parametrize(
    "lost",
    ["spam.csv", "old/base.jsonl", ".git/HEAD", ".env", "parts/README.md", "evaluation.json"],
)
@pytest.mark.parametrize("beside_a_model", [True, False])
def test_anything_else_is_kept(place: Path, lost: str, beside_a_model: bool) -> None:
    out = model(place / "labels") if beside_a_model else place / "labels"
    (out / lost).parent.mkdir(parents=True, exist_ok=True)
    (out / lost).write_text("mine")
    for check in (target.begun, lambda to: target.refuse(to, Path("runs/r"), "events")):
        with pytest.raises(ConfigError, match="would be lost") as told:
            check(Path("labels"))
        assert lost in str(told.value)
    assert (out / lost).read_text() == "mine"
    assert [p.name for p in place.iterdir()] == ["labels"]


@pytest.mark.parametrize("manifest", ["{", "[]", "{}", '{"format": 1, "files": 3}'])
def test_a_folder_with_no_manifest_of_ours_is_no_earlier_model(place: Path, manifest: str) -> None:
    model(place / "out")
    (place / "out/manifest.json").write_text(manifest)
    with pytest.raises(ConfigError, match="would be lost"):
        target.refuse(Path("out"), Path("runs/r"), "events")


def test_folders_in_it_and_links_count(place: Path) -> None:
    (place / "a/b").mkdir(parents=True)
    with pytest.raises(ConfigError, match="folders"):
        target.begun(Path("a"))
    out = model(place / "m")
    (out / "link").symlink_to(place / "a")
    with pytest.raises(ConfigError, match="link"):
        target.begun(out)
    (place / "m.new").mkdir()
    (place / "m.new/mine.txt").write_text("")
    (out / "link").unlink()
    target.put(target.begun(out), out)
    assert (place / "m.new/mine.txt").is_file()


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("runs/r", "where the run has its state"),
        ("runs/r/model", "where the run has its state"),
        ("runs/r/../r", "where the run has its state"),
        ("runs", "where the run has its state"),
        (".", "where the run has its state"),
        ("..", "where the run has its state"),
        ("afile", "is a file"),
        ("afile/model", "is a file and no folder"),
        ("afile/a/model", "is a file and no folder"),
        ("/", "where the run has its state"),
        ("repair", "a model for repair"),
    ],
)
def test_where_no_model_can_go(place: Path, to: str, told: str) -> None:
    (place / "afile").write_text("mine")
    model(place / "repair", "repair")
    before = files(place)
    with pytest.raises(ConfigError, match=told):
        target.refuse(Path(to), Path("runs/r"), "events")
    assert files(place) == before


@pytest.mark.parametrize("to", [".", "..", "../place"])
def test_the_folder_that_the_command_runs_in(
    place: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    (place / "place").mkdir()
    monkeypatch.chdir(place / "place")
    with pytest.raises(ConfigError, match="the command runs in it"):
        target.refuse(Path(to), place.parent / "run", "events")


@pytest.mark.parametrize("to", ["runs/r2", "runs/run", "run", "runs/r.model"])
def test_a_folder_beside_the_run_will_do(place: Path, to: str) -> None:
    target.refuse(Path(to), Path("runs/r"), "events")


@pytest.mark.parametrize("task", ["events", "repair", "separation", "translation"])
def test_the_command_tells_it_before_anything_is_read(
    place: Path, veille: Veille, task: str
) -> None:
    recipe = {"name": '"m"', "start": f'"{task}"', "run": '"runs/r"'}
    text = "".join(f"{name} = {value}\n" for name, value in recipe.items())
    (place / "r.toml").write_text(text + '[data]\ntrain = ["labels/new.jsonl"]\n')
    (place / "labels").mkdir()
    (place / "labels/new.jsonl").write_text(json.dumps({}))
    done = veille("train", task, "r.toml", "--to", "labels")
    assert done.code and "would be lost: new.jsonl; name another folder" in done.err
    assert files(place) == {"r.toml", "labels", "labels/new.jsonl"}
