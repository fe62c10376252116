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
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError([f"{path}: no JSON export of Label Studio: {error}"]) from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise DataError([f"{path}: a list of tasks is wanted (export as JSON or JSON-MIN)"])
    kinds = {_data(task).get("veille_kind") for task in tasks}
    if len(kinds) != 1 or None in kinds:
        raise DataError([f"{path}: the tasks are not those of one `veille label export`"])
    kind, rows, left_out, faults = kinds.pop(), [], Counter[str](), []
    for number, task in enumerate(tasks, 1):
        found = _answers(task)
        place = f"{path}, task {task.get('id', number)}"
        if not found:
            left_out["not labelled"] += 1
        elif len({json.dumps(answer, sort_keys=True) for answer in found}) > 1:
            told = " | ".join(sorted({_shown(answer) for answer in found}))
            faults.append(f"{place}: annotators disagree ({told}); settle it in Label Studio")
        else:
            try:
                rows.append(_ROWS[kind](_data(task), found[0]))
            except KeyError as error:
                faults.append(f"{place}: {error.args[0]}: not answered; answer it or take it out")
    if faults:
        raise DataError(faults[:20], len(faults))
    return Answers(kind, rows, left_out)


def _data(task: Row) -> Row:
    return task.get("data", task)  # JSON-MIN has the fields in the task itself


def _answers(task: Row) -> list[dict[str, list[str]]]:
    """What each annotator said, by the name of the control."""
    if "data" not in task:  # JSON-MIN
        found = {n: _plain(task[n]) for n in _CONTROLS if task.get(n)}
        return [found] if found else []
    return [
        {
            part["from_name"]: list(part["value"].get("choices") or part["value"].get("text") or [])
            for part in annotation["result"]
            if part.get("from_name") in _CONTROLS
        }
        for annotation in task.get("annotations", [])
        if annotation.get("result") and not annotation.get("was_cancelled")
    ]


def _plain(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("choices") or value.get("text") or []
    return [value] if isinstance(value, str) else list(value)


def _shown(answer: dict[str, list[str]]) -> str:
    return ", ".join(f"{name} {'+'.join(values)[:40]}" for name, values in sorted(answer.items()))


def _event_row(data: Row, answer: dict[str, list[str]]) -> Row:
    primary = answer["primary"][0]
    others = [t for t in answer.get("secondary", []) if t != primary]
    about = {"id": data["veille_key"][:16], "group": data["veille_id"]}  # two may have one id
    head = {**about, "title": data["title"], "text": data["text"]}
    return {**head, "events": [primary, *others]}


def _translation_row(data: Row, answer: dict[str, list[str]]) -> Row:
    return {
        "id": f"{data['veille_key'][:16]}-{data['veille_segment']}",
        "group": data["veille_id"],
        "lang": data["lang"],
        "source": data["source"],
        "target": " ".join(" ".join(answer["english"]).split()),
    }


def _segment_row(data: Row, answer: dict[str, list[str]]) -> Row:
    return {
        "id": f"{data['veille_key'][:16]}-{data['veille_segment']}",
        "group": data["veille_id"],
        "text": data["text"],
        "label": answer["label"][0],
        "lang": data["lang"],
    }


_CONTROLS = ("primary", "secondary", "english", "label")
_ROWS = {"events": _event_row, "translation": _translation_row, "segments": _segment_row}
