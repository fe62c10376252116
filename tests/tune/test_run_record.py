"""What a run leaves in the card: curve, time, carbon by its formula."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from eval.suites import Result
from training.labelled.duplicates import Pair
from training.tune import report, run
from training.tune.clock import Clock, Spent
from training.tune.recipe import ROOT, Energy, EventsRecipe, SeparationRecipe, TranslationRecipe


def test_the_loss_of_training_is_the_mean_since_the_measurement_before() -> None:
    history = [
        {"loss": 4.0, "step": 10, "epoch": 0.5},
        {"loss": 1.0, "step": 15, "epoch": 0.75},
        {"eval_loss": 2.0, "eval_f1": 0.5, "eval_runtime": 9.0, "step": 15, "epoch": 0.75},
        {"eval_loss": 1.5, "eval_f1": 0.6, "step": 20, "epoch": 1.0},
        {"train_loss": 7.0, "step": 20, "epoch": 1.0},
    ]
    found = run.curve(history)
    assert found[0]["training_loss"] == 3.0 and "training_loss" not in found[1]
    assert found[0].keys() - {"training_loss"} == {"loss", "f1", "step", "epoch"}
    table = report.curve_table(found)
    kept = [dict(sorted(row.items())) for row in found]  # as a state has them
    assert report.curve_table(kept) == table
    assert "| update | epoch | loss | f1 | training loss |" in table
    assert table.endswith("| 20 | 1.0 | 1.5 | 0.6 |  |")


def test_data_of_the_user_has_the_licence_of_the_user(tmp_path: Path) -> None:
    own = {n: tmp_path / f"{n}.jsonl" for n in ("new", "old", "spam")}
    for path in own.values():
        path.write_text(path.name)
    ours = ROOT / "training/events/extra.jsonl"
    data = {"train": [own["new"]], "rehearse": [own["old"], ours], "licence": "proprietary"}
    given = {"name": "t", "start": "x", "run": tmp_path / "run", "data": data}
    recipe = EventsRecipe.model_validate({**given, "noise": [own["spam"]]})
    read = run.file_hashes([*recipe.data.train, *recipe.data.rehearse])
    found = {row["name"]: row for row in report.data_entries(recipe, read)}
    assert {name: (row["use"], row["licence"]) for name, row in found.items()} == {
        "new.jsonl": ("learnt from", "proprietary"),
        "old.jsonl": ("rehearsed", "proprietary"),
        "extra.jsonl": ("rehearsed", "CC0"),
        "spam.jsonl": ("damages copies", "proprietary"),
    }
    assert found["spam.jsonl"]["sha256"] == run.file_hashes([own["spam"]])[str(own["spam"])]


def test_the_pairs_of_the_project_are_in_the_data_where_they_are_rehearsed(tmp_path: Path) -> None:
    recipe = TranslationRecipe(name="t", start="x", run=tmp_path)
    [entry] = report.data_entries(recipe, {})
    assert entry["name"].startswith("training/translation/pairs (") and entry["licence"] == "CC0"
    assert entry["use"] == "rehearsed" and len(entry["sha256"]) == 64
    assert report.data_entries(recipe.model_copy(update={"written": False}), {}) == []


def test_carbon_is_an_estimate_with_its_formula() -> None:
    told = report.time_line(Spent(2.0, 36_000.0, 1), Energy(watts_per_core=10, grams_per_kwh=200))
    assert "Measured: 2.0 minutes, 36,000 processor seconds." in told
    assert "Estimated, not measured: 20 g CO2e, from 0.1 kWh" in told
    assert "10 W a core / 3,600,000, and 200 g a kWh" in told
    assert "of the first of 4 processes" in report.time_line(Spent(1.0, 1.0, 4), Energy())


def test_a_clock_counts_what_went_before_where_a_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    path.write_text("[3.0, 50.0]")
    clock = Clock(path, go_on=True)
    before = sum(os.times()[:4])
    while sum(os.times()[:4]) == before:  # it counts in steps of ten milliseconds
        sum(range(1_000))
    assert clock.spent.minutes >= 3.0 and clock.spent.processor_seconds > 50.0
    clock.keep()
    minutes, processor = json.loads(path.read_text())
    assert minutes == pytest.approx(clock.spent.minutes, abs=0.2) and processor >= 50.0
    anew = Clock(path)
    assert anew.spent.minutes < 1.0 and anew.spent.processor_seconds < 40.0
    assert list(tmp_path.iterdir()) == [path]


def test_a_training_without_states_begins_its_time_anew(tmp_path: Path) -> None:
    recipe = SeparationRecipe(name="x", start="separation", run=tmp_path / "run")
    run.begin(recipe, fresh=False).measured([])
    (tmp_path / "run/clock-0.json").write_text("[3.0, 500.0]")
    again = run.begin(recipe, fresh=False)
    assert again.last is None and again.measured([]).spent.processor_seconds < 400.0


@pytest.mark.parametrize(
    ("count", "told", "rows", "more"),
    [
        (1, "1 training row repeats a held-out one and was not", 1, ""),
        (10, "10 training rows repeat a held-out one and were not", 10, ""),
        (17, "17 training rows repeat a held-out one and were not", 10, "... and 7 more."),
        (1_711, "1,711 training rows repeat", 10, "... and 1,701 more."),
    ],
)
def test_a_table_that_ends_early_says_how_much_is_left(
    count: int, told: str, rows: int, more: str
) -> None:
    found = report.repeats([Pair(f"t{n}", "h", 0.9) for n in range(count)], "row")
    assert found.lstrip().startswith(told) and found.count("| h |") == rows
    assert found.endswith(more or "| 0.90 |")


@pytest.mark.parametrize(
    ("old", "pins", "told"),
    [
        ("events", {}, "events (`abc`)"),
        ("events", {"events": "abc"}, "events (`abc`, pinned to events-mine)"),
        ("events", {"events": "another"}, "events (`abc`)"),
        ("events", {"repair": "abc"}, "events (`abc`)"),
        ("/home/ana/out/e1", {"events": "abc"}, "e1 (`abc`)"),
    ],
)
def test_a_card_says_what_it_was_held_against(
    monkeypatch: pytest.MonkeyPatch, old: str, pins: dict[str, str], told: str
) -> None:
    own = {name: {"path": "/x/models/events-mine", "hash": h} for name, h in pins.items()}
    monkeypatch.setattr("nlp.registry.pinned", lambda: own)
    assert report.beside(Result("events", old, "abc", []), old) == told
    assert report.beside(None, old) == Path(old).name


def test_what_was_forgotten_is_what_changed() -> None:
    def row(name: str, old: float, new: float) -> dict[str, object]:
        return {"class": name, "items": 5, "old": old, "new": new}

    found = {"new": [row("strike", 0.8, 0.6), row("tender", 0.7, 0.7)], "old": [row("a|b", 0, 1)]}
    told = report.lost(found, "F1").splitlines()
    assert told[0] == "| set | class | items | F1 before | F1 now |"
    assert told[2:] == [
        "| new | strike | 5 | 0.800 | 0.600 |",
        r"| old | a\|b | 5 | 0.000 | 1.000 |",
    ]
    assert report.lost({"new": [row("tender", 0.7, 0.7)]}, "F1") == "No class changed its F1."
