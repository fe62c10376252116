"""The index beside a store: whole, up to date, and gone without loss."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from reader_helpers import KINDS, Open, english, library_at, record_of, signed_article

from nlp.article import Check, Edit, Event, Segment
from nlp.erase import Wanted, erase
from nlp.reader.index import SearchIndex
from nlp.reader.library import Library
from nlp.reader.query import PAGE, Query
from nlp.store import open_store
from nlp.store.places import search_path


def ids(library: Library, **wanted: Any) -> list[str]:
    return [hit.record["id"] for hit in library.results(Query(**wanted)).hits]


SPAM = Segment("Win pills", lang="en", label="spam", score=0.9)
RECORDS = [
    record_of(signed_article(0)),
    english(
        1,
        "Ransomware hits a clinic",
        "Data was lost at night.",
        published="2024-05-31",
        events=(Event("cyber_incident", 0.9, True), Event("outage", 0.5)),
    ),
    english(
        2,
        "The clinic works again",
        "No ransomware is left.",
        published="Mon, 03 Jun 2024 08:00:00 +0000",
        edits=(Edit(1, "a", "b", "case", "why", 0),),
    ),
    english(
        3,
        "A fair",
        "It is held in Toulouse.",
        published="soon",
        events=(Event("uncertain", 0.3, True), Event("outage", 0.3)),
        checks=(Check("uncertain", "?"),),
        meta={"source": "The Wire"},
    ),
]


@pytest.fixture(scope="module", params=KINDS.values(), ids=list(KINDS))
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """A store of each kind with the same records, opened once."""
    with closing(library_at(request.param.format(tmp_path_factory.mktemp("store")), RECORDS)) as it:
        yield it


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["a0", "a2", "a1", "a3"]),
        ({"q": "ransomware"}, ["a1", "a2"]),
        ({"q": "ransomware", "sort": "date"}, ["a2", "a1"]),
        ({"q": "marché"}, ["a0"]),
        ({"q": "contract roldan"}, ["a0"]),
        ({"q": "clinic -data"}, ["a2"]),
        ({"q": "-clinic"}, ["a0", "a3"]),
        ({"q": "pilules"}, []),
        ({"q": "?!"}, []),
        ({"event": "outage"}, ["a1"]),
        ({"event": "uncertain"}, ["a3"]),
        ({"event": "' OR 1=1 --"}, []),
        ({"lang": "fr"}, ["a0"]),
        ({"source": "the wire"}, ["a3"]),
        ({"source": "press.example"}, ["a0", "a2", "a1"]),
        ({"since": "2024-06-03"}, ["a0", "a2"]),
        ({"until": "2024"}, ["a2", "a1"]),
        ({"since": "2024-05", "until": "2024-05"}, ["a1"]),
        ({"flags": ("check",)}, ["a0", "a3"]),
        ({"flags": ("repaired",)}, ["a0", "a2"]),
        ({"flags": ("aside",)}, ["a0"]),
        ({"flags": ("uncertain",)}, ["a3"]),
        ({"flags": ("check", "aside")}, ["a0"]),
        ({"flags": ("corrected",)}, []),
        ({"q": "clinic", "event": "outage", "lang": "en", "until": "2024"}, ["a1"]),
    ],
)
def test_search_and_filters(library: Library, wanted: dict[str, Any], found: list[str]) -> None:
    assert ids(library, **wanted) == found
    assert library.results(Query(**wanted)).total == len(found)


def test_each_filter_says_how_many_it_would_leave(library: Library) -> None:
    facets = library.results(Query(lang="en")).facets
    assert facets.langs == [("en", 3), ("fr", 1)]
    assert facets.events == [("cyber_incident", 1), ("outage", 1), ("uncertain", 1)]
    assert facets.sources == [("press.example", 2), ("the wire", 1)]
    assert dict(facets.flags) == {
        "check": 1,
        "repaired": 1,
        "aside": 0,
        "uncertain": 1,
        "corrected": 0,
    }


def test_the_neighbours_of_an_article_are_those_of_the_results(library: Library) -> None:
    keys = [hit.record["key"] for hit in library.results(Query()).hits]
    expected = [None, *keys, None]
    for place in range(1, 5):
        assert library.around(Query(), place) == (expected[place - 1], expected[place + 1])
    assert library.around(Query(q="ransomware"), 1) == (None, RECORDS[2]["key"])
    assert library.around(Query(), 99) == (None, None)


def test_pages_hold_each_article_once(open_library: Open) -> None:
    records = [
        english(n, f"Title {n}", "text", published=f"2024-01-{n % 28 + 1:02d}")
        for n in range(2 * PAGE + 5)
    ]
    library = open_library(*records)
    pages = [library.results(Query(page=page)) for page in (1, 2, 3, 9)]
    assert [len(page.hits) for page in pages] == [PAGE, PAGE, 5, 5]
    assert pages[3].query.page == 3 == pages[0].pages
    seen = [hit.record["id"] for page in pages[:3] for hit in page.hits]
    assert len(set(seen)) == len(records) == pages[0].total
    days = [hit.day for page in pages[:3] for hit in page.hits]
    assert days == sorted(days, reverse=True)
    assert [hit.place for hit in pages[1].hits] == list(range(PAGE + 1, 2 * PAGE + 1))


@pytest.mark.parametrize("url", KINDS.values(), ids=list(KINDS))
def test_of_the_records_of_an_article_the_newest_is_found(open_library: Open, url: str) -> None:
    old = english(1, "The old title", "text")
    new = record_of(signed_article(1).with_(content_hash=old["content_hash"]), "other models")
    library = open_library(old, new, url=url)
    assert ids(library, q="old title") == []
    (hit,) = library.results(Query()).hits
    assert hit.record["key"] == new["key"] == library.newest(old)
    assert library.record(old["key"]) == old


def test_a_newer_record_stored_later_takes_the_place_of_the_old(
    open_library: Open, tmp_path: Path
) -> None:
    library = open_library(*RECORDS)
    newer = record_of(signed_article(1).with_(content_hash=RECORDS[1]["content_hash"]), "newer")
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        store.put([newer])
    assert ids(library, q="lost night") == []
    assert library.results(Query()).total == 4
    assert library.newest(RECORDS[1]) == newer["key"]


def test_what_a_run_stores_meanwhile_is_found(open_library: Open, tmp_path: Path) -> None:
    library = open_library(RECORDS[0])
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        store.put(RECORDS[1:])
    assert ids(library, q="ransomware") == ["a1", "a2"]


def test_nothing_is_written_into_the_store(open_library: Open, tmp_path: Path) -> None:
    with closing(open_library(*RECORDS)) as library:
        library.results(Query(q="clinic"))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["wire.db", "wire.db.search.db"]
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db", read_only=True)) as store:
        assert list(store) == RECORDS


def opened(tmp_path: Path) -> tuple[SearchIndex, list[int]]:
    """The index of the store, and how many records were taken in on the way."""
    told: list[int] = []
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db", read_only=True)) as store:
        path = search_path(tmp_path / "wire.db")
        return SearchIndex.open(path, store, lambda done, total: told.append(done)), told


def test_an_index_goes_on_where_it_stopped_and_is_made_again_when_lost(
    open_library: Open, tmp_path: Path
) -> None:
    open_library(*RECORDS).close()
    index, told = opened(tmp_path)
    index.close()
    assert told == []
    search_path(tmp_path / "wire.db").unlink()
    index, told = opened(tmp_path)
    index.close()
    assert told == [4]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM articles WHERE id = 'a1'",
        "DELETE FROM articles WHERE id = 'a3'",
        "UPDATE articles SET key = 'other' WHERE id = 'a3'",
    ],
)
def test_text_of_a_record_that_is_gone_does_not_stay(
    open_library: Open, tmp_path: Path, statement: str
) -> None:
    open_library(*RECORDS).close()
    with (
        closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store,
        store.side.write() as connection,
    ):
        connection.exec_driver_sql(statement)
    index, told = opened(tmp_path)
    index.close()
    assert told and told[-1] in (3, 4)


def test_an_index_of_another_version_is_made_anew(open_library: Open, tmp_path: Path) -> None:
    open_library(*RECORDS).close()
    index, _ = opened(tmp_path)
    with index.database.write() as connection:
        connection.exec_driver_sql("UPDATE veille SET value = '0' WHERE name = 'search'")
    index.close()
    index, told = opened(tmp_path)
    index.close()
    assert told == [4]


def test_where_nothing_can_be_written_the_index_is_temporary(
    open_library: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-folder").write_text("")
    monkeypatch.setattr("nlp.reader.library.search_path", lambda path: tmp_path / "no-folder" / "x")
    library = open_library(*RECORDS)
    assert ids(library, q="clinic") == ["a2", "a1"]
    assert not str(library.index.path).startswith(str(tmp_path))
    library.close()
    assert not library.index.path.exists()


def test_a_file_in_the_place_of_the_index_is_left_alone(open_library: Open, tmp_path: Path) -> None:
    path = search_path(tmp_path / "wire.db")
    path.write_text("a letter to my mother")
    assert ids(open_library(*RECORDS), q="clinic") == ["a2", "a1"]
    assert path.read_text() == "a letter to my mother"


def test_an_empty_store_has_an_empty_page(open_library: Open) -> None:
    results = open_library().results(Query())
    assert (results.total, results.hits, results.pages) == (0, [], 1)


def test_an_erasure_takes_the_index_away_and_an_open_page_makes_it_anew(
    open_library: Open, tmp_path: Path
) -> None:
    library = open_library(*RECORDS)
    path = search_path(tmp_path / "wire.db")
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        wanted = Wanted(ids=frozenset({RECORDS[0]["id"]}))
        assert erase(store, wanted, dry_run=True).index and path.exists()
        assert not erase(store, Wanted(ids=frozenset({"none"}))).index and path.exists()
        assert erase(store, wanted).index
        assert [p.name for p in tmp_path.glob("*.search.db*")] == []
    found = library.results(Query()).hits
    assert RECORDS[0]["id"] not in [hit.record["id"] for hit in found] and len(found) == 3
    assert path.exists()
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        store.put([RECORDS[0]])
    assert len(library.results(Query()).hits) == 4


@pytest.mark.parametrize("damaged", [False, True])
def test_an_erasure_leaves_a_file_alone_that_is_no_index(
    open_library: Open, tmp_path: Path, damaged: bool
) -> None:
    """But not an index that cannot be read any more."""
    path = search_path(tmp_path / "wire.db")
    library = open_library(*RECORDS)
    if damaged:
        path.write_bytes(path.read_bytes()[:100] + b"\xff" * 5000)
    else:
        library.close()
        path.unlink()
        path.write_text("a letter to my mother")
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        assert erase(store, Wanted(ids=frozenset({RECORDS[0]["id"]}))).index is damaged
    assert path.exists() is not damaged
