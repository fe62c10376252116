"""PostgreSQL: names and passwords, what people query, awkward text, faults of the server."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from job_fakes import article, load, loader, records_of, result, same
from test_record import ARTICLES

from nlp.errors import ConfigError, DiskFull, StoreLost
from nlp.job import Job, JobOptions
from nlp.quarantine import Quarantine
from nlp.record import to_record
from nlp.stage import Reason, reject
from nlp.store import Store, open_store, restore, restored
from nlp.store.postgres import PostgresDatabase, parsed, shown, without_password
from nlp.store.runs import Runs
from nlp.store.sql import on_server
from nlp.store.tables import SIDE

if TYPE_CHECKING:
    from postgres_server import Server

RECORDS = [result(number) for number in range(6)]
NUMBERS = count()


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    with closing(open_store(postgres_url)) as opened:
        yield opened


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.side.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgres://ann:s3cret@h/db", "postgresql://ann@h/db"),
        ("postgresql+psycopg://ann:s3%40cret@h:5/db", "postgresql://ann@h:5/db"),
        ("postgresql://ann@/db?host=/run&password=s3cret", "postgresql://ann@/db?host=%2Frun"),
        ("postgresql://h/db?sslmode=require", "postgresql://h/db?sslmode=require"),
    ],
)
def test_a_url_is_told_without_its_password(given: str, told: str) -> None:
    assert shown(parsed(given)) == told
    assert shown(parsed(told)) == told


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:s3cret@h:x/db",
        "postgresql://ann:s3cret@h",
        "postgresql://ann:s3cret@h/",
        "mysql://ann:s3cret@h/db",
        "postgresql:ann:s3cret@h",
        "sqlite://ann:s3cret@h/db",
        "postgresql://ann:s3cr/@et@h:p/db",
    ],
)
def test_a_wrong_url_is_refused_and_its_password_not_told(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_store(url)
    shown_chain = repr(refused.value) + repr(refused.value.__cause__)
    assert "s3c" not in shown_chain and "cret" not in shown_chain


@given(st.text(st.characters(codec="ascii", exclude_characters="/?#"), min_size=8))
def test_no_password_is_left_in_a_url(password: str) -> None:
    assert without_password(f"x://ann:{password}@host/db") == "x://ann@host/db"


def test_the_password_is_neither_stored_nor_told(postgres: Server) -> None:
    postgres.sql("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 's3cret'")
    plain = postgres.create().partition("@/")[2].partition("?")[0]
    place = f"127.0.0.1:{postgres.port}/{plain}"
    with closing(open_store(f"postgresql://guarded:s3cret@{place}")) as store:
        Job(loader(), records_of(3), [store], Quarantine(store.side)).run()
        assert store.url == f"postgresql://guarded@{place}"
        noted = repr(Runs(store.side).list())
        assert store.url in noted and "s3cret" not in noted
    with pytest.raises(StoreLost, match="password.*PGPASSWORD") as lost:
        open_store(f"postgresql://guarded:wr0ng@{place}")
    assert "wr0ng" not in str(lost.value) + str(lost.value.__cause__)


def test_text_is_found_by_its_words(store: Store) -> None:
    texts = ["The hospitals were signing contracts.", "A nurse left.", "x " * 9]
    store.put([r | {"body_en": t} for r, t in zip(RECORDS, texts, strict=False)])
    found = "SELECT id FROM latest WHERE search @@ websearch_to_tsquery('english', '{}') ORDER BY 1"
    assert rows(store, found.format("hospital contract")) == [("a0",)]
    assert rows(store, found.format("nurse -hospital")) == [("a1",)]
    assert rows(store, found.format("titre 2")) == [("a2",)]
    with store.side.write() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = "EXPLAIN SELECT id FROM articles WHERE search @@ to_tsquery('english', 'nurse')"
        assert "ix_articles_search" in str(connection.exec_driver_sql(plan).all())


def test_the_queries_of_the_docs_run(store: Store) -> None:
    page = (Path(__file__).parents[2] / "docs" / "stores.md").read_text("utf-8")
    queries = re.findall(r"^```(?:sql|postgres)\n(.*?)^```$", page, re.M | re.S)
    store.put([r | {"title_en": "A Title"} for r in [*RECORDS, result(7)]])
    found = {query: rows(store, query) for query in queries}
    assert len(found) >= 6
    assert [query for query, rows in found.items() if not rows and "quarantine" not in query] == []


def test_the_tables_say_what_the_record_says(store: Store) -> None:
    store.put([*RECORDS[:4], result(1, model="m2")])
    assert rows(store, "SELECT text, label FROM segments WHERE article=1 AND number=3") == [
        ("win 0", "spam")
    ]
    assert rows(store, "SELECT count(*) FROM set_aside WHERE label='spam'") == [(4,)]
    assert rows(store, 'SELECT type FROM events WHERE article=1 AND "primary"') == [("tender",)]
    keys = {key for (key,) in rows(store, "SELECT key FROM latest")}
    assert keys == {r["key"] for r in [*RECORDS[:4], result(1, model="m2")]} - {RECORDS[1]["key"]}
    assert rows(store, "SELECT record->'source'->>'path' FROM articles LIMIT 1") == [
        ("archive.jsonl",)
    ]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ARTICLES, max_size=4))
def test_any_record_comes_back_as_it_went_in(store: Store, articles: list) -> None:
    records = [to_record(a.with_(content_hash=f"{next(NUMBERS)}"), "m", "c") for a in articles]
    keys = [record["key"] for record in records]
    store.put(records)
    assert store.get(keys) == dict(zip(keys, records, strict=True))


def test_text_that_postgresql_cannot_index_or_hold_is_kept(store: Store) -> None:
    """NUL, identifiers and segments longer than a page of an index, text beyond a tsvector."""
    words = " ".join(chr(0x4E00 + n % 20000) + chr(0x3400 + n % 6000) for n in range(300_000))
    urls = " ".join(f"http://h{n}.example/p-{n}/a.html?q={n}" for n in range(9000))
    odd = [
        {"id": "i" * 50_000, "title": "a\0b", "body": "\0"},
        {"body_en": words, "title_en": words},
        {"body_en": urls, "title_en": urls[:5000]},
        {"names": [os.urandom(9000).hex()], "source": {**RECORDS[3]["source"], "path": "p" * 9999}},
    ]
    records = [record | change for record, change in zip(RECORDS, odd, strict=False)]
    assert store.put(records) == [True] * 4
    assert list(store) == records
    assert rows(store, "SELECT title, body FROM articles WHERE seq=1") == [("a\ufffdb", "\ufffd")]
    long = os.urandom(50_000).hex()
    segments = [{**s, "text": long, "label": "spam"} for s in RECORDS[5]["segments"]]
    store.put([RECORDS[5] | {"segments": segments}])
    restore(store, RECORDS[5]["key"], 2)
    assert [r["text"] for r in restored(store)] == [long]


def test_quarantined_text_with_odd_characters_is_kept(store: Store) -> None:
    held = Quarantine(store.side)
    made = article(1, "win \0\ud800")
    made = made.with_(source=made.source.__class__("p\0\udcff", "m\0", offset=1 << 40))
    for _ in range(2):
        held.add([reject(made, "split", Reason.NO_CONTENT, "only\0spam")], keys=["k"])
    (row,) = held.list()
    assert (row.detail, row.source) == ("only\ufffdspam", made.source)
    assert held.known(["k"]) == {"k": Reason.NO_CONTENT}


def test_what_could_not_be_read_is_settled_by_its_place(store: Store) -> None:
    held = Quarantine(store.side)
    held.add([r for r in records_of(6) if not hasattr(r, "text")])
    assert [row.reason for row in held.list()] == [Reason.MALFORMED]
    assert held.resolve([article(5)]) == 1
    assert held.list() == []


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: Server) -> None:
    url = postgres.create("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(ConfigError, match="LATIN1.*createdb -E UTF8"):
        open_store(url)


def along(url: str, *schemas: str) -> str:
    """The URL with this search path."""
    return f"{url}&options=-csearch_path%3D{'%2C'.join(schemas)}"


def test_a_store_lies_in_the_first_schema_alone(postgres: Server) -> None:
    url = postgres.create()
    name = url.partition("@/")[2].partition("?")[0]
    for made in ("first", '"Own Wire"'):
        postgres.sql(f"CREATE SCHEMA {made}", name)
    places = (url, along(url, "first"), along(url, "%22Own%5C%20Wire%22"))
    for count_, place in enumerate(places, 1):
        with closing(open_store(place)) as store:
            assert store.put(RECORDS[:count_]) == [True] * count_
            Quarantine(store.side).add([reject(article(count_), "x", Reason.LANGUAGE)])
    for path, count_ in ((("first", "public"), 2), (("public", "first"), 1)):
        with closing(open_store(along(url, *path))) as store:
            assert (store.count(), len(Quarantine(store.side).list())) == (count_, 1)
            assert rows(store, "SELECT count(*) FROM latest") == [(count_,)]
            erase = [record["key"] for record in store]
            assert store.put(RECORDS) == [n >= count_ for n in range(6)]
            assert store.erase(erase) == count_
            store.side.scrub()
            assert store.put(RECORDS[:count_]) == [True] * count_
            assert store.erase([record["key"] for record in RECORDS[count_:]]) == 6 - count_


def test_a_store_in_a_later_schema_is_not_taken_for_another(postgres: Server) -> None:
    """PostgreSQL's own path is "$user", public: a schema of the role's name comes first."""
    url = postgres.create()
    name = url.partition("@/")[2].partition("?")[0]
    with closing(open_store(url)) as store:
        store.put(RECORDS[:1])
    postgres.sql("CREATE SCHEMA tester", name)
    for how in ({}, {"read_only": True}, {"must_exist": True}):
        with pytest.raises(ConfigError, match="schema public.*schema tester first") as refused:
            open_store(url, **how)
        assert "options=-csearch_path%3Dpublic or options=-csearch_path%3Dtester" in str(
            refused.value
        )
    with closing(open_store(along(url, "tester"))) as store:
        assert store.count() == 0
    with closing(open_store(along(url, "public"))) as store:
        assert store.count() == 1


def test_the_tables_of_a_store_are_all_in_one_schema(postgres: Server) -> None:
    """Where the first holds a database at a side, the results of a later one are another store's."""
    url = postgres.create()
    name = url.partition("@/")[2].partition("?")[0]
    postgres.sql("CREATE SCHEMA first", name)
    open_store(url).close()
    PostgresDatabase(parsed(along(url, "first")), SIDE).close()
    with closing(open_store(along(url, "first", "public"))) as store:
        store.put(RECORDS[:2])
    query = "SELECT (SELECT count(*) FROM public.articles), (SELECT count(*) FROM first.articles)"
    assert postgres.sql(query, name) == [(0, 2)]


