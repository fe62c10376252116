"""What is decided of a document's lines after each has its label: the title, questions, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from nlp.article import Label
from nlp.separate.context import CONTENT
from nlp.separate.ends import contacts, initials, keywords, orphan, points_away, signature
from nlp.separate.interviews import questions
from nlp.separate.model import Judged


class Labelled(NamedTuple):
    """What a line is: its label, the probability of that label, and why it was set aside."""

    label: Label
    score: float
    reasons: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A part of a line (nearly always the whole), with what it is."""

    line: int
    text: str
    labelled: Labelled


def with_title(pieces: list[Piece], title: int, judged: Judged) -> list[Piece]:
    """The title is no furniture of an article that it was given with."""
    if not any(piece.labelled.label == "content" for piece in pieces):
        return pieces
    kept = Labelled("content", round(float(judged.probabilities[title][CONTENT]), 4))
    return [
        piece._replace(labelled=kept)
        if piece.line == title and piece.labelled.label == "boilerplate"
        else piece
        for piece in pieces
    ]


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of content of one line that touch are one: what was not cut off cuts no paragraph in two.

    It is as sure as the least sure of them.
    """
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].line == piece.line and _are_content(found[-1], piece):
            least = min(found[-1].labelled, piece.labelled, key=lambda told: told.score)
            found[-1] = Piece(piece.line, found[-1].text + piece.text, least)
        else:
            found.append(piece)
    return found


def _are_content(*pieces: Piece) -> bool:
    return all(piece.labelled.label == "content" for piece in pieces)


def with_questions(texts: Sequence[str], judged: Judged, found: list[Labelled]) -> list[Labelled]:
    """The same with the questions of an interview kept, see :mod:`nlp.separate.interviews`."""
    likely = [
        0.0 if hidden else p[CONTENT]
        for hidden, p in zip(judged.hidden, judged.probabilities.tolist(), strict=True)
    ]
    for i in questions(texts, _kept(found), likely):
        found[i] = Labelled("content", round(likely[i], 4))
    return found


def ended(texts: Sequence[str], found: list[Labelled]) -> list[Labelled]:
    """What no reader misses at the end of a text is set aside, see :mod:`nlp.separate.ends`."""
    if (at := signature(texts)) is not None and found[at].label == "content":
        put_aside(found, [at], "an agency's signature")
    if (at := orphan(texts, _kept(found))) is not None:
        put_aside(found, [at], "heads text that was set aside")
    put_aside(found, _such(texts, found, points_away), "points to another article")
    put_aside(found, _such(texts, found, keywords), "lists keywords")
    return found


def page_ended(texts: Sequence[str], found: list[Labelled]) -> list[Labelled]:
    """The same at the end of a page."""
    if (at := initials(texts, _kept(found))) is not None:
        put_aside(found, [at], "its writers' initials")
    put_aside(found, _such(texts, found, keywords), "lists keywords")
    put_aside(found, contacts(texts, _kept(found)), "tells how to reach somebody")
    return found


def put_aside(found: list[Labelled], numbers: Iterable[int], reason: str) -> None:
    """Makes furniture of the lines of these numbers, for that reason."""
    for at in numbers:
        found[at] = Labelled("boilerplate", found[at].score, (reason,))


def _kept(found: Sequence[Labelled]) -> list[bool]:
    return [labelled.label == "content" for labelled in found]


def _such(
    texts: Sequence[str], found: Sequence[Labelled], told: Callable[[str], bool]
) -> list[int]:
    """The numbers of the lines of content of which that is told."""
    return [at for at, keep in enumerate(_kept(found)) if keep and told(texts[at])]
