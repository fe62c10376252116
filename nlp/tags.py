"""HTML tags that a feed or a table left in plain text: dropped, unless the text speaks of them.

Only the tags of a closed list count, and only where they are written as tags are: "x < 3", "<nom>",
an address in angle brackets and "a<b>c" stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|s|small|span|strike|"
    "strong|sub|sup|tt|u|var|wbr"
)
_BLOCK = (
    "address|article|aside|blockquote|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|"
    "main|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+[^<>]*|\s*/?)"
_TAG = re.compile(
    rf"<(?:(?P<end>/)?(?P<name>{_INLINE}|{_BLOCK}|br){_ATTRIBUTES}>|!--[^<>]*-->)", re.IGNORECASE
)
_BREAK = re.compile(rf"(?:{_BLOCK}|br)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?<!\w)(?:balises?|tags?|etiquetas?|markup|(?:[ée]l[ée]ments?|elementos?|attributs?|atributos?|code|"
    r"código) (?:HTML|XML))(?!\w)",
    re.IGNORECASE,
)
"""What is said of tags that are shown: "la balise <b>"."""
_NEAR = 60  # characters before a tag in which that is said
_QUOTED = frozenset(("«»", "“”", '""', "``", "''", "‘’"))
"""Marks between which a tag stands alone where it is shown."""
_SPACES = " \t\u00a0\u202f"
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_GAP = re.compile(r"\n{3,}")


def without_tags(sentence: str) -> str:
    """A sentence less its tags; those of blocks and line breaks part words as a space does."""
    return _without(sentence, lambda name: " " if _BREAK.fullmatch(name) else "")


def as_lines(text: str) -> str:
    """A text less its tags, its entities decoded: one line for a line break, an empty one for a block.

    A text without tags is left as it is, entities and all.
    """
    plain = _without(text, _line)
    if plain == text:
        return text
    return _GAP.sub("\n\n", _LINES.sub("\n", html.unescape(plain))).strip()


def _line(name: str) -> str:
    if name.lower() in ("br", "li", "tr", "dt", "dd"):
        return "\n"
    if name.lower() in ("td", "th"):
        return " "
    return "\n\n" if _BREAK.fullmatch(name) else ""


def _without(text: str, instead: Callable[[str], str]) -> str:
    """The text with what each of its tags leaves in its place."""
    if "<" not in text:
        return text
    tags = list(_TAG.finditer(text))
    if not any(tag["name"] for tag in tags):  # a comment alone is spoken of
        return text
    closed = frozenset(tag["name"].lower() for tag in tags if tag["end"])
    parts, at = [""], 0
    for tag in tags:
        parts.append(text[at : tag.start()])
        at, name = tag.end(), tag["name"] or ""
        before = "".join(part[-_NEAR:] for part in parts[-8:])[-_NEAR:]
        after = text[at : at + 3].lstrip(_SPACES)[:1]
        kept = _ABOUT.search(before) or before.rstrip(_SPACES)[-1:] + after in _QUOTED
        if kept or (name.lower() not in closed and _compares(tag[0], before, text[at : at + 1])):
            parts.append(tag[0])
        else:
            parts.append(instead(name))
    return "".join([*parts, text[at:]])


def _compares(tag: str, before: str, after: str) -> bool:
    """Whether a tag that is closed nowhere may be two signs of a formula: "a<b>c"."""
    return len(tag) == 3 and before[-1:].isalnum() and after.isalnum()
