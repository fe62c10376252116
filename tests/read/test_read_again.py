"""A record of standard input is read again from its own bytes, in the format that it was read in."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import jsonl, tarred, warc_record

from nlp.article import Article, Source
from nlp.read import ReadOptions, read, read_again
from nlp.stage import Rejected

BODY = "Le CHU de Nantes a choisi son dossier patient."
TABLE = f'id,text\nok,"{BODY}"\nbad,"{BODY} Deux.",x\n'.encode()


def piped(data: bytes, options: ReadOptions) -> list[Article | Rejected]:
    """What reading ``data`` from standard input gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(read(["-"], options))


def rejected(data: bytes, options: ReadOptions) -> Rejected:
    (found,) = (one for one in piped(data, options) if isinstance(one, Rejected))
    return found


def again(row: Rejected, options: ReadOptions) -> Iterator[Article | Rejected]:
    return read_again(row.source, options, raw=row.raw)


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (TABLE, {"format": "csv"}),
        (TABLE.replace(b",", b"\t"), {"format": "tsv"}),
        (tarred({"a/rows.csv": TABLE}), {}),
        (tarred({"a/rows.csv.gz": gzip.compress(TABLE, mtime=0)}), {}),
        (TABLE.decode().encode("utf-16"), {"format": "csv", "encoding": "utf-16"}),
        (jsonl(1) + b"garbage of a line\n", {}),
        (jsonl(1) + b'[{"text": "a list is no article"}]\n', {}),
        (jsonl(1) + b"<html><body><p>a page is no line\n", {}),
        (jsonl(1) + b"PK\x03\x04\n", {}),
        (jsonl(1) + b"%PDF-1.4\n", {}),
        (jsonl(1) + b"WARC/1.0 in a line\n", {}),
        (jsonl(1) + b'{"text": "a line that is cut\n', {}),
        (jsonl(1) + gzip.compress(b"x", mtime=0).replace(b"\n", b"") + b"\n", {"format": "jsonl"}),
        (tarred({"feed.jsonl.gz": gzip.compress(jsonl(1) + b"no JSON\n", mtime=0)}), {}),
        (
            (jsonl(1) + b"no JSON\n").decode().encode("utf-16"),
            {"format": "jsonl", "encoding": "utf-16"},
        ),
        (b'[{"text": "un"}, ["text"], {"text": "deux"}]', {}),
        (b'[{"text": "un"}, {"texte": 12}]', {"format": "json"}),
        (b'[{"text": "un"}, "text,id\\nun,deux"]', {}),
    ],
)
def test_a_broken_row_stays_broken(data: bytes, options: dict[str, str]) -> None:
    chosen = ReadOptions(**options)
    row = rejected(data, chosen)
    assert row.source.line is not None and row.raw is not None
    (now,) = again(row, chosen)
    assert isinstance(now, Rejected)
    assert (now.reason, now.source) == (row.reason, row.source)


def test_a_row_is_mended_by_the_right_options() -> None:
    row = rejected(b'{"corps": "%b"}\n', ReadOptions(format="jsonl", fields={"text": "titre"}))
    (now,) = again(row, ReadOptions(format="jsonl", fields={"text": "corps"}))
    assert isinstance(now, Article) and now.source == row.source


@pytest.mark.parametrize(
    "data", [warc_record(b"", content_type="text/html"), warc_record(b"\x00\x01" * 99)]
)
def test_a_warc_record_is_read_as_one(data: bytes) -> None:
    row = rejected(data, ReadOptions())
    (now,) = again(row, ReadOptions())
    assert isinstance(now, Rejected) and (now.reason, now.source) == (row.reason, row.source)


def test_a_whole_document_is_told_by_its_name_and_content() -> None:
    packed = tarred({"a.txt.gz": gzip.compress(b"\x00\x01" * 500)})
    row = rejected(packed, ReadOptions())
    (now,) = again(row, ReadOptions())
    assert isinstance(now, Rejected) and (now.reason, now.source) == (row.reason, row.source)


def test_of_a_row_that_was_too_large_nothing_is_left() -> None:
    options = ReadOptions(format="csv", max_bytes=60)
    row = rejected(b"id,text\n1," + b"x" * 99 + b"\n2,deux\n", options)
    assert row.reason == "too_large"
    (now,) = again(row, options)
    assert isinstance(now, Rejected) and "not there any more" in now.detail


@given(st.binary(max_size=60).filter(lambda data: b"\n" not in data and b'"text"' not in data))
def test_no_bytes_make_an_article_of_a_broken_line(line: bytes) -> None:
    source = Source("-", line=2, offset=9, length=len(line))
    found = list(read_again(source, raw=line))
    assert not any(isinstance(one, Article) for one in found)
    assert [replace(one.source, sha256=None) for one in found] == [source]


def test_a_file_is_read_from_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(TABLE)
    ok, bad = read([str(path)])
    assert isinstance(bad, Rejected)
    assert [one.source for one in read_again(ok.source)] == [ok.source]
    assert list(read_again(bad.source)) == [bad]
