"""The crew of a job on many machines: pools of Ray actors that hold the models.

Batches go from pool to pool inside the cluster (Ray's object store), and only outcomes come back to
the process that reads the archive and writes the stores. So the ledger is the one of every job: an
article is in the store once, whatever dies. An actor that dies takes nothing with it: its batch is
tried again as :class:`nlp.crew.Retries` says, and a new actor is asked for, on any machine that
has room. Ray is built on directly instead of through Ray Data, which has no place for an outcome of
each article when an actor is lost for good; :mod:`nlp.frames` is for those who use Ray Data.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from nlp.crew import Batch, Names, Retries
from nlp.devices import Used, merged
from nlp.errors import StopRun
from nlp.pipeline import Pipeline, hashes
from nlp.pools import Actor, Pool, PoolSize, Task, sizes
from nlp.ray_door import connect, ray_module
from nlp.stage import Kept, Outcome
from nlp.workers import failure

_PATIENCE = 600.0  # seconds without any actor of a pool before the run is given up
_DEATHS = 3  # actors of a pool that may die one after another while they load


class Load(Protocol):
    """What makes the stages of one pool; ``partial(Pipeline.load, config)`` does."""

    def __call__(self, *, only: Sequence[str]) -> Pipeline:
        """The stages named in ``only``, in the pipeline's order."""
        ...


