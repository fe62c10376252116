"""Pictures of a measurement as SVG: confusion matrix, figures by class, reliability.

Written by hand as in :mod:`eval.plot`: no plotting library is needed to look at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_INK, _QUIET, _GRID, _BLUE = "#1d252c", "#5d6b76", "#e4e8eb", "#0b6e99"
_STYLE = "font-family:system-ui,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:11px"
_CELL, _LEFT, _TOP = 26, 150, 150


def drawings(found: Mapping[str, Any]) -> dict[str, str]:
    """The pictures that one set of a result (:meth:`eval.suites.SetResult.to_json`) allows, by name."""
    pictures = {}
    if found["confusion"]:
        pictures["confusion"] = confusion(found["confusion"])
    if found["per_class"]:
        known = next(iter(found["per_class"].values()))
        figure = next(name for name in ("f1", "f05", "chrf") if name in known)
        pictures["classes"] = bars(found["per_class"], figure)
    if found["reliability"]:
        pictures["reliability"] = reliability(found["reliability"])
    return pictures


def confusion(table: Mapping[str, Mapping[str, int]]) -> str:
    """True classes down, told ones across; shade is the share of the row."""
    labels = sorted({*table, *(other for row in table.values() for other in row)})
    place = {label: i for i, label in enumerate(labels)}
    parts = []
    for label, i in place.items():
        at = i * _CELL + _CELL / 2
        parts.append(_text(_LEFT - 6, _TOP + at + 4, label, "end"))
        parts.append(
            f'<g transform="translate({_LEFT + at + 4} {_TOP - 6}) rotate(-60)">{_text(0, 0, label)}</g>'
        )
    for true, row in table.items():
        whole = sum(row.values())
        for told, count in row.items():
            x, y = _LEFT + place[told] * _CELL, _TOP + place[true] * _CELL
            share = count / whole
            fill = _BLUE if true == told else "#c8553d"
            ink = "#fff" if share > 0.55 else _INK
            parts.append(
                f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="{fill}" '
                f'fill-opacity="{0.12 + 0.88 * share:.2f}"/>'
                + _text(x + _CELL / 2, y + _CELL / 2 + 4, str(count), "middle", ink)
            )
    side = len(labels) * _CELL
    grid = "".join(
        f'<path d="M{_LEFT} {_TOP + i * _CELL}h{side}M{_LEFT + i * _CELL} {_TOP}v{side}" stroke="{_GRID}"/>'
        for i in range(len(labels) + 1)
    )
    width, height = _LEFT + side + 90, _TOP + side + 20
    return _page(
        width, height, "Confusion: true class down, told class across", grid + "".join(parts)
    )


def bars(table: Mapping[str, Mapping[str, float]], figure: str) -> str:
    """One bar a class, the best first, with the number of items."""
    most = 100.0 if figure == "chrf" else 1.0
    rows = sorted(table.items(), key=lambda row: -row[1][figure])
    parts = []
    for i, (label, found) in enumerate(rows):
        y, value = 40 + 22 * i, found[figure]
        told = f"{value:.1f}" if most > 1 else f"{value:.2f}"
        parts.append(_text(_LEFT - 6, y + 12, label, "end"))
        parts.append(
            f'<rect x="{_LEFT}" y="{y}" width="{300 * value / most:.1f}" height="16" fill="{_BLUE}"/>'
        )
        parts.append(
            _text(
                _LEFT + 306 * value / most + 4,
                y + 12,
                f"{told} ({int(found['items'])})",
                ink=_QUIET,
            )
        )
    return _page(_LEFT + 400, 60 + 22 * len(rows), f"{figure} by class (items)", "".join(parts))


def reliability(bins: Sequence[Mapping[str, Any]]) -> str:
    """What a score was worth over what it said: on the diagonal it means what it says."""
    parts = [
        f'<path d="M50 40v300h300" fill="none" stroke="{_QUIET}"/>',
        f'<path d="M50 340L350 40" stroke="{_QUIET}" stroke-dasharray="2 3"/>',
        _text(200, 372, "score", "middle"),
        f'<g transform="translate(18 190) rotate(-90)">{_text(0, 0, "what it was worth", "middle")}</g>',
    ]
    for tick in (0, 0.5, 1):
        parts.append(_text(50 + 300 * tick, 356, f"{tick:g}", "middle", _QUIET))
        parts.append(_text(44, 344 - 300 * tick, f"{tick:g}", "end", _QUIET))
    for found in bins:
        x, y = 50 + 300 * found["score"], 340 - 300 * found["right"]
        size = 2 + found["items"] ** 0.5
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{_BLUE}" fill-opacity=".7"/>'
        )
    return _page(400, 390, "Reliability", "".join(parts))


def _page(width: float, height: float, title: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" style="{_STYLE}" role="img" aria-label="{escape(title)}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{_text(12, 22, title)}{body}</svg>\n'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", ink: str = _INK) -> str:
    told = escape(text)
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{told}</text>'
