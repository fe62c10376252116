"""Archives: members are streamed, names are only names, and limits hold."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import PAGE, articles, jsonl, outcomes, reasons, tarred, write, zipped

from nlp.article import Article
from nlp.read import read_again

MEMBERS = {
    "un.txt": b"Premier texte.",
    "dossier/deux.html": PAGE.encode(),
    "trois.jsonl": jsonl(3),
    "quatre.jsonl.gz": gzip.compress(jsonl(2)),
}
TAR = tarred(MEMBERS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.zip", zipped(MEMBERS, zipfile.ZIP_STORED)),
        ("a.zip", zipped(MEMBERS, zipfile.ZIP_LZMA)),
        ("a.tar", TAR),
        ("a.tar.gz", gzip.compress(TAR, mtime=0)),
        ("a.tgz", gzip.compress(TAR, mtime=0)),
        ("a.tar.bz2", bz2.compress(TAR)),
        ("a.tar.xz", lzma.compress(TAR)),
        ("a.tar.zst", zstandard.compress(TAR)),
        ("noname", zipped(MEMBERS)),
        ("noname", gzip.compress(TAR, mtime=0)),
    ],
)
def test_every_kind_of_archive(tmp_path: Path, name: str, data: bytes) -> None:
    path = write(tmp_path / name, data)
    found = articles(path)
    assert [article.source.member for article in found] == [
        "un.txt", "dossier/deux.html", *["trois.jsonl"] * 3, *["quatre.jsonl.gz"] * 2,
    ]  # fmt: skip
    for article in found:
        assert list(read_again(article.source)) == [article]
    assert sorted(tmp_path.iterdir()) == [path]  # nothing was extracted


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"c.zip": zipped({"a.txt": b"texte"})})
    path = write(tmp_path / "a.tgz", gzip.compress(tarred({"b.zip": inner, "z.txt": b"fin"})))
    one, two = articles(path)
    assert (one.source.member, two.source.member) == ("b.zip!c.zip!a.txt", "z.txt")
    assert list(read_again(one.source)) == [one]


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": b"texte"})
    for _ in range(depth):
        data = zipped({"n.zip": data})
    return data


@pytest.mark.parametrize(("depth", "limit", "reason"), [(3, 3, "kept"), (4, 3, "too_deep"), (0, 0, "kept"), (1, 0, "too_deep")])  # fmt: skip
def test_the_limit_on_depth(tmp_path: Path, depth: int, limit: int, reason: str) -> None:
    found = outcomes(write(tmp_path / "a.zip", nested(depth)), max_depth=limit)
    assert reasons(found) == [reason]


def test_compressed_again_and_again(tmp_path: Path) -> None:
    data = b"texte"
    for _ in range(12):
        data = gzip.compress(data)
    assert reasons(outcomes(write(tmp_path / "a.gz", data))) == ["too_deep"]


def test_names_are_only_names(tmp_path: Path) -> None:
    members = {"../../../etc/passwd.txt": b"un", "/abs.txt": b"deux", "C:\\x.txt": b"trois",
               "a\nb\x1b[31m.txt": b"quatre", "x/../y.txt": b"cinq"}  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        found = articles(write(folder / name, data))
        assert [article.text for article in found] == ["un", "deux", "trois", "quatre", "cinq"]
        assert found[3].source.member == "a\\x0ab\\x1b[31m.txt"
        for article in found:
            assert list(read_again(article.source)) == [article]
    assert {path.name for path in tmp_path.rglob("*")} == {"in", "a.zip", "a.tar"}


def test_links_devices_and_folders_are_no_records(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.DIRTYPE),
                           ("c", tarfile.CHRTYPE), ("f", tarfile.FIFOTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert reasons(outcomes(write(tmp_path / "a.tar", packed.getvalue()))) == ["empty"]


def test_hidden_members_are_passed_over_unless_asked_for(tmp_path: Path) -> None:
    members = {
        ".DS_Store": b"\0\0\0\1",
        "__MACOSX/._a.txt": b"x",
        "a.txt": b"texte",
        "./b.txt": b"b",
    }
    path = write(tmp_path / "a.zip", zipped(members))
    assert [article.source.member for article in articles(path)] == ["a.txt", "./b.txt"]
    assert len(outcomes(path, hidden_files=True)) == 4


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": b"secret", "b.txt": b"clair"}, zipfile.ZIP_STORED))
    data[6] |= 1  # flags in the first local header, and in its entry of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def test_an_encrypted_member_costs_itself(tmp_path: Path) -> None:
    found = outcomes(write(tmp_path / "a.zip", encrypted()))
    assert reasons(found) == ["unreadable", "kept"]
    assert found[0].source.member == "a.txt"


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"texte " * 50, "b.txt": b"clair"}, zipfile.ZIP_STORED))
    data[60] ^= 1  # the checksum will not fit
    assert reasons(outcomes(write(tmp_path / "a.zip", bytes(data)))) == ["malformed", "kept"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (zipped({}), "empty"), (zipped(MEMBERS)[:-30], "unreadable"), (b"PK\x03\x04", "unreadable"),
     (b"not a zip" * 9, "unreadable")],
)  # fmt: skip
def test_broken_zip_files(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(outcomes(write(tmp_path / "a.zip", data))) == [reason]


def test_a_cut_tar_keeps_what_was_whole(tmp_path: Path) -> None:
    data = tarred({f"{i}.txt": f"texte {i} ".encode() * 300 for i in range(5)})
    for cut in range(1500, 5 * 3072, 700):
        found = outcomes(write(tmp_path / "a.tar", data[:cut]))
        assert reasons(found)[-1] in ("truncated", "unreadable")
        kept = [outcome for outcome in found if isinstance(outcome, Article)]
        assert len(kept) == (cut - 2912) // 3072 + 1  # a header, 2,400 bytes, and filling


def test_damage_in_the_middle_of_a_tar_is_told(tmp_path: Path) -> None:
    data = bytearray(tarred({f"{i}.txt": b"texte" for i in range(5)}))
    data[2048:2100] = b"\xff" * 52  # the third header
    found = outcomes(write(tmp_path / "a.tar", bytes(data)))
    assert reasons(found) == ["kept", "kept", "malformed"]


def test_a_damaged_header_of_an_empty_last_member_is_told(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": b"texte", "b.txt": b""}))
    data[data.index(b"b.txt") + 2] ^= 1
    assert reasons(outcomes(write(tmp_path / "a.tar", bytes(data)))) == ["kept", "malformed"]


def test_too_many_members(tmp_path: Path) -> None:
    members = {f"{i}.txt": b"texte" for i in range(10)}
    for name, data in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        found = outcomes(write(tmp_path / name, data), max_members=4)
        assert reasons(found) == ["kept"] * 4 + ["too_many_members"]
        assert found[-1].source.member is None


def test_all_of_an_input_is_limited(tmp_path: Path) -> None:
    members = {f"{i}.txt": b"texte " * 1000 for i in range(10)}
    found = outcomes(write(tmp_path / "a.zip", zipped(members)), max_archive_bytes=20_000)
    assert reasons(found) == ["kept"] * 3 + ["too_large"]


def test_a_sparse_member_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("sparse.txt")
        info.pax_headers = {"GNU.sparse.map": "0,5", "GNU.sparse.size": "99999999999"}
        info.size = 5
        archive.addfile(info, io.BytesIO(b"texte"))
    assert reasons(outcomes(write(tmp_path / "a.tar", packed.getvalue()))) == ["unsupported"]


def test_office_files_are_no_archives_of_articles(tmp_path: Path) -> None:
    assert reasons(
        outcomes(write(tmp_path / "a.docx", zipped({"word/document.xml": b"<w/>"})))
    ) == ["unsupported"]


@given(st.sampled_from([zipped(MEMBERS), TAR, gzip.compress(TAR)]), st.data())
def test_damaged_archives_never_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject) -> None:  # fmt: skip
    broken = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        broken[draw.draw(st.integers(0, len(broken) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(1, len(broken)))
    path = write(tmp_path_factory.mktemp("a") / "noname", bytes(broken[:cut]))
    assert outcomes(path)
