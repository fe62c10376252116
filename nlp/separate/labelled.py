"""What is decided of a document's lines after each has its label: the title, questions, the end."""

from __future__ import annotations

from collections.abc import Sequence
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


def with_questions(texts: Sequence[str], judged: Judged, found: list[Labelled]) -> list[Labelled]:
    """The same with the questions of an interview kept, see :mod:`nlp.separate.interviews`."""
    likely = [
        0.0 if hidden else p[CONTENT]
        for hidden, p in zip(judged.hidden, judged.probabilities.tolist(), strict=True)
    ]
    for i in questions(texts, [labelled.label == "content" for labelled in found], likely):
        found[i] = Labelled("content", round(likely[i], 4))
    return found


def ended(texts: Sequence[str], found: list[Labelled]) -> list[Labelled]:
    """What no reader misses at the end of a text is set aside, see :mod:`nlp.separate.ends`."""
    if (at := signature(texts)) is not None and found[at].label == "content":
        found[at] = Labelled("boilerplate", found[at].score, ("an agency's signature",))
    if (at := orphan(texts, [labelled.label == "content" for labelled in found])) is not None:
        found[at] = Labelled("boilerplate", found[at].score, ("heads text that was set aside",))
    for at, labelled in enumerate(found):
        if labelled.label == "content" and points_away(texts[at]):
            found[at] = Labelled("boilerplate", labelled.score, ("points to another article",))
    return _filed(texts, found)


def page_ended(texts: Sequence[str], found: list[Labelled]) -> list[Labelled]:
    """The same at the end of a page."""
    kept = [labelled.label == "content" for labelled in found]
    if (at := initials(texts, kept)) is not None:
        found[at] = Labelled("boilerplate", found[at].score, ("its writers' initials",))
    found = _filed(texts, found)
    for at in contacts(texts, [labelled.label == "content" for labelled in found]):
        found[at] = Labelled("boilerplate", found[at].score, ("tells how to reach somebody",))
    return found


def _filed(texts: Sequence[str], found: list[Labelled]) -> list[Labelled]:
    """The same with lists of keywords set aside."""
    for at, labelled in enumerate(found):
        if labelled.label == "content" and keywords(texts[at]):
            found[at] = Labelled("boilerplate", labelled.score, ("lists keywords",))
    return found
