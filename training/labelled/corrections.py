"""Corrections that readers made, turned into labelled data.

One JSON object a line: the ``key`` of the record, the ``field`` that was wrong, its ``old`` and its
``new`` value. What a field is called is in :data:`FIELDS` and what the four parts are in
:data:`NAMES`: a program that writes them otherwise is followed by a line there. The record itself
gives the rest (the source of a translation, the text of a label), so a store is needed.
"""

from __future__ import annotations

import re
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


class Correction(NamedTuple):
    """One correction; ``segment`` is the number of the segment that it is of, if of one."""

    place: Place
    key: str
    field: str
    old: Any
    new: Any
    segment: int | None = None


Records = Callable[[list[str]], Mapping[str, dict[str, Any]]]
"""Gives the records of keys, as :meth:`nlp.store.base.Store.get` does."""


def read(path: Path) -> Iterator[Correction]:
    """The corrections of a file.

    Raises:
        DataError: a line is no correction.
    """
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
        yield Correction(raw.place, str(found["key"]), field, found["old"], found["new"], number)


def labelled(
    corrections: Iterable[Correction], records: Records
) -> dict[str, list[dict[str, Any]]]:
    """The rows that corrections amount to, by task; several corrections of one field: the last.

    Raises:
        DataError: a correction of a record that is not there, or of what cannot be learnt from.
    """
    last = {(c.key, c.segment, c.field): c for c in corrections}
    found: dict[str, list[dict[str, Any]]] = {"events": [], "translation": [], "segments": []}
    faults = []
    known = dict(records(sorted({c.key for c in last.values()})))
    for correction in last.values():
        record = known.get(correction.key)
        try:
            if record is None:
                raise ValueError(f"key: the store has no record {correction.key[:16]}...")
            task, row = FIELDS[_field(correction)](correction, record)
            found[task].append(row)
        except ValueError as error:
            faults.append(f"{correction.place}: {error}")
    if faults:
        raise DataError(faults[:20], len(faults))
    return found


def _field(correction: Correction) -> str:
    if correction.field not in FIELDS:
        raise ValueError(f"field: nothing is learnt from {correction.field!r}; {', '.join(FIELDS)}")
    return correction.field


def _translation(c: Correction, record: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    segment = _segment(c, record)
    lang = segment["lang"] or record["lang"]
    if lang not in ("fr", "es"):
        raise ValueError(
            f"field: {c.field} of text in {lang!r}: only French and Spanish are translated"
        )
    return "translation", {
        "id": f"{c.key[:16]}-{_number(c, record)}",
        "group": record["id"],
        "lang": lang,
        "source": segment["text"],
        "target": str(c.new),
    }


def _label(c: Correction, record: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if c.new not in _LABELS:
        raise ValueError(f"new: {c.new!r} is no label, one of {', '.join(_LABELS)}")
    segment = _segment(c, record)
    row = {"id": f"{c.key[:16]}-{_number(c, record)}", "group": record["id"]}
    return "segments", {**row, "text": segment["text"], "label": c.new, "lang": segment["lang"]}


def _events(c: Correction, record: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    events = c.new if isinstance(c.new, list) else [part.strip() for part in str(c.new).split(";")]
    names = [event["type"] if isinstance(event, dict) else str(event) for event in events]
    return "events", {**article_of(record), "events": names}


def article_of(record: dict[str, Any]) -> dict[str, Any]:
    """Identifier, title and English paragraphs of a record, as a row of events has them."""
    paragraphs = [p for p in record["body_en"].split("\n\n") if p.strip()]
    title = record["title_en"] or ""
    return {"id": record["id"], "title": title, "paragraphs": paragraphs}


def _segment(c: Correction, record: dict[str, Any]) -> dict[str, Any]:
    number, segments = _number(c, record), record["segments"]
    if not 0 <= number < len(segments):
        raise ValueError(f"segment: no {number}; the record has {len(segments)}, counted from 0")
    return segments[number]


def _number(c: Correction, record: dict[str, Any]) -> int:
    if c.segment is not None:
        return c.segment
    titles = [i for i, s in enumerate(record["segments"]) if s["kind"] == "title"]
    if c.field == "title_en" and titles:
        return titles[0]
    raise ValueError(f"field: {c.field} of which segment? Write segments[N].{c.field}")


FIELDS: dict[str, Callable[[Correction, dict[str, Any]], tuple[str, dict[str, Any]]]] = {
    "en": _translation,
    "title_en": _translation,
    "events": _events,
    "label": _label,
}


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)
