"""Is a model better, or was it luck? Bootstrap over the items of a test set, paired for two models.

Efron and Tibshirani (1993); for translation Koehn (2004). The two models are always measured on the
same drawn items, so that an easy or a hard draw does not count for either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SAMPLES, SEED, LEVEL = 1_000, 7, 0.95
FEWEST = 10
"""Items below which no verdict is given: the interval of so few means little."""

Metric = Callable[[NDArray[np.int64]], float]
"""The value of a figure on the items of these positions (with repetitions)."""


class Interval(NamedTuple):
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


class Comparison(NamedTuple):
    """A new model's figure beside another's on the same items, and the interval of the difference."""

    new: float
    old: float
    difference: float
    low: float
    high: float
    items: int

    @property
    def verdict(self) -> str:
        """``better``, ``worse``, ``no difference``, or ``too few items``."""
        if self.items < FEWEST:
            return "too few items"
        return "better" if self.low > 0 else "worse" if self.high < 0 else "no difference"


def interval(metric: Metric, items: int, samples: int = SAMPLES) -> Interval:
    """The percentile interval of one figure."""
    every = np.arange(items)
    drawn = [metric(draw) for draw in _draws(items, samples)]
    return Interval(round(metric(every), 4), *_ends(drawn))


def compare(new: Metric, old: Metric, items: int, samples: int = SAMPLES) -> Comparison:
    """The percentile interval of the difference, each draw measured with both."""
    every = np.arange(items)
    gains = [new(draw) - old(draw) for draw in _draws(items, samples)]
    ours, theirs = new(every), old(every)
    ends = _ends(gains)
    return Comparison(round(ours, 4), round(theirs, 4), round(ours - theirs, 4), *ends, items)


def _draws(items: int, samples: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).integers(0, items, (samples, items))


def _ends(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return round(float(low), 4), round(float(high), 4)