class Cluster:
    """A crew of Ray actors; see :class:`nlp.crew.Crew`.

    ``address`` is that of a running cluster (``auto``, ``host:6379``, ``ray://host:10001``), or
    ``local`` to start one on this machine. ``pools`` defaults to what :func:`sizes` makes of the
    cluster. Every machine needs veille and the same models: raises :class:`StopRun` when hashes
    differ, when actors die while they load, or when no machine has room for one;
    :class:`ConfigError` when Ray is not installed or does not answer.

    Example: ``with Cluster(partial(Pipeline.load, config)) as crew: list(crew.map(batches))``
    """

    def __init__(
        self,
        load: Load,
        address: str = "local",
        *,
        pools: Sequence[PoolSize] | None = None,
        workers: int | None = None,
        timeout: float = 900.0,
        patience: float = _PATIENCE,
    ) -> None:
        self._load, self._address, self._workers = load, address, workers
        self._sizes, self._timeout, self._patience = pools, timeout, patience
        self._retries = Retries(timeout)
        self._pools: list[Pool] = []
        self._ours = self._exhausted = False

    def __enter__(self) -> Cluster:
        ray = ray_module()
        self._ours = not ray.is_initialized()
        if self._ours:
            connect(self._address)
        try:
            self._pools = [Pool(size) for size in self._sizes or self._measured()]
            for pool in self._pools:
                pool.since = time.monotonic()
                for _ in range(pool.size.count):
                    self._start(pool)
            while any(pool.names is None for pool in self._pools):
                self._wait()
        except BaseException:
            self.__exit__()
            raise
        self.names = tuple(name for pool in self._pools for name in pool.names)
        self.model_hash, self.config_hash = hashes(self.names)
        return self

    def __exit__(self, *_: object) -> None:
        ray = ray_module()
        for actor in (actor for pool in self._pools for actor in pool.actors):
            with suppress(Exception):  # it, or the cluster, may be gone
                ray.kill(actor.handle)
        if self._ours:
            ray.shutdown()

    @property
    def count(self) -> int:
        """How many batches can be worked on at a time."""
        return sum(pool.size.count for pool in self._pools)

    @property
    def devices(self) -> Used:
        """Where the models worked when they were loaded, of all actors that are there."""
        return merged(actor.devices for pool in self._pools for actor in pool.actors)

    def map(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Batches with their outcomes in the order they are done; see :class:`nlp.crew.Crew`."""
        self._exhausted = False
        while True:
            self._hand_out(batches)
            if self._exhausted and not self._busy():
                return
            yield from self._wait()

    def _busy(self) -> bool:
        tasks = any(p.waiting or any(a.task for a in p.actors) for p in self._pools)
        return tasks or bool(self._retries)

    def _measured(self) -> list[PoolSize]:
        found = ray_module().cluster_resources()
        cpus = self._workers or int(found.get("CPU", 1))
        return sizes(cpus, int(found.get("GPU", 0)))

    def _start(self, pool: Pool) -> None:
        """Ask for an actor; Ray places it when a machine has room."""
        actor_class = ray_module().remote(_Room)
        handle = actor_class.options(num_cpus=pool.size.cpus, num_gpus=pool.size.gpus).remote(
            self._load, pool.size.stages
        )
        pool.actors.append(Actor(handle, handle.names.remote()))

    def _hand_out(self, batches: Iterator[Batch]) -> None:
        """Give every free actor something to do, the last pool first."""
        for number, pool in reversed(list(enumerate(self._pools))):
            for actor in pool.free():
                if number == 0 and not pool.waiting and self._has_room():
                    self._take(pool, batches)
                if pool.waiting:
                    self._give(actor, pool.waiting.popleft())

    def _take(self, pool: Pool, batches: Iterator[Batch]) -> None:
        """Put a batch before the first pool, unless there is none."""
        batch = self._retries.next(batches)
        self._exhausted = not batch
        if batch:
            pool.waiting.append(Task(batch, [Kept(article) for article in batch]))

    def _has_room(self) -> bool:
        """False while later pools have fallen behind: what waits for them fills the object store."""
        return sum(len(pool.waiting) for pool in self._pools[1:]) < self.count

    def _give(self, actor: Actor, task: Task) -> None:
        actor.task, actor.deadline = task, time.monotonic() + self._timeout
        actor.told, actor.result = actor.handle.work.options(num_returns=2).remote(task.outcomes)

    def _wait(self) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Wait for something to happen; the batches that are done by it."""
        found = {}
        for number, pool in enumerate(self._pools):
            for actor in pool.actors:
                found |= {ref: (number, actor) for ref in (actor.ready, actor.told) if ref}
        done, _ = ray_module().wait(list(found), num_returns=1, timeout=1.0)
        finished = [pair for ref in done if (pair := self._heard(*found[ref], ref)) is not None]
        self._end_late()
        self._check_patience()
        return iter(finished)

    def _heard(self, number: int, actor: Actor, ref: Any) -> tuple[Batch, list[Outcome]] | None:
        """Act on what an actor says: that it is ready, that its task is done, or that it died."""
        pool, ray = self._pools[number], ray_module()
        try:
            answer = ray.get(ref)
            if ref is actor.ready:
                self._greet(pool, actor, answer)
                return None
            last = number == len(self._pools) - 1
            outcomes = ray.get(actor.result) if last else actor.result
        except ray.exceptions.RayTaskError as error:
            if not isinstance(error.cause, ray.exceptions.RayError):
                cause = error.cause
                raise failure(type(cause).__name__, str(cause), str(error)) from error
            return self._lost(pool, actor, error.cause)
        except ray.exceptions.RayError as error:
            return self._lost(pool, actor, error)
        task, actor.task, actor.told, actor.result = actor.task, None, None, None
        if last:
            return task.batch, outcomes
        self._pools[number + 1].waiting.append(Task(task.batch, outcomes))
        return None

    def _greet(self, pool: Pool, actor: Actor, answer: tuple[Names, Used]) -> None:
        """An actor has loaded its stages: they must be those of the others."""
        names, actor.devices = answer
        if pool.names is not None and pool.names != names:
            raise StopRun(
                "machines of the cluster hold different models or configurations:"
                f" {pool.names} and {names}; install the same on all"
            )
        pool.names, actor.ready, pool.deaths = names, None, 0

    def _lost(
        self, pool: Pool, actor: Actor, error: BaseException
    ) -> tuple[Batch, list[Outcome]] | None:
        """An actor died, or what it was given or made is lost with a machine: try again."""
        task, actor.task, actor.told, actor.result = actor.task, None, None, None
        if isinstance(error, ray_module().exceptions.RayActorError):
            self._replace(pool, actor, error)
        if task is None:
            return None
        ended = type(error).__name__
        outcomes = self._retries.after_death(task.batch, ended, late=actor.late)
        return None if outcomes is None else (task.batch, outcomes)

    def _replace(self, pool: Pool, actor: Actor, error: BaseException) -> None:
        pool.actors.remove(actor)
        pool.deaths += actor.ready is not None
        if pool.deaths >= _DEATHS:
            raise StopRun(
                f"{_DEATHS} actors died one after another while they loaded"
                f" {', '.join(pool.size.stages)} ({str(error).splitlines()[0]}); fewer workers"
                " need less memory"
            )
        self._start(pool)

    def _end_late(self) -> None:
        """End the actors that take too long; their death is noticed as any other."""
        now, ray = time.monotonic(), ray_module()
        for actor in (actor for pool in self._pools for actor in pool.actors):
            late = actor.task and not actor.late and now > actor.deadline
            if late and not ray.wait([actor.told], timeout=0)[0]:  # one that is done is not late
                actor.late = True
                ray.kill(actor.handle)

    def _check_patience(self) -> None:
        now = time.monotonic()
        for pool in self._pools:
            if any(actor.ready is None for actor in pool.actors):
                pool.since = now
            elif now - pool.since > self._patience:
                raise StopRun(
                    f"no machine of the cluster had room for {', '.join(pool.size.stages)}"
                    f" ({pool.size.cpus:g} cores, {pool.size.gpus:g} GPUs) for"
                    f" {self._patience:g} s; run again to go on"
                )


class _Room:
    """An actor: some stages of the pipeline, loaded once, when their names are asked for.

    (What an actor raises while it is made, Ray tells as its death.)
    """

    def __init__(self, load: Load, stages: Sequence[str]) -> None:
        self._load, self._stages = load, stages

    def names(self) -> tuple[Names, Used]:
        """Load the stages; name, model hash and configuration hash of each, and their devices."""
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        self._pipeline = self._load(only=self._stages)
        return self._pipeline.names, self._pipeline.devices

    def work(self, outcomes: Sequence[Outcome]) -> tuple[int, list[Outcome]]:
        """How many there are, and the outcomes after these stages: two results, so that the
        first can be heard of without fetching the second."""
        done = self._pipeline.go_on(outcomes)
        return len(done), done
