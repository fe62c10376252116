"""Several stores of one run: quarantine and runs lie at the first, and the others note which it is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nlp.store.base import Store
from nlp.store.places import gone_along, store_from
from nlp.store.waiting import working_folder

_FIRST, _FROM = "quarantine", "quarantine_from"
"""Names of notes: the first store, and in which folder it was named so and how the noting store was."""


def note_first(stores: Sequence[Store]) -> None:
    """Note in every store but the first where its quarantine lies."""
    from nlp.store.tables import SIDE

    table, where = SIDE.tables["veille"], stores[0].url
    for store in stores[1:]:
        noted = {_FIRST: where, _FROM: json.dumps([working_folder(), store.url])}
        if _noted(store) == noted:
            continue
        with store.side.write() as connection:
            for name, value in noted.items():
                row = store.side.insert(table).values(name=name, value=value)
                connection.execute(
                    row.on_conflict_do_update(index_elements=["name"], set_={"value": value})
                )


def first_of(store: Store) -> str | None:
    """The store beside which this one was written last; None where it was alone or the first.

    Where both were moved together it is found in the new place.
    """
    noted = _noted(store)
    if (first := noted.get(_FIRST)) is None or _FROM not in noted:
        return first
    folder, own = json.loads(noted[_FROM])
    folder = None if folder == working_folder() else folder
    return gone_along(store_from(folder, first), store_from(folder, own), store.url)


def _noted(store: Store) -> dict[str, str]:
    from sqlalchemy import select

    from nlp.store.tables import SIDE

    table = SIDE.tables["veille"]
    query = select(table.c.name, table.c.value).where(table.c.name.in_([_FIRST, _FROM]))
    with store.side.read() as connection:
        return {row.name: row.value for row in connection.execute(query)}
