"""What a fault is, and how a place for it is found in a sentence."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Damage(NamedTuple):
    """Words `start` to `end` of the clean sentence become `bad`."""

    start: int
    end: int
    bad: tuple[str, ...]


Fault = Callable[[Sequence[str], random.Random], Damage | None]


def at(
    words: Sequence[str],
    rng: random.Random,
    fits: Callable[[int], bool],
    bad: Callable[[int], tuple[str, ...]],
) -> Damage | None:
    """Damage to one word that fits; tries a few places at random."""
    for _ in range(12):
        i = rng.randrange(len(words))
        if fits(i):
            new = bad(i)
            return Damage(i, i + 1, new) if new != (words[i],) else None
    return None


def changed(words: Sequence[str], rng: random.Random, choices: dict[str, str]) -> Damage | None:
    """One of the words of a table, changed into one of its choices."""
    return at(
        words,
        rng,
        lambda i: words[i] in choices,
        lambda i: (rng.choice(choices[words[i]].split()),),
    )
