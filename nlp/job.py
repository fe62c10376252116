"""A batch job: an archive in, results in the stores, rejects in quarantine, a balance at the end.

The ledger of a job is what the stores and the quarantine hold, so a job that was stopped in any way
(Ctrl-C, kill -9, a full disk) is resumed by running it again. Results are looked up under content
hash x model hash x config hash before any model works.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from nlp.article import Article
from nlp.balance import Balance, Books
from nlp.crew import Alone, Batch, Crew, Runner
from nlp.devices import Used, places
from nlp.errors import ConfigError
from nlp.progress import Progress
from nlp.quarantine import Quarantine
from nlp.record import Record
from nlp.signals import Signalled, Signals
from nlp.stage import Rejected
from nlp.store.base import Store
from nlp.store.runs import Runs
from nlp.store.waiting import working_folder
from nlp.watch import All, Run, Watcher
from nlp.workers import Workers

if TYPE_CHECKING:
    from nlp.cluster import Cluster

    AnyCrew = Alone | Workers | Cluster

_EARLY = 16
"""Articles that each worker is given first, so that results are there to be seen soon."""
_NOTED = 1.0
"""Seconds after which it is noted again how far a run is, though no batch was settled."""
_READY = 8
"""Full batches that are read, at most, before the next is given out."""


class JobOptions(BaseModel):
    """How a job runs; none of these changes a result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int | None = Field(default=None, ge=0, description="Read at most so many records.")
    dry_run: bool = Field(
        default=False, description="Write nothing; count what would be worked on."
    )
    fresh: bool = Field(
        default=False,
        description="Work again on what is stored or in quarantine under the same model and"
        " configuration. An equal result is not stored twice.",
    )
    workers: int = Field(
        default=1, ge=1, description="Processes that run the models; 1: in this one."
    )
    batch: int = Field(
        default=256,
        ge=1,
        description="Articles worked on together: the more, the fuller are the groups of sentences"
        " of equal length.",
    )
    timeout: float = Field(
        default=900.0,
        gt=0,
        description="Seconds that a worker may take over what it was given; an article that takes"
        " longer alone is rejected. Without effect on one worker.",
    )
    batch_chars: int = Field(default=2_000_000, ge=1, description="Characters worked on together.")


