"""Who a page says wrote it: its own authors, not those of another article, a reader or a photograph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nlp.read.authors import names_of
from nlp.read.date_line import WEEKDAY, before_others, short_text
from nlp.read.page_date import ARTICLE, is_of, of_others, things

_METAS = frozenset((
    "author", "article:author", "og:article:author", "og:author", "dc.creator", "dcterms.creator",
    "dc.author", "citation_author", "parsely-author", "sailthru.author", "byl", "article.author",
    "cxenseparse:author",
))  # fmt: skip
_MARKED = (
    '[itemprop~="author"]', 'a[rel~="author"]', '[property~="schema:author"], [property~="dc:creator"]',
    '[class~="by" i], [class*="byline" i], [class*="author" i], [class*="auteur" i], [class*="autor" i], [class*="firma" i],'
    ' [class*="signature" i], [class*="redactor" i]',
)  # fmt: skip
_WRITER = re.compile(
    r"(?:^|[\s_-])(?:by|by-?line|(?:article-?|post-?|entry-?)?(?:authors?|auteurs?|autor(?:es|a)?)(?:-?(?:name|nom|nombre))?"
    r"|firma|signature|redactor)(?:$|[\s_-])",
    re.I,
)
_NOT_NAME = re.compile(
    r"(?:bio|avatar|image|photo|foto|social|desc|box|about|more|posts|url)\b", re.I
)
_BY = re.compile(
    r"(?:^|[|·•–—,;:)]\s*|\d\s+|\bpubli\w+\s+)(?:par|por|by)\s*:?(?:\s*\|)?\s+(?P<name>[^|·•\d!?]{3,90})",
    re.I,
)
"""A line that names its author: "Par Jeanne Roux · 3 mars 2026", "3 mars 2026, par Jeanne"."""
_TAIL = re.compile(
    rf"[\s,–—-]+(?:(?:publi|actuali|modifi|updated|escrito|rédig)\w*|post(?:ed|ée?)\b|mise?\s+(?:en|à)\b|(?:le|el|on)\s+(?:\d|{WEEKDAY})|{WEEKDAY}\b"
    r"|(?:jan|feb|f[eé]v|mar|a[vbp]r|ma[iy]|ju[nil]|ao[uû]|a[ug]|ene|sep|o[ck]t|nov|d[eéi]c)\w{0,7}\.?\s+\d|\d).*"
    r"|\s*[|·•\d].*",
    re.I | re.S,
)
"""What follows a name in its line: the day, another part."""
_LONG = 110  # characters of a line that names an author
_MOST = 100  # elements that are looked at


def page_authors(tree: Any, site: str | None = None) -> tuple[str, ...]:
    """The names of a page's authors; the first place that tells any decides.

    ``site`` is the name of the site, which many a page gives for its author.
    """
    data = list(_articles(tree))
    sites = [name for name in (site, *_publishers(data)) if name]
    told: Iterable[object] = _told(tree, data)
    return next((names for each in told if (names := names_of(each, sites))), ())


def _told(tree: Any, data: list[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[object]:
    """What the places of a page tell, the surest first."""
    yield from (_known(thing.get("author"), known) for thing, known in data)
    yield _metas(tree)
    yield from _marked(tree)
    yield from _lines(tree)


def _articles(tree: Any) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The articles of the page's JSON-LD, each with the objects of its script by ``@id``."""
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        try:
            found = list(things(json.loads(script.text(), strict=False)))
        except (ValueError, RecursionError):
            continue
        known = {each["@id"]: each for each in found if isinstance(each.get("@id"), str)}
        yield from ((thing, known) for thing in found if is_of(thing, ARTICLE))


def _known(told: object, known: Mapping[str, Any]) -> object:
    """Authors with those in place that are named by ``@id`` alone."""
    if isinstance(told, list):
        return [_known(each, known) for each in told[:_MOST] if not isinstance(each, list)]
    if isinstance(told, dict) and "name" not in told and isinstance(told.get("@id"), str):
        return known.get(told["@id"])
    return told


def _publishers(data: list[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[str]:
    for thing, known in data:
        publisher = _known(thing.get("publisher"), known)
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str):
            yield name


def _metas(tree: Any) -> list[str]:
    """What the meta tags of authors hold; a page may have one for each."""
    told: list[str] = []
    for node in tree.css("meta[content]")[:500]:
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or ""
        if name.strip().lower() in _METAS:
            told.append(attributes.get("content") or "")
    return told


def _marked(tree: Any) -> Iterator[list[str]]:
    """The texts of elements that are marked as the author's, and stand in one place."""
    known: dict[int, bool] = {}
    for selector in _MARKED:
        found: list[str] = []
        place: int | None = None
        for node in tree.css(selector)[:_MOST]:
            if not _is_writer(node, selector) or of_others(node, known):
                continue
            holder = node.parent.mem_id if node.parent is not None else None
            if place not in (None, holder):
                break
            if name := _name_in(node):
                found.append(name)
                place = holder
        yield found


def _is_writer(node: Any, selector: str) -> bool:
    if "class" not in selector:
        return True
    names = node.attributes.get("class") or ""
    return bool(_WRITER.search(names)) and not _NOT_NAME.search(names)


def _name_in(node: Any) -> str | None:
    """The name in an element: of its part marked as a name, else its text, if that is short."""
    attributes = node.attributes
    if content := attributes.get("content"):
        return str(content)
    inner = node.css_first('[itemprop~="name"], [class~="fn"], a[rel~="author"]')
    parts = _parts(inner if inner is not None else node)
    if inner is None and (by := _BY.search(" | ".join(parts))):
        parts = [by["name"], *parts]
    told = (_TAIL.sub("", part, count=1) for part in parts)
    return next((part for part in told if names_of(part)), None)


def _parts(node: Any) -> list[str]:
    """The texts of a short element, those apart that are set apart without a space: "<b>Roux</b><b>Lille</b>"."""
    if not short_text(node, _LONG):
        return []
    parts = [""]
    for each in node.traverse(include_text=True):
        text = (each.text_content or "") if each.is_text_node else ""
        if text and parts[-1] and not (parts[-1][-1].isspace() or text[0].isspace()):
            parts.append(text)
        else:
            parts[-1] += text
    return [" ".join(part.split()) for part in parts]


def _lines(tree: Any) -> Iterator[str]:
    """The names of short lines by the headline that say "par", in order."""
    known: dict[int, bool] = {}
    for node in before_others(tree):
        line = short_text(node, _LONG)
        by = _BY.search(line) if line else None
        name = _TAIL.sub("", by["name"], count=1) if by else ""
        if name[:1].isupper() and not of_others(node, known):
            yield name
