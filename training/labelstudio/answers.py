"""What was labelled in Label Studio, back as rows of our schema.

Reads the export formats JSON and JSON-MIN. Every task gives a row, a reason to leave it out that is
told (not labelled, cancelled), or a fault.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from nlp.errors import DataError

Row = dict[str, Any]
Answer = dict[str, list[str]]


class Answers(NamedTuple):
    """The kind of labels, the rows, and how many tasks gave none, by reason."""

    kind: str
    rows: list[Row]
    left_out: Counter[str]


def read(path: Path) -> Answers:
    """The answers of an export file.

    Raises:
        DataError: it is no export of tasks that `veille label export` made, or annotators disagree.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DataError([f"{path}: no JSON export of Label Studio: {error}"]) from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise DataError([f"{path}: a list of tasks is wanted (export as JSON or JSON-MIN)"])
    kinds = {str(_data(task).get("veille_kind")) for task in tasks}
    if len(kinds) != 1 or not kinds <= _ROWS.keys():
        raise DataError([f"{path}: the tasks are not those of one `veille label export`"])
    kind, rows, left_out, faults = kinds.pop(), [], Counter[str](), []
    for number, task in enumerate(tasks, 1):
        found = _answers(task)
        if not found:
            left_out["not labelled"] += 1
            continue
        try:
            rows.append(_row(kind, _data(task), found))
        except _Fault as fault:
            faults.append(f"{path}, task {task.get('id', number)}: {fault}")
    if faults:
        raise DataError(faults[:20], len(faults))
    return Answers(kind, rows, left_out)


class _Fault(Exception):
    """Why a task that was labelled gives no row."""


def _row(kind: str, data: Row, found: list[Answer]) -> Row:
    """The row that all annotators of a task agree on; the order of further types says nothing."""
    if lost := [name for name in _WANTED[kind] if not isinstance(data.get(name), str)]:
        raise _Fault(
            f"its data has no {lost[0]}; import the tasks as `veille label export` wrote them"
        )
    rows = [_ROWS[kind](data, answer) for answer in found]
    if len({json.dumps(_said(row), sort_keys=True) for row in rows}) > 1:
        told = " | ".join(sorted({_shown(answer) for answer in found}))
        raise _Fault(f"annotators disagree ({told}); settle it in Label Studio")
    return rows[0]


def _said(row: Row) -> Row:
    first, *others = row.get("events", [""])
    return {**row, "events": [first, *sorted(others)]}


def _data(task: Row) -> Row:
    data = task.get("data", task)  # JSON-MIN has the fields in the task itself
    return data if isinstance(data, dict) else {}


def _answers(task: Row) -> list[Answer]:
    """What each annotator said, by the name of the control."""
    if "data" not in task:  # JSON-MIN
        found = {n: _plain(task[n]) for n in _CONTROLS if task.get(n)}
        return [found] if found else []
    return [
        {
            part["from_name"]: _plain(part.get("value"))
            for part in annotation["result"]
            if part.get("from_name") in _CONTROLS
        }
        for annotation in task.get("annotations") or []
        if annotation.get("result") and not annotation.get("was_cancelled")
    ]


def _plain(value: Any) -> list[str]:
    """The texts of an answer, which may be one, a list, or a dictionary with either."""
    if isinstance(value, dict):
        value = value.get("choices") or value.get("text")
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, str) and one.strip()]


def _answer(answer: Answer, name: str) -> list[str]:
    if not (found := answer.get(name)):
        raise _Fault(f"{name}: not answered; answer it or take it out")
    return found


def _shown(answer: Answer) -> str:
    return ", ".join(f"{name} {'+'.join(values)[:40]}" for name, values in sorted(answer.items()))


def _event_row(data: Row, answer: Answer) -> Row:
    primary = _answer(answer, "primary")[0]
    others = [t for t in answer.get("secondary", []) if t != primary]
    about = {"id": data["veille_key"][:16], "group": data["veille_id"]}  # two may have one id
    head = {**about, "title": data["title"], "text": data["text"]}
    return {**head, "events": [primary, *others]}


def _translation_row(data: Row, answer: Answer) -> Row:
    return {
        "id": f"{data['veille_key'][:16]}-{data['veille_segment']}",
        "group": data["veille_id"],
        "lang": data["lang"],
        "source": data["source"],
        "target": " ".join(" ".join(_answer(answer, "english")).split()),
    }


def _segment_row(data: Row, answer: Answer) -> Row:
    return {
        "id": f"{data['veille_key'][:16]}-{data['veille_segment']}",
        "group": data["veille_id"],
        "text": data["text"],
        "label": _answer(answer, "label")[0],
        "lang": data.get("lang"),
    }


_NAMED = ("veille_key", "veille_id")
_WANTED = {
    "events": (*_NAMED, "title", "text"),
    "translation": (*_NAMED, "lang", "source"),
    "segments": (*_NAMED, "text"),
}
"""What the data of a task says for certain; a segment may have no language."""
_CONTROLS = ("primary", "secondary", "english", "label")
_ROWS = {"events": _event_row, "translation": _translation_row, "segments": _segment_row}
