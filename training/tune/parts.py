"""Rows read, checked, split by article and rid of repeats: what events and repair do alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from nlp.errors import DataError
from training.labelled.duplicates import HeldOut, Pair
from training.labelled.read import LEAST
from training.labelled.read import read as read_rows
from training.labelled.schema import EventRow, Row
from training.labelled.split import CHOSEN_BY, Part, refuse_overlap, split
from training.tune.recipe import Data
from training.tune.types import read_types

R = TypeVar("R", bound=Row)
ByPart = dict[Part, list[R]]


class Read(NamedTuple):
    """New and rehearsed rows by part, the sets that were named, and what was left out of training."""

    new: ByPart
    old: ByPart
    tests: dict[str, list]
    repeated: list[Pair]


def read(
    data: Data,
    task: str,
    text: Callable[[R], str],
    *,
    fields: Mapping[str, str],
    types: Sequence[str] | None = None,
) -> Read:
    """Read and split everything that a recipe names; ``text`` is what may not be on both sides.

    Raises:
        nlp.errors.DataError: see :func:`training.labelled.read.read`.
    """
    new = [*read_rows(data.train, task, types=types, fields=fields, least=LEAST)]
    old = _rehearsed(data, task, types)
    tests = {  # by the same names as new rows, or by ours: `met` lets any column be missing
        name: [*read_rows([path], task, types=types, fields=fields, met=set())]
        for name, path in data.test.items()
    }
    found = split(new, data.dev_share, data.test_share), split(old, data.dev_share, data.test_share)
    for name, rows in tests.items():
        refuse_overlap([row for part in found for row in part["train"]], rows, name)
        refuse_overlap([row for part in found for row in part["dev"]], rows, name, CHOSEN_BY)
    held = [*tests.values(), *(part[name] for part in found for name in ("dev", "test"))]
    index = HeldOut((row.id or "", text(row)) for rows in held for row in rows)  # type: ignore[arg-type]
    repeated = [pair for part in found for pair in _parted(part, text, index)]
    return Read(*found, tests, repeated)


def _rehearsed(data: Data, task: str, types: Sequence[str] | None) -> list[Row]:
    """The older rows; types of event.v1 that a list of new ones replaced are one fault, not many."""
    if not data.rehearse:
        return []
    known = None if types is None else [*types, *(t.id for t in read_types().type)]
    found = list(read_rows(data.rehearse, task, types=known))
    named = {t for row in found if isinstance(row, EventRow) for t in row.named}
    if types is not None and (replaced := sorted(named - set(types))):
        raise DataError(
            [
                f"[data] rehearse: its articles have types that are not in the list any more"
                f" ({', '.join(replaced)}); where new types replace the old ones, say rehearse = [] in"
                " the recipe, or name files of yours"
            ]
        )
    return found


def left_out(repeated: Sequence[Pair], name: str) -> list[str]:
    """A fault beside those of too little to learn from: how much of it was there and repeats what is held out."""
    if not repeated:
        return []
    some = ", ".join(f"{p.train} repeats {p.held_out} ({p.similarity:.2f})" for p in repeated[:3])
    more = ", ..." if len(repeated) > 3 else ""
    return [
        f"{len(repeated):,} training {name}s repeat a held-out one and were left out ({some}{more});"
        " give what repeats one another the same `group`, or add others"
    ]


def _parted(part: ByPart, text: Callable[[R], str], index: HeldOut) -> list[Pair]:
    """Take what repeats a held-out text out of the training part; what was taken."""
    repeated, kept = [], []
    for row in part["train"]:
        if pair := index.repeated(row.id or "", text(row)):
            repeated.append(pair)
        else:
            kept.append(row)
    part["train"] = kept
    return repeated
