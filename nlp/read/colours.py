"""Text in the colour of what lies behind it: only where both colours are known for certain.

White text is hidden on white and a headline on a picture, a gradient or a dark cell. A page tells
the second in many ways that are not read here (outside sheets, variables, selectors with context),
so whatever may paint an element makes what lies behind it unknown. Sources: CSS 2.1, section 14;
HTML, section 16.2 (``bgcolor`` and ``background``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nlp.read.formats import words

TRANSPARENT = "transparent"
UNKNOWN = "?"

# Elements that take the attributes of old pages and of mail.
CELLS = words("table tbody thead tfoot tr td th")

_NAMES = {
    "white": "#ffffff", "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff",
}  # fmt: skip
_INHERITED = words("inherit unset revert revert-layer currentcolor")
# What a "background" says beside its colour and its pictures.
_LAYOUT = words(
    "none initial inherit unset revert revert-layer repeat repeat-x repeat-y no-repeat space round"
    " scroll fixed local center top left right bottom border-box padding-box content-box cover"
    " contain auto"
)
_PART = re.compile(r"rgba?\([^)]*\)|[^\s/]+")
_LENGTH = re.compile(r"-?[\d.]+(?:px|em|rem|pt|%|vw|vh)?")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)"
)


def ground(style: Mapping[str, str], attributes: Mapping[str, str | None]) -> str:
    """What an element paints behind its text: a colour, ``UNKNOWN``, or "" where it paints nothing."""
    image = style.get("background-image")
    if image and image not in _LAYOUT:
        return UNKNOWN
    if "background-color" in style:
        return _painted(style["background-color"])
    if "background" in attributes:
        return UNKNOWN
    told = (attributes.get("bgcolor") or "").strip().lower()
    return (parse(told) or parse("#" + told) or UNKNOWN) if told else ""


def of_text(style: Mapping[str, str]) -> str:
    """The colour that ``style`` gives to text: "" where it gives none, ``UNKNOWN`` if it is not read."""
    value = style.get("color")
    if value is None or value in _INHERITED:
        return ""
    colour = parse(value) or UNKNOWN
    if colour == TRANSPARENT and "text" in (
        style.get("background-clip"),
        style.get("-webkit-background-clip"),
    ):
        return UNKNOWN  # letters cut out of a gradient
    return colour


def parse(value: str) -> str | None:
    """A colour as "#rrggbb" or ``TRANSPARENT``; None for what is half transparent or not known.

    Example: ``parse("rgb(255, 255, 255)") == parse("white") == parse("#FFF".lower())``.
    """
    value = value.strip()
    if value == TRANSPARENT or value in _NAMES:
        return _NAMES.get(value, value)
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) > 5 else "".join(digit * 2 for digit in value[1:])
        return _seen("#" + digits[:6], int(digits[6:] or "ff", 16) / 255)
    if found := _RGB.fullmatch(value):
        colour = "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups()[:3])
        share = _share(found[4]) if found[4] else 1.0
        return _seen(colour, share / 100 if found[5] else share)
    return None


def _seen(colour: str, alpha: float) -> str | None:
    return TRANSPARENT if alpha <= 0 else colour if alpha >= 1 else None


def _share(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.5


def _painted(value: str) -> str:
    parts = [
        part
        for part in _PART.findall(value)
        if part not in _LAYOUT and part != TRANSPARENT and not _LENGTH.fullmatch(part)
    ]
    if not parts:
        return ""
    colour = parse(parts[0]) if len(parts) == 1 else None
    return "" if colour == TRANSPARENT else colour or UNKNOWN
