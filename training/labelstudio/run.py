"""The two ways: a store to tasks, an export to rows. Files are written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.store.base import Store, pages
from nlp.store.files import replace_text
from nlp.store.replacing import PAGE, ROWS, TASKS, check_replaceable, writing
from training.events.data import OTHER
from training.labelstudio.choose import Candidate, diverse, doubtful
from training.labelstudio.tasks import Task, page, task_of


def export(
    store: Store,
    kind: str,
    count: int,
    types: Mapping[str, str],
    out: Path,
    closed: bool = False,
) -> int:
    """Write the ``count`` tasks most worth labelling, and beside them the labelling page (``.xml``).

    Types that the store's records have beside ``types`` can be chosen too, unless these are ``closed``.
    Returns how many there are: fewer where the store holds fewer.
    """
    check_replaceable(out, TASKS)
    check_replaceable(out.with_suffix(".xml"), PAGE)
    pool = doubtful(store, kind, count)
    records: dict[str, Any] = {}
    for keys in pages(c.record for c in pool):
        records |= store.get(keys)
    chosen = diverse([_with_text(c, records[c.record]) for c in pool], count)
    tasks = [task_of(candidate, records[candidate.record], kind) for candidate in chosen]
    shown = out.with_suffix(".xml")
    with writing(out):
        replace_text(out, json.dumps(tasks, indent=1, ensure_ascii=False) + "\n")
    with writing(shown):
        replace_text(shown, page(kind, types if closed else _with_predicted(types, tasks)))
    return len(tasks)


def _with_predicted(types: Mapping[str, str], tasks: Sequence[Task]) -> dict[str, str]:
    """The types that can be chosen, with those that only the model of the store knows; ``other`` stays last."""
    told = [r for task in tasks for one in task["predictions"] for r in one["result"]]
    named = [choice for r in told for choice in r["value"].get("choices", ())]
    own = {name: "" for name in sorted({*named} - types.keys())}
    every = {**types, **own}
    return {name: every[name] for name in sorted(every, key=OTHER.__eq__)}


def _with_text(candidate: Candidate, record: dict[str, Any]) -> Candidate:
    """Texts are left behind while a store is looked through, and fetched for those that are chosen."""
    if candidate.segment is None:
        return candidate._replace(text=f"{record['title_en']}\n{record['body_en']}")
    return candidate._replace(text=record["segments"][candidate.segment]["text"])


def write_rows(out: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows as JSONL; how many."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    check_replaceable(out, ROWS)
    with writing(out):
        replace_text(out, "".join(lines))
    return len(lines)
