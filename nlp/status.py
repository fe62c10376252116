"""What a store holds and what its last runs did: the figures behind ``veille status``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from nlp.quarantine import Quarantine
from nlp.store.base import Store
from nlp.store.first import first_of
from nlp.store.runs import Runs
from nlp.store.sql import SqlStore


def status(store: Store, *, runs: int = 5) -> dict[str, Any]:
    """Counts of records, languages, primary events, what was set aside, quarantine, last runs.

    ``beside`` is the store that holds quarantine and runs where this one was a further ``--to``.
    ``records`` counts every version, ``articles`` the newest of each. A SQLite store is asked; of a
    store of files every record is read.
    """
    counted = _of_sql(store) if isinstance(store, SqlStore) else _of_records(store)
    held = Quarantine(store.side).counts()
    return {
        "url": store.url,
        "records": store.count(),
        **counted,
        "quarantine": [
            {"reason": reason.value, "status": state, "rows": n}
            for (reason, state), n in held.items()
        ],
        "runs": Runs(store.side).list(runs),
        "beside": first_of(store),
    }


def _of_sql(store: SqlStore) -> dict[str, Any]:
    def counts(connection: Any, column: str, table: str) -> dict[str | None, int]:
        query = f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1"
        return {row[0]: row[1] for row in connection.exec_driver_sql(query)}

    with store.side.read() as connection:
        languages = counts(connection, "lang", "latest")
        return {
            "articles": sum(languages.values()),
            "languages": languages,
            "events": counts(connection, "primary_event", "latest"),
            "set_aside": counts(connection, "label", "set_aside"),
        }


def _of_records(store: Store) -> dict[str, Any]:
    """The same figures from the records; of several versions of an article the last one counts."""
    latest: dict[str, tuple[str | None, str | None, list[str]]] = {}
    for record in store:
        primary = next((e["type"] for e in record["events"] if e["primary"]), None)
        aside = [s["label"] for s in record["segments"] if s["label"] in ("boilerplate", "spam")]
        latest[record["content_hash"]] = (record["lang"], primary, aside)
    return {
        "articles": len(latest),
        "languages": _ordered(Counter(lang for lang, _, _ in latest.values())),
        "events": _ordered(Counter(primary for _, primary, _ in latest.values())),
        "set_aside": _ordered(Counter(label for *_, aside in latest.values() for label in aside)),
    }


def _ordered(counter: Counter[Any]) -> dict[Any, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], str(item[0]))))
