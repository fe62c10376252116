"""What a run writes is passed over where it lies among what is read."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from contextlib import closing
from pathlib import Path

import fsspec
import pytest
from job_fakes import result
from read_helpers import jsonl, outcomes, reasons, write

from nlp.cli.outputs import apart
from nlp.errors import ConfigError
from nlp.read import Meter, ReadOptions, read
from nlp.read.apart import read_apart
from nlp.store import open_store
from nlp.store.places import place_of

OWN = [
    "wire.db", "wire.db-wal", "wire.db-shm", "wire.db-journal", "wire.db.search.db",
    "wire.db.search.db-wal", "wire.db.corrections/titles.jsonl", "out.jsonl", "out.jsonl.veille.db",
    "out.jsonl.veille.db-shm", "log.jsonl", "parts/part-000000-0123456789ab.parquet", "parts.veille.db",
    ".out.jsonl.erasing", "parts/.writing-part-000001-0123456789ab.parquet",
]  # fmt: skip
INPUT = [
    "a.txt", "other.db.txt", "out.jsonl.txt", "out2.jsonl", "parts/note.txt",
    "part-000000-0123456789ab.txt", "sub/out.jsonl", "wire.db.txt", "xwire.txt",
]  # fmt: skip
STORES = ["sqlite:///{0}/wire.db", "jsonl:{0}/out.jsonl", "parquet:{0}/parts/"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*OWN, *INPUT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path / name, '{"text": "un"}' if name.endswith(".jsonl") else "un texte")
    return tmp_path


def options(folder: Path, *archives: Path | str, hidden: bool = True) -> ReadOptions:
    stores = [store.format(folder) for store in STORES]
    wanted = [str(archive) for archive in archives or (folder,)]
    return apart(ReadOptions(hidden_files=hidden), wanted, stores, [None, folder / "log.jsonl"])


def names(folder: Path, chosen: ReadOptions, start: Path | str | None = None) -> list[str]:
    found = read([str(start or folder)], chosen)
    return sorted(os.path.relpath(outcome.source.path, folder) for outcome in found)


@pytest.mark.parametrize("store", ["jsonl:{}.jsonl.gz", "bulk:{}.ndjson?index=news", "parquet:{}/"])
def test_what_another_run_wrote_gives_no_article(store: str, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", jsonl(3))
    with closing(open_store(store.format(tmp_path / "out"))) as opened:
        opened.put([result(n) for n in range(3)])
    found = outcomes(tmp_path)
    assert Counter(reasons([o for o in found if "veille.db" not in o.source.path])) == {
        "kept": 3, "unsupported": 6 if store.startswith("bulk") else 3,
    }  # fmt: skip


def test_without_a_store_everything_is_read(folder: Path) -> None:
    assert names(folder, ReadOptions(hidden_files=True)) == sorted([*OWN, *INPUT])


def test_the_runs_own_files_are_passed_over(folder: Path) -> None:
    assert names(folder, options(folder)) == sorted(INPUT)


def test_so_they_are_by_patterns_and_through_links(folder: Path) -> None:
    assert names(folder, options(folder), f"{folder}/*.jsonl") == ["out2.jsonl"]
    link = folder.parent / f"{folder.name}-link"
    link.symlink_to(folder)
    assert len(names(folder, options(link), link)) == len(INPUT)
    assert len(names(folder, options(link), folder)) == len(INPUT)


def test_relative_names_are_the_same_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    chosen = apart(ReadOptions(), ["."], ["sqlite:///wire.db", "out.jsonl"])
    found = {os.path.normpath(outcome.source.path) for outcome in read(["."], chosen)}
    assert found & {"wire.db", "wire.db-wal", "out.jsonl"} == set()
    assert {"a.txt", "log.jsonl"} <= found


def test_a_process_apart_and_the_meter_pass_them_over_too(folder: Path) -> None:
    chosen = options(folder, hidden=False)
    assert pickle.loads(pickle.dumps(chosen)) == chosen
    assert list(read_apart([str(folder)], chosen)) == list(read([str(folder)], chosen))
    meter = Meter([str(folder)], chosen)
    list(read([str(folder)], chosen, meter))
    assert meter.share == 1.0


def test_they_are_no_option_of_a_user_and_in_no_hash(folder: Path) -> None:
    assert options(folder, hidden=False).model_dump() == ReadOptions().model_dump()


@pytest.mark.parametrize("name", ["wire.db", "out.jsonl", "out.jsonl.veille.db", "log.jsonl"])
def test_a_store_named_as_input_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}' is where the results go"):
        options(folder, folder / "a.txt", folder / name)


def test_a_pattern_that_matches_nothing_else_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigError, match="where the results go"):
        options(folder, folder / "wire.db*[bwlm]")
    assert names(folder, options(folder, folder / "*.jsonl"), folder / "*.jsonl") == ["out2.jsonl"]


def test_a_folder_of_parts_is_refused_only_when_there_is_nothing_else(folder: Path) -> None:
    assert names(folder, options(folder, folder / "parts"), folder / "parts") == ["parts/note.txt"]
    (folder / "parts/note.txt").unlink()
    with pytest.raises(ConfigError, match="where the results go"):
        options(folder, folder / "parts")


def test_objects_of_a_store_are_passed_over() -> None:
    files = fsspec.filesystem("memory")
    for name in ("a.txt", "out/part-000000.jsonl.gz", "out/b.txt", "part-000000.txt"):
        files.pipe(f"/bucket/{name}", b"un texte")
    chosen = apart(ReadOptions(), ["memory://bucket"], ["jsonl:memory://bucket/out/?side=x.db"])
    found = [outcome.source.path for outcome in read(["memory://bucket"], chosen)]
    assert [path.rpartition("bucket/")[2] for path in found] == [
        "a.txt",
        "out/b.txt",
        "part-000000.txt",
    ]
    files.rm("/bucket", recursive=True)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sqlite:///wire.db", "wire.db"),
        ("sqlite:////abs/wire.db", "/abs/wire.db"),
        ("wire.db", "wire.db"),
        ("jsonl:out.jsonl.gz", "out.jsonl.gz"),
        ("bulk:out.ndjson?index=news", "out.ndjson"),
        ("parquet:s3://bucket/out/", "s3://bucket/out/"),
        ("postgresql://user@host/db", None),
    ],
)
def test_places_of_stores(url: str, place: str | None) -> None:
    assert place_of(url) == place
