"""The stores beside which a store was written: the other ``--to`` of its runs.

Quarantine and runs lie at the first store of a run alone, and the others note which one that is
(:mod:`nlp.store.first`). So what is done to one store by hand can be done to all of them, or told.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import closing

from nlp.errors import ConfigError, StopRun
from nlp.store.base import Store
from nlp.store.first import first_of
from nlp.store.places import place_of, store_from
from nlp.store.remote import is_remote
from nlp.store.runs import Runs


def siblings(store: Store) -> list[str]:
    """The URLs, as they are found from here, of the stores that runs wrote to together with ``store``.

    Where ``store`` was a further ``--to``, its first one is asked for the rest; one that cannot be
    opened is named alone.
    """
    first = first_of(store)
    found = [] if first is None else [first, *_beside_named(first)]
    return without([*found, *_beside(store)], [store.url])


def not_among(stores: Sequence[Store]) -> list[str]:
    """The URLs of the stores that runs wrote to together with ``stores`` and that are none of them."""
    found = [url for store in stores for url in siblings(store)]
    return without(found, [store.url for store in stores])


def without(urls: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of ``urls`` that are none of ``known``, each place once, however it is spelled."""
    seen = {_place(url) for url in known}
    left: dict[str, str] = {}
    for url in urls:
        if _place(url) not in seen:
            left.setdefault(_place(url), url)
    return list(left.values())


def _beside_named(url: str) -> list[str]:
    from nlp.store import open_store

    try:
        with closing(open_store(url, read_only=True, must_exist=True)) as store:
            return _beside(store)
    except (ConfigError, StopRun):
        return []


def _beside(first: Store) -> list[str]:
    """The further stores of the runs that are noted beside ``first``."""
    told = Runs(first.side).stores()
    return [store_from(folder, url) for folder, urls in told for url in urls[1:]]


def _place(url: str) -> str:
    """What two spellings of one store have in common."""
    place = place_of(url)
    return url if place is None or is_remote(place) else os.path.realpath(place)
