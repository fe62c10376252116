"""JSONL and Parquet: what a kill leaves behind, lost ledgers, and files of somebody else."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pyarrow.dataset
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from job_fakes import result

from nlp.errors import ConfigError, StoreLost
from nlp.record import dumps, schema
from nlp.store import open_store
from nlp.store.files import replace_bytes, replace_text, side_path
from nlp.store.frames import frames, kind_of, pack
from nlp.store.parquet import arrow_schema

RECORDS = [result(number) for number in range(9)]
NAMES = ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"]
LEDGER = ".veille.db"


def written(folder: Path, name: str, *batches: slice) -> Path:
    """A JSONL store with these batches; its path."""
    with closing(open_store(f"jsonl:{folder / name}")) as store:
        for batch in batches:
            store.put(RECORDS[batch])
    return folder / name


def forget(path: Path) -> None:
    """Take away the ledger of ``path``."""
    path.with_name(path.name + LEDGER).unlink()


def opened(path: Path) -> list[dict]:
    """All records after opening, then putting all again: nothing may be lost or doubled."""
    with closing(open_store(f"jsonl:{path}")) as store:
        before = list(store)
        store.put(RECORDS)
        after = list(store)
    assert sorted(r["id"] for r in after) == sorted(r["id"] for r in RECORDS)
    return before


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b""))), max_size=4),
    st.sampled_from(["plain", "gz", "zst"]),
    st.data(),
)
def test_a_file_cut_anywhere_gives_its_whole_frames(
    batches: list[list[bytes]], kind: str, data: st.DataObject
) -> None:
    blocks = [b"".join(line + b"\n" for line in batch) for batch in batches if batch]
    packed = [pack(block, kind) for block in blocks]
    whole = b"".join(packed)
    cut = data.draw(st.integers(0, len(whole)))
    found = list(frames(io.BytesIO(whole[:cut]), kind))
    text = b"".join(lines for _, _, lines in found)
    assert b"".join(blocks).startswith(text)
    if kind == "plain":
        assert text == whole[: whole[:cut].rfind(b"\n") + 1]
    else:
        assert text == b"".join(blocks[: _complete(packed, cut)])
    for start, end, lines in found:
        assert list(frames(io.BytesIO(whole[start:end]), kind)) == [(0, end - start, lines)]


def _complete(packed: list[bytes], cut: int) -> int:
    ends = [sum(map(len, packed[: n + 1])) for n in range(len(packed))]
    return sum(end <= cut for end in ends)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jsonl", "plain"), ("a.JSONL.GZ", "gz"), ("a.zst", "zst")]
)
def test_the_kind_is_told_by_the_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_compressed_file_is_an_ordinary_one(tmp_path: Path) -> None:
    path = written(tmp_path, "out.jsonl.gz", slice(0, 2), slice(2, 5))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        assert [json.loads(line) for line in lines] == RECORDS[:5]


@settings(max_examples=15)
@given(st.sampled_from(NAMES), st.data())
def test_a_frame_cut_short_by_a_kill_is_cut_off(name: str, data: st.DataObject) -> None:
    """The second batch was being appended: some of its bytes are there, the ledger lacks it."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), name, slice(0, 3))
        frame = pack("".join(dumps(r) + "\n" for r in RECORDS[3:6]).encode(), kind_of(name))
        cut = data.draw(st.integers(0, len(frame)))
        with path.open("ab") as file:
            file.write(frame[:cut])
        before = opened(path)
        assert before == RECORDS[: len(before)]
        assert len(before) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_kill_during_the_very_first_write(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, name)
    path.write_bytes(pack((dumps(RECORDS[0]) + "\n").encode(), kind_of(name))[:-3])
    assert opened(path) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lost_ledger_is_made_again_from_the_file(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, slice(0, 2), slice(2, 5))
    forget(path)
    assert opened(path) == RECORDS[:5]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_ledger_nothing_is_cut_off(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, slice(0, 2), slice(2, 5))
    forget(path)
    damaged = path.read_bytes()[:-2]
    path.write_bytes(damaged)
    with pytest.raises(StoreLost, match="damaged at byte"):
        open_store(f"jsonl:{path}")
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("name", NAMES)
def test_an_output_that_was_deleted_begins_anew(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, slice(0, 5))
    path.unlink()
    assert opened(path) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_somebody_else_is_refused_and_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(pack(b'{"text": "not ours"}\n', kind_of(name)))
    before = path.read_bytes()
    with pytest.raises(ConfigError, match="no veille records"):
        open_store(f"jsonl:{path}")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]  # nor is anything left beside it


@pytest.mark.parametrize("kind", ["jsonl", "bulk"])
@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/dev/null", "pipe", "folder"])
def test_a_stream_or_a_folder_is_no_file_for_lines(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    os.mkdir("folder")
    told = "is a folder" if name == "folder" else "is no file"
    with pytest.raises(ConfigError, match=rf"^{kind}:{name} {told}"):
        open_store(f"{kind}:{name}")
    assert sorted(os.listdir()) == ["folder", "pipe"]
    assert not Path(f"{name}.veille.db").exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder and no database"):
        open_store(f"sqlite:///{tmp_path}")


def test_the_database_beside_a_file_outlives_that_it_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, NAMES[0], slice(0, 5))
    path.write_bytes(pack(b'{"text": "not ours"}\n', kind_of(path.name)))
    with pytest.raises(ConfigError, match="no veille records"):
        open_store(f"jsonl:{path}")
    assert side_path(path).exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_a_record_twice_is_refused(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, slice(0, 1))
    forget(path)
    path.write_bytes(path.read_bytes() * 2)
    with pytest.raises(ConfigError, match="twice"):
        open_store(f"jsonl:{path}")