def test_a_missing_database_and_a_missing_server_are_told(postgres: Server) -> None:
    with pytest.raises(StoreLost, match="does not exist.*createdb"):
        open_store(postgres.url("nowhere"))
    with pytest.raises(StoreLost, match="look after the server"):
        open_store("postgresql://x@127.0.0.1:1/db")


def test_a_user_without_rights_is_told(postgres: Server) -> None:
    url = postgres.create()
    postgres.sql("CREATE ROLE meek LOGIN")
    meek = url.replace("tester@", "meek@")
    with pytest.raises(StoreLost, match="permission denied.*no right"):
        open_store(meek)
    open_store(url).close()
    with pytest.raises(StoreLost, match="permission denied"):
        open_store(meek, read_only=True)


def test_a_writer_that_waits_too_long_is_told(postgres_url: str) -> None:
    with (
        closing(open_store(postgres_url)) as one,
        closing(on_server(postgres_url, busy_seconds=0.2)) as other,
    ):
        with one.side.write():
            assert other.count() == 0  # readers are never blocked
            with pytest.raises(StoreLost, match="lock.*another program"):
                other.put(RECORDS)
        assert other.put(RECORDS) == [True] * 6


def test_rows_appear_in_the_order_of_their_numbers(postgres_url: str) -> None:
    """A reader that goes on after the last number it saw must not miss a slower writer's rows."""
    with closing(open_store(postgres_url)) as one, closing(open_store(postgres_url)) as other:
        thread = threading.Thread(target=other.put, args=(RECORDS[3:],))
        with one.side.write():
            thread.start()
            thread.join(0.3)
            assert thread.is_alive()
        thread.join()
        assert other.put(RECORDS[:3]) == [True] * 3
        assert [r["id"] for r in one] == ["a3", "a4", "a5", "a0", "a1", "a2"]


