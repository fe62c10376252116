"""Counts and samples whose memory is bounded, however many records pass by."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Hashable
from hashlib import blake2b
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Tally(Counter[Any]):
    """A counter of at most ``limit`` different things; what comes later counts as ``others``.

    Example: a field that ought to name a country and holds a different text in every record.
    """

    def __init__(self, limit: int = 5_000) -> None:
        super().__init__()
        self.limit = limit
        self.others = 0

    def add(self, thing: Hashable, times: int = 1) -> None:
        """Count ``thing``."""
        if thing in self or len(self) < self.limit:
            self[thing] += times
        else:
            self.others += times


class Best(Generic[T]):
    """The ``size`` things of the highest rank; the order in which they came does not matter.

    ``name`` tells things apart: of one name only one is kept, and names decide between equal ranks.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._heap: list[tuple[float, str]] = []
        self._things: dict[str, T] = {}

    def add(self, rank: float, name: str, thing: T) -> None:
        """Keep ``thing`` if it is among the best so far."""
        if name in self._things:
            return
        entry = (rank, name)
        if len(self._heap) < self.size:
            heapq.heappush(self._heap, entry)
        elif entry > self._heap[0]:
            del self._things[heapq.heapreplace(self._heap, entry)[1]]
        else:
            return
        self._things[name] = thing

    @property
    def least(self) -> float:
        """The rank that a thing must exceed to be kept; minus infinity while there is room."""
        return self._heap[0][0] if len(self._heap) == self.size else float("-inf")

    def sorted(self) -> list[T]:
        """The things kept, the best first."""
        return [self._things[name] for _, name in sorted(self._heap, reverse=True)]

    def __len__(self) -> int:
        return len(self._heap)


def draw(name: str) -> float:
    """A number from 0 to 1 that only ``name`` decides: the best of these are a fair sample of names."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=6).digest()) / 2**48
