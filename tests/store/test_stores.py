"""What every store promises, each test run on all of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from job_fakes import result
from test_record import ARTICLES

from nlp.errors import ConfigError, DiskFull
from nlp.record import to_record
from nlp.status import status
from nlp.store import Store, open_store, restore, restored
from nlp.store.runs import Runs

KINDS = {
    "sqlite": "sqlite:///{}/wire.db",
    "jsonl": "jsonl:{}/out.jsonl",
    "jsonl.gz": "jsonl:{}/out.jsonl.gz",
    "jsonl.zst": "jsonl:{}/out.jsonl.zst",
    "parquet": "parquet:{}/out",
    "bulk": "bulk:{}/out.ndjson",
    "bulk.gz": "bulk:{}/out.ndjson.gz?index=news",
    "memory": "parquet:memory:/{0}/out/?side={0}/out.veille.db",
    "memory jsonl": "jsonl:memory:/{0}/out.jsonl.gz/?side={0}/out.veille.db",
}
SERVERS = ["postgresql", "s3", "s3 jsonl"]
RECORDS = [result(number) for number in range(9)]
KEYS = [record["key"] for record in RECORDS]


@pytest.fixture(params=[*KINDS, *SERVERS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    if request.param.startswith("s3"):
        bucket = request.getfixturevalue("s3")
        other = KINDS[request.param.replace("s3", "memory")].format(tmp_path)
        return other.replace("memory:/", bucket)
    return KINDS[request.param].format(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as opened:
        yield opened


def test_a_batch_is_stored_once(store: Store) -> None:
    assert store.put(RECORDS[:3]) == [True] * 3
    assert store.put([RECORDS[1], RECORDS[3], RECORDS[3]]) == [False, True, False]
    assert store.put([]) == []
    assert list(store) == RECORDS[:4]
    assert store.count() == 4


def test_keys_are_looked_up_and_records_fetched(store: Store) -> None:
    store.put(RECORDS[:2])
    store.put(RECORDS[2:4])
    assert store.missing(KEYS) == set(KEYS[4:])
    assert store.missing([]) == set()
    assert store.get([KEYS[3], KEYS[0], "unknown"]) == {KEYS[0]: RECORDS[0], KEYS[3]: RECORDS[3]}


def test_many_keys_are_no_problem(store: Store) -> None:
    store.put(RECORDS)
    many = [f"{n:064x}" for n in range(3000)]
    assert store.missing([*many, *KEYS]) == set(many)


def test_what_was_stored_is_there_after_reopening(url: str) -> None:
    for stored in range(0, 9, 3):
        with closing(open_store(url)) as store:
            assert store.count() == stored
            store.put(RECORDS[stored : stored + 3])
            assert list(store) == RECORDS[: stored + 3]


def test_two_writers_that_take_turns_see_each_other(url: str) -> None:
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        assert one.put(RECORDS[:2]) == [True, True]
        assert other.put(RECORDS[1:4]) == [False, True, True]
        assert one.put(RECORDS[3:5]) == [False, True]
        assert list(one) == list(other) == RECORDS[:5]


def test_a_new_model_makes_new_versions_beside_the_old(store: Store) -> None:
    store.put(RECORDS[:2])
    newer = result(0, model="m2")
    assert store.put([newer]) == [True]
    assert store.count() == 3
    figures = status(store)
    assert (figures["records"], figures["articles"]) == (3, 2)
    assert figures["languages"] == {"fr": 2}
    assert figures["events"] == {"tender": 2}
    assert figures["set_aside"] == {"spam": 2}


def test_to_look_changes_and_creates_nothing(url: str, tmp_path: Path) -> None:
    with closing(open_store(url, read_only=True)) as store:
        assert store.count() == 0
        assert store.missing(KEYS) == set(KEYS)
        assert status(store)["runs"] == []
    assert os.listdir(tmp_path) == []
    with closing(open_store(url)) as store:
        store.put(RECORDS[:2])
        Runs(store.side).start({}, "m", "c")
    before = _snapshot(tmp_path)
    with closing(open_store(url, read_only=True)) as store:
        assert list(store) == RECORDS[:2]
        assert store.missing(KEYS) == set(KEYS[2:])
        assert len(status(store)["runs"]) == 1
    assert _snapshot(tmp_path) == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_must_exist_is_not_made(url: str, tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(ConfigError, match="no store at"):
        open_store(url, read_only=read_only, must_exist=True)
    assert os.listdir(tmp_path) == []
    open_store(url).close()
    open_store(url, read_only=read_only, must_exist=True).close()


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_segment_set_aside_is_restored_beside_the_record(store: Store) -> None:
    store.put(RECORDS[:1])
    restore(store, KEYS[0], 3)
    restore(store, KEYS[0], 3)
    (row,) = restored(store, RECORDS[0]["content_hash"])
    assert (row["text"], row["segment"], row["key"]) == ("win 0", 3, KEYS[0])
    assert restored(store) == [row]
    assert restored(store, "other") == []
    assert list(store) == RECORDS[:1]


@pytest.mark.parametrize(
    ("key", "segment"), [("none", 0), (KEYS[0], 99), (KEYS[0], -1), (KEYS[0], 1)]
)
def test_only_what_was_set_aside_can_be_restored(store: Store, key: str, segment: int) -> None:
    store.put(RECORDS[:1])
    with pytest.raises(ConfigError):
        restore(store, key, segment)


@settings(max_examples=15)
@given(st.lists(ARTICLES, max_size=4), st.sampled_from(sorted(KINDS)))
def test_any_record_comes_back_as_it_went_in(articles: list, kind: str) -> None:
    records = [to_record(a.with_(content_hash=f"{n}"), "m", "c") for n, a in enumerate(articles)]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(KINDS[kind].format(folder))) as store,
    ):
        assert store.put(records) == [True] * len(records)
        assert list(store) == records
        keys = [record["key"] for record in records]
        assert store.get(keys) == dict(zip(keys, records, strict=True))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "wire",
        "mysql://x/y",
        "sqlite:wire.db",
        "sqlite://",
        "jsonl:",
        "parquet:ftp://h/k",
        "jsonl:memory://h/o.jsonl",
        "csv:x",
    ],
)
def test_a_url_of_no_known_kind_is_refused_with_the_known_ones(url: str) -> None:
    with pytest.raises(
        ConfigError, match="sqlite:///wire.db|an output URL begins|jsonl:memory://h/o.jsonl/"
    ):
        open_store(url)


def test_the_ways_to_name_a_sqlite_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("a.db", "sqlite:///b.db", f"sqlite:///{tmp_path}/sub/c.db", "d.sqlite"):
        open_store(url).close()
    made = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.*")}
    assert made == {"a.db", "b.db", "sub/c.db", "d.sqlite"}


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A file system of 1 MiB, where this machine lets a test mount one."""
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
        if (
            os.name != "posix"
            or os.getuid()
            or subprocess.run(command, capture_output=True).returncode
        ):
            pytest.skip("no right to mount a small file system")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "memory" not in kind])