@contextmanager
def restarted(server: Server, mode: str) -> Iterator[None]:
    """The server is down inside the block and up after it."""
    server.stop(mode)
    try:
        yield
    finally:
        server.start()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_restarted_between_two_batches_is_waited_for(
    postgres: Server, store: Store, mode: str
) -> None:
    store.put(RECORDS[:2])
    with restarted(postgres, mode):
        done: list[list[bool]] = []
        thread = threading.Thread(target=lambda: done.append(store.put(RECORDS[1:4])))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join()
    assert done == [[False, True, True]]
    assert list(store) == RECORDS[:4]


def test_a_server_that_does_not_come_back_is_lost(postgres: Server, postgres_url: str) -> None:
    with closing(on_server(postgres_url, busy_seconds=0.3)) as store:
        store.put(RECORDS[:2])
        with restarted(postgres, "fast"), pytest.raises(StoreLost, match="run the same command"):
            store.put(RECORDS[2:])
        assert list(store) == RECORDS[:2]
        store.put(RECORDS)
        assert list(store) == RECORDS


def test_a_server_that_goes_away_inside_a_transaction_leaves_no_trace(
    postgres: Server, store: Store
) -> None:
    store.put(RECORDS[:2])
    with pytest.raises(StoreLost, match="run the same command"), store.side.write() as connection:
        connection.execute(store.side.insert(store._tables["runs"]).values(_run()))  # type: ignore[attr-defined]
        with restarted(postgres, "immediate"):
            pass
        connection.exec_driver_sql("SELECT 1")
    assert Runs(store.side).list() == []
    assert store.put(RECORDS) == [False, False, True, True, True, True]


