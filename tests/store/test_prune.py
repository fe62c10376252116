"""Pruning: of each article its newest result stays, in every kind of store, and all that is at its side."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from job_fakes import result, same
from test_erase import url  # noqa: F401  every kind of store

from nlp.store import Store, open_store, restore, restored
from nlp.store.prune import prune, superseded
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
        before = [same(r) for r in store if r["key"] in stay]
        told = prune(store, dry_run=True)
        assert (told.results, told.left, store.count()) == (3, 3, 6)
        assert sorted(told.made.values()) == [1, 2]
        assert store.count() == 6 and prune(store) == told
        assert prune(store).results == 0
    with closing(open_store(url)) as store:
        assert [same(r) for r in store] == before
        assert [r["key"] for r in store] == stay and store.count() == 3
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


def test_results_of_an_article_with_restored_segments_stay(url: str) -> None:  # noqa: F811
    with closing(open_store(url)) as store:
        stay = _filled(store)
        segments = store.get(stay[-1:])[stay[-1]]["segments"]
        restore(store, stay[-1], [s["label"] for s in segments].index("spam"))
        aside = restored(store)
        told = prune(store)
        assert (told.results, told.left, sum(told.made.values())) == (1, 5, 1)
        assert restored(store) == aside
        assert {r["id"] for r in store} == {"a0", "a1", "a2"}


def test_a_call_after_one_that_was_cut_short_gives_the_space_up(tmp_path: Path) -> None:
    path = tmp_path / "wire.db"
    with closing(on_file(path)) as store:
        _filled(store)
        keys = [key for _, key, _, _ in superseded(store)]
        store.erase(keys)  # as far as a call came that was killed
        with store.side.read() as connection:
            assert connection.exec_driver_sql("PRAGMA freelist_count").scalar()
        assert prune(store).results == 0
        with store.side.read() as connection:
            assert not connection.exec_driver_sql("PRAGMA freelist_count").scalar()
