"""Any bytes under any name: articles and refusals, never an exception, and nothing twice."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from read_helpers import PAGE, jsonl, outcomes, tarred, warc_record, write, zipped

from nlp.article import Article
from nlp.read import read_again
from nlp.stage import Reason, Rejected

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
SUFFIXES = [
    "", ".txt", ".html", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".warc", ".zip", ".tar", ".gz",
    ".bz2", ".xz", ".zst", ".jsonl.gz", ".warc.gz", ".tar.gz", ".csv.zst", ".tgz", ".pdf", ".bin",
]  # fmt: skip
SEEDS = [
    PAGE.encode(), jsonl(2), b"id;text\n1;a\n2;\"b\"\n", zipped({"a.txt": b"x", "b.jsonl": jsonl(2)}),
    tarred({"a.txt": b"x", "b.html": PAGE.encode()}), warc_record(PAGE.encode()) * 2, b"PAR1" + b"\0" * 40,
    gzip.compress(warc_record(PAGE.encode())) * 2, gzip.compress(jsonl(3)), "été « à »".encode("cp1252"),
    "été".encode("utf-16"), b'[{"text": "a"}, {"text": "b"}]', b"%PDF-1.7",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """One of the seeds with bytes changed, cut out, repeated or put in."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["set", "cut", "put", "again"])):
            case "set":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del data[at : at + draw(st.integers(1, 60))]
            case "put":
                data[at:at] = draw(st.binary(max_size=20))
            case "again":
                data[at:at] = data[max(0, at - 50) : at] * 3
    return bytes(data)


def check(found: list[Article | Rejected]) -> None:
    """What every outcome of a reader promises."""
    assert found
    for outcome in found:
        if isinstance(outcome, Rejected):
            assert outcome.stage == "read"
            assert isinstance(outcome.reason, Reason)
            assert not CONTROL.search(outcome.detail)
        else:
            assert outcome.text.strip() or outcome.blocks
            assert Article.from_json(outcome.to_json()) == outcome
            assert "\0" not in outcome.text


@given(st.binary(max_size=300) | mutated(), st.sampled_from(SUFFIXES))
def test_any_bytes_under_any_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = write(tmp_path_factory.mktemp("any") / f"name{suffix}", data)
    found = outcomes(path)
    check(found)
    assert found == outcomes(path)


@given(mutated(), st.sampled_from(SUFFIXES))
def test_every_article_is_found_again_by_its_source(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = write(tmp_path_factory.mktemp("again") / f"name{suffix}", data)
    for outcome in outcomes(path)[:5]:
        if isinstance(outcome, Article):
            again = list(read_again(outcome.source))
            assert outcome in again


@given(mutated(), st.sampled_from(SUFFIXES))
def test_members_behave_as_files_do(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("member")
    as_file = outcomes(write(folder / f"name{suffix}", data))
    as_member = outcomes(write(folder / "a.zip", zipped({f"name{suffix}": data})))
    check(as_member)
    assert [type(one) for one in as_file] == [type(one) for one in as_member]


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.compress,
}


@settings(max_examples=30)
@given(st.integers(1, 12), st.sampled_from(sorted(PACK)), st.data())
def test_a_cut_file_keeps_every_whole_line(
    tmp_path_factory: pytest.TempPathFactory, count: int, codec: str, draw: Any
) -> None:
    lines = jsonl(count).splitlines(keepends=True)
    members = [PACK[codec](line) for line in lines]
    borders = list(accumulate(map(len, members)))
    cut = draw.draw(st.integers(1, borders[-1] - 1))
    path: Path = tmp_path_factory.mktemp("cut") / f"a.jsonl.{codec}"
    found = outcomes(write(path, b"".join(members)[:cut]))
    whole = sum(border <= cut for border in borders)
    kept = [outcome for outcome in found if isinstance(outcome, Article)]
    # The line of the member that was cut may be whole itself, with only its checksum missing.
    assert whole <= len(kept) <= whole + 1
    refused = [outcome.reason.value for outcome in found if isinstance(outcome, Rejected)]
    assert refused == ([] if cut in borders else ["truncated"])
