"""The key facts of an article, each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, datetime
from difflib import get_close_matches
from typing import NamedTuple

from nlp.article import Article, Fact
from nlp.day import day_of
from nlp.errors import ArgumentError
from nlp.facts.earlier import tells_of_earlier_attack, tells_of_earlier_edition
from nlp.facts.names import companies, towns
from nlp.facts.roles import roles
from nlp.facts.source import as_told, currency_told, has_amount, name_start
from nlp.facts.sums import sums
from nlp.facts.when import days
from nlp.facts.where import spots
from nlp.sentences import split
from nlp.tables import event_types

KINDS = ("buyer", "supplier", "target", "amount", "place", "date")

_LONGEST = 800  # characters of a sentence that is read
_LEAD = 3  # paragraphs in which a place is looked for
_NO_EVENT = frozenset({"uncertain", "other"})
_TAKEN_BACK = re.compile(
    r"\b(?:mistakenly|erroneously|wrongly|incorrectly) (?:reported|stated|wrote|said|attributed|awarded|gave"
    r"|announced|published|named)\b|\bcorrect figure\b"
    r"|\b(?:reported|stated|announced|published|written|named) (?:by mistake|in error|wrongly|mistakenly)\b"
)


class Passage(NamedTuple):
    """A segment's English; ``source`` and ``lang`` where it was translated from there."""

    number: int
    text: str
    title: bool = False
    source: str | None = None
    lang: str | None = None


def facts_of(article: Article) -> tuple[Fact, ...]:
    """The facts of a classified article; spans are those of its segments' English.

    An article without an event type, or of none that is known, has none.
    """
    types = [e.type for e in sorted(article.events, key=lambda e: not e.primary)]
    if not types or types[0] in _NO_EVENT:
        return ()
    passages = [_passage(article, number) for number, _ in article.content]
    return _found(passages, types, _day(article.published))  # the types may be a model's own


def find_facts(
    passages: Sequence[Passage], types: Sequence[str], published: str | date | None = None
) -> tuple[Fact, ...]:
    """The facts of ``passages`` for the event ``types``, the primary first.

    At most one of each kind for each type, from the body before the title: a headline rounds and
    shortens. Words that were read for one type are not read again for another. ``published`` is a date
    or a text that tells one (:func:`nlp.day.day_of`).

    Raises:
        TypeError: one passage, text or type in the place of a list.
        nlp.errors.ArgumentError: a type that is none of event.v1, or no day in ``published``.
    """
    if isinstance(passages, str | Passage) or isinstance(types, str):  # else each letter is a type
        raise TypeError('find_facts takes lists: [Passage(0, text)], ["contract_award"]')
    _check_types(types)
    return _found(passages, types, _asked_day(published))


def _found(passages: Sequence[Passage], types: Sequence[str], day: date | None) -> tuple[Fact, ...]:
    texts = [passage.text for passage in passages]
    reader = _Reader(types, companies(texts), towns(texts), day)
    found: dict[tuple[str, str], Fact] = {}
    taken: set[tuple[str, int, int]] = set()
    for place, passage in enumerate(sorted(passages, key=lambda passage: passage.title)):
        lead = passage.title or place < _LEAD
        for fact in reader.facts(passage, lead):
            span = (fact.kind, fact.segment, fact.start)
            if (fact.event, fact.kind) not in found and span not in taken:
                found[fact.event, fact.kind] = fact
                taken.add(span)
    return tuple(sorted(found.values(), key=lambda f: (types.index(f.event), KINDS.index(f.kind))))


class _Reader(NamedTuple):
    """What all sentences of an article are read with."""

    types: Sequence[str]
    companies: frozenset[str]
    towns: frozenset[str]
    day: date | None

    def facts(self, passage: Passage, lead: bool) -> Iterator[Fact]:
        """All facts of a passage, in the order of its sentences."""
        if passage.title and _capitalised(passage.text):
            return
        for offset, sentence in _sentences(as_told(passage.text, passage.source)):
            for event in self.types:
                for fact in self._read(sentence, event, passage, lead):
                    yield replace(fact, start=fact.start + offset, end=fact.end + offset)

    def _read(self, sentence: str, event: str, passage: Passage, lead: bool) -> Iterator[Fact]:
        at, named = passage.number, False
        if event == "cyber_incident" and tells_of_earlier_attack(sentence, self.day):
            return
        for role, name, _ in roles(sentence, event, self.companies, self.day):
            if name.text in self.towns and not name.described:
                continue
            named = True
            skip = 0 if passage.source is None else name_start(name.text, passage.source)
            if skip is not None:
                yield Fact(role, name.text[skip:], event, at, name.start + skip, name.end)
        aside = event == "financial_results" != self.types[0] and not lead  # how big a company is
        for money in () if aside else sums(sentence, event, named, self.day):
            source, lang, currency = passage.source, passage.lang, money.currency
            if source is not None and lang is not None:
                if not has_amount(money, source, lang):
                    continue
                currency = currency or currency_told(money, source, lang)
            span = (money.start, money.end)
            yield Fact("amount", money.text, event, at, *span, money.value, currency)
        before = event == "conference" and tells_of_earlier_edition(sentence)
        for told in days(sentence, event, self.day):
            if before and (self.day is None or told.iso < self.day.isoformat()):
                continue  # the edition of last year
            yield Fact("date", told.text, event, at, told.start, told.end, date=told.iso)
        for spot in spots(sentence, event) if lead and event == self.types[0] else ():
            yield Fact("place", spot.text, event, at, spot.start, spot.end)


def _passage(article: Article, number: int) -> Passage:
    segment = article.segments[number]
    lang, title = segment.lang or article.lang, segment.kind == "title"
    if segment.en is None:
        return Passage(number, segment.text if lang == "en" else "", title)
    translated = lang in ("fr", "es")
    return Passage(
        number,
        segment.en,
        title,
        segment.text if translated else None,
        lang if translated else None,
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offsets, but for those that take something back or go on too long."""
    start = 0
    for sentence in split(text, "en"):
        if len(sentence.text) <= _LONGEST and not _TAKEN_BACK.search(sentence.text):
            yield start, sentence.text
        start += len(sentence.text) + len(sentence.tail)


def _capitalised(title: str) -> bool:
    """Whether a headline writes most words with a capital, so that capitals tell no names.

    A verb without one ("Grupo Tessel Norte acquires Lumenor") tells that the capitals are names'.
    """
    long = [word for word in title.split() if len(word) > 3]
    if any(word.islower() and word.endswith(("s", "ed")) for word in long):
        return False
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _check_types(types: Sequence[str]) -> None:
    known = [*event_types(), *_NO_EVENT]
    for name in types:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = (
                f"did you mean {near[0]!r}?" if near else f"known are {', '.join(event_types())}"
            )
            raise ArgumentError(f"{name!r} is no event type; {meant}")


def _asked_day(published: str | date | None) -> date | None:
    """The day of publication that a caller gives; a month or a year alone makes no date certain."""
    if isinstance(published, date):
        return _told(published.date() if isinstance(published, datetime) else published)
    if published is not None and published.strip() and day_of(published) is None:
        raise ArgumentError(f"published={published!r} tells no day; give it as 2025-05-31")
    return _day(published)


def _day(published: str | None) -> date | None:
    told = day_of(published)
    return _told(date.fromisoformat(told)) if told and len(told) == 10 else None


def _told(day: date) -> date | None:
    """A day, but for those of the first and the last year of the calendar: programs write "0001-01-01" and
    "9999-12-31" where they know none, and nothing is counted from there."""
    return day if MINYEAR < day.year < MAXYEAR else None
