"""A stored record as the parts that a person is shown: terminal, report and reader share this.

:func:`parts` gives each segment with its sentences side by side, its repairs marked in place, its
checks and the events that it shows. Nothing here knows of HTML or of terminals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from nlp.article import Edit
from nlp.record import Record
from nlp.wording import ASIDE

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a segment's English: ``before`` repair and ``after``, with the edits that changed it.

    ``edits`` are numbers in the record's list; where there are none, both texts are the same.
    """

    before: str
    after: str
    edits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence (or more, where they cannot be told apart) of the source and its English."""

    source: str
    english: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment of an article as it is shown.

    ``edits``, ``checks`` and ``events`` are numbers in the lists of the record. ``pairs`` is empty
    where there is no English.
    """

    number: int
    kind: str
    label: str | None
    score: float | None
    lang: str | None
    reasons: tuple[str, ...]
    source: str
    marks: tuple[Mark, ...]
    pairs: tuple[Pair, ...]
    edits: tuple[int, ...]
    checks: tuple[int, ...]
    events: tuple[int, ...]

    @property
    def kept(self) -> bool:
        """True unless separation set the segment aside."""
        return self.label not in ASIDE

    @property
    def translated(self) -> bool:
        """Whether the source is in another language than the English beside it."""
        return bool(self.pairs) and self.lang != "en"


def parts(record: Record) -> list[Part]:
    """Every segment of ``record`` in its order, as it is shown."""
    return [_part(record, number) for number in range(len(record["segments"]))]


def marks(english: str, edits: Sequence[tuple[int, Record]]) -> tuple[Mark, ...]:
    """``english`` cut at its ``edits`` (numbered rows of the record, one segment's, in order).

    The ``before`` of all marks, joined, is the text before repair; the ``after`` is ``english``.
    Where the edits do not lead to it (one has no ``start``), nothing is marked.
    """
    from nlp.repair.repairer import undone

    text = english
    changes: list[_Change] = []
    if all(edit["start"] is not None for _, edit in edits):
        text = undone(english, [_edit(edit) for _, edit in edits])
        for number, edit in edits:
            changes = _merged(changes, text, edit, number)
            start = edit["start"]
            text = text[:start] + edit["fixed"] + text[start + len(edit["found"]) :]
    return tuple(_marks(english, changes if text == english else []))


def pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What was removed and what was put in its place, word by word; both are the same where kept.

    A figure is one word, and changes with nothing but white space between them are one change.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found = [("".join(old[i:j]), "".join(new[k:m])) for _, i, j, k, m in codes]
    waiting = ("", "")
    for place, (removed, added) in enumerate(found):
        kept = removed == added
        between = kept and removed.isspace() and 0 < place < len(found) - 1
        if not kept or between:
            waiting = (waiting[0] + removed, waiting[1] + added)
            continue
        if waiting != ("", ""):
            yield waiting
            waiting = ("", "")
        yield removed, added
    if waiting != ("", ""):
        yield waiting


def aligned(source: str, lang: str | None, english: str) -> list[tuple[str, str]]:
    """Sentences side by side, each with the white space after it; one pair where they are not as
    many on both sides, as nothing tells then which belong together."""
    from nlp.sentences import split

    left = [s.text + s.tail for s in split(source, lang)]
    right = [s.text + s.tail for s in split(english, "en")]
    return list(zip(left, right, strict=True)) if len(left) == len(right) else [(source, english)]


def _part(record: Record, number: int) -> Part:
    segment = record["segments"][number]
    edits = [(n, e) for n, e in enumerate(record["edits"]) if e["segment"] == number]
    english = segment["en"] or ""
    found = marks(english, edits) if segment["label"] not in ASIDE else ()
    lang = segment["lang"] or record["lang"]
    pairs = aligned(segment["text"], lang, english) if found else []
    cut = _cut(found, [len(right) for _, right in pairs])
    return Part(
        number=number,
        **{name: segment[name] for name in ("kind", "label", "score")},
        lang=lang,
        reasons=tuple(segment["reasons"]),
        source=segment["text"],
        marks=found,
        pairs=tuple(Pair(left, own) for (left, _), own in zip(pairs, cut, strict=True)),
        edits=tuple(n for n, _ in edits),
        checks=tuple(n for n, c in enumerate(record["checks"]) if c["segment"] == number),
        events=tuple(n for n, e in enumerate(record["events"]) if number in e["evidence"]),
    )


def _edit(row: Record) -> Edit:
    names = ("segment", "found", "fixed", "reason", "start", "score")
    return Edit(**{name: row[name] for name in names}, kind=row["class"])


class _Change(NamedTuple):
    """What stands from ``start`` to ``end`` of a text was ``before``."""

    start: int
    end: int
    before: str
    edits: tuple[int, ...]


def _merged(changes: list[_Change], text: str, edit: Record, number: int) -> list[_Change]:
    """The changes after one more edit of ``text``; those that it overlaps become one with it."""
    start, end = edit["start"], edit["start"] + len(edit["found"])
    longer = len(edit["fixed"]) - len(edit["found"])
    touched = [c for c in changes if c.start < end and c.end > start]
    first = min([start, *(c.start for c in touched)])
    last = max([end, *(c.end for c in touched)])
    before, at = "", first
    for change in touched:
        before += text[at : change.start] + change.before
        at = change.end
    numbers = sorted({number, *(n for change in touched for n in change.edits)})
    made = _Change(first, last + longer, before + text[at:last], tuple(numbers))
    left = [c for c in changes if c not in touched and c.start < end]
    right = [
        c._replace(start=c.start + longer, end=c.end + longer)
        for c in changes
        if c not in touched and c.start >= end
    ]
    return [*left, made, *right]


def _marks(text: str, changes: Sequence[_Change]) -> Iterator[Mark]:
    at = 0
    for change in changes:
        if at < change.start:
            yield Mark(text[at : change.start], text[at : change.start])
        yield Mark(change.before, text[change.start : change.end], change.edits)
        at = change.end
    if at < len(text):
        yield Mark(text[at:], text[at:])


def _cut(found: Sequence[Mark], lengths: Sequence[int]) -> list[tuple[Mark, ...]]:
    """Marks shared out to sentences of these lengths; a change belongs where it begins."""
    shared: list[list[Mark]] = [[] for _ in lengths]
    ends = list(accumulate(lengths))
    at = 0
    for mark in found:
        rest = mark.after
        sentence = min(bisect_right(ends, at), len(ends) - 1)
        if mark.edits:
            shared[sentence].append(mark)
        while rest and not mark.edits:
            piece = rest[: ends[sentence] - at] if sentence < len(ends) - 1 else rest
            shared[sentence].append(Mark(piece, piece))
            rest, at, sentence = rest[len(piece) :], at + len(piece), sentence + 1
        at += len(mark.after) if mark.edits else 0
    return [tuple(own) for own in shared]
