"""Each kind of bad input ends in one refusal with its reason, soon, and what is good beside it stays."""

from __future__ import annotations

import gzip
import io
import os
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from read_helpers import jsonl, outcomes, reasons, tarred, warc_record, write, zipped

from nlp.article import Article
from nlp.stage import Rejected

PAGE = b"<h1>Titre</h1><p>Le texte."
ZEROS = b"\0" * 16_000_000


def fifty_megabytes_in_a_line() -> bytes:
    return b'{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "la suite"}\n'


def cut_archive() -> bytes:
    members = {f"{i}.txt": os.urandom(5000).hex().encode() for i in range(2)}
    return gzip.compress(tarred(members))[:-3000]


def flat_bomb() -> bytes:
    return zipped({"zeros.txt": ZEROS, "bon.txt": b"Un bon texte."})


def nested_bomb() -> bytes:
    inner = zipped({f"{i}.txt": ZEROS for i in range(3)})
    middle = zipped({f"{i}.zip": inner for i in range(16)})
    return zipped({f"{i}.zip": middle for i in range(16)})


def overlapping_bomb() -> bytes:
    """A zip whose directory names the same compressed bytes many times over."""
    data = zipped({"0.txt": b"texte et " * 2_000})
    directory = data.index(b"PK\x01\x02")
    entry_end = data.index(b"PK\x05\x06")
    entry, end = data[directory:entry_end], bytearray(data[entry_end:])
    count = 1000
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (len(entry) * count).to_bytes(4, "little")
    return data[:directory] + entry * count + bytes(end)


CASES: list[tuple[str, Callable[[], bytes], list[str]]] = [
    ("empty.txt", lambda: b"", ["empty"]),
    ("blank.txt", lambda: b" \n\t\n", ["empty"]),
    ("empty.html", lambda: b"", ["empty"]),
    ("empty.jsonl", lambda: b"\n\n", ["empty"]),
    ("empty.jsonl.gz", lambda: gzip.compress(b""), ["empty"]),
    ("none.gz", lambda: b"", ["empty"]),
    ("binary.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, ["binary"]),
    ("binary.dat", lambda: bytes(range(256)) * 20, ["binary"]),
    ("picture.html", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 20, ["binary"]),
    ("report.pdf", lambda: b"%PDF-1.7 ...", ["unsupported"]),
    ("long.jsonl", fifty_megabytes_in_a_line, ["too_large", "kept"]),
    ("long.txt", lambda: b"mot " * 6_000_000, ["too_large"]),
    ("cut.gz", lambda: gzip.compress(os.urandom(9000).hex().encode())[:-2000], ["truncated"]),
    ("cut.tar.gz", cut_archive, ["kept", "truncated", "truncated"]),  # the member, and the rest
    ("flat.zip", flat_bomb, ["bomb", "kept"]),
    ("flat.txt.gz", lambda: gzip.compress(ZEROS), ["bomb"]),
    ("flat.jsonl.gz", lambda: gzip.compress(b'{"text": "' + ZEROS), ["bomb"]),
    ("flat.csv.gz", lambda: gzip.compress(b"text\n" + ZEROS), ["bomb"]),
    ("flat.json.gz", lambda: gzip.compress(b"[" + b" " * 16_000_000), ["bomb"]),
    ("flat.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n" + ZEROS), ["bomb"]),
    ("nested.zip", nested_bomb, ["bomb"]),
    ("broken.warc", lambda: warc_record(PAGE, length=7) + warc_record(PAGE), ["malformed", "kept"]),
    ("garbage.warc", lambda: b"not a record at all\r\n" * 9, ["malformed"]),
    ("nul.txt", lambda: b"Le march\xc3\xa9\0 est notifi\xc3\xa9.\0", ["kept"]),
    ("nul.jsonl", lambda: b'{"text": "a\\u0000b"}\n{"text": "c\0d"}\n', ["kept", "malformed"]),
    ("deep.html", lambda: b"<div>" * 10_000 + b"texte", ["too_deep"]),
    ("deep.json", lambda: b"[" * 200_000, ["too_deep"]),
    ("deep.jsonl", lambda: b'{"a":' * 200_000 + b"\n" + jsonl(1), ["too_deep", "kept"]),
    ("fields.jsonl", lambda: b'{"titre": "x"}\n{}\n', ["missing_field", "missing_field"]),
    ("fields.csv", lambda: b"a,b\n1,2\n", ["missing_field"]),
    ("entities.html", lambda: b"<!DOCTYPE x [<!ENTITY a 'aa'>]><p>&a;&a; fin", ["kept"]),
    ("encrypted.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, ["unsupported"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "expected"), CASES, ids=[case[0] for case in CASES])
def test_bad_input(
    tmp_path: Path, name: str, make: Callable[[], bytes], expected: list[str]
) -> None:
    path = write(tmp_path / name, make())
    started = time.process_time()
    found = outcomes(path)
    assert time.process_time() - started < 8
    got = reasons(found)
    if name == "nested.zip":  # what came before the limit was read
        got = got[-1:]
    assert got == expected
    for outcome in found:
        if isinstance(outcome, Rejected):
            assert outcome.detail


def test_members_that_share_their_bytes_are_no_way_around(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", overlapping_bomb())
    found = outcomes(path, max_ratio=20, ratio_floor=50_000)
    # Later Pythons refuse such members themselves.
    assert reasons(found)[-1] in ("bomb", "unreadable")
    assert len(found) < 200 or "kept" not in reasons(found)[1:]


def test_wrong_encoding_is_told_or_mended(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "L’hôpital a été rénové à Málaga".encode("cp1252"))
    (found,) = outcomes(path)
    assert isinstance(found, Article) and found.text == "L’hôpital a été rénové à Málaga"
    assert found.meta["encoding"] == "cp1252"
    assert reasons(outcomes(path, encoding="utf-8")) == ["encoding"]


def test_nul_bytes_leave_a_check(tmp_path: Path) -> None:
    (found,) = outcomes(write(tmp_path / "a.txt", b"Le march\xc3\xa9\0 est notifi\xc3\xa9."))
    assert isinstance(found, Article)
    assert found.text == "Le marché est notifié."
    assert [check.kind for check in found.checks] == ["control_characters"]


@pytest.mark.parametrize("name", ["long.jsonl", "nested.zip"])
def test_memory_stays_bounded(tmp_path: Path, name: str) -> None:
    make = next(make for case, make, _ in CASES if case == name)
    path = write(tmp_path / name, make())
    tracemalloc.start()
    outcomes(path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000


def test_one_bad_file_in_a_folder_stops_none(tmp_path: Path) -> None:
    for name, make, _ in CASES:
        if not name.startswith(("long", "flat.", "nested")):
            write(tmp_path / name, make())
    write(tmp_path / "zz.txt", "Le dernier, bon.")
    found = outcomes(tmp_path)
    last = found[-1]
    assert isinstance(last, Article) and last.text == "Le dernier, bon."
    paths = {os.path.basename(outcome.source.path) for outcome in found}
    assert paths == {path.name for path in tmp_path.iterdir()}


def test_a_zip_with_a_million_empty_names_is_limited(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for i in range(3000):
            archive.writestr(f"{i}.txt", b"")
    found = reasons(outcomes(write(tmp_path / "a.zip", packed.getvalue()), max_members=100))
    assert found == ["empty"] * 100 + ["too_many_members"]


def test_messages_hold_no_control_characters(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "\x1b[31mrouge\x07,b\n1,2\n")
    (found,) = outcomes(path)
    assert isinstance(found, Rejected)
    assert "\x1b" not in found.detail and "\\x1b[31mrouge" in found.detail
