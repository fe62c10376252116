"""Workers out of memory: refused by the system, or killed by it. The balance holds, each row is there once."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from job_fakes import Split, Upper, article, load, loader, records_of, same

from nlp.article import Article
from nlp.balance import Balance
from nlp.errors import StopRun
from nlp.job import Job, JobOptions
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.stage import Kept, Outcome, Reason
from nlp.store import open_store
from nlp.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as on Linux")

MIB = 1 << 20
ROOM = 200 * MIB  # that a worker may take beyond what it has when it is loaded
URLS = ["sqlite:///{}/wire.db", "jsonl:{}/out.jsonl.gz", "parquet:{}/out"]

Rows = tuple[list[dict[str, Any]], ...]


class Hungry:
    """Takes ``each`` bytes for every article of a batch at once, and 2 GiB for ``glutton``."""

    name, model_hash, config_hash = "hungry", "", "h1"

    def __init__(self, each: int) -> None:
        self.each = each

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        sizes = [2048 * MIB if "glutton" in a.text else self.each for a in batch]
        held = [bytes(size) for size in sizes]  # all of it until the batch is done
        return [Kept(a) for a, _ in zip(batch, held, strict=True)]


class Outside:
    """A pipeline that finds no memory for a batch of more than two, where no stage is at work."""

    def __init__(self) -> None:
        self._pipeline = load()
        self.model_hash, self.config_hash = self._pipeline.model_hash, self._pipeline.config_hash
        self.names, self.devices = self._pipeline.names, self._pipeline.devices

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        if len(batch) > 2:
            bytes(2048 * MIB)
        return self._pipeline.run(batch)


class AlwaysOutside(Outside):
    """The same for every batch."""

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        raise MemoryError


def bounded() -> None:
    """Let this process take no more than ``ROOM`` from now on, as a container does."""
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def hungry(each: int) -> Pipeline:
    """A pipeline with little memory and a hungry stage."""
    bounded()
    return Pipeline([Split(), Hungry(each), Upper()])


def outside() -> Outside:
    """A worker with little memory that needs it outside of a stage."""
    made = Outside()
    bounded()
    return made


def always_outside() -> AlwaysOutside:
    """A worker of that kind."""
    return AlwaysOutside()


def scarce(marks: str, most: int, pause: float = 0.0) -> Pipeline:
    """A pipeline that can be loaded ``most`` times, and then finds its process killed."""
    taken = len(os.listdir(marks))
    Path(marks, str(os.getpid())).touch()
    if taken >= most:
        os.kill(os.getpid(), signal.SIGKILL)
    return load(pause=pause)


def work(
    folder: Path, load: Callable[[], Any], records: Any, workers: int = 2, batch: int = 32
) -> tuple[Balance, Rows]:
    """Run a job over three stores; its balance, the rows of each, and those in quarantine."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(url.format(folder)))) for url in URLS]
        held = Quarantine(stores[0].side)
        options = JobOptions(workers=workers, batch=batch)
        balance = Job(load, records, stores, held, options).run()
        found = [sorted(map(same, store), key=lambda r: r["key"]) for store in stores]
        assert [len(rows) for rows in found] == [store.count() for store in stores]
        aside = [{"id": row.key, "why": row.reason, "error": row.error} for row in held.list()]
    return balance, (*found, sorted(aside, key=str))


def test_an_article_that_no_memory_suffices_for_costs_itself(tmp_path: Path) -> None:
    records = (article(n, "titre\nglutton" if n in (7, 20) else None) for n in range(40))
    balance, (*stores, aside) = work(tmp_path, partial(hungry, 0), records)
    assert (balance.read, balance.stored, balance.quarantined) == (40, 38, 2)
    assert all(len({r["id"] for r in rows}) == len(rows) == 38 for rows in stores)
    assert [row["why"] for row in aside] == [Reason.STAGE_ERROR] * 2
    assert all("MemoryError" in row["error"] for row in aside)


def test_a_batch_that_is_too_much_together_is_worked_on_in_parts(tmp_path: Path) -> None:
    """32 articles take 960 MiB, one takes 30."""
    records = (article(n) for n in range(40))
    balance, (*stores, aside) = work(tmp_path, partial(hungry, 30 * MIB), records)
    assert balance.stored == 40 and aside == []
    assert all(len({r["id"] for r in rows}) == len(rows) == 40 for rows in stores)


