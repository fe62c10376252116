"""A record as the page shows it: source and English side by side, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.reader.corrections import Corrections, Line, Subject
from nlp.reader.sides import Row, correct, english_of, rows_of
from nlp.reader.telling import Spot
from nlp.record import Record
from nlp.wording import ASIDE


@dataclass(slots=True)
class Block:
    """A segment; ``rows`` is empty where it was set aside."""

    number: int
    segment: Record
    rows: list[Row]
    checks: list[Record]
    correction: Line | None
    events: list[str] = field(default_factory=list)

    @property
    def aside(self) -> bool:
        """Whether separation set the segment aside."""
        return self.segment["label"] in ASIDE

    @property
    def label(self) -> str:
        """The label that stands: a person's, else the model's."""
        return self.correction["new"] if self.correction else self.segment["label"] or "content"


@dataclass(slots=True)
class View:
    """All of an article; ``shown`` maps each event type to the anchors of what shows it."""

    record: Record
    blocks: list[Block]
    title: Block | None
    events: Line | None
    shown: dict[str, list[str]]

    @property
    def groups(self) -> Iterator[list[Block]]:
        """The blocks but the title in order; neighbours that were set aside come together."""
        group: list[Block] = []
        for block in self.blocks:
            if block is self.title:
                continue
            if group and not (block.aside and group[-1].aside):
                yield group
                group = []
            group.append(block)
        if group:
            yield group

    def told(self, anchor: str, most: int = 48) -> str:
        """The beginning of the English of a row, for a link to it."""
        row = self.row(anchor)
        text = " ".join(row.english.split()) if row else anchor
        return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"

    def row(self, name: str) -> Row | None:
        """The row with the anchor ``name``."""
        return next((row for b in self.blocks for row in b.rows if row.name == name), None)


def view_of(
    record: Record, corrections: Corrections, spots: Mapping[str, Sequence[Spot]] | None = None
) -> View:
    """Lay a record out. ``spots`` are the telling sentences (:mod:`nlp.reader.telling`)."""
    blocks = [_block(record, number, corrections) for number in range(len(record["segments"]))]
    title = next(
        (b for b in blocks if b.segment["kind"] == "title" and not b.aside and b.rows), None
    )
    events = corrections.of(events_of(record).target)
    found = View(record, blocks, title, events, {})
    for event in record["events"]:
        found.shown[event["type"]] = _shown(found, event, (spots or {}).get(event["type"], ()))
    return found


def translation_of(record: Record, row: Row) -> Subject:
    """The English of a row, to be corrected."""
    about = {"lang": row.lang, "source": row.source.strip()}
    return Subject("translation", record, row.english.strip(), about, row.segment)


def label_of(record: Record, number: int, old: str | None = None) -> Subject:
    """The label of a segment, to be corrected."""
    segment = record["segments"][number]
    lang = segment["lang"] or record["lang"]
    about = {"lang": lang, "kind": segment["kind"], "text": segment["text"]}
    return Subject("labels", record, old or segment["label"], about, number)


def events_of(record: Record, old: list[str] | None = None) -> Subject:
    """The event types of an article, the main one first, to be corrected."""
    english = [
        (s["kind"], text)
        for s in record["segments"]
        if s["label"] not in ASIDE and (text := english_of(s, record["lang"]).strip())
    ]
    title = next((text for kind, text in english if kind == "title"), "")
    paragraphs = [text for kind, text in english if kind != "title"]
    about = {"lang": "en", "title": title, "paragraphs": paragraphs}
    return Subject("events", record, types_of(record) if old is None else old, about)


def types_of(record: Record) -> list[str]:
    """The event types of a record, the primary one first; of an uncertain one, that alone."""
    ordered = sorted(record["events"], key=lambda event: not event["primary"])
    types = [event["type"] for event in ordered]
    return types[:1] if types[:1] == ["uncertain"] else types


def _block(record: Record, number: int, corrections: Corrections) -> Block:
    segment = record["segments"][number]
    block = Block(
        number,
        segment,
        [],
        [check for check in record["checks"] if check["segment"] == number],
        corrections.of(label_of(record, number).target),
    )
    if not block.aside:
        block.rows = rows_of(record, number)
        for row in block.rows:
            if line := corrections.of(translation_of(record, row).target):
                correct(row, line)
    return block


def _shown(view: View, event: Record, spots: Sequence[Spot]) -> list[str]:
    """Anchors of the rows that show an event; of whole paragraphs where no sentence is known."""
    by_segment = {spot.segment: spot.at for spot in spots}
    anchors = []
    for number in event["evidence"]:
        block = view.blocks[number] if number < len(view.blocks) else None
        if block is None or not block.rows:
            continue
        at = by_segment.get(number)
        rows = [r for r in block.rows if at is not None and r.extent[0] <= at < r.extent[1]]
        for row in rows or block.rows:
            row.events.append(event["type"])
        anchors.append(rows[0].name if rows else block.rows[0].name)
    return anchors
