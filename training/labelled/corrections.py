"""Corrections that readers made, turned into labelled data.

One JSON object a line: the ``key`` of the record, the ``field`` that was wrong, its ``old`` and its
``new`` value; the ``segment`` if it is of one. `veille read` writes them with what can be learnt from
beside (``source`` and ``lang``, ``title`` and ``paragraphs``, ``text``); lines without get it from the
store. What a field is called is in :data:`FIELDS` and what the parts are in :data:`NAMES`: a program that
writes them otherwise is followed by a line there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from nlp.errors import DataError
from training.labelled.files import BadRow, Place, rows

NAMES: dict[str, tuple[str, ...]] = {
    "key": ("key", "record", "record_key"),
    "field": ("field", "path"),
    "old": ("old", "before"),
    "new": ("new", "after"),
    "segment": ("segment",),
}
_SEGMENT = re.compile(r"segments?[.\[/:](\d+)\]?[./:]?(\w*)")
_LABELS = ("content", "boilerplate", "spam")
TASKS = ("events", "translation", "segments")
Row = dict[str, Any]


class Correction(NamedTuple):
    """One correction; ``segment`` is the number of the segment that it is of, if of one.

    ``line`` is everything that the file says; its ``correction`` and ``undoes`` are identifiers.
    """

    place: Place
    key: str
    field: str
    old: Any
    new: Any
    segment: int | None
    line: Row

    @property
    def target(self) -> tuple[Any, ...]:
        """What it is of: a later correction of the same takes its place."""
        article = self.line.get("content_hash") or self.key
        text = self.line.get("source") or self.line.get("text") or self.segment
        return article, self.field, text


class Learnt(NamedTuple):
    """Rows by task, and how many corrections gave none, by reason."""

    rows: dict[str, list[Row]]
    left_out: Counter[str]


Records = Callable[[list[str]], Mapping[str, Row]]
"""Gives the records of keys, as :meth:`nlp.store.base.Store.get` does."""


def read(path: Path) -> Iterator[Correction]:
    """The corrections of a file, or of every ``.jsonl`` of a folder.

    Raises:
        DataError: there is none, or a line is no correction.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise DataError([f"{path}: no corrections (.jsonl) in this folder"])
    for file in files:
        yield from _of_file(file)


