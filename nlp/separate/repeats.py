"""A sketch of an archive that tells which text is repeated over many pages of one site.

For each site a bottom-k sample of its distinct pages is kept: those whose content hashes lowest
(Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches"), each with the hashes of its
segments. What is in the sample depends on the set of pages alone. So neither their order nor how
often a page was met changes anything, sketches of parts of an archive merge into that of the whole
even where the parts overlap, and a small archive is counted exactly. A count-min sketch has none of
this: to count a page once it needs to remember the pages, and those that two sketches share are
counted twice in their sum. :mod:`nlp.separate.evidence` says what follows from a sketch.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import numpy as np

from nlp.article import Article, SegmentKind
from nlp.errors import ConfigError
from nlp.segment import RULES_VERSION as SEGMENT_RULES
from nlp.separate.sample import Bounds, Sample
from nlp.separate.sites import page_of, site_of

RULES_VERSION = f"repeats.1 {SEGMENT_RULES}"
"""What decides which hash a segment has: a sketch of other rules would find nothing."""

PROSE = 80
"""Characters from which a segment counts as prose if it ends a sentence; else it takes twice that."""

_LETTERS = 3  # a segment with fewer is no text: a figure, an arrow, a rule
_ALL = 2**64
_FIGURE = re.compile(r"\d+(?:[ .,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def normalised(text: str, kind: SegmentKind = "paragraph") -> str:
    """What is compared: case folded, white space collapsed, and figures as ``0`` in short labels.

    "Read 12 comments" and "Page 3 of 9" count together with their like. Titles, prose and sentences
    keep their figures: those of a weekly bulletin are its news.
    """
    folded = " ".join(text.casefold().split())
    if kind == "title" or len(folded) >= PROSE or _SENTENCE_END.search(folded[-4:]):
        return folded
    return _FIGURE.sub("0", folded)


def key_of(site: str, kind: SegmentKind, text: str) -> int | None:
    """The hash (64 bits) of a segment on a site; None for one that holds no words.

    A title is another thing than the same words elsewhere: a popular article's title stands in
    lists all over its site. The lowest bit is set for prose.
    """
    found = normalised(text, kind)
    if sum(map(str.isalpha, found[:200])) < _LETTERS:
        return None
    key = hash_of_text(site, "title" if kind == "title" else "", found)
    return key | 1 if kind != "title" and _is_prose(found) else key & ~1


def _is_prose(folded: str) -> bool:
    ends = _SENTENCE_END.search(folded[-4:])
    return len(folded) >= 2 * PROSE or (len(folded) >= PROSE and ends is not None)


def hash_of_text(*parts: str) -> int:
    """64 bits of BLAKE2b: the same in every process, on every machine."""
    packed = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "little")


class Repeats:
    """A sketch to which pages are added; see the module.

    Example: ``repeats = Repeats(); repeats.add(segmented_article); repeats.save("r.safetensors")``.
    """

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._sites: dict[int, _Site] = {}
        self._held = 0
        self._level = 0

    def add(self, article: Article) -> None:
        """Count the segments of an article, once a page.

        The same content is the same page wherever it was met, and the versions of one address are
        one page.
        """
        site = site_of(article)
        keys = {key_of(site, s.kind, s.text) for s in article.segments} - {None}
        if not keys:
            return
        packed = np.sort(np.array(list(keys), np.uint64))
        page = _content(packed)
        address = page_of(article)
        place = page if address is None else hash_of_text(site, address)
        self._enter(hash_of_text(site), page, place, packed[: self.bounds.keys].tobytes())

    def merge(self, other: Repeats | Sample) -> None:
        """Take in another sketch; what both hold is counted once.

        Raises :class:`ConfigError` when the other has other bounds.
        """
        found = other if isinstance(other, Sample) else other.sample()
        if found.bounds != self.bounds:
            raise ConfigError("sketches with different bounds cannot be merged")
        self._level = max(self._level, found.level)
        ends = np.cumsum(found.sizes)
        rows = (found.sites, found.pages, found.places, ends - found.sizes, ends)
        for site, page, place, start, end in zip(*(row.tolist() for row in rows), strict=True):
            self._enter(site, page, place, found.keys[start:end].tobytes())

    def sample(self) -> Sample:
        """The sketch as arrays, a function of the set of pages that were added."""
        self._settle()
        rows = [
            (site, page, *held)
            for site, pages in sorted(self._sites.items())
            for page, held in sorted(pages.held.items())
        ]
        keys = np.frombuffer(b"".join(row[3] for row in rows), np.uint64)
        columns = [np.array([row[i] for row in rows], np.uint64) for i in range(3)]
        sizes = np.array([len(row[3]) // 8 for row in rows], np.uint32)
        return Sample(*columns, sizes, keys, self._level, self.bounds, RULES_VERSION)

    def save(self, path: str | os.PathLike[str]) -> Sample:
        """Write the sketch to a file and give what was written; see :meth:`Sample.save`."""
        sample = self.sample()
        sample.save(Path(path))
        return sample

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Repeats:
        """Read a sketch; raises :class:`ConfigError`, see :meth:`Sample.load`."""
        sample = Sample.load(path, RULES_VERSION)
        repeats = cls(sample.bounds)
        repeats.merge(sample)
        return repeats

    def _enter(self, site: int, page: int, place: int, keys: bytes) -> None:
        if not self._has_room(site):
            return
        pages = self._sites.setdefault(site, _Site())
        known = pages.held.get(page)
        if known is None and page < pages.limit:
            pages.held[page] = (place, keys)
            self._held += 1
            if len(pages.held) >= 2 * self._per_site():
                self._held -= pages.prune(self._per_site())
            if self._held >= 2 * self.bounds.pages:
                self._settle()
        elif known is not None and place < known[0]:  # content met at several addresses: the lowest
            pages.held[page] = (place, keys)

    def _settle(self) -> None:
        """Drop what is over the bounds, tightening them until the whole fits.

        Tightened bounds keep a subset of what wider ones keep, and more pages never need wider ones:
        so the outcome does not depend on when this was called.
        """
        self._prune()
        while self._held > self.bounds.pages:
            self._level += 1
            self._prune()

    def _prune(self) -> None:
        self._sites = {site: pages for site, pages in self._sites.items() if self._has_room(site)}
        for pages in self._sites.values():
            pages.prune(self._per_site())
        self._held = sum(len(pages.held) for pages in self._sites.values())

    def _per_site(self) -> int:
        return max(self.bounds.per_site >> self._level, self.bounds.floor)

    def _has_room(self, site: int) -> bool:
        """Once a site's pages cannot be halved any more, half of the sites is dropped each time."""
        halvings = (self.bounds.per_site // self.bounds.floor).bit_length() - 1
        return site < _ALL >> max(0, self._level - halvings)


class _Site:
    """The pages held of one site, by content: place and packed keys. ``limit``: what is too high."""

    __slots__ = ("held", "limit")

    def __init__(self) -> None:
        self.held: dict[int, tuple[int, bytes]] = {}
        self.limit = _ALL

    def prune(self, most: int) -> int:
        """Keep the ``most`` pages that hash lowest; how many went."""
        before = len(self.held)
        if before > most:
            kept = sorted(self.held)[:most]
            self.held = {page: self.held[page] for page in kept}
            self.limit = kept[-1]
        return before - len(self.held)


def _content(keys: np.ndarray) -> int:
    """The hash of a page's content: of the set of its segments."""
    return int.from_bytes(hashlib.blake2b(keys.data, digest_size=8).digest(), "little")
