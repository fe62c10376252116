"""Store, index and corrections together: everything that the page asks and everything it changes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from nlp.classify import UNCERTAIN
from nlp.day import day_of
from nlp.errors import VeilleError
from nlp.reader.corrections import Corrections, Line, Subject
from nlp.reader.index import Say, SearchIndex, source_of
from nlp.reader.match import Piece, highlighted, passage, places, terms
from nlp.reader.query import PAGE, Query
from nlp.reader.search import Facets, around, facets, newest, page_of, types_held
from nlp.reader.telling import Teller
from nlp.reader.view import View, label_of, view_of
from nlp.record import Record
from nlp.restore import restore_segments
from nlp.store import Store, open_store
from nlp.store.places import search_path
from nlp.store.sql import SqlStore
from nlp.tables import event_types

if TYPE_CHECKING:
    from nlp.classify import Classifier
    from nlp.pipeline import Pipeline


_IDENTIFIER = re.compile("[a-z][a-z0-9_]*")
"""What a model can call an event type; a store may hold whatever a program of one's own wrote."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in a list: its record, its ``place`` in the results, a passage, its title in pieces."""

    record: Record
    place: int
    title: list[Piece]
    passage: list[Piece]
    source: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results."""

    query: Query
    total: int
    hits: list[Hit]
    facets: Facets

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // PAGE), 1)


class Library:
    """A store as it is read and corrected. Safe to use from several threads: one at a time works.

    ``store`` is open for reading and closed with the library. ``later`` loads the stages that make a restored article again, ``classifier`` the model that
    tells which sentences gave an event.
    """

    def __init__(
        self,
        store: Store,
        corrections: Corrections,
        later: Callable[[], Pipeline],
        classifier: Callable[[], Classifier],
        say: Say = lambda done, total: None,
    ) -> None:
        self.store, self.url = store, store.url
        self.corrections, self._load = corrections, later
        self.teller = Teller(classifier)
        self._lock = threading.RLock()
        self._pipeline: Pipeline | None = None
        self._counted: tuple[Any, Facets] | None = None
        self._types: tuple[Any, list[str]] | None = None
        self._folder = TemporaryDirectory(prefix="veille-read-")
        try:
            self.index = self._index(say)
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Close store and index; what was temporary goes."""
        with self._lock:
            self.index.close()
            self.store.close()
            self._folder.cleanup()

    @property
    def count(self) -> int:
        """How many records the store holds."""
        with self._lock:
            return self.store.count()

    def results(self, query: Query) -> Results:
        """The page of articles that a query finds; beyond the last page, that one."""
        with self._lock:
            self._refresh()
            hashes = self.corrections.hashes()
            found = self._facets(query, hashes)
            last = max(-(-found.total // PAGE), 1)
            if query.page > last:
                query = query.with_(page=last, ignored=query.ignored)
            keys = page_of(self.index, query, hashes)
            records = self.store.get(keys)
        first = (query.page - 1) * PAGE + 1
        hits = [
            _hit(records[key], place, query)
            for place, key in enumerate(keys, first)
            if key in records
        ]
        return Results(query, found.total, hits, found)

    def around(self, query: Query, place: int) -> tuple[str | None, str | None]:
        """The keys before and after the ``place``-th article that a query finds."""
        with self._lock:
            return around(self.index, query, place, self.corrections.hashes())

    def record(self, key: str) -> Record | None:
        """The record with that key."""
        with self._lock:
            return self.store.get([key]).get(key)

    def newest(self, record: Record) -> str:
        """The key of the newest record of the same article."""
        with self._lock:
            self._refresh()
            return newest(self.index, record["content_hash"]) or record["key"]

    def view(self, record: Record) -> View:
        """The record laid out, with the corrections that stand."""
        return view_of(record, self.corrections, self.teller.spots(record))

    def choices(self, record: Record, standing: Sequence[str]) -> list[str]:
        """The event types that an article can be given, each once.

        Those of event.v1, then what is told beside them: by the model at hand, anywhere in the store,
        and of this article by its record or the correction that stands (``standing``).
        """
        held = self._types_held()
        own = [*(event["type"] for event in record["events"]), *standing]
        every = dict.fromkeys([*event_types(), *self.teller.types(), *held, *own])
        return [type_ for type_ in every if type_ and type_ != UNCERTAIN]

    def _types_held(self) -> list[str]:
        """The event types anywhere in the store; looked up again when records came."""
        with self._lock:
            extent = self.index.extent
            if self._types is None or self._types[0] != extent:
                found = [t for t in types_held(self.index) if _IDENTIFIER.fullmatch(t)]
                self._types = (extent, found)
            return self._types[1]

    def restore(self, key: str, segments: Sequence[int]) -> str:
        """Restore segments as `veille store restore` does, and note their label; the new key.

        Raises what :func:`nlp.restore.restore_segments` raises.
        """
        with self._lock:
            with closing(open_store(self.url, must_exist=True)) as store:
                new = restore_segments(store, key, segments, self._later)
                records = store.get([key, new])
            for number in segments:
                self._relabel(records[key], number, "content")
            self._reopen(records[new])
        return new

    def correct(self, subject: Subject, new: Any) -> Line | None:
        """Note a correction; None where nothing is different."""
        return self.corrections.add(subject, new) if new != subject.old else None

    def relabel(self, record: Record, number: int, label: str) -> Line | None:
        """Note the label of a segment; None where it has that one."""
        with self._lock:
            return self._relabel(record, number, label)

    def _relabel(self, record: Record, number: int, label: str) -> Line | None:
        standing = self.corrections.of(label_of(record, number).target)
        old = standing["new"] if standing else record["segments"][number]["label"] or "content"
        return self.correct(label_of(record, number, old), label)

    def _later(self) -> Pipeline:
        if self._pipeline is None:
            self._pipeline = self._load()
        return self._pipeline

    def _index(self, say: Say) -> SearchIndex:
        """Beside a SQLite store; in a temporary folder for others, or where nothing can be written."""
        temporary = Path(self._folder.name, "search.db")
        place = getattr(self.store.side, "path", None)  # none where it is in memory or on a server
        if not isinstance(self.store, SqlStore) or place is None:
            return SearchIndex.open(temporary, self.store, say)
        try:
            return SearchIndex.open(search_path(place), self.store, say)
        except (VeilleError, OSError):
            return SearchIndex.open(temporary, self.store, say)

    def _facets(self, query: Query, corrected: set[str]) -> Facets:
        """The counts of a query; turning its pages does not count again."""
        asked = (query.with_(sort=""), self.index.extent, frozenset(corrected))
        if self._counted is None or self._counted[0] != asked:
            self._counted = (asked, facets(self.index, query, corrected))
        return self._counted[1]

    def _refresh(self) -> None:
        """Take in what was stored and corrected meanwhile; files are as they were at the start."""
        self.corrections.refresh()
        if isinstance(self.store, SqlStore):
            if not self.index.path.exists():  # an erasure took it away
                self.index.close()
                self.index = self._index(lambda done, total: None)
            self.index.catch_up(self.store)

    def _reopen(self, made: Record) -> None:
        """See the record that was just put into the store."""
        if isinstance(self.store, SqlStore):
            return self._refresh()
        self.store.close()
        self.store = open_store(self.url, read_only=True, must_exist=True)
        self.index.append(made)


def _hit(record: Record, place: int, query: Query) -> Hit:
    sought = terms(query.q)
    title = record["title_en"] or record["title"] or record["id"]
    body = record["body_en"] or record["body"]
    if sought and not places(body, sought) and places(record["body"], sought):
        body = record["body"]  # found in the original alone
    return Hit(
        record,
        place,
        highlighted(title, sought),
        passage(" ".join(body.split()), sought),
        source_of(record),
        day_of(record["published"]),
    )
