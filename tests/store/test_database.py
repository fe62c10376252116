"""SQLite: the tables people query, and databases that are newer, foreign, locked or damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from job_fakes import result, same
from sqlalchemy import Engine

from nlp.errors import ConfigError, StoreLost
from nlp.store import database, migrations, open_store, sqlite
from nlp.store.runs import Runs
from nlp.store.sql import SqlStore, on_file

RECORDS = [result(number) for number in range(4)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wire.db"


def rows(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def stored(path: Path, records: list[dict]) -> None:
    with closing(open_store(str(path))) as store:
        store.put(records)


def test_the_tables_say_what_the_record_says(path: Path) -> None:
    stored(path, RECORDS)
    assert rows(path, "SELECT id, lang, title_en, primary_event, set_aside FROM articles")[2] == (
        "a2",
        "fr",
        "TITRE 2",
        "tender",
        1,
    )
    assert rows(path, "SELECT text, label, reasons FROM segments WHERE article=1 AND number=3") == [
        ("win 0", "spam", "it says win")
    ]
    assert rows(path, "SELECT class, found, fixed FROM edits WHERE article=1") == [
        ("case", "a", "b")
    ]
    assert rows(path, 'SELECT type, "primary" FROM events WHERE article=1 ORDER BY number') == [
        ("tender", 1),
        ("funding", 0),
    ]
    assert rows(path, "SELECT kind, value, currency, date FROM facts WHERE article=1") == [
        ("amount", 2.0, "EUR", None),
        ("date", None, None, "2025-05"),
    ]
    assert rows(path, "SELECT DISTINCT name FROM authors") == [("Zoé Roux",)]
    assert rows(path, "SELECT DISTINCT name FROM names") == [("CHU de Nantes",)]
    assert rows(path, "SELECT count(*) FROM set_aside WHERE label='spam'") == [(4,)]


def test_latest_shows_the_newest_result_of_each_article(path: Path) -> None:
    newer = result(1, model="m2")
    stored(path, [*RECORDS, newer])
    keys = {key for (key,) in rows(path, "SELECT key FROM latest")}
    assert keys == {r["key"] for r in [*RECORDS, newer]} - {RECORDS[1]["key"]}


def test_a_database_is_not_asked_which_of_no_records_are_superseded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(str(path))) as store:
        assert isinstance(store, SqlStore)
        store.put([result(1), result(1, model="m2")])
        keys = [record["key"] for record in store]
        assert store.superseded(keys) == {keys[0]}
        monkeypatch.setattr(store.side, "read", None)
        assert store.superseded([]) == set()


def test_text_is_bound_and_never_run_as_sql(path: Path) -> None:
    odd = result(0) | {"title": "'); DROP TABLE articles; --", "id": '"; --'}
    stored(path, [odd])
    assert rows(path, "SELECT title FROM articles") == [(odd["title"],)]


def test_a_newer_database_is_refused_with_advice(path: Path) -> None:
    stored(path, RECORDS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE veille SET value='99' WHERE name='schema'")
    for read_only in (False, True):
        with pytest.raises(ConfigError, match="newer veille .*upgrade"):
            open_store(str(path), read_only=read_only)


def test_tables_of_another_program_are_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE articles (x)")
    with pytest.raises(ConfigError, match="another program"):
        open_store(str(path))
    assert rows(path, "SELECT name FROM sqlite_master") == [("articles",)]


def test_a_database_of_another_program_may_hold_our_tables_too(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
    stored(path, RECORDS)
    assert rows(path, "SELECT count(*) FROM articles") == [(4,)]


def test_a_file_that_is_no_database_is_told(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreLost, match="not a database.*another kind of file"):
        open_store(str(path))


def test_a_database_held_by_another_program_is_told(path: Path) -> None:
    stored(path, RECORDS[:1])
    with closing(on_file(path, busy_seconds=0.1)) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert store.count() == 1  # readers are never blocked
            with pytest.raises(StoreLost, match="locked.*another program"):
                store.put(RECORDS[1:])
        assert store.put(RECORDS[1:]) == [True] * 3


def test_a_long_wait_for_another_program_is_told_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stored(path, RECORDS[:1])
    assert not caplog.records  # nothing was waited for
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    with (
        closing(on_file(path, busy_seconds=0.6)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLost, match="locked"):
            store.put(RECORDS[1:])
    assert caplog.messages == [
        f"veille: waiting for {path}: another program holds it, or its server does not answer"
    ]


def test_a_file_held_while_it_is_opened_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE notes (line TEXT)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLost, match="locked"):
            on_file(path, busy_seconds=0.6)
    assert caplog.messages[0].startswith(f"veille: waiting for {path}")


def test_long_work_on_the_tables_is_no_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bring_up = migrations.bring_up

    def slowly(*given: Any) -> None:
        time.sleep(0.3)
        bring_up(*given)

    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(migrations, "bring_up", slowly)
    on_file(path).close()
    assert not caplog.messages


def test_the_journal_mode_is_tried_again_while_another_opens_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the driver does not wait for this lock where two would wait for each other: it raises at once
    answers = [sqlite3.OperationalError("database is locked")] * 2
    change = sqlite._use_write_ahead_log

    def held_twice(engine: Engine) -> None:
        if answers:
            raise answers.pop()
        change(engine)

    monkeypatch.setattr(sqlite, "_use_write_ahead_log", held_twice)
    with closing(open_store(str(path))) as store:
        assert store.put([result(0)]) == [True]
    assert not answers


def test_a_database_damaged_during_the_run_is_told(path: Path) -> None:
    stored(path, [result(n) for n in range(200)])
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with (
        pytest.raises(StoreLost, match="wire.db cannot be used"),
        closing(open_store(str(path))) as store,
    ):
        list(store)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for url in (f"sqlite:///{tmp_path}/file/w.db", f"jsonl:{tmp_path}/file/o.jsonl"):
        with pytest.raises(StoreLost, match="cannot be used"):
            open_store(url)


WRITER = """
import sys
from job_fakes import result
from nlp.store import open_store
store = open_store(sys.argv[1])
print("ready", flush=True); sys.stdin.readline()
new = sum(sum(store.put([result(i) for i in range(n, n + 5)])) for n in range(0, 40, 4))
store.close()
print(new)
"""


@pytest.mark.parametrize("url", ["sqlite:///{}/w.db", "jsonl:{}/o.jsonl.gz", "parquet:{}/out"])
def test_two_processes_that_write_at_once_leave_each_row_once(url: str, tmp_path: Path) -> None:
    url = url.format(tmp_path)
    path = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parents[2])])
    pipe = subprocess.PIPE
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url],
            env={**os.environ, "PYTHONPATH": path},
            stdin=pipe,
            stdout=pipe,
            text=True,
        )
        for _ in range(2)
    ]
    for writer in writers:  # both opened, perhaps at once, a store that was not there
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
    answers = [writer.communicate("go\n")[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(map(int, answers)) == 41
    with closing(open_store(url)) as store:
        found = {record["id"]: same(record) for record in store}
        assert store.count() == len(found) == 41
    assert found["a7"] == same(result(7))


def test_runs_are_noted_and_the_dead_are_told_from_the_living(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        runs = Runs(store.side)
        dead = runs.start({"limit": 1}, "m", "c")
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        host = runs.list()[0]["process"].rpartition(":")[0]
        with store.side.write() as connection:
            connection.exec_driver_sql(f"UPDATE runs SET process='{host}:{gone.pid}'")
        alive = runs.start({}, "m", "c")
        runs.note(alive, {"read": 2})
        last = runs.start({}, "m", "c")
        runs.note(last, {"read": 3}, "done")
        found = {row["id"]: row for row in runs.list()}
    assert [found[n]["status"] for n in (dead, alive, last)] == ["killed", "running", "done"]
    assert found[alive]["balance"] == {"read": 2} and found[alive]["ended"] is None
    assert found[last]["ended"] and found[dead]["options"]["limit"] == 1