def test_the_folder_of_parts_is_read_by_other_tools(tmp_path: Path) -> None:
    with closing(open_store(f"parquet:{tmp_path}/out")) as store:
        store.put(RECORDS[:2])
        store.put(RECORDS[2:5])
    table = pyarrow.dataset.dataset(tmp_path / "out").to_table()
    assert table["id"].to_pylist() == [r["id"] for r in RECORDS[:5]]
    assert table.schema.equals(arrow_schema())


def test_the_arrow_schema_has_the_fields_of_the_record() -> None:
    assert arrow_schema().names == list(schema()["properties"])


@pytest.mark.parametrize("name", ["jsonl:out.jsonl.gz", "parquet:out", "bulk:out.ndjson"])
def test_records_of_an_older_veille_are_read_and_added_to(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They have no facts nor authors: every way to read them gives empty lists, and erasing leaves them."""
    monkeypatch.chdir(tmp_path)
    old = [
        {k: v for k, v in record.items() if k not in ("authors", "facts")} for record in RECORDS[:3]
    ]
    schema = arrow_schema()
    with monkeypatch.context() as patch:
        fields = [field for field in schema if field.name not in ("authors", "facts")]
        patch.setattr("nlp.store.parquet.arrow_schema", lambda: pyarrow.schema(fields))
        with closing(open_store(name)) as store:
            store.put(old)
    with closing(open_store(name)) as store:
        store.put(RECORDS[3:4])
        read = [{**record, "authors": [], "facts": []} for record in old]
        assert sorted(store, key=lambda r: r["id"]) == [*read, RECORDS[3]]
        assert store.get([old[1]["key"]]) == {old[1]["key"]: read[1]}
        assert store.erase([old[0]["key"]]) == 1
        assert sorted(store, key=lambda r: r["id"]) == [*read[1:], RECORDS[3]]


def test_what_a_killed_writer_left_in_the_folder_is_settled(tmp_path: Path) -> None:
    """A half part under its hidden name goes; a whole one that was not noted is taken in."""
    folder = tmp_path / "out"
    with closing(open_store(f"parquet:{folder}")) as store:
        store.put(RECORDS[:2])
    (part,) = folder.iterdir()
    with closing(open_store(f"parquet:{tmp_path}/other")) as store:
        store.put(RECORDS[2:5])
    (whole,) = (tmp_path / "other").iterdir()
    os.replace(whole, folder / "part-000001-abc.parquet")
    (folder / ".writing-part-000002-def.parquet").write_bytes(part.read_bytes()[:50])
    with closing(open_store(f"parquet:{folder}")) as store:
        assert list(store) == RECORDS[:5]
        assert store.put(RECORDS[4:6]) == [False, True]
    assert sorted(p.name[:11] for p in folder.iterdir()) == [f"part-00000{n}" for n in range(3)]


def test_parts_may_be_taken_away_and_ledgers_lost(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with closing(open_store(f"parquet:{folder}")) as store:
        store.put(RECORDS[:2])
        store.put(RECORDS[2:5])
    sorted(folder.iterdir())[0].unlink()
    with closing(open_store(f"parquet:{folder}")) as store:
        assert list(store) == RECORDS[2:5]
        store.put(RECORDS[:1])
    forget(folder)
    with closing(open_store(f"parquet:{folder}")) as store:
        assert sorted(r["id"] for r in store) == ["a0", "a2", "a3", "a4"]


def test_a_damaged_or_doubled_or_foreign_part_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with closing(open_store(f"parquet:{folder}")) as store:
        store.put(RECORDS[:2])
    (part,) = folder.iterdir()
    odd = folder / "part-9.parquet"
    foreign = pyarrow.table({"x": [1]})
    for make, told in [
        (lambda: odd.write_bytes(part.read_bytes()[:-9]), "damaged"),
        (lambda: odd.write_bytes(part.read_bytes()), "twice"),
        (lambda: pyarrow.parquet.write_table(foreign, odd), "no veille output"),
    ]:
        make()
        with pytest.raises(ConfigError, match=told):
            open_store(f"parquet:{folder}")
    side_path(folder).unlink()
    with pytest.raises(ConfigError):
        open_store(f"parquet:{folder}")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_is_no_folder_of_parts(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(ConfigError, match="needs a folder"):
        open_store(f"parquet:{tmp_path}/out")


def test_threads_that_write_one_file_leave_one_of_theirs_whole(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "f.bin"
    start = threading.Barrier(4)

    def write(letter: bytes) -> None:
        start.wait()
        for _ in range(50):
            replace_bytes(path, letter * 10_000)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write, letter) for letter in (b"a", b"b", b"c", b"d")]:
            done.result()  # none had the file of another taken away under it
    found = path.read_bytes()
    assert len(found) == 10_000 and len(set(found)) == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_exchanged_stays_and_nothing_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_text(tmp_path / "f", "été")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        replace_text(tmp_path / "f", "two")
    assert (tmp_path / "f").read_text(encoding="utf-8") == "été"
    assert [p.name for p in tmp_path.iterdir()] == ["f"]


def test_parts_beyond_the_digits_of_their_names_stay_in_their_order(tmp_path: Path) -> None:
    url = f"parquet:{tmp_path}/out"
    with closing(open_store(url)) as store:
        store.put(RECORDS[:1])
    (part,) = (tmp_path / "out").glob("part-*")
    part.rename(part.with_name(part.name.replace("000000", "999999")))
    with closing(open_store(url)) as store:
        store.put(RECORDS[1:2])
        assert list(store) == RECORDS[:2]
    assert len(list((tmp_path / "out").glob("part-1000000-*"))) == 1
