"""Corrections as cases of the edit model: read, split, beside clean and rehearsed sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eval.token_edits import f05
from nlp.errors import DataError
from training.labelled.duplicates import Pair
from training.labelled.schema import MadeUp, RepairRow
from training.labelled.split import Part, place_of
from training.repair.examples import between, examples_of, expressed
from training.repair.marked import Example
from training.tune import parts
from training.tune.recipe import RepairRecipe

if TYPE_CHECKING:
    import torch

    from nlp.encoder import WordPieces
    from training.repair.fit import Case

PADDING = -100  # what transformers fills up the labels of batches with
TIE = 0.01  # weight of the mean log-probability beside F0.5
TOLD = {
    "whole": "tags can make the whole correction",
    "part": "tags can make a part of it",
    "none": "tags cannot make it",
    "clean": "nothing to mend",
}


class Parts(NamedTuple):
    """What a run learns from, chooses by and is measured on; ``repeated`` was left out of the first."""

    new: dict[Part, list[RepairRow]]
    old: dict[Part, list[RepairRow]]
    tests: dict[str, list[RepairRow]]
    repeated: list[Pair]


def read_parts(recipe: RepairRecipe, fields: dict[str, str]) -> Parts:
    """Read, check and split everything that a recipe names; of rehearsed rows, as many as it wants.

    Raises:
        DataError: see :func:`training.labelled.read.read`; or there is nothing to learn or to test.
    """
    found = parts.read(recipe.data, "repair", lambda row: row.target, fields=fields)
    most = round(recipe.rehearsed * len(found.new["train"]))
    old = {
        part: _some(rows, most if part == "train" else recipe.old_test)
        for part, rows in found.old.items()
    }
    whole = Parts(found.new, old, found.tests, found.repeated)  # type: ignore[arg-type]
    if faults := _shortfalls(whole):
        raise DataError([*faults, *parts.left_out(whole.repeated, "row")])
    return whole


def _some(rows: Sequence[RepairRow], most: int) -> list[RepairRow]:
    """At most so many rows: those whose place by hash comes first, the same ones every time."""
    return sorted(rows, key=lambda row: place_of(f"rehearsed\n{_name(row)}"))[:most]


def _name(row: RepairRow) -> str:
    made_up = row.id is None or isinstance(row.id, MadeUp)
    return row.article if made_up else str(row.id)


def _shortfalls(found: Parts) -> list[str]:
    """What there is too little of, and what to do about it."""
    faults = []
    if all(row.clean for row in found.new["train"]):
        faults.append(
            "target: no training row mends anything (source and target are the same in each); add"
            " corrections"
        )
    if not found.new["dev"]:
        faults.append(
            "no development row: there are too few, or one group holds them all; add rows, give them"
            " groups, or raise [data] dev_share"
        )
    if not found.new["test"] and not found.tests:
        faults.append(
            "no test row: there are too few to hold one out; add rows, raise [data] test_share, or name"
            " a set in [data] test"
        )
    return faults


def expressible(rows: Iterable[RepairRow]) -> dict[str, int]:
    """How many rows tags can mend wholly, in part, not at all, and how many need nothing."""
    counts = Counter(expressed(row.source, row.target, row.marked) for row in rows)
    return {told: counts[kind] for kind, told in TOLD.items()}


def examples(rows: Iterable[RepairRow]) -> list[Example]:
    """The sentences of rows with their tags."""
    return [one for row in rows for one in examples_of(row.source, row.target, row.marked)]


def clean_beside(rows: Sequence[RepairRow], share: float, seed: int) -> list[Example]:
    """Of the rows that mend something, so many for each as they should be: nothing to change there."""
    mended = [row for row in rows if not row.clean]
    chosen = random.Random(seed).sample(mended, min(round(share * len(mended)), len(mended)))
    return [one for row in chosen for one in between(row.target, row.target)]


def cases(given: Iterable[Example], tags: Sequence[str], pieces: WordPieces) -> list[Case]:
    """Examples as the model reads them; those that are too long for it are left out."""
    from training.repair.fit import case_from

    numbers = {tag: number for number, tag in enumerate(tags)}
    return [case for one in given if (case := case_from(one, numbers, pieces)) is not None]


class Collator:
    """Cases to the arguments of :meth:`training.tune.repair_model.RepairModel.forward`."""

    def __init__(self, pad: int) -> None:
        self.pad = pad

    def __call__(self, given: Sequence[Case]) -> dict[str, torch.Tensor]:
        """Padded to one length."""
        from training.repair.fit import batch_of

        return batch_of(given, self.pad)._asdict()


def tag_f05(asked: Any) -> dict[str, float]:
    """The metric of a Trainer: F0.5 of the tags that change something, before any threshold.

    A place whose mend no tag can say counts as missed, whatever is said there. ``worth`` chooses the
    weights: it is F0.5, and of equal ones (a model that changes nothing yet has none) the likelier.
    """
    from training.repair.fit import NOTHING

    told, likely = (np.asarray(found) for found in asked.predictions)
    wanted = np.asarray(asked.label_ids)
    there = (wanted != NOTHING) & (wanted != PADDING)
    told, likely, wanted = told[there], likely[there], wanted[there]
    right = int(((told == wanted) & (wanted != 0)).sum())
    made, missing = int((told != 0).sum()), int((wanted != 0).sum())
    precision, recall, both = f05(right, made - right, missing - right)
    worth = both + TIE * float(likely.mean())
    return {"f05": both, "precision": precision, "recall": recall, "worth": worth}
