"""One picture of a translation measurement, as SVG written by hand: no plotting library needed.

Left: BLEU on FLORES dev, ours among its peers. Right: what a confidence is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

WIDTH, HEIGHT = 980, 470
_OURS, _PEER, _INK, _QUIET, _GRID = "#0b6e99", "#b9c3cb", "#1d252c", "#5d6b76", "#e4e8eb"
_SETS = {"flores": "#c8553d", "tico": "#8a6fae", "articles": "#0b6e99"}
_DASHES = {"fr": "", "es": "5 4"}
_STYLE = "font-family:system-ui,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:12px"
_BARS = (182, 50, 270, 380)  # x, y, width, height of the left panel's plot
_SQUARE = (600, 56, 340, 340)
_SYSTEMS = {
    "argos": "Argos Translate",
    "bergamot-base-memory": "Firefox base",
    "bergamot-tiny": "Firefox tiny",
    "google": "Google",
    "microsoft": "Microsoft",
    "nllb": "NLLB",
    "opusmt": "OPUS-MT",
}
_LANGUAGES = {"fr": "French to English", "es": "Spanish to English"}

Results = Mapping[str, Mapping[str, Any]]


def plot(results: Results, model: str) -> str:
    """The whole picture as an SVG document."""
    parts = [
        _text(24, 28, "BLEU on FLORES dev", size=15, weight=600),
        *_panel_of_bars(results),
        _text(_SQUARE[0] - 46, 28, "Confidence and the chrF it stands for", size=15, weight=600),
        *_panel_of_lines(results),
        _text(24, HEIGHT - 12, "outlined: as published, not measured here", fill=_QUIET, size=10),
        _text(WIDTH - 24, HEIGHT - 12, f"model {model[:16]}", "end", _QUIET, 10),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" style="{_STYLE}" role="img" '
        'aria-label="Translation quality beside peers, and reliability of the confidence">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>' + "\n".join(parts) + "</svg>\n"
    )


class System(NamedTuple):
    """One bar: a system, its BLEU, and whether that was measured here or only published."""

    name: str
    bleu: float
    measured: bool = True


def systems(result: Mapping[str, Any]) -> list[System]:
    """Ours and every peer of a set, the best first."""
    known = [System("veille", result["bleu"])]
    known += [System(name, scores["bleu"]) for name, scores in result["peers"].items()]
    known += [System(name, bleu, False) for name, bleu in result.get("published", {}).items()]
    return sorted(known, key=lambda system: (-system.bleu, system.name))


def _panel_of_bars(results: Results) -> list[str]:
    x, y, width, height = _BARS
    shown = {lang: results[f"flores-{lang}"] for lang in _LANGUAGES if f"flores-{lang}" in results}
    if not shown:
        return [_text(x, y + 20, "not measured", fill=_QUIET)]
    groups = {lang: systems(result) for lang, result in shown.items()}
    rows = sum(len(group) for group in groups.values()) + 1.6 * len(groups)
    step, most = height / rows, max(group[0].bleu for group in groups.values())
    parts, at = [], y
    for lang, group in groups.items():
        parts.append(_text(24, at + 0.8 * step, _LANGUAGES[lang], fill=_QUIET, weight=600))
        at += 1.3 * step
        for system in group:
            parts += _bar(x, at, step, width * system.bleu / most, system)
            at += step
        at += 0.3 * step
    return parts


def _bar(x: float, y: float, step: float, length: float, system: System) -> list[str]:
    ours = system.name == "veille"
    weight = 700 if ours else 400
    fill = _OURS if ours else _PEER if system.measured else "#fff"
    middle = y + step / 2 + 4
    return [
        _text(x - 8, middle, _SYSTEMS.get(system.name, system.name), "end", weight=weight),
        f'<rect x="{x}" y="{y + 0.12 * step:.1f}" width="{length:.1f}" height="{0.76 * step:.1f}" '
        f'rx="2" fill="{fill}" stroke="{_OURS if ours else _PEER}"/>',
        _text(x + length + 6, middle, f"{system.bleu:.1f}", weight=weight),
    ]


def _panel_of_lines(results: Results) -> list[str]:
    x, y, side, _ = _SQUARE
    parts = []
    for tick in range(0, 101, 20):
        across, up = _place(tick / 100, tick / 100)
        parts += [
            f'<path d="M{across:.1f} {y}V{y + side}M{x} {up:.1f}H{x + side}" stroke="{_GRID}"/>',
            _text(across, y + side + 18, f"{tick}", "middle", _QUIET, 11),
            _text(x - 8, up + 4, f"{tick}", "end", _QUIET, 11),
        ]
    parts += [
        f'<path d="M{x} {y + side}L{x + side} {y}" stroke="{_QUIET}" stroke-dasharray="2 3"/>',
        _text(x + side / 2, y + side + 38, "confidence × 100, ten bins of equal count", "middle"),
        f'<g transform="translate({x - 38} {y + side / 2}) rotate(-90)">'
        + _text(0, 0, "mean sentence chrF", "middle")
        + "</g>",
    ]
    drawn = [(name, r) for name, r in results.items() if r.get("reliability")]
    top = y + side - 14 - 18 * len(drawn)
    parts.append(
        f'<rect x="{x + side - 180}" y="{top}" width="176" height="{18 * len(drawn) + 8}" fill="#fff"/>'
    )
    for row, (name, result) in enumerate(drawn):
        parts += _line(name, result["reliability"])
        parts += _legend(name, result, top + 18 * (row + 1))
    return parts


def _line(name: str, found: Sequence[Mapping[str, float]]) -> list[str]:
    points = [_place(b["confidence"], b["chrf"]) for b in found]
    path = " ".join(f"{across:.1f},{up:.1f}" for across, up in points)
    dots = "".join(
        f'<circle cx="{across:.1f}" cy="{up:.1f}" r="2.6" fill="{_look(name)[0]}"/>'
        for across, up in points
    )
    return [f'<polyline points="{path}" fill="none" {_stroke(name)}/>', dots]


def _legend(name: str, result: Mapping[str, Any], y: float) -> list[str]:
    """In the lower right corner, which only a model that is far too sure would reach."""
    left = _SQUARE[0] + _SQUARE[2] - 170
    gap = f"{name}: off by {100 * result['calibration_error']:.1f}"
    return [
        f'<path d="M{left} {y - 4}h26" fill="none" {_stroke(name)}/>',
        _text(left + 34, y, gap, size=11),
    ]


def _place(confidence: float, quality: float) -> tuple[float, float]:
    x, y, side, _ = _SQUARE
    return x + side * confidence, y + side * (1 - quality)


def _look(name: str) -> tuple[str, str]:
    kind, _, lang = name.partition("-")
    return _SETS.get(kind, _INK), _DASHES.get(lang, "")


def _stroke(name: str) -> str:
    colour, dash = _look(name)
    return f'stroke="{colour}" stroke-width="1.8"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _text(
    x: float,
    y: float,
    text: str,
    anchor: str = "start",
    fill: str = _INK,
    size: int = 12,
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" '
        f'style="font-size:{size}px;font-weight:{weight}">{escape(text)}</text>'
    )
