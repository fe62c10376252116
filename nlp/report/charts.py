"""The charts of a report: each drawn for a wide and a narrow page, from rows of figures.

A chart is read without colour: by position, length, direct labels, and hatching for the second of
two series.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from nlp.report.svg import bar, breadth, drawing, fitted, line, text, ticks

WIDE, NARROW = 680, 344
_ROW, _BAR = 26, 15


class Row(NamedTuple):
    """One line of a bar chart: the solid part, the hatched part that follows it, words after it."""

    label: str
    value: float
    second: float = 0
    told: str = ""


class Step(NamedTuple):
    """One line of a balance: how many, and whether its bar begins where the last one ended."""

    label: str
    value: int
    whole: bool = False


class Series(NamedTuple):
    """A small chart of its own among others: values over the same periods."""

    label: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that stands around it. ``head`` and ``rows`` are its figures as a table."""

    title: str
    about: str
    pictures: tuple[Markup, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    key: Markup | None = None


def figure(
    draw: Callable[[int], tuple[float, list[Markup]]],
    title: str,
    about: str,
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    key: Markup | None = None,
) -> Figure:
    """The figure that ``draw`` (width -> height, shapes) gives at both widths."""
    pictures = []
    for width in (WIDE, NARROW):
        height, shapes = draw(width)
        pictures.append(drawing(width, height, title, about, *shapes))
    return Figure(title, about, tuple(pictures), tuple(head), tuple(map(tuple, rows)), key)


def bars(width: int, rows: Sequence[Row], most: float = 0) -> tuple[float, list[Markup]]:
    """Horizontal bars, one a row, with the figure at the end of each.

    The labels stand before the bars, or above them where they would leave too little room.
    """
    told = [row.told or f"{row.value:,.0f}" for row in rows]
    left = max((breadth(row.label) for row in rows), default=0) + 14
    above = left > width * (0.55 if width > 500 else 0.46)
    left, pitch, drop = (0, 40, 19) if above else (left, _ROW, 4)
    room = width - left - max((breadth(words) for words in told), default=0) - 10
    scale = max(room, 20) / (most or max((r.value + r.second for r in rows), default=1) or 1)
    shapes = []
    for number, (row, words) in enumerate(zip(rows, told, strict=True)):
        y = number * pitch + drop
        end = left + scale * (row.value + row.second)
        shapes += [
            text(0, number * pitch + (14 if above else 16), fitted(row.label, left or width)),
            bar(left, y, scale * row.value, _BAR),
            bar(left + scale * row.value, y, scale * row.second, _BAR, "second"),
            text(end + 6, y + 12, words, "figure"),
        ]
    if not above:
        shapes.append(line(left, 0, left, len(rows) * pitch, "axis"))
    return len(rows) * pitch + 4, shapes


def balance(width: int, steps: Sequence[Step]) -> tuple[float, list[Markup]]:
    """What was read, and below it its parts, each beginning where the one above ends."""
    left = max(breadth(step.label) for step in steps) + 16
    numbers = max(breadth(f"{step.value:,}") for step in steps) + 8
    scale = (width - left - numbers) / (max(step.value for step in steps) or 1)
    shapes, at, pitch = [], 0.0, 32
    for number, step in enumerate(steps):
        y = number * pitch + 6
        start = 0.0 if step.whole else at
        end = start + step.value
        at = 0.0 if step.whole else end
        look = "whole" if step.whole else "bar" if number == 1 else "second"
        shapes += [
            text(0, y + 14, step.label, "strong" if step.whole else ""),
            bar(left + scale * start, y, scale * step.value, 18, look),
            text(left + scale * end + 6, y + 14, f"{step.value:,}", "figure"),
        ]
        if number < len(steps) - 1:
            x = left + scale * (0 if step.whole else end)
            shapes.append(line(x, y + 18, x, y + pitch, "join"))
    return len(steps) * pitch, shapes


def columns(
    width: int, labels: Sequence[str], values: Sequence[int], marks: Sequence[tuple[int, str]]
) -> tuple[float, list[Markup]]:
    """Columns over time; ``marks`` are the places of the labels below, the highest is labelled."""
    height, base = (170 if width > 500 else 140), 0.0
    levels = ticks(max(values))
    base = height - 24
    scale = (base - 20) / levels[-1]
    right = width - breadth(f"{levels[-1]:,.0f}") - 8
    pitch = right / len(values)
    shapes = []
    for level in levels:
        y = base - scale * level
        shapes += [
            line(0, y, right, y, "axis" if level == 0 else "grid"),
            text(width, y + 4, f"{level:,.0f}", "quiet", "end"),
        ]
    gap = 1.5 if pitch > 4 else 0.4
    shapes += [
        bar(i * pitch + gap / 2, base - scale * v, pitch - gap, scale * v)
        for i, v in enumerate(values)
    ]
    top = max(range(len(values)), key=lambda i: values[i])
    words = f"{labels[top]}: {values[top]:,}"
    at = min(max((top + 0.5) * pitch, breadth(words) / 2), right - breadth(words) / 2)
    shapes.append(text(at, base - scale * values[top] - 6, words, "figure", "middle"))
    shapes += _period_marks(marks, pitch, base, width)
    return height, shapes


def _period_marks(
    marks: Sequence[tuple[int, str]], pitch: float, base: float, width: int
) -> list[Markup]:
    """Labels below an axis, left out where they would touch the one before or the edge."""
    shapes, free = [], -1.0
    for place, words in marks:
        x, end = place * pitch, place * pitch + 3 + breadth(words)
        shapes.append(line(x, base, x, base + 5, "axis"))
        if x >= free and end <= width:
            shapes.append(text(x + 3, base + 17, words, "quiet"))
            free = end + 9
    return shapes


def multiples(
    width: int, series: Sequence[Series], first: str, last: str
) -> tuple[float, list[Markup]]:
    """Small columns on one scale, a chart for each series; the first and last period are named."""
    across = 4 if width > 500 else 2
    gap, tall, pitch = 20.0, 52.0, 92.0
    each = (width - gap * (across - 1)) / across
    most = max(max(s.values) for s in series) or 1
    shapes = []
    for number, s in enumerate(series):
        x, y = (number % across) * (each + gap), (number // across) * pitch
        base = y + 20 + tall
        step = each / len(s.values)
        total = f"{sum(s.values):,}"
        shapes += [
            text(x, y + 12, fitted(s.label, each - breadth(total))),
            text(x + each, y + 12, total, "figure", "end"),
            line(x, base, x + each, base, "axis"),
        ]
        shapes += [
            bar(x + i * step, base - tall * v / most, max(step - 0.6, 0.4), tall * v / most)
            for i, v in enumerate(s.values)
            if v
        ]
    rows = -(-len(series) // across)
    foot = rows * pitch + 4
    shapes += [text(0, foot, first, "quiet"), text(each, foot, last, "quiet", "end")]
    return foot + 6, shapes


def matrix(
    width: int, rows: Sequence[tuple[str, Sequence[int]]], heads: Sequence[str]
) -> tuple[float, list[Markup]]:
    """Counts in a grid, each with a bar on one scale; on a narrow page the first three columns."""
    shown = len(heads) if width > 500 else min(len(heads), 3)
    left = min(max(breadth(label) for label, _ in rows) + 14, width * 0.4)
    each, top = (width - left) / shown, 24.0
    most = max(max(values) for _, values in rows) or 1
    digits = breadth(f"{most:,}") + 5
    room = each - digits - 14
    shapes = [
        text(left + each * i + 8, 13, fitted(head, each - 10), "strong")
        for i, head in enumerate(heads[:shown])
    ]
    for number, (label, values) in enumerate(rows):
        y = top + number * _ROW
        shapes += [
            line(0, y, width, y, "grid"),
            text(0, y + 17, fitted(label, left - 8)),
        ]
        for i, value in enumerate(values[:shown]):
            x = left + each * i + digits
            shapes.append(text(x - 6, y + 17, f"{value:,}" if value else "–", "figure", "end"))
            shapes.append(bar(x, y + 7, room * value / most, 12))
    return top + len(rows) * _ROW + 2, shapes


def histogram(
    width: int, groups: Sequence[tuple[str, Sequence[int]]], start: int, step: int
) -> tuple[float, list[Markup]]:
    """Columns over bins from ``start`` hundredths on, ``step`` wide: a panel for each group."""
    tall, pitch, foot = 74.0, 112.0, 22.0
    most = max(max(values) for _, values in groups) or 1
    count = len(groups[0][1])
    each = width / count
    shapes = []
    for number, (label, values) in enumerate(groups):
        base = number * pitch + 26 + tall
        middle = _median(values)
        shapes += [
            text(0, base - tall - 12, label, "strong"),
            line(0, base, width, base, "axis"),
        ]
        shapes += [
            bar(i * each + 0.7, base - tall * v / most, each - 1.4, tall * v / most)
            for i, v in enumerate(values)
            if v
        ]
        x = each * middle
        told = f"median {_share(start + round(step * middle))}"
        side = "end" if x > width * 0.6 else None
        shapes += [
            line(x, base - tall - 6, x, base, "rule"),
            text(x + (-5 if side else 5), base - tall - 2, told, "figure", side),
        ]
    bottom = len(groups) * pitch
    for i in range(count + 1):
        if (start + i * step) % (5 if count * step <= 40 else 10) == 0:
            words = _share(start + i * step)
            side = "middle" if 0 < i < count else None if i == 0 else "end"
            shapes.append(text(i * each, bottom + 4, words, "quiet", side))
    return bottom + foot - 10, shapes


def _share(hundredths: int) -> str:
    """``.05``, ``.60``; ``1`` for all of them."""
    return f".{hundredths:02d}" if hundredths < 100 else "1"


def _median(values: Sequence[int]) -> float:
    """Where half of the counted lie to the left, in bins from the left edge."""
    half, seen = sum(values) / 2, 0.0
    for i, value in enumerate(values):
        if value and seen + value >= half:
            return i + (half - seen) / value
        seen += value
    return float(len(values))
