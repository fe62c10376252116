"""A last look at short lines: spam of kinds that no model has seen stands alone between two paragraphs.

The words of such a line are new, so its n-grams say little and the second step takes it for a subheading
or a caption. This step looks at how it speaks (:mod:`nlp.separate.pitch`) beside what the others saw, and was
fitted on lines whose kind of spam the first step had not learned from. It only ever finds more spam.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context, pitch, shape
from nlp.separate.context import BOILERPLATE, CONTENT, SPAM
from nlp.separate.seen import Lines

LONGEST = 200
"""Characters up to which a line is short."""

SPARED = 0.4
"""Probability of content from which this step leaves a line alone."""

NAMES = (*context.NAMES, *shape.NAMES, *pitch.NAMES)
"""Columns of :func:`features`."""


def features(texts: Sequence[str], seen: Lines) -> NDArray[np.float32]:
    """Shape (n, len(NAMES)) for the lines of one text and what :func:`nlp.separate.seen.lines` saw."""
    return np.concatenate([seen.features(), pitch.rows(texts, seen.views)], axis=1)


def short(texts: Sequence[str], found: NDArray[np.float64]) -> NDArray[np.int64]:
    """Numbers of the lines to look at, of those with these probabilities (n, 3): short and not spam yet."""
    lengths = np.array([len(text) for text in texts])
    return np.flatnonzero((lengths <= LONGEST) & (found[:, SPAM] < 0.5))


def sells(looked: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which lines are plainly spam, of those with these probabilities (n, 3) of this step."""
    likelier = looked[:, SPAM] > looked[:, BOILERPLATE]
    return likelier & (looked[:, CONTENT] < SPARED)
