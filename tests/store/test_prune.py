"""Pruning: of each article its newest result stays, in every kind of store, and all that is at its side."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from job_fakes import result, same
from test_erase import url  # noqa: F401  every kind of store

from nlp.store import Store, open_store, restore, restored
from nlp.store.prune import prune
from nlp.store.sql import on_file


def _filled(store: Store) -> list[str]:
    """Results of three articles by up to three models; the keys of the newest, oldest first."""
    made = [
        result(n, m)
        for m, numbers in (("m1", (0, 1, 2)), ("m2", (0, 2)), ("m3", (0,)))
        for n in numbers
    ]
    for record in made:
        store.put([record])
    return [made[1]["key"], made[4]["key"], made[5]["key"]]


def test_the_newest_result_of_each_article_stays(url: str) -> None:  # noqa: F811
    with closing(open_store(url)) as store:
        stay = _filled(store)
        segments = store.get(stay[:1])[stay[0]]["segments"]
        restore(store, stay[0], [s["label"] for s in segments].index("spam"))
        aside, before = restored(store), [same(r) for r in store if r["key"] in stay]
        told = prune(store, dry_run=True)
        assert (told.results, told.left, store.count()) == (3, 3, 6)
        assert sorted(told.made.values()) == [1, 2]
        assert store.count() == 6 and prune(store) == told
        assert prune(store).results == 0
    with closing(open_store(url)) as store:
        assert [same(r) for r in store] == before
        assert [r["key"] for r in store] == stay and store.count() == 3
        assert restored(store) == aside
        assert store.put([result(0, "m1"), result(0, "m3")]) == [True, False]


def test_the_parts_of_a_pruned_result_go_with_it(tmp_path: Path) -> None:
    with closing(on_file(tmp_path / "wire.db")) as store:
        _filled(store)
        prune(store)
        with store.side.read() as connection:
            query = "SELECT count(DISTINCT article) FROM segments"
            assert connection.exec_driver_sql(query).scalar() == 3


def test_a_store_without_old_results_is_not_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with closing(open_store(f"jsonl:{path}")) as store:
        store.put([result(0)])
        before = path.stat()
        assert prune(store).results == 0
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
