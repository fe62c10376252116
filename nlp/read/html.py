"""HTML pages: parsed as a browser would, then told in blocks, with title, date and language.

The parser is lexbor (through selectolax), which follows the HTML standard and is written in C; see
:mod:`nlp.read.html_guard` for what it must not be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nlp.article import Article, Block, Source
from nlp.errors import ReadError
from nlp.read import css
from nlp.read.blocks import BlockWriter
from nlp.read.charset import clean, decode
from nlp.read.declared import declared_charset
from nlp.read.headline import SITE_SUFFIX, norm, with_title
from nlp.read.html_guard import refuse_costly
from nlp.read.language_code import language_code
from nlp.read.marks import entering
from nlp.read.options import ReadOptions
from nlp.read.page_author import page_authors
from nlp.read.page_date import of_others, published
from nlp.read.reading import shown, with_bytes
from nlp.stage import Reason
from nlp.tags import decode_entities


def html_article(
    data: bytes,
    source: Source,
    options: ReadOptions,
    *,
    declared: str | None = None,
    meta: dict[str, str] | None = None,
) -> Article:
    """The article of a page's bytes; ``declared`` is the character set that the server told.

    Raises :class:`ReadError`: ``EMPTY``, ``BINARY``, ``ENCODING`` or ``TOO_DEEP``.
    """
    if not data:
        raise ReadError(Reason.EMPTY, "no bytes")
    declared = declared or declared_charset(data)
    decoded = decode(data, override=options.encoding, declared=declared)
    meta = {"encoding": decoded.encoding} | (meta or {})
    article = page_article(decoded.text, with_bytes(source, data), options, meta=meta)
    if not article.blocks:
        raise ReadError(Reason.EMPTY, "the page holds no text")
    return article.with_(checks=decoded.checks + article.checks)


def page_article(
    page: str,
    source: Source,
    options: ReadOptions,
    *,
    title: str | None = None,
    id: str | None = None,
    lang: str | None = None,
    published: str | None = None,
    authors: tuple[str, ...] = (),
    meta: dict[str, str] | None = None,
) -> Article:
    """The article of a decoded page; what the caller knows goes before what the page says.

    It has no blocks when the page has no text. Raises ``TOO_DEEP``.
    """
    page, checks = clean(page)
    refuse_costly(page)
    with entering(source):
        head, blocks = _parse(page, options)
    blocks, found_title = with_title(blocks, title or head.declared, head.title, head.site)
    article = Article.new(
        title=title or found_title,
        blocks=tuple(blocks),
        id=id,
        source=source,
        lang=lang or head.lang,
        published=published or head.published,
        authors=authors or head.authors,
        meta=head.meta() | (meta or {}),
    )
    return article.with_(checks=checks)


def _parse(page: str, options: ReadOptions) -> tuple[_Head, list[Block]]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    sheet = css.Sheet(node.text() for node in tree.css("style"))
    blocks = BlockWriter(sheet, options.max_html_depth).walk(tree.root) if tree.root else []
    return _head(tree), blocks


@dataclass(frozen=True, slots=True)
class _Head:
    """What a page says of itself outside its body."""

    declared: str | None = None
    title: str | None = None
    site: str | None = None
    published: str | None = None
    lang: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()

    def meta(self) -> dict[str, str]:
        found = {"source": self.site, "url": self.url}
        return {key: shown(value, 1000) for key, value in found.items() if value}


def _head(tree: Any) -> _Head:
    told = _meta_tags(tree)
    site = _decoded(told.get("og:site_name"))
    lang = _root_lang(tree) or told.get("content-language") or told.get("og:locale")
    declared = _decoded(told.get("og:title"))
    if declared and site and norm(declared) == norm(site):
        declared = None  # a site that tells its name for each of its pages
    title = _title_element(tree, site)
    canonical = tree.css_first('link[rel="canonical"]')
    url = told.get("og:url") or (canonical.attributes.get("href") if canonical else None)
    day, authors = published(tree, told), page_authors(tree, site)
    return _Head(declared, title, site, day, language_code(lang), url, authors)


def _decoded(told: str | None) -> str | None:
    """A title without the entities of a page that escaped it twice: "L&#039;hôpital"."""
    return " ".join(decode_entities(told).split()) if told else None


def _meta_tags(tree: Any) -> dict[str, str]:
    """The page's meta tags by lower-cased property, name, itemprop or http-equiv; first wins."""
    told: dict[str, str] = {}
    known: dict[int, bool] = {}
    for node in tree.css("meta")[:500]:
        attributes = node.attributes
        value = attributes.get("content")
        if not value or not value.strip():
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name and not (key == "itemprop" and of_others(node, known)):
                told.setdefault(name.strip().lower(), " ".join(value[:2000].split()))
    return told


def _root_lang(tree: Any) -> str | None:
    root = tree.css_first("html")
    if root is None:
        return None
    lang: str | None = root.attributes.get("lang") or root.attributes.get("xml:lang")
    return lang


def _title_element(tree: Any, site: str | None) -> str | None:
    """The ``<title>`` without the site's name at its end or beginning."""
    node = tree.css_first("head > title")
    title = (_decoded(node.text()) if node is not None else None) or ""
    parts = SITE_SUFFIX.split(title)
    if site and len(parts) > 1:
        parts = [part for part in parts if norm(part) != norm(site)] or parts
        if len(parts) == 1:
            return parts[0]
    return title or None
