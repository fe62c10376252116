"""The questions that a page of results puts to the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    column,
    exists,
    func,
    literal_column,
    not_,
    select,
    table,
    true,
)

from nlp.reader.index import BITS, DOCS, EVENTS, SearchIndex, keys_of
from nlp.reader.match import expression, terms
from nlp.reader.query import PAGE, Query

MOST_VALUES = 40
"""Values of a filter that are named with their counts."""

_TEXTS = table("texts", column("rowid"))
_RANK = literal_column("bm25(texts, 6.0, 8.0, 1.0, 1.5)")
"""A word in a title counts more than one in the text, the English a little more than the original."""

Counts = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many articles fit, and how many each further filter would leave, the most first."""

    total: int = 0
    events: Counts = field(default_factory=list)
    langs: Counts = field(default_factory=list)
    sources: Counts = field(default_factory=list)
    flags: Counts = field(default_factory=list)


def facets(index: SearchIndex, query: Query, corrected: Collection[str] = ()) -> Facets:
    """How many articles fit a query, and what they can be narrowed by.

    ``corrected`` holds the content hashes of articles with corrections. What is counted by a filter
    that is set leaves that filter out, so that its other values can be chosen instead.
    """
    with index.database.read() as connection:

        def counted(name: str, column: Any) -> Counter[Any]:
            fits = _conditions(query, corrected, without=name)
            rows = connection.execute(select(column, func.count()).where(*fits).group_by(column))
            return Counter({value: count for value, count in rows})

        flags = counted("flags", DOCS.c.flags)
        types: Counter[str] = Counter()
        for told, count in counted("event", DOCS.c.events).items():
            types.update(dict.fromkeys(told.split(), count))
        by_hand = [*_conditions(query, corrected), _flagged("corrected", corrected)]
        noted = connection.scalar(select(func.count()).select_from(DOCS).where(*by_hand)) or 0
        marked = [
            (flag, sum(count for bits, count in flags.items() if bits & bit))
            for flag, bit in BITS.items()
        ]
        return Facets(
            flags.total(),
            _most(types),
            _most(counted("lang", DOCS.c.lang)),
            _most(counted("source", DOCS.c.source)),
            [*marked, ("corrected", noted)],
        )


def _most(counts: Counter[Any]) -> Counts:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    return [(value, count) for value, count in ordered if value][:MOST_VALUES]


def page_of(index: SearchIndex, query: Query, corrected: Collection[str] = ()) -> list[str]:
    """The keys of the articles on the page of a query, in its order."""
    with index.database.read() as connection:
        fits = _conditions(query, corrected)
        numbers = connection.scalars(_ordered(query, fits, (query.page - 1) * PAGE, PAGE)).all()
        return keys_of(connection, numbers)


def around(
    index: SearchIndex, query: Query, place: int, corrected: Collection[str] = ()
) -> tuple[str | None, str | None]:
    """The keys before and after the ``place``-th article (from 1) that a query finds."""
    start = max(place - 2, 0)
    with index.database.read() as connection:
        fits = _conditions(query, corrected)
        numbers = connection.scalars(_ordered(query, fits, start, place + 1 - start)).all()
        keys = dict(enumerate(keys_of(connection, numbers), start + 1))
    return keys.get(place - 1), keys.get(place + 1)


def types_held(index: SearchIndex) -> list[str]:
    """Every event type that an article of the store has, in the order of the alphabet."""
    with index.database.read() as connection:
        return sorted(connection.scalars(select(EVENTS.c.type).distinct()))


def newest(index: SearchIndex, content_hash: str) -> str | None:
    """The key of the newest record of an article."""
    own = and_(DOCS.c.content_hash == content_hash, DOCS.c.latest)
    with index.database.read() as connection:
        return connection.scalar(select(DOCS.c.key).where(own))


def _ordered(
    query: Query, fits: Sequence[ColumnElement[bool]], start: int, count: int
) -> Select[Any]:
    """Numbers of the articles in the order of the query; those without a date come last."""
    wanted = select(DOCS.c.seq).where(*fits).limit(count).offset(start)
    if query.order == "relevance" and (match := expression(terms(query.q), wanted=True)):
        ranked = wanted.join(_TEXTS, _TEXTS.c.rowid == DOCS.c.seq).where(_matching(match))
        return ranked.order_by(_RANK, DOCS.c.day.desc(), DOCS.c.seq.desc())
    return wanted.order_by(DOCS.c.day.desc(), DOCS.c.seq.desc())


def _conditions(
    query: Query, corrected: Collection[str], without: str = ""
) -> list[ColumnElement[bool]]:
    """What an article must be; ``without`` leaves the filter of that name out."""
    found: list[ColumnElement[bool]] = [DOCS.c.latest]
    sought = terms(query.q)
    if match := expression(sought, wanted=True):
        found.append(DOCS.c.seq.in_(select(_TEXTS.c.rowid).where(_matching(match))))
    elif query.q and not sought:
        found.append(not_(true()))  # "!!!" holds nothing that a text could hold
    if match := expression(sought, wanted=False):
        found.append(DOCS.c.seq.not_in(select(_TEXTS.c.rowid).where(_matching(match))))
    if query.event and without != "event":
        found.append(exists().where(EVENTS.c.doc == DOCS.c.seq, EVENTS.c.type == query.event))
    if query.lang and without != "lang":
        found.append(DOCS.c.lang == query.lang)
    if query.source and without != "source":
        found.append(DOCS.c.source == query.source)
    if query.since:
        found.append(DOCS.c.day >= query.since)
    if query.until:
        found.append(DOCS.c.day <= query.until.ljust(10, "~"))  # 2024 lasts to its end
    return found + [_flagged(flag, corrected) for flag in query.flags]


def _matching(match: str) -> ColumnElement[bool]:
    return literal_column("texts").op("MATCH", is_comparison=True)(match)


def _flagged(flag: str, corrected: Collection[str]) -> ColumnElement[bool]:
    if flag == "corrected":
        return DOCS.c.content_hash.in_(sorted(corrected))
    return DOCS.c.flags.op("&")(BITS[flag]) != 0