@pytest.mark.slow
def test_memory_missing_outside_of_a_stage_is_no_defect(tmp_path: Path) -> None:
    records = (article(n) for n in range(24))
    balance, (*_, aside) = work(tmp_path, outside, records, batch=8)
    assert balance.stored == 24 and aside == []


def test_an_article_on_which_memory_is_always_missing_there_is_told(tmp_path: Path) -> None:
    with Workers(always_outside, 1) as crew:
        ((_, (outcome,)),) = crew.map(iter([[article(0)]]))
    assert (outcome.reason, outcome.error) == (Reason.WORKER_LOST, "out of memory")


class Killer(threading.Thread):
    """The system that kills a process for memory: a worker at random that is loaded, ``kills`` times."""

    def __init__(self, kills: int, pause: float, marks: Path) -> None:
        super().__init__(daemon=True)
        self._marks = marks
        self._left, self._pause, self._chance = kills, pause, random.Random("memory")
        self.killed: list[int] = []
        self.over = threading.Event()

    def run(self) -> None:
        while self._left and not self.over.wait(self._chance.uniform(0, self._pause)):
            alive = {child.pid for child in multiprocessing.active_children()}
            loaded = [pid for pid in map(int, sorted(os.listdir(self._marks))) if pid in alive]
            if loaded:
                self.killed.append(self._chance.choice(loaded))
                with suppress(ProcessLookupError):
                    os.kill(self.killed[-1], signal.SIGKILL)
                self._left -= 1


@pytest.mark.slow
def test_workers_that_the_system_kills_cost_no_row(tmp_path: Path) -> None:
    """At most six kills: too few for a batch of 32 to come down to an article that costs two."""
    _, wanted = work(tmp_path / "whole", load, records_of(300), workers=1)
    marks = tmp_path / "marks"
    marks.mkdir()
    killer = Killer(6, 0.8, marks)
    with _when_loaded(marks, 2, killer):
        slow = partial(scarce, str(marks), 10**6, pause=0.01)
        balance, found = work(tmp_path / "killed", slow, records_of(300))
    assert len(killer.killed) >= 3
    assert found == wanted and len(found[0]) == balance.stored > 200


@pytest.mark.slow
def test_those_that_are_left_go_on_where_there_is_no_memory_for_another(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two can be loaded; the one that dies finds no memory to come back."""
    _, wanted = work(tmp_path / "whole", load, records_of(200), workers=1)
    marks = tmp_path / "marks"
    marks.mkdir()
    killer = Killer(1, 0.0, marks)
    with _when_loaded(marks, 2, killer):
        _, found = work(
            tmp_path / "killed", partial(scarce, str(marks), 2, pause=0.01), records_of(200)
        )
    assert found == wanted
    told = "a worker died while it loaded the models (signal 9); fewer workers need less memory"
    assert f"veille: {told}; 1 go on" in caplog.messages


@pytest.mark.slow
def test_a_run_without_memory_for_any_worker_stops_and_is_resumed(tmp_path: Path) -> None:
    _, wanted = work(tmp_path / "whole", load, records_of(200), workers=1)
    marks = tmp_path / "marks"
    marks.mkdir()
    killer = Killer(2, 0.3, marks)
    with _when_loaded(marks, 2, killer), pytest.raises(StopRun, match="fewer workers"):
        work(tmp_path / "killed", partial(scarce, str(marks), 2, pause=0.02), records_of(200))
    _, found = work(tmp_path / "killed", loader(), records_of(200))
    assert found == wanted


class _when_loaded:
    """Let a killer loose once ``count`` workers were loaded."""

    def __init__(self, marks: Path, count: int, killer: Killer) -> None:
        self._marks, self._count, self._killer = marks, count, killer
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def _wait(self) -> None:
        while len(os.listdir(self._marks)) < self._count:
            time.sleep(0.01)
        time.sleep(0.2)  # until they work
        self._killer.start()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        self._killer.over.set()
        self._killer.join()
