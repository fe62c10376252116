"""What was refused as a whole is settled when it was read to its end, and not before."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from job_fakes import loader
from read_helpers import jsonl, tarred, zipped

from nlp.job import Job, JobOptions
from nlp.mended import Pending
from nlp.quarantine import Quarantine
from nlp.read import ReadOptions, read, read_again
from nlp.replay import replay
from nlp.store import Store, open_store

TWO = {"a.txt": b"phrase un", "b.jsonl": jsonl(3)}
PAGE = b"<html><body><p>Le CHU choisit son dossier patient.</p></body></html>"
Rows = list[tuple[str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(str(tmp_path / "wire.db"))) as opened:
        yield opened


@pytest.fixture
def run(store: Store, tmp_path: Path) -> Callable[..., Rows]:
    """Run over the folder ``in``; the rows of the quarantine: reason and status."""
    (tmp_path / "in").mkdir()

    def go(job: JobOptions | None = None, **options: Any) -> Rows:
        records = read([str(tmp_path / "in")], ReadOptions(**options))
        quarantine = Quarantine(store.side)
        Job(loader(), records, [store], quarantine, job).run()
        return [(row.reason.value, row.status) for row in quarantine.list(status=None)]

    return go


def parquet(count: int) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    packed = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [f"phrase {n}" for n in range(count)]}), packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "cut"),
    [
        ("x.txt", b"phrase", 0),
        ("x.html", PAGE, 0),
        ("x.jsonl", jsonl(3), 0),
        ("x.csv", b"id,text\n1,phrase\n2,mot\n", 0),
        ("x.csv", b"id,text\n1,phrase\n2,mot\n", 8),
        ("x.jsonl.gz", gzip.compress(jsonl(40), mtime=0), 60),
        ("x.txt.gz", gzip.compress(b"phrase " * 40, mtime=0), 12),
        ("x.zip", zipped(TWO), 100),
        ("x.tar", tarred(TWO), 1300),
        ("x.tar.gz", tarred(TWO, "w:gz"), 90),
        ("x.json", json.dumps([{"text": f"phrase {n}"} for n in range(3)]).encode(), 40),
        ("x.json", json.dumps([{"text": "phrase"}]).encode(), 19),
        ("x.parquet", None, 60),
    ],
)
def test_a_document_that_was_cut_short_is_settled_when_it_is_whole(
    run: Callable[..., Rows], tmp_path: Path, name: str, data: bytes | None, cut: int
) -> None:
    data = parquet(40) if data is None else data
    path = tmp_path / "in" / name
    path.write_bytes(data[:cut])
    before = run()
    assert {status for _, status in before} == {"waiting"} and before
    assert run() == before
    path.write_bytes(data)
    assert run() == [(reason, "replayed") for reason, _ in before]


def test_a_limit_that_is_lifted_settles_what_it_refused(
    run: Callable[..., Rows], tmp_path: Path
) -> None:
    (tmp_path / "in/a.txt").write_text("phrase " * 30)
    (tmp_path / "in/b.html").write_bytes(PAGE * 3)
    (tmp_path / "in/c.zip").write_bytes(zipped({"d.txt": b"phrase deux " * 30}))
    assert run(max_bytes=100) == [("too_large", "waiting")] * 3
    assert run() == [("too_large", "replayed")] * 3


def test_a_document_that_is_cut_elsewhere_goes_on_waiting(
    run: Callable[..., Rows], tmp_path: Path
) -> None:
    """Its first members are stored, but what it was refused for is still so."""
    path, whole = tmp_path / "in/x.tar", tarred({f"{n}.txt": b"phrase %d" % n for n in range(9)})
    for cut in (1700, 2700, 2800):
        path.write_bytes(whole[:cut])
        assert [status for _, status in run()] == ["waiting"]
    (tmp_path / "in/y.txt").write_text("une autre phrase")
    assert [status for _, status in run()] == ["waiting"]
    path.write_bytes(whole)
    assert [status for _, status in run(JobOptions(limit=2))] == ["waiting"]  # it did not end
    assert [status for _, status in run(JobOptions(dry_run=True))] == ["waiting"]
    assert [status for _, status in run(JobOptions(batch=2))] == ["replayed"]


def test_each_member_settles_its_own_refusal(run: Callable[..., Rows], tmp_path: Path) -> None:
    path = tmp_path / "in/x.zip"
    inner = zipped({"c.jsonl": jsonl(2)})
    path.write_bytes(zipped({"a.jsonl": b"", "aa.jsonl": b"", "b.zip": inner[:50], "d.txt": b""}))
    before = run()
    assert [status for _, status in before] == ["waiting"] * 4
    path.write_bytes(zipped({"a.jsonl": jsonl(2), "aa.jsonl": b"", "b.zip": inner, "d.txt": b""}))
    after = ["replayed", "waiting", "replayed", "waiting"]
    assert [status for _, status in run()] == after


def test_a_row_settles_only_its_own_line(run: Callable[..., Rows], tmp_path: Path) -> None:
    path = tmp_path / "in/x.jsonl"
    path.write_bytes(b"{broken\n{broken too\n" + jsonl(1))
    assert run() == [("malformed", "waiting")] * 2
    path.write_bytes(b'{"t":1}\n{"text": "un"}\n' + jsonl(1))
    assert run() == [("missing_field", "waiting"), ("malformed", "replayed")]


def test_a_broken_line_that_was_taken_out_is_gone_at_the_end_of_its_file(
    run: Callable[..., Rows], tmp_path: Path
) -> None:
    path = tmp_path / "in/x.jsonl"
    path.write_bytes(jsonl(3) + b"{broken\n{broken too\n")
    (tmp_path / "in/y.jsonl").write_bytes(b"{broken\n" + jsonl(1))
    assert run() == [("malformed", "waiting")] * 3
    path.write_bytes(jsonl(3) + b"{broken\n")
    gone = [("malformed", status) for status in ("waiting", "gone", "waiting")]
    assert run(JobOptions(limit=4)) == [("malformed", "waiting")] * 3  # not to its end
    assert run() == run() == gone
    path.write_bytes(jsonl(3) + b"{broken\n{broken too\n")
    assert run() == [("malformed", "waiting")] * 3  # it is there again
    path.write_bytes(jsonl(3) + b'{"text":1}\n{"text": "un"}\n')  # the second at another byte
    assert run() == [("missing_field", "waiting"), *gone[1:]]


def test_a_line_of_a_member_that_cannot_be_read_now_goes_on_waiting(
    run: Callable[..., Rows], tmp_path: Path
) -> None:
    path, bad = tmp_path / "in/x.zip", jsonl(2) + b"{broken\n"
    path.write_bytes(zipped({"a.jsonl": bad, "b.jsonl": bad, "c.jsonl": bad}))
    assert run() == [("malformed", "waiting")] * 3
    path.write_bytes(zipped({"a.jsonl": b"", "b.jsonl": jsonl(2)}))
    assert run() == [
        *[("malformed", status) for status in ("waiting", "gone", "gone")],
        ("empty", "waiting"),
    ]
    path.write_bytes(zipped({"a.jsonl": jsonl(2)})[:40])
    assert ("malformed", "waiting") in run()
    path.write_bytes(zipped({"a.jsonl": jsonl(2)}))
    assert run()[0] == ("malformed", "gone")


def test_a_member_that_is_replayed_does_not_settle_the_archive(
    run: Callable[..., Rows], store: Store, tmp_path: Path
) -> None:
    path, whole = tmp_path / "in/x.tar", tarred({"a.jsonl": b"{broken\n", "b.txt": b"x" * 900})
    path.write_bytes(whole[:1700])
    assert [reason for reason, _ in run()] == ["malformed", "truncated", "truncated"]
    quarantine = Quarantine(store.side)
    path.write_bytes(tarred({"a.jsonl": jsonl(1), "b.txt": b"x" * 900})[:1700])
    (row,) = (held for held in quarantine.list() if held.source.line)
    replay([row], loader(), lambda held: read_again(held.source), [store], quarantine)
    assert [row.source.member for row in quarantine.list()] == ["b.txt", None]


def test_rows_wait_for_the_articles_that_are_in_work() -> None:
    pending = Pending()
    pending.add([1, 2], {"a", "b"})
    pending.add([3], {"b", "c"})
    pending.add([], {"z"})
    assert pending.done() == [] and pending.done(["a"]) == []
    assert pending.done(["b", "x"]) == [1, 2] and pending.done(["c"]) == [3]
    pending.add([4], ())
    assert pending.done() == [4] and pending.done() == []


@pytest.mark.parametrize("broken_first", [True, False])
def test_a_member_does_not_settle_another_of_its_name(
    broken_first: bool, tmp_path: Path, run: Callable[..., Rows]
) -> None:
    """As `tar -r` and many a zip writer leave them, in the first run and in all that follow."""
    members = [b"{broken\n", jsonl(1)]
    with tarfile.open(tmp_path / "in" / "dup.tar", "w") as tar:
        for data in members if broken_first else reversed(members):
            entry = tarfile.TarInfo("a.jsonl")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    for _ in range(3):
        assert run() == [("malformed", "waiting")]
