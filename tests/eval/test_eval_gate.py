"""Floors rise and do not fall, and the gate names what is under them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import gate
from eval.translation import FLOORS
from eval.translation_sets import LANGUAGES, SETS

RESULT = {
    "chrf": 55.0, "bleu": 30.0, "figures_equal": 0.97, "names_kept": 0.92,
    "glossary_right": 0.8, "loops": 2, "empty": 0, "words_per_second": 900,
    "figures_compared": 400, "names": 250, "glossary_terms": 50,
}  # fmt: skip


def test_floors_are_measurements_less_their_margin() -> None:
    floors = gate.raised({"toy": RESULT}, {})
    assert floors["toy"] == {
        "bleu": 29.7, "chrf": 54.7, "figures_equal": 0.965, "names_kept": 0.915,
        "glossary_right": 0.78, "loops": 3, "empty": 0,
    }  # fmt: skip
    assert gate.fallen({"toy": RESULT}, floors) == []


def test_a_share_of_few_items_has_no_floor() -> None:
    few = {**RESULT, "glossary_terms": gate.FEWEST - 1}
    assert "glossary_right" not in gate.raised({"toy": few}, {})["toy"]


def test_floors_rise_and_never_fall() -> None:
    floors = gate.raised({"toy": RESULT}, {})
    worse = {**RESULT, "chrf": 40.0, "loops": 9}
    assert gate.raised({"toy": worse}, floors) == floors
    better = gate.raised({"toy": {**RESULT, "chrf": 60.0, "loops": 0}}, floors)
    assert (better["toy"]["chrf"], better["toy"]["loops"]) == (59.7, 1)
    assert better["toy"]["bleu"] == floors["toy"]["bleu"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chrf", 54.6), ("bleu", 0.0), ("figures_equal", 0.96), ("names_kept", None),
        ("glossary_right", 0.5), ("loops", 4), ("empty", 1),
    ],
)  # fmt: skip
def test_the_gate_names_the_figure_that_fell(key: str, value: float | None) -> None:
    floors = gate.raised({"toy": RESULT}, {})
    [line] = gate.fallen({"toy": {**RESULT, key: value}}, floors)
    assert line.startswith(f"toy {key}: ")


def test_a_set_without_floors_does_not_pass() -> None:
    assert gate.fallen({"toy": RESULT}, {}) == ["toy: no floors"]


def test_what_was_not_measured_keeps_its_floor() -> None:
    floors = gate.raised({"toy": RESULT}, {})
    assert gate.raised({"toy": {**RESULT, "names_kept": None}}, floors) == floors
    assert gate.raised({}, floors) == floors
    assert "names_kept" not in gate.raised({"bare": {**RESULT, "names_kept": None}}, {})["bare"]


def test_floors_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "floors.json"
    assert gate.read(path) == {}
    floors = gate.raised({"toy": RESULT}, {})
    gate.write(path, floors, "abc")
    assert gate.read(path) == floors


def test_the_kept_floors_are_there_for_every_set() -> None:
    floors = gate.read(FLOORS)
    assert set(floors) == {f"{name}-{lang}" for name in SETS for lang in LANGUAGES}
    for name, of_set in floors.items():
        missing = set(gate.MARGINS) - set(of_set)
        # of the names of general text we know only those that English writes otherwise: terms
        assert missing == (set() if name[:3] == "art" else {"names_kept"})
        assert of_set["chrf"] > 40
