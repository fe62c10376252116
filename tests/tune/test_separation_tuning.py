"""Separation taught more: a tiny model moved by a few lines, or all fitted anew, by `veille train`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import labelled_examples
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file
from tune_helpers import NEEDED, dumped

from nlp.canaries import faults
from nlp.checkpoints import find
from nlp.errors import ConfigError, DataError
from nlp.separate import Separator, context
from nlp.separate.model import LABELS, Model
from training.labelled.schema import SegmentRow
from training.separation import fit
from training.separation.data import SPAM, Line
from training.tune import separation, separation_data, separation_export, separation_old
from training.tune.pulled import moved, one_hot, softmax_loss
from training.tune.recipe import Adapt, SeparationRecipe
from training.tune.separation_adapt import Labelled, adapt

sys.path.insert(0, str(Path(__file__).parents[1] / "separate"))
import tiny

pytestmark = NEEDED
Veille = Callable[..., Any]
GOODS = ["essay", "thesis", "diploma", "licence", "talisman", "passport"]
OFFERS = [
    "Our {} is written by experts while you sleep",
    "Order a {} from our agents on Telegram today",
    "Get your {} in three days, pay after you hold it",
    "The priest sold me a {} and I thank him",
]


def rows(count: int = 24) -> list[dict[str, Any]]:
    """Invented spam, two lines to a page."""
    return [
        {"id": f"s{i}", "group": f"p{i // 2}", "text": OFFERS[i % 4].format(GOODS[i // 4 % 6]),
         "label": "spam", "lang": "en"}
        for i in range(count)
    ]  # fmt: skip


def recipe(folder: Path, start: Path, **changes: Any) -> SeparationRecipe:
    """A recipe with its data in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    data = labelled_examples.write(folder / "new.jsonl", rows())
    found: dict[str, Any] = {
        "name": "tiny-separation",
        "start": str(start),
        "run": folder / "run",
        "data": {"train": [data], "dev_share": 0.0, "test_share": 0.0},
        "adapt": {"documents": 20, "folds": 3},
        "old_test": 4,
    }
    for key, value in changes.items():
        found[key] = {**found[key], **value} if isinstance(found.get(key), dict) else value
    return SeparationRecipe.model_validate(found)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of n-grams, and a second step that takes the first at its word."""
    folder = tiny.write(tmp_path_factory.mktemp("start") / "model", settings={"seed": 5})
    tensors = load_file(folder / "model.safetensors")
    for name in ("hidden", "hidden_bias", "output", "output_bias"):
        tensors[f"second.{name}"] = np.zeros_like(tensors[f"second.{name}"])
    for number, label in enumerate(LABELS):
        tensors["second.hidden"][:, context.NAMES.index(f"p_{label}"), number] = 1.0
        tensors["second.output"][:, number, number] = 8.0
    tensors["transition"] = np.zeros_like(tensors["transition"])
    save_file(tensors, folder / "model.safetensors")
    return folder


def test_rows_of_one_page_cannot_be_measured_in_turn(start: Path, place: Path) -> None:
    own = recipe(place / "r", start)
    [path] = own.data.train
    rows = [{**json.loads(line), "group": "one"} for line in path.read_text("utf-8").splitlines()]
    labelled_examples.write(path, rows)
    with pytest.raises(DataError, match="group: all rows are of one page"):
        separation_data.read_parts(own, {}, in_turn=True)
    later = [
        {**row, "group": "later", "text": f"{row['text']} {n} of them"}
        for n, row in enumerate(rows)
    ]
    labelled_examples.write(place / "later.jsonl", later)
    data = own.data.model_copy(update={"test": {"later": place / "later.jsonl"}})
    assert separation_data.read_parts(own.model_copy(update={"data": data}), {}, in_turn=True).tests
    labelled_examples.write(path, [{**row, "group": f"p{n % 2}"} for n, row in enumerate(rows)])
    assert separation_data.read_parts(own, {}, in_turn=True).every()


def test_twenty_lines_of_spam_move_a_model(start: Path, place: Path, veille: Veille) -> None:
    path = dumped(recipe(place / "r", start), place / "r.toml")
    done = veille("train", "separation", path, "--to", "out/new", "--against", start)
    assert done.code == 0, done.err
    found = json.loads((place / "r/run/evaluation.json").read_text())
    turned = found["compared"]["new, in turn"]["accuracy"]
    assert turned["items"] == 24 and turned["new"] > turned["old"] + 0.2
    assert turned["verdict"] == "better" and "new, in turn (24) accuracy" in done.out
    assert [row["class"] for row in found["per_class"]["new, in turn"]] == ["spam"]
    model = find(str(place / "out/new"), task="separation")
    assert faults(model) == [] and found["new"]["hash"] == model.hash
    assert model.load_json("config.json")["settings"]["seed"] == 5
    card = (model.path / "README.md").read_text(encoding="utf-8")
    assert (
        "moved as little as the new rows need" in card and "| new | 24 | 0 | 0 | 24 spam |" in card
    )
    assert "processor seconds" in card and "| update | training loss |" in card
    assert str(place) not in json.dumps(model.manifest) + card  # nothing of this machine
    old, new = Model.load(start), Model.load(model.path)
    for name in ("first.table", "lone_first.table"):
        assert (old.tensors()[name] != new.tensors()[name]).any()
    for name, tensor in old.tensors().items():  # what learnt from neighbours and markup stays
        if not name.startswith(("first.", "lone_first.")):
            np.testing.assert_array_equal(tensor, new.tensors()[name], err_msg=name)


@pytest.mark.slow
def test_the_same_recipe_gives_the_same_model(start: Path, tmp_path: Path) -> None:
    made = [
        separation.train(
            recipe(tmp_path / name, start, adapt={"folds": 0}, data={"test_share": 0.2})
        )
        for name in "ab"
    ]
    for name, tensor in made[0].model.tensors().items():
        np.testing.assert_array_equal(tensor, made[1].model.tensors()[name], err_msg=name)
    assert made[0].in_turn is None and made[0].parts.new["test"]


def test_development_lines_draw_the_curve(start: Path) -> None:
    """Measured through the moved weights alone, and the same as by the finished model."""
    new = [Line(row["text"], SPAM, "en") for row in rows(16)]
    dev = [Line(row["text"], SPAM, "en") for row in rows(24)[16:]]
    older = [line for d in separation_old.documents(1, 20) for line in d.lines]
    settings = Adapt(documents=20)
    found = adapt(Model.load(start), Labelled(new, [3.0] * 16), older, settings, dev)
    steps = [row["step"] for row in found.curve]
    assert steps[:2] == [1, 10] and found.curve[0]["loss"] > found.curve[-1]["loss"]
    said = found.model.alone([line.text for line in dev])
    assert found.curve[-1]["loss"] == pytest.approx(-np.log(said[:, SPAM]).mean(), abs=0.02)
    assert found.curve[-1]["accuracy"] == pytest.approx((said.argmax(1) == SPAM).mean(), abs=1e-4)


def test_a_pull_keeps_what_nothing_is_said_of() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(30, 5))
    x[:, 4] = 0.0
    labels = (x[:, 0] > 0).astype(int)
    origin = rng.normal(size=(5, 2)), np.zeros(2)
    loss = softmax_loss(one_hot(labels, 2))
    weight, bias = moved(x, origin, loss, c=50.0)
    assert ((x @ weight + bias).argmax(1) == labels).all()
    np.testing.assert_array_equal(weight[4], origin[0][4])
    near, _ = moved(x, origin, loss, c=1e-6)
    np.testing.assert_allclose(near, origin[0], atol=1e-4)

    def worth(of: np.ndarray) -> float:
        return float(((of - origin[0]) ** 2).sum() / 2 + 50 * loss(x @ of + bias)[0])

    for _ in range(20):  # it is the least: every step away costs
        assert worth(weight) < worth(weight + rng.normal(scale=0.05, size=weight.shape))


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30)), max_size=25), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_in_turn_every_row_is_held_once_and_never_learnt_from_then(
    made: list[tuple[int, int]], folds: int
) -> None:
    given_rows = [
        SegmentRow(id=f"r{i}", group=f"g{group}", text=f"line {'abcdefghijklmnopqrstuvwxyzABCDE'[word]} of it", label="spam")
        for i, (group, word) in enumerate(sorted(made))
    ]  # fmt: skip
    turns = list(separation_data.turns(given_rows, folds))
    held = [row.id for turn in turns for row in turn.held]
    assert sorted(held) == sorted(row.id for row in given_rows)
    for turn in turns:
        assert not {r.article for r in turn.held} & {r.article for r in turn.learnt}
        assert not {r.text for r in turn.held} & {r.text for r in turn.learnt}


def test_what_is_reminded_of_and_what_is_held_out_are_apart() -> None:
    shown, held = separation_old.documents(3, 30), separation_old.held_out(3, 10)
    titles = [
        {d.lines[0].text for d in made if d.lines[0].kind == "title"} for made in (shown, held)
    ]
    assert titles[0] and titles[1] and not titles[0] & titles[1]
    labels = {line.label for d in held for line in d.lines}
    assert labels == {0, 1, 2} and {d.lang for d in shown} == {"en", "fr", "es"}


def test_with_the_data_folder_all_is_fitted_anew(
    start: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    class Fitted:
        model = tiny.tiny_model()

    def fake(shared: Path, settings: fit.Settings, more: Any) -> Any:
        asked.update(shared=shared, settings=settings, more=more)
        return Fitted

    monkeypatch.setattr(separation.whole_recipe, "train", fake)
    wanted = recipe(place / "r", start, data={"test_share": 0.2}, copies=3)
    page = [{"group": "whole", "text": t, "label": label} for t, label in (
        ("The hospital signed on Monday.", "content"), ("Buy a thesis", "spam"), ("Share", "boilerplate"),
    )]  # fmt: skip
    labelled_examples.write(place / "r/new.jsonl", [*rows(), *page])
    trained = separation.train(wanted, shared=place)
    assert asked["shared"] == place and asked["settings"].seed == 5 and trained.whole
    assert len(asked["more"].lines) == len(trained.parts.new["train"]) < 27
    assert len(asked["more"].pages) in (0, 3)  # where the whole page is held out, none
    found = separation_export.write(place / "out", trained, wanted, "nowhere")
    assert "in turn" not in json.dumps(found) and "compared" not in found
    assert "fitted anew on the data" in (place / "out/README.md").read_text(encoding="utf-8")


def test_pages_of_several_lines_count_as_documents() -> None:
    made = [
        SegmentRow(group=group, text=f"{group} {label}", label=label)  # type: ignore[arg-type]
        for label in ("content", "spam", "spam")
        for group in ("a", "b")
    ]
    made.append(SegmentRow(group="c", text="alone", label="content"))
    assert [[x.label for x in d.lines] for d in separation_data.pages(made)] == [[0, 2, 2]] * 2
    assert separation_data.pages(made[2:]) == []  # none with content beside


def test_what_cannot_be_learnt_is_told(start: Path, place: Path, veille: Veille) -> None:
    wanted = recipe(place / "r", start)
    with pytest.raises(ConfigError, match="starts from a model of ours"):
        separation.train(wanted.model_copy(update={"start": "scratch"}))
    with pytest.raises(DataError, match="no test row: raise"):
        separation.train(recipe(place / "a", start, adapt={"folds": 0}))
    with pytest.raises(DataError, match="no test row: raise"):
        separation.train(wanted, shared=place)
    bad = [*rows(11), {"text": "x", "label": "junk"}, {"text": " ", "label": "spam"}]
    path = labelled_examples.write(place / "bad.jsonl", bad)
    done = veille("label", "check", "separation", path)
    assert done.code != 0
    assert (
        "line 12: label: Input should be 'content', 'boilerplate' or 'spam' (found 'junk')"
        in done.err
    )
    assert "line 13: text: empty; fill it in, or take the row out" in done.err
    few = labelled_examples.write(place / "few.jsonl", rows(6))
    with pytest.raises(DataError, match="at least 10 are needed"):
        separation.train(recipe(place / "f", start, data={"train": [few]}))
    assert "nothing wrong" in veille("label", "check", "separation", place / "r/new.jsonl").out


def test_a_moved_model_labels_by_the_pipeline(start: Path, tmp_path: Path) -> None:
    wanted = recipe(tmp_path, start, adapt={"folds": 0, "weight": 20.0}, data={"test_share": 0.1})
    trained = separation.train(wanted)
    texts = [row.text for row in trained.parts.new["train"]]
    before, after = (m.alone(texts)[:, SPAM] for m in (Model.load(start), trained.model))
    assert (after > before).all() and after.min() > 0.8
    assert len(Separator(trained.model).label(texts, "en")) == len(texts)
