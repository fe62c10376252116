"""Older databases are brought up to date step by step, newer ones refused; on both kinds alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from job_fakes import result, same
from sqlalchemy import Connection, inspect, text

from nlp.errors import ConfigError
from nlp.quarantine import Quarantine
from nlp.record import record_key
from nlp.status import status
from nlp.store import migrations, open_store, restore, restored
from nlp.store.aside import aside
from nlp.store.database import Database
from nlp.store.runs import Runs
from nlp.store.sqlite import SqliteDatabase
from nlp.store.tables import SIDE

OLD = Path(__file__).parent / "schema_1"


def old_database(path: Path, kind: str) -> None:
    """A database as version 1 left it: ``store`` with results, ``side`` beside files."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / f"{kind}.sql").read_text("utf-8"))


def filed(number: int) -> dict[str, Any]:
    """A result as version 1 filed it: without facts and authors, the day of publication not in its key."""
    found = same(result(number))
    provenance = found["provenance"]
    hashes = (found["content_hash"], provenance["model_hash"], provenance["config_hash"])
    return {**found, "authors": [], "facts": [], "key": record_key(*hashes)}


def schema(database: Database) -> dict[str, Any]:
    """Tables, columns, keys and indexes of a database."""
    with database.read() as connection:
        found = inspect(connection)
        return {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
                found.get_pk_constraint(name)["constrained_columns"],
                sorted(str(i["name"]) for i in found.get_indexes(name)),
            )
            for name in found.get_table_names()
        }


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_version_1_opens(tmp_path: Path, read_only: bool) -> None:
    old_database(tmp_path / "wire.db", "store")
    before = (tmp_path / "wire.db").read_bytes()
    with closing(open_store(str(tmp_path / "wire.db"), read_only=read_only)) as store:
        assert [same(r) for r in store] == [filed(n) for n in (0, 1, 2, 4, 6)]
        (row,) = restored(store, result(1)["content_hash"])
        assert (row["segment"], row["text"]) == (3, "win 1")
        assert status(store)["quarantine"] and Runs(store.side).list()
        assert len(Quarantine(store.side).list()) == 3 and len(list(aside(store))) == 5
        if not read_only:
            restore(store, filed(1)["key"], 3)
            restore(store, filed(2)["key"], 3)
            assert [r["text"] for r in restored(store)] == ["win 1", "win 2"]
    assert ((tmp_path / "wire.db").read_bytes() == before) is read_only


@pytest.mark.parametrize(("kind", "url"), [("store", "old.db"), ("side", "jsonl:old.jsonl")])
def test_an_old_database_ends_as_a_new_one_begins(
    kind: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old_database(Path(url if kind == "store" else "old.jsonl.veille.db"), kind)
    if kind == "side":
        Path("old.jsonl").touch()
    with closing(open_store(url)) as old, closing(open_store(url.replace("old", "new"))) as new:
        assert schema(old.side) == schema(new.side)
        with old.side.read() as connection:
            assert migrations.schema_version(connection) == migrations.VERSION


Opened = Callable[[], Database]


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Opens the same database again and again, with whatever schema is current."""
    made: list[Database] = []

    def sqlite() -> Database:
        made.append(SqliteDatabase(tmp_path / "x.db", SIDE))
        return made[-1]

    def postgresql() -> Database:
        from nlp.store.postgres import PostgresDatabase, parsed

        made.append(PostgresDatabase(parsed(url), SIDE))
        return made[-1]

    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    yield sqlite if request.param == "sqlite" else postgresql
    for database in made:
        database.close()


def version(database: Database) -> int | None:
    with database.read() as connection:
        return migrations.schema_version(connection)


def test_each_missing_step_is_taken_once_and_in_order(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    taken: list[int] = []
    old, new = migrations.VERSION, migrations.VERSION + 2
    steps = {n: lambda _, n=n: taken.append(n) for n in range(old + 1, new + 1)}
    monkeypatch.setattr(migrations, "VERSION", new)
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, **steps})
    assert version(opened()) == version(opened()) == new
    assert taken == sorted(steps)


def test_a_step_that_fails_leaves_the_database_as_it_was(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened()
    before = schema(database)

    def fails(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (x INTEGER)"))
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", migrations.VERSION + 1)
        patch.setattr(migrations, "STEPS", {migrations.VERSION: fails})
        with pytest.raises(ZeroDivisionError):
            opened()
    assert schema(database) == before
    assert version(opened()) == migrations.VERSION


def test_a_newer_database_is_refused(opened: Opened) -> None:
    with opened().write() as connection:
        connection.execute(text("UPDATE veille SET value = '99' WHERE name = 'schema'"))
    with pytest.raises(ConfigError, match="newer veille .*upgrade"):
        opened()


def test_tables_of_another_program_are_left_alone(opened: Opened) -> None:
    database = opened()
    with database.write() as connection:
        connection.execute(text("DROP TABLE veille"))
    with pytest.raises(ConfigError, match="another program"):
        opened()


def test_every_version_has_its_step() -> None:
    assert sorted(migrations.STEPS) == list(range(2, migrations.VERSION + 1))
