"""The key facts of an article, each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.article import Article, Fact
from nlp.day import day_of
from nlp.facts.names import companies
from nlp.facts.roles import roles
from nlp.facts.sums import sums
from nlp.facts.when import days
from nlp.facts.where import spots
from nlp.sentences import split

KINDS = ("buyer", "supplier", "target", "amount", "place", "date")

_LONGEST = 800  # characters of a sentence that is read; a longer one is none
_LEAD = 3  # paragraphs in which a place is looked for
_TAKEN_BACK = re.compile(
    r"\b(?:mistakenly|erroneously|wrongly|incorrectly) (?:reported|stated|wrote|said|attributed|gave|announced"
    r"|published|named)\b|\bcorrect figure\b"
)
_NO_EVENT = frozenset({"uncertain", "other"})


def facts_of(article: Article) -> tuple[Fact, ...]:
    """The facts of a classified article; spans are those of its segments' English."""
    types = [e.type for e in sorted(article.events, key=lambda e: not e.primary)]
    if not types or types[0] in _NO_EVENT:
        return ()
    texts = [(n, _english(article, n), s.kind == "title") for n, s in article.content]
    return find_facts(texts, types, article.published)


def find_facts(
    texts: Sequence[tuple[int, str, bool]], types: Sequence[str], published: str | None = None
) -> tuple[Fact, ...]:
    """The facts of ``texts`` (segment number, English, whether it is the title) for event ``types``.

    At most one of each kind for each event type, from the body before the title: a headline rounds
    and shortens.
    """
    day = _day(published)
    known = companies([text for _, text, _ in texts])
    ordered = sorted(texts, key=lambda part: part[2])
    found: dict[tuple[str, str], Fact] = {}
    taken: set[tuple[str, int, int]] = set()
    for place, (number, text, title) in enumerate(ordered):
        if title and _capitalised(text):
            continue
        for start, sentence in _sentences(text):
            for fact in _read(sentence, types, known, day, place < _LEAD or title):
                span = (fact.kind, number, fact.start + start)
                if (fact.event, fact.kind) not in found and span not in taken:
                    found[fact.event, fact.kind] = _at(fact, number, start)
                    taken.add(span)
    order = {kind: n for n, kind in enumerate(KINDS)}
    return tuple(sorted(found.values(), key=lambda f: (types.index(f.event), order[f.kind])))


def _read(
    sentence: str, types: Sequence[str], known: frozenset[str], day: date | None, lead: bool
) -> Iterator[Fact]:
    for event in types:
        named = False
        for role in roles(sentence, frozenset([event]), known):
            named = True
            yield Fact(role.role, role.name.text, event, 0, role.name.start, role.name.end)
        for money in sums(sentence, event, named):
            yield Fact(
                "amount", money.text, event, 0, money.start, money.end, money.value, money.currency
            )
        for told in days(sentence, event, day):
            yield Fact("date", told.text, event, 0, told.start, told.end, date=told.iso)
        for spot in spots(sentence, event) if lead and event == types[0] else ():
            yield Fact("place", spot.text, event, 0, spot.start, spot.end)


def _at(fact: Fact, segment: int, offset: int) -> Fact:
    return Fact(
        fact.kind, fact.text, fact.event, segment, fact.start + offset, fact.end + offset,
        fact.value, fact.currency, fact.date,
    )  # fmt: skip


def _english(article: Article, number: int) -> str:
    segment = article.segments[number]
    if segment.en is not None:
        return segment.en
    return segment.text if (segment.lang or article.lang) == "en" else ""


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for sentence in split(text, "en"):
        if len(sentence.text) <= _LONGEST and not _TAKEN_BACK.search(sentence.text):
            yield start, sentence.text
        start += len(sentence.text) + len(sentence.tail)


def _capitalised(title: str) -> bool:
    """Whether a headline writes most words with a capital, so that capitals tell no names."""
    long = [word for word in title.split() if len(word) > 3]
    return sum(word[0].isupper() for word in long) > 0.7 * len(long) and len(long) > 3


def _day(published: str | None) -> date | None:
    told = day_of(published)
    return date.fromisoformat(told) if told and len(told) == 10 else None
