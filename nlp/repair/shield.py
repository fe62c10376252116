"""Spans of a text that repair must not touch, and texts that it must leave alone altogether.

Protected are code, addresses, versions, formulas, what stands before "(sic)", tables, quoted
titles in another language, and what a few quoted words say: they are cited as they are.
"""

from __future__ import annotations

import re

_TLD = "com|org|net|fr|es|eu|io|be|ch|ca|uk|us|gov|edu|info|example|test|dev|ai|cat|mx|ar|cl|co"
_SPANS = re.compile(
    r"```.{0,20000}?```"
    r"|`[^`\n]{1,400}`"
    r"|\b[a-z][a-z0-9+.-]{1,12}://\S+"
    r"|\bwww\.\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    rf"|(?<![\w.-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,4}}\.(?:{_TLD})(?![\w-])(?:/\S*)?"
    r"|\b(?:[Vv]ersions?|[Rr]elease|v\.?) ?\d+(?:\.\d+)+"
    r"|\bv\d+(?:\.\d+)*\b"
    r"|(?<![\d.,])\d{1,4}(?:\.\d{1,4}){3,}(?![\d.])"
    r"|\$[^$\n]{1,200}\\[a-z]+[^$\n]{0,200}\$"
    r"|\S{1,40} ?(?:[=<>!]=|=|\u2264|\u2265|\u2260|\u00b1) ?\S{1,40}(?: ?[-+*/=^] ?\S{1,40}){0,8}(?: ;)?"
    r"|(?<!\w)(?:~|\.{1,2})?(?:/[\w.-]{2,64}){2,}/?"
    r"|\b[A-Za-z]:\\\S+"
    r"|[^.!?\n]{0,60}[(\[]sic[)\]]",
    re.S,
)
_SPAN_HINT = re.compile(r"[`@=\\\u2264\u2265\u2260\u00b1]|://|www\.|\.\w|\bv\d|/\w+/|sic[)\]]")
_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201c\u201d\u00ab\u00bb\n]{8,300})[\"\u201d\u00bb]")
_CITED = re.compile(  # up to four words
    r"(?<![\w\"])[\"\u201c](?=\w)([^\s\"\u201c\u201d]{1,24}(?: [^\s\"\u201c\u201d]{1,24}){0,3}(?<![^\w%]))[\"\u201d](?!\w)"
)
_FOREIGN = re.compile(
    r"\b(?:le|la|les|des|du|de|et|une?|dans|pour|sur|au|aux|que|qui|est|avec|el|los|las|del|y|por|"
    r"para|con|en|su|una|al|se|l|d)\b",
    re.I,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|are|was|were|that|for|with|on|by|from|has|have|will|at|it|its|be|"
    r"this|an|said|which|or|their|they|been|who|he|she|we|not)\b",
    re.I,
)
# Enough to see that a text is English without counting.
_ENGLISH_AT_ONCE = re.compile(
    r"\b(?:[Tt]he|of)\b.{1,80}\b(?:the|of|and|to|is|are)\b.{1,80}\b(?:the|of|and|to|is|are|for|with)\b",
    re.S,
)
_WORD = re.compile(r"[^\W\d_]+")
_CODE_LINE = re.compile(
    r"^\s*(?:\$ |>>> |#include|import \w|from \w+ import|def \w+\(|class \w+[:({]|SELECT\b|INSERT\b"
    r"|CREATE TABLE|function\b.*\{|(?:var|let|const) \w+ ?=|<\?|</?\w+[^>]*>\s*$|[{}\]);]+\s*$)"
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,120}\}\}")
_CODE_MARKS = re.compile(r"[{};]|\(\)|=>|->|==|\|\||&&|</")


def spans(text: str) -> list[tuple[int, int]]:
    """The protected spans of a text as (start, end), in order; they may touch."""
    found = []
    if _SPAN_HINT.search(text):
        found = [m.span() for m in _SPANS.finditer(text)]
    for quoted in _QUOTED.finditer(text):
        if is_foreign(quoted[1]):
            found.append((quoted.start(1), quoted.end(1)))
    found += [cited.span(1) for cited in _CITED.finditer(text)]
    if "|" in text or "\t" in text:
        found += _table_rows(text)
    return sorted(found)


def is_foreign(text: str) -> bool:
    """True when the function words of ``text`` are French or Spanish rather than English."""
    english = len(_ENGLISH.findall(text))
    if english > 2 and english * 5 > text.count(" "):
        return False
    foreign = len(_FOREIGN.findall(text))
    return foreign >= 2 and foreign > 2 * english


def untouchable(text: str) -> str | None:
    """Why a whole text is to be left alone (code, another language), or None."""
    if not _WORD.search(text):
        return "no words"
    if _looks_like_code(text):
        return "code"
    sample = text[:4000]
    if _ENGLISH_AT_ONCE.search(sample):
        return None
    if is_foreign(sample) and len(_WORD.findall(sample)) >= 6:
        return "not English"
    if not sample.isascii():
        letters = [c for c in sample[:400] if c.isalpha()]
        if letters and 2 * sum(c < "\u0250" for c in letters) < len(letters):
            return "not English"
    return None


def _looks_like_code(text: str) -> bool:
    if not _CODE_MARKS.search(text) and ">>> " not in text and "import " not in text:
        return False
    lines = [line for line in text[:8000].splitlines() if line.strip()]
    coded = sum(1 for line in lines if _CODE_LINE.match(line) or _dense(line))
    return coded * 2 > len(lines)


def _dense(line: str) -> bool:
    line = _TEMPLATE.sub("", line)  # what a wiki or a page left behind a sentence
    return len(_CODE_MARKS.findall(line)) >= 3 and line.rstrip()[-1:] in ";{}),]>"


def _table_rows(text: str) -> list[tuple[int, int]]:
    rows, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.count("|") >= 2 or line.strip("\t").count("\t") >= 2:
            rows.append((at, at + len(line)))
        at += len(line)
    return rows
