"""Training, development and test parts: by article, and the same for ever.

Which part an article falls into is decided by the hash of its group alone, so that no two rows of an
article part, adding articles moves none, and a retrained model is tested on what its parent was.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Literal, TypeVar

from nlp.errors import DataError
from training.labelled.schema import Row

Part = Literal["train", "dev", "test"]
PARTS: tuple[Part, ...] = ("train", "dev", "test")
R = TypeVar("R", bound=Row)


def part_of(group: str, dev: float, test: float) -> Part:
    """The part of a group; ``dev`` and ``test`` are the shares of those parts (0-1)."""
    digest = hashlib.sha256(f"part\n{group}".encode("utf-8", "surrogatepass")).digest()
    place = int.from_bytes(digest[:8]) / 2**64
    return "test" if place < test else "dev" if place < test + dev else "train"


def split(rows: Sequence[R], dev: float, test: float) -> dict[Part, list[R]]:
    """Rows by part, in their order."""
    found: dict[Part, list[R]] = {part: [] for part in PARTS}
    for row in rows:
        found[part_of(row.article, dev, test)].append(row)
    return found


def refuse_overlap(train: Sequence[Row], others: Sequence[Row], name: str) -> None:
    """Raise :class:`DataError` when an article stands on both sides."""
    known = {row.article for row in train}
    both = Counter(row.article for row in others if row.article in known)
    if both:
        some = ", ".join(repr(group) for group in list(both)[:5])
        raise DataError(
            [
                f"{name}: {len(both)} articles are in the training data too ({some}): a figure on them"
                " would mean nothing; take them out of one side"
            ]
        )
