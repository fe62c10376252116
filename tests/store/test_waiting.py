"""Which rows wait for a record: of which run, and from which folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nlp.article import Source
from nlp.quarantine import Quarantine
from nlp.stage import Reason, Rejected
from nlp.store import Store, open_store
from nlp.store.runs import Runs
from nlp.store.waiting import Folders


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"{tmp_path}/wire.db")) as opened:
        yield opened


def rows(*lines: int) -> list[Rejected]:
    places = [Source("feed.jsonl", line=line, offset=line, length=1) for line in lines]
    return [Rejected(place, "read", Reason.MALFORMED, "no JSON") for place in places]


def test_unmet_are_the_rows_of_no_run_and_of_earlier_ones(store: Store) -> None:
    quarantine = Quarantine(store.side)
    for run, line in ((None, 1), (2, 2), (3, 3), (4, 4)):
        quarantine.add(rows(line), run=run)
    assert [id for id, _ in quarantine.unmet("feed.jsonl", 3)] == [1, 2]
    assert quarantine.unmet("feed.jsonl", None) == quarantine.unmet("other.jsonl", 3) == []


@pytest.mark.parametrize("named_as_file", ["a", "b"])
@pytest.mark.parametrize(
    ("path", "differs"), [("x.txt", True), ("ab::x", True), ("s3://b/x", False), ("/x", False)]
)
def test_a_relative_path_is_another_file_in_another_folder(
    path: str, differs: bool, named_as_file: str, store: Store, tmp_path: Path
) -> None:
    """What looks like a chain of URLs is a file only in the folder that holds one of that name."""
    runs = [Runs(store.side).start({"cwd": str(tmp_path / name)}, "m", "c") for name in "ab"]
    (tmp_path / named_as_file).mkdir()
    (tmp_path / named_as_file / "ab::x").touch()
    with store.side.read() as connection:
        told = [Folders().differ(connection, path, *pair) for pair in (runs, runs[::-1])]
        assert told == [differs, differs]
        assert not Folders().differ(connection, path, runs[0], runs[0])
        assert not Folders().differ(connection, path, runs[0], None)  # nobody knows
