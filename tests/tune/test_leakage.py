"""What a retrained model is measured on is neither learnt from nor chosen by, and what is not measured is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import labelled_examples
import pytest
from tune_helpers import LABELS, NEEDED, dumped, events_recipe

from nlp.errors import ConfigError, DataError
from training.labelled.duplicates import Pair
from training.labelled.read import read
from training.labelled.schema import EventRow
from training.labelled.split import Part, bounds
from training.tune import events, events_data, parts, report, translation_data
from training.tune.recipe import RECIPES, ROOT, TranslationRecipe, load
from training.tune.types import considered

pytestmark = NEEDED
HEAD = 'name = "x"\nstart = "events"\nrun = "runs/x"\n'


def pairs_recipe(folder: Path, **test: Path) -> TranslationRecipe:
    """A recipe with sixty pairs of twelve articles."""
    path = folder / "pairs.jsonl"
    labelled_examples.write(path, labelled_examples.pairs(60))
    data = {"train": [path], "dev_share": 0.2, "test_share": 0.2, "test": test}
    given = {"name": "t", "start": "x", "run": folder / "run", "data": data, "written": False}
    return TranslationRecipe.model_validate(given)


def pair_groups(folder: Path) -> dict[Part, list[str]]:
    """The articles of each part."""
    groups = [row["group"] for row in labelled_examples.pairs(60)]
    ends = bounds(groups, 0.2, 0.2)
    found: dict[Part, list[str]] = {"train": [], "dev": [], "test": []}
    for group in dict.fromkeys(groups):
        found[ends.part(group)].append(group)
    return found


def later(folder: Path, group: str) -> Path:
    """Other pairs of an article."""
    rows = [
        {"id": f"n{n}", "group": group, "lang": "fr", "source": f"Le {n} mai, le quai {n} a fermé.",
         "target": f"On {n} May, quay {n} closed."}
        for n in range(3, 6)
    ]  # fmt: skip
    return labelled_examples.write(folder / "later.jsonl", rows)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("train", "in the training data too"),
        ("dev", "in the development part, which"),
        ("test", ""),
    ],
)
def test_pairs_of_an_article_that_is_learnt_from_are_no_test_set(
    tmp_path: Path, part: Part, told: str
) -> None:
    group = pair_groups(tmp_path)[part][0]
    recipe = pairs_recipe(tmp_path, later=later(tmp_path, group))
    if told:
        with pytest.raises(DataError, match=rf"later: 1 article is {told}") as fault:
            translation_data.read_parts(recipe, {}, tmp_path / "data")
        assert group in str(fault.value)
    else:
        found = translation_data.read_parts(recipe, {}, tmp_path / "data")
        assert len(found.test["later"]) == 3


def test_articles_of_the_development_part_are_no_test_set(tmp_path: Path) -> None:
    recipe = events_recipe(tmp_path)
    found = events_data.read_parts(recipe, LABELS, {})
    for part, told in (("train", "training data"), ("dev", "development part"), ("test", "")):
        rows = [
            row.model_dump(include={"id", "title", "text", "events"}) for row in found.new[part]
        ]
        path = labelled_examples.write(tmp_path / f"{part}.jsonl", rows)
        data = recipe.data.model_copy(update={"test": {"later": path}})
        again = recipe.model_copy(update={"data": data})
        if told:
            with pytest.raises(
                DataError, match=rf"later: {len(rows)} articles? (is|are) in the {told}"
            ):
                events_data.read_parts(again, LABELS, {})
        else:
            assert len(events_data.read_parts(again, LABELS, {}).tests["later"]) == len(rows)


@pytest.mark.parametrize("name", ["new", "rehearsed", "assembled", '"new, in turn"'])
@pytest.mark.parametrize("task", ["events", "separation"])
def test_a_set_that_a_run_makes_cannot_be_named(tmp_path: Path, task: str, name: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(f'{HEAD}[data]\ntest.{name} = "mine.jsonl"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"data\.test: a run has a set 'new|rehearsed|assembled"):
        load(path, RECIPES[task], {})
    path.write_text(f'{HEAD}[data]\ntest.newer = "mine.jsonl"\n', encoding="utf-8")
    assert load(path, RECIPES[task], {}).data.test == {"newer": Path("mine.jsonl")}


def test_a_set_of_the_benchmark_cannot_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.frozen.load", lambda task, shared: {"segments": [], task: []})
    report.refuse_names("separation", {"mine": 1}, tmp_path)
    with pytest.raises(ConfigError, match=r"--shared .* has a set 'segments' of its own"):
        report.refuse_names("separation", {"mine": 1, "segments": 2}, tmp_path)


def rows_of(*types: str) -> list[EventRow]:
    """An article of each type."""
    return [EventRow(id=t, text="One.", events=[t]) for t in types]


def parted(train: str, test: str, old: str = "", named: str = "") -> events_data.Parts:
    """Parts of articles with these types; letters are types."""
    new = {"train": rows_of(*train), "dev": rows_of(*train), "test": rows_of(*test)}
    rehearsed = {"train": rows_of(*old), "dev": [], "test": []}
    return events_data.Parts(new, rehearsed, {"named": rows_of(*named)}, [])  # type: ignore[arg-type]


def test_types_that_nothing_shows_or_measures_are_told() -> None:
    assert events_data.unseen(parted("ab", "ab"), ["a", "b"]) == []
    assert events_data.unseen(parted("a", "a", old="b", named="b"), ["a", "b"]) == []
    [lost] = events_data.unseen(parted("a", "a"), ["a", "b", "c"])
    assert lost.startswith("not shown and not measured: b, c: ")
    [bare] = events_data.unseen(parted("ab", "a"), ["a", "b"])
    assert bare.startswith("shown, but not measured") and bare.endswith(": b")
    assert events_data.unseen(parted("a", "ab"), ["a", "b"]) == ["not shown, but measured: b"]


def test_a_list_that_replaces_the_old_one_speaks_for_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text('mode = "replace"\n[[type]]\nid = "b"\ndescription = "b"\n')
    assert considered(["b", "other"], path) == ["b"]
    path.write_text('[[type]]\nid = "b"\ndescription = "b"\n')
    assert considered(["a", "b", "other"], path) == ["a", "b", "other"]
    assert considered(["a", "other"], None) == ["a", "other"]


def test_what_was_left_out_is_told_beside_what_is_lacking(tmp_path: Path) -> None:
    recipe = events_recipe(tmp_path)
    rows = [*read(recipe.data.train, "events")]
    notice = "Staff at the hospital of {} went on strike on Monday over the rota of the wards."
    alike = [
        {"id": f"s{n}", "text": notice.format(n), "events": ["strike"]} for n in range(40)
    ]  # figures count as 0
    others = [row.model_dump() for row in rows if "strike" not in row.named]  # type: ignore[attr-defined]
    labelled_examples.write(recipe.data.train[0], [*others, *alike])
    with pytest.raises(DataError) as told:
        events.train(recipe)
    assert "no training article has 'strike' as its primary type" in str(told.value)
    assert "training articles repeat a held-out one and were left out (" in str(told.value)
    assert "the same `group`" in str(told.value)
    assert parts.left_out([], "row") == []
    assert "(a repeats b (0.80));" in parts.left_out([Pair("a", "b", 0.8)], "row")[0]


def test_types_that_nothing_shows_are_told_in_one_line() -> None:
    nothing: dict[Part, list[EventRow]] = {"train": [], "dev": [], "test": []}
    parts_of = events_data.Parts(nothing, nothing, {}, [])
    [one] = events_data.shortfalls(parts_of, ["a", "b"], ["b"])
    assert (
        "no training article has 'b' as its primary type; label at least five, or take the" in one
    )
    [told] = events_data.shortfalls(parts_of, ["a", "b", "c"], ["a", "c"])
    assert "has 'a' or 'c' as its primary type; label at least five of each, or take them" in told
    assert not list(events_data.shortfalls(parts_of, ["a"], []))


def test_a_model_to_be_held_against_is_looked_for_before_the_training(
    place: Path, veille: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "train", None)  # nothing is trained
    path = dumped(events_recipe(place / "r"), place / "r.toml")
    done = veille("train", "events", path, "--to", "out/new", "--against", "evnets")
    assert done.code == 3 and "no model named 'evnets'" in done.err
    done = veille("train", "events", path, "--to", "out/new", "--against", "separation")
    assert done.code == 3 and "is a model for separation" in done.err
    assert not (place / "out").exists()


@pytest.mark.parametrize("task", ["events", "repair", "translation", "separation"])
def test_a_model_to_start_from_is_looked_for_before_the_data_are(
    place: Path, veille: Callable[..., Any], task: str
) -> None:
    data = place / "gone.jsonl"
    recipe = ROOT / f"training/tune/recipes/{task}.toml"
    other = "separation" if task != "separation" else "events"
    for start, told in (
        ("bert-base-nope", "no model named 'bert-base-nope'"),
        (other, f"{other} is a model for {other}"),
    ):
        done = veille("train", task, recipe, "--data", data, "--to", "out/new", "--from", start)
        assert done.code in (2, 3) and told in done.err and "gone.jsonl" not in done.err


def test_why_nothing_was_compared_is_told_without_folders() -> None:
    compared = report.Compared()
    compared.fault = (
        "no model named 'x' in /home/me/.cache, /opt/models; `veille models list` shows"
    )
    assert report.verdicts(None, compared, "/home/me/x") == (
        "x is not here to compare with: no model named 'x' in .cache, models; `veille models list` shows."
    )
