"""Worker processes: same results as alone, and articles that end the process they run in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from job_fakes import Faulty, Split, Upper, article, load, loader, records_of, same

from nlp.article import Article
from nlp.crew import Alone, Batch, Retries
from nlp.errors import DiskFull, ModelError, StopRun
from nlp.job import Job, JobOptions
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.stage import Kept, Outcome, Reason
from nlp.store import open_store
from nlp.workers import Workers

TESTS = Path(__file__).parent


def outcomes(crew: Alone | Workers, batches: list[Batch]) -> dict[str, Outcome]:
    """Every article's outcome by its id; fails when one is lost or doubled."""
    found: dict[str, Outcome] = {}
    for batch, done in crew.map(iter(batches)):
        for one, outcome in zip(batch, done, strict=True):
            assert one.id not in found
            found[one.id] = outcome
    return found


def batches(count: int, size: int, **texts: str) -> list[Batch]:
    """``count`` articles in batches; ``texts`` replaces the text of some (``a3="killer"``)."""
    articles = [article(n, texts.get(f"a{n}")) for n in range(count)]
    return [articles[n : n + size] for n in range(0, count, size)]


def test_workers_give_what_one_process_gives() -> None:
    work = batches(50, 8, a5="poison", a9="win")
    with Workers(loader(), 2) as crew:
        many = outcomes(crew, work)
        assert (crew.model_hash, crew.config_hash) == (load().model_hash, load().config_hash)
    alone = outcomes(Alone(load), work)
    assert many.keys() == alone.keys()
    for id, outcome in alone.items():
        assert type(many[id]) is type(outcome)
        if isinstance(outcome, Kept):
            assert outcome.article.segments == many[id].article.segments  # type: ignore[union-attr]


def test_articles_that_kill_their_worker_stand_alone_in_the_end() -> None:
    work = batches(24, 8, a3="killer", a20="killer")
    with Workers(loader(), 2) as crew:
        found = outcomes(crew, work)
    lost = {id: o for id, o in found.items() if not isinstance(o, Kept)}
    assert len(found) == 24 and set(lost) == {"a3", "a20"}
    for outcome in lost.values():
        assert outcome.reason is Reason.WORKER_LOST and outcome.error == "exit code 3"
        assert outcome.article is not None and "killer" in outcome.article.text


def dies_once(mark: str) -> Pipeline:
    """A pipeline whose process ends in its first batch ever, and never again."""

    class Once(Faulty):
        def __call__(self, batch: list[Article]) -> list[Outcome]:
            with suppress(FileExistsError):
                Path(mark).touch(exist_ok=False)  # of two at once one alone makes it
                os.kill(os.getpid(), signal.SIGKILL)
            return [Kept(a) for a in batch]

    return Pipeline([Once(), Split(), Upper()])


def test_an_article_that_only_happened_to_be_there_is_kept(tmp_path: Path) -> None:
    """As when the system kills a worker for the memory that others use."""
    with Workers(partial(dies_once, str(tmp_path / "mark")), 1) as crew:
        found = outcomes(crew, batches(1, 1))
    assert isinstance(found["a0"], Kept)


class Slow(Faulty):
    """Never ends on ``killer``."""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        if any("killer" in article.text for article in batch):
            time.sleep(600)
        return [Kept(article) for article in batch]


def slow() -> Pipeline:
    """A pipeline that hangs."""
    return Pipeline([Slow()])


def test_an_article_that_never_ends_is_rejected_as_such() -> None:
    with Workers(slow, 2, timeout=0.3) as crew:
        found = outcomes(crew, batches(8, 4, a2="killer"))
    assert len(found) == 8
    (late,) = (o for o in found.values() if not isinstance(o, Kept))
    assert (late.reason, late.error) == (Reason.TIMEOUT, "over 0.3 s")


def test_an_answer_that_nobody_listened_to_is_not_late() -> None:
    """The next batch may be long in coming, and what is done may be long in being stored."""

    def seldom() -> Iterator[Batch]:
        yield [article(0)]
        time.sleep(1.0)
        yield [article(1)]
        yield [article(2)]

    with Workers(slow, 2, timeout=0.3) as crew:
        found: dict[str, Outcome] = {}
        for batch, done in crew.map(seldom()):
            found.update(zip((one.id for one in batch), done, strict=True))
    assert len(found) == 3 and all(isinstance(one, Kept) for one in found.values())


class Renewed(Faulty):
    """A model of the hash that a file holds."""

    def __init__(self, path: Path) -> None:
        self.model_hash = path.read_text()
        path.write_text("m2")


def renewed(path: str) -> Pipeline:
    """A pipeline whose model is replaced once it was loaded."""
    return Pipeline([Renewed(Path(path))])


