"""A quick pipeline and articles for the tests of stores and jobs; importable by new processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from nlp.article import Article, Check, Edit, Event, Fact, Segment, Source
from nlp.pipeline import Pipeline
from nlp.record import Record, to_record
from nlp.stage import Kept, Outcome, Reason, Rejected, reject


class Split:
    """Lines become segments: the first a title, those with ``win`` spam, the rest content."""

    name, model_hash, config_hash = "split", "", "s1"

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [self._one(article) for article in batch]

    def _one(self, article: Article) -> Outcome:
        lines = article.text.split("\n")
        segments = tuple(
            Segment(
                text,
                kind="paragraph" if i else "title",
                lang="fr",
                label="spam" if "win" in text else "content",
                score=0.98765,
                reasons=("it says win",) if "win" in text else (),
            )
            for i, text in enumerate(lines)
        )
        if not any(s.kept for s in segments):
            return reject(article.with_(segments=segments), self.name, Reason.NO_CONTENT, "spam")
        return Kept(article.with_(segments=segments, lang="fr"))


class Upper:
    """A translator: upper case. ``model`` names its weights, ``pause`` slows it down."""

    name, config_hash = "upper", "u1"

    def __init__(self, model: str = "m1", pause: float = 0.0) -> None:
        self.model_hash, self.pause = model, pause

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        time.sleep(self.pause * len(batch))
        return [Kept(self._one(article)) for article in batch]

    def _one(self, article: Article) -> Article:
        return article.with_(
            segments=tuple(_english(s) for s in article.segments),
            edits=(Edit(0, "a", "b", "case", "upper case", start=0, score=0.5),),
            events=(Event("tender", 0.75, True, (1,)), Event("funding", 0.25)),
            facts=(
                Fact("amount", "€2", "tender", 0, 0, 2, 2.0, "EUR"),
                Fact("date", "May 2025", "tender", 1, 3, 11, date="2025-05"),
            ),
            names=("CHU de Nantes",),
            checks=(Check("number", "12 is missing", 1),) if "7" in article.text else (),
            confidence=0.87654,
        )


def _english(segment: Segment) -> Segment:
    return replace(segment, en=segment.text.upper()) if segment.kept else segment


class Faulty:
    """Raises on ``poison``, ends the process on ``killer``, else does nothing."""

    name, model_hash, config_hash = "faulty", "", "f1"

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        if any("killer" in article.text for article in batch):
            os._exit(3)
        if any("poison" in article.text for article in batch):
            raise ValueError("poison")
        return [Kept(article) for article in batch]


def load(model: str = "m1", pause: float = 0.0) -> Pipeline:
    """The three stages in a pipeline."""
    return Pipeline([Split(), Faulty(), Upper(model, pause)])


def loader(**options: Any) -> partial[Pipeline]:
    """``load`` with options bound, as a job wants it."""
    return partial(load, **options)


def article(number: int, text: str | None = None) -> Article:
    """Article ``number`` with a title, two paragraphs and a line of spam."""
    body = text or f"titre {number}\nphrase {number}\nautre phrase {number}\nwin {number}"
    source = Source("archive.jsonl", line=number + 1)
    return Article.new(
        body,
        id=f"a{number}",
        source=source,
        published="2026-01-02",
        authors=["Zoé Roux"],
        meta={"n": "é"},
    )


def records_of(count: int) -> Iterator[Article | Rejected]:
    """``count`` records as a reader gives them: some unreadable, poisoned, spam, or twice."""
    for i in range(count):
        if i % 29 == 5:
            source = Source("archive.jsonl", line=i + 1, sha256=f"{i:064x}")
            yield Rejected(source, "read", Reason.MALFORMED, "no JSON", raw=b"{")
        elif i % 31 == 7:
            yield article(i, f"poison {i}")
        elif i % 37 == 3:
            yield article(i, f"win {i}")
        elif i % 23 == 11:
            yield article(i - 1)
        else:
            yield article(i)


def result(number: int, model: str = "m1") -> Record:
    """The record that the pipeline makes of article ``number``."""
    pipeline = load(model)
    done = pipeline.run([article(number)])[0]
    assert isinstance(done, Kept)
    return to_record(done.article, pipeline.model_hash, pipeline.config_hash)


def same(record: Record) -> Record:
    """A record without what differs between two equal runs: the seconds."""
    made = record["provenance"]
    steps = [{**step, "seconds": 0} for step in made["steps"]]
    return {**record, "provenance": {**made, "steps": steps}}
