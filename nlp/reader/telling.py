"""The sentences that gave an article its events.

A record names the paragraphs that speak for an event. Which sentence of them speaks most is asked of
the classifier once more, where the model that made the record is at hand; it reads the same English
and so gives the same answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nlp.article import Article, Segment, Source
from nlp.errors import VeilleError
from nlp.record import Record

if TYPE_CHECKING:
    from nlp.classify import Classifier


class Spot(NamedTuple):
    """The sentence of segment ``segment`` in whose middle character ``at`` stands.

    Only characters that are no white space are counted, from 0.
    """

    segment: int
    at: int


class Teller:
    """Finds the telling sentences; ``load`` gives the classifier, when first asked.

    Without a classifier, or with another model than the record's, nothing is found.
    """

    def __init__(self, load: Callable[[], Classifier]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._classifier: Classifier | None = None
        self._tried = False
        self._cached = lru_cache(maxsize=256)(self._found)
        self._records: dict[str, Record] = {}

    def warm(self) -> None:
        """Load the model, so that the first article need not wait for it."""
        with self._lock:
            self._ready()

    def spots(self, record: Record) -> dict[str, list[Spot]]:
        """For each event type of the record, the sentence of each paragraph that shows it."""
        with self._lock:
            self._records = {record["key"]: record}
            return self._cached(record["key"])

    def types(self) -> list[str]:
        """The event types that the model tells, in its order; none without a model."""
        with self._lock:
            classifier = self._ready()
        return list(classifier.types) if classifier else []

    def _ready(self) -> Classifier | None:
        if not self._tried:
            self._tried = True
            try:
                self._classifier = self._load()
            except VeilleError:  # no such model here: the paragraphs alone are shown
                self._classifier = None
        return self._classifier

    def _found(self, key: str) -> dict[str, list[Spot]]:
        record = self._records[key]
        steps = {step["stage"]: step["model"] for step in record["provenance"]["steps"]}
        classifier = self._ready() if any(e["evidence"] for e in record["events"]) else None
        if classifier is None or classifier.hash != steps.get("classify"):
            return {}
        return _spots(classifier, record)


def _spots(classifier: Classifier, record: Record) -> dict[str, list[Spot]]:
    from nlp.classify.stage import english_of
    from nlp.classify.text import sentences_of

    text, numbers = english_of(_article(record))
    [(scores, windows, units)] = classifier.scores([text])
    sentences, _ = sentences_of(text)
    places: dict[int, Spot] = {}
    so_far: dict[int, int] = {}
    for unit, sentence in enumerate(sentences):
        segment = numbers[windows.owner[unit]] if unit < len(windows.owner) else -1
        size = len("".join(sentence.split()))
        places[unit] = Spot(segment, so_far.get(segment, 0) + size // 2)
        so_far[segment] = so_far.get(segment, 0) + size
    found: dict[str, list[Spot]] = {}
    for event in record["events"]:
        if event["type"] not in classifier.types:
            continue
        logits = scores.units[:, classifier.types.index(event["type"])]
        for segment in event["evidence"]:
            own = [row for row, unit in enumerate(units) if places[unit].segment == segment]
            if own:
                best = max(own, key=lambda row: float(logits[row]))
                found.setdefault(event["type"], []).append(places[units[best]])
    return found


def _article(record: Record) -> Article:
    """The article as the classifier reads it: kind, label, text and English of its segments."""
    segments = tuple(
        Segment(**{name: s[name] for name in ("text", "kind", "lang", "label", "en")})
        for s in record["segments"]
    )
    return Article(record["id"], Source(**record["source"]), "", segments=segments)
