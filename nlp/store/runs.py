"""The runs noted beside a store, for ``veille status``: when, with what, and what came of them."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.store.database import Database

_BEGAN = "process_began"  # among the options: when the process did, as numbers are used again


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
            "options": json.dumps({**options, _BEGAN: _began(os.getpid())}, default=str),
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
            gone = row["status"] == "running" and _is_gone(row["process"], row["options"], host)
            row.update({name: json.loads(row[name]) for name in ("options", "balance")})
            row["status"] = "killed" if gone else row["status"]
        return found

    def options(self, run: int) -> dict[str, Any]:
        """The options noted with a run; none where there is no such run."""
        from sqlalchemy import select

        query = select(self._table.c.options).where(self._table.c.id == run)
        with self._side.read() as connection:
            found: dict[str, Any] = json.loads(connection.scalar(query) or "{}")
        return found

    def stores(self) -> list[tuple[str | None, list[str]]]:
        """To which stores runs wrote, the first one first, each with the folder (None: nobody knows)
        where the further ones were named; each once."""
        from sqlalchemy import select

        query = select(self._table.c.options).order_by(self._table.c.id)
        with self._side.read() as connection:
            noted = [json.loads(options) for options in connection.scalars(query)]
        found = {(o.get("cwd"), tuple(o.get("to", []))): None for o in noted}
        return [(folder, list(urls)) for folder, urls in found]

    def _mark_killed(self) -> None:
        """Runs of this machine that are noted as running and whose process is gone."""
        from sqlalchemy import select

        table, host = self._table, socket.gethostname()
        columns = (table.c.id, table.c.process, table.c.options)
        with self._side.read() as connection:
            rows = connection.execute(select(*columns).where(table.c.status == "running")).all()
        own = f"{host}:{os.getpid()}"
        gone = [
            row.id
            for row in rows
            if _is_gone(row.process, row.options, host)
            # of a veille that noted no time: the number came round, as 1 always does in a container
            or (row.process == own and _BEGAN not in json.loads(row.options))
        ]
        if gone:
            with self._side.write() as connection:
                values = {"status": "killed"}
                connection.execute(table.update().where(table.c.id.in_(gone)).values(values))


def _is_gone(process: str, options: str, host: str) -> bool:
    """Whether a process of this machine has ended: its number is not there, or is another's now."""
    where, _, number = process.rpartition(":")
    if where != host:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it is there, though not ours
    noted, now = json.loads(options).get(_BEGAN), _began(int(number))
    return noted is not None and now is not None and noted != now


def _began(process: int) -> str | None:
    """When a process began, in a form to compare: the boot and the clock ticks since then. None
    where the system does not tell (it has no /proc)."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        about = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return None
    # field 22; the second is the name of the program, which may hold spaces and brackets
    return f"{boot} {about.rpartition(b')')[2].split()[19].decode('ascii')}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
