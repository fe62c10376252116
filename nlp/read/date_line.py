"""The line of a page that tells in words when it was published: "Publié le 12 février 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARK = (
    r"(?:publi(?:é|ée|cado|cada|cación|cation|shed)|posted|mise?\s+en\s+ligne|posté|paru|escrito|rédigé|écrit"
    r"|fecha(?:\s+de\s+publicación)?|date(?:\s+de\s+publication)?)"
)
_WEEKDAY = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_DAY = (
    r"(?:\d{1,2}(?:er|º)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:del?\s+)?(?:19|20)\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_HOUR = r"(?:[\s,|–-]*(?:à|a\s+las|at)?\s*\d{1,2}\s*[:h.]\s*\d{0,2}\s*(?:h|hrs?|min|[ap]\.?m\.?)?)?"
_BEFORE = rf"[^\w]*(?:le|el|on|the)?[\s:]*(?:{_WEEKDAY}\s*,?\s*)?"
_BY = r"(?:(?:par|por|by)\s[^.!?]{2,50}?[,|·•–—-]\s*)?"
_TOLD = re.compile(
    rf"\W*{_BY}(?:article\s+|artículo\s+|noticia\s+|actualité\s+)?{_MARK}{_BEFORE}(?P<day>{_DAY})(?!\d)"
    rf"{_HOUR}(?:\W+.{{0,60}})?",
    re.I,
)
_BARE = re.compile(
    rf"\W{{0,3}}(?:le\s+)?(?:{_WEEKDAY}\s*,?\s*)?(?P<day>{_DAY})(?!\d){_HOUR}\W*", re.I
)
_MARKED_HERE = re.compile(rf"(?:^|[,;|·•–—(-])\W*{_MARK}\W*(?:(?:le|el|on)\W*)?$", re.I)
_LONG = 110  # characters that such a line has at most
_MOST = 300  # elements that are looked at
_LINES = (
    'p, dd, [class*="date" i], [class*="fecha" i], [class*="publi" i], [class*="meta" i], [class*="info" i],'
    ' [class*="byline" i], h1 + div, h1 + span, header + div'
)


def date_lines(tree: Any) -> Iterator[tuple[Any, str]]:
    """The elements that are such a line, with the date as the page spells it, in order.

    A date alone counts only beside the page's h1. Elements with a machine's date are left out.
    """
    for node in tree.css(_LINES)[:_MOST]:
        if node.tag in ("body", "html", "article", "main", "header", "time"):
            continue
        line = _line(node)
        if line and node.tag == "dd":
            line = f"{_term(node)} {line}"
        found = line and (_TOLD.fullmatch(line) or (_by_headline(node) and _BARE.fullmatch(line)))
        if found and node.css_first("time[datetime], [content]") is None:
            yield node, found["day"]


def is_told(before: str) -> bool:
    """Whether what stands before a date in its line says that it is the publication's."""
    return _MARKED_HERE.search(before[-_LONG:]) is not None


def _line(node: Any) -> str:
    """The text of an element that holds a short line; empty for any other."""
    texts: list[str] = []
    length = 0
    for part in node.traverse(include_text=True):
        if part.is_text_node:
            texts.append(part.text_content or "")
            length += len(texts[-1].strip())
            if length > _LONG:
                return ""
    return " ".join("".join(texts).split())


def _term(node: Any) -> str:
    """The term that a description stands right behind: "Fecha de publicación"."""
    term = node.prev
    while term is not None and term.is_text_node:
        term = term.prev
    return _line(term) if term is not None and term.tag == "dt" else ""


def _by_headline(node: Any) -> bool:
    """Whether the page's h1 stands in the element around, or in the one around that."""
    for _ in range(2):
        node = node.parent
        if node is None or node.tag in ("body", "html"):
            return False
        if node.css_first("h1") is not None:
            return True
    return False
