"""What style sheets and style attributes hide, for simple selectors.

Only what decides whether text can be seen is looked at, and only selectors of one element (tag,
``.class``, ``#id`` and their combination): a rule that needs the page's context, a media query or a
state (``:hover``) is passed over, because a wrong "hidden" costs real content. The cascade is by
specificity, then order. Source: CSS 2.1, sections 6.4 and 11.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Style = dict[str, str]

_SEEN = (
    "display", "visibility", "opacity", "position", "left", "right", "top", "bottom", "margin-left",
    "text-indent", "width", "height", "max-width", "max-height", "overflow", "overflow-x",
    "overflow-y", "font-size", "clip", "clip-path", "color", "background", "background-color",
    "background-image", "background-clip", "-webkit-background-clip", "transform", "padding-bottom", "padding-top", "content-visibility",
    "float", "white-space", "vertical-align",
)  # fmt: skip
_DECLARATION = re.compile(r"(?:^|;)\s*(" + "|".join(_SEEN) + r")\s*:\s*([^;]+)", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_PIECE = re.compile(r"([^{}]*)([{}])")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][a-z_-][\w-]*)*)\Z", re.I)
_PART = re.compile(r"([.#])([\w-]+)")
_NUMBER = re.compile(r"\s*(-?(?:\d+\.?\d*|\.\d+))(px|em|rem|pt|ex|ch|vw|vh|%|in|cm|mm)?")
_PLAIN_MEDIA = re.compile(r"@media\s+(?:(?:only\s+)?screen|all)\s*\Z|@(?:layer|supports)\b", re.I)
_FAR = 500  # pixels beyond which nothing on the side of a page is seen
_PIXELS = {"px": 1, "pt": 1.33, "em": 16, "rem": 16, "ex": 8, "ch": 8, "vw": 12, "vh": 8, "%": 10,
           "in": 96, "cm": 38, "mm": 4}  # fmt: skip
_PASSING = re.compile(r"::|:(?:hover|focus|active|visited|before|after)")
_PAINTED = re.compile(r"(?:\A|[;\s])background(?:-color|-image)?\s*:", re.I)
MAX_RULES = 20_000
_NOTHING: Style = {}


class _Rule(NamedTuple):
    tag: str
    identifier: str
    classes: frozenset[str]
    weight: tuple[int, int, int, int]
    body: str


class Sheet:
    """The rules of a page's ``<style>`` elements that may hide text."""

    def __init__(self, sheets: Iterable[str] = ()) -> None:
        self._by_key: dict[str, list[_Rule]] = defaultdict(list)
        self._known: dict[tuple[str, str, str], Style] = {}
        self._bodies: dict[str, Style] = {}
        self._count = 0
        self._others: list[tuple[str, str]] = []  # selectors that are not read, and their rules
        self._painted: frozenset[str] | None = None
        self._covering: dict[tuple[str, str, bool], bool] = {}
        for sheet in sheets:
            for selectors, body in _rules(_COMMENT.sub("", sheet) if "/*" in sheet else sheet):
                self._add(selectors, body)

    def style(self, tag: str, attributes: Mapping[str, str | None]) -> Style:
        """What applies to an element: the sheet's rules, then its own ``style`` attribute."""
        style: Style | None = _NOTHING
        if self._count:
            key = (tag, attributes.get("id") or "", attributes.get("class") or "")
            style = self._known.get(key)
            if style is None:
                style = self._known[key] = self._computed(*key)
        inline = attributes.get("style")
        return {**style, **self._declared(inline)} if inline else style

    def covers(self, style: Style, attributes: Mapping[str, str | None], *, box: bool) -> bool:
        """Whether an element of that ``style`` may hide what lies behind it, in a way that is not read.

        By a place over a picture, or by a background: of :meth:`repaints`, or for a ``box`` of an
        outside sheet, as a class has of which the page's own sheets say nothing.
        """
        if style.get("position") in ("absolute", "fixed"):
            return True
        key = (attributes.get("id") or "", attributes.get("class") or "", box)
        found = self._covering.get(key)
        if found is None:
            outside = box and any(name not in self._by_key for name in _names(attributes))
            found = self._covering[key] = outside or self.repaints(attributes)
        return found

    def repaints(self, attributes: Mapping[str, str | None]) -> bool:
        """Whether a rule that needs the page's context gives the element a background."""
        if self._painted is None:
            self._painted = frozenset(_painted_by(self._others))
        return not self._painted.isdisjoint(_names(attributes))

    def _computed(self, tag: str, identifier: str, classes: str) -> Style:
        style: Style = {}
        rules = self._matching(tag, identifier, frozenset(classes.split()))
        for rule in sorted(rules, key=lambda rule: rule.weight):
            style.update(self._declared(rule.body))
        return style

    def _declared(self, body: str) -> Style:
        """The declarations of a rule or an attribute, read once: many elements have the same."""
        found = self._bodies.get(body)
        if found is None:
            found = self._bodies[body] = declarations(body)
        return found

    def _matching(self, tag: str, identifier: str, own: frozenset[str]) -> Iterable[_Rule]:
        for key in {tag, *("." + name for name in own), "#" + identifier}:
            for rule in self._by_key.get(key, ()):
                if (
                    (not rule.tag or rule.tag == tag)
                    and (not rule.identifier or rule.identifier == identifier)
                    and rule.classes <= own
                ):
                    yield rule

    def _add(self, selectors: str, body: str) -> None:
        # Most rules of a page match nothing in it: what they declare is read when one does.
        for selector in selectors.split(","):
            found = _SIMPLE.match(selector.strip())
            if not found or not found.group() or self._count >= MAX_RULES:
                self._others.append((selector, body))
                continue
            self._count += 1
            tag = (found[1] or "").lower()
            parts = _PART.findall(found[2])
            names = [name for sign, name in parts if sign == "."]
            identifier = next((name for sign, name in parts if sign == "#"), "")
            weight = (bool(identifier), len(names), bool(tag), self._count)
            rule = _Rule(tag, identifier, frozenset(names), weight, body)
            key = "#" + identifier if identifier else "." + names[0] if names else tag
            self._by_key[key].append(rule)


