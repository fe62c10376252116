"""Training, development and test parts: by article, and the same for ever.

Which part an article falls into is decided by the hash of its group (without one, of its identifier; without
that, of what it says), so that no two rows of an article part, adding articles moves none (but where there
are very few), and a retrained model is tested on what its parent was.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from nlp.errors import DataError
from training.labelled.schema import MadeUp, Row

Part = Literal["train", "dev", "test"]
FEWEST = 2
"""Groups of a part, at least."""
CHOSEN_BY = "development part, which the model is chosen by,"
PARTS: tuple[Part, ...] = ("train", "dev", "test")
R = TypeVar("R", bound=Row)


class Bounds(NamedTuple):
    """Where the parts end on the line from 0 to 1 on which every group has its place."""

    test: float
    dev: float

    def part(self, group: str) -> Part:
        """The part of a group."""
        place = place_of(group)
        return "test" if place < self.test else "dev" if place < self.dev else "train"


def place_of(group: str) -> float:
    """The place of a group: evenly spread, the same for ever."""
    digest = hashlib.sha256(f"part\n{group}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) / 2**64


def bounds(groups: Iterable[str], dev: float, test: float) -> Bounds:
    """The bounds for shares of ``dev`` and ``test`` (0-1).

    Of few groups it may be that hardly any lies in a part, or that nearly all do: then its bound moves
    so that it has :data:`FEWEST` and leaves as many for each part after it, if there are that many.
    """
    places = sorted({place_of(group) for group in groups})
    ends = []
    taken, end = 0, 0.0
    for share, after in ((test, 1 + (dev > 0)), (dev, 1)):
        end += share
        count = sum(place < end for place in places) - taken
        most = len(places) - taken - FEWEST * after
        if share and most >= FEWEST and not FEWEST <= count <= most:
            count = min(max(count, FEWEST), most)
            end = math.nextafter(places[taken + count - 1], 2.0)
        taken += count
        ends.append(end)
    return Bounds(*ends)


def split(rows: Sequence[R], dev: float, test: float) -> dict[Part, list[R]]:
    """Rows by part, in their order."""
    found: dict[Part, list[R]] = {part: [] for part in PARTS}
    ends = bounds((row.article for row in rows), dev, test)
    for row in rows:
        found[ends.part(row.article)].append(row)
    return found


def refuse_overlap(
    learnt: Iterable[Row], others: Sequence[Row], name: str, part: str = "training data"
) -> None:
    """Raise :class:`DataError` when an article stands on both sides; ``learnt`` may be streamed."""
    wanted = {named(row) for row in others}
    known = {found for row in learnt if (found := named(row)) in wanted}
    both = Counter(row.page for row in others if named(row) in known)
    if both:
        some = ", ".join(repr(group) for group in list(both)[:5])
        raise DataError(
            [
                f"{name}: {len(both):,} article{'s are' if len(both) > 1 else ' is'} in the {part} too ({some}): a figure on them"
                " would mean nothing; take them out of one side"
            ]
        )


def named(row: Row) -> tuple[str, Path | None]:
    """An article among those of all files: one that was named by its line is of its own file alone."""
    page = row.page
    return page, page.path if isinstance(page, MadeUp) else None
