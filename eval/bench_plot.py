"""Pictures: ``veille bench``, time against size and speed beside other ways; memory over a long run."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from nlp.report.svg import bar, breadth, drawing, element, line, text, ticks

_STYLE = """
text{font:13px Inter,system-ui,'Helvetica Neue',Arial,sans-serif;fill:#1d252c}
.quiet{fill:#5d6b76}.head{font-weight:600}.grid{stroke:#e4e8eb}.axis{stroke:#1d252c}
.ours{fill:#0b6e99}.other{fill:#b9c3cb}.fit{stroke:#0b6e99;stroke-width:1.5}.dot{fill:#0b6e99}
@media(prefers-color-scheme:dark){text{fill:#e8ebee}.quiet{fill:#a8b3bd}.grid{stroke:#333c44}
.axis{stroke:#e8ebee}.ours,.dot{fill:#58b4dd}.fit{stroke:#58b4dd}.other{fill:#56626c}}
"""
_WIDTH, _HEIGHT = 940, 360
_LEFT = (70, 60, 320, 240)  # x, y, width, height of the plot of growth
_RIGHT = (470, 60, 430)  # x, y, width of the bars
_WAYS = {
    "ctranslate2": "CTranslate2 alone, translating only",
    "transformers": "transformers alone, translating only",
    "glue": "trafilatura + CTranslate2 + scikit-learn",
}


def draw(found: dict[str, Any]) -> str:
    """SVG of the figures that :func:`eval.bench.measure` gives."""
    title = f"veille on {found['articles']:,} articles ({found['words']:,} words), one core"
    about = (
        f"{found['words_per_cpu_s']:,} words a processor second; squared correlation of time and"
        f" size {found['straightness']}"
    )
    shapes = [element("style", Markup(_STYLE)), *_growth(found["growth"]), *_beside(found)]
    return str(drawing(_WIDTH, _HEIGHT, title, about, *shapes)) + "\n"


def _growth(rows: list[dict[str, Any]]) -> list[Markup]:
    """Processor seconds of growing parts of the archive, and the straight line through them."""
    x0, y0, width, height = _LEFT
    across = ticks(max(row["words"] for row in rows) / 1000)
    up = ticks(max(row["cpu_s"] for row in rows))
    shapes = [text(x0 - 44, y0 - 24, "Processor seconds against thousands of words", "head")]

    def place(words: float, seconds: float) -> tuple[float, float]:
        return x0 + width * words / across[-1] / 1000, y0 + height * (1 - seconds / up[-1])

    shapes += _levels(up, x0, x0 + width, y0, height)
    for value in across:
        shapes.append(text(place(value * 1000, 0)[0], y0 + height + 20, f"{value:,}", "quiet", "middle"))  # fmt: skip
    shapes.append(line(x0, y0 + height, x0 + width, y0 + height, "axis"))
    slope, base = _fit([(row["words"], row["cpu_s"]) for row in rows])
    first, last = rows[0]["words"], rows[-1]["words"]
    shapes.append(line(*place(first, base + slope * first), *place(last, base + slope * last), "fit"))  # fmt: skip
    for row in rows:
        x, y = place(row["words"], row["cpu_s"])
        shapes.append(element("circle", cx=x, cy=y, r=5.0, class_="dot"))
    return shapes


def _levels(
    values: list[int], left: float, right: float, top: float, height: float
) -> list[Markup]:
    """A line across and its figure for each value; the last is at the top."""
    shapes = []
    for value in values:
        y = top + height * (1 - value / values[-1])
        shapes += [line(left, y, right, y), text(left - 8, y + 4, f"{value:,}", "quiet", "end")]
    return shapes


def _fit(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept of the straight line of least squares."""
    import numpy as np

    slope, base = np.polyfit([x for x, _ in points], [y for _, y in points], 1)
    return float(slope), float(base)


def _beside(found: dict[str, Any]) -> list[Markup]:
    """Words a processor second, ours first."""
    x0, y0, width = _RIGHT
    rows = [("veille, the whole job", found["words_per_cpu_s"], "ours")]
    rows += [
        (_WAYS[way], figures["words_per_cpu_s"], "other")
        for way, figures in found["beside"].items()
        if figures
    ]
    most = max(value for _, value, _ in rows)
    shapes = [text(x0, y0 - 24, "Words a processor second", "head")]
    for number, (label, value, look) in enumerate(rows):
        y, told = y0 + number * 58, f"{value:,}"
        length = (width - breadth(told) - 10) * value / most
        shapes += [
            text(x0, y + 12, label, "quiet"),
            bar(x0, y + 20, length, 16, look),
            text(x0 + length + 8, y + 33, told),
        ]
    return shapes


def draw_memory(found: dict[str, Any]) -> str:
    """SVG of the memory over a run, from the figures that :func:`eval.throughput.measure` gives."""
    x0, y0, height, wide = 70, 70, 200, 75
    up = ticks(max(found["tenths_MiB"]))
    title = f"Memory of all processes over {found['articles']:,} articles"
    about = f"MiB, the median of each tenth of the run; the peak was {found['peak_MiB']:,.0f} MiB"
    shapes = [element("style", Markup(_STYLE))]
    shapes += [text(x0 - 44, 24, title, "head"), text(x0 - 44, 44, about, "quiet")]
    shapes += _levels(up, x0, _WIDTH - 40, y0, height)
    for tenth, value in enumerate(found["tenths_MiB"]):
        x, tall = x0 + 20 + tenth * (wide + 6), height * value / up[-1]
        shapes.append(element("rect", x=x, y=y0 + height - tall, width=wide, height=tall, class_="ours"))  # fmt: skip
        shapes.append(text(x + wide / 2, y0 + height - tall - 8, f"{value:,}", "", "middle"))
        shapes.append(text(x + wide / 2, y0 + height + 20, f"{10 * tenth + 10}%", "quiet", "middle"))  # fmt: skip
    return str(drawing(_WIDTH, _HEIGHT - 40, title, about, *shapes)) + "\n"
