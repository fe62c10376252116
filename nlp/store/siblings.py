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
from nlp.store.places import gone_along, is_there, place_of, store_from
from nlp.store.postgres import is_postgres, parsed, shown, without_password
from nlp.store.remote import is_remote
from nlp.store.runs import Runs
from nlp.wording import printable


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


def told_of(urls: Iterable[str], undone: str) -> list[str]:
    """Lines about stores that were written by the same runs, and to which this was not done: ``undone``."""
    here, gone = [], []
    for url in urls:
        (here if is_there(url) else gone).append(printable(url))
    lines = []
    if here:
        lines.append(
            f"also written by the runs of these stores, and not {undone}: {', '.join(here)}"
        )
    if gone:
        lines.append(
            "written by these runs too, and not there any more (removed, or moved without these stores):"
            f" {', '.join(gone)}"
        )
    return lines


def beside(first: str, folder: str | None, urls: Sequence[str]) -> list[str]:
    """Where the further ones of ``urls`` are found, to which a run in ``folder`` wrote.

    ``first`` is where the first of them is now: those that were moved with it are found there.
    """
    found = [store_from(folder, url) for url in urls]
    return [gone_along(url, found[0], first) for url in found[1:]]


def check_apart(urls: Sequence[str]) -> None:
    """Raise :class:`ConfigError` where two of the URLs name one store: it would be noted beside itself."""
    seen: dict[str, str] = {}
    for url in urls:
        if other := seen.get(_place(url)):
            told = [f"--to {without_password(one)}" for one in (other, url)]
            raise ConfigError(f"{' and '.join(told)} are one store; name each once")
        seen[_place(url)] = url


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
    return [url for folder, urls in told for url in beside(first.url, folder, urls)]


def _place(url: str) -> str:
    """What two spellings of one store have in common."""
    if is_postgres(url):
        return shown(parsed(url))
    place = place_of(url)
    return url if place is None or is_remote(place) else os.path.realpath(place)
