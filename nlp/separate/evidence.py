"""What follows from a sketch: the segments that are repeated over their site.

Evidence are the pages that have prose of their own, found nowhere else on the site. Pages without
any are lists of teasers, versions of one article under other furniture, walls and error pages: on
those an article's own text is repeated, and it is no boilerplate for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.article import Segment
from nlp.separate.repeats import RULES_VERSION, hash_of_text, key_of
from nlp.separate.sample import Sample
from nlp.stage import hash_of

MIN_PAGES = 20
"""A site with fewer pages shows nothing."""

MIN_SEEN = 8
MIN_SHARE, MIN_SHARE_SHORT = 0.05, 0.1
"""A segment is repeated when it is on so many pages of its site, and on this share of them.

Short text needs more: subheadings come again, and so do titles in lists of popular articles.
"""

_VERSION = "evidence.1"


class Seen(NamedTuple):
    """A repeated segment is on ``count`` of the ``pages`` of its site that were looked at."""

    count: int
    pages: int

    @property
    def share(self) -> float:
        """The share of the pages (0-1)."""
        return self.count / self.pages

    @property
    def score(self) -> float:
        """Half for being repeated at all, the rest by the share of the pages."""
        return round(0.5 + self.share / 2, 4)

    @property
    def reason(self) -> str:
        """In words for the record."""
        return f"on {self.count:,} of {self.pages:,} pages of the site"


class Repeated:
    """The repeated segments of all sites; false where there are none.

    Example: ``Repeated.load("r.safetensors").on("example.org")(segment)``.
    """

    def __init__(self, sample: Sample) -> None:
        counts, self.sites = _counts(sample)
        self._seen = counts
        self.hash = hash_of([_VERSION, sample.hash])

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Repeated:
        """Read a sketch; raises :class:`nlp.errors.ConfigError` as :meth:`Sample.load` does."""
        return cls(Sample.load(path, RULES_VERSION))

    def __len__(self) -> int:
        return len(self._seen)

    def on(self, site: str) -> Callable[[Segment], Seen | None]:
        """What looks a segment of ``site`` up."""
        if hash_of_text(site) not in self.sites:
            return _unseen

        def look(segment: Segment) -> Seen | None:
            key = key_of(site, segment.kind, segment.text)
            return None if key is None else self._seen.get(key)

        return look


def _unseen(_: Segment) -> None:
    return None


def _counts(sample: Sample) -> tuple[dict[int, Seen], dict[int, int]]:
    """The repeated segments by key, and the evidence pages of each site that has enough of them."""
    places, place = np.unique(sample.places, return_inverse=True)
    site_of_place = np.zeros(len(places), np.uint64)
    site_of_place[place] = sample.sites
    keys, at = _pairs(sample.keys, np.repeat(place.astype(np.int32), sample.sizes))
    evidence = np.zeros(len(places), bool)
    evidence[at[_own_prose(keys)]] = True

    sites, pages = np.unique(site_of_place[evidence], return_counts=True)
    enough = {s: n for s, n in zip(sites.tolist(), pages.tolist(), strict=True) if n >= MIN_PAGES}
    keys, at = keys[evidence[at]], at[evidence[at]]
    first, counts = _runs(keys)
    first, counts = first[counts >= MIN_SEEN], counts[counts >= MIN_SEEN]
    owners = site_of_place[at[first]].tolist()
    rows = zip(keys[first].tolist(), counts.tolist(), owners, strict=True)
    seen = {key: Seen(n, enough[site]) for key, n, site in rows if site in enough}
    return {key: s for key, s in seen.items() if s.share >= _least(key)}, enough


def _least(key: int) -> float:
    return MIN_SHARE if key & 1 else MIN_SHARE_SHORT


def _pairs(
    keys: NDArray[np.uint64], places: NDArray[np.int32]
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """The distinct pairs, in the order of the keys."""
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
    return keys[new], places[new]


def _own_prose(keys: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Where in sorted ``keys`` prose stands that is there once."""
    first, counts = _runs(keys)
    return first[(counts == 1) & (keys[first] & np.uint64(1) == 1)]


def _runs(keys: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each of the sorted ``keys`` begins, and how often it is there."""
    new = np.ones(len(keys), bool)
    new[1:] = keys[1:] != keys[:-1]
    first = np.flatnonzero(new)
    return first, np.diff(first, append=len(keys))
