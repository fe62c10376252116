"""What is typed into the search field: the terms, an FTS5 expression of them, their places in a text.

Terms are words, "exact phrases", beginnings* and -words that must not be there. Everything else that
is typed is text: each term reaches FTS5 as a quoted string, so that no operator of its language is
open to the person who searches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

MOST_TERMS = 20
"""Further terms are not looked for."""

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """A word or phrase: ``words`` in lower case without accents; ``prefix``: the last may go on."""

    words: tuple[str, ...]
    wanted: bool = True
    prefix: bool = False


class Piece(NamedTuple):
    """A stretch of a text; ``hit`` says whether it was searched for."""

    text: str
    hit: bool = False


def terms(typed: str) -> list[Term]:
    """The terms of what was typed, at most :data:`MOST_TERMS`; what has no word in it is none."""
    found = []
    for match in _TERM.finditer(unicodedata.normalize("NFC", typed)):
        text = match["phrase"] if match["phrase"] is not None else match["word"]
        if words := tuple(_WORD.findall(flat(text))):
            prefix = match["word"] is not None and text.endswith("*")
            found.append(Term(words, not match["minus"], prefix))
    return found[:MOST_TERMS]


def expression(found: Sequence[Term], *, wanted: bool) -> str | None:
    """The terms as FTS5 wants them: all of those wanted, or any of the others; None for none."""
    quoted = [
        '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
        for term in found
        if term.wanted == wanted
    ]
    return (" AND " if wanted else " OR ").join(quoted) or None


def places(text: str, found: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the wanted terms stand in ``text``: offsets from left to right, never overlapping."""
    parts = [
        r"[\W_]+".join(map(re.escape, term.words)) + (r"[^\W_]*" if term.prefix else "")
        for term in sorted(found, key=lambda term: -len(term.words))
        if term.wanted
    ]
    if not parts:
        return []
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")
    return [match.span() for match in pattern.finditer(flat(text))]


def passage(text: str, found: Sequence[Term], width: int = 260) -> list[Piece]:
    """About ``width`` characters of ``text`` around the first places of the terms, else its start."""
    spots = places(text, found)
    start = max(0, spots[0][0] - width // 3) if spots else 0
    if start:  # at the beginning of a word
        start = text.find(" ", start, spots[0][0]) + 1 or spots[0][0]
    end = min(len(text), start + width)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start) or end
    pieces = _cut(text, start, end, spots)
    before, after = Piece("… " if start else ""), Piece(" …" if end < len(text.rstrip()) else "")
    return [piece for piece in (before, *pieces, after) if piece.text]


def highlighted(text: str, found: Sequence[Term]) -> list[Piece]:
    """The whole of ``text``, the places of the terms apart."""
    return [piece for piece in _cut(text, 0, len(text), places(text, found)) if piece.text]


def _cut(text: str, start: int, end: int, spots: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], start
    for first, last in spots:
        if first >= at and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], True)]
            at = last
    return [*pieces, Piece(text[at:end])]


class _Flat(dict[int, str]):
    """Each character in lower case without its accents, as one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFD", character)[0].lower()[:1] or character
        self[code] = plain
        return plain


_FLAT = _Flat()


def flat(text: str) -> str:
    """``text`` in lower case without accents, of the same length: offsets stay true."""
    return text.translate(_FLAT)
