"""Draw what few articles a type are worth, from what :mod:`training.events.compare` printed.

python -m training.events.shots_plot frozen.jsonl train.jsonl --all 0.957 --out docs/few-articles.svg
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from pathlib import Path

from markupsafe import Markup

from nlp.report.svg import drawing, element, line, text

WIDTH, HEIGHT = 640, 380
_PLOT = (60, 50, 400, 270)  # x, y, width, height
_STYLE = """
text{font:13px Inter,system-ui,'Helvetica Neue',Arial,sans-serif;fill:#1d252c}
.quiet{fill:#5d6b76}.head{font-weight:600}.grid{stroke:#e4e8eb}.axis{stroke:#1d252c}
.train{stroke:#0b6e99;fill:#0b6e99}.frozen{stroke:#c8553d;fill:#c8553d}.mean{stroke-width:2}
.bound{stroke:#5d6b76;stroke-dasharray:4 4}
@media(prefers-color-scheme:dark){text{fill:#e8ebee}.quiet{fill:#a8b3bd}.grid{stroke:#333c44}
.axis{stroke:#e8ebee}.train{stroke:#58b4dd;fill:#58b4dd}.frozen{stroke:#f08d74;fill:#f08d74}}
"""
_NAMES = {"frozen": "frozen encoder", "train": "veille train"}
Points = Mapping[str, Mapping[int, Sequence[float]]]


def points(lines: Iterable[str], judged: str = "hard") -> dict[str, dict[int, list[float]]]:
    """Primary accuracies by method and articles a type, one a seed; other lines are passed over."""
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in (json.loads(told) for told in lines if told.startswith('{"method"')):
        if row.get("shots"):
            found[row["method"]][row["shots"]].append(row[judged]["primary_accuracy"])
    return {name: dict(sorted(by_count.items())) for name, by_count in found.items()}


def place(shots: float, accuracy: float) -> tuple[float, float]:
    """Where a figure stands; articles a type from 4 to 64 on a logarithmic scale."""
    x, y, width, height = _PLOT
    return x + width * (log2(shots) - 2) / 4, y + height * (1 - accuracy)


def draw(found: Points, everything: float) -> str:
    """SVG: a dot for each seed, a line through the means; ``everything`` is what all articles give."""
    about = "; ".join(
        f"{name} {n}: {sum(v) / len(v):.3f}" for name, own in found.items() for n, v in own.items()
    )
    title = "Primary accuracy on the hard author files, by articles a type"
    shapes = [element("style", Markup(_STYLE)), text(16, 28, title, "head"), *_axes(everything)]
    for name, own in found.items():
        shapes += _series(name, own)
    return str(drawing(WIDTH, HEIGHT, title, about, *shapes)) + "\n"


def _axes(everything: float) -> list[Markup]:
    x, y, width, height = _PLOT
    shapes = []
    for tenths in range(0, 11, 2):
        up = place(4, tenths / 10)[1]
        shapes += [
            line(x, up, x + width, up),
            text(x - 8, up + 4, f"{tenths / 10:.1f}", "quiet", "end"),
        ]
    for shots in (4, 8, 16, 32, 64):
        shapes.append(text(place(shots, 0)[0], y + height + 20, str(shots), "quiet", "middle"))
    bound = place(4, everything)[1]
    return [
        *shapes,
        line(x, y + height, x + width, y + height, "axis"),
        line(x, bound, x + width, bound, "bound"),
        text(x + width + 10, bound + 4, f"all, fine-tuned: {everything:.3f}", "quiet"),
        text(x + width / 2, y + height + 42, "articles a type", "quiet", "middle"),
    ]


def _series(name: str, own: Mapping[int, Sequence[float]]) -> list[Markup]:
    means = [(shots, sum(values) / len(values)) for shots, values in own.items()]
    places = [place(*mean) for mean in means]
    look = name if name in _NAMES else "quiet"
    shapes = [
        line(*a, *b, f"{look} mean") for a, b in zip(places, places[1:], strict=False)
    ]  # fmt: skip
    for shots, values in own.items():
        for value in values:
            across, up = place(shots, value)
            shapes.append(element("circle", cx=across, cy=up, r=3.5, class_=look))
    across, up = places[-1]
    shapes.append(text(across + 10, up + 4, f"{_NAMES.get(name, name)}: {means[-1][1]:.3f}"))
    return shapes


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.events.shots_plot", description=__doc__
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--all", type=float, required=True, help="accuracy with all articles")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    told = [row for path in args.files for row in path.read_text(encoding="utf-8").splitlines()]
    args.out.write_text(draw(points(told), args.all), encoding="utf-8")


if __name__ == "__main__":
    main()
