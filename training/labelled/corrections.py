"""Corrections made in ``veille read``, turned into labelled data (``docs/corrections.md``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nlp.errors import ConfigError, DataError
from nlp.reader.corrections import Corrections, labelled

Row = dict[str, Any]

_TASKS = {"translation": "translation", "events": "events", "labels": "segments"}
REPAIR = "repair"  # corrected sentences of English input: pairs of found and mended


def read(folder: Path) -> dict[str, list[Row]]:
    """The rows that the standing corrections of a folder amount to, by task.

    The article is the ``group``, so that no article is on both sides of a split. English input that
    was mended comes as rows of the task repair.

    Raises:
        ConfigError: there is no such folder.
        DataError: lines of its files are no corrections.
    """
    if not folder.is_dir():
        raise ConfigError(
            f"{folder} is no folder of corrections (STORE.corrections beside a store)"
        )
    noted = Corrections(folder, by="training")
    if noted.faults:
        raise DataError(noted.faults[:20], len(noted.faults))
    found: dict[str, list[Row]] = {}
    for line in noted.standing():
        task, row = _TASKS[line["field"]], {**labelled(line), "id": line["correction"]}
        if task == "translation" and line["lang"] not in ("fr", "es"):
            task = REPAIR
        found.setdefault(task, []).append({**row, "group": line["id"]})
    return found


def article_of(record: dict[str, Any]) -> Row:
    """Identifier, title and English paragraphs of a record, as a row of events has them."""
    paragraphs = [p for p in record["body_en"].split("\n\n") if p.strip()]
    title = record["title_en"] or ""
    return {"id": record["id"], "title": title, "paragraphs": paragraphs}
