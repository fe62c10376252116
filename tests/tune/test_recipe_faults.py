"""What is wrong in a recipe is told as of a recipe, not of the configuration of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nlp.errors import ConfigError
from training.tune.recipe import RECIPES, ROOT, load

HEAD = 'name = "x"\nstart = "events"\nrun = "runs/x"\n'


def loaded(folder: Path, text: str, task: str = "events", **given: Any) -> Any:
    path = folder / "r.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load(path, RECIPES[task], given)


def fault(folder: Path, text: str, task: str = "events", **given: Any) -> str:
    with pytest.raises(ConfigError) as told:
        loaded(folder, text, task, **given)
    return str(told.value).removeprefix(f"{folder / 'r.toml'}: ")


@pytest.mark.parametrize("given", [{}, {"data": [Path("more.csv")]}])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('data = "new.jsonl"', "data: it is a table; write [data] and its options below"),
        ("data = 3", "data: it is a table; write [data] and its options below"),
        ('data = ["new.jsonl"]', "data: it is a table; write [data] and its options below"),
        ('[data]\ntrain = "été.csv"', 'data.train: it is a list; write ["été.csv"]'),
        ('[data]\nrehearse = "b.csv"', 'data.rehearse: it is a list; write ["b.csv"]'),
        ("[data]\ntrain = 3", "data.train: Input should be a valid list"),
        ('[data]\ntest = "b.csv"', "data.test: Input should be a valid dictionary"),
    ],
)
def test_data_of_another_form_is_told_and_not_spread(
    tmp_path: Path, text: str, told: str, given: dict[str, Any]
) -> None:
    assert fault(tmp_path, text, **given) == told


@pytest.mark.parametrize(
    ("text", "task", "told"),
    [
        ("[data]\ntrian = []", "events", "unknown option data.trian; did you mean train?"),
        ("[train]\nbatch_size = 8", "events", "unknown option train.batch_size; did you mean batch?"),
        ("[train]\nepoch = 8", "repair", "unknown option train.epoch; did you mean epochs?"),
        ("[encoder]\nlearning_rate = 1", "events", "unknown option encoder.learning_rate; it belongs in [train]"),
        ("epochs = 1", "translation", "unknown option epochs; it belongs in [train]"),
        ("[train]\nstart = 'x'", "events", "unknown option train.start; it belongs above the tables"),
        ("[lora]\nranks = 4", "events", "unknown option lora.ranks; did you mean rank?"),
        ("[adapt]\nfold = 4", "separation", "unknown option adapt.fold; did you mean folds?"),
        ("[encodr]\ndropout = 0", "events", "unknown table encodr; did you mean encoder?"),
        ("[train]\nfresh = true", "events",
         "unknown option train.fresh; it belongs on the command line of `veille train`, as --fresh"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_told_with_what_a_recipe_has(
    tmp_path: Path, text: str, task: str, told: str
) -> None:
    assert fault(tmp_path, text, task) == told


@pytest.mark.parametrize("task", RECIPES)
@pytest.mark.parametrize("other", RECIPES)
def test_a_recipe_of_another_task_is_told_in_one_line(task: str, other: str) -> None:
    path = ROOT / f"training/tune/recipes/{other}.toml"
    if task == other:
        assert load(path, RECIPES[task], {}).name
        return
    with pytest.raises(ConfigError) as told:
        load(path, RECIPES[task], {"data": [Path("n.csv")]})
    assert str(told.value) == (
        f"{path}: a recipe for {other}, by its options: veille train {other}"
    )


def test_an_option_of_two_tasks_leads_to_both(tmp_path: Path) -> None:
    assert fault(tmp_path, "rehearsed = 1").startswith("a recipe for translation or repair, by")
    text = "written = true\n[train]\nbatch = 0\nepoch = 1"
    assert "written; known are" in fault(tmp_path, text) and "epochs" in fault(tmp_path, text)


@pytest.mark.parametrize("name", ["lr", "model", "device", "workers"])
def test_no_hint_is_of_another_file(tmp_path: Path, name: str) -> None:
    told = fault(tmp_path, f"[train]\n{name} = 1")
    assert told.startswith(f"unknown option train.{name}; known are epochs, batch, accumulate, ")


def test_data_of_the_command_goes_before_that_of_the_recipe(tmp_path: Path) -> None:
    more = [Path("more.csv")]
    both = loaded(tmp_path, '[data]\ntrain = ["own.csv"]\ndev_share = 0.2\n', data=list(more))
    assert both.data.train == [*more, Path("own.csv")] and both.data.dev_share == 0.2
    assert loaded(tmp_path, "", data=list(more)).data.train == more
    assert loaded(tmp_path, "").data.train == []


@pytest.mark.parametrize("task", RECIPES)
def test_the_recipes_of_the_checkout_are_read(task: str) -> None:
    found = load(
        ROOT / f"training/tune/recipes/{task}.toml", RECIPES[task], {"data": [Path("n.csv")]}
    )
    assert found.data.train[0] == Path("n.csv") and found.start == task
