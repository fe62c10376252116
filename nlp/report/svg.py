"""The few shapes that the charts are made of, as SVG text.

Own code, as a report wants pure SVG that takes its colours from the page (light, dark, print) and
is set for two widths; what plotting libraries write carries their fonts, colours and outlines.
Everything goes through :func:`element`, which escapes it.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from nlp.wording import printable

_EMS = {
    c: ems
    for ems, letters in (
        (0.27, "ijl'|.,:;! "),
        (0.38, "ftr()[]/I-"),
        (0.56, "ckszvxyJ"),
        (0.7, "ABEFKLPSTVXYZ+=<>~"),
        (0.78, "CDGHNOQRUw"),
        (0.93, "mM%&"),
        (1.05, "W@—…"),
    )
    for c in letters
}
"""Widths of letters in Inter, the widest of the fonts that the page asks for."""


def element(name: str, *inside: str, **attributes: object) -> Markup:
    """``<name attributes>inside</name>``: texts and values are escaped, Markup is taken as it is.

    ``class_`` is ``class``, an underscore is a hyphen, a float has one decimal, None is left out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(x if isinstance(x, Markup) else escape(printable(x)) for x in inside)
    return Markup(f"<{name}{told}>{body}</{name}>")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else printable(str(value))


def text(x: float, y: float, words: str, look: str = "", anchor: str | None = None) -> Markup:
    """Words with their baseline at ``y``; ``anchor`` is ``middle`` or ``end``."""
    return element("text", words, x=float(x), y=float(y), class_=look or None, text_anchor=anchor)


def bar(x: float, y: float, width: float, height: float, look: str = "bar") -> Markup:
    """A bar; one of a value above nothing is never thinner than half a pixel."""
    shown = max(float(width), 0.5) if width > 0 else 0.0
    return element("rect", x=float(x), y=float(y), width=shown, height=float(height), class_=look)


def line(x1: float, y1: float, x2: float, y2: float, look: str = "grid") -> Markup:
    """A straight line."""
    ends = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return element("line", **ends, class_=look)


def drawing(width: int, height: float, title: str, about: str, *shapes: Markup) -> Markup:
    """A whole picture with its title and description for those who do not see it."""
    return element(
        "svg",
        element("title", title),
        element("desc", about),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {round(height)}",
        role="img",
        aria_label=title,
        class_="wide" if width > 500 else "narrow",
    )


def breadth(words: str, size: float = 13) -> float:
    """About how wide words are in a sans-serif of ``size`` pixels, sooner too much than too little."""
    return sum(_EMS.get(c, 0.63 if ord(c) < 0x2E80 else 1.05) for c in words) * size


def fitted(words: str, width: float, size: float = 13) -> str:
    """``words`` cut with an ellipsis to fit ``width`` pixels."""
    words = printable(words)
    if breadth(words, size) <= width:
        return words
    while words and breadth(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def ticks(most: float) -> list[int]:
    """Two to six round values from 0 to at least ``most``."""
    step, rounds = 1, iter(range(1, 40))
    while step * 5 < most:
        step = (2, 5, 10)[(turn := next(rounds) - 1) % 3] * 10 ** (turn // 3)
    return [step * i for i in range(max(1, -int(-most // step)) + 1)]
