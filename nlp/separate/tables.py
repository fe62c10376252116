"""Tables in plain text whose cells stand between "|", as the labels of a menu do, or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

_CURRENCY = r"(?:US\$|[$€£¥]|(?:euros?|dollars?|d[oó]lares|pesos|EUR|USD|GBP|CHF|MXN|COP|CLP)\b)"
_SCALE = r"(?:k|M|Md|MM|mil|milliers|millions?|mill[oó]n(?:es)?|milliards?|billions?|bn)\b"
_NUMBER = r"(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"[+−–-]?\s*(?P<before>{_CURRENCY}\s*)?{_NUMBER}\s*"
    rf"(?P<after>%|pts?\.?|(?:{_SCALE})?\s*(?:d['’e]\s*)?{_CURRENCY}?)\s*",
    re.IGNORECASE,
)
_RULE = frozenset(" \t\u00a0|:=+–—-")
_NAME = re.compile(r"[^\W\d_]|^(?:19|20)\d\d$")
_MOST = 600  # characters of a row
_LONG = 40  # characters of a figure
_WIDE = 20  # bars in a row


def rows(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are a table's.

    Two adjoining lines or more with the same number of "|" (or of tabs) are a table if most of them, a header
    and rules left out, are rows of figures: see :func:`_is_row`. So the lines of a menu, of teasers
    or of tags are none, nor is a single line.
    """
    return frozenset(i for table in tables(texts) for i in table)


def tables(texts: Sequence[str]) -> list[range]:
    """The numbers of the lines of each table, see :func:`rows`."""
    if not any("|" in text or "\t" in text for text in texts):
        return []
    return [range(start, end) for start, end in _tables(texts)]


def with_tabs(texts: Sequence[str]) -> list[str]:
    """The lines, a table's with a tab in place of each "|": the model takes "|" for a menu's."""
    found = list(texts)
    for i in rows(texts):
        if "|" in texts[i]:
            found[i] = "\t".join(_cells(texts[i]))
    return found


def of_figures(lines: Sequence[Sequence[str]]) -> bool:
    """Whether rows, each given as its cells, are a table: two rows of figures at least, most of the
    lines, and no two of them of the same name."""
    found = [cells for cells in lines if _is_row(cells)]
    body = len(lines) - (len(lines) > 0 and not _is_row(lines[0]))
    return len(found) >= 2 and 2 * len(found) > body and len(set(map(_name, found))) == len(found)


def _tables(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which line to which there are tables."""
    at = 0
    for bars, group in groupby(texts, _bars):
        lines = list(group)
        end = at + len(lines)
        if bars and of_figures([_cells(line) for line in lines if not _RULE.issuperset(line)]):
            total = end < len(texts) and _bars(texts[end]) > 0 and _has_sum(_cells(texts[end]))
            yield at, end + total
        at = end


def _bars(text: str) -> int:
    """The number of "|", or of tabs, between the cells of a line; 0 where it is too long for a row."""
    mark = "|" if "|" in text else "\t"
    bars = _bare(text).count(mark) if mark in text and len(text) <= _MOST else 0
    return bars if bars <= _WIDE else 0


def _bare(text: str) -> str:
    """A line without the "|" at its start and its end, where it has both."""
    bare = text.strip()
    framed = len(bare) > 1 and bare[0] == bare[-1] == "|"
    return bare[1:-1].strip() if framed else bare


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _bare(text).split("|" if "|" in text else "\t")]


@lru_cache(maxsize=4_096)  # a cell is asked about for each rule
def _figure(cell: str) -> re.Match[str] | None:
    return _FIGURE.fullmatch(cell) if len(cell) <= _LONG else None


def _name(cells: Sequence[str]) -> tuple[str, ...]:
    """What a row is of: its first cell and its words."""
    return (cells[0], *(cell for cell in cells[1:] if not _figure(cell)))


def _is_row(cells: Sequence[str]) -> bool:
    """A cell of words or a year, and beside it a sum or, in a longer row, two figures in all."""
    figures = sum(_figure(cell) is not None for cell in cells)
    named = any(map(_NAME.search, _name(cells)))
    return named and (_has_sum(cells) or (figures >= 2 and len(cells) > 2))


def _has_sum(cells: Sequence[str]) -> bool:
    """A cell behind the first is a figure with a currency, a scale, a share, a point or a comma."""
    return any(
        bool(found["before"] or found["after"].strip() or "," in found[0] or "." in found[0])
        for cell in cells[1:]
        if (found := _figure(cell))
    )
