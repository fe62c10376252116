"""The page: strict markup, nothing from outside, nothing that a record holds gets loose."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_archive import EVIL, aside, content, made, records
from test_record import ARTICLES
from test_report_figures import KINDS

from nlp.article import Event, Source
from nlp.quarantine import Quarantine
from nlp.record import Record, to_record
from nlp.report import Figures, render
from nlp.report.charts import histogram
from nlp.report.page import page
from nlp.report.quality import _site_rows
from nlp.stage import Reason, Rejected
from nlp.store import Store, open_store
from nlp.store.runs import Runs

AT = datetime(2026, 1, 2, tzinfo=UTC)
BALANCE = {"read": 9, "stored": 5, "already_there": 1, "quarantined": 3, "seconds": 2.5}
SVG = "{http://www.w3.org/2000/svg}"


def fill(store: Store) -> None:
    store.put(records())
    runs = Runs(store.side)
    runs.note(runs.start({}, "m", "c"), BALANCE, "done")
    held = Quarantine(store.side)
    held.add([Rejected(Source(f"{n}{EVIL}"), "read", Reason.EMPTY, EVIL) for n in range(3)])
    held.mark([held.list()[0].id], "released")


@pytest.fixture
def whole(tmp_path: Path) -> str:
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        fill(store)
        return render(store, at=AT)


def parsed(whole: str) -> ElementTree.Element:
    """The page, read by a parser that forgives nothing: it is written to be XML as well."""
    return ElementTree.fromstring(whole.removeprefix("<!DOCTYPE html>"))


def counted(records: list[Record]) -> Figures:
    figures = Figures()
    figures.add_all(records)
    return figures


def of(records: list[Record]) -> str:
    return page("sqlite:///wire.db", counted(records), [], [], len(records), AT)


def test_the_page_is_well_formed_and_says_what_it_is_about(whole: str) -> None:
    root = parsed(whole)
    assert whole.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "wire.db" in "".join(root.find("head/title").itertext())
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    targets = {e.get("href")[1:] for e in root.iter("a")}
    assert targets and targets <= set(ids)


def test_the_balance_is_told(whole: str) -> None:
    text = " ".join(" ".join(parsed(whole).itertext()).split())
    assert "Of 9 records read, 5 were stored" in text
    assert "1 run read 9 records" in text
    assert "4 articles in English, 2 records waiting in quarantine" in text
    rows = {row[0].text: [c.text for c in row[1:]] for row in parsed(whole).iter("tr")}
    assert rows["Quarantined"] == ["3"]
    assert rows["No text at all"] == ["2", "1"]
    assert rows["Tender"][:2] == ["2", "0"]
    assert rows["Feb 2025"] == ["1"] or rows["Feb 2025"][0] == "1"
    assert rows["Mar 2025"][0] == "0"


def test_every_figure_has_two_pictures_with_words_and_a_table(whole: str) -> None:
    figures = list(parsed(whole).iter("figure"))
    assert len(figures) >= 9
    for figure in figures:
        pictures = figure.findall(f"{SVG}svg")
        assert [p.get("class") for p in pictures] == ["wide", "narrow"]
        for picture in pictures:
            assert picture.get("role") == "img"
            assert picture.find(f"{SVG}title").text and picture.find(f"{SVG}desc").text
        assert len(figure.findall("details//tr")) >= 2


def test_nothing_comes_from_outside_and_nothing_runs(whole: str) -> None:
    root = parsed(whole)
    tags = {e.tag.rpartition("}")[2] for e in root.iter()}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "image", "use", "a:href"})
    allowed = "http://www.w3.org/2000/svg"
    assert set(re.findall(r"\w+://[^\s\"'<]*", whole)) <= {allowed}
    assert "url(" not in whole.replace("url(#hatch)", "")
    assert "@import" not in whole
    values = [(k, v) for e in root.iter() for k, v in e.attrib.items()]
    assert not [k for k, _ in values if k.lower().startswith("on")]
    assert not [v for k, v in values if k in ("src", "href") and not v.startswith("#")]
    assert "default-src 'none'" in whole


def test_what_a_record_holds_is_harmless(whole: str) -> None:
    assert "alert(1)" in whole  # it is shown, as text
    assert "<script" not in whole
    assert not [c for c in whole if not c.isprintable() and c != "\n"]


@settings(max_examples=30)
@given(st.lists(ARTICLES, max_size=4))
def test_any_records_make_a_page(articles: list) -> None:
    parsed(of([to_record(a.with_(content_hash=f"{n}"), "m", "c") for n, a in enumerate(articles)]))


def test_a_store_without_anything_makes_a_page(tmp_path: Path) -> None:
    for kind in KINDS.values():
        with closing(open_store(kind.format(tmp_path))) as store:
            text = "".join(parsed(render(store)).itertext())
        assert "No run is noted here" in text and "0 articles" in text


def test_every_kind_of_store_makes_the_same_page(tmp_path: Path) -> None:
    pages = set()
    for kind in KINDS.values():
        url = kind.format(tmp_path)
        with closing(open_store(url)) as store:
            fill(store)
            found = render(store, at=AT)
        name = url.removeprefix("sqlite:///")
        pages.add(re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", found.replace(name, "NAME")))
    assert len(pages) == 1


def test_many_years_and_many_countries_fit(tmp_path: Path) -> None:
    many = [
        made(
            f"a{n}",
            published=f"{1950 + n}-05-01",
            meta={"country": f"Land {n}"},
            events=(Event("tender", 0.9, True),),
        )
        for n in range(75)
    ]
    text = "".join(parsed(of(many)).itertext())
    assert "Articles by year" in text and "named 75 countries" in text


def test_a_store_name_with_blanks_is_quoted_in_commands(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/my wire.db")) as store:
        fill(store)
        whole = render(store)
    codes = ["".join(code.itertext()) for code in parsed(whole).iter("code")]
    commands = [code for code in codes if code.startswith("veille ")]
    assert len(commands) >= 4
    assert all(f"'{tmp_path}/my wire.db'" in command for command in commands)


def test_what_leads_stands_in_the_plural() -> None:
    told = of([made(str(i), events=(Event("strategy", 0.9, True),)) for i in range(2)])
    assert "Strategies lead, with 2 of 2 articles" in told
    assert "Fundings lead" in of([made("a", events=(Event("funding", 0.9, True),))])


def test_more_runs_than_are_added_up_are_told() -> None:
    run = {"id": 1, "started": "2025-01-01T00:00", "status": "done", "balance": BALANCE}

    def words(runs: int) -> str:
        root = parsed(page("sqlite:///wire.db", Figures(), [run] * runs, [], 5, AT))
        return " ".join(" ".join(root.itertext()).split())

    assert "The last 1,000 runs read 9,000 records" in words(1000)
    assert "The last 8 of 1,000 or more runs" in words(1000)
    assert " 999 runs read 8,991 records" in words(999) and "of 999 runs" in words(999)
    assert "The last" not in words(8)


def test_the_median_of_the_surest_is_one() -> None:
    _, shapes = histogram(680, [("French", [0] * 9 + [3])], 90, 1)
    told = [str(shape) for shape in shapes]
    assert any("median 1<" in shape for shape in told)
    _, shapes = histogram(680, [("French", [3] + [0] * 9)], 90, 1)
    assert any("median .90<" in str(shape) for shape in shapes)


def test_shares_of_a_source_are_of_its_segments() -> None:
    segments = (aside("spam", "Buy", 0.9), content("Un."), content("Deux."), content("Trois."))
    sites = [made(str(i), segments=segments, meta={"source": f"S{i}"}) for i in range(2)]
    rows, table = _site_rows(counted(sites))
    assert table == [("S0", 1, 4, 1, 0), ("S1", 1, 4, 1, 0)]
    assert [(row.value, row.second, row.told) for row in rows] == [(25.0, 0.0, "25 + 0%")] * 2
