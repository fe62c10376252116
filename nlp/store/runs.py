"""The runs noted beside a store, for ``veille status``: when, with what, and what came of them."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.store.database import Database


class Runs:
    """Rows of the table ``runs``; a status is running, done, interrupted, failed or killed."""

    def __init__(self, side: Database) -> None:
        from nlp.store.tables import SIDE

        self._side = side
        self._table = SIDE.tables["runs"]

    def start(self, options: Mapping[str, Any], model_hash: str, config_hash: str) -> int:
        """Note a run that begins; its number."""
        row = {
            "started": _now(),
            "updated": _now(),
            "status": "running",
            "process": f"{socket.gethostname()}:{os.getpid()}",
            "options": json.dumps(options, default=str),
            "model_hash": model_hash,
            "config_hash": config_hash,
            "balance": "{}",
        }
        self._mark_killed()
        with self._side.write() as connection:
            return connection.scalars(
                self._table.insert().values(row).returning(self._table.c.id)
            ).one()

    def note(self, run: int, balance: Mapping[str, Any], status: str = "running") -> None:
        """Note how far a run is, and its end when ``status`` is not ``running``."""
        values = {"balance": json.dumps(balance), "updated": _now(), "status": status}
        if status != "running":
            values["ended"] = _now()
        table = self._table
        with self._side.write() as connection:
            connection.execute(table.update().where(table.c.id == run).values(values))

    def list(self, limit: int = 10) -> list[dict[str, Any]]:
        """The last runs, newest first, with ``options`` and ``balance`` as dictionaries.

        A run of this machine whose process is gone is told as ``killed``, before the next run notes it.
        """
        from sqlalchemy import select

        table = self._table
        with self._side.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.id.desc()).limit(limit)).all()
        found = [dict(row._mapping) for row in rows]
        host = socket.gethostname()
        for row in found:
            row.update({name: json.loads(row[name]) for name in ("options", "balance")})
            if row["status"] == "running" and _is_gone(row["process"], host):
                row["status"] = "killed"
        return found

    def options(self, run: int) -> dict[str, Any]:
        """The options noted with a run; none where there is no such run."""
        from sqlalchemy import select

        query = select(self._table.c.options).where(self._table.c.id == run)
        with self._side.read() as connection:
            found: dict[str, Any] = json.loads(connection.scalar(query) or "{}")
        return found

    def _mark_killed(self) -> None:
        """Runs of this machine that are noted as running and whose process is gone."""
        from sqlalchemy import select

        table, host = self._table, socket.gethostname()
        running = select(table.c.id, table.c.process).where(table.c.status == "running")
        with self._side.read() as connection:
            rows = connection.execute(running).all()
        gone = [row.id for row in rows if _is_gone(row.process, host)]
        if gone:
            with self._side.write() as connection:
                values = {"status": "killed"}
                connection.execute(table.update().where(table.c.id.in_(gone)).values(values))


def _is_gone(process: str, host: str) -> bool:
    where, _, number = process.rpartition(":")
    if where != host:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
