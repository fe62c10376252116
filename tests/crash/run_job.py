"""Jobs to be killed, each in a process of its own that has everything imported already.

Each line on standard input is a job as JSON: ``urls``, ``count`` (of records), ``pause`` (seconds an
article takes), ``die_at``, ``out`` (file for what the job tells), ``env`` (variables to set). The answer is ``pid N`` when it is
started and ``status N`` when it has ended. With ``die_at`` the job ends, as by kill -9, at that step
that makes something durable: a write, a flush, a cut, a rename, or the begin or end of a
transaction. With 0 it tells how many such steps there are.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pyarrow.parquet
from job_fakes import loader, records_of
from sqlalchemy import event

import nlp.store.jsonl
import nlp.store.parquet
import nlp.store.sql
import nlp.store.tables  # noqa: F401
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


def work(
    urls: list[str],
    count: int,
    pause: float,
    die_at: int | None,
    out: str,
    env: dict[str, str] | None = None,
) -> None:
    """Run a job over ``urls``; what it tells goes to the file ``out``."""
    global DIE_AT
    DIE_AT = die_at
    os.environ.update(env or {})
    if die_at is not None:
        watch()
    stores = [open_store(url) for url in urls]
    held = Quarantine(stores[0].side)
    job = Job(loader(pause=pause), records_of(count), stores, held, JobOptions(batch=10))
    balance = job.run()
    for store in stores:
        store.close()
    steps = STEPS
    with open(out, "w") as file:
        file.write(f"{balance}\n{steps}")


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
