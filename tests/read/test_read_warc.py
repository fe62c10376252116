"""WARC: pages and texts come out; a broken record costs itself and no other."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import (
    PAGE,
    articles,
    only,
    outcomes,
    quickest,
    reasons,
    warc_record,
    write,
)

from nlp.article import Article
from nlp.read import read_again
from nlp.stage import Rejected

HTML = PAGE.encode()


def record(i: int, **more: object) -> bytes:
    body = f"<h1>Titre {i}</h1><p>Le marché n° {i} est notifié.".encode()
    return warc_record(body, url=f"https://example.org/{i}", **more)  # type: ignore[arg-type]


def titles(found: list[Article | Rejected]) -> list[str | None]:
    return [outcome.title for outcome in found if isinstance(outcome, Article)]


@pytest.mark.parametrize("member_each", [True, False])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_crawl(tmp_path: Path, name: str, member_each: bool) -> None:
    records = [record(i) for i in range(5)]
    if name.endswith("gz"):
        data = (
            b"".join(map(gzip.compress, records))
            if member_each
            else gzip.compress(b"".join(records))
        )
    else:
        data = b"".join(records)
    found = articles(write(tmp_path / name, data))
    assert titles(list(found)) == [f"Titre {i}" for i in range(5)]
    assert [article.source.line for article in found] == [1, 2, 3, 4, 5]
    assert found[2].meta["url"] == "https://example.org/2"
    assert found[2].meta["crawled"] == "2025-03-14T08:00:00Z"
    assert list(read_again(found[3].source)) == [found[3]]


def test_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    data = b"".join(
        [
            warc_record(b"software: x", kind="warcinfo", content_type="application/warc-fields"),
            warc_record(HTML, kind="request"),
            warc_record(b"\x89PNG", content_type="image/png"),
            warc_record(HTML, status="404 Not Found"),
            warc_record(b"", status="301 Moved", headers="Location: /b\r\n"),
            warc_record(HTML, kind="revisit"),
            warc_record(HTML),
            warc_record(b"Texte extrait.", kind="conversion", content_type="text/plain"),
        ]
    )
    found = articles(write(tmp_path / "a.warc", data))
    assert [article.title for article in found] == ["Le CHU choisit son logiciel", None]
    assert found[1].text == "Texte extrait."


def test_a_crawl_without_pages_is_empty(tmp_path: Path) -> None:
    found = only(write(tmp_path / "a.warc", warc_record(b"x", content_type="image/png")))
    assert isinstance(found, Rejected) and found.reason == "empty"


def test_encodings_of_the_web_are_undone(tmp_path: Path) -> None:
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(HTML[i : i + 50]), HTML[i : i + 50]) for i in range(0, len(HTML), 50)
    )
    data = (
        warc_record(gzip.compress(HTML), headers="Content-Encoding: gzip\r\n")
        + warc_record(brotli.compress(HTML), headers="Content-Encoding: br\r\n")
        + warc_record(chunked + b"0\r\n\r\n", headers="Transfer-Encoding: chunked\r\n")
    )
    found = articles(write(tmp_path / "a.warc", data))
    assert {article.title for article in found} == {"Le CHU choisit son logiciel"}
    assert len({article.content_hash for article in found}) == 1


def test_the_servers_character_set_is_used(tmp_path: Path) -> None:
    body = "<p>Zażółć gęślą jaźń".encode("iso8859-2")
    (found,) = articles(
        write(tmp_path / "a.warc", warc_record(body, content_type="text/html; charset=iso-8859-2"))
    )
    assert found.blocks[0].text == "Zażółć gęślą jaźń"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record(1, length=30), "malformed"),
        (record(1, length=900), "malformed"),
        (record(1).removesuffix(b"\r\n\r\n") + b"\n", "malformed"),
        (record(1, length=10**9), "too_large"),
        (record(1).replace(b"Content-Length", b"Content-Width"), "malformed"),
        (b"garbage\r\n" * 20 + b"\r\n", "malformed"),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 30, "malformed"),
        (record(1).replace(b"HTTP/1.1 200 OK", b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), None),
        (warc_record(b""), "empty"),
    ],
)
def test_a_broken_record_costs_itself(tmp_path: Path, broken: bytes, reason: str | None) -> None:
    found = outcomes(write(tmp_path / "a.warc", record(0) + broken + record(2) + record(3)))
    if reason == "too_large":  # nothing tells where it was meant to end
        assert reasons(found) == ["kept", "too_large"]
        return
    assert titles(found) == ["Titre 0", "Titre 2", "Titre 3"]
    assert len(found) <= 4
    if reason is not None:
        assert reasons(found)[1] == reason


def test_damage_in_one_gzip_member_costs_one_record(tmp_path: Path) -> None:
    members = [gzip.compress(record(i)) for i in range(4)]
    members[1] = members[1][:40] + b"\xff" * 30 + members[1][70:]
    found = outcomes(write(tmp_path / "a.warc.gz", b"".join(members)))
    assert titles(found) == ["Titre 0", "Titre 2", "Titre 3"]
    assert reasons(found).count("kept") == 3 and len(found) == 4


def test_wrong_lengths_without_end_take_time_in_proportion(tmp_path: Path) -> None:
    """Each of these records says that it holds all those behind it."""
    lying = b"WARC/1.0\r\nContent-Length: 15000000\r\n\r\nx\r\n\r\n"
    path = write(tmp_path / "a.warc", lying * 30_000)
    seconds, found = quickest(lambda: reasons(outcomes(path)), below=1.5)
    assert found == ["malformed"] * 29_999 + ["truncated"]
    assert seconds < 1.5


def test_records_with_a_wrong_length_are_told_where_the_stream_fails(tmp_path: Path) -> None:
    lying, damaged = record(0, length=900_000), bytearray(gzip.compress(record(2)))
    damaged[-8] ^= 1
    packed = gzip.compress(lying) + gzip.compress(record(1)) + damaged + gzip.compress(record(3))
    found = outcomes(write(tmp_path / "a.warc.gz", packed))
    assert titles(found) == ["Titre 1", "Titre 3"]
    assert reasons(found)[0] == "malformed"


@pytest.mark.parametrize("at", [0.2, 0.9])
def test_damage_in_a_long_gzip_member_costs_one_record(tmp_path: Path, at: float) -> None:
    """It comes out in pieces, so the members behind it are held while it is unpacked."""
    numbers = " ".join(map(str, range(100_000)))
    long = gzip.compress(warc_record(f"<h1>Long</h1><p>{numbers}".encode()))
    cut = int(at * len(long))
    members = [gzip.compress(record(i)) for i in range(4)]
    members[1] = long[:cut] + b"\xff" * 30 + long[cut + 30 :]
    found = outcomes(write(tmp_path / "a.warc.gz", b"".join(members)))
    assert titles(found) == ["Titre 0", "Titre 2", "Titre 3"]
    assert len(found) == 4 and [one.source.line for one in found] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_cut_costs_the_last_record(tmp_path: Path, name: str) -> None:
    pack = gzip.compress if name.endswith("gz") else bytes
    data = b"".join(pack(record(i)) for i in range(4))[:-60]
    found = outcomes(write(tmp_path / name, data))
    assert titles(found) == ["Titre 0", "Titre 1", "Titre 2"]
    assert reasons(found)[-1] == "truncated" and len(found) == 4


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = warc_record(
        gzip.compress(b"<p>" + b"a" * 5_000_000), headers="Content-Encoding: gzip\r\n"
    )
    found = outcomes(write(tmp_path / "a.warc", record(0) + bomb + record(2)), max_bytes=1_000_000)
    assert reasons(found) == ["kept", "too_large", "kept"]


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 60))
def test_any_damage_leaves_outcomes_and_no_error(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, cut: int
) -> None:
    data = record(0) + record(1) + record(2)
    path = tmp_path_factory.mktemp("warc") / "a.warc"
    found = outcomes(write(path, data[:at] + junk + data[at + cut :]))
    assert 1 <= len(found) <= 8
    assert "Titre 2" in titles(found)


def test_a_feed_served_as_a_page_is_refused(tmp_path: Path) -> None:
    feed = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Actus</title></channel></rss>'
    found = outcomes(write(tmp_path / "a.warc", warc_record(feed) + warc_record(HTML)))
    assert reasons(found) == ["unsupported", "kept"]


@pytest.mark.parametrize(
    "page",
    [
        HTML,
        b"\xef\xbb\xbf\r\n" + HTML,
        b"<!-- by a generator -->\n" + HTML,
        b"Notice: an undefined variable<br>\n" + HTML,
        PAGE.encode("utf-16"),
        HTML.replace(b"<!doctype html>", b""),
    ],
)
def test_a_page_whose_content_type_nobody_tells_is_read(tmp_path: Path, page: bytes) -> None:
    for told in (None, "", "; charset=utf-8"):
        found = only(write(tmp_path / "a.warc", warc_record(page, content_type=told)))
        assert isinstance(found, Article) and found.title == "Le CHU choisit son logiciel"


def test_the_type_that_the_crawler_found_counts_where_the_server_told_none(tmp_path: Path) -> None:
    records = [
        warc_record(b"<p>Titre", content_type=None, identified="text/html"),
        warc_record(b"Texte extrait.", content_type=None, identified="text/plain"),
        warc_record(HTML, content_type=None, identified="application/pdf"),
        warc_record(HTML, content_type="application/pdf", identified="text/html"),
    ]
    found = outcomes(write(tmp_path / "a.warc", b"".join(records)))
    assert reasons(found) == ["kept", "kept", "unsupported", "unsupported"]
    told = [a.blocks[0].text if a.blocks else a.text for a in found if isinstance(a, Article)]
    assert told == ["Titre", "Texte extrait."]


RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Actus</title></channel></rss>'
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
)


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/octet-stream", HTML, "kept"),
        ("binary/octet-stream; charset=utf-8", HTML, "kept"),
        ("Application/X-Unknown", HTML, "kept"),
        ("application/xml", HTML, "kept"),
        ("text/xml", b'<?xml version="1.0"?>\n' + HTML, "kept"),
        ("application/octet-stream", b"%PDF-1.4\n", "unsupported"),
        ("application/octet-stream", RSS, "unsupported"),
        ("application/octet-stream", b"un texte", "unsupported"),
        ("application/octet-stream", b"MZ\x00\x01", None),
        ("application/octet-stream", b"", None),
        ("application/pdf", b"%PDF-1.4\n", "unsupported"),
        ("application/json", b'{"text": "un"}', "unsupported"),
        ("application/json; charset=utf-8", b"[]", "unsupported"),
        ("application/x-ndjson", b"{}", "unsupported"),
        ("application/rss+xml", RSS, "unsupported"),
        ("application/atom+xml", b"<feed/>", "unsupported"),
        ("text/xml", RSS, "unsupported"),
        ("application/xml", SITEMAP, None),
        ("application/xml", b"<?xml version='1.0'?><browserconfig/>", None),
        ("application/msword", b"\xd0\xcf", "unsupported"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK", "unsupported"),
        ("application/vnd.oasis.opendocument.text", b"PK", "unsupported"),
        ("image/svg+xml", b"<svg/>", None),
        ("text/css", b"p {}", None),
        ("text/javascript", b"var x", None),
        ("application/javascript", b"var x", None),
        ("application/manifest+json", b"{}", None),
        ("application/opensearchdescription+xml", b"<x/>", None),
        ("font/woff2", b"wOF2", None),
        ("video/mp4", b"\x00", None),
        ("application/zip", b"PK", None),
    ],
)  # fmt: skip
def test_the_content_type_tells_what_is_read_refused_or_passed_over(
    tmp_path: Path, content_type: str, body: bytes, reason: str | None
) -> None:
    data = warc_record(body, content_type=content_type) + warc_record(HTML, status="404 Not Found")
    found = outcomes(write(tmp_path / "a.warc", data + warc_record(HTML)))
    assert reasons(found) == [*([reason] if reason else []), "kept"]
    assert found[-1].source.line == 3
    error = warc_record(body, content_type=content_type, status="404 Not Found")
    assert reasons(outcomes(write(tmp_path / "b.warc", error + warc_record(HTML)))) == ["kept"]


def test_the_type_that_the_crawler_found_counts_where_the_server_does_not_know(
    tmp_path: Path,
) -> None:
    vague = "application/octet-stream"
    records = [
        warc_record(b"Texte extrait.", content_type=vague, identified="text/plain"),
        warc_record(HTML, content_type=vague, identified="image/png"),
        warc_record(HTML, content_type=vague, identified=vague),
    ]
    found = articles(write(tmp_path / "a.warc", b"".join(records)))
    assert [article.source.line for article in found] == [1, 3]


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_in_zstd_is_read(tmp_path: Path, chunked: bool) -> None:
    packed = zstandard.ZstdCompressor().compress(HTML)

    def served(body: bytes) -> bytes:
        headers = "Content-Encoding: zstd\r\n"
        if not chunked:
            return warc_record(body, headers=headers)
        framed = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        return warc_record(framed, headers=headers + "Transfer-Encoding: chunked\r\n")

    bodies = [packed, packed[:-9], packed[:40] + b"\xff" * 20 + packed[60:], HTML, b""]
    found = outcomes(write(tmp_path / "a.warc", b"".join(map(served, bodies))))
    assert reasons(found) == ["kept", "truncated", "malformed", "kept", "empty"]
    assert titles(found) == ["Le CHU choisit son logiciel"] * 2
    large = served(zstandard.ZstdCompressor().compress(b"<p>" + b"a" * 5_000_000))
    assert reasons(outcomes(write(tmp_path / "b.warc", large), max_bytes=1_000_000)) == [
        "too_large"
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"User-agent: *\nDisallow: /admin", "unsupported"),
        (b"var page = '<html><p>x</p></html>';", "unsupported"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "unsupported"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
        (b"%PDF-1.4\n%\xe2\xe3\x00", "unsupported"),
        (b"", None),
        (b" \n", None),
    ],
)
def test_what_is_no_page_without_a_content_type(
    tmp_path: Path, body: bytes, reason: str | None
) -> None:
    found = outcomes(
        write(tmp_path / "a.warc", warc_record(body, content_type=None) + warc_record(HTML))
    )
    assert reasons(found) == [*([reason] if reason else []), "kept"]
