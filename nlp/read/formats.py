"""Which format a document is in: by its name first, by its first bytes when the name is unknown."""

from __future__ import annotations

import re

from nlp.read.decompress import MAGIC
from nlp.read.header import is_table
from nlp.read.options import ReadOptions


def words(text: str) -> frozenset[str]:
    """The set of the words in ``text``."""
    return frozenset(text.split())


_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet", ".warc": "warc", ".wet": "warc",
    ".zip": "zip", ".tar": "tar",
    ".gz": "gz", ".bz2": "bz2", ".xz": "xz", ".zst": "zst", ".zstd": "zst",
}  # fmt: skip
# One suffix for two: the archive and its compression.
_SHORT = {".tgz": ("gz", ".tar"), ".tbz2": ("bz2", ".tar"), ".txz": ("xz", ".tar"),
          ".tzst": ("zst", ".tar")}  # fmt: skip
_UNSUPPORTED = words(
    ".pdf .doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .epub .7z .rar .lz4 .z .cab .iso .mbox"
    " .eml .msg .xml .rss .atom .yaml .yml .py .js .css .db .sqlite"
)
_MAGIC_UNSUPPORTED = {
    b"%PDF": "PDF", b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"\x04\x22\x4d\x18": "LZ4",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"{\\rtf": "RTF", b"SQLite format 3": "SQLite",
}  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"(?:\s|<\?[^>]*>|<!--.{0,900}?-->|<!doctype\s+(?:rss|rdf)[^>]*>)*+"
    rb"<(?:rss\s[^>]*\b(?:version|xmlns)|(?:rdf:RDF|feed|urlset|sitemapindex)\s[^>]*\bxmlns)",
    re.I | re.S,
)
_JSON = re.compile(rb"\s*\{\s*(?:\"|\})")
_JSON_ARRAY = re.compile(rb"\s*\[\s*\{")
A_FEED = "a feed or sitemap (XML)"
COMPRESSED = frozenset(MAGIC)


def format_of(name: str, head: bytes, options: ReadOptions) -> tuple[str, str]:
    """The format and the name without its compression suffix.

    Besides the names of documents it may be ``zip``, ``tar``, a compression (``gz``, ``bz2``,
    ``xz``, ``zst``) or ``unsupported`` (then the second value says what it is). ``options`` tell the
    names of columns, by which a table is known.
    """
    stem, suffix = _split(name)
    if suffix in _SHORT:
        codec, inner = _SHORT[suffix]
        return codec, stem + inner
    if suffix in _BY_SUFFIX:
        found = _BY_SUFFIX[suffix]
        if found in ("text", "html") and is_feed(head):
            return "unsupported", A_FEED
        return found, stem if found in COMPRESSED else name
    if suffix in _UNSUPPORTED:
        return "unsupported", f"{suffix} files"
    return _sniffed(name, head, options)


def _sniffed(name: str, head: bytes, options: ReadOptions) -> tuple[str, str]:
    for codec, magic in MAGIC.items():
        if head.startswith(magic):
            return codec, name
    what = unread_by_magic(head)
    if what is not None:
        return "unsupported", what
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip", name
    if head[257:262] == b"ustar":
        return "tar", name
    if head.startswith(b"PAR1"):
        return "parquet", name
    if re.match(rb"WARC/[01]\.\d", head):
        return "warc", name
    if is_feed(head):
        return "unsupported", A_FEED
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        return "html", name
    if _JSON_ARRAY.match(text):
        return "json", name
    if _JSON.match(text):
        return "jsonl" if _line_is_object(text) else "json", name
    return "csv" if is_table(head, options) else "text", name


def unread_by_magic(head: bytes) -> str | None:
    """What a document is that veille does not read, where its first bytes tell it."""
    told = (what for magic, what in _MAGIC_UNSUPPORTED.items() if head.startswith(magic))
    return next(told, None)


def is_feed(head: bytes) -> bool:
    """Whether a document is RSS, Atom or a sitemap, whatever its name: many articles, or none."""
    return _FEED.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _line_is_object(head: bytes) -> bool:
    """Whether the first line holds a whole object, or is so long that it may."""
    line, end, _ = head.lstrip().partition(b"\n")
    return not end or line.rstrip().endswith(b"}")


def _split(name: str) -> tuple[str, str]:
    base = re.split(r"[/\\]", name)[-1]
    dot = base.rfind(".")
    if dot <= 0:
        return name, ""
    suffix = base[dot:].lower()
    return name[: -len(suffix)], suffix
