"""What an encoder learns languages from: the pairs of the translation model, and its glosses of single words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from nlp.encoder import WordPieces

POOL = 8192  # pairs that are sorted by length at a time
GLOSSES = "glosses"  # what their corpus is called

Tokens = list[int]


class Pair(NamedTuple):
    """A sentence and its English, of some corpus."""

    corpus: str
    source: str
    target: str


class Item(NamedTuple):
    """A pair as tokens: the ``source`` and the ``english`` as the student cuts them, and the English as the ``teacher`` does."""

    source: Tokens
    english: Tokens
    teacher: Tokens


def known(pairs: Path, glosses: Path) -> list[Pair]:
    """The translation's ``pairs.parquet`` and ``glosses.tsv``, of which the first meaning of each word counts.

    Raises ``ValueError`` where a line of the latter is no gloss.
    """
    rows = pq.read_table(pairs, columns=["corpus", "source", "target"]).to_pydict()
    found = [Pair(*row) for row in zip(*rows.values(), strict=True)]
    with glosses.open(encoding="utf-8") as lines:
        for line in list(lines)[1:]:
            _, word, meanings = line.rstrip("\n").split("\t")
            found.append(Pair(GLOSSES, word, meanings.split(";")[0].strip()))
    return found


def chosen(pairs: Sequence[Pair], most: int, rng: random.Random) -> list[Pair]:
    """All pairs in some order, but at most so many of a corpus."""
    seen: Counter[str] = Counter()
    found = []
    for i in rng.sample(range(len(pairs)), len(pairs)):
        seen[pairs[i].corpus] += 1
        if seen[pairs[i].corpus] <= most:
            found.append(pairs[i])
    return found


def pools(pairs: Sequence[Pair], most: int, rng: random.Random) -> Iterator[list[Pair]]:
    """Pools of pairs, passes without end; at most so many of a corpus a pass, others each time."""
    while True:
        some = chosen(pairs, most, rng)
        for start in range(0, len(some), POOL):
            yield some[start : start + POOL]


def batches(
    pool: Sequence[Pair],
    student: WordPieces,
    teacher: WordPieces,
    *,
    tokens: int,
    longest: int,
    rng: random.Random,
) -> list[list[Item]]:
    """Batches of pairs of like length, of at most so many ``tokens`` of the source, in any order; sentences cut at the ``longest``."""
    targets = [pair.target for pair in pool]
    sides = (student([pair.source for pair in pool]), student(targets), teacher(targets))
    items = [Item(*(part[:longest] for part in item)) for item in zip(*sides, strict=True)]
    whole = sorted((i for i in items if all(i)), key=lambda i: (len(i.source), len(i.teacher)))
    found: list[list[Item]] = [[]]
    for item in whole:
        if found[-1] and (len(found[-1]) + 1) * (len(item.source) + 2) > tokens:
            found.append([])
        found[-1].append(item)
    rng.shuffle(found)
    return [batch for batch in found if batch]
