"""What the user names: files, folders, patterns, URLs and standard input."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest
from read_helpers import articles, jsonl, only, outcomes, reasons, write, zipped

from nlp.article import Article, Source
from nlp.errors import ConfigError
from nlp.read import ReadOptions, read, read_again
from nlp.read.urls import without_secrets
from nlp.read.walk import is_stream
from nlp.stage import Rejected


def texts(path: Path | str) -> list[str]:
    return [article.text for article in articles(path)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden.txt", ".git/x.txt", "sub/deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path / name, name)
    return tmp_path


def test_a_folder_gives_its_files_in_order(folder: Path) -> None:
    assert texts(folder) == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]
    assert [article.source.path for article in articles(folder)][2] == str(folder / "sub/c.txt")


def test_hidden_files_are_read_when_asked_for_or_named(folder: Path) -> None:
    assert len(articles(folder, hidden_files=True)) == 6
    assert texts(folder / "sub/.hidden.txt") == ["sub/.hidden.txt"]


def test_patterns(folder: Path) -> None:
    assert texts(f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert texts(f"{folder}/**/[cd].txt") == ["sub/c.txt", "sub/deep/d.txt"]
    write(folder / "[x].txt", "crochets")
    assert texts(folder / "[x].txt") == ["crochets"]


def test_what_a_pattern_matches_twice_is_read_once(folder: Path) -> None:
    os.symlink(folder / "sub", folder / "twin")
    every = ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]
    assert texts(f"{folder}/**") == every
    assert texts(f"{folder}/s*/**") == every[2:]
    assert texts(f"{folder}/*") == every
    memory = fsspec.filesystem("memory")
    for name in every:
        memory.pipe(f"/twice/{name}", name.encode())
    try:
        assert sorted(texts("memory://twice/**")) == every
        assert sorted(texts("memory://twice/*")) == every
    finally:
        memory.rm("/twice", recursive=True)


def test_a_folder_that_goes_while_it_is_entered_costs_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.listdir

    def listed(path: str) -> list[str]:
        found = real(path)
        if str(path).endswith("deep"):
            (folder / "sub/deep/d.txt").unlink()
            (folder / "sub/deep").rmdir()
        return found

    monkeypatch.setattr(os, "listdir", listed)
    assert reasons(outcomes(folder)) == ["kept", "kept", "kept", "unreadable"]


def test_a_store_that_fails_while_it_is_listed_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe("/lost/a.txt", b"texte")
    try:
        given = ["memory://lost", str(folder / "a.txt")]
        reading = read(given)

        def find(*_: object, **__: object) -> list[str]:
            raise ConnectionError("connection lost")

        with monkeypatch.context() as patched:
            patched.setattr(type(memory), "find", find)
            refused, after = reading
    finally:
        memory.rm("/lost", recursive=True)
    assert isinstance(refused, Rejected) and refused.source.path == "memory://lost"
    assert refused.reason == "unreadable" and "connection lost" in refused.detail
    assert isinstance(after, Article) and after.text == "a.txt"


def test_inputs_are_read_in_the_order_given(folder: Path) -> None:
    found = list(read([str(folder / "b.txt"), str(folder / "a.txt")]))
    assert [outcome.text for outcome in found if isinstance(outcome, Article)] == ["b.txt", "a.txt"]


@pytest.mark.parametrize("missing", ["nowhere.txt", "*.nothing", "memory://nowhere", "zzz://a/b"])
def test_a_missing_input_is_an_error_before_anything_is_read(folder: Path, missing: str) -> None:
    name = missing if "://" in missing else str(folder / missing)
    with pytest.raises(ConfigError, match="nowhere|nothing|zzz"):
        read([str(folder / "a.txt"), name])


def _removed(path: Path | str) -> None:
    files, place = fsspec.core.url_to_fs(str(path))
    files.rm(place)


@pytest.mark.parametrize("pattern", ["b.txt", "b*.txt", "b[.]txt"])
@pytest.mark.parametrize("remote", [False, True], ids=["local", "URL"])
def test_an_input_that_goes_while_others_are_read_is_refused(
    tmp_path: Path, pattern: str, remote: bool
) -> None:
    start = "memory://goes" if remote else str(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        with fsspec.open(f"{start}/{name}", "w") as file:
            file.write(name)
    reading = read([f"{start}/a.txt", f"{start}/{pattern}", f"{start}/c.txt"])
    first = next(reading)
    _removed(f"{start}/b.txt")
    found = [first, *reading]
    assert reasons(found) == ["kept", "unreadable", "kept"]
    assert found[1].source.path.endswith(f"/{pattern}")
    assert reasons(list(read_again(found[1].source))) == ["unreadable"]


@pytest.mark.parametrize("where", ["/dev/fd", "/proc/self/fd"])
def test_a_file_that_a_shell_opened_is_read_as_standard_input(where: str, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b'{"text": "un"}\n{"titre": "deux"}\n')
    os.close(writer)
    found = outcomes(f"{where}/{reader}", format="jsonl")
    os.close(reader)
    assert reasons(found) == ["kept", "missing_field"]
    assert {outcome.source.path for outcome in found} == {"-"}
    refused = found[1]
    assert isinstance(refused, Rejected) and refused.raw == b'{"titre": "deux"}'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("-", True),
        ("/dev/fd/63", True),
        ("/proc/self/fd/3", True),
        ("/proc/thread-self/fd/11", True),
        ("/dev/fd/0", False),  # a child has it too
        ("/dev/stdin", False),
        ("/dev/fd", False),
        ("/dev/fd/63/a", False),
        ("x/dev/fd/63", False),
        ("/proc/1/fd/63", False),
        ("--", False),
    ],
)
def test_what_no_other_process_can_open(name: str, expected: bool) -> None:
    assert is_stream(name) is expected


def test_a_file_system_with_folders_of_its_own_gives_no_document_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, _ = fsspec.core.url_to_fs("memory://marked/")
    for name in ("/marked/sub/a.txt", "/marked/b.txt"):
        files.pipe(name, b"texte")
    find = type(files).find
    marked = ["/marked/sub/", "/marked/"]  # "Create folder" of a console: keys without a byte
    monkeypatch.setattr(type(files), "find", lambda *told, **more: [*find(*told, **more), *marked])
    found = articles("memory://marked")
    assert [a.source.path for a in found] == [
        "memory:///marked/b.txt",
        "memory:///marked/sub/a.txt",
    ]
    row = Source("memory:///marked/", offset=0, length=0)
    assert reasons(list(read_again(row))) == ["unreadable"]  # and not what lies under it


def test_the_replay_of_a_folder_that_was_forbidden_reads_it(folder: Path) -> None:
    found = list(read_again(Source(str(folder / "sub"))))
    assert [o.text for o in found if isinstance(o, Article)] == ["sub/c.txt", "sub/deep/d.txt"]


@pytest.mark.parametrize("name", ["[x].jsonl", "a [1].jsonl", "what?.jsonl", "*.jsonl"])
def test_an_object_may_have_a_pattern_for_a_name(name: str) -> None:
    files, _ = fsspec.core.url_to_fs("memory://odd/")
    files.pipe(f"/odd/{name}", b'{"text": "un"}\n{"titre": 2}\n')
    files.pipe("/odd/x.jsonl", b'{"text": "autre"}\n' * 3)
    try:
        found = outcomes(f"memory://odd/{name}")
        assert reasons(found) == ["kept", "missing_field"]
        files.pipe(f"/odd/{name}", b'{"text": "un"}\n{"text": "deux"}\n')
        (again,) = read_again(found[1].source)
        assert isinstance(again, Article) and again.text == "deux"
        files.rm_file(f"/odd/{name}")
        assert reasons(list(read_again(found[1].source))) == ["unreadable"]
    finally:
        files.rm("/odd", recursive=True)


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == []


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "sub/loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    found = outcomes(folder)
    assert reasons(found).count("kept") == 4
    assert reasons(found).count("unreadable") == 1


def test_what_cannot_be_opened_in_a_folder_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "dangling").symlink_to(folder / "gone")
    found = {outcome.source.path: outcome for outcome in outcomes(folder)}
    for name in ("pipe", "dangling"):
        refused = found[str(folder / name)]
        assert isinstance(refused, Rejected) and refused.reason == "unreadable"
    assert len(found) == 6


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert reasons(outcomes(folder))[0] == "unreadable"


def test_names_with_control_characters_are_shown_safely_and_found_again(tmp_path: Path) -> None:
    write(tmp_path / "a\nb\x1b.txt", "texte")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("latin")
    one, two = articles(tmp_path)
    assert one.source.path.endswith("a\\x0ab\\x1b.txt")
    assert two.source.path.endswith("caf\\udce9.txt")
    two.to_json().encode()
    for article in (one, two):
        assert list(read_again(article.source)) == [article]


def test_file_systems_of_fsspec(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe("/wire/b.jsonl", jsonl(2))
    memory.pipe("/wire/a.zip", zipped({"x.txt": b"texte"}))
    memory.pipe("/wire/.hidden", b"x")
    try:
        found = articles("memory://wire")
        assert [article.source.path for article in found] == [
            "memory:///wire/a.zip", "memory:///wire/b.jsonl", "memory:///wire/b.jsonl",
        ]  # fmt: skip
        assert len(articles("memory://wire/*.jsonl")) == 2
        for article in found:
            assert list(read_again(article.source)) == [article]
    finally:
        memory.rm("/wire", recursive=True)
    write(tmp_path / "a.txt", "texte")
    assert texts(f"file://{tmp_path}/a.txt") == ["texte"]


def test_a_chain_of_urls_keeps_the_archive(tmp_path: Path) -> None:
    """Two archives hold files of the same names: each is named with its archive, and found again."""
    pages: dict[str, Any] = {}
    for name in ("a", "b"):
        members = {"one.txt": name.encode(), "sub/two.jsonl": jsonl(2), "empty.txt": b""}
        path = write(tmp_path / f"{name}.zip", zipped(members))
        found = outcomes(f"zip::file://{path}")
        pages.update({f"{one.source.path}:{one.source.line}": one for one in found})
        inner = [f"zip://{n}::file://{path}" for n in ("empty.txt", "one.txt", "sub/two.jsonl")]
        assert list(dict.fromkeys(one.source.path for one in found)) == inner
        assert reasons(found) == ["empty", "kept", "kept", "kept"]
    assert len(pages) == 8
    for one in pages.values():
        assert list(read_again(one.source)) == [one]
    assert [a.text for a in articles(f"zip://one.txt::{tmp_path}/a.zip")] == ["a"]


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("file://{}/f/*.zip", ["file://{}/f/a.zip"]),
        ("simplecache::file://{}/f/a.zip", ["file://{}/f/a.zip"]),
        ("zip::file://{}/f/a.zip", ["zip://one.txt::file://{}/f/a.zip"]),
        ("zip://one.txt::simplecache::file://{}/f/a.zip",
         ["zip://one.txt::simplecache::file://{}/f/a.zip"]),
        ("simplecache::zip://*.txt::file://{}/f/a.zip", ["zip://one.txt::file://{}/f/a.zip"]),
    ],
)  # fmt: skip
def test_a_url_is_named_by_what_it_leads_to(url: str, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    write(tmp_path / "f/a.zip", zipped({"one.txt": b"un"}))
    found = outcomes(url.format(tmp_path))
    assert [one.source.path for one in found] == [name.format(tmp_path) for name in names]
    assert reasons(found) == ["kept"]
    assert list(read_again(found[0].source)) == found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    write(tmp_path / "a.jsonl", jsonl(3))
    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def test_the_web_is_read_only_when_it_is_named(server: str) -> None:
    pytest.importorskip("aiohttp")
    assert len(articles(f"{server}/a.jsonl")) == 3
    assert reasons(outcomes(f"{server}/gone.jsonl")) == ["unreadable"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://ana:s3cret@h:80/a.jsonl", "http://ana@h:80/a.jsonl"),
        ("ftp://:s3@cret@h/a@b:c", "ftp://@h/a@b:c"),
        ("zip://*.txt::sftp://ana:s3cret@h/a.zip", "zip://*.txt::sftp://ana@h/a.zip"),
        ("404 for 'https://ana:s3cret@h/x', gone", "404 for 'https://ana@h/x', gone"),
        ("https://b/a?X-Amz-Date=1&X-Amz-Signature=s3cret&p=2",
         "https://b/a?X-Amz-Date=1&X-Amz-Signature=***&p=2"),
        ("https://b/a.zip?sv=1&sig=s3cret%3D", "https://b/a.zip?sv=1&sig=***"),
        ("https://h/a?access_token=s3cret#x", "https://h/a?access_token=***#x"),
        ("https://h/a?n=1&client_secret=zz&p=2", "https://h/a?n=1&client_secret=***&p=2"),
        ("https://h/a?secret=zz", "https://h/a?secret=***"),
        ("https://h/a?key=AIzaSyB1234567890abc", "https://h/a?key=***"),
        ("https://h/a?code=0123456789abcdef&x=1", "https://h/a?code=***&x=1"),
        ("https://ghp_0123456789abcdef@h/a", "https://***@h/a"),
        ("https://ghp_0123456789abcdef:x-oauth-basic@h/a", "https://***@h/a"),
        ("sftp://ana:p/w@h/a.zip", "sftp://ana@h/a.zip"),
        ("sftp://ana:p#w?x@h:22/a.zip", "sftp://ana@h:22/a.zip"),
        ("sftp://ana:1p/w@h/a.zip", "sftp://ana@h/a.zip"),
        ("zip://*.txt::sftp://ana:s3/cret@h/a.zip", "zip://*.txt::sftp://ana@h/a.zip"),
    ],
)  # fmt: skip
def test_the_secrets_of_a_url_are_not_told(url: str, told: str) -> None:
    assert without_secrets(url) == told
    assert without_secrets(told) == told


@pytest.mark.parametrize(
    "path",
    [
        "a:b@c/x.txt", "./ana:pw@host", "s3://bucket/a:b@c", "http://h:80/x@y", "http://ana@h/x",
        "zip://*.txt::dir@2024.zip", "zip://a:b::c@d.zip", "https://h/a?design=1&signal=2", "-",
        "https://h/sig=1", "file:///x?/y#:@", "http://[2001:db8:1:2:3:4:5:6]/x@y", "http://h:/x@y",
        "https://h/a?key=article-12", "https://h/a?code=FR-75&keys=0123456789abcdef0",
        "https://h/0123456789abcdef@x", "https://ana.maria.lopez.garcia@h/a",
        "sftp://user0123456789abcdef@h/a", "http://h:80?x=/a@b", "http://h:8080#a:b@c",
    ],
)  # fmt: skip
def test_what_holds_no_secret_is_told_as_it_is(path: str) -> None:
    assert without_secrets(path) == path


def test_a_url_is_opened_with_its_password_and_told_without(server: str) -> None:
    pytest.importorskip("aiohttp")
    url = server.replace("//", "//ana:s3cret@")
    told = server.replace("//", "//ana@")
    assert {a.source.path for a in articles(f"{url}/a.jsonl")} == {f"{told}/a.jsonl"}
    gone = only(f"{url}/gone.jsonl?sig=s3cret")
    assert isinstance(gone, Rejected) and gone.source.path == f"{told}/gone.jsonl?sig=***"
    assert "s3cret" not in f"{gone.detail} {gone.error}" and "gone.jsonl" in gone.detail
    with pytest.raises(ConfigError) as failed:
        outcomes("nosuch://ana:s3cret@h/a.txt")
    assert "s3cret" not in str(failed.value) and "nosuch://ana@h/a.txt" in str(failed.value)


class Pipe(io.RawIOBase):
    """Standard input as a pipe: it cannot seek."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, n: int = -1) -> bytes:
        return self._data.read(n)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    class Stdin:
        buffer = Pipe(data)

    monkeypatch.setattr(sys, "stdin", Stdin())


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"Un texte.", 1),
        (jsonl(4), 4),
        (zipped({"a.jsonl": jsonl(2), "b.txt": b"x"}), 3),
        (b"<p>a", 1),
    ],
)
def test_standard_input_is_told_by_its_bytes(
    monkeypatch: pytest.MonkeyPatch, data: bytes, count: int
) -> None:
    feed(monkeypatch, data)
    found = articles("-")
    assert len(found) == count
    assert {article.source.path for article in found} == {"-"}


