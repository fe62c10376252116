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

from nlp.align import align
from nlp.changes import edit_of, stretches
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
    found = stretches(english, [edit_of(row) for _, row in edits])
    if found is None:
        return (Mark(english, english),) if english else ()
    numbers = [number for number, _ in edits]
    return tuple(Mark(s.old, s.new, tuple(numbers[i] for i in s.edits)) for s in found)


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
    """Sentences that answer each other side by side, each with the white space after it."""
    from nlp.sentences import split

    left = [s.text + s.tail for s in split(source, lang)]
    right = [s.text + s.tail for s in split(english, "en")]
    return [
        ("".join(left[slice(*pair.source)]), "".join(right[slice(*pair.english)]))
        for pair in align(left, right)
    ]


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
