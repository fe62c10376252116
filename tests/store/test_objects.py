"""Stores in an object store: writers that do not know of each other, kills, faults, other tools."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import fsspec
import pyarrow.dataset
import pytest
from job_fakes import loader, records_of, result, same

from nlp.article import Article
from nlp.errors import ConfigError, StoreLost
from nlp.job import Job, JobOptions
from nlp.quarantine import Quarantine
from nlp.read import read
from nlp.store import objects, open_store
from nlp.store.objects import JsonlForm
from nlp.store.parquet import ParquetForm, arrow_schema

RECORDS = [result(number) for number in range(9)]
FORMS = ["parquet:{}/out/", "jsonl:{}/out.jsonl.gz/", "jsonl:{}/out/", "jsonl:{}/out.jsonl.zst/"]


@pytest.fixture(params=["memory", "s3", "gs", "az"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a folder that holds nothing yet."""
    if request.param in ("gs", "az"):
        package = {"gs": "gcsfs", "az": "adlfs"}[request.param]
        request.getfixturevalue("cloud")  # first: the client looks at its settings on import
        pytest.importorskip(package, reason=f"{package} is not installed")
        yield f"{request.param}://veille{tmp_path}"
        return
    if request.param == "s3":
        yield f"{request.getfixturevalue('s3')}{tmp_path}"
        return
    yield f"memory:/{tmp_path}"
    files = fsspec.filesystem("memory")
    if files.exists(str(tmp_path)):
        files.rm(str(tmp_path), recursive=True)


@pytest.fixture(params=FORMS)
def url(request: pytest.FixtureRequest, bucket: str) -> str:
    return request.param.format(bucket)


def names(url: str) -> list[str]:
    files, path = fsspec.core.url_to_fs(url.partition(":")[2])
    files.invalidate_cache()
    return sorted(name.rpartition("/")[2] for name in files.ls(path, detail=False))


def test_writers_on_two_machines_never_store_a_record_twice(url: str, tmp_path: Path) -> None:
    """Each has a database of its own, so only the object store can tell them of each other."""
    sides = [f"{url}?side={tmp_path}/{name}.db" for name in "ab"]
    with closing(open_store(sides[0])) as one, closing(open_store(sides[1])) as other:
        assert one.put(RECORDS[:2]) == [True, True]
        assert other.put(RECORDS[1:4]) == [False, True, True]
        assert other.put(RECORDS[1:5]) == [False, False, False, True]
        assert one.put(RECORDS[2:6]) == [False, False, False, True]
        assert one.put(RECORDS[2:6]) == [False] * 4
        assert list(one) == RECORDS[:6]
    with closing(open_store(sides[1])) as other:
        assert list(other) == RECORDS[:6]
    ending = ".parquet" if url.startswith("parquet") else JsonlForm(url).ending
    assert names(url) == [f"part-00000{n}{ending}" for n in range(4)]


def test_a_lost_database_is_made_again_from_the_objects(url: str, tmp_path: Path) -> None:
    """So is a part whose writer was killed before it was entered."""
    side = tmp_path / "side.db"
    for batch in (slice(0, 2), slice(1, 5)):
        with closing(open_store(f"{url}?side={side}")) as store:
            store.put(RECORDS[batch])
        side.unlink()
    with closing(open_store(f"{url}?side={side}")) as store:
        assert list(store) == RECORDS[:5]
        assert store.put(RECORDS[4:6]) == [False, True]


def test_the_objects_are_read_by_other_tools(bucket: str, tmp_path: Path) -> None:
    for form in FORMS[:2]:
        with closing(open_store(f"{form.format(bucket)}?side={tmp_path}/{form[0]}.db")) as store:
            store.put(RECORDS[:2])
            store.put(RECORDS[2:5])
    files, path = fsspec.core.url_to_fs(bucket)
    table = pyarrow.dataset.dataset(f"{path}/out", filesystem=files).to_table()
    assert table["id"].to_pylist() == [r["id"] for r in RECORDS[:5]]
    assert table.schema.equals(arrow_schema())
    parts = sorted(files.ls(f"{path}/out.jsonl.gz", detail=False))
    text = "".join(gzip.decompress(files.cat_file(part)).decode() for part in parts)
    assert [json.loads(line) for line in text.splitlines()] == RECORDS[:5]


