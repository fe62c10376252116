"""kill -9 at any moment, start again: the stores end as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from job_fakes import same

from nlp.quarantine import Quarantine
from nlp.store import open_store

HERE = Path(__file__).parent
SQLITE, JSONL, PARQUET = "sqlite:///{}/wire.db", "jsonl:{}/out.jsonl.gz", "parquet:{}/out"
PLAIN, ZSTD = "jsonl:{}/plain.jsonl", "jsonl:{}/out.jsonl.zst"
BULK = "bulk:{}/out.ndjson.gz?index=news"
SERVER, OBJECTS = "postgresql", "s3"  # a database, or a folder in a bucket, for each folder
PAUSE = 0.002  # seconds that the false translator takes for an article

DATABASES: dict[Path, str] = {}
SERVERS: list[Any] = []

State = tuple[list[dict[str, Any]], list[tuple[Any, ...]]]


class Jobs:
    """A process that runs jobs which may be killed, one after another."""

    def __init__(self, *first: Path) -> None:
        """``first``: folders that Python looks in before all others."""
        path = os.pathsep.join(map(str, [*first, HERE.parent, HERE.parents[1]]))
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "run_job.py")],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self,
        folder: Path,
        kinds: tuple[str, ...],
        count: int,
        pause: float = 0.0,
        die_at: int | None = None,
        **more: Any,
    ) -> None:
        """Start a job over the stores in ``folder``."""
        folder.mkdir(exist_ok=True)
        self._out = folder / f"{id(self)}.txt"
        self._out.unlink(missing_ok=True)
        urls = [place(kind, folder) for kind in kinds]
        job = {"urls": urls, "count": count, "pause": pause, "die_at": die_at, **more}
        job["env"] = {name: text for name, text in os.environ.items() if name.startswith("AWS_")}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({**job, "out": str(self._out)}) + "\n")
        self._process.stdin.flush()
        self.pid = self._answer("pid")

    def end(self) -> int:
        """Wait for the job; its exit status."""
        return self._answer("status")

    def finish(self, folder: Path, kinds: tuple[str, ...], count: int, **options: Any) -> str:
        """Run a job to its end; what it tells."""
        self.start(folder, kinds, count, **options)
        assert self.end() == 0
        return self._out.read_text()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _answer(self, kind: str) -> int:
        assert self._process.stdout is not None
        told, _, number = self._process.stdout.readline().partition(" ")
        assert told == kind
        return int(number)


def place(kind: str, folder: Path) -> str:
    """The URL of the store of this kind in ``folder``."""
    if kind == OBJECTS:
        return f"parquet:s3://veille{folder}/objects/?side={folder}/objects.veille.db"
    if kind != SERVER:
        return kind.format(folder)
    if folder not in DATABASES:
        DATABASES[folder] = SERVERS[0].schema()
    return DATABASES[folder]


@pytest.fixture
def server(postgres: Any) -> Iterator[Any]:
    """A server for stores of the kind ``SERVER``."""
    SERVERS.append(postgres)
    yield postgres
    SERVERS.clear()


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of store; with its server where it needs one."""
    if request.param in (SERVER, OBJECTS):
        request.getfixturevalue({SERVER: "server", OBJECTS: "s3"}[request.param])
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: a kill, unlike a power cut, leaves what was written.

    The flushes, which cost most of the time, are still called; only the disk is spared.
    """
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as made:
        yield Path(made)


@pytest.fixture(scope="session")
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def state(folder: Path, kinds: tuple[str, ...]) -> State:
    """All records of all stores but for seconds, ordered by key, and the quarantine's rows."""
    records: list[dict[str, Any]] = []
    rows: list[tuple[Any, ...]] = []
    for number, kind in enumerate(kinds):
        with closing(open_store(place(kind, folder))) as store:
            found = [same(record) for record in store]
            assert len(found) == store.count()
            records += sorted(found, key=lambda record: record["key"])
            if number == 0:
                rows = [_row(held) for held in Quarantine(store.side).list(status=None)]
    return records, sorted(rows, key=str)


def _row(held: Any) -> tuple[Any, ...]:
    return held.status, held.stage, held.reason, held.source, held.key, held.error


def killed(
    jobs: Jobs,
    folder: Path,
    kinds: tuple[str, ...],
    count: int,
    kills: int,
    pause: float,
    **more: Any,
) -> int:
    """Start the job and kill it, ``kills`` times, at random moments; how often it was at work."""
    moments, hit = random.Random(kills), 0
    for _ in range(kills):
        jobs.start(folder, kinds, count, pause, **more)
        time.sleep(moments.uniform(0, 0.05 + 0.9 * pause * count / kills))
        with suppress(ProcessLookupError):
            os.kill(jobs.pid, signal.SIGKILL)
        hit += jobs.end() == -signal.SIGKILL
    return hit


