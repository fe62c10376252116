"""What a report tells, counted in one pass over the records with bounded memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nlp.article import Article, Source
from nlp.day import day_of
from nlp.record import Record
from nlp.report.review import MATTERS, Concern, concerns
from nlp.report.tally import Best, Tally, draw
from nlp.view import marks, pieces
from nlp.wording import ASIDE

_COUNTRY = ("country", "pays", "país", "pais")
_MONTH = re.compile(r"(?:19|20)\d\d-\d\d")
_COUNTED = re.compile(r"\d+")
_CONTEXT = 70  # characters on each side of a repair that is shown
_TEXT = 240  # characters of a segment that is shown

EXAMPLES = 3
CLOSE_CALLS = 6
TO_REVIEW = 30


@dataclass(frozen=True, slots=True)
class Example:
    """A repair with the text around it: ``pieces`` are (removed, put in its place), the same where
    a word was kept."""

    before: str
    pieces: tuple[tuple[str, str], ...]
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class CloseCall:
    """A segment that was set aside with little certainty, and where to find it."""

    key: str
    id: str
    segment: int
    label: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class ToReview:
    """An article that a person should look at."""

    id: str
    key: str
    title: str
    lang: str | None
    source: str
    confidence: float | None
    concerns: tuple[Concern, ...]


@dataclass(slots=True)
class Figures:
    """Counts over the articles given to :meth:`add`. Memory does not grow with their number.

    ``months`` counts articles by (month, primary event); ``confidence`` by (language, hundredth);
    ``places`` by (country, event), ``sites`` by (source, label of a segment) with ``"article"`` for
    articles. ``why`` counts segments by (label, reason): one may have several. ``to_review`` counts
    the articles for which :mod:`nlp.report.review` finds reason enough.
    """

    articles: int = 0
    to_review: int = 0
    languages: Counter[str | None] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    secondary: Counter[str] = field(default_factory=Counter)
    months: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    sites: Tally = field(default_factory=Tally)
    labels: Counter[str | None] = field(default_factory=Counter)
    why: Tally = field(default_factory=Tally)
    with_aside: Counter[str] = field(default_factory=Counter)
    confidence: Counter[tuple[str | None, int]] = field(default_factory=Counter)
    checks: Tally = field(default_factory=Tally)
    checked_segments: int = 0
    checked_articles: int = 0
    repairs: Tally = field(default_factory=Tally)
    repaired_articles: int = 0
    seconds: Counter[str] = field(default_factory=Counter)
    makers: Tally = field(default_factory=lambda: Tally(100))
    examples: dict[str, Best[Example]] = field(default_factory=dict)
    close_calls: Best[CloseCall] = field(default_factory=lambda: Best(CLOSE_CALLS))
    review: Best[ToReview] = field(default_factory=lambda: Best(TO_REVIEW))

    def add_all(self, records: Iterable[Record]) -> None:
        """Count several articles."""
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Count one article."""
        self.articles += 1
        self.languages[record["lang"]] += 1
        self._add_events(record)
        self._add_segments(record)
        self._add_checks(record)
        self._add_repairs(record)
        self._add_review(record)
        if record["confidence"] is not None:
            self.confidence[record["lang"], hundredth(record["confidence"])] += 1
        made = record["provenance"]
        self.makers.add((made["veille"], made["model_hash"], made["config_hash"]))
        for step in made["steps"]:
            self.seconds[step["stage"]] += step["seconds"]

    def _add_events(self, record: Record) -> None:
        primary = next((e["type"] for e in record["events"] if e["primary"]), None)
        others = {e["type"] for e in record["events"] if not e["primary"]}
        self.months.add((month_of(record["published"]), primary))
        self.places.add((country_of(record), primary))
        if primary is not None:
            self.events[primary] += 1
        if primary != "uncertain":  # its others are candidates and no events
            self.secondary.update(others)

    def _add_segments(self, record: Record) -> None:
        site = site_of(record)
        self.sites.add((site, "article"))
        for number, segment in enumerate(record["segments"]):
            label = segment["label"]
            self.labels[label] += 1
            self.sites.add((site, label))
            if label not in ASIDE:
                continue
            for reason in {kind_of(reason) for reason in segment["reasons"]}:
                self.why.add((label, reason))
            if segment["score"] is not None:
                call = CloseCall(
                    *(record[name] for name in ("key", "id")),
                    number,
                    label,
                    segment["score"],
                    segment["text"][:_TEXT],
                )
                self.close_calls.add(-segment["score"], f"{record['key']}/{number}", call)
        self.with_aside.update({s["label"] for s in record["segments"]} & set(ASIDE))

    def _add_checks(self, record: Record) -> None:
        for check in record["checks"]:
            self.checks.add(check["kind"])
        self.checked_segments += len({c["segment"] for c in record["checks"]} - {None})
        self.checked_articles += bool(record["checks"])

    def _add_repairs(self, record: Record) -> None:
        self.repaired_articles += bool(record["edits"])
        wanted: dict[int, set[int]] = {}
        for number, edit in enumerate(record["edits"]):
            self.repairs.add(edit["class"])
            if edit["class"] not in self.repairs:  # one class too many
                continue
            best = self.examples.setdefault(edit["class"], Best(EXAMPLES))
            if draw(_name(edit)) > best.least:
                wanted.setdefault(edit["segment"], set()).add(number)
        for segment, numbers in wanted.items():
            if segment >= len(record["segments"]):  # a record that veille did not make
                continue
            self._add_examples(record, segment, numbers)

    def _add_examples(self, record: Record, segment: int, numbers: set[int]) -> None:
        english = record["segments"][segment]["en"]
        edits = [(n, e) for n, e in enumerate(record["edits"]) if e["segment"] == segment]
        found = marks(english or "", edits)
        for at, mark in enumerate(found):
            for number in numbers.intersection(mark.edits):
                edit = record["edits"][number]
                shown = Example(
                    _ending("".join(m.after for m in found[:at])),
                    tuple(pieces(mark.before, mark.after)),
                    _beginning("".join(m.after for m in found[at + 1 :])),
                    edit["reason"],
                )
                self.examples[edit["class"]].add(draw(_name(edit)), _name(edit), shown)

    def _add_review(self, record: Record) -> None:
        found = concerns(record)
        weight = sum(concern.weight for concern in found)
        if weight < MATTERS:
            return
        self.to_review += 1
        article = ToReview(
            record["id"],
            record["key"],
            record["title_en"] or record["title"] or record["body_en"][:90],
            record["lang"],
            site_of(record),
            record["confidence"],
            tuple(found),
        )
        self.review.add(weight, record["key"], article)


