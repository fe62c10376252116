"""The line that names the columns of a table, by which one without a telling name is known."""

from __future__ import annotations

import csv
import re

from nlp.read.charset import stream_codec
from nlp.read.options import Fields, ReadOptions

DELIMITERS = ",;\t|"
_COLUMN = re.compile(r"\w[\w .:/()-]{0,59}")
_WORD = re.compile(r"\S+")


def holds_text(names: list[str], options: ReadOptions) -> bool:
    """Whether one of the columns ``names`` is one that holds the text."""
    known = {name.lower() for name in (*options.fields.text, *options.fields.html)}
    return any(name.strip().lower() in known for name in names)


def is_table(head: bytes, options: ReadOptions) -> bool:
    """Whether ``head`` begins with the names of columns, one of which holds the text, and a row.

    News whose first line merely lists words is no table: a further column has a name that is known
    (``id``, ``date``), or all names are single words without a space between them, and the next line
    has the separator too or begins with a quote.
    """
    first, end, rest = _decoded(head).partition("\n")
    row = rest.lstrip("\r\n").partition("\n")[0]
    delimiter = options.csv_delimiter or max(DELIMITERS, key=first.count)
    if not end or not (delimiter in row or row.startswith('"')):
        return False
    try:
        cells = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return False
    names = [cell.strip() for cell in cells]
    if len(set(names)) < max(len(names), 2) or not all(map(_COLUMN.fullmatch, names)):
        return False
    words = all(map(_WORD.fullmatch, cells))
    return holds_text(names, options) and (words or _holds_more(names, options.fields))


def _holds_more(names: list[str], fields: Fields) -> bool:
    """Whether one of ``names`` is a column that is known and not the text's."""
    roles = set(Fields.model_fields) - {"text", "html"}
    known = {name.lower() for role in roles for name in getattr(fields, role)}
    return any(name.lower() in known for name in names)


def _decoded(head: bytes) -> str:
    wide = stream_codec(head)
    if wide:
        return head.decode(wide, "ignore").removeprefix("\ufeff")
    head = head.removeprefix(b"\xef\xbb\xbf")
    first, end, rest = head.partition(b"\n")
    try:
        names = first.decode("utf-8")
    except UnicodeDecodeError:
        names = first.decode("cp1252", "replace")
    return names + (end + rest).decode("utf-8", "replace")
