"""Marks that a model of this size stumbles on: quotation marks glued to words, dots that trail off.

Both are put as its training texts have them before decoding; the dots come back afterwards.
"""

from __future__ import annotations

import re

_GLUED = re.compile(r"«(?=[^\s«»])|(?<=[^\s«»])»")
_ANGLED = re.compile(r"<<[ \u00a0]?(?=[^\W\d_])([^<>]{1,300}?)(?<=[^\s<>=])[ \u00a0]?>>")
_TWICE = re.compile(r"(?<![\w'’])(?:''|‘‘|’’)(?=[^\s'’])([^'’]{1,300}?)(?<=\S)(?:''|’’)(?![\w'’])")
_DOTS = r"(?:\.{3,}|…\.*)"
_END = re.compile(rf"(?<=[\w»”\"')%€]){_DOTS}(?P<close>[ \u00a0\u202f]?[»”\"')]{{0,6}})\.?$")
_IN_BRACKET = re.compile(rf"(?<=[\w»”\"'%€]){_DOTS}(?P<close>[ \u00a0\u202f]?\))\.$")
_CLOSED = re.compile(r"[.,;:-]*\)\.?$")
_INSIDE = re.compile(rf"(?<=\w){_DOTS}[ \u00a0\u202f]+(?=[a-zß-ÿ])")
_ASKED = re.compile(rf"(?<=\w){_DOTS}(?=[ \u00a0\u202f]?[?!])")
_DASHED = re.compile(r"[ \u00a0]?—[ \u00a0]?|[ \u00a0][–-][ \u00a0]")
_DASH = re.compile(r"[ \u00a0][–—-][ \u00a0]")
_IN_QUOTE = re.compile(rf"(?<=\w){_DOTS}(?=[ \u00a0\u202f]?[»”\"],)")
_LAST = re.compile(r"(?<![.?!])(?:\.+|[,;:-]|)(?P<close>[\"”')]{0,6})$")
_COMMA = re.compile(r",([\"”])")
_SEVERAL = re.compile(r"(?<=\w)\.{2,}(?!\w|/)")


def spaced(text: str, lang: str) -> str:
    """French quotation marks with their spaces, "«Avec»" as "« Avec »"; << >> and two apostrophes as such marks.

    Args:
        text: a tidied sentence.
        lang: "fr" or "es".
    """
    for pattern in (_ANGLED, _TWICE):
        text = pattern.sub(r"«\1»", text)
    if lang != "fr" or ("«" not in text and "»" not in text):
        return text
    return _GLUED.sub(lambda m: "«\u00a0" if m[0] == "«" else "\u00a0»", text)


def without_dots(text: str) -> str:
    """A sentence whose dots that trail off are a full stop, a dash inside it, and left out before "»,", ")." and "?".

    "[...]" stays, and so do dots inside a sentence that has a dash of its own.
    """
    text = _ASKED.sub("", _IN_QUOTE.sub("", text))
    if not _DASH.search(text):
        text = _INSIDE.sub(" – ", text)
    if bracket := _IN_BRACKET.search(text):
        return f"{text[: bracket.start()]}{bracket['close']}."
    found = _END.search(text)
    if found is None or text.count("(", 0, found.start()) < text.count(")"):
        return text
    return f"{text[: found.start()]}.{found['close']}"


def with_dots(source: str, shown: str, english: str) -> str:
    """English with the dots that its source has and `shown`, what was decoded, has not."""
    if "..." not in source and "…" not in source:
        return english
    if len(_IN_QUOTE.findall(source)) == len(_COMMA.findall(english)) == 1:
        english = _COMMA.sub(r"...\1", english)
    dashes = 0 if _DASH.search(source) else len(_INSIDE.findall(source))
    if dashes and len(_DASHED.findall(english)) == dashes:
        english = _DASHED.sub("... ", english)
    if _IN_BRACKET.search(source) and not _IN_BRACKET.search(shown):
        english = _CLOSED.sub("...).", english, count=1)
    elif _END.search(source) and not _END.search(shown):
        english = _LAST.sub(r"...\g<close>", english, count=1)
    return _SEVERAL.sub("...", english)