def declarations(body: str) -> Style:
    """The declarations of a rule or a style attribute that decide what is seen, lower-cased.

    ``background`` stands under "background-color", and takes back a picture set before.
    """
    style: Style = {}
    for name, value in _DECLARATION.findall(body):
        name = name.lower()
        if name == "background":
            name, style["background-image"] = "background-color", ""
        style[name] = value.replace("!important", "").strip().lower()
    return style


def hidden_by(style: Style) -> str | None:
    """Why text with ``style`` is not shown, None if nothing here hides it.

    ``visibility`` and ``font-size`` are left out: an element inside may take them back.
    """
    if style.get("display") == "none":
        return "display:none"
    if _number(style.get("opacity")) == 0:
        return "opacity:0"
    if style.get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    if _off_screen(style):
        return "off-screen"
    if _clipped(style):
        return "clipped"
    if _no_size(style):
        return "zero size"
    return None


def font_size_zero(style: Style) -> bool | None:
    """True or False when ``style`` sets a font size, None when it does not."""
    size = style.get("font-size")
    return None if size is None else _number(size) == 0


def keeps_lines(style: Style) -> bool | None:
    """Whether line ends of the source are shown, None when ``style`` does not say."""
    space = style.get("white-space")
    if not space or space in ("inherit", "unset", "revert"):
        return None
    return space.startswith(("pre", "break-spaces"))


def _rules(sheet: str) -> Iterable[tuple[str, str]]:
    """Selectors and body of each rule that applies to a screen without conditions."""
    applies = [True]
    head = ""
    for text, brace in _PIECE.findall(sheet):
        if brace == "{":
            head = text.rsplit(";", 1)[-1].strip()
            group = head.startswith("@")
            applies.append(applies[-1] and (not group or bool(_PLAIN_MEDIA.match(head))))
        else:
            if head and applies[-1] and not head.startswith("@"):
                yield head, text
            head = ""
            if len(applies) > 1:
                applies.pop()


def _names(attributes: Mapping[str, str | None]) -> list[str]:
    names = ["." + name for name in (attributes.get("class") or "").split()]
    return [*names, f"#{attributes['id']}"] if attributes.get("id") else names


def _painted_by(rules: Iterable[tuple[str, str]]) -> Iterable[str]:
    """The classes and ids to which rules whose selectors need the context give a background."""
    for selector, body in rules:
        last = re.split(r"[\s>+~]", selector.strip())[-1]
        if _PAINTED.search(body) and not _PASSING.search(last):
            yield from (sign + name for sign, name in _PART.findall(last))


def _number(value: str | None) -> float | None:
    """The length in pixels or the plain number at the start of ``value``."""
    found = _NUMBER.match(value or "")
    return float(found[1]) * _PIXELS.get(found[2] or "px", 1) if found else None


def _off_screen(style: Style) -> bool:
    indent = _number(style.get("text-indent"))
    if indent is not None and indent <= -_FAR:
        return True
    margin = _number(style.get("margin-left"))
    if margin is not None and margin <= -2 * _FAR:
        return True
    if style.get("position") not in ("absolute", "fixed"):
        return False
    sides = (_number(style.get(side)) for side in ("left", "right", "top", "bottom"))
    return any(side is not None and side <= -_FAR for side in sides)


def _clipped(style: Style) -> bool:
    clip = re.sub(r"[\s,]+", " ", style.get("clip", ""))
    if re.match(r"rect\( ?(0|1)(px)? (0|1)(px)? (0|1)(px)? (0|1)(px)? ?\)", clip):
        return style.get("position") in ("absolute", "fixed")
    path = style.get("clip-path", "")
    return bool(re.match(r"inset\(\s*(50|100)%|circle\(\s*0", path))


def _no_size(style: Style) -> bool:
    if re.match(r"scale[xy]?\(\s*0\s*\)", style.get("transform", "")):
        return True
    cut = any(
        style.get(name, "") in ("hidden", "clip")
        for name in ("overflow", "overflow-x", "overflow-y")
    )
    padded = any((_number(style.get(name)) or 0) > 0 for name in ("padding-bottom", "padding-top"))
    if not cut or padded:
        return False
    sizes = (_number(style.get(name)) for name in ("width", "height", "max-width", "max-height"))
    return any(size is not None and 0 <= size <= 1 for size in sizes)
