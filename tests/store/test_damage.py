"""A committed file that is damaged in its middle: nothing behind that place is given up in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from job_fakes import result
from sqlalchemy import text

from nlp.errors import StoreLost
from nlp.store import Store, open_store

RECORDS = [result(number) for number in range(9)]


def damaged(path: Path) -> int:
    """A store of three frames, of which a bit of the second one has flipped; where that begins."""
    with closing(open_store(f"jsonl:{path}")) as store:
        for start in (0, 3, 6):
            store.put(RECORDS[start : start + 3])
        with store.side.read() as connection:
            places = connection.execute(text("SELECT DISTINCT offset FROM kept ORDER BY 1"))
            _, second, third = places.scalars()
    found = bytearray(path.read_bytes())
    found[(second + third) // 2] ^= 0xFF
    path.write_bytes(found)
    return second


@pytest.fixture(params=["out.jsonl.gz", "out.jsonl.zst"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


@pytest.fixture
def at(path: Path) -> int:
    return damaged(path)


@pytest.fixture
def store(path: Path, at: int) -> Iterator[Store]:
    with closing(open_store(f"jsonl:{path}")) as opened:
        yield opened


def test_reading_stops_with_the_place_and_not_in_silence(store: Store, at: int) -> None:
    found = []
    with pytest.raises(StoreLost, match=f"damaged at byte {at}"):
        found.extend(iter(store))
    with pytest.raises(StoreLost, match=f"damaged at byte {at}"):
        store.get([RECORDS[4]["key"]])
    assert store.get([RECORDS[7]["key"]]) == {RECORDS[7]["key"]: RECORDS[7]}


def test_an_erasure_does_not_take_what_lies_behind(path: Path, store: Store) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreLost, match="damaged"):
        store.erase([RECORDS[0]["key"]])
    assert path.read_bytes() == before and store.count() == 9
    assert store.get([RECORDS[8]["key"]])


def test_who_only_reads_is_told_too(path: Path, at: int) -> None:
    with pytest.raises(StoreLost, match=f"damaged at byte {at}"):
        open_store(f"jsonl:{path}", read_only=True)


def test_cut_there_as_it_is_told_the_rest_is_made_anew(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.truncate(at)
    with closing(open_store(f"jsonl:{path}")) as store:
        assert list(store) == RECORDS[:3]
        assert store.put(RECORDS) == [False] * 3 + [True] * 6


def test_a_half_frame_behind_what_is_committed_hinders_no_reader(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl.gz"
    with closing(open_store(f"jsonl:{path}")) as store:
        store.put(RECORDS[:3])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])  # a batch that is being written
    with closing(open_store(f"jsonl:{path}", read_only=True)) as store:
        assert list(store) == RECORDS[:3]


def test_a_line_that_is_no_record_any_more_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with closing(open_store(f"jsonl:{path}")) as store:
        store.put(RECORDS[:2])
        first, second = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(first + b"?" * (len(second) - 1) + b"\n")
        with pytest.raises(StoreLost, match=f"damaged at byte {len(first)}"):
            list(store)