@pytest.mark.parametrize("workers", [1, 2])
def test_no_result_of_a_model_that_was_replaced_meanwhile(workers: int, tmp_path: Path) -> None:
    (tmp_path / "hash").write_text("m1")
    work = batches(2, 1, a0="killer")
    with (
        pytest.raises(StopRun, match="other models or options than the first"),
        Workers(partial(renewed, str(tmp_path / "hash")), workers) as crew,
    ):
        outcomes(crew, work)


class NoMore:
    """Starts so many processes and no more, as where memory or numbers are used up."""

    def __init__(self, context: Any, count: int) -> None:
        self.Pipe, self._context, self._left = context.Pipe, context, count

    def Process(self, **given: Any) -> Any:
        self._left -= 1
        process = self._context.Process(**given)
        if self._left < 0:
            process.start = partial(os.stat, "/proc/0")
        return process


def test_where_no_process_can_be_started_those_that_are_left_go_on(tmp_path: Path) -> None:
    crew = Workers(partial(dies_once, str(tmp_path / "mark")), 2)
    crew._context = NoMore(crew._context, 2)
    with crew:
        found = outcomes(crew, batches(4, 1))
    assert len(found) == 4 and all(isinstance(one, Kept) for one in found.values())


def test_where_not_all_can_be_started_it_is_told_and_none_is_left() -> None:
    crew = Workers(loader(), 2)
    crew._context = NoMore(crew._context, 1)
    with pytest.raises(StopRun, match="no worker could be started"), crew:
        pass
    assert not multiprocessing.active_children()


def test_a_death_is_of_one_article_and_not_of_another_in_its_place() -> None:
    """An id of an object that is gone may be given to another one."""
    retries, seen = Retries(1.0), set[int]()
    for number in range(50):
        batch = [article(number)]
        assert retries.after_death(batch, "signal 9") is None
        assert retries.next(iter(())) is batch
        assert id(batch[0]) not in seen
        seen.add(id(batch[0]))
        del batch


def broken(kind: str) -> Pipeline:
    """A pipeline that cannot be loaded, in several ways."""
    if kind == "model":
        raise ModelError("model translation is damaged")
    if kind == "defect":
        raise KeyError("oops")
    os._exit(9)


@pytest.mark.parametrize(
    ("kind", "error", "told"),
    [
        ("model", ModelError, "translation is damaged"),
        ("defect", RuntimeError, "KeyError: 'oops'"),
        ("death", StopRun, "died while it loaded.*exit code 9"),
    ],
)
def test_what_hinders_loading_is_told(kind: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=f"(?s){told}"), Workers(partial(broken, kind), 2):
        pass


class Full:
    """A pipeline that finds the disk full."""

    model_hash = config_hash = ""
    names = devices = ()

    def run(self, batch: Batch) -> list[Outcome]:
        raise DiskFull("no space left")


def test_what_is_no_article_s_fault_stops_all(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="no space left"), Workers(Full, 2) as crew:
        outcomes(crew, batches(9, 3))


def test_no_more_batches_are_taken_than_workers_are_free() -> None:
    taken = []

    def counted() -> Iterator[Batch]:
        for batch in batches(40, 4):
            taken.append(batch)
            yield batch

    done = 0
    with Workers(loader(pause=0.001), 2) as crew:
        for _ in crew.map(counted()):
            done += 1
            assert len(taken) - done <= 2
    assert done == 10


def test_a_job_with_workers_stores_what_one_process_stores(tmp_path: Path) -> None:
    found = []
    for workers in (1, 2):
        with closing(open_store(f"{tmp_path}/{workers}.db")) as store:
            held = Quarantine(store.side)
            options = JobOptions(workers=workers, batch=16)
            balance = Job(loader(), records_of(100), [store], held, options).run()
            assert balance.stored == store.count()
            rows = {(row.reason, row.content_hash or row.source.sha256) for row in held.list()}
            found.append(({r["key"]: same(r) for r in store}, rows, balance.reasons))
    assert found[0] == found[1]


INTERRUPTED = """
import multiprocessing, sys
from job_fakes import loader, article
from nlp.job import Job, JobOptions
from nlp.quarantine import Quarantine
from nlp.store import open_store
if __name__ == "__main__":
    store = open_store(sys.argv[1])
    options = JobOptions(workers=2, batch=4)
    records = (article(n) for n in range(100_000))
    load = loader(pause=0.01)
    print("ready", flush=True)
    balance = Job(load, records, [store], Quarantine(store.side), options).run()
    store.close()
    print(balance, "workers:", len(multiprocessing.active_children()))
    sys.exit(balance.exit_code)
"""


def test_ctrl_c_ends_a_job_with_workers_quietly(tmp_path: Path) -> None:
    """A terminal sends the signal to the whole group; only the parent may act on it."""
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "w.db")],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    with closing(open_store(str(tmp_path / "w.db"))) as store:
        deadline = time.monotonic() + 60
        while not store.count() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (130, "")
        assert f"= {store.count():,} stored" in out  # what else was read is unfinished
        assert out.endswith("workers: 0\n")
