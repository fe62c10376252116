"""Floors under measured figures: they may rise and never fall.

A floors file holds, for each set, the least that a figure may be; for `CEILINGS` the most. A result
is held against them with `fallen`; `raised` moves them up to a new measurement less `MARGINS`, which
leave room for another processor's rounding (int8 arithmetic differs a little between families): of
a share at least one item, and none is kept of fewer than `FEWEST` items, where one sentence decides.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MARGINS = {
    "bleu": 0.3,
    "chrf": 0.3,
    "figures_equal": 0.005,
    "names_kept": 0.005,
    "glossary_right": 0.005,
    "loops": 1,
    "empty": 0,
}
COUNTS = {
    "figures_equal": "figures_compared",
    "names_kept": "names",
    "glossary_right": "glossary_terms",
}
"""How many items a share is of."""
_ROUNDING = 1e-4  # figures and floors have four digits: one item under must not fail by the last
FEWEST = 30
CEILINGS = frozenset(("loops", "empty"))

Floors = dict[str, dict[str, float]]
Results = Mapping[str, Mapping[str, Any]]


def read(path: Path) -> Floors:
    """The floors of every set; none where there is no file."""
    return json.loads(path.read_text(encoding="utf-8"))["sets"] if path.exists() else {}


def write(path: Path, floors: Floors, model: str) -> None:
    """Keep floors, with the margins they were set with and the model that last moved them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"model": model, "margins": MARGINS, "sets": floors}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def fallen(results: Results, floors: Floors) -> list[str]:
    """A line for every figure that is worse than its floor, or that has lost it or its value."""
    found = []
    for name, result in results.items():
        if name not in floors:
            found.append(f"{name}: no floors")
        for key, floor in floors.get(name, {}).items():
            value = result.get(key)
            if value is None:
                found.append(f"{name} {key}: not measured, the floor is {floor}")
            elif value > floor if key in CEILINGS else value < floor - _ROUNDING:
                side = "over" if key in CEILINGS else "under"
                found.append(f"{name} {key}: {value}, {side} {floor}")
    return found


def raised(results: Results, floors: Floors) -> Floors:
    """The floors moved up to a measurement less its margin; one that is higher stays."""
    moved = {name: dict(figures) for name, figures in floors.items()}
    for name, result in results.items():
        of_set = moved.setdefault(name, {})
        for key in MARGINS:
            if (margin := _margin(key, result)) is not None:
                of_set[key] = _better(key, result[key], margin, of_set.get(key))
    return moved


def _margin(key: str, result: Mapping[str, Any]) -> float | None:
    """How far a floor stays under a figure; None where the figure can have no floor."""
    if result.get(key) is None:
        return None
    if key not in COUNTS:
        return MARGINS[key]
    count = result[COUNTS[key]]
    return max(MARGINS[key], 1 / count) if count >= FEWEST else None


def _better(key: str, value: float, margin: float, floor: float | None) -> float:
    if key in CEILINGS:
        return value + margin if floor is None else min(floor, value + margin)
    lower = (
        math.floor(max(value - margin, 0) * 1e4 + 1e-6) / 1e4
    )  # never above what the margin allows
    return lower if floor is None else max(floor, lower)
