"""Refuse pages that would cost the HTML parser time or memory out of all proportion.

The HTML parsing algorithm (WHATWG, section 13.2) walks the stack of open elements at many tags,
rebuilds formatting elements that were left open in each new paragraph, and compares each attribute
with those before it. Pages made to exploit that take minutes or gigabytes, so the work is estimated
first, in one pass over the tags.
"""

from __future__ import annotations

import re

from nlp.errors import ReadError
from nlp.read.formats import words
from nlp.stage import Reason

MAX_STEPS = 400_000_000  # about two seconds of walking
MAX_REBUILT = 2_000_000  # elements that only the parser makes, about 350 bytes each
_LONG_TAG = 10_000  # characters of a tag from which its attributes are counted

_SMALL, _FEW_TAGS = 50_000, 2_000  # no page of that size can reach the limits

_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+))?+"""
_TAG = re.compile(
    rf"<(?:!--(?:.*?--!?>|.*)|(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<rest>(?:[\s/]++|{_ATTRIBUTE})*+))",
    re.I | re.S,
)
_COUNT = re.compile(_ATTRIBUTE)
# What may stand between two attributes; beyond ASCII are other spaces.
_BETWEEN = b" \t\n\v\f\r\x1c\x1d\x1e\x1f/\"'=" + bytes(range(0x80, 0x100))
_RAW_TEXT = words("script style textarea title xmp iframe noembed noframes")
# Void elements, and those that the next of their kind closes.
_FLAT = words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th"
    " thead tbody tfoot option optgroup colgroup html head body"
)
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
_OPENS_FORMAT = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING - {'a'}))})[\s/>]", re.I)


class _Work:
    """The running estimate: elements open, formatting elements open, steps and copies so far."""

    def __init__(self, foreign: bool) -> None:
        self.steps = 0
        self.rebuilt = 0
        self._foreign = foreign  # with svg or math a script may hold tags
        self._depth = 0
        self._raw: str | None = None
        self._formats: dict[str, list[str]] = {}
        self._formats_open = 0

    def tag(self, name: str, ends: bool, rest: str) -> None:
        if self._raw is not None and not (ends and name == self._raw):
            self._depth += self._foreign and not ends and name not in _FLAT
            return
        self._raw = None
        self.steps += self._depth + 1
        if len(rest) > _LONG_TAG:
            self.steps += sum(1 for _ in _COUNT.finditer(rest)) ** 2 // 2
        self.rebuilt += self._formats_open
        if name in _FORMATTING:
            self._format(name, ends, rest)
        if name not in _FLAT:
            self._depth = max(0, self._depth + (-1 if ends else 1))
            self._raw = name if not ends and name in _RAW_TEXT else None

    def _format(self, name: str, ends: bool, rest: str) -> None:
        # A link closes the one before it, and of equal elements three are kept at most.
        alike = self._formats.setdefault(name, [])
        if ends:
            if alike:
                alike.pop()
                self._formats_open -= 1
        elif len(alike) < 1 if name == "a" else len(alike) < 3 or alike[-3:] != [rest] * 3:
            alike.append(rest)
            self._formats_open += 1


def _harmless(page: str) -> bool:
    """Whether counting tags is enough to see that no limit is reached, as on nearly every page.

    At worst each tag walks over all those before it, and meets all formatting elements open.
    """
    tags = page.count("<")
    formats = 1 + len(_OPENS_FORMAT.findall(page))  # of links one is open at most
    walked = tags * (tags + 3) // 2
    if walked > MAX_STEPS or tags * formats > MAX_REBUILT:
        return False
    if walked + _parted(page) ** 2 // 2 <= MAX_STEPS:
        return True
    return all(len(rest) <= _LONG_TAG for _, _, rest in _TAG.findall(page))


def _parted(page: str) -> int:
    """No fewer than all tags of a page have attributes: one sign at least stands before each."""
    raw = page.encode("utf-8", "surrogatepass")
    return len(raw) - len(raw.translate(None, _BETWEEN))


def refuse_costly(page: str) -> None:
    """Raise ``TOO_DEEP`` when parsing ``page`` would take too much time or memory."""
    if len(page) < _SMALL and page.count("<") < _FEW_TAGS:
        return
    if _harmless(page):
        return
    head = page.lower()
    work = _Work(foreign="<svg" in head or "<math" in head)
    for tag in _TAG.finditer(page):
        name = tag["name"]
        if name is None:
            continue
        work.tag(name.lower(), bool(tag["end"]), tag["rest"])
        if work.steps > MAX_STEPS:
            raise ReadError(Reason.TOO_DEEP, "elements or attributes nested or listed without end")
        if work.rebuilt > MAX_REBUILT:
            raise ReadError(Reason.TOO_DEEP, "formatting elements left open without end")
