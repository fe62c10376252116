"""Pages that lost their markup: plain text of many lines, most of them menus, teasers and notes.

Text that was copied out of a browser, or that another tool made of a page, holds the whole page, a
block a line. What of it is the article is told by where the prose stands and what the lines around
each one are (Kohlschütter et al. 2010, "Boilerplate detection using shallow text features"), for
there is no element to go by. A step of its own, fitted on pages without their markup, looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context, shape, surface
from nlp.separate.page import reads_as_prose
from nlp.separate.seen import Lines
from nlp.separate.tree import Floats, moved

LEAST = 40
"""Lines from which a text may be a whole page."""

_SHORT, _MOST = 60, 0.4  # characters of a short line, and the share of such lines in a page
_PROSE, _ENOUGH = 100, 3  # characters of a line of prose, and how many an article has
_STOPS = (".", "!", "?", "…")
_LONGEST = 2_000.0  # characters of a line that count
_GAP = -20.0  # what a line without prose takes from a run of prose, in characters
_REACH = 5  # lines on each side that are looked at one by one
_WIDE = (3, 7, 15)  # and those that are looked at together

_NEAR = ("log_chars", "prose", "function_share", "ends_stop")
_SAYS = [i for i, name in enumerate(surface.NAMES) if name.startswith("says_")]
_COLUMN = {name: surface.NAMES.index(name) for name in _NEAR if name != "prose"}
_STEPS = [step for step in range(-_REACH, _REACH + 1) if step]
_PLACE = [
    "flat_from_start",
    "flat_log_start",
    "flat_log_end",
    "flat_log_count",
    "flat_in_run",
    "flat_to_run",
    "flat_past_run",
    "flat_to_first",
    "flat_to_last",
    "flat_mass_before",
    "flat_mass_until",
    "flat_mass",
    "flat_prose",
]
NAMES = (
    *(f"flat_{name}" for name in surface.NAMES),
    *_PLACE,
    *(f"flat_{what}_{reach}" for reach in _WIDE for what in ("mass", "length")),
    *(f"flat_{name}{step:+d}" for name in _NEAR for step in _STEPS),
    *(f"flat_{surface.NAMES[i]}{step:+d}" for step in (-1, 1) for i in _SAYS),
    *context.NAMES,
    *shape.NAMES,
)
"""Columns of :func:`features`."""


def is_page(texts: Sequence[str]) -> bool:
    """Whether the lines of a plain text may be a whole page: many, a good part of them short.

    There must be prose among them, for its place tells the article: a list of questions or of awards
    has none, and is no page.
    """
    if len(texts) < LEAST or sum(len(text) < _SHORT for text in texts) < _MOST * len(texts):
        return False
    return (
        sum(len(text) >= _PROSE and surface.last_sign(text) in _STOPS for text in texts) >= _ENOUGH
    )


def features(texts: Sequence[str], seen: Lines) -> NDArray[np.float32]:
    """Shape (n, len(NAMES)) for the lines of one text and what :func:`nlp.separate.seen.lines` saw."""
    if not texts:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    own = surface.rows(texts)
    lengths = np.array([min(len(text), _LONGEST) for text in texts], dtype=np.float64)
    prose = reads_as_prose(own, lengths, np.zeros(len(texts)))
    near = [own[:, _COLUMN["log_chars"]] / 6, prose, *(own[:, _COLUMN[name]] for name in _NEAR[2:])]
    columns = [
        own,
        _place(lengths, prose),
        *(_wide(prose * lengths / 200, own[:, _COLUMN["log_chars"]], reach) for reach in _WIDE),
        *(moved(column[:, None], step) for column in near for step in _STEPS),
        *(moved(own[:, _SAYS], step) for step in (-1, 1)),
        seen.around,
        seen.shapes,
    ]
    return np.concatenate(columns, axis=1, dtype=np.float32, casting="unsafe")


def _place(lengths: Floats, prose: Floats) -> Floats:
    """Where each line stands: in the page, to its best run of prose, to its first and last."""
    count, mass = len(lengths), prose * lengths
    at, total, until = np.arange(count), max(float(mass.sum()), 1.0), np.cumsum(mass)
    start, end = best_run(np.where(prose > 0.3, mass, _GAP))
    big = np.flatnonzero(mass > 100)
    first, last = (big[0], big[-1]) if len(big) else (0, count - 1)
    return np.stack([
        at / max(count - 1, 1), np.log1p(at) / 5, np.log1p(count - 1 - at) / 5,
        np.full(count, np.log1p(count) / 6), (at >= start) & (at <= end),
        *(np.clip((at - edge) / 20, -1.5, 1.5) for edge in (start, end, first, last)),
        (until - mass) / total, until / total, np.full(count, min(total / 5000, 5)), prose,
    ], axis=1)  # fmt: skip


def best_run(worth: Floats) -> tuple[int, int]:
    """The first and last number of the run whose sum is the greatest (Kadane's algorithm)."""
    best, chosen, held, start = -np.inf, (0, -1), 0.0, 0
    for at, value in enumerate(worth.tolist()):
        if held <= 0:
            held, start = 0.0, at
        held += value
        if held > best:
            best, chosen = held, (start, at)
    return chosen


def _wide(mass: Floats, length: Floats, reach: int) -> Floats:
    """The means of both over each line and ``reach`` lines on each side, as far as there are any."""
    sums = np.concatenate([np.zeros((1, 2)), np.cumsum(np.stack([mass, length], axis=1), axis=0)])
    at = np.arange(len(mass))
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(mass))
    return (sums[high] - sums[low]) / (high - low)[:, None]
