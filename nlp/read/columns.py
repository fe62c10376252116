"""The columns of a row by what they are, and what a cell holds."""

from __future__ import annotations

import datetime
import math
import re
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from nlp.read.charset import clean
from nlp.read.options import ReadOptions
from nlp.read.reading import shown
from nlp.tags import is_markup

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


def page_in(text: str) -> str | None:
    """The page that a column of text holds, with an empty line of it as one of the page; None if it has no
    markup."""
    if "</" not in text:
        return None
    if _MARKUP.match(text):
        return text
    if is_markup(text) or _HIDES.search(text):
        return _BLANK_LINE.sub("<br><br>", text)
    return None


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell == [] or (isinstance(cell, float) and math.isnan(cell))


def as_text(value: object) -> str | None:
    """The text of a cell; that of a list is its paragraphs. None for what holds none."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def what(value: object) -> str:
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


class Columns:
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
        return self.found(role, read)[1]

    def found(self, role: str, read: Callable[[object], T | None]) -> tuple[Any, T | None]:
        """The same with the name of its column."""
        blank: tuple[Any, T | None] = (None, None)
        for key in self._keys(role):
            found = read(self._row[key])
            if found is None:
                continue
            if not isinstance(found, str) or clean(found)[0].strip():
                self._taken.add(key)
                return key, found
            blank = blank if blank[0] is not None else (key, found)
        self._taken.add(blank[0])
        return blank

    def scalar(self, role: str) -> str | None:
        """The value for ``role`` as text, None if it is none or no scalar."""
        return self.take(role, lambda value: scalar_text(value) or None)

    def peek(self, role: str) -> str | None:
        """The first value for ``role`` as text, which stays to be taken."""
        return next(
            (told for key in self._keys(role) if (told := scalar_text(self._row[key]))), None
        )

    def without(self, *roles: str) -> list[str]:
        """Which columns of ``roles`` are there, and what they hold instead of text."""
        held = (one for role in roles for one in self.held(role))
        return [f"{str(key).strip()} is {what(value)}" for key, value in held]

    def held(self, role: str) -> list[tuple[Any, Any]]:
        """The row's columns for ``role`` and what they hold."""
        return [(key, self._row[key]) for key in self._keys(role)]

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
            told = scalar_text(value)
            if told and len(meta) < limit:
                meta[shown(name, 100)] = clean(told[:_META_VALUE])[0]
        return meta


def scalar_text(value: object) -> str:
    """A scalar as text, empty for nothing and for what is no scalar."""
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
