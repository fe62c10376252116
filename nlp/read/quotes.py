"""Cells that begin with a quotation, in a table whose cells are not quoted.

The csv module drops the marks of such a cell (``"Oui", dit-il.``), and with them who speaks. Behind a
quote that closes a cell a separator or the end of the line must follow (RFC 4180); where something
else does, the quote is text. Where cells begin and end is left as the csv module sees it.
"""

from __future__ import annotations

import re
from functools import cache

_OPEN = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
"""The rest of an open cell, up to the quote that closes it."""
_BEFORE_OPENING = frozenset(" \t\u00a0\u202f([{'\u2019\u00ab-\u2013\u2014/:")


def as_text(line: str, delimiter: str, *, inside: bool = False) -> str:
    """``line`` with the quotes that are text doubled, as the csv module wants them.

    ``inside`` tells that a cell is open where the line begins. Lines in which every quote is one of
    the table stay as they are.

    Example: ``as_text('1;"Oui", dit-il.', ";") == '1;\"\"\"Oui\"\", dit-il.\"'``
    """
    if '"' not in line or delimiter == '"':
        return line
    if not inside:
        return _cell(delimiter).sub(_written, line)
    closed = _OPEN.match(line)
    if closed is None:
        return line
    end = _junk(delimiter).match(line, closed.end()).end()  # type: ignore[union-attr]
    cell, after = line[:end], line[closed.end() : end]
    if _is_wrapped(closed[0], after):
        cell = f'{_doubled(cell.rstrip()[:-1])}"'
    return cell + _cell(delimiter).sub(_written, line[end:])


@cache
def _junk(delimiter: str) -> re.Pattern[str]:
    """What follows a quote until the cell ends."""
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell with the separator before it; a quote that does not close takes all that follows."""
    mark = re.escape(delimiter)
    return re.compile(
        rf'(?P<mark>\A|{mark})(?:(?P<quoted>"[^"]*+(?:""[^"]*+)*+")(?P<after>[^{mark}\r\n]*+)'
        rf'|"(?s:.*)|[^{mark}\r\n]*+)'
    )


def _written(cell: re.Match[str]) -> str:
    quoted, after = cell["quoted"], cell["after"]
    if not quoted or not after.strip():
        return cell[0]
    text = quoted + after
    if _is_wrapped(quoted[1:], after):
        return f'{cell["mark"]}"{_doubled(text.rstrip()[1:-1])}"'
    return cell["mark"] + '"' + text.replace('"', '""') + '"'


def _is_wrapped(before: str, after: str) -> bool:
    """Whether somebody put a cell into quotes and forgot to double those in it.

    The cell then ends with a quote, and the first quote in it opens: ``"Le "CHU" de"``.
    """
    if len(after.rstrip()) < 2 or not after.rstrip().endswith('"'):
        return False
    return before == '"' or before[-2] in _BEFORE_OPENING


def _doubled(text: str) -> str:
    return text.replace('""', '"').replace('"', '""')