def _of_file(path: Path) -> Iterator[Correction]:
    for raw in rows(path):
        if isinstance(raw, BadRow):
            raise DataError([f"{raw.place}: {raw.fault}"])
        found = {ours: _first(raw.fields, theirs) for ours, theirs in NAMES.items()}
        lacking = [ours for ours in ("key", "field", "new") if found[ours] is None]
        if lacking:
            wanted = ", ".join("/".join(NAMES[name]) for name in lacking)
            raise DataError([f"{raw.place}: {wanted}: missing; wanted: key, field, old, new"])
        segment, field = found["segment"], str(found["field"])
        if inner := _SEGMENT.fullmatch(field):
            segment, field = int(inner[1]), inner[2] or "en"
        number = None if segment is None else int(segment)
        key, old, new = str(found["key"]), found["old"], found["new"]
        yield Correction(raw.place, key, field, old, new, number, raw.fields)


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that were neither undone nor replaced by a later one of the same thing, in order."""
    undone: set[str] = set()
    last: dict[tuple[Any, ...], Correction] = {}
    for correction in reversed(list(corrections)):
        if correction.line.get("correction") in undone:
            continue
        if undoes := correction.line.get("undoes"):
            undone.add(undoes)
        else:
            last.setdefault(correction.target, correction)
    return list(last.values())[::-1]


def labelled(corrections: Iterable[Correction], records: Records) -> Learnt:
    """The rows that the standing corrections amount to.

    Raises:
        DataError: a correction of a record that is not there, or of what cannot be learnt from.
    """
    chosen = standing(corrections)
    found = Learnt({task: [] for task in TASKS}, Counter())
    known = records(sorted({c.key for c in chosen}))
    faults = []
    for correction in chosen:
        try:
            if correction.field not in FIELDS:
                names = ", ".join(FIELDS)
                raise ValueError(f"field: nothing is learnt from {correction.field!r}; {names}")
            task, row = FIELDS[correction.field](correction, known.get(correction.key))
            if row.get("lang") == "en" and task == "translation":
                found.left_out["repairs of English, which nothing learns from yet"] += 1
            else:
                found.rows[task].append(row)
        except ValueError as error:
            faults.append(f"{correction.place}: {error}")
    if faults:
        raise DataError(faults[:20], len(faults))
    return found


def _translation(c: Correction, record: Row | None) -> tuple[str, Row]:
    if "source" in c.line:
        lang, source, group = c.line.get("lang"), c.line["source"], c.line.get("id", c.key)
    else:
        stored = _stored(c, record)
        segment = _segment(c, stored)
        lang, source, group = segment["lang"] or stored["lang"], segment["text"], stored["id"]
    if lang not in ("fr", "es", "en"):
        raise ValueError(
            f"field: {c.field} of text in {lang!r}: only French and Spanish are learnt"
        )
    row = {"id": _name(c), "group": group, "lang": lang, "source": source, "target": str(c.new)}
    return "translation", row


def _label(c: Correction, record: Row | None) -> tuple[str, Row]:
    if c.new not in _LABELS:
        raise ValueError(f"new: {c.new!r} is no label, one of {', '.join(_LABELS)}")
    if "text" in c.line:
        lang, text, group = c.line.get("lang"), c.line["text"], c.line.get("id", c.key)
    else:
        stored = _stored(c, record)
        segment = _segment(c, stored)
        lang, text, group = segment["lang"], segment["text"], stored["id"]
    row = {"id": _name(c), "group": group, "text": text, "label": c.new, "lang": lang}
    return "segments", row


def _events(c: Correction, record: Row | None) -> tuple[str, Row]:
    events = c.new if isinstance(c.new, list) else [part.strip() for part in str(c.new).split(";")]
    names = [event["type"] if isinstance(event, dict) else str(event) for event in events]
    if "paragraphs" in c.line:
        article = {"id": c.line.get("id", c.key), "title": c.line.get("title") or ""}
        return "events", {**article, "paragraphs": c.line["paragraphs"], "events": names}
    return "events", {**article_of(_stored(c, record)), "events": names}


def article_of(record: Row) -> Row:
    """Identifier, title and English paragraphs of a record, as a row of events has them."""
    paragraphs = [p for p in record["body_en"].split("\n\n") if p.strip()]
    return {"id": record["id"], "title": record["title_en"] or "", "paragraphs": paragraphs}


FIELDS: dict[str, Callable[[Correction, Row | None], tuple[str, Row]]] = {
    "translation": _translation,
    "en": _translation,
    "title_en": _translation,
    "events": _events,
    "labels": _label,
    "label": _label,
}


def _stored(c: Correction, record: Row | None) -> Row:
    if record is None:
        raise ValueError(f"key: no record {c.key[:16]}...; give the store that holds it (--store)")
    return record


def _segment(c: Correction, record: Row) -> Row:
    segments = record["segments"]
    number = c.segment
    if number is None and c.field == "title_en":
        number = next((i for i, s in enumerate(segments) if s["kind"] == "title"), None)
    if number is None:
        raise ValueError(f"field: {c.field} of which segment? Write segments[N].{c.field}")
    if not 0 <= number < len(segments):
        raise ValueError(f"segment: no {number}; the record has {len(segments)}, counted from 0")
    return segments[number]


def _name(c: Correction) -> str:
    """An identifier for the row: that of the correction, else made of record, segment and field."""
    return str(c.line.get("correction") or f"{c.key[:16]}-{c.segment}-{c.field}")


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)
