"""Who runs the pipeline of a job, and what becomes of a batch whose worker died.

A crew is handed batches and gives each back with its outcomes: :class:`Alone` in this process,
:class:`nlp.workers.Workers` in others, :class:`nlp.cluster.Cluster` on many machines.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from nlp.article import Article
from nlp.devices import Used
from nlp.stage import Outcome, Reason, Rejected

Batch = list[Article]

Names = tuple[tuple[str, str, str], ...]
"""Name, model hash and configuration hash of each stage."""


class Runner(Protocol):
    """What a job asks of a pipeline; :class:`nlp.pipeline.Pipeline` is one."""

    names: Names
    model_hash: str
    config_hash: str

    @property
    def devices(self) -> Used:
        """Where its models work by now."""
        ...

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        ...


class Crew(Protocol):
    """Those who do the work: enter it as a context, ask for the hashes, map batches."""

    names: Names
    model_hash: str
    config_hash: str

    @property
    def devices(self) -> Used:
        """Where the models work by now."""
        ...

    def map(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Each batch (or a part of one) with its outcomes, as they are ready.

        A batch is asked for only when somebody is free to work on it.
        """
        ...


class Alone:
    """A crew of one: the pipeline runs in this process."""

    def __init__(self, load: Callable[[], Runner]) -> None:
        self._runner = load()
        self.names = self._runner.names
        self.model_hash = self._runner.model_hash
        self.config_hash = self._runner.config_hash

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    @property
    def devices(self) -> Used:
        """Where the models work by now."""
        return self._runner.devices

    def map(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Run each batch in turn."""
        for batch in batches:
            yield batch, self._runner.run(batch)


class Retries:
    """Batches whose worker died, to be tried again, and the outcome of an article that kills.

    ``timeout`` is the limit in seconds that a rejection names.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._waiting: deque[Batch] = deque()
        # by its id a lone article that cost a worker, which so stays the only one of that id
        self._once: dict[int, Article] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def next(self, batches: Iterator[Batch]) -> Batch:
        """A batch to work on: one tried before, else a new one; empty when there is none."""
        return self._waiting.popleft() if self._waiting else next(batches, [])

    def after_death(self, batch: Batch, ended: str, *, late: bool = False) -> list[Outcome] | None:
        """What comes of ``batch`` when its worker ``ended``: None while it is tried again.

        A batch of several comes back in halves. A lone article is rejected at once when it was
        ``late`` (over the time limit), else when it cost a second worker: one may have died for another
        reason than the article it held.
        """
        if len(batch) > 1:
            middle = len(batch) // 2
            self._waiting.extend([batch[:middle], batch[middle:]])
            return None
        article = batch[0]
        if self._once.pop(id(article), None) is None and not late:
            self._once[id(article)] = article
            self._waiting.append(batch)
            return None
        return [self._lost(article, ended, late)]

    def _lost(self, article: Article, ended: str, late: bool) -> Rejected:
        """The outcome of an article on which workers die or are lost in work."""
        reason, told = Reason.WORKER_LOST, "the worker process died on this article alone"
        if late:
            reason, told = Reason.TIMEOUT, "this article alone took too long"
            ended = f"over {self._timeout:g} s"
        told = f"{told} ({ended})"
        return Rejected(article.source, "run", reason, told, error=ended, article=article)
