"""The pools of a cluster: which actors run which stages, and what each of them is at."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from nlp.crew import Batch, Names
from nlp.devices import Used
from nlp.pipeline import STAGES


@dataclass(frozen=True, slots=True)
class PoolSize:
    """``count`` actors that run ``stages``, each with so many ``cpus`` and ``gpus``."""

    stages: tuple[str, ...]
    count: int
    cpus: float = 1.0
    gpus: float = 0.0


def sizes(cpus: int, gpus: int) -> list[PoolSize]:
    """Pools for a cluster: without a GPU every actor runs all stages, so that none is idle.

    With GPUs, translation has one actor a GPU (and a core each), and the other cores are shared by
    the stages before and after it, as the seconds that they take are to each other (three to one).
    """
    if not gpus:
        return [PoolSize(STAGES, max(1, cpus))]
    at = STAGES.index("translate")
    rest = max(2, cpus - gpus)
    after = max(1, rest // 4)
    share = min(1.0, cpus / (rest + gpus))  # of a core for each, where there are fewer than actors
    return [
        PoolSize(STAGES[:at], rest - after, share),
        PoolSize(STAGES[at : at + 1], gpus, share, gpus=1.0),
        PoolSize(STAGES[at + 1 :], after, share),
    ]


@dataclass(slots=True)
class Task:
    """A batch on its way: ``outcomes`` is a list before the first pool, then a reference."""

    batch: Batch
    outcomes: Any


@dataclass(slots=True, eq=False)
class Actor:
    handle: Any
    ready: Any  # reference to its hashes; None once they were seen
    devices: Used = ()
    task: Task | None = None
    told: Any = None  # reference that says that the task is done
    result: Any = None  # reference to its outcomes
    deadline: float = 0.0
    late: bool = False


@dataclass(slots=True)
class Pool:
    size: PoolSize
    actors: list[Actor] = field(default_factory=list)
    waiting: deque[Task] = field(default_factory=deque)
    names: Names | None = None
    deaths: int = 0
    since: float = 0.0  # when it last had an actor that was ready

    def free(self) -> list[Actor]:
        return [a for a in self.actors if a.ready is None and a.task is None]
