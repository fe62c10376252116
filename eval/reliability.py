"""Whether a sentence's confidence means something: held against the chrF that it really has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from eval import classes

BINS = 10


def sentence_chrf(outputs: Sequence[str], references: Sequence[str]) -> list[float]:
    """chrF of each sentence by itself, 0-100 (sacreBLEU)."""
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    pairs = zip(outputs, references, strict=True)
    return [metric.sentence_score(output, [reference]).score for output, reference in pairs]


def reliability(confidences: Sequence[float], quality: Sequence[float]) -> dict[str, Any]:
    """How far confidence (meant to be the expected chrF / 100) is from the chrF that came out.

    Args:
        confidences: 0-1, one a sentence.
        quality: chrF of the same sentences, 0-100.

    Returns:
        `calibration_error`, the mean absolute gap over the bins; `confidence_rank`, Spearman's
        correlation; `reliability`, the bins: `BINS` of nearly equal count, the least sure first.
    """
    found = bins(confidences, quality)
    gaps = [abs(b["confidence"] - b["chrf"]) for b in found]
    return {
        "calibration_error": round(sum(gaps) / len(gaps), 4) if gaps else None,
        "confidence_rank": rank_correlation(confidences, quality),
        "reliability": found,
    }


def bins(confidences: Sequence[float], quality: Sequence[float]) -> list[dict[str, Any]]:
    """Mean confidence and mean chrF / 100 of each bin; fewer bins where sentences are fewer."""
    found = classes.bins(confidences, [value / 100 for value in quality], BINS)
    return [{"confidence": b["score"], "chrf": b["right"], "sentences": b["items"]} for b in found]


def rank_correlation(confidences: Sequence[float], quality: Sequence[float]) -> float:
    """Spearman's rank correlation, ties sharing their rank; 0 where one side is all the same."""
    ranks = [_ranks(values) for values in (confidences, quality)]
    if any(len(set(r.tolist())) < 2 for r in ranks):
        return 0.0
    return round(float(np.corrcoef(*ranks)[0, 1]), 3)


def _ranks(values: Sequence[float]) -> np.ndarray:
    _, place, counts = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - counts / 2)[place]
