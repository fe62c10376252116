"""Prune a store: let results go that a newer one of the same article has taken the place of.

A new model, glossary or configuration makes new results beside the old ones, and nothing is deleted
first. Once they are not wanted any more to compare with or to go back to, they are only weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.store.base import Store
from nlp.store.restored import restored
from nlp.store.sql import SqlStore


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many results of a store went, and how many are left.

    ``made`` counts those that went by what made them: model hash, configuration hash.
    """

    url: str
    results: int
    left: int
    made: dict[tuple[str, str], int]


def prune(store: Store, *, dry_run: bool = False) -> Pruned:
    """Take all but the newest result of each article out of ``store``, and give up their space.

    What lies at its side stays: the quarantine, the runs and what was restored; and so do all
    results of an article of which segments were restored, as the next run would make what went
    again, in front of the restored one. Results that come in meanwhile stay too. A kill in between
    leaves a store that opens, and the same call again takes out the rest. Raises
    :class:`nlp.errors.StoreLost` where another program keeps a database from giving up the space;
    the results are gone then, and the same call gives it up.
    """
    by_hand = {row["content_hash"] for row in restored(store)}
    found = [made for content, *made in superseded(store) if content not in by_hand]
    keys, made = (
        [key for key, _, _ in found],
        Counter((model, config) for _, model, config in found),
    )
    before = store.count()
    if dry_run:
        return Pruned(store.url, len(keys), before - len(keys), made)
    gone = store.erase(keys) if keys else 0
    store.side.scrub()  # always: a call before may have been cut short between the two
    return Pruned(store.url, gone, store.count(), made)


def superseded(store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Content hash, key, model hash and configuration hash of the results that are not the newest of
    their article.

    A database is asked for them; a store of files is read to its end, with a few hundred bytes of
    memory for each article, as what is deleted must be told apart exactly.
    """
    if isinstance(store, SqlStore):
        yield from store.all_superseded()
        return
    newest: dict[str, tuple[str, str, str]] = {}  # by content hash
    for record in store:
        content, made = record["content_hash"], record["provenance"]
        older = newest.get(content)
        newest[content] = record["key"], made["model_hash"], made["config_hash"]
        if older is not None:
            yield content, *older
