"""Several stores of one run: quarantine and runs lie at the first, and the others note which it is."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.store.base import Store

_NAME = "quarantine"


def note_first(stores: Sequence[Store]) -> None:
    """Note in every store but the first where its quarantine lies."""
    from nlp.store.tables import SIDE

    table, where = SIDE.tables["veille"], stores[0].url
    for store in stores[1:]:
        if first_of(store) == where:
            continue
        row = store.side.insert(table).values(name=_NAME, value=where)
        with store.side.write() as connection:
            connection.execute(
                row.on_conflict_do_update(index_elements=["name"], set_={"value": where})
            )


def first_of(store: Store) -> str | None:
    """The store beside which this one was written last; None where it was alone or the first."""
    from sqlalchemy import select

    from nlp.store.tables import SIDE

    table = SIDE.tables["veille"]
    with store.side.read() as connection:
        found: str | None = connection.scalar(select(table.c.value).where(table.c.name == _NAME))
    return found
