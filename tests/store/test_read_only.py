"""Stores where nothing can be written: a published copy, a snapshot, a folder of somebody else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from job_fakes import loader, records_of, result
from mounts import make_read_only, mounted

from nlp.errors import StoreLost
from nlp.job import Job
from nlp.quarantine import Quarantine
from nlp.status import status
from nlp.store import open_store

KINDS = ["sqlite:///{}/w %23?#.db", "jsonl:{}/w.jsonl", "parquet:{}/w", "bulk:{}/w.ndjson"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as folder:
        yield folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_is_looked_at_where_nothing_can_be_written(kind: str, disk: Path) -> None:
    url = kind.format(disk)
    with closing(open_store(url)) as store:
        Job(loader(), records_of(30), [store], Quarantine(store.side)).run()
        before = status(store), list(store)
    names = sorted(os.listdir(disk))
    make_read_only(disk)
    with closing(open_store(url, read_only=True, must_exist=True)) as store:
        assert (status(store), list(store)) == before
        assert (
            len(Quarantine(store.side).list())
            == sum(q["rows"] for q in before[0]["quarantine"])
            > 0
        )
    assert sorted(os.listdir(disk)) == names
    why = (
        "nothing can be made in its folder"
        if kind.startswith("sqlite")
        else "ead-only|readonly|made in"
    )
    with pytest.raises(StoreLost, match=why):
        open_store(url)


@pytest.mark.parametrize("log", [b"", None])
def test_an_empty_log_beside_it_is_none(log: bytes | None, disk: Path) -> None:
    path = disk / "w.db"
    with closing(open_store(str(path))) as store:
        store.put([result(1)])
    if log is not None:
        Path(f"{path}-wal").write_bytes(log)
    make_read_only(disk)
    with closing(open_store(str(path), read_only=True)) as store:
        assert store.count() == 1


def test_a_log_that_cannot_be_read_is_told_and_never_passed_over(disk: Path) -> None:
    """What is in it is part of the store."""
    path, copy = disk / "w.db", disk / "copy.db"
    with closing(open_store(str(path))) as store, closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM articles").fetchone()  # keeps the log
        store.put([result(1)])
        for end in ("", "-wal"):
            Path(f"{copy}{end}").write_bytes(Path(f"{path}{end}").read_bytes())
    make_read_only(disk)
    with pytest.raises(StoreLost, match="copy it with its -wal"):
        open_store(str(copy), read_only=True)
    make_read_only(disk, False)
    with closing(open_store(str(copy), read_only=True)) as store:
        assert store.count() == 1


def test_a_writer_that_comes_later_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that others can write: each look decides anew whether the file alone will do."""
    path = tmp_path / "w.db"
    with closing(open_store(str(path))) as store:
        store.put([result(1)])
    uris: list[str] = []
    connect = sqlite3.connect

    def noted(place: str, **asked: object) -> sqlite3.Connection:
        uris.append(place)
        return connect(place, **asked)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(sqlite3, "connect", noted)
    with closing(open_store(str(path), read_only=True)) as reader:
        assert reader.count() == 1 and all("immutable" in uri for uri in uris)
        with closing(open_store(str(path))) as store:
            store.put([result(2)])
            del uris[:]
            assert reader.count() == 2 and not any("immutable" in uri for uri in uris)
        assert [r["id"] for r in reader] == ["a1", "a2"]


def test_where_the_folder_can_be_written_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.db"
    with closing(open_store(str(path))) as store:
        store.put([result(1)])
    monkeypatch.setattr("nlp.store.sqlite._looked_at", None)
    with closing(open_store(str(path), read_only=True)) as reader:
        assert reader.count() == 1
