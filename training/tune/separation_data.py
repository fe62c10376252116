"""Labelled segments as lines and pages of the separation recipe: read, split, measured in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from nlp.errors import DataError
from nlp.language import segment_lang
from training.labelled.duplicates import HeldOut, Pair
from training.labelled.schema import SegmentRow
from training.labelled.split import Part, place_of
from training.separation.data import LABELS, Line, fold_of
from training.separation.generate import Document
from training.separation.grammar import LANGS
from training.tune import parts
from training.tune.recipe import SeparationRecipe


class Parts(NamedTuple):
    """What a run learns from and is measured on; ``repeated`` was left out of the first."""

    new: dict[Part, list[SegmentRow]]
    old: dict[Part, list[SegmentRow]]
    tests: dict[str, list[SegmentRow]]
    repeated: list[Pair]

    def every(self) -> list[SegmentRow]:
        """The new rows of all parts, those of a page together."""
        rows = [row for part in self.new.values() for row in part]
        return sorted(rows, key=lambda row: row.article)


def read_parts(recipe: SeparationRecipe, fields: dict[str, str], in_turn: bool) -> Parts:
    """Read, check and split everything that a recipe names.

    ``in_turn``: new pages are measured in turn, so that none need be held out.

    Raises:
        DataError: see :func:`training.labelled.read.read`; or there is nothing to learn or to test.
    """
    found = parts.read(recipe.data, "segments", lambda row: row.text, fields=fields)
    whole = Parts(*found)  # type: ignore[arg-type]
    faults = []
    if not whole.new["train"]:
        faults.append(
            "no training row: all are held out, or repeat what is; add rows, give them groups, or lower"
            " [data] dev_share and test_share"
        )
    if not (in_turn or whole.new["test"] or whole.tests):
        faults.append(
            "no test row: raise [data] test_share, name a set in [data] test, or, without --shared, set"
            " [adapt] folds"
        )
    if in_turn and not whole.tests and len({row.article for row in whole.every()}) == 1:
        faults.append(
            "group: all rows are of one page, so that none can be held out in turn; add a second page,"
            " or name a set in [data] test"
        )
    if faults:
        raise DataError(faults)
    return whole


def lines(rows: Iterable[SegmentRow]) -> list[Line]:
    """Rows as lines of the bank; what is derived of a page stays in one fold."""
    return [
        Line(row.text, LABELS.index(row.label), _lang(row), "new", fold_of(row.article))
        for row in rows
    ]


def pages(rows: Sequence[SegmentRow]) -> list[Document]:
    """The pages of rows of which several lines are known, content among them."""
    found = []
    ordered = sorted(rows, key=lambda row: row.page)
    for _, group in groupby(ordered, key=lambda row: row.page):
        own = lines(group)
        if len(own) > 2 and {line.label for line in own} > {LABELS.index("content")}:
            found.append(Document(own[0].lang, own, own[0].fold))
    return found


def _lang(row: SegmentRow) -> str:
    return row.lang if row.lang in LANGS else segment_lang(row.text, "en")


def as_rows(documents: Sequence[Document], name: str) -> list[SegmentRow]:
    """Documents as a set to be measured on."""
    return [
        SegmentRow(
            id=f"{name}:{i}:{j}",
            group=f"{name}:{i}",
            text=line.text,
            label=LABELS[line.label],  # type: ignore[arg-type]
            lang=document.lang,
        )
        for i, document in enumerate(documents)
        for j, line in enumerate(document.lines)
    ]


class Turn(NamedTuple):
    """Pages to measure, and what may be learnt from for it."""

    held: list[SegmentRow]
    learnt: list[SegmentRow]


def turns(rows: Sequence[SegmentRow], folds: int) -> Iterator[Turn]:
    """The pages in so many parts, each held out once; what repeats it is not learnt from either.

    The rows of :meth:`Parts.every`, which has those of a page together.
    """
    articles = sorted({row.article for row in rows}, key=place_of)
    part = {article: i % folds for i, article in enumerate(articles)}
    for number in range(min(folds, len(articles))):
        held = [row for row in rows if part[row.article] == number]
        index = HeldOut((row.id or "", row.text) for row in held)
        others = [row for row in rows if part[row.article] != number]
        yield Turn(held, [r for r in others if index.repeated(r.id or "", r.text) is None])
