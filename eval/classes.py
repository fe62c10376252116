"""Figures of a task with classes: confusion, precision, recall and F1 of each, macro F1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import Metric

Confusion = dict[str, dict[str, int]]


def confusion(truth: Sequence[str], found: Sequence[str]) -> Confusion:
    """How often a true class (rows) was taken for another (columns); what is never is left out."""
    table: Confusion = {}
    for true, other in zip(truth, found, strict=True):
        row = table.setdefault(true, {})
        row[other] = row.get(other, 0) + 1
    return {true: dict(sorted(row.items())) for true, row in sorted(table.items())}


def per_class(truth: Sequence[str], found: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and count of each class that occurs, the most frequent first."""
    labels = sorted(set(truth), key=lambda label: (-list(truth).count(label), label))
    table = {}
    for label in labels:
        hits = sum(t == f == label for t, f in zip(truth, found, strict=True))
        told, wanted = list(found).count(label), list(truth).count(label)
        table[label] = {
            "precision": round(hits / told, 4) if told else 0.0,
            "recall": round(hits / wanted, 4),
            "f1": round(2 * hits / (told + wanted), 4),
            "items": wanted,
        }
    return table


def metrics(truth: Sequence[str], found: Sequence[str]) -> dict[str, Metric]:
    """Macro F1 over the classes that occur, and accuracy, as functions of the items counted."""
    labels = sorted({*truth, *found})
    place = {label: i for i, label in enumerate(labels)}
    true, other = (np.array([place[x] for x in side]) for side in (truth, found))

    def macro_f1(items: NDArray[np.int64]) -> float:
        t, f, n = true[items], other[items], len(labels)
        hits = np.bincount(t[t == f], minlength=n)
        wanted, told = np.bincount(t, minlength=n), np.bincount(f, minlength=n)
        there = wanted > 0
        return float((2 * hits[there] / (wanted + told)[there]).mean())

    def accuracy(items: NDArray[np.int64]) -> float:
        return float((true[items] == other[items]).mean())

    return {"macro_f1": macro_f1, "accuracy": accuracy}


def bins(scores: Sequence[float], right: Sequence[float], count: int = 10) -> list[dict[str, Any]]:
    """Mean score and share right (0-1) in bins of equal count, the least sure first."""
    order = np.argsort(scores, kind="stable")
    sure, hit = np.asarray(scores, float), np.asarray(right, float)
    return [
        {
            "score": round(float(sure[part].mean()), 4),
            "right": round(float(hit[part].mean()), 4),
            "items": len(part),
        }
        for part in np.array_split(order, count)
        if len(part)
    ]
