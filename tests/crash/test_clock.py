"""A wall clock that jumps back and forth by years: it decides nothing but what a time says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from test_crash import JSONL, PARQUET, PAUSE, SQLITE, Jobs, jobs, killed, place, reference, state

from nlp.quarantine import Quarantine
from nlp.store import open_store
from nlp.store.runs import Runs

__all__ = ["jobs", "reference"]  # fixtures
pytestmark = pytest.mark.slow

KINDS = (SQLITE, JSONL, PARQUET)


@pytest.fixture
def jumping(tmp_path: Path) -> Iterator[Jobs]:
    """Runs jobs, and their workers, under such a clock."""
    (tmp_path / "clock").mkdir()
    shutil.copy(Path(__file__).with_name("jumping_clock.py"), tmp_path / "clock/sitecustomize.py")
    made = Jobs(tmp_path / "clock")
    yield made
    made.close()


def runs(folder: Path) -> list[dict[str, Any]]:
    """The runs that are noted, the first one first."""
    with closing(open_store(place(SQLITE, folder), read_only=True)) as store:
        return Runs(store.side).list(100)[::-1]


def test_runs_that_are_killed_under_it_end_with_the_same_rows(
    jumping: Jobs, tmp_path: Path, reference: Any
) -> None:
    folder = tmp_path / "jumping"
    assert killed(jumping, folder, KINDS, 300, kills=4, pause=4 * PAUSE, jump=True) >= 2
    jumping.finish(folder, KINDS, 300, jump=True)
    assert state(folder, KINDS) == reference(KINDS, 300)
    noted = runs(folder)
    with closing(open_store(place(SQLITE, folder), read_only=True)) as store:
        years = {datetime.fromisoformat(row.at).year for row in Quarantine(store.side).list()}
    assert len(years) > 2  # the clock did jump
    assert [run["status"] for run in noted][-1] == "done"
    assert {run["status"] for run in noted[:-1]} <= {"killed"}
    _is_sound(noted[-1]["balance"])


def test_workers_are_not_taken_to_be_late_by_it(
    jumping: Jobs, tmp_path: Path, reference: Any
) -> None:
    folder = tmp_path / "jumping"
    jumping.finish(folder, KINDS, 300, workers=2, jump=True)
    assert state(folder, KINDS) == reference(KINDS, 300)
    _is_sound(runs(folder)[-1]["balance"])
    with closing(open_store(place(JSONL, folder), read_only=True)) as store:
        steps = [step for record in store for step in record["provenance"]["steps"]]
    assert steps and all(0 <= step["seconds"] < 60 for step in steps)


def _is_sound(balance: dict[str, Any]) -> None:
    assert balance["read"] == 300
    assert balance["read"] == sum(balance[n] for n in ("stored", "already_there", "quarantined"))
    assert 0 < balance["seconds"] < 300
    assert all(0 <= seconds < 300 for seconds in balance["stages"].values())
