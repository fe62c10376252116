"""Tables of figures on a page: the cells of one are the article's together, or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from nlp.article import Layout
from nlp.separate.tables import of_figures

_CELL = re.compile(r"(?:^|/)table/(?:tbody|thead|tfoot)/tr/t[dh]\Z")
_OUTSIDE = re.compile(r"(?:^|/)(?:nav|aside|footer|form)/")
_TABLE, _ROW = -4, -2  # where a cell's holders tell of its table and its row
_LONG = 160  # characters of a cell that is running text: its table lays out the page
_MOST = 600  # cells of a table
_LINKS = 0.5


def figure_tables(
    texts: Sequence[str], layouts: Sequence[Layout | None], prose: Collection[int]
) -> list[list[int]]:
    """The numbers of the cells of each table of figures that stands where the article does.

    ``prose`` are the numbers of the article's running text: the element around the table, one that
    holds nothing else left out, must be the one around some of it, or the next further out.
    """
    tables: dict[int, list[int]] = defaultdict(list)
    for i, layout in enumerate(layouts):
        if layout and len(layout.holders) >= -_TABLE and _is_cell(layout.tag_path):
            tables[layout.holders[_TABLE]].append(i)
    if not tables or not prose:
        return []
    homes = {home for i in prose if (x := layouts[i]) for home in x.holders[-3:-1]}
    inside = _counts(layouts)
    return [
        cells
        for cells in tables.values()
        if _home(cells, layouts, inside) in homes and _has_figures(cells, texts, layouts)
    ]


def _is_cell(tag_path: str) -> bool:
    return tag_path.endswith(("/td", "/th")) and _CELL.search(tag_path) is not None


def _counts(layouts: Sequence[Layout | None]) -> Mapping[int, int]:
    """How many blocks each element holds; captions are their tables'."""
    counts: dict[int, int] = defaultdict(int)
    for layout in layouts:
        if layout and not layout.tag_path.endswith("caption"):
            for holder in layout.holders:
                counts[holder] += 1
    return counts


def _home(
    cells: Sequence[int], layouts: Sequence[Layout | None], inside: Mapping[int, int]
) -> int | None:
    """The innermost element that holds more than the table; None in the page's side parts."""
    layout = layouts[cells[0]]
    if layout is None or _OUTSIDE.search(layout.tag_path):
        return None
    around = reversed(layout.holders[:_TABLE])
    return next((holder for holder in around if inside[holder] > len(cells)), None)


def _has_figures(
    cells: Sequence[int], texts: Sequence[str], layouts: Sequence[Layout | None]
) -> bool:
    if len(cells) > _MOST or any(len(texts[i]) >= _LONG for i in cells):
        return False
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    linked = 0.0
    for i in cells:
        if layout := layouts[i]:
            row, cell = rows[layout.holders[_ROW]], layout.holders[-1]
            row[cell] = f"{row[cell]} {texts[i]}" if cell in row else texts[i]
            linked += layout.link_density
    return linked < _LINKS * len(cells) and of_figures(
        [list(row.values()) for row in rows.values()]
    )
