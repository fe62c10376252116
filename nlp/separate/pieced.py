"""A document judged without the appeals that are glued into its lines, and the appeals put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nlp.separate.appeal import Appeal
from nlp.separate.labelled import Labelled, Piece
from nlp.separate.lines import Lines


def without(lines: Lines, glued: Mapping[int, Appeal]) -> Lines:
    """The lines, from each of which the run of sentences ``glued`` into it is taken."""
    texts = [
        text[: glued[i].start] + text[glued[i].end :] if i in glued else text
        for i, text in enumerate(lines.texts)
    ]
    return lines._replace(texts=texts)


def put_back(
    pieces: Sequence[Piece], texts: Sequence[str], glued: Mapping[int, Appeal]
) -> list[Piece]:
    """The ``pieces`` of the lines :func:`without` what is ``glued``, and that as pieces of spam in its place."""
    found: list[Piece] = []
    at, line = 0, -1
    for piece in pieces:
        at, line = (at if piece.line == line else 0), piece.line
        place = glued[line].start - at if line in glued else -1
        last = at + len(piece.text) == len(texts[line]) - _size(glued, line)
        inside = 0 <= place < len(piece.text) or (last and place == len(piece.text))
        found += _around(piece, place, texts, glued[line]) if inside else [piece]
        at += len(piece.text)
    return found


def _size(glued: Mapping[int, Appeal], line: int) -> int:
    return glued[line].end - glued[line].start if line in glued else 0


def _around(piece: Piece, place: int, texts: Sequence[str], told: Appeal) -> Iterator[Piece]:
    """A piece cut at ``place``, the appeal between its halves."""
    spam = Labelled("spam", told.score, (told.reason,))
    if place:
        yield piece._replace(text=piece.text[:place])
    yield Piece(piece.line, texts[piece.line][told.start : told.end], spam)
    if place < len(piece.text):
        yield piece._replace(text=piece.text[place:])