def test_what_is_refused_from_standard_input_can_be_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed(monkeypatch, b'{"text": "un"}\n{"corps": "deux"}\n{"text": \n')
    found = outcomes("-", fields={"text": "text"})
    assert reasons(found) == ["kept", "missing_field", "malformed"]
    refused = found[1]
    assert isinstance(refused, Rejected) and refused.raw == b'{"corps": "deux"}'
    (again,) = read_again(refused.source, ReadOptions(fields={"text": "corps"}), raw=refused.raw)
    assert isinstance(again, Article) and again.text == "deux"
    assert again.source == refused.source
    broken = found[2]
    assert isinstance(broken, Rejected)
    assert reasons(list(read_again(broken.source, None, broken.raw))) == ["malformed"]


def test_a_row_of_a_table_from_standard_input_keeps_its_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed(monkeypatch, b"id,text\n1,a\n2,b,c\n")
    refused = outcomes("-", format="csv")[1]
    assert isinstance(refused, Rejected) and refused.raw == b"id,text\n2,b,c"


def test_files_keep_no_raw_bytes(tmp_path: Path) -> None:
    (refused,) = outcomes(write(tmp_path / "a.jsonl", "{broken\n"))
    assert isinstance(refused, Rejected) and refused.raw is None


def test_a_record_that_is_gone_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(3))
    last = articles(path)[2]
    write(path, jsonl(1))
    assert reasons(list(read_again(last.source))) == ["unreadable"]
    path.unlink()
    assert reasons(list(read_again(last.source))) == ["unreadable"]


def test_the_secrets_of_a_long_line_are_looked_for_in_little_time() -> None:
    started = time.process_time()
    for text in ("a://b:c" * 30_000, "://" + "a." * 100_000, "http://" + "a1" * 100_000):
        assert without_secrets(text) == text
    assert time.process_time() - started < 3


@pytest.mark.parametrize("kind", [str, Path])
def test_one_input_in_the_place_of_many_is_an_error(folder: Path, kind: Any) -> None:
    one = kind(folder / "a.txt")
    with pytest.raises(TypeError, match=r"read takes a list of inputs: \['.*a\.txt'\]"):
        read(one)
    for inputs in ([one], (one,)):
        assert [a.text for a in read(inputs) if isinstance(a, Article)] == ["a.txt"]
