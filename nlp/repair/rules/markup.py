"""Residual markup: entities, tags and short codes that a scraper or a converter left behind."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.repair import shield
from nlp.repair.change import Change, Rule, View
from nlp.tags import is_break, left_over

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|color|size|caption|embed)(?:[= ][^\[\]]{0,200})?\]", re.I
)
_BOLD = re.compile(
    r"(?<![\w*])\*\*(?=\S)([^*\n]{1,200}?)(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)([^_\n]{1,200}?)(?<=\S)__(?!\w)"
)
ABOUT = re.compile(
    r"\b(?:tags?|elements?|entit(?:y|ies)|html|xml|markup|encodes?|escape[ds]?|ampersand|attributes?|JSON|URLs?|"
    r"Unicode|syntax|sequences?|wiki(?:text|s)?)\b",
    re.I,
)
_NAMED_TAG = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Nn]o|[Tt]ags?|elements?|[Tt]ype|[Ww]rite|[Pp]ut|[Uu]se|[Ii]nsert|[Aa]dd|called|means?) </?[a-z]{1,10}>"
    r"(?= (?:of|in|for|to|is|means|stands|marks?|begins?|ends?|sets?|before|after|at|or)\b|[,;.] )"
)
"""A tag that is spoken of by its name, as a noun."""
_WHY = "a markup tag was left in the text"


def talks_of_markup(text: str, start: int, end: int, *, within: bool = True) -> bool:
    """True where the words around a span (and, with ``within``, in it) speak of markup."""
    held = text[start:end] if within else "|"
    return ABOUT.search(text[max(0, start - 80) : start] + held + text[end : end + 80]) is not None


def entities(text: str, view: View) -> Iterator[Change]:
    """HTML entities become their characters, unless the text is about them."""
    for m in _ENTITY.finditer(text):
        char = html.unescape(m[0])
        if char == m[0] or char in "<>" or talks_of_markup(text, *m.span()):
            continue
        if _shown(text, m, char):
            continue
        char = " " if char in "\u00a0\u202f\u2009" else char
        if char == "&" and text[m.end() : m.end() + 1].isspace() and _plain_and(text, m.start()):
            char = "and"
        yield Change(*m.span(), char, "an HTML entity was left in the text", True)


def _shown(text: str, m: re.Match[str], char: str) -> bool:
    """True where the text says what an entity stands for: "&eacute; into \u00e9", "writes &amp; for &"."""
    near = re.sub(r"&\w+;", "", text[max(0, m.start() - 40) : m.end() + 40])
    return (
        not char.isspace()
        and re.search(rf"(?<!\S)[\"'(]?{re.escape(char)}(?!\w)", near) is not None
    )


def _plain_and(text: str, start: int) -> bool:
    """Between two ordinary words "&amp;" stood for "and"; between two names it is kept as "&"."""
    before, after = (
        text[max(0, start - 30) : start].rstrip(),
        text[start + 5 : start + 9].lstrip()[:1],
    )
    return after.islower() and before[-1:].isalpha()


def tags(text: str, view: View) -> Iterator[Change]:
    """HTML tags go, unless the text is about them."""
    if _NAMED_TAG.search(text):
        return
    end = -1
    for tag in left_over(text):
        if not _of_the_tag(text, tag):
            continue
        fixed = _instead(text, tag) if tag.start() != end else ""  # "</p><p>" is one blank
        end = tag.end() if fixed or tag.start() == end else -1
        yield Change(*tag.span(), fixed, _WHY, True)


def codes(text: str, view: View) -> Iterator[Change]:
    """Forum codes go, unless the text is about them."""
    for code in _BBCODE.finditer(text):
        if _closed(code[0], text) and not talks_of_markup(text, *code.span()):
            yield Change(*code.span(), "", _WHY, True)


def _of_the_tag(text: str, tag: re.Match[str]) -> bool:
    """False in code; else what looks like an address or a formula is the tag's own attribute."""
    return not any(start < tag.start() < end for start, end in _code(text))


@lru_cache(maxsize=4)
def _code(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end in shield.spans(text) if text[start] == "`"]


def _closed(tag: str, text: str) -> bool:
    """A forum code counts only where it is closed: "[i]n" is an editor's bracket."""
    return len(tag) > 3 or f"[/{tag[1]}]" in text


def _instead(text: str, tag: re.Match[str]) -> str:
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    return " " if is_break(tag) and before.strip() and after.strip() else ""


def emphasis(text: str, view: View) -> Iterator[Change]:
    """Asterisks or underscores around words (Markdown) go."""
    for m in _BOLD.finditer(text):
        inner = m[1] or m[2]
        if not inner.startswith("*"):
            yield Change(*m.span(), inner, "emphasis marks were left in the text", True)


_STAR = re.compile(r"(?:(?<=[ (\"\u201c\u00ab])|(?P<head>^))\*(?=[^\W\d_]{2})(?!nix\b)")
_PAIRED = re.compile(r"\*\w[^*\n]{0,80}?\w\*|\w\*(?!\w)")


def stars(text: str, view: View) -> Iterator[Change]:
    """The star that Apertium puts before a word it does not know; no emphasis, no footnote.

    One that opens a text may be a footnote's, so others of the article must show whose it is.
    """
    if view.damaged and not _PAIRED.search(text):
        for m in _STAR.finditer(text):
            if m["head"] is not None and not view.facts.starred:
                continue
            yield Change(*m.span(), "", "mark of the translation program")


RULES = (
    Rule("entities", "markup", entities, re.compile(r"&[#a-zA-Z]")),
    Rule("tags", "markup", tags, re.compile(r"<[/a-zA-Z]"), shielded=False),
    Rule("codes", "markup", codes, re.compile(r"\[/?[a-zA-Z]")),
    Rule("emphasis", "markup", emphasis, re.compile(r"\*\*|__")),
    Rule("stars", "markup", stars, re.compile(r"\*")),
)
