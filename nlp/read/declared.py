"""The character set that a page declares, as the prescan of the HTML standard finds it."""

from __future__ import annotations

import re

_HEAD = 4096  # bytes in which browsers look for a declared character set, and a little more
_COMMENT = re.compile(rb"<!--(?:-?>|.*?(?:--!?>|\Z))", re.S)
_XML = re.compile(rb"""<\?xml[^>]{0,80}encoding=["']([\w.-]+)""", re.I)
_META = re.compile(
    rb"""<meta[\s/]((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^>"'])*+["']?[^>]{0,2000})>""", re.I
)
_ATTRIBUTE = re.compile(
    rb"""([^\s"'>/=]{1,40})\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,200}))"""
)
_IN_CONTENT = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_NAME = re.compile(rb"\s*([\w:.-]+)")


def declared_charset(data: bytes) -> str | None:
    """The character set that a page declares at its beginning, as it spells it.

    Only an attribute ``charset`` or the content of a ``http-equiv`` for the content type counts,
    none in a comment, in a description or of another tag.
    """
    head = _COMMENT.sub(b" ", data[:_HEAD])
    xml = _XML.search(head)
    found = xml[1] if xml else next(filter(None, map(_told, _META.finditer(head))), None)
    if not found:
        return None
    name = found.decode("ascii", "replace")
    # A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
    return "utf-8" if name.lower().startswith("utf-16") else name


def _told(meta: re.Match[bytes]) -> bytes | None:
    told: dict[bytes, bytes] = {}
    for name, *values in _ATTRIBUTE.findall(meta[1]):
        told.setdefault(name.lower(), b"".join(values))
    if b"charset" in told:
        found = _NAME.match(told[b"charset"])
        return found[1] if found else None
    if told.get(b"http-equiv", b"").strip().lower() == b"content-type":
        found = _IN_CONTENT.search(told.get(b"content", b"")) or _IN_CONTENT.search(meta[1])
        return found[1] if found else None
    return None