def test_only_parts_are_looked_at_and_bad_ones_told(bucket: str, tmp_path: Path) -> None:
    url = f"parquet:{bucket}/out/?side={tmp_path}/side.db"
    files, path = fsspec.core.url_to_fs(bucket)
    files.pipe_file(f"{path}/out/_SUCCESS", b"x")
    files.pipe_file(f"{path}/out/part-x.parquet", b"x")
    with closing(open_store(url)) as store:
        store.put(RECORDS[:2])
    good = files.cat_file(f"{path}/out/part-000000.parquet")
    foreign = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table({"x": [1]}), foreign)
    for data, told in [
        (good[:-9], "damaged"),
        (good, "twice"),
        (foreign.getvalue().to_pybytes(), "no veille output"),
    ]:
        files.pipe_file(f"{path}/out/part-000007.parquet", data)
        with pytest.raises(ConfigError, match=f"part-000007.parquet.*{told}"):
            open_store(url)


def test_objects_taken_away_are_forgotten(bucket: str, tmp_path: Path) -> None:
    url = f"jsonl:{bucket}/out/?side={tmp_path}/side.db"
    files, path = fsspec.core.url_to_fs(bucket)
    with closing(open_store(url)) as store:
        store.put(RECORDS[:2])
        store.put(RECORDS[2:5])
    files.rm_file(f"{path}/out/part-000000.jsonl")
    with closing(open_store(url)) as store:
        assert list(store) == RECORDS[2:5]
        assert store.put(RECORDS[:3]) == [True, True, False]


def test_an_erasure_on_another_machine_is_seen(bucket: str, tmp_path: Path) -> None:
    here, there = (f"jsonl:{bucket}/o.jsonl/?side={tmp_path}/{name}.db" for name in "ab")
    with closing(open_store(here)) as store:
        store.put(RECORDS[:3])
    with closing(open_store(there)) as store:
        assert store.erase([RECORDS[0]["key"]]) == 1
    with closing(open_store(here)) as store:
        assert store.missing([r["key"] for r in RECORDS[:3]]) == {RECORDS[0]["key"]}
        assert list(store) == RECORDS[1:3] and store.count() == 2


def test_the_database_is_told_where_it_lies_and_belongs_to_one_store(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store(f"parquet:{bucket}/out/")) as store:
        assert (store.url, store.side.name) == (f"parquet:{bucket}/out/", "out.veille.db")
    assert os.listdir(tmp_path) == ["out.veille.db"]
    open_store(f"parquet:{bucket}/out?side=out.veille.db", read_only=True).close()
    for read_only in (True, False):
        with pytest.raises(ConfigError, match="belongs to parquet:.*another .side="):
            open_store(f"jsonl:{bucket}/out/?side=out.veille.db", read_only=read_only)
    with pytest.raises(ConfigError, match="no database with its quarantine.*side=PATH"):
        open_store(f"parquet:{bucket}/out/?side=elsewhere.db", must_exist=True)


def test_the_database_may_be_on_a_server(bucket: str, postgres_url: str) -> None:
    secret = postgres_url.replace("tester@", "tester:s3cret@")
    with closing(open_store(f"parquet:{bucket}/out/?side={secret}")) as store:
        Job(loader(), records_of(40), [store], Quarantine(store.side), JobOptions(batch=9)).run()
        assert "s3cret" not in store.url and store.url.endswith(store.side.name)
        stored = list(store)
        again = store.url
    with closing(open_store(again, must_exist=True, read_only=True)) as store:
        assert list(store) == stored and len(stored) > 20
        assert len(Quarantine(store.side).list()) > 2
    with pytest.raises(ConfigError, match="no database"):
        open_store(f"parquet:{bucket}/o/?side=postgresql://x@", must_exist=True)


def test_a_bucket_that_is_not_there_is_lost(s3: str, tmp_path: Path) -> None:
    url = f"parquet:s3://nowhere/out/?side={tmp_path}/side.db"
    with (
        pytest.raises(StoreLost, match="s3://nowhere/out/ cannot be used.*bucket"),
        closing(open_store(url)) as store,
    ):
        store.put(RECORDS[:1])


