"""The (article, type) pairs that the decision about secondary types is fitted on, padded for speed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nlp.classify.secondary import OF_SENTENCES, parts_of

if TYPE_CHECKING:
    from training.events.calibrate import Logits

Array = NDArray[np.float64]
NOTHING = -1e4
"""What stands where an article has no further sentence."""


class Pairs:
    """What the weights weigh: ``parts`` (10, units, pairs) of sentences, ``whole`` (pairs) by name."""

    def __init__(self, parts: Array, real: NDArray[np.bool_], whole: dict[str, Array]) -> None:
        self.parts, self.real, self.whole = parts, real, whole

    def log_odds(self, weights: dict[str, float]) -> tuple[Array, Callable[[Sequence[str]], Array]]:
        """The log-odds of each pair, as in use, and a function for their slopes (names, pairs)."""
        own = np.array([weights.get(name, 0.0) for name in OF_SENTENCES])
        said = np.where(self.real, np.tensordot(own, self.parts, axes=1), NOTHING)
        top = said.max(axis=0)
        share = np.exp(said - top)
        total = share.sum(axis=0)
        found = top + np.log(total) + weights["bias"]
        for name, value in self.whole.items():
            found = found + weights.get(name, 0.0) * value

        def slopes(names: Sequence[str]) -> Array:
            of_sentences = (self.parts * (share / total)).sum(axis=1)
            known = {**dict(zip(OF_SENTENCES, of_sentences, strict=True)), **self.whole}
            return np.stack([known.get(name, np.ones_like(found)) for name in names])

        return found, slopes


def pairs_of(logits: Logits, chosen: NDArray[np.float32], asked: NDArray[np.bool_]) -> Pairs:
    """The pairs of articles and types that are ``asked`` (articles, labels) about."""
    longest = max(len(units) for units in logits.units)
    parts, real = [], []
    best = chosen.argmax(axis=1)
    each = zip(logits.units, logits.said, asked, best, logits.looks, strict=True)
    for units, words, mask, b, look in each:
        gap = longest - len(units)
        own = parts_of(units, words, int(b), look)[:, :, mask]
        parts.append(np.pad(own, ((0, 0), (0, gap), (0, 0))))
        real.append(np.repeat((np.arange(longest) < len(units))[:, None], mask.sum(), axis=1))
    lengths = np.log([len(units) for units in logits.units])
    whole = {
        "lexicon": logits.any[asked],
        "primary": chosen[asked],
        "length": np.repeat(lengths[:, None], asked.shape[1], axis=1)[asked],
    }
    return Pairs(
        np.concatenate(parts, axis=2).astype(float),
        np.concatenate(real, axis=1),
        {name: value.astype(float) for name, value in whole.items()},
    )
