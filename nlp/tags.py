"""HTML tags that a feed, a table or a converter left in plain text: dropped, unless the text speaks of them.

Only the tags of a closed list count, and only where they are written as tags are: "x < 3", "<nom>",
an address in angle brackets and "a<b>c" stay as they are. Reading, translation and repair ask this
one module, so that a tag that one of them leaves is not taken away by the next.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from html.entities import html5

from nlp.shown_tags import Speech

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|s|small|span|strike|"
    "strong|sub|sup|tt|u|var|wbr"
)
_BLOCK = (
    "address|article|aside|blockquote|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|"
    "h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_WORDS = "audio|button|embed|form|input|label|picture|source|video"
"""Names that are words too: a tag only with attributes or an end ("<source>" is a placeholder)."""
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+[^<>]*|\s*/?)"
_TAG = re.compile(
    rf"<(?:(?P<end>/)?(?P<name>{_INLINE}|{_BLOCK}|{_WORDS}|br){_ATTRIBUTES}>|!--[^<>]*-->)",
    re.IGNORECASE,
)
_WORD = re.compile(_WORDS, re.IGNORECASE)
_BREAK = re.compile(rf"(?:{_BLOCK}|br|button|form)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|section|article|figure|tr)\b", re.I)
_NO_TEXT = re.compile(
    r"<(?P<end>/)?(?P<name>script|style|noscript|iframe|template|svg|object)\b[^<>]*>",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a tag in which it is said what it is
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_OF_ENTITY = re.compile(
    r"(?:entit[éyà]s?|entities|entidad(?:es)?|ampersand|code|código)(?: (?:HTML|XML))?\s*[\"'«“`(]?\s*$",
    re.I,
)
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_GAP = re.compile(r"\n{3,}")


def without_tags(sentence: str) -> str:
    """A sentence less its tags; those of blocks and line breaks part words as a space does."""
    return _without(sentence, lambda name: " " if _BREAK.fullmatch(name) else "")


def as_lines(text: str) -> str:
    """A text less its tags, its entities decoded: one line for a line break, an empty one for a block.

    What a reader never sees (scripts, style sheets) goes with its content. Where all tags are
    entities ("&lt;p&gt;"), they were escaped once too often: they are tags.
    """
    plain = _without(text, _line)
    if plain == text:
        decoded = decode_entities(text)
        plain = _without(decoded, _line)
        if plain == decoded:
            return decoded
    else:
        plain = html.unescape(plain)
    return _GAP.sub("\n\n", _LINES.sub("\n", plain)).strip()


def decode_entities(text: str) -> str:
    """A text with its well-formed entities decoded, unless the text speaks of them.

    "AT&T", "R&D;" and "&copy" stay as they are.
    """
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(found: re.Match[str]) -> str:
    text, start = found.string, found.start()
    known = found[0][1] == "#" or found[0][1:] in html5
    spoken = _OF_ENTITY.search(text[max(0, start - _NEAR) : start])
    return html.unescape(found[0]) if known and not spoken else found[0]


def left_over(text: str) -> Iterator[re.Match[str]]:
    """The tags (and comments) of a text that are markup and not spoken of, in order.

    The group ``name`` is None for a comment, ``end`` is "/" for an end tag.
    """
    tags = list(_TAG.finditer(text)) if "<" in text else []
    if not any(tag["name"] for tag in tags):  # a comment alone is spoken of
        return
    closed = frozenset(tag["name"].lower() for tag in tags if tag["end"])
    speech = Speech(text, tags, lambda name: _BREAK.fullmatch(name) is not None)
    before, at = "", 0  # the end of what was told so far, less the tags that go
    for index, tag in enumerate(tags):
        before = (before + text[max(at, tag.start() - _NEAR) : tag.start()])[-_NEAR:]
        at = tag.end()
        if speech.shows(index, before) or _no_tag(tag, closed, text):
            before += tag[0]
            continue
        before += " \n" if _BREAK.fullmatch(tag["name"] or "") else ""
        yield tag


def is_markup(text: str) -> bool:
    """Whether a text is parted into paragraphs by tags: two or more blocks end in it."""
    if text.count("</") < 2:
        return False
    return sum(_PARAGRAPH.match(tag[0]) is not None for tag in left_over(text)) > 1


def is_break(tag: re.Match[str]) -> bool:
    """Whether a tag of :func:`left_over` parts the words around it."""
    return _BREAK.fullmatch(tag["name"] or "") is not None


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
    text = _without_unseen(text)
    parts, at = [], 0
    for tag in left_over(text):
        parts += [text[at : tag.start()], instead(tag["name"] or "")]
        at = tag.end()
    return "".join([*parts, text[at:]])


def _without_unseen(text: str) -> str:
    """The text without elements that no reader sees, where they end and are not spoken of."""
    tags = list(_NO_TEXT.finditer(text))
    ends: dict[str, list[int]] = defaultdict(list)
    for index, tag in enumerate(tags):
        if tag["end"]:
            ends[tag["name"].lower()].append(index)
    speech = Speech(text, tags, lambda name: False)
    parts, at = [], 0
    for index, tag in enumerate(tags):
        end = None if tag["end"] or tag.start() < at else _next(ends[tag["name"].lower()], index)
        if end is None or speech.shows(index, text[max(0, tag.start() - _NEAR) : tag.start()]):
            continue
        parts.append(text[at : tag.start()])
        at = tags[end].end()
        touching = not text[tag.start() - 1 : tag.start()].isspace() and text[at : at + 1].isalnum()
        parts.append(" " if touching and tag.start() else "")
    return "".join([*parts, text[at:]])


def _next(ends: Sequence[int], index: int) -> int | None:
    place = bisect_left(ends, index)
    return ends[place] if place < len(ends) else None


def _no_tag(tag: re.Match[str], closed: frozenset[str], text: str) -> bool:
    """Whether what looks like a tag and is closed nowhere may be a word or two signs of a formula."""
    name = (tag["name"] or "").lower()
    if name in closed or not name:
        return False
    if _WORD.fullmatch(name):
        return "=" not in tag[0]
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    return len(tag[0]) == 3 and before.isalnum() and after.isalnum()
