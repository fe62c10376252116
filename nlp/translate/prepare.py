"""What happens to a text before it is translated: tidying, cutting, and what needs no model."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from nlp.soft_hyphens import without_soft_hyphens

_SPACE = re.compile(r"[ \t\r\n\v\f\u0085\u2028\u2029]+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BULLET = re.compile(r"(?:[-–—•·*▪◦>]+|\d{1,2}[.)]|[a-z]\))\s+")
_WORD = re.compile(r"[^\W\d_]+")
_CUTS = (
    re.compile(r"[;:]\s"),
    re.compile(r"[,–—)]\s(?=(?:et|mais|ou|qui|que|dont|où|car|y|pero|o|quien|donde|pues|e)\b)"),
    re.compile(r"[,–—)]\s"),
    re.compile(r"\s(?=(?:et|mais|ou|qui|que|dont|car|y|pero|donde|pour|para|avec|con)\s)"),
    re.compile(r"\s"),
)

_PLURAL = re.compile(r"(?<![\w.@/-])([a-z]{2,}[bcdfghjklmnpqrstvxz])ys(?![\w@/])")


def tidy(text: str) -> str:
    """Decode HTML entities, drop control characters and soft hyphens, make runs of white space one space.

    No-break spaces stay: they hold figures together. The brackets of the placeholders become
    plain ones, so that no input can pass for a placeholder.
    """
    if "&" in text:
        text = html.unescape(text)
    text = without_soft_hyphens(_CONTROL.sub("", text))
    text = _SPACE.sub(" ", text).strip()
    return text.replace("⟦", "[").replace("⟧", "]")


def bullet(text: str) -> tuple[str, str]:
    """Part a list marker from what follows it."""
    found = _BULLET.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def has_words(text: str) -> bool:
    """Say whether there is a word to translate: two letters in a row."""
    return any(len(word) > 1 for word in _WORD.findall(text))


def latin_share(text: str) -> float:
    """Share of the letters that are Latin; 1.0 where there are no letters."""
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") or c in "ºª" for c in letters)
    return latin / len(letters) if letters else 1.0


def is_capitals(text: str) -> bool:
    """Say whether a text is written in capitals: two words or more, nearly no lower case."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) > 8 and len(_WORD.findall(text)) > 1 and upper >= 0.85 * len(letters)


def cut(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a text into parts that fit, at the strongest break nearest the middle.

    The parts joined by single spaces give the text back, except where a run without any space had
    to be cut.
    """
    if fits(text) or len(text) < 4:
        return [text]
    at = _break(text)
    left, right = text[:at].strip(), text[at:].strip()
    if not left or not right:
        return [text]
    return cut(left, fits) + cut(right, fits)


def _break(text: str) -> int:
    middle = len(text) / 2
    for pattern in _CUTS:
        ends = [found.end() for found in pattern.finditer(text)]
        near = [end for end in ends if 0.2 * len(text) <= end <= 0.8 * len(text)]
        if near:
            return min(near, key=lambda end: abs(end - middle))
    return len(text) // 2


def join(parts: list[tuple[str, str]]) -> str:
    """Join translated parts (source, English) of one sentence into a sentence again."""
    joined = ""
    for i, (source, english) in enumerate(parts):
        if i and source[:1].islower() and _sentence_case(english):
            english = english[0].lower() + english[1:]
        last = source.rstrip()[-1:]
        if i < len(parts) - 1 and english.endswith(".") and last != ".":
            english = english[:-1] + (last if last in ",;:" else "")
        joined += (" " if joined and english else "") + english
    return joined


def _sentence_case(english: str) -> bool:
    """The capital at the start may be there only because the part was taken for a sentence."""
    first = english.split(" ", 1)[0]
    return first in {
        "The", "A", "An", "And", "But", "Or", "Who", "Which", "That", "For", "With", "In", "On",
        "At", "By", "To", "From", "As", "It", "Its", "This", "These", "They", "Their", "While",
        "Because", "Where", "When", "If", "He", "She", "We", "Of", "Is", "Are", "Was", "Were",
    }  # fmt: skip


def spelled(english: str) -> str:
    """English with the plurals that the model forms of shown terms: "subsidiarys" -> "subsidiaries"."""
    return _PLURAL.sub(r"\1ies", english)
