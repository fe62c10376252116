"""One text under two answers: what two annotators leave behind, and a model cannot learn."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from training.labelled.files import Place
from training.labelled.schema import EventRow, Row, SegmentRow

BY_PAGE = frozenset(["content", "boilerplate"])
"""Labels that one line may have in turn: a headline in its article, and in a list beside another."""


class Said(NamedTuple):
    """What was said of a text, where, and whether by itself: on no page that is named."""

    answer: str
    place: Place
    alone: bool


class Answers:
    """What was said of every text so far, over all files that are read together.

    Articles are the same where title and body are. The same line may be content on one page and
    boilerplate on another, so that is a contradiction only of lines without a page; spam is spam anywhere.
    """

    def __init__(self) -> None:
        self._said: dict[bytes, list[Said]] = {}

    def against(self, row: Row, place: Place) -> str | None:
        """The fault of a row that says something else of a text than one before."""
        if (answer := answer_of(row)) is None:
            return None
        words = " ".join(row.content.split())
        key = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        now, before = Said(answer, place, row.group is None), self._said.setdefault(key, [])
        if found := next((said for said in before if _contradict(said, now)), None):
            return (
                f"text: the same as {found.place.seen_from(place)} but labelled {answer}, not {found.answer}:"
                " give both one label, or take one out"
            )
        if all((said.answer, said.alone) != (now.answer, now.alone) for said in before):
            before.append(now)
        return None


def answer_of(row: Row) -> str | None:
    """What a row says of its text, where one text has one answer; the order of secondary types is none."""
    if isinstance(row, EventRow):
        return "+".join([row.events[0], *sorted(row.events[1:])])
    return row.label if isinstance(row, SegmentRow) else None


def _contradict(one: Said, other: Said) -> bool:
    if one.answer == other.answer:
        return False
    return not {one.answer, other.answer} <= BY_PAGE or (one.alone and other.alone)
