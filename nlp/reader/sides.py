"""A segment as two sides: rows of sentences that answer each other, with repairs and links in place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from nlp.align import align
from nlp.changes import Change, changes, edit_of
from nlp.reader.corrections import Line
from nlp.reader.links import Link, link
from nlp.record import Record
from nlp.sentences import split


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``link`` joins it with its partners on the other side."""

    text: str
    link: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs of a side; where ``old`` is not None they were put in its place by ``edits``.

    Those are numbers of the record's edits, counted from 0.
    """

    runs: list[Run]
    old: str | None = None
    edits: tuple[int, ...] = ()


@dataclass(slots=True)
class Row:
    """Sentences that answer each other; ``name`` is the row's anchor.

    ``seen`` tells a form which English its writer saw; ``correction`` is the one that stands.
    """

    name: str
    segment: int
    lang: str | None
    source: str
    english: str
    source_runs: list[Run]
    pieces: list[Piece]
    seen: str
    correction: Line | None = None
    events: list[str] = field(default_factory=list)
    extent: tuple[int, int] = (0, 0)  # characters but white space, of the segment's English


def rows_of(record: Record, number: int) -> list[Row]:
    """The rows of segment ``number``, as the record has them."""
    segment = record["segments"][number]
    lang, english = segment["lang"] or record["lang"], english_of(segment, record["lang"])
    edits = [(n, edit_of(e)) for n, e in enumerate(record["edits"]) if e["segment"] == number]
    made = changes(english, [edit for _, edit in edits]) or []
    made = [c._replace(edits=tuple(edits[i][0] for i in c.edits)) for c in made]
    ours = _starts(segment["text"], lang, ())
    theirs = _starts(english, "en", made)
    pairs = align(
        [segment["text"][a:b] for a, b in pairwise(ours)],
        [english[a:b] for a, b in pairwise(theirs)],
    )
    rows = []
    for count, pair in enumerate(pairs):
        place = (theirs[pair.english[0]], theirs[pair.english[1]])
        source = segment["text"][ours[pair.source[0]] : ours[pair.source[1]]]
        rows.append(_row(f"s{number}-{count}", number, lang, source, english, place, made))
    return rows


def correct(row: Row, line: Line) -> None:
    """Show the corrected English in the place of that of the record."""
    row.correction, row.english = line, line["new"]
    linked = link(row.source, row.english, row.lang, row.name)
    row.source_runs = _runs(row.source, linked.source, 0, len(row.source))
    row.pieces = _pieces(row.english, linked.english, [])
    row.seen = fingerprint(row.english.strip())


def _starts(text: str, lang: str | None, made: Sequence[Change]) -> list[int]:
    """Where the sentences of a text begin, and its end; none begins inside a change."""
    found, at = [0], 0
    for sentence in split(text, lang):
        at += len(sentence.text) + len(sentence.tail)
        if not any(change.start < at < change.end for change in made):
            found.append(at)
    return found if found[-1] == len(text) else [*found, len(text)]


def _row(
    name: str,
    segment: int,
    lang: str | None,
    source: str,
    english: str,
    place: tuple[int, int],
    made: Sequence[Change],
) -> Row:
    start, end = place
    text = english[start:end]
    linked = link(source, text, lang, name)
    own = [
        c._replace(start=c.start - start, end=c.end - start)
        for c in made
        if start <= c.start and c.end <= end and (c.start < end or end == len(english))
    ]
    return Row(
        name,
        segment,
        lang,
        source,
        text,
        _runs(source, linked.source, 0, len(source)),
        _pieces(text, linked.english, own),
        fingerprint(text.strip()),
        extent=(_inked(english[:start]), _inked(english[:end])),
    )


def _inked(text: str) -> int:
    return len("".join(text.split()))


def _pieces(text: str, links: Sequence[Link], made: Sequence[Change]) -> list[Piece]:
    """The text as pieces that were changed and pieces that were not."""
    found, at = [], 0
    for change in made:
        found.append(Piece(_runs(text, links, at, change.start)))
        runs = _runs(text, links, change.start, change.end)
        found.append(Piece(runs, change.old, change.edits))
        at = change.end
    found.append(Piece(_runs(text, links, at, len(text))))
    return [piece for piece in found if piece.runs or piece.old is not None]


def _runs(text: str, links: Sequence[Link], start: int, end: int) -> list[Run]:
    """The part ``start:end`` of a text as runs with and without links."""
    found, at = [], start
    for one in links:
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            found += [Run(text[at:first]), Run(text[first:last], one.id, one.kind)]
            at = last
    found.append(Run(text[at:end]))
    return [run for run in found if run.text]


def english_of(segment: Record, lang: str | None) -> str:
    """The English of a segment; its own text where that is English and no stage touched it."""
    if segment["en"] is not None:
        return segment["en"]
    return segment["text"] if (segment["lang"] or lang) == "en" else ""


def fingerprint(value: Any) -> str:
    """A short hash by which a form says which value its writer saw."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]
