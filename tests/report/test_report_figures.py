"""The figures of a report against an archive counted by hand, and their memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from report_archive import EVIL, made, records

from nlp.article import Event
from nlp.report import Figures
from nlp.report.figures import country_of, hundredth, kind_of, month_of, site_of
from nlp.report.periods import periods
from nlp.report.review import concerns
from nlp.report.tally import Best, Tally, draw
from nlp.store import open_store
from nlp.store.newest import found, newest

KINDS = {
    "sqlite": "sqlite:///{}/wire.db",
    "jsonl": "jsonl:{}/out.jsonl.gz",
    "parquet": "parquet:{}/out",
}


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    found = KINDS[request.param].format(tmp_path)
    with closing(open_store(found)) as store:
        store.put(records()[:3])
        store.put(records()[3:])
    return found


@pytest.fixture
def figures(url: str) -> Figures:
    found = Figures()
    with closing(open_store(url, read_only=True)) as store:
        for record in newest(store):
            found.add(record)
    return found


def test_the_newest_record_of_each_article_counts(url: str) -> None:
    with closing(open_store(url, read_only=True)) as store:
        assert store.count() == 5
        assert [r["id"] for r in newest(store)] == ["a1", "a2", "a3", "a4"]
        assert [r["published"] for r in newest(store)][0] == "2025-01-15"


def test_an_empty_store_has_no_newest(tmp_path: Path) -> None:
    for kind in KINDS.values():
        with closing(open_store(kind.format(tmp_path))) as store:
            assert list(newest(store)) == []


def test_an_article_is_found_by_id_key_and_the_beginning_of_its_key(url: str) -> None:
    from nlp.errors import ConfigError

    old, new = records()[:2]
    with closing(open_store(url, read_only=True)) as store:
        assert found(store, "a1")[0] == new
        assert found(store, old["key"])[0] == old
        assert found(store, new["key"][:8])[0] == new
        for name in ("a9", new["key"][:7], "", "%", "a_"):
            with pytest.raises(ConfigError, match="no article"):
                found(store, name)


def test_articles_events_and_places_are_counted(figures: Figures) -> None:
    assert figures.articles == 4
    assert figures.languages == {"fr": 3, "en": 1}
    assert figures.events == {"tender": 2, "uncertain": 1, EVIL: 1}
    assert figures.secondary == {"funding": 1}  # those beside an uncertain one are candidates
    assert figures.months == {
        ("2025-01", "tender"): 1,
        ("2025-02", "tender"): 1,
        ("2025-04", "uncertain"): 1,
        (None, EVIL): 1,
    }
    assert figures.places == {("FR", "tender"): 2, ("BE", "uncertain"): 1, (None, EVIL): 1}


def test_what_was_set_aside_is_counted_by_reason_and_source(figures: Figures) -> None:
    assert figures.labels == {"content": 8, "spam": 2, "boilerplate": 2}
    assert figures.with_aside == {"spam": 1, "boilerplate": 2}
    assert figures.why == {
        ("spam", "speaks of what spam sells"): 2,
        ("spam", "urges"): 1,
        ("boilerplate", "on n of n pages of the site"): 2,
    }
    assert figures.sites["Le Fil", "article"] == 2
    assert figures.sites["Le Fil", "spam"] == 2
    assert figures.sites["L'Écho", "boilerplate"] == 1
    assert [call.text for call in figures.close_calls.sorted()][:1] == ["Win 12 times"]
    assert figures.close_calls.sorted()[0].segment == 3


def test_checks_confidence_and_repairs_are_counted(figures: Figures) -> None:
    assert figures.checks == {"number": 2, "name": 2, "uncertain": 1, EVIL: 1}
    assert (figures.checked_articles, figures.checked_segments) == (3, 3)
    assert figures.confidence == {("fr", 50): 1, ("fr", 62): 2}
    assert figures.repairs == {"article": 1, "dup_word": 1, "markup": 1}
    assert figures.repaired_articles == 2
    assert figures.seconds == {"translate": 2.0, "classify": 1.0}
    assert sum(figures.makers.values()) == 4


def test_examples_stand_in_their_sentence_with_what_changed(figures: Figures) -> None:
    (example,) = figures.examples["dup_word"].sorted()
    assert example.before.endswith("One hospital. ")
    assert "".join(old for old, _ in example.pieces) == "Two two."
    assert "".join(new for _, new in example.pieces) == "Two."
    assert example.reason == "said twice"


def test_the_list_for_reading_has_the_weightiest_first_and_its_reasons(figures: Figures) -> None:
    listed = figures.review.sorted()
    assert figures.to_review == len(listed)
    weights = [sum(c.weight for c in article.concerns) for article in listed]
    assert weights == sorted(weights, reverse=True)
    assert {"a1", "a3"} <= {article.id for article in listed}
    told = {a.id: " / ".join(c.text for c in a.concerns) for a in listed}
    assert "A figure is missing: 12" in told["a1"]
    assert "1 segment set aside that may be content" in told["a1"]
    assert "uncertain: Outage 0.30, Strategy 0.20" in told["a3"]


def test_nothing_is_said_against_a_sound_article() -> None:
    assert concerns(made("a", events=(Event("tender", 0.99, True),), confidence=0.7)) == []


@pytest.mark.parametrize(
    ("told", "month"),
    [
        ("2025-03-14", "2025-03"),
        ("2025-03", "2025-03"),
        ("2025-03-14T09:00Z", "2025-03"),
        ("2025-13-01", None),
        ("14/03/2025", "2025-03"),
        ("le 14 mars 2025", "2025-03"),
        ("1741942800", "2025-03"),
        ("2025", None),
        ("1066-10-14", None),
        ("2025-031", None),
        ("", None),
        (None, None),
    ],
)
def test_months_are_read_as_the_reader_reads_days(told: str | None, month: str | None) -> None:
    assert month_of(told) == month


def test_a_confidence_counts_where_it_lies() -> None:
    """100 * .29 is a little less than 29 to a machine, and .57 and .58 are such too."""
    assert [hundredth(i / 100) for i in range(100)] == list(range(100))
    assert (hundredth(0.2899), hundredth(0.9999), hundredth(1.0)) == (28, 99, 99)


def test_country_source_and_reason_are_told_in_general() -> None:
    assert country_of(made("a", meta={"País": " MX "})) == "MX"
    assert country_of(made("a", meta={})) is None
    assert site_of(made("a", meta={"url": "https://www.fil.example/a/1"})) == "fil.example"
    assert kind_of("on 31 of 40 pages of the site") == "on n of n pages of the site"


def test_a_tally_counts_a_bounded_number_of_things() -> None:
    tally = Tally(2)
    for thing in "abcabc":
        tally.add(thing)
    assert (dict(tally), tally.others) == ({"a": 2, "b": 2}, 2)


def test_the_best_are_the_same_in_any_order() -> None:
    names = [f"n{i}" for i in range(50)]
    forwards, backwards = Best[str](5), Best[str](5)
    for name in names + names:
        forwards.add(draw(name), name, name)
    for name in reversed(names):
        backwards.add(draw(name), name, name)
    wanted = sorted(names, key=draw, reverse=True)[:5]
    assert forwards.sorted() == backwards.sorted() == wanted


def stream(count: int) -> Iterator[dict]:
    """Records that have everything new: ids, sources, reasons, countries, repairs."""
    base = records()[1]
    for n in range(count):
        edits = [{**e, "class": f"c{n % 40}", "reason": f"r{n}"} for e in base["edits"]]
        segments = [{**s, "reasons": [f"reason {chr(97 + n % 26)} {n}"]} for s in base["segments"]]
        meta = {"country": f"X{n}", "source": f"site {n}"}
        yield {
            **base,
            "id": f"{n}",
            "key": f"{n:064x}",
            "edits": edits,
            "segments": segments,
            "meta": meta,
        }


def reachable(thing: object) -> int:
    """How many objects hang on ``thing``; free lists and caches of Python do not count."""
    seen: dict[int, object] = {}
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, type | ModuleType | FunctionType):
            seen[id(one)] = one
            waiting += gc.get_referents(one)
    return len(seen)


def test_memory_does_not_grow_with_the_records() -> None:
    figures = Figures(months=Tally(50), places=Tally(50), sites=Tally(50), why=Tally(50))
    source = stream(1500)
    for _ in range(300):  # fills every counter and sample
        figures.add(next(source))
    early = reachable(figures)
    for record in source:
        figures.add(record)
    assert figures.articles == 1500
    assert early > 1000
    assert reachable(figures) < early * 1.02


def test_periods_begin_where_quarters_and_years_do() -> None:
    months = {"2020-02": 1, "2020-03": 2, "2024-05": 4}
    quarters = periods(months)
    assert (quarters.unit, quarters.labels[0], quarters.labels[-1]) == (
        "quarter",
        "Q1 2020",
        "Q2 2024",
    )
    assert quarters.counted(months) == [3, *[0] * 16, 4]
    assert quarters.marks == [(4 * i, str(2020 + i)) for i in range(5)]
    months = {"1994-12": 1, "2024-03": 1, "2024-12": 1}
    years = periods(months)
    assert (years.unit, years.labels[0], years.labels[-1], len(years.labels)) == (
        "year",
        "1994",
        "2024",
        31,
    )
    assert years.counted(months)[0] == 1 and years.counted(months)[-1] == 2
    assert years.marks == [(1 + 5 * i, str(1995 + 5 * i)) for i in range(6)]
    assert periods({"2025-02": 1}).labels == ["Feb 2025"]
