"""Make an article again with segments that a person took back from what was set aside.

A record is never changed: the article is rebuilt from its stored record as separation left it, the
restored segments kept, and runs through the stages after separation once more. What comes out is a
new record beside the old one. Its model hash is that of the stages that made it; its configuration
hash also covers all texts restored of the article, so that the same decision is the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from nlp.article import EARLIER_CHECKS, Article, Check, Segment, Source, Step
from nlp.errors import VeilleError
from nlp.pipeline import STAGES, Pipeline
from nlp.read.original import FIELD
from nlp.record import Record, to_record
from nlp.sentences import split
from nlp.stage import Rejected, hash_of
from nlp.store.base import Store
from nlp.store.newest import key_of
from nlp.store.restored import note, restored, with_aside

LATER = STAGES[STAGES.index("separate") + 1 :]
"""The stages that run again."""

BY_HAND = "restored by hand"


def restore_segments(
    store: Store,
    key: str,
    segments: Sequence[int],
    load: Callable[[], Pipeline],
    others: Sequence[Store] = (),
) -> str:
    """Note that ``segments`` of the record ``key`` are content and store the article with them.

    ``key`` may be its beginning, 8 digits or more. ``load`` gives the stages after separation:
    ``partial(Pipeline.load, config, only=LATER)``. What was restored of the article earlier stays
    restored. Those of the ``others`` that hold a result of it are given the new record too. Returns
    the key of the new record; the same once more gives the same key and stores nothing. Raises
    :class:`nlp.errors.ConfigError` when there is no such record or segment or one was not set aside,
    and :class:`VeilleError` when a stage rejects the article; nothing is noted then.
    """
    key = key_of(store, key)
    record = with_aside(store, key, segments)
    content = record["content_hash"]
    keys = {key, *(row["key"] for row in restored(store, content))}
    places = [store, *(one for one in others if one.missing(sorted(keys)) != keys)]
    texts = {row["text"] for place in places for row in restored(place, content)}
    texts.update(record["segments"][number]["text"] for number in segments)
    made = remade(record, texts, load())
    for place in places:
        note(place, record, segments)
        place.put([made])
    return made["key"]


def remade(record: Record, texts: Collection[str], later: Pipeline) -> Record:
    """The record of the same article where the segments with these ``texts`` are content."""
    article = as_separated(record, set(texts), [stage.name for stage in later.stages])
    outcome = later.run([article])[0]
    if isinstance(outcome, Rejected):
        raise VeilleError(
            f"record {record['key']} cannot be made again: {outcome.stage} rejected it as"
            f" {outcome.reason} ({outcome.detail}); nothing was restored"
        )
    steps = outcome.article.steps  # hashed as a pipeline hashes its stages
    model_hash = hash_of([[step.stage, step.model] for step in steps])
    config_hash = hash_of([[step.stage, step.config] for step in steps])
    return to_record(outcome.article, model_hash, hash_of([config_hash, sorted(texts)]))


def as_separated(record: Record, texts: Set[str], later: Sequence[str]) -> Article:
    """The article of ``record`` before the stages named ``later``, segments of ``texts`` kept.

    Sentences are split again: the same text in the same language gives the same. Layout and the
    white space between segments are in no record, and no later stage reads them.
    """
    return Article(
        **{name: record[name] for name in ("id", "content_hash", "title", "lang", "published")},
        authors=tuple(record["authors"]),
        source=Source(**record["source"]),
        meta=dict(record["meta"]),
        segments=_titled([_segment(s, texts) for s in record["segments"]], record["title"]),
        checks=(*_earlier(record), *_without_original(record)),
        steps=_steps(record, later),
    )


def _earlier(record: Record) -> Iterator[Check]:
    return (Check(**c) for c in record["checks"] if c["kind"] in EARLIER_CHECKS)


def _without_original(record: Record) -> Iterator[Check]:
    """Told where the input had an original: no record keeps it, so nothing is repaired beside it."""
    if FIELD in record["meta"]:
        yield Check("original", "not used: the record that was restored does not keep it")


def _segment(found: Record, texts: Set[str]) -> Segment:
    """A segment as separation left it, or content by hand; the hand gives no probability."""
    segment = Segment(
        **{name: found[name] for name in ("text", "kind", "lang", "label", "score")},
        reasons=tuple(found["reasons"]),
        sentences=tuple(split(found["text"], found["lang"])),
    )
    if segment.kept or segment.text not in texts:
        return segment
    return replace(segment, label="content", score=None, reasons=(BY_HAND,))


def _titled(segments: list[Segment], title: str | None) -> tuple[Segment, ...]:
    """A restored title is the title again, where no other took its place.

    Separation makes a heading of a title that it sets aside: it is the one that reads as the title
    that the input gave, or, where it gave none, the one above all other content.
    """
    if any(segment.kind == "title" for segment in segments):
        return tuple(segments)
    first = next((n for n, s in enumerate(segments) if s.kept), None)
    for number, segment in enumerate(segments):
        was_title = number == first if title is None else _folded(segment.text) == _folded(title)
        if segment.kind == "heading" and segment.reasons == (BY_HAND,) and was_title:
            segments[number] = replace(segment, kind="title")
            break
    return tuple(segments)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _steps(record: Record, later: Sequence[str]) -> tuple[Step, ...]:
    """The steps before those ``later``, each stage once.

    A record that was released has none of the stage that rejected and labelled it; the hashes
    under which it was let through stand for that one.
    """
    made = record["provenance"]
    done = takewhile(lambda step: step["stage"] not in later, made["steps"])
    steps = {step["stage"]: Step(**step) for step in done}
    if "release" not in steps and any(c["kind"] == "released" for c in record["checks"]):
        steps["release"] = Step("release", made["model_hash"], made["config_hash"])
    return tuple(steps.values())
