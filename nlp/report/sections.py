"""The sections on what the archive holds: balance, events, time, places, articles to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from nlp.report.charts import (
    Figure,
    Row,
    Series,
    Step,
    balance,
    bars,
    columns,
    figure,
    matrix,
    multiples,
)
from nlp.report.figures import Figures
from nlp.report.periods import Periods, periods
from nlp.report.section import Section, key, listed, many, share, spelled
from nlp.wording import REASONS, country_name, name_of, sentence_case

_RANKED = 12
_SMALL_CHARTS = 8
_PLACES = 6
_VAGUE = ("other", "uncertain")
MOST_RUNS = 1_000
"""The newest runs, which the balance adds up; of more it says so."""


def balance_section(
    runs: Sequence[Mapping[str, Any]], held: Sequence[Mapping[str, Any]]
) -> Section:
    """What was read, stored and quarantined in all runs, and why records wait."""
    total: Counter[str] = Counter()
    for run in runs:
        names = ("read", "stored", "already_there", "quarantined", "unfinished")
        total.update({name: run["balance"].get(name, 0) for name in names})
    waiting = sum(row["rows"] for row in held if row["status"] == "waiting")
    section = Section("balance", "", _balance_words(total, len(runs), waiting))
    section.title = f"Of {total['read']:,} records read, {total['stored']:,} were stored"
    if not total["read"]:
        section.title = "No run is noted here"
    else:
        section.figures.append(_balance_figure(total))
    if held:
        section.figures.append(_quarantine_figure(held))
    return section


def _balance_words(total: Counter[str], runs: int, waiting: int) -> str:
    if not total["read"]:
        return "The records came from somewhere else than `veille run`."
    last = "The last " if runs >= MOST_RUNS else ""
    told = f"{last}{many(runs, 'run')} read {many(total['read'], 'record')}."
    if total["already_there"]:
        told += f" {total['already_there']:,} of them were there already, from an earlier run or as a copy."
    wait = f" {many(waiting, 'record')} still {'wait' if waiting != 1 else 'waits'} in quarantine; nothing is lost."
    return told + (wait if waiting else " Nothing waits in quarantine.")


def _balance_figure(total: Counter[str]) -> Figure:
    steps = [Step("Read", total["read"], whole=True), Step("Stored", total["stored"])]
    names = {
        "already_there": "Already there",
        "quarantined": "Quarantined",
        "unfinished": "Unfinished",
    }
    steps += [Step(label, total[name]) for name, label in names.items() if total[name]]
    told = "; ".join(f"{step.label} {step.value:,}" for step in steps)
    return figure(
        partial(balance, steps=steps),
        "What became of the records read",
        f"A bar for all records read, and below it its parts end to end. {told}.",
        ("Outcome", "Records"),
        [(step.label, step.value) for step in steps],
    )


def _quarantine_figure(held: Sequence[Mapping[str, Any]]) -> Figure:
    by_reason: dict[str, Counter[str]] = {}
    for row in held:
        counts = by_reason.setdefault(row["reason"], Counter())
        counts["waiting" if row["status"] == "waiting" else "settled"] += row["rows"]
    ranked = sorted(by_reason.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = [
        Row(sentence_case(REASONS[reason]), n["waiting"], n["settled"], f"{n.total():,}")
        for reason, n in ranked
    ]
    settled = any(row.second for row in rows)
    return figure(
        partial(bars, rows=rows),
        "Why records went to quarantine",
        "Bars of records for each reason. " + spelled(rows),
        ("Reason", "Waiting", "Settled"),
        [(row.label, int(row.value), int(row.second)) for row in rows],
        key("waiting", "settled") if settled else None,
    )


def events_section(found: Figures) -> Section:
    """Event types ranked, and what languages the articles are in."""
    ranked = _ranked(found.events)
    known = [(type_, n) for type_, n in ranked if type_ not in _VAGUE]
    title = "No events were told"
    if known:
        title = f"{_lower_plural(known[0][0])} lead, with {known[0][1]:,} of {found.articles:,} articles"
    languages = [(name_of(lang), n) for lang, n in found.languages.most_common()]
    lead = f"The sources are {listed([f'{name} ({share(n, found.articles)})' for name, n in languages])}."
    if found.events["uncertain"]:
        lead += f" Of {many(found.events['uncertain'], 'article')} no type was likely enough to be told."
    rows = [Row(name_of(type_), n, found.secondary[type_]) for type_, n in ranked]
    rows += [
        Row(name_of(t), 0, n) for t, n in found.secondary.most_common() if t not in found.events
    ]
    rows = [row._replace(told=_two(row)) for row in rows]
    shown = figure(
        partial(bars, rows=rows),
        "Event types",
        "Bars of articles for each event type, as the primary type and as a further one. "
        + spelled(rows),
        ("Event type", "Primary", "Also reported"),
        [(row.label, int(row.value), int(row.second)) for row in rows],
        key("what the article was written to report", "also reported"),
    )
    return Section("events", sentence_case(title), lead, [shown] if rows else [])


def time_section(found: Figures) -> Section | None:
    """Articles over time, and the event types that are met most."""
    months: dict[str, int] = Counter()
    by_type: dict[str, Counter[str]] = {}
    for (month, type_), n in found.months.items():
        if month is not None:
            months[month] += n
            by_type.setdefault(type_, Counter())[month] += n
    if not months:
        return None
    by = periods(months)
    values = by.counted(months)
    top = max(range(len(values)), key=lambda i: values[i])
    title = f"All articles are from {by.labels[0]}"
    if len(values) > 1:
        title = f"{by.labels[top]} has the most articles, {values[top]:,}"
    lead = f"Articles by {by.unit} of publication, from {by.labels[0]} to {by.labels[-1]}."
    if undated := found.articles - sum(months.values()):
        have = "have" if undated != 1 else "has"
        lead += f" {many(undated, 'article')} {have} no date that could be read."
    figures = [_periods_figure(by, values, top)]
    ranked = [t for t, _ in _ranked(found.events) if t in by_type][:_SMALL_CHARTS]
    if ranked and len(values) > 1:
        series = [Series(name_of(t), by.counted(by_type[t])) for t in ranked]
        figures.append(_types_figure(by, series))
    return Section("time", title, lead, figures)


def _periods_figure(by: Periods, values: Sequence[int], top: int) -> Figure:
    """Articles of each period; ``top`` is the one with the most."""
    return figure(
        partial(columns, labels=by.labels, values=values, marks=by.marks),
        f"Articles by {by.unit}",
        f"Columns from {by.labels[0]} to {by.labels[-1]}, the highest {values[top]:,} in {by.labels[top]}.",
        (by.unit.capitalize(), "Articles"),
        list(zip(by.labels, values, strict=True)),
    )


def _types_figure(by: Periods, series: Sequence[Series]) -> Figure:
    """Articles of each period by event type, a small chart for each."""
    told = "; ".join(f"{s.label} {sum(s.values):,} in all" for s in series)
    return figure(
        partial(multiples, series=series, first=by.labels[0], last=by.labels[-1]),
        f"The event types met most, by {by.unit}",
        f"Small columns on one scale. {told}.",
        (by.unit.capitalize(), *(s.label for s in series)),
        list(zip(by.labels, *(s.values for s in series), strict=True)),
    )


def places_section(found: Figures) -> Section | None:
    """Event types by country, where the input told countries."""
    countries: Counter[str] = Counter()
    for (country, _), n in found.places.items():
        countries[country] += n
    untold = countries.pop(None, 0)
    if not countries or not found.events:
        return None
    shown = [country for country, _ in countries.most_common(_PLACES)]
    types = [t for t, _ in _ranked(found.events)][:_RANKED]
    rows = [(name_of(t), [found.places[c, t] for c in shown]) for t in types]
    names = [country_name(country) for country in shown]
    lead = f"The input named {many(len(countries), 'country', 'countries')}; "
    lead += (
        f"shown are the {len(shown)} with most articles."
        if len(countries) > len(shown)
        else "all are shown."
    )
    lead += f" Of {many(untold, 'article')} it named none." if untold else ""
    most = countries[shown[0]]
    grid = figure(
        partial(matrix, rows=rows, heads=names),
        "Event types by country",
        "A grid of counts, each with a bar on one scale. The table below holds them all.",
        ("Event type", *names),
        [(label, *values) for label, values in rows],
    )
    return Section(
        "places", f"{most:,} of {found.articles:,} articles are from {names[0]}", lead, [grid]
    )


def review_section(found: Figures) -> Section:
    """The articles that most need a human eye."""
    shown = found.review.sorted()
    title = (
        f"{many(len(shown), 'article')} to read first" if shown else "Nothing asks for a human eye"
    )
    lead = (
        f"{many(found.to_review, 'article')} of {found.articles:,} gave reason enough to be looked at: facts that are"
        " missing in the English, low confidence, an uncertain event, segments set aside that may be content."
    )
    return Section("review", title, lead, extra=shown)


def _ranked(events: Counter[str]) -> list[tuple[str, int]]:
    """Event types by number; those that say little stand last."""
    return sorted(events.items(), key=lambda item: (item[0] in _VAGUE, -item[1], item[0]))


def _two(row: Row) -> str:
    return f"{row.value:,.0f} + {row.second:,.0f}" if row.second else f"{row.value:,.0f}"


def _lower_plural(type_: str) -> str:
    name = name_of(type_).lower()
    if name.endswith("s") or " or " in name:
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
