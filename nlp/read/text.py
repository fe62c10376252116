"""A plain text file is one article."""

from __future__ import annotations

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read.charset import clean, decode
from nlp.read.options import ReadOptions
from nlp.read.reading import with_bytes
from nlp.stage import Reason


def text_article(
    data: bytes,
    source: Source,
    options: ReadOptions,
    *,
    declared: str | None = None,
    meta: dict[str, str] | None = None,
) -> Article:
    """The article that ``data`` holds; its title is left to segmentation.

    Raises :class:`ReadError`: ``EMPTY``, ``BINARY`` or ``ENCODING``.
    """
    if not data:
        raise ReadError(Reason.EMPTY, "no bytes")
    decoded = decode(data, override=options.encoding, declared=declared)
    text, checks = clean(decoded.text)
    if not text.strip():
        raise ReadError(Reason.EMPTY, "nothing but white space")
    article = Article.new(
        text, source=with_bytes(source, data), meta={"encoding": decoded.encoding} | (meta or {})
    )
    return article.with_(checks=decoded.checks + checks)