def test_an_object_store_that_goes_away_ends_the_run(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"jsonl:{bucket}/out/?side={tmp_path}/side.db"

    def gone(*_: Any, **__: Any) -> None:
        raise ConnectionResetError("gone")

    with closing(open_store(url)) as store:
        store.put(RECORDS[:2])
        with monkeypatch.context() as patch:
            patch.setattr(store._folder._files, "pipe_file", gone)  # type: ignore[attr-defined]
            with pytest.raises(StoreLost, match="gone.*run the same command again"):
                store.put(RECORDS[:4])
        assert store.put(RECORDS[:4]) == [False, False, True, True]
        assert list(store) == RECORDS[:4]


def test_a_write_that_arrived_though_its_answer_did_not_is_taken_in(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(f"parquet:{bucket}/out/?side={tmp_path}/side.db")) as store:
        files = store._folder._files  # type: ignore[attr-defined]
        write = files.pipe_file

        def twice(path: str, data: bytes, mode: str) -> None:
            write(path, data, mode=mode)
            write(path, data, mode=mode)  # as a client that waited in vain tries again

        with monkeypatch.context() as patch:
            patch.setattr(files, "pipe_file", twice)
            assert store.put(RECORDS[:2]) == [False, False]
        assert list(store) == RECORDS[:2] and store.count() == 2


def test_an_object_that_is_there_but_never_listed_ends_the_run(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user who may write and not list."""
    monkeypatch.setattr(objects, "_PAUSE", 0.0)
    monkeypatch.setattr(objects, "_ATTEMPTS", 3)
    with closing(open_store(f"jsonl:{bucket}/out/?side={tmp_path}/a.db")) as store:
        store.put(RECORDS[:1])
    with closing(open_store(f"jsonl:{bucket}/out/?side={tmp_path}/b.db")) as store:
        monkeypatch.setattr(store._folder, "sizes", dict)  # type: ignore[attr-defined]
        monkeypatch.setattr(store._ledger, "sizes", lambda _: {})  # type: ignore[attr-defined]
        with pytest.raises(StoreLost, match="part-000000.jsonl cannot be written.*not listed"):
            store.put(RECORDS[1:2])


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_an_object_that_would_have_to_grow_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=f"cannot be appended to.*jsonl:s3://b/{name}/ "):
        open_store(f"jsonl:s3://b/{name}")


@pytest.mark.parametrize(
    "url", ["ftp://h/o/", "file:///tmp/o/", "simplecache::s3://b/o/", "hdfs://b/o/"]
)
def test_a_file_system_that_shows_half_a_file_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="half a file"):
        open_store(f"parquet:{url}")


@pytest.mark.parametrize("form", [ParquetForm(), JsonlForm("o"), JsonlForm("o.jsonl.gz/")])
def test_a_part_comes_back_as_it_was_written(form: Any) -> None:
    assert form.decode(form.encode(RECORDS)) == RECORDS
    with pytest.raises((ValueError, KeyError, TypeError)):
        form.decode(form.encode(RECORDS)[:-3])


WRITER = """
import sys
from job_fakes import result
from nlp.store import open_store
store = open_store(sys.argv[1])
print("ready", flush=True); sys.stdin.readline()
new = sum(sum(store.put([result(i) for i in range(n, n + 5)])) for n in range(0, 24, 4))
store.close()
print(new)
"""


def test_processes_with_databases_of_their_own_that_write_at_once(s3: str, tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parents[2])])
    urls = [f"parquet:{s3}{tmp_path}/out/?side={tmp_path}/{n}.db" for n in range(2)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for url in urls
    ]
    for writer in writers:
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
    answers = [writer.communicate("go\n")[0] for writer in writers]
    assert sum(map(int, answers)) == 25
    with closing(open_store(urls[0])) as store:
        found = {record["id"]: same(record) for record in store}
        assert store.count() == len(found) == 25


def test_archives_are_read_from_the_object_store(bucket: str) -> None:
    files, path = fsspec.core.url_to_fs(bucket)
    lines = "".join(json.dumps({"id": n, "text": f"Texte numéro {n}."}) + "\n" for n in range(9))
    files.pipe_file(f"{path}/in/a.jsonl.gz", gzip.compress(lines.encode()))
    files.pipe_file(f"{path}/in/b.txt", b"Un autre texte.")
    for named in (f"{bucket}/in", f"{bucket}/in/*"):
        found = [r for r in read([named]) if isinstance(r, Article)]
        assert [a.text for a in found][-1] == "Un autre texte." and len(found) == 10
        assert found[0].source.path == files.unstrip_protocol(f"{path}/in/a.jsonl.gz")
        assert found[0].source.line == 1
    with pytest.raises(ConfigError, match="nothing at"):
        list(read([f"{bucket}/none.txt"]))