class Job:
    """One run over ``records`` (what :func:`nlp.read.read` gives), lazily and with bounded memory.

    ``load`` makes the pipeline; with several workers it must be importable by a new process.
    ``about`` is noted with the run (the inputs, the configuration; ``cwd``, the folder from which
    relative paths start, is the working one unless it says another); ``share`` tells how much of the
    input is read (0-1, None where nobody knows). ``crew`` works in the place of processes of this
    machine (:class:`nlp.cluster.Cluster`), ``watchers`` are told how it goes (:mod:`nlp.watch`);
    ``entire`` is False where the records are single ones and not whole documents. Raises
    :class:`nlp.errors.StopRun` when a store fails and :class:`nlp.errors.ModelError` when the
    pipeline cannot be loaded; what was stored until then stays stored.

    Example: ``Job(Pipeline.load, read(["archive/"]), [store], Quarantine(store.side)).run()``
    """

    def __init__(
        self,
        load: Callable[[], Runner],
        records: Iterable[Article | Rejected],
        stores: Sequence[Store],
        quarantine: Quarantine,
        options: JobOptions | None = None,
        *,
        about: dict[str, Any] | None = None,
        share: Callable[[], float | None] = lambda: None,
        crew: AnyCrew | None = None,
        watchers: Sequence[Watcher] = (),
        entire: bool = True,
    ) -> None:
        if not stores:
            raise ConfigError("a job needs a store to write to")
        self.options = options or JobOptions()
        self._load, self._stores, self._quarantine = load, tuple(stores), quarantine
        self._records = islice(iter(records), self.options.limit)
        told = {"cwd": working_folder(), **(about or {}), **self.options.model_dump()}
        self._about = {**told, "to": [s.url for s in stores]}
        self._given, self._watchers = crew, All(watchers)
        self._runs = Runs(stores[0].side)
        self._share, self._entire = share, entire
        self._signals = Signals()

    def run(self) -> Balance:
        """Work through all records; the balance, checked.

        A first SIGINT or SIGTERM ends the run after what is being written, and the balance tells
        it (``signal``, ``exit_code``); a second one ends the process. The work on the batch in
        hand is lost and done again next time.
        """
        self._balance = Balance()
        try:
            shown = Progress(share=self._share, limit=self.options.limit)
            with shown as progress, self._signals.caught(), self._crew() as crew:
                self._run(crew, progress)
        except Signalled as stopped:  # while the models were loaded, or after the last write
            self._balance.signal = stopped.signum
        return self._balance

    def _run(self, crew: Crew, progress: Progress) -> None:
        self._started, status, signum = time.monotonic(), "failed", None
        books: Books | None = None
        try:
            with self._signals.held():  # else a run would be noted that nobody ends
                run = self._start(crew)
                books = self._books(crew, run)
                self._balance = books.balance
                self._began(crew, run)
            self._work(crew, books, run, progress)
            status = "done"
        except Signalled as stopped:
            signum, status = stopped.signum, "interrupted"
            self._signals.heeded()
        finally:
            if books is not None:
                books.balance.seconds = self._seconds()
                with self._signals.held():
                    self._end(run, books, signum, status)
                    with suppress(*[Exception] if status == "failed" else []):  # by its own error
                        self._watchers.ended(books.balance, status)

    def _began(self, crew: Crew, run: int | None) -> None:
        hashes = crew.model_hash, crew.config_hash
        self._watchers.began(Run(run, *hashes, self._about, crew.names, crew.devices))

    def _seconds(self) -> float:
        """How long the run has been going."""
        return round(time.monotonic() - self._started, 3)

    def _is_late(self, balance: Balance) -> bool:
        """Whether it is some time ago that it was noted how far the run is."""
        return self._seconds() - balance.seconds >= _NOTED

    def _keep(self, run: int, balance: Balance) -> None:
        """Note how far the run is, for those who look at the store meanwhile."""
        balance.seconds = self._seconds()
        self._runs.note(run, balance.to_dict())

    def _crew(self) -> AnyCrew:
        if self._given and not self.options.dry_run:
            return self._given
        if self.options.workers == 1 or self.options.dry_run:
            return Alone(self._load)
        return Workers(self._load, self.options.workers, timeout=self.options.timeout)

    @property
    def _hands(self) -> int:
        """How many batches can be worked on at a time."""
        return self._given.count if self._given else self.options.workers

    def _start(self, crew: Crew) -> int | None:
        if self.options.dry_run:
            return None
        return self._runs.start(self._about, crew.model_hash, crew.config_hash)

    def _books(self, crew: Crew, run: int | None) -> Books:
        return Books(
            self._stores,
            self._quarantine,
            crew.model_hash,
            crew.config_hash,
            run=run,
            fresh=self.options.fresh,
            dry=self.options.dry_run,
            entire=self._entire,
        )

    def _work(self, crew: Crew, books: Books, run: int | None, progress: Progress) -> None:
        """Everything between the first record and the last."""
        batches = self._batches(books, progress, run)
        if run is None:
            for _ in batches:  # sorting them is all that a dry run does
                pass
            return
        devices = crew.devices
        for batch, outcomes in crew.map(batches):
            with self._signals.held():
                devices = self._moved(devices, crew.devices)
                stored = books.settle(batch, outcomes)
                self._keep(run, books.balance)
                self._tell([o for o in outcomes if isinstance(o, Rejected)], books.balance, stored)
            progress.show(books.balance, stored)

    def _batches(self, books: Books, progress: Progress, run: int | None = None) -> Iterator[Batch]:
        """Batches of articles that need work; full ones, however much is known already.

        What needs work of the first :data:`_EARLY` articles a worker is given out at once. Then there must be
        one full batch for every worker (or :data:`_READY`), and what is left at the end is shared out: of a
        small archive one would work on a full batch, the others on none.
        """
        waiting: Batch = []
        size, chars = self.options.batch, self.options.batch_chars
        at_once, first = min(self._hands, _READY), self._hands * min(_EARLY, size)
        for number, records in enumerate(windows(self._records, size, chars, first=first)):
            with self._signals.held():
                waiting += books.sort(records)
                if run is not None and (number == 0 or self._is_late(books.balance)):
                    self._keep(run, books.balance)  # a run that goes on may know all for long
                self._tell([r for r in records if isinstance(r, Rejected)], books.balance)
            progress.show(books.balance)
            if number == 0:
                yield from self._shared_out(waiting)
                waiting = []
            ready = list(windows(iter(waiting), size, chars))
            rest = ready.pop() if ready and len(ready[-1]) < size else []
            if len(ready) >= at_once:
                waiting, at_once = rest, 1
                yield from ready
        yield from self._shared_out(waiting)

    def _shared_out(self, articles: Batch) -> Iterator[Batch]:
        share = max(1, -(-len(articles) // self._hands))
        return windows(iter(articles), share, self.options.batch_chars)

    def _tell(
        self, rejections: Sequence[Rejected], balance: Balance, stored: Sequence[Record] = ()
    ) -> None:
        if rejections:
            self._watchers.rejected(rejections)
        self._watchers.settled(balance, stored)

    def _moved(self, before: Used, now: Used) -> Used:
        """Tell of models that work elsewhere now, but not of how many do so; the devices known."""
        if not now or places(now) == places(before):
            return before
        self._watchers.moved(now)
        return now

    def _end(self, run: int | None, books: Books, signum: int | None, status: str) -> None:
        """Close the books and note the end.

        After a failure the books are open and the store may be gone: what failed is told by its
        own error, and a second one would hide it.
        """
        if status == "failed":
            with suppress(Exception):
                self._note(run, books.balance, status)
            return
        limit = self.options.limit
        ended = limit is None or books.balance.read < limit
        self._note(run, books.close(interrupted=signum, ended=ended), status)

    def _note(self, run: int | None, balance: Balance, status: str) -> None:
        if run is not None:
            self._runs.note(run, balance.to_dict(), status)


def windows(
    records: Iterator[Any], count: int, chars: int, *, first: int | None = None
) -> Iterator[list[Any]]:
    """Lists of at most ``count`` records (the first list: ``first``) and, beyond the first record, ``chars``
    characters."""
    window: list[Any] = []
    room, most = chars, first or count
    for record in records:
        size = _size(record)
        if window and (len(window) >= most or size > room):
            yield window
            window, room, most = [], chars, count
        window.append(record)
        room -= size
    if window:
        yield window


def _size(record: Article | Rejected) -> int:
    article = record if isinstance(record, Article) else record.article
    raw = len(record.raw or b"") if isinstance(record, Rejected) else 0
    return raw + (len(article.text) + sum(len(b.text) for b in article.blocks) if article else 0)