def test_a_full_disk_stops_the_run_and_leaves_whole_batches(kind: str, tiny_disk: Path) -> None:
    url = KINDS[kind].format(tiny_disk)
    stored = 0
    with closing(open_store(url)) as store, pytest.raises(DiskFull, match="no space left"):
        for number in range(200):
            batch = [_bulky(number * 5 + i) for i in range(5)]
            assert store.put(batch) == [True] * 5
            stored += 5
    assert stored
    with closing(open_store(url, read_only=True)) as store:
        assert store.count() in (stored, stored + 5)  # a batch on disk, but not yet noted, counts
        assert store.count() == len(list(store))


def _bulky(number: int) -> dict:
    """A record that compresses badly, of about 12 kB."""
    noise = "".join(chr(0x4E00 + (number * 7919 + i * i * 31) % 20000) for i in range(2000))
    return {**result(number), "body": noise, "body_en": os.urandom(3000).hex()}


def test_a_disk_that_fills_during_a_write_leaves_no_trace(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url.startswith(("sqlite", "postgresql")) or "?side=" in url:
        pytest.skip("it writes by itself; the small file system tests SQLite and PostgreSQL")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with closing(open_store(url)) as store:
        store.put(RECORDS[:2])
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(DiskFull, match="make room and run again"):
                store.put(RECORDS[2:4])
        assert list(store) == RECORDS[:2]
        assert store.put(RECORDS[2:4]) == [True, True]
        assert list(store) == RECORDS[:4]


@pytest.mark.parametrize("method", ["get", "missing", "erase"])
def test_one_key_in_the_place_of_many_is_an_error(store: Store, method: str) -> None:
    store.put(RECORDS[:2])
    with pytest.raises(TypeError, match=r"a list of keys is wanted, not one: \[key\]"):
        getattr(store, method)(KEYS[0])
    assert store.get((KEYS[0],)) == {KEYS[0]: RECORDS[0]} and store.count() == 2


def test_a_database_without_a_byte_is_no_store_to_look_at(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(ConfigError, match=r"no store in .*empty.db: the file is empty \(0 bytes\)"):
        open_store(str(path), read_only=True, must_exist=True)
    with closing(open_store(str(path), read_only=True)) as store:  # as a dry run opens it
        assert store.count() == 0 and path.stat().st_size == 0
    open_store(str(path)).close()
    with closing(open_store(str(path), read_only=True, must_exist=True)) as store:
        assert store.count() == 0
