"""A row of JSON, CSV or Parquet becomes an article: which column is what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read.authors import names_of
from nlp.read.charset import clean
from nlp.read.columns import Columns, as_text, is_blank, page_in
from nlp.read.html import page_article
from nlp.read.language_code import language_code
from nlp.read.options import ReadOptions
from nlp.read.original import original_of
from nlp.read.own import check_row
from nlp.read.reading import shown
from nlp.stage import Reason
from nlp.tags import as_lines, decode_entities, without_tags
from nlp.wording import many


def row_article(
    row: Mapping[Any, Any], source: Source, options: ReadOptions, encoding: str | None = None
) -> Article:
    """The article that a row holds.

    Raises :class:`ReadError`: ``MISSING_FIELD`` when no column holds the text, ``EMPTY`` when the
    text is blank, ``UNSUPPORTED`` for what veille wrote.
    """
    check_row(row)
    columns = Columns(row, options)
    html, text = _body(columns, options)
    original = original_of(columns, source, options)
    sites = [site] if (site := columns.peek("source")) else []
    found = _Told(
        title=_title(columns),
        id=columns.scalar("id"),
        lang=columns.take("lang", language_code),
        published=columns.scalar("published"),
        authors=columns.take("authors", lambda told: names_of(told, sites) or None) or (),
    )
    meta = columns.meta(options.max_meta) | original.meta
    if encoding:
        meta["encoding"] = encoding
    if html is not None:
        article = page_article(html, source, options, meta=meta, **found)
        if article.blocks or not text:
            return original.added(article)
    body, checks = clean(text or "")
    body = as_lines(body)
    if not body.strip():
        raise ReadError(Reason.EMPTY, "the text is blank")
    return original.added(Article.new(body, source=source, meta=meta, **found).with_(checks=checks))


def named(names: Sequence[Any], cells: Sequence[Any]) -> dict[Any, Any]:
    """The cells of a row by the names of their columns.

    Where a name comes twice (a join of two tables), the first cell with a value has it, and the others
    are ``NAME_2`` and so on: no part, but metadata.

    Example: ``named(["id", "id"], [101, 7]) == {"id": 101, "id_2": 7}``
    """
    if len(set(names)) == len(names):
        return dict(zip(names, cells, strict=True))
    row: dict[Any, Any] = {}
    seen, taken = Counter[Any](), set(names)
    for name, cell in sorted(zip(names, cells, strict=True), key=lambda pair: is_blank(pair[1])):
        key = name
        while key in row or (key != name and key in taken):
            seen[name] += 1
            key = f"{name}_{seen[name] + 1}"
        row[key] = cell
    return row


def _body(columns: Columns, options: ReadOptions) -> tuple[str | None, str | None]:
    """The row's page and its text; either may be missing."""
    html = columns.take("html", as_text)
    text = columns.take("text", as_text)
    if html is None and text is None:
        names = ", ".join(str(name) for name in list(columns.left())[:12])
        why = "".join(f"; {told}" for told in columns.without("text", "html"))
        told = f"no field holds the text{why}; there are: {names}{_rows_in(columns)}"
        raise ReadError(Reason.MISSING_FIELD, shown(told))
    if text and html is not None and not html.strip():
        html = None
    if text and html is None and (page := page_in(text)) is not None:
        return page, None
    if text and html and "text" in options.fields.model_fields_set:
        return None, text
    return html, text


def _rows_in(columns: Columns) -> str:
    """What is told of a row that only holds others, as what many interfaces answer does."""
    for name, value in columns.left().items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return (
                f"; {name} holds {many(len(value), 'row')}: give those, each on a line of its own"
            )
    return ""


def _title(columns: Columns) -> str | None:
    told, _ = clean(columns.scalar("title") or "")
    title = without_tags(decode_entities(without_tags(told)))
    return " ".join(title.split()) or None


class _Told(TypedDict):
    """What a row says of an article besides its text."""

    title: str | None
    id: str | None
    lang: str | None
    published: str | None
    authors: tuple[str, ...]