def month_of(published: str | None) -> str | None:
    """``14/03/2025`` -> ``2025-03``; None where no month can be told (:func:`nlp.day.day_of`)."""
    found = _MONTH.match(day_of(published) or "")
    return found[0] if found else None


def hundredth(share: float) -> int:
    """The hundredth (0-99) that a share of four digits lies in; 100 times .29 alone is a little under 29."""
    return min(int(round(100 * share, 2)), 99)


def country_of(record: Record) -> str | None:
    """The country that the input told of an article, if it did."""
    told: dict[str, Any] = {name.lower(): value for name, value in record["meta"].items()}
    named = (" ".join(told.get(name, "").split()) for name in _COUNTRY)
    return next((name[:60] for name in named if name), None)


def site_of(record: Record) -> str:
    """What published an article: the source or address that the input told, else its folder."""
    from nlp.separate.sites import site_of as site

    told = " ".join(record["meta"].get("source", "").split())
    if told and "://" not in told:
        return told[:60]
    article = Article(
        id=record["id"],
        source=Source(**record["source"]),
        content_hash=record["content_hash"],
        meta=record["meta"],
    )
    return site(article)[:60]


def kind_of(reason: str) -> str:
    """A reason for setting a segment aside without what is peculiar to that segment."""
    return _COUNTED.sub("n", reason.partition(":")[0])[:80]


def _beginning(words: str) -> str:
    """About as many characters of a text as fit beside an example, in whole words."""
    if len(words) <= _CONTEXT:
        return words
    cut = words[: _CONTEXT + 1]
    return cut[: cut.rfind(" ") + 1] + "…" if " " in cut else cut + "…"


def _ending(words: str) -> str:
    """The same of the end of a text."""
    if len(words) <= _CONTEXT:
        return words
    cut = words[-_CONTEXT - 1 :]
    return "…" + cut[cut.find(" ") :] if " " in cut else "…" + cut


def _name(edit: Record) -> str:
    return f"{edit['class']}\n{edit['found']}\n{edit['fixed']}"
