"""The list of runs: what is told of one that was killed, and of one elsewhere."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from nlp.balance import Balance
from nlp.cli.show import show_status
from nlp.status import status
from nlp.store import Store, open_store
from nlp.store.runs import Runs, _began


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"{tmp_path}/wire.db")) as opened:
        yield opened


def ended_process() -> str:
    """A process of this machine that is gone."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return f"{socket.gethostname()}:{done.pid}"


PROCESSES: dict[str, Callable[[], str]] = {
    "gone": ended_process,
    "alive": lambda: f"{socket.gethostname()}:{os.getpid()}",
    "elsewhere": lambda: "other-host.example:1",
}


def noted(store: Store, process: str, state: str = "running") -> dict[str, Any]:
    """A run as it is in the table."""
    runs = Runs(store.side)
    number = runs.start({}, "m", "c")
    if state != "running":
        runs.note(number, {}, state)
    with store.side.write() as connection:
        connection.exec_driver_sql("UPDATE runs SET process = ?", (process,))
    return raw(store)


def raw(store: Store) -> dict[str, Any]:
    with store.side.read() as connection:
        return dict(connection.exec_driver_sql("SELECT * FROM runs").one()._mapping)


@pytest.mark.parametrize(
    ("where", "state", "told"),
    [
        ("gone", "running", "killed"),
        ("alive", "running", "running"),
        ("elsewhere", "running", "running"),
        ("gone", "done", "done"),
        ("gone", "interrupted", "interrupted"),
        ("gone", "failed", "failed"),
    ],
)
def test_a_run_that_was_killed_is_told_so(
    where: str, state: str, told: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    process = PROCESSES[where]()
    before = noted(store, process, state)
    found = status(store)
    assert found["runs"][0]["status"] == told
    assert raw(store) == before  # nothing is written
    show_status(found)
    line = capsys.readouterr().out
    sign = f"{told}, last sign of life {before['updated']} on {process}"
    assert (sign in line) is (told in ("running", "killed"))
    assert told in line and ("last sign" in line) is (sign in line)
    assert ("nothing is settled yet" in line) is (told == "running")


@pytest.mark.parametrize(
    ("unfinished", "told"), [(8, ", unfinished 8, seconds"), (0, "ed 0, seconds")]
)
def test_what_is_told_of_a_run_adds_up(
    unfinished: int, told: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = Runs(store.side)
    number = runs.start({}, "m", "c")
    balance = Balance(read=32, stored=32 - unfinished, unfinished=unfinished)
    runs.note(number, balance.to_dict(), "interrupted")
    show_status(status(store))
    assert told in " ".join(capsys.readouterr().out.split())


def test_the_next_run_notes_it(store: Store) -> None:
    noted(store, ended_process())
    Runs(store.side).start({}, "m", "c")
    with store.side.read() as connection:
        states = connection.exec_driver_sql("SELECT status FROM runs ORDER BY id").scalars()
        assert list(states) == ["killed", "running"]


STATES = "SELECT status FROM runs ORDER BY id"


def states(store: Store) -> list[str]:
    with store.side.read() as connection:
        return list(connection.exec_driver_sql(STATES).scalars())


@pytest.mark.parametrize("began", ["some other boot 17", None])
def test_a_process_of_the_same_number_is_another_one(began: str | None, store: Store) -> None:
    """In a container every run is process 1, on a host of the same name."""
    runs, own = Runs(store.side), PROCESSES["alive"]()
    options = json.dumps({"archives": ["a/"], **({"process_began": began} if began else {})})
    noted(store, own)
    with store.side.write() as connection:
        connection.exec_driver_sql("UPDATE runs SET options = ?", (options,))
    assert [run["status"] for run in runs.list()] == ["killed" if began else "running"]
    runs.start({}, "m", "c")
    assert states(store) == ["killed", "running"]


def test_a_live_run_is_left_alone_by_another(store: Store) -> None:
    """Also one of the same process, which may have several threads."""
    command = "import sys; sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", command], stdin=subprocess.PIPE)
    try:
        began = json.dumps({"process_began": _began(other.pid)})
        noted(store, f"{socket.gethostname()}:{other.pid}")
        with store.side.write() as connection:
            connection.exec_driver_sql("UPDATE runs SET options = ?", (began,))
        runs = Runs(store.side)
        for _ in range(2):
            runs.start({}, "m", "c")
        assert states(store) == ["running"] * 3
        assert [run["status"] for run in runs.list()] == ["running"] * 3
    finally:
        other.communicate()
    assert [run["status"] for run in Runs(store.side).list()] == ["running", "running", "killed"]


def test_without_proc_a_number_is_all_that_tells(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.store.runs._began", lambda process: None)
    for _ in range(2):
        Runs(store.side).start({}, "m", "c")
    assert states(store) == ["running", "running"]
