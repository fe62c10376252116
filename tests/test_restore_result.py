"""A restored article is what it would have been, had separation kept the segment.

The real segmentation and repair, with stand-ins for the stages that have a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import EARLIER_CHECKS, Article, Check, Event, Label, Segment, SegmentKind
from nlp.classify.stage import english_of
from nlp.job import Job
from nlp.pipeline import STAGES, Pipeline
from nlp.quarantine import Quarantine
from nlp.read.charset import clean, decode
from nlp.record import Record, to_record
from nlp.repair.stage import RepairStage
from nlp.replay import release
from nlp.restore import LATER, as_separated, remade, restore_segments
from nlp.segment import SegmentStage
from nlp.stage import Kept, Outcome, Reason, reject
from nlp.store import Store, open_store

LINES = [
    "Le CHU de Nantes a signé. M. Roux l'a dit le 3 mai.",
    "The hospital hospital signed for 3,5 million euros , we note. It was quick.",
    "Le marché porte sur 3,5 M€.",
    "Cheap pills for you today",
    "• Premier point ; second point",
    "Votre panier est vide",
]


class Separate:
    """Sets the texts ``aside`` aside; makes a heading of a title among them."""

    name, model_hash, config_hash = "separate", "s", ""

    def __init__(self, aside: Sequence[str] = ()) -> None:
        self.aside = aside

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        labelled = [a.with_(segments=tuple(map(self._one, a.segments))) for a in batch]
        return [Kept(a) if a.content else reject(a, self.name, Reason.NO_CONTENT) for a in labelled]

    def _one(self, segment: Segment) -> Segment:
        if segment.text not in self.aside:
            return replace(segment, label="content", score=0.75)
        kind = "heading" if segment.kind == "title" else segment.kind
        return replace(segment, kind=kind, label="spam", score=0.5, reasons=("it is aside",))


class Translate:
    """Each French sentence becomes its words in reverse, with a check where it has a figure."""

    name, model_hash, config_hash = "translate", "t", ""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [Kept(self._one(article)) for article in batch]

    def _one(self, article: Article) -> Article:
        segments, checks = list(article.segments), list(article.checks)
        for number, segment in article.content:
            sentences = segment.sentences if segment.lang == "fr" else ()
            turned = [" ".join(reversed(s.text.split())) + s.tail for s in sentences]
            segments[number] = replace(segment, en="".join(turned) or segment.text)
            checks += [Check("date", s.text, number) for s in sentences if "3" in s.text]
        confidence = len(article.content) / len(segments)
        return article.with_(
            segments=tuple(segments), checks=tuple(checks), confidence=round(confidence, 4)
        )


class Classify:
    """An event whose evidence are all paragraphs, scored by the length of the English."""

    name, model_hash, config_hash = "classify", "c", ""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [Kept(self._one(article)) for article in batch]

    def _one(self, article: Article) -> Article:
        text, numbers = english_of(article)
        size = len(text.title) + 2 * sum(map(len, text.paragraphs))
        event = Event("tender", 1 / (1 + size), True, tuple(numbers[1:]))
        checks = (*article.checks, Check("uncertain", f"{size} characters"))
        return article.with_(events=(event,), checks=checks)


@cache
def repair() -> RepairStage:
    return RepairStage.load()


def pipeline(aside: Sequence[str] = ()) -> Pipeline:
    return Pipeline([SegmentStage(), Separate(aside), Translate(), repair(), Classify()])


def run(article: Article, aside: Sequence[str]) -> Record:
    whole = pipeline(aside)
    done = whole.run([article])[0]
    assert isinstance(done, Kept)
    return to_record(done.article, whole.model_hash, whole.config_hash)


def told(record: Record) -> dict[str, Any]:
    """A record without its identity and what separation says of a segment that is content."""
    segments = [
        {**s, "score": None, "reasons": []} if s["label"] == "content" else s
        for s in record["segments"]
    ]
    kept = {n: v for n, v in record.items() if n not in ("key", "provenance", "segments")}
    return {**kept, "segments": segments}


@given(
    st.lists(st.sampled_from(LINES), max_size=6),
    st.sets(st.sampled_from(LINES)),
    st.sets(st.sampled_from(LINES)),
    st.sampled_from([None, "Un titre", LINES[3].upper()]),
)
def test_it_is_what_it_would_have_been(
    lines: list[str], aside: set[str], back: set[str], title: str | None
) -> None:
    text, checks = clean("\n\n".join([*lines, "La suite est là."]) + "\x00")
    article = Article.new(text, title=title, lang="fr", published="2026-01-02", meta={"a": "b"})
    article = article.with_(checks=checks)
    found = run(article, sorted(aside))
    rest = Pipeline(pipeline().stages[2:])
    assert told(remade(found, aside & back, rest)) == told(run(article, sorted(aside - back)))


@pytest.mark.parametrize(
    ("title", "found", "expected"),
    [
        # a title that stood on top, of a page whose input gave none
        (None, [("A", "heading", "spam"), ("B", "paragraph", "content")], "title paragraph"),
        (None, [("B", "heading", "content"), ("A", "heading", "spam")], "heading heading"),
        (None, [("B", "heading", "content"), ("A", "paragraph", "spam")], "heading paragraph"),
        (None, [("A", "paragraph", "spam"), ("B", "heading", "content")], "paragraph heading"),
        # the title that the input gave, wherever it stood and however it was written
        ("a", [("B", "paragraph", "content"), ("A", "heading", "spam")], "paragraph title"),
        (" A ", [("A", "heading", "spam"), ("A", "heading", "spam")], "title heading"),
        ("C", [("A", "heading", "spam"), ("B", "paragraph", "content")], "heading paragraph"),
        # another one has taken its place
        ("A", [("A", "heading", "spam"), ("B", "title", "content")], "heading title"),
        ("A", [("A", "heading", "spam"), ("A", "title", "content")], "heading title"),
    ],
)
def test_a_title_that_was_demoted_is_the_title_again(
    title: str | None, found: list[tuple[str, SegmentKind, Label]], expected: str
) -> None:
    segments = tuple(Segment(text, kind=kind, label=label) for text, kind, label in found)
    record = to_record(Article.new("", title=title).with_(segments=segments), "m", "c")
    restored = as_separated(record, {"A"}, LATER).segments
    assert " ".join(segment.kind for segment in restored) == expected


def test_what_was_released_without_any_content_can_be_restored(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        _release_and_restore(store)


def _release_and_restore(store: Store) -> None:
    article = Article.new("Votre panier est vide\n\nLe CHU a signé. Tout est dit.", lang="fr")
    strict = pipeline(["Votre panier est vide", "Le CHU a signé. Tout est dit."])
    quarantine = Quarantine(store.side)
    Job(lambda: strict, [article], [store], quarantine).run()
    (key,) = release([1], strict, [store], quarantine)
    rest = Pipeline(strict.stages[2:])
    new = restore_segments(store, key, [1], lambda: rest)
    record = store.get([new])[new]
    assert [segment["label"] for segment in record["segments"]] == ["spam", "content"]
    assert record["body_en"] == "signé. a CHU Le dit. est Tout"
    assert [check["kind"] for check in record["checks"]] == ["released", "uncertain"]
    both = restore_segments(store, new, [0], lambda: rest)
    assert restore_segments(store, key, [0, 1], lambda: rest) == both
    assert store.count() == 3


def test_only_the_stages_after_separation_run_again() -> None:
    assert LATER == ("translate", "repair", "classify")
    assert set(LATER) < set(STAGES)


@pytest.mark.parametrize(
    "checked",
    [lambda: clean("a\x00\ud800")[1], lambda: decode("été né ".encode() * 40 + b"\xff").checks],
)
def test_the_checks_of_the_readers_are_known(checked: Callable[[], tuple[Check, ...]]) -> None:
    kinds = {check.kind for check in checked()}
    assert kinds and kinds <= EARLIER_CHECKS
