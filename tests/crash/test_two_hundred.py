"""SIGKILL at 200 random moments over every stage and every kind of store that can be had here.

    python -m pytest -m slow -s tests/crash/test_two_hundred.py

One job writes to all of them. Whatever a kill hits (opening, reading, a stage, the quarantine, a
store), starting again ends with the rows of an uninterrupted run: none lost, none doubled.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from test_crash import (
    BULK,
    JSONL,
    OBJECTS,
    PARQUET,
    PLAIN,
    SERVER,
    SQLITE,
    Jobs,
    State,
    folder,
    jobs,
    reference,
    server,
    state,
)

__all__ = ["folder", "jobs", "reference", "server"]  # fixtures

KILLS, COUNT, PAUSE = 200, 300, 0.0007
STAGES = ("read", "split", "faulty", "upper")
STORES = ("quarantine", "sqlite:", "jsonl:", "parquet:", "bulk:", "postgresql:", "parquet:s3:")


@pytest.fixture
def kinds(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """All kinds of stores; those with a server where that is installed."""
    found = [SQLITE, JSONL, PLAIN, PARQUET, BULK]
    for kind, fixture in ((SERVER, "server"), (OBJECTS, "s3")):
        with suppress(pytest.skip.Exception):
            request.getfixturevalue(fixture)
            found.append(kind)
    return tuple(found)


@pytest.mark.slow
def test_two_hundred_kills_lose_and_double_nothing(
    kinds: tuple[str, ...], jobs: Jobs, folder: Path, reference: Any
) -> None:
    wanted: State = reference(kinds, COUNT)
    assert len(wanted[0]) > COUNT / 2 * len(kinds) and len(wanted[1]) > 5
    hit = kill(jobs, folder, kinds, wanted)
    told = ", ".join(f"{name} {count}" for name, count in hit.most_common())
    print(f"\n{hit.total()} kills over {len(kinds)} stores: {told}")
    assert hit.total() == KILLS
    for parts in (("open",), STAGES, STORES):  # a single one may be missed by chance
        assert sum(hit[name] for name in parts) >= KILLS / 20


def kill(jobs: Jobs, folder: Path, kinds: tuple[str, ...], wanted: State) -> Counter[str]:
    """Kill runs until they were ``KILLS``; what each was at. What gets done is compared, and begun anew.

    A run lives at most half as long as one that is left alone takes here: every part is hit, on a slow
    machine too, and few runs come to their end.
    """
    chance, hit, number = random.Random("two hundred"), Counter[str](), 0
    trace = folder / "trace"
    began = time.monotonic()
    jobs.finish(folder / "whole", kinds, COUNT, pause=PAUSE, trace=str(trace))
    most = (time.monotonic() - began) / 2
    while hit.total() < KILLS:
        place = folder / str(number)
        jobs.start(place, kinds, COUNT, PAUSE, trace=str(trace))
        time.sleep(chance.uniform(0, most))
        with suppress(ProcessLookupError):
            os.kill(jobs.pid, signal.SIGKILL)
        ended = jobs.end()
        if ended == -signal.SIGKILL:
            hit[_doing(trace)] += 1
            continue
        assert ended == 0
        assert state(place, kinds) == wanted
        shutil.rmtree(place)
        number += 1
    jobs.finish(folder / str(number), kinds, COUNT)
    assert state(folder / str(number), kinds) == wanted
    return hit


def _doing(trace: Path) -> str:
    """What the process that was killed was at; nothing yet where it had not begun to tell."""
    try:
        return trace.read_bytes().strip(b"\0 ").decode() or "start"
    finally:
        trace.write_bytes(b"")
