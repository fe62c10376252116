"""Labelled corrections through the repair layer: token edits, whole and by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import Metric
from eval.token_edits import Counts, Judged, f05, judged
from nlp.repair import RULES_VERSION, Repairer, RepairOptions
from training.labelled.schema import RepairRow

RULES = "rules"
"""In the place of a model: the rules of the layer alone."""


def repairer(model: str) -> tuple[Repairer, str]:
    """The repair layer with an edit model (or ``rules``), and what tells it from others."""
    found = Repairer.load(RepairOptions(model=None if model == RULES else model, translated=True))
    return found, found.model_hash or RULES_VERSION


def ask(layer: Repairer, rows: Sequence[RepairRow]) -> list[Judged]:
    """Repair each row by itself, with the original where it is known, and judge what came out."""
    made = [layer.repair(row.source, row.original, row.original_lang).text for row in rows]
    return [
        judged(row.source, text, [row.target, *row.alts])
        for row, text in zip(rows, made, strict=True)
    ]


def metrics(found: Sequence[Judged]) -> dict[str, Metric]:
    """F0.5, precision and recall of all token edits, as functions of the items counted."""
    counts = np.array([one.counts for one in found], np.int64).reshape(-1, 3)

    def of(place: int) -> Callable[[NDArray[np.int64]], float]:
        return lambda items: float(f05(*counts[items].sum(0).tolist())[place])

    return {"f05": of(2), "precision": of(0), "recall": of(1)}


def figures(found: Sequence[Judged], rows: Sequence[RepairRow]) -> dict[str, float]:
    """The same over all rows; of damaged ones, how many came out exactly; of clean ones, how many changed."""
    every = np.arange(len(found))
    exact = [one.exact for one, row in zip(found, rows, strict=True) if not row.clean]
    changed = [not one.exact for one, row in zip(found, rows, strict=True) if row.clean]
    return {
        **{name: round(metric(every), 4) for name, metric in metrics(found).items()},
        "exact": round(sum(exact) / max(1, len(exact)), 4),
        "clean_changed": round(sum(changed) / max(1, len(changed)), 4),
        "clean": len(changed),
    }


def per_class(found: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Figures of the token edits of each class, those most asked for first; ``items`` were asked for."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in found:
        for name, counts in one.classes.items():
            total[name] = [a + b for a, b in zip(total[name], counts, strict=True)]
    order = sorted(total, key=lambda name: (-total[name][0] - total[name][2], name))
    return {name: _row(Counts(*total[name])) for name in order}


def _row(counts: Counts) -> dict[str, float]:
    names = ("precision", "recall", "f05")
    row = {name: round(value, 4) for name, value in zip(names, f05(*counts), strict=True)}
    return {**row, "needless": counts.needless, "items": counts.right + counts.missed}