def _run() -> dict[str, str]:
    names = ("started", "updated", "status", "process", "options", "model_hash", "config_hash")
    return {**dict.fromkeys(names, "{}"), "balance": "{}"}


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_run_over_a_restart_ends_with_the_same_rows(
    postgres: Server, store: Store, mode: str
) -> None:
    class Restarts(type(load())):  # type: ignore[misc]
        batches = 0

        def run(self, batch: Any) -> Any:
            Restarts.batches += 1
            if Restarts.batches in (2, 5):
                with restarted(postgres, mode):
                    pass
            return super().run(batch)

    def job(runner: Any, into: Store) -> Any:
        options = JobOptions(batch=10)
        return Job(lambda: runner, records_of(120), [into], Quarantine(into.side), options).run()

    first = job(Restarts(load().stages), store)
    assert first.stored and Restarts.batches > 5
    assert job(load(), store).stored == 0
    with closing(open_store(postgres.create())) as whole:
        job(load(), whole)
        assert [same(r) for r in store] == [same(r) for r in whole]
        held = [[(r.reason, r.source) for r in Quarantine(s.side).list()] for s in (store, whole)]
    assert held[0] == held[1]


@contextmanager
def small_disk(server: Server) -> Iterator[str]:
    """The URL of a database on a disk of 16 MiB, which has room again when the block is left.

    Whatever fails inside, no database is left on a disk that is gone: every checkpoint would fail.
    """
    if os.name != "posix" or os.getuid():
        pytest.skip("no right to mount a small file system")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        command = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no right to mount a small file system")
        try:
            owner = Path(server.data).stat()
            os.chown(folder, owner.st_uid, owner.st_gid)
            server.sql(f"CREATE TABLESPACE tiny LOCATION '{folder}'")
            yield server.create("TABLESPACE tiny")
        finally:
            # dropping a database writes a checkpoint first, which needs room
            subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)
            for (name,) in server.sql(
                "SELECT datname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace"
                " WHERE spcname = 'tiny'"
            ):
                server.sql(f"DROP DATABASE {name} WITH (FORCE)")
            server.sql("DROP TABLESPACE IF EXISTS tiny")
            subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_stops_the_run_and_leaves_whole_batches(postgres: Server) -> None:
    with small_disk(postgres) as url, closing(open_store(url)) as store:
        # A new database has pages in memory alone, with holes in its files. When those are written
        # is up to the server, and must not be when the disk is full.
        postgres.sql("CHECKPOINT")
        stored = 0
        with pytest.raises(DiskFull, match="no space left.*make room"):
            for number in range(0, 2000, 5):
                noise = {"body_en": os.urandom(20_000).hex()}
                store.put([result(number + i) | noise for i in range(5)])
                stored += 5
        assert stored
        assert store.count() == stored == len(list(store))
