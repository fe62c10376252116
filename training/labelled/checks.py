"""What only looking at the text tells: sides that are swapped, a language that is another.

Every one of the first :data:`CLOSELY` rows of a file is looked at, then one in :data:`SPARSELY`:
language identification would take longer than all else on millions of rows.
"""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from nlp.language import identify
from nlp.read.columns import page_in
from training.labelled.schema import EventRow, RepairRow, Row, TranslationRow

CLOSELY, SPARSELY = 5_000, 50
SURE, LETTERS, LONG = 0.7, 30, 120
"""Confidence of a language, and characters of text, from which it counts; of a target that is the same
as its source or taken for another language, more: names alone are French. (Of the project's 42,411
pairs 4 would be faulted from 60 characters, none from 120.)"""
MOST_OF_FILE, FEW = 0.5, 5
"""Share of what was looked at that makes a fault one of the file, and rows from which it is looked at as a
whole. (Of 32,410 pieces of :data:`LONG` characters of real pairs, short ones among them, 4 were taken for
another language than theirs.)"""


class Watch(Protocol):
    """Looks at the rows of one file."""

    def look(self, row: Row) -> str | None:
        """The fault of this row, if it has one."""
        ...

    def settle(self) -> list[str]:
        """The faults of the file as a whole."""
        ...


def watch_for(task: str) -> Watch:
    """A new watch for a file of a task."""
    kinds = {"translation": PairWatch, "events": EnglishWatch, "repair": MendedWatch}
    return kinds.get(task, NoWatch)()


class NoWatch:
    """Has nothing to say."""

    def look(self, row: Row) -> str | None:
        """Nothing."""
        return None

    def settle(self) -> list[str]:
        """Nothing."""
        return []


class Pool:
    """The languages of one side of a file: short texts are read together, as one tells too little alone."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._rows = 0
        self._found: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """One text more."""
        self._held.append(text)
        self._rows += 1
        if sum(map(len, self._held)) >= LONG:
            self._count()

    def _count(self) -> None:
        lang, self._held = _language(" ".join(self._held)), []
        if lang is not None:
            self._found[lang] += 1

    def most(self) -> str | None:
        """The language of most of the side, where it has :data:`FEW` texts and one that is plain."""
        if self._rows < FEW:
            return None
        self._count()
        [(lang, count)] = self._found.most_common(1) or [("", 0)]
        return lang if count > MOST_OF_FILE * self._found.total() else None


class PairWatch:
    """Source and target of pairs: swapped, in another language, or not translated at all."""

    def __init__(self) -> None:
        self._seen = 0
        self._sources = {"fr": Pool(), "es": Pool()}
        self._targets = Pool()

    def look(self, row: Row) -> str | None:
        """A pair whose sides are plainly the wrong way round or the same."""
        assert isinstance(row, TranslationRow)
        self._seen += 1
        if self._seen > CLOSELY and self._seen % SPARSELY:
            return None
        self._sources[row.lang].add(row.source)
        self._targets.add(row.target)
        source, target = _language(row.source), _language(row.target)
        if source is None or target is None:
            return None
        if source == "en" and target in ("fr", "es"):
            return f"source: it reads as English and the target as {_NAMES[target]}: swap them"
        if row.source == row.target and len(row.target) >= LONG:
            return "target: the same as the source; translate it or take the row out"
        if target != "en" and len(row.target) >= LONG:
            return f"target: it reads as {_NAMES.get(target, target)}, not as English"
        return None

    def settle(self) -> list[str]:
        """Most of the file swapped, in the other of the two languages, or in one that neither side may have."""
        target = self._targets.most()
        sources = {lang: pool.most() for lang, pool in self._sources.items()}
        if "en" in sources.values() and target in ("fr", "es"):
            return ["the columns are swapped: rename them, or --field source=... target=..."]
        found = [_wrong(said, read) for said, read in sources.items() if read not in (None, said)]
        if target not in (None, "en"):
            found.append(
                f"target: most of them read as {_NAMES.get(target, target)}, not as English"
            )
        return found


def _wrong(said: str, read: str | None) -> str:
    """What is told of the sources of one language of a file that are in another."""
    told = f"lang: most sources of {said!r} read as {_NAMES.get(read or '', read)}"
    return (
        f"{told}; say lang {read!r}" if read in ("fr", "es") else f"{told}; put the original there"
    )


class EnglishWatch:
    """Articles for the event model, which reads plain English alone."""

    def __init__(self) -> None:
        self._looked = self._other = 0

    def look(self, row: Row) -> str | None:
        """An article with its markup, as the reader of pages takes it for one, or in another language."""
        assert isinstance(row, EventRow)
        text = row.sample().text
        if page_in(text.body) is not None:
            return _HTML
        lang = _language(f"{text.title} {text.body}"[:2000])
        self._looked += lang is not None
        if lang in (None, "en"):
            return None
        self._other += 1
        return (
            f"text: it reads as {_NAMES.get(lang, lang)}; the model reads English"
            " (`veille translate`, or take the English of a store: `veille label export`)"
        )

    def settle(self) -> list[str]:
        """Nothing more."""
        return []


class MendedWatch:
    """English as found and as mended."""

    def __init__(self) -> None:
        self._seen = 0

    def look(self, row: Row) -> str | None:
        """A side in another language."""
        assert isinstance(row, RepairRow)
        self._seen += 1
        if self._seen > CLOSELY and self._seen % SPARSELY:
            return None
        for field, text in (("source", row.source), ("target", row.target)):
            lang = _language(text) if len(text) >= LONG else None
            if lang in ("fr", "es"):
                return (
                    f"{field}: it reads as {_NAMES[lang]}; both sides are English here, what was"
                    " translated goes into `original`"
                )
        return None

    def settle(self) -> list[str]:
        """Nothing more."""
        return []


_HTML = (
    "text: it is HTML, tags and all; the model reads plain text (take the tags out, or run the pages"
    " through `veille run` and take the English of the store: `veille label export`)"
)
_NAMES = {"fr": "French", "es": "Spanish", "en": "English"}


def _language(text: str) -> str | None:
    """The language of a text where it is long enough and plain; else None."""
    if len(text) < LETTERS:
        return None
    guess = identify(text)
    return guess.lang if guess.confidence >= SURE else None
