"""What the content type of a WARC record says: a page, a text, what veille does not read, or nothing.

A picture, a script or a sitemap is no article and is passed over. A PDF, a feed or an answer in JSON may
well be one that cannot be read, so it is refused. Where the type tells nothing, the first bytes do.
"""

from __future__ import annotations

import re

from nlp.errors import ReadError
from nlp.read.formats import A_FEED, is_feed, unread_by_magic, words
from nlp.stage import Reason

PAGES = ("text/html", "application/xhtml+xml")
TEXT = "text/plain"
_VAGUE = words(
    "application/octet-stream binary/octet-stream application/binary application/unknown"
    " application/x-unknown application/x-unknown-content-type unknown/unknown unknown */*"
    " application/force-download application/download"
)
_XML = words("text/xml application/xml")
_UNREAD = re.compile(
    r"application/(?:x-)?(?:pdf|json|json5|feed\+json|jsonlines|ndjson|(?:rss|atom|rdf)\+xml|rtf|msword"
    r"|mspowerpoint|epub\+zip|vnd\.(?:ms-(?:word|excel|powerpoint)|openxmlformats-|oasis\.opendocument).*)"
    r"|text/(?:json|rtf|richtext|csv|markdown)"
)
_MARKUP = re.compile(rb"^[\s\xef\xbb\xbf\xff\xfe]*<(?:!doctype\s+html|html|head)\b", re.I | re.M)
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)\b", re.I)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def may_be_read(content_type: str) -> bool:
    """Whether the body has to be looked at; False for what is passed over.

    ``content_type`` is in lower case and without parameters. Raises ``UNSUPPORTED`` for what may be an
    article and is none that veille reads.
    """
    if _UNREAD.fullmatch(content_type):
        raise ReadError(Reason.UNSUPPORTED, f"veille does not read {content_type}")
    return content_type in (*PAGES, TEXT) or tells_nothing(content_type) or content_type in _XML


def tells_nothing(content_type: str) -> bool:
    """Whether a type is none, or the one of a server that does not know."""
    return not content_type or content_type in _VAGUE


def type_of(content_type: str, head: bytes) -> str:
    """The type of a body: a page's or a text's, empty for what is passed over.

    ``head`` are the first bytes. Raises ``UNSUPPORTED`` for a feed, and for a text of which nothing tells
    what it is: a script or a list for crawlers as likely as an article.
    """
    if content_type in _XML:
        return _type_of_xml(head)
    if tells_nothing(content_type):
        content_type = _sniffed(head)
    if content_type and is_feed(head):  # many a server calls its feed a page
        raise ReadError(Reason.UNSUPPORTED, f"veille does not read {A_FEED}")
    return content_type


def _type_of_xml(head: bytes) -> str:
    if is_feed(head) and not _SITEMAP.search(head):
        raise ReadError(Reason.UNSUPPORTED, f"veille does not read {A_FEED}")
    return PAGES[0] if _MARKUP.search(head) else ""


def _sniffed(head: bytes) -> str:
    what = unread_by_magic(head)
    if what is not None:
        raise ReadError(Reason.UNSUPPORTED, f"veille does not read {what}")
    head = head.replace(b"\0", b"") if head.startswith(_UTF_16) else head
    if is_feed(head) or _MARKUP.search(head):
        return PAGES[0]  # a feed is refused where pages are
    if not head.strip() or _BINARY.search(head):
        return ""
    raise ReadError(Reason.UNSUPPORTED, "its content type tells nothing, and it is no page")
