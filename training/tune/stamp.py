"""What a run is told by, beside its recipe: kept in `run.json`, compared before a run goes on.

A recipe names its files and its start; what was *in* them is told here, so that a list of types that was
edited, or a name that means another model by now, is not taken for the same run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp.checkpoints import Checkpoint
from training.tune.recipe import SCRATCH

CHANGED = {
    "start": "from another model to start from",
    "types": "with other event types",
    "noise": "with other noise files",
    "fields": "with another --field",
}
"""What is said of a part of the basis that is not what it was."""


def basis(
    start: Checkpoint | None, fields: Mapping[str, str] | None, **more: Any
) -> dict[str, Any]:
    """What a run rests on: the content hash of its start (None: scratch), ``--field``, and ``more``.

    ``more`` may have ``types`` (in the order of the labels) and ``noise`` (SHA-256 by path).
    """
    return {"start": start.hash if start else SCRATCH, "fields": dict(fields or {}), **more}


def difference(known: Mapping[str, Any] | None, stamp: Mapping[str, Any]) -> str | None:
    """In what a run that was stamped ``known`` is another than the one asked for; None: the same.

    A part that an older version did not stamp cannot be told apart, and counts as the same.
    """
    if known is None:
        return "without a run.json that can be read"
    if known.get("recipe") != stamp["recipe"]:
        return "with another recipe"
    if known.get("data") != stamp["data"]:
        return "with other data"
    before = known.get("basis", {})
    changed = (name for name, value in stamp["basis"].items() if before.get(name, value) != value)
    return next((CHANGED[name] for name in changed), None)


def read(path: Path) -> dict[str, Any] | None:
    """The stamp of a run; None where there is none, or one that cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
