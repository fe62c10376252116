"""A row of JSON, CSV or Parquet becomes an article: which column is what."""

from __future__ import annotations

import datetime
import math
import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict, TypeVar

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read.authors import names_of
from nlp.read.charset import clean
from nlp.read.html import page_article
from nlp.read.language_code import language_code
from nlp.read.options import ReadOptions
from nlp.read.own import check_row
from nlp.read.reading import shown
from nlp.stage import Reason
from nlp.tags import as_lines, decode_entities, is_markup, without_tags

T = TypeVar("T")

_META_VALUE = 1000  # characters of one metadata value
_DIGITS = 1000  # that a decimal is written out with
_MARKUP = re.compile(
    r"\s*(?:<!--[^<>]*-->\s*)*<(?:!doctype|html|body|p|div|article|section|h[1-6]|ul|ol|table|figure|blockquote"
    r"|center)\b",
    re.I,
)
_HIDES = re.compile(
    r"<[^<>]*\sstyle\s*=\s*[\"'][^\"'<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|indent)\s*:\s*-\d{3})",
    re.I,
)
"""A style that takes text away from readers: only the reader of pages minds it."""
_BLANK_LINE = re.compile(r"(?<=[^>\s])[ \t]*\n[ \t]*\n\s*(?=[^<\s])")


def row_article(
    row: Mapping[Any, Any], source: Source, options: ReadOptions, encoding: str | None = None
) -> Article:
    """The article that a row holds.

    Raises :class:`ReadError`: ``MISSING_FIELD`` when no column holds the text, ``EMPTY`` when the
    text is blank, ``UNSUPPORTED`` for what veille wrote.
    """
    check_row(row)
    columns = _Columns(row, options)
    html, text = _body(columns, options)
    sites = [site] if (site := columns.peek("source")) else []
    found = _Told(
        title=_title(columns),
        id=columns.scalar("id"),
        lang=columns.take("lang", language_code),
        published=columns.scalar("published"),
        authors=columns.take("authors", lambda told: names_of(told, sites) or None) or (),
    )
    meta = columns.meta(options.max_meta)
    if encoding:
        meta["encoding"] = encoding
    if html is not None:
        article = page_article(html, source, options, meta=meta, **found)
        if article.blocks or not text:
            return article
    body, checks = clean(text or "")
    body = as_lines(body)
    if not body.strip():
        raise ReadError(Reason.EMPTY, "the text is blank")
    return Article.new(body, source=source, meta=meta, **found).with_(checks=checks)


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
    for name, cell in sorted(zip(names, cells, strict=True), key=lambda pair: _is_blank(pair[1])):
        key = name
        while key in row or (key != name and key in taken):
            seen[name] += 1
            key = f"{name}_{seen[name] + 1}"
        row[key] = cell
    return row


def _is_blank(cell: object) -> bool:
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell == [] or (isinstance(cell, float) and math.isnan(cell))


def _body(columns: _Columns, options: ReadOptions) -> tuple[str | None, str | None]:
    """The row's page and its text; either may be missing."""
    html = columns.take("html", _as_text)
    text = columns.take("text", _as_text)
    if html is None and text is None:
        names = ", ".join(str(name) for name in list(columns.left())[:12])
        why = "".join(f"; {told}" for told in columns.without("text", "html"))
        told = f"no field holds the text{why}; there are: {names}"
        raise ReadError(Reason.MISSING_FIELD, shown(told))
    if text and html is not None and not html.strip():
        html = None
    if text and html is None and "</" in text:
        if _MARKUP.match(text):
            return text, None
        if is_markup(text) or _HIDES.search(text):
            return _BLANK_LINE.sub("<br><br>", text), None
    if text and html and "text" in options.fields.model_fields_set:
        return None, text
    return html, text


def _as_text(value: object) -> str | None:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def _what(value: object) -> str:
    """What a column that holds no text holds."""
    if value is None or value == []:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float | Decimal):
        return "a number"
    if isinstance(value, bytes):
        return "bytes that are not UTF-8"
    return "a list" if isinstance(value, list) else f"a {type(value).__name__}"


def _title(columns: _Columns) -> str | None:
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


class _Columns:
    """A row's columns, taken by role without regard to case."""

    def __init__(self, row: Mapping[Any, Any], options: ReadOptions) -> None:
        self._row = row
        self._fields = options.fields
        self._names: dict[str, list[Any]] = {}
        for name in row:
            self._names.setdefault(str(name).strip().lower(), []).append(name)
        self._taken: set[Any] = set()

    def take(self, role: str, read: Callable[[object], T | None]) -> T | None:
        """The first value for ``role`` that ``read`` can use and that is not blank.

        Where there is none, the first that is blank, so that a blank text is told as one; None if
        no column has any.
        """
        blank: tuple[Any, T | None] = (None, None)
        for key in self._keys(role):
            found = read(self._row[key])
            if found is None:
                continue
            if not isinstance(found, str) or clean(found)[0].strip():
                self._taken.add(key)
                return found
            blank = blank if blank[0] is not None else (key, found)
        self._taken.add(blank[0])
        return blank[1]

    def scalar(self, role: str) -> str | None:
        """The value for ``role`` as text, None if it is none or no scalar."""
        return self.take(role, lambda value: _scalar(value) or None)

    def peek(self, role: str) -> str | None:
        """The first value for ``role`` as text, which stays to be taken."""
        return next((told for key in self._keys(role) if (told := _scalar(self._row[key]))), None)

    def without(self, *roles: str) -> list[str]:
        """Which columns of ``roles`` are there, and what they hold instead of text."""
        keys = (key for role in roles for key in self._keys(role))
        return [f"{str(key).strip()} is {_what(self._row[key])}" for key in keys]

    def _keys(self, role: str) -> list[Any]:
        """The row's columns for ``role``, in the order of the names that are known."""
        names = (name.lower() for name in getattr(self._fields, role))
        return [key for name in names for key in self._names.get(name, ())]

    def left(self) -> Mapping[str, Any]:
        """The columns that were not taken."""
        return {str(key): value for key, value in self._row.items() if key not in self._taken}

    def meta(self, limit: int) -> dict[str, str]:
        """At most ``limit`` further scalar columns, each cut at 1,000 characters."""
        meta: dict[str, str] = {}
        source = self.scalar("source")
        if source:
            meta["source"] = shown(source, _META_VALUE)
        for name, value in self.left().items():
            told = _scalar(value)
            if told and len(meta) < limit:
                meta[shown(name, 100)] = clean(told[:_META_VALUE])[0]
        return meta


def _scalar(value: object) -> str:
    if isinstance(value, float) and math.isnan(value):  # what pandas writes for nothing
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta | uuid.UUID):
        return str(value)
    return clean(value)[0].strip() if isinstance(value, str) else ""


def _decimal(value: Decimal) -> str:
    """A decimal in digits; a whole one as an integer, so that both spell one identifier."""
    if not value.is_finite():
        return "" if value.is_nan() else str(value)
    if abs(value.adjusted()) > _DIGITS or len(value.as_tuple().digits) > _DIGITS:
        return str(value)  # 1E+999999 in digits is a text of its own
    return str(int(value)) if value == value.to_integral_value() else format(value, "f")
