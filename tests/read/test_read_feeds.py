"""RSS, Atom and sitemaps are refused under any name: one article of tags would be none."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_helpers import outcomes, reasons

from nlp.read import ReadOptions
from nlp.read.formats import format_of

FEEDS = [
    b'<?xml version="1.0"?><rss version="2.0" xmlns:dc="x"><channel>',
    b'\xef\xbb\xbf<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<!-- made by x -->\n<rss version="2.0">',
    b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>',
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>',
    b'<sitemapindex xmlns="x"><sitemap>',
    b'<!DOCTYPE rss PUBLIC "-//x//EN" "http://x"><rss version="0.91">',
]
NO_FEEDS = [
    b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="x"><body><p>Le CHU signe.</p>',
    b"<p>Le CHU</p><rss version='2.0'>",
    b"<!-- <rss version='2.0'> --><html><p>Le CHU signe.</p>",
    b"<feed> est une balise",
    b"Le CHU <feed xmlns='x'>",
]


@pytest.mark.parametrize("data", FEEDS)
@pytest.mark.parametrize("name", ["feed", "feed.html", "index.htm", "a.txt", "x.php", ""])
def test_a_feed_is_known_by_its_first_bytes(name: str, data: bytes) -> None:
    assert format_of(name, data, ReadOptions())[0] == "unsupported"


@pytest.mark.parametrize("data", NO_FEEDS)
@pytest.mark.parametrize("name", ["feed", "feed.html", "a.txt"])
def test_other_documents_are_no_feeds(name: str, data: bytes) -> None:
    assert format_of(name, data, ReadOptions())[0] in ("html", "text")


def test_the_refusal_names_it(tmp_path: Path) -> None:
    (tmp_path / "feed.html").write_bytes(FEEDS[0])
    found = outcomes(tmp_path / "feed.html")
    assert reasons(found) == ["unsupported"]
    assert "feed" in found[0].detail  # type: ignore[union-attr]
