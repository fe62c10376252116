"""The worked example of docs/training.md, run command by command on tiny models."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import labelled_examples
import pytest
import tiny_models

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/training.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
COMMANDS = [
    line.removeprefix("$ ")
    for language, body in FENCE.findall(PAGE)
    if language == "console"
    for line in body.splitlines()
]
TYPES = next(body for language, body in FENCE.findall(PAGE) if language == "toml")
OLD, NEW = ["tender", "outage", "mishap", "other"], ["clinical_trial", "strike"]
LOOP = 'precision = "fp32"\nreport_to = ["none"]\n'
EVENTS = f"""name = "events-mine"
start = "events"
run = "runs/events"
noise = ["spam.jsonl"]
[data]
rehearse = ["old.jsonl"]
test_share = 0.25
[train]
epochs = 12
learning_rate = 1e-3
{LOOP}
[window]
length = 64
most = 2
"""
FIRST = """mode = "replace"
""" + "\n".join(f'[[type]]\nid = "{name}"\ndescription = "{name}"' for name in OLD)
SCRATCH = EVENTS.replace('"events"', '"scratch"').replace("rehearse", "train").replace(
    "runs/events", "runs/first"
) + """
[shape]
width = 32
layers = 2
heads = 2
vocabulary = 400
[lexicon.least]
title = 1
lead = 1
words = 1
characters = 1
"""  # fmt: skip
TRANSLATION = f"""name = "translation-mine"
start = "translation"
run = "runs/translation"
rehearsed = 0.2
old_test = 10
max_tokens = 40
[train]
epochs = 1
{LOOP}
"""
SEPARATION = """name = "separation-mine"
start = "separation"
run = "runs/separation"
[data]
dev_share = 0.0
test_share = 0.0
[adapt]
documents = 40
"""


class Place:
    """The reader's working folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "VEILLE_CACHE": str(folder / "cache"),
            "VEILLE_MODELS": os.pathsep.join([str(folder / "models"), str(ROOT / "models")]),
        }

    def run(self, command: str) -> str:
        """Run a command as the reader would; its output."""
        words = command.replace("veille ", f"{sys.executable} -m nlp.cli ", 1)
        done = subprocess.run(
            words, shell=True, cwd=self.folder, env=self.env, capture_output=True, text=True,
            timeout=900, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def write(self, name: str, text: str) -> None:
        """Write a file of the example."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def label(self) -> None:
        """Play the annotator: give every task its true type."""
        tasks = json.loads((self.folder / "tasks.json").read_text(encoding="utf-8"))
        done = []
        for task in tasks:
            label = task["data"]["veille_id"].partition("-")[0]
            choice = {"from_name": "primary", "to_name": "text", "type": "choices"}
            result = [{**choice, "value": {"choices": [label]}}]
            done.append({"data": task["data"], "annotations": [{"result": result}]})
        self.write("export.json", json.dumps(done))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Archive, data and recipes of the example, and tiny models under the names of the shipped ones."""
    found = Place(tmp_path_factory.mktemp("tutorial"))
    folder = found.folder
    (folder / "models").mkdir()
    tiny_models.marian(folder / "models/translation")
    labelled_examples.write(folder / "old.jsonl", labelled_examples.articles(OLD, 16))
    archive = [labelled_examples.article(label, i) for label in NEW for i in range(25)]
    labelled_examples.write(
        folder / "archive.jsonl",
        [{k: row[k] for k in ("id", "title", "text")} | {"lang": "en"} for row in archive],
    )
    shutil.copy(ROOT / "examples/spam.jsonl", folder / "spam.jsonl")
    spam = [json.loads(s) for s in (folder / "spam.jsonl").read_text("utf-8").splitlines()]
    labelled_examples.write(
        folder / "later.jsonl",
        [row | {"group": f"later {row['group']}", "text": f"{row['text']}, today"} for row in spam],
    )
    lines = [f"{r['source']}\t{r['target']}\t{r['group']}\n" for r in labelled_examples.pairs(100)]
    found.write("pairs.fr-en.tsv", "".join(lines))
    for name, text in (
        ("events.toml", EVENTS), ("translation.toml", TRANSLATION), ("types.toml", TYPES),
        ("separation.toml", SEPARATION),
        ("first.toml", SCRATCH), ("first_types.toml", FIRST),
    ):  # fmt: skip
        found.write(name, text)
    found.run("veille train events first.toml --types first_types.toml --to models/events")
    return found


@pytest.mark.slow
@pytest.mark.skipif(find_spec("accelerate") is None, reason="needs pip install '.[train]'")
def test_the_worked_example_ends_with_a_better_model_in_the_pipeline(place: Place) -> None:
    said: dict[str, str] = {}
    before: dict[str, Any] = {}
    for command in COMMANDS:
        if command.startswith("veille label import"):
            place.label()
            before = json.loads(place.run("veille status wire.db --json"))
        said[command] = place.run(command)
    assert len(COMMANDS) == 15
    evaluation = json.loads((place.folder / "runs/events/evaluation.json").read_text())
    found = evaluation["compared"]["new"]["accuracy"]
    assert found["old"] == 0.0 and found["verdict"] == "better"
    after = json.loads(place.run("veille status wire.db --json"))
    assert not set(NEW) & set(before["events"])
    assert sum(after["events"].get(name, 0) for name in NEW) >= 30
    told = json.loads((place.folder / "runs/separation/evaluation.json").read_text())
    turned = told["compared"]["new, in turn"]["accuracy"]
    assert turned["items"] == 20 and turned["new"] > turned["old"]
    assert told["compared"]["assembled"]["accuracy"]["verdict"] != "worse"
    for name in ("measured", "measured-mine"):
        assert "| later | 20 |" in (place.folder / name / "result.md").read_text()
    noted = (place.folder / "history.jsonl").read_text().splitlines()
    assert len({json.loads(line)["hash"] for line in noted}) == 2
    assert "nothing wrong" in said["veille label check translation pairs.fr-en.tsv"]
    assert (place.folder / "out/translation-mine/README.md").is_file()


def test_the_recipes_are_what_the_models_of_recipes_say() -> None:
    """Every key of the shipped recipes is known, and every default told there is the one in the code."""
    from training.tune.recipe import RECIPES, load

    folder = ROOT / "training/tune/recipes"
    for name, kind in RECIPES.items():
        recipe = load(folder / f"{name}.toml", kind, {"data": [Path("new.jsonl")]})
        assert recipe.data.train == [Path("new.jsonl")]
        assert all(path.is_file() for path in recipe.data.rehearse)
        assert f"veille train {name} training/tune/recipes/{name}.toml" in (
            folder / f"{name}.toml"
        ).read_text(encoding="utf-8")


def test_the_tables_name_the_fields_of_the_schemas() -> None:
    from training.labelled.schema import MODELS

    for task, model in MODELS.items():
        table = PAGE.partition(f"| {task} | |")[2].partition("\n\n")[0]
        told = set(
            re.findall(r"`(\w+)`", "\n".join(r.split("|")[1] for r in table.splitlines()[2:]))
        )
        assert told == set(model.model_fields) - {"id", "group", "title_events"}, task
