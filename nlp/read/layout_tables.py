"""Tables that only lay a page out, as mail and old pages have them: boxes, and no rows of data.

HTML 4.01 and later allow tables for data alone; what tells the others is what they lack (a head, a
caption) and hold (another table, one column, one row of long text). Source: W3C, HTML, 4.9.1
"Techniques for distinguishing between the two".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from nlp.read.lines import Holders

PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th"))
"""What stands for boxes in such a table."""

_LONG = 160  # characters of a cell that is running text
_MOST = 200  # children of a table, or cells of a row, that are looked at
_ROWS = frozenset(("tbody", "thead", "tfoot"))


class LayoutTables:
    """The tables of one page; which of them hold another is found once."""

    def __init__(self) -> None:
        self._holders = Holders("table")

    def __contains__(self, table: Any) -> bool:
        """Whether a ``<table>`` lays out the page."""
        role = (table.attributes.get("role") or "").strip().lower()
        if role in ("presentation", "none"):
            return True
        parts = list(_children(table))
        if any(part.tag in ("caption", "thead") for part in parts):
            return False
        rows = [list(_children(row)) for row in islice(_rows(parts), _MOST)]
        if any(cell.tag == "th" for cells in rows for cell in cells):
            return False
        return table in self._holders or _is_one_box(rows)


def _is_one_box(rows: list[list[Any]]) -> bool:
    """Whether rows are one column, or one row of which a cell is running text."""
    if all(len(cells) <= 1 for cells in rows):
        return True
    return len(rows) == 1 and any(len(cell.text()) >= _LONG for cell in rows[0])


def _rows(parts: list[Any]) -> Iterator[Any]:
    for part in parts:
        if part.tag == "tr":
            yield part
        elif part.tag in _ROWS:
            yield from (row for row in _children(part) if row.tag == "tr")


def _children(node: Any) -> Iterator[Any]:
    """The first elements right inside one."""
    inside = node.iter(include_text=False)
    yield from islice(inside, _MOST)