@pytest.fixture(scope="session")
def reference(jobs: Jobs, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """States of uninterrupted runs, made once."""
    known: dict[tuple[tuple[str, ...], int], State] = {}

    def made(kinds: tuple[str, ...], count: int) -> State:
        if (kinds, count) not in known:
            folder = tmp_path_factory.mktemp("whole")
            jobs.finish(folder, kinds, count)
            known[kinds, count] = state(folder, kinds)
        return known[kinds, count]

    return made


@pytest.mark.parametrize("kinds", [(SQLITE, JSONL, PARQUET), (JSONL,)])
def test_killed_a_few_times(
    kinds: tuple[str, ...], jobs: Jobs, folder: Path, reference: Any
) -> None:
    assert killed(jobs, folder, kinds, 300, kills=5, pause=PAUSE) >= 3
    jobs.finish(folder, kinds, 300)
    found = state(folder, kinds)
    assert found == reference(kinds, 300)
    assert len(found[0]) > 200 * len(kinds) and len(found[1]) > 10


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [SQLITE, JSONL, PARQUET, PLAIN, ZSTD, BULK, SERVER, OBJECTS], indirect=True
)
def test_killed_fifty_times(kind: str, jobs: Jobs, folder: Path, reference: Any) -> None:
    hit = killed(jobs, folder, (kind,), 1500, kills=50, pause=2 * PAUSE)
    jobs.finish(folder, (kind,), 1500)
    assert state(folder, (kind,)) == reference((kind,), 1500)
    assert hit >= 40


@pytest.mark.parametrize("kind", [SQLITE, JSONL, PARQUET, SERVER], indirect=True)
def test_killed_between_two_steps_now_and_then(
    kind: str, jobs: Jobs, folder: Path, reference: Any
) -> None:
    _die_at_steps(kind, jobs, folder, reference, every=47)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [SQLITE, JSONL, PARQUET, PLAIN, ZSTD, BULK, SERVER, OBJECTS], indirect=True
)
def test_killed_between_every_two_steps(
    kind: str, jobs: Jobs, folder: Path, reference: Any
) -> None:
    _die_at_steps(kind, jobs, folder, reference, every=1)


def _die_at_steps(kind: str, jobs: Jobs, folder: Path, reference: Any, every: int) -> None:
    """For each step: a run that ends there, one that ends in its second half, and a whole one."""
    kinds, count = (kind,), 40
    wanted = reference(kinds, count)
    steps = int(jobs.finish(folder / "count", kinds, count, die_at=0).split()[-1])
    assert steps > 40
    for number in [*range(1, steps, every), steps]:
        place = folder / str(number)
        for at in (number, number // 2 + 7):
            jobs.start(place, kinds, count, die_at=at)
            assert jobs.end() in (0, 137)
        jobs.finish(place, kinds, count)
        assert state(place, kinds) == wanted, f"killed at step {number} of {steps}"


def test_two_runs_at_once_leave_each_row_once(jobs: Jobs, folder: Path, reference: Any) -> None:
    kinds, other = (SQLITE, JSONL, PARQUET), Jobs()
    for runner in (jobs, other):
        runner.start(folder, kinds, 300, PAUSE)
    assert [jobs.end(), other.end()] == [0, 0]
    other.close()
    assert state(folder, kinds) == reference(kinds, 300)


def test_two_runs_on_one_server_leave_each_row_once(
    server: Any, jobs: Jobs, folder: Path, reference: Any
) -> None:
    other = Jobs()
    for runner in (jobs, other):
        runner.start(folder, (SERVER,), 300, PAUSE)
    assert [jobs.end(), other.end()] == [0, 0]
    other.close()
    assert state(folder, (SERVER,)) == reference((SERVER,), 300)


@pytest.mark.slow
def test_a_server_restarted_at_random_moments(
    server: Any, jobs: Jobs, folder: Path, reference: Any
) -> None:
    """The run goes on, or is lost and goes on when it is started again."""
    moments, ended = random.Random("restarts"), []
    for mode in ["fast", "immediate"] * 5:
        jobs.start(folder, (SERVER,), 1500, 2 * PAUSE)
        time.sleep(moments.uniform(0.1, 1.0))
        server.stop(mode)
        server.start()
        ended.append(jobs.end())
    assert set(ended) <= {0, 4}
    jobs.finish(folder, (SERVER,), 1500)
    assert state(folder, (SERVER,)) == reference((SERVER,), 1500)


def test_a_run_over_what_is_done_does_nothing(jobs: Jobs, folder: Path) -> None:
    first, second = (jobs.finish(folder, (SQLITE,), 300) for _ in range(2))
    assert re.match(r"300 read = \d{3} stored", first)
    assert re.match(r"300 read = 0 stored", second)
