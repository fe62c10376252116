"""What is worth labelling: what the models are least sure of, and no two of a kind.

Candidates are ranked by doubt (low confidence, close rivals, failed checks); of the best the diverse ones
are taken, one after the other, by maximal marginal relevance (Carbonell and Goldstein 1998) over TF-IDF.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

Record = dict[str, Any]
POOL = 5
"""Candidates for each one that is taken."""
PER_ARTICLE = 3
"""Candidates of one article, at most."""
REDUNDANCY = 0.5
"""Doubt that a candidate loses when it is the same as one that was taken."""


class Candidate(NamedTuple):
    """A thing to label: how much the models doubt it (0-1), its record and, if of one, its segment."""

    doubt: float
    record: str
    segment: int | None
    text: str


def of_events(record: Record) -> Iterator[Candidate]:
    """An article: doubt grows as the score of its type falls and as the next type comes near."""
    scores = sorted((e["score"] for e in record["events"]), reverse=True)
    if not scores or not record["body_en"].strip():
        return
    primary = next((e["score"] for e in record["events"] if e["primary"]), scores[0])
    rival = max((e["score"] for e in record["events"] if not e["primary"]), default=0.0)
    near = max(0.0, 1 - abs(primary - rival))
    doubt = 0.7 * (1 - primary) + 0.3 * near
    yield Candidate(
        round(doubt, 4), record["key"], None, f"{record['title_en']}\n{record['body_en']}"
    )


def of_translation(record: Record) -> Iterator[Candidate]:
    """Translated segments: of articles with low confidence, and those with checks before others."""
    checked = {c["segment"] for c in record["checks"] if c["segment"] is not None}
    for number, segment in enumerate(record["segments"]):
        lang = segment["lang"] or record["lang"]
        if lang in ("fr", "es") and segment["en"] and segment["label"] in (None, "content"):
            doubt = 1 - (record["confidence"] or 0.0)
            doubt = 0.7 * doubt + 0.3 * (number in checked)
            yield Candidate(round(doubt, 4), record["key"], number, segment["text"])


def of_segments(record: Record) -> Iterator[Candidate]:
    """Segments whose label is not sure."""
    for number, segment in enumerate(record["segments"]):
        if segment["label"] and segment["score"] is not None:
            yield Candidate(round(1 - segment["score"], 4), record["key"], number, segment["text"])


KINDS: dict[str, Callable[[Record], Iterator[Candidate]]] = {
    "events": of_events,
    "translation": of_translation,
    "segments": of_segments,
}


def doubtful(records: Iterable[Record], kind: str, count: int) -> list[Candidate]:
    """The ``count`` candidates that are most worth labelling, the first one most of all.

    Of an article that is stored in several versions the newest counts; records come oldest first.
    """
    newest: dict[str, list[Candidate]] = {}
    for record in records:
        best = heapq.nlargest(PER_ARTICLE, KINDS[kind](record), key=_doubt)
        newest[record["content_hash"]] = [c._replace(text="") for c in best]
    every = (c for found in newest.values() for c in found)
    return heapq.nlargest(POOL * count, every, key=_doubt)


def diverse(pool: list[Candidate], count: int) -> list[Candidate]:
    """The most doubtful of ``pool`` that are not like one another; their texts must be there."""
    if len(pool) <= 1:
        return pool[:count]
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(token_pattern=r"(?u)\b\w+\b|\S").fit_transform([c.text for c in pool])
    worth = np.array([c.doubt for c in pool])  # minus infinity once it is taken
    worst = np.zeros(len(pool))
    taken = []
    while len(taken) < min(count, len(pool)):
        best = int(np.argmax(worth - REDUNDANCY * worst))
        taken.append(pool[best])
        worth[best] = -np.inf
        alike = (
            vectors @ vectors[best].T
        )  # to one at a time: all pairs of a large pool fill the memory
        worst = np.maximum(worst, alike.toarray()[:, 0])
    return taken


def _doubt(candidate: Candidate) -> float:
    return candidate.doubt
