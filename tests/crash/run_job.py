"""Jobs to be killed, each in a process of its own that has everything imported already.

Each line on standard input is a job as JSON: ``urls``, ``count`` (of records), ``pause`` (seconds an
article takes), ``die_at``, ``workers``, ``out`` (file for what the job tells), ``env`` (variables to
set), ``trace`` (file that always names what is being done; by one worker), ``jump`` (whether to have
a wall clock that does). The answer is ``pid N`` when it is started and ``status N`` when it has
ended. With ``die_at`` the job ends, as by kill -9, at that step that makes something durable: a
write, a flush, a cut, a rename, or the begin or end of a transaction. With 0 it tells how many such
steps there are.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from typing import Any

import jumping_clock
import pyarrow.parquet
from job_fakes import loader, records_of
from sqlalchemy import event

import nlp.store.jsonl
import nlp.store.parquet
import nlp.store.sql
import nlp.store.tables  # noqa: F401
from nlp.balance import Balance
from nlp.errors import StopRun
from nlp.job import Job, JobOptions
from nlp.quarantine import Quarantine
from nlp.store import open_store
from nlp.store.database import Database

STEPS = 0
DIE_AT: int | None = None


def step() -> None:
    """Count a step, or end here."""
    global STEPS
    STEPS += 1
    if STEPS == DIE_AT:
        os._exit(137)


def around(call: Callable[..., Any]) -> Callable[..., Any]:
    """``call`` with a step before and one after it."""

    def stepping(*args: Any, **options: Any) -> Any:
        step()
        result = call(*args, **options)
        step()
        return result

    return stepping


def halved(write: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
    """``os.write`` that takes half of what it is given, so that a half frame can be left."""

    def writing(descriptor: int, data: Any) -> int:
        step()
        return write(descriptor, data[: max(1, len(data) // 2)])

    return writing


def watch() -> None:
    """Put steps around everything durable."""
    os.fsync, os.replace, os.truncate = around(os.fsync), around(os.replace), around(os.truncate)
    os.write = halved(os.write)
    parquet = pyarrow.parquet
    parquet.write_table = around(parquet.write_table)  # before it, the file is there and empty
    prepare = Database._prepare

    def prepared(self: Database, *args: Any) -> None:
        event.listen(self.engine, "begin", lambda _: step())
        event.listen(self.engine, "commit", lambda _: step())
        prepare(self, *args)

    Database._prepare = prepared  # type: ignore[method-assign]


class Trace:
    """Names what is being done in a file that outlives the process; a kill costs no byte of it."""

    WIDTH = 16

    def __init__(self, path: str) -> None:
        with open(path, "w+b") as file:
            file.write(bytes(self.WIDTH))
            file.flush()
            self._name = mmap.mmap(file.fileno(), self.WIDTH)

    def mark(self, name: str) -> None:
        """From now on ``name`` is done."""
        self._name[:] = name.encode().ljust(self.WIDTH)

    def during(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """``call``, marked as ``name``; what follows it is the job's own."""

        def marked(*args: Any, **options: Any) -> Any:
            self.mark(name)
            try:
                return call(*args, **options)
            finally:
                self.mark("job")

        return marked

    def reading(self, records: Iterator[Any], pause: float) -> Iterator[Any]:
        """``records``, marked as read, ``pause`` seconds each."""
        following = self.during("read", lambda: (time.sleep(pause), next(records, None))[1])
        yield from iter(following, None)

    def watch(self, stores: list[Any], held: Quarantine, pipeline: Any, pause: float) -> None:
        """Mark what stores, quarantine and stages do; each stage takes ``pause`` an article."""
        for store in stores:
            store.put = self.during(store.url.partition("?")[0].partition("/")[0], store.put)
        held.add = self.during("quarantine", held.add)  # type: ignore[method-assign]
        pipeline.stages = tuple(_Marked(self, stage, pause) for stage in pipeline.stages)


class _Marked:
    """A stage that is marked and takes its time."""

    def __init__(self, trace: Trace, stage: Any, pause: float) -> None:
        self._call, self._stage = trace.during(stage.name, self._slowly), stage
        self._pause = pause

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)

    def __call__(self, batch: Any) -> Any:
        return self._call(batch)

    def _slowly(self, batch: Any) -> Any:
        time.sleep(self._pause * len(batch))
        return self._stage(batch)


def work(
    urls: list[str],
    count: int,
    pause: float,
    die_at: int | None,
    out: str,
    env: dict[str, str] | None = None,
    workers: int = 1,
    trace: str = "",
    jump: bool = False,
) -> None:
    """Run a job over ``urls``; what it tells goes to the file ``out``."""
    global DIE_AT
    DIE_AT = die_at
    os.environ.update(env or {})
    if die_at is not None:
        watch()
    if jump:
        assert jumping_clock.install() > 2
    if trace:
        balance = traced(urls, count, pause, Trace(trace))
    else:
        balance = plain(urls, count, pause, JobOptions(batch=10, workers=workers, timeout=60))
    steps = STEPS
    with open(out, "w") as file:
        file.write(f"{balance}\n{steps}")


def plain(urls: list[str], count: int, pause: float, options: JobOptions) -> Balance:
    """The job and nothing else."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(url))) for url in urls]
        held = Quarantine(stores[0].side)
        return Job(loader(pause=pause), records_of(count), stores, held, options).run()


def traced(urls: list[str], count: int, pause: float, trace: Trace) -> Balance:
    """The job with a mark for everything that it does."""
    trace.mark("open")
    with ExitStack() as stack:
        stores: list[Any] = [stack.enter_context(closing(open_store(url))) for url in urls]
        held, pipeline = Quarantine(stores[0].side), loader()()
        trace.watch(stores, held, pipeline, pause)
        records = trace.reading(records_of(count), pause)
        balance = Job(lambda: pipeline, records, stores, held, JobOptions(batch=10)).run()
        trace.mark("close")
    return balance


def child(job: dict[str, Any]) -> None:
    """The life of a forked process: it never returns."""
    try:
        work(**job)
        os._exit(0)
    except BaseException as error:
        if not isinstance(error, StopRun):
            traceback.print_exc()
        os._exit(getattr(error, "exit_code", 1))


def main() -> None:
    """Fork a process for each job asked for, with everything imported that a job imports."""
    pyarrow.array([{}])
    with suppress(ImportError):  # tests over PostgreSQL do not run without it
        import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401
    with suppress(ImportError):
        import s3fs  # noqa: F401
    with tempfile.TemporaryDirectory() as folder:
        work([f"jsonl:{folder}/o.jsonl"], 20, 0.0, None, f"{folder}/out")
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            child(json.loads(line))
        print(f"pid {pid}", flush=True)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(f"status {status}", flush=True)


if __name__ == "__main__":
    main()
