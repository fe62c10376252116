"""What veille wrote is no article: records, manifests, logs, tasks, reports and figures of other runs.

They lie beside archives, and a run over the whole folder would take them for news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nlp.errors import ReadError
from nlp.stage import Reason

_VERSIONS = ("veille.record.", "veille.run.")  # how the version of every record and manifest begins
_LOGGED = {"time", "event", "process"}
_PAGE = re.compile(rb"<meta name=\"generator\" content=\"veille ")
_FIGURES = re.compile(rb"# (?:TYPE|HELP|UNIT) veille_\w+")
_HEAD = 2000  # bytes of a document that say what it is


def check_row(row: Mapping[Any, Any]) -> None:
    """Raise :class:`ReadError` (``UNSUPPORTED``) for a row that veille wrote, or that stands before one.

    A record of a store would become a second article; an action stands before one in a file for search
    servers.
    """
    version = row.get("version")
    if isinstance(version, str) and version.startswith(_VERSIONS):
        raise ReadError(Reason.UNSUPPORTED, "a record that veille wrote, and no article")
    action = row.get("index") if len(row) == 1 else None
    if isinstance(action, dict) and "_id" in action and action.keys() <= {"_index", "_id"}:
        raise ReadError(Reason.UNSUPPORTED, "an action for a search server, and no article")
    if row.keys() >= _LOGGED and isinstance(row["process"], int):
        raise ReadError(Reason.UNSUPPORTED, "a line of a log of veille, and no article")
    data = row.get("data")
    if isinstance(data, dict) and "veille_kind" in data:
        raise ReadError(Reason.UNSUPPORTED, "a task for labelling, and no article")


def check_bytes(data: bytes) -> None:
    """Raise :class:`ReadError` (``UNSUPPORTED``) for a report of veille, and for figures of a run."""
    head = data[:_HEAD]
    if _PAGE.search(head):
        raise ReadError(Reason.UNSUPPORTED, "a report of veille, and no article")
    if _FIGURES.match(head):
        raise ReadError(Reason.UNSUPPORTED, "figures of a run of veille, and no article")
