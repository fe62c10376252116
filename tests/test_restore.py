"""Restoring what was set aside: a new record beside the old one, in every kind of store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import job_fakes
import pytest

from nlp.article import Article
from nlp.errors import ConfigError, StopRun, VeilleError
from nlp.job import Job
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.record import Record, record_key, to_record, validate
from nlp.restore import BY_HAND, restore_segments
from nlp.stage import Kept, Outcome, Reason, hash_of, reject
from nlp.store import Store, open_store, restored

KINDS = ["sqlite:///{}/wire.db", "jsonl:{}/out.jsonl.gz", "parquet:{}/out", "postgresql"]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = request.param.format(tmp_path)
    if url == "postgresql":
        url = request.getfixturevalue("postgres_url")
    with closing(open_store(url)) as opened:
        yield opened


def later(model: str = "m1") -> Pipeline:
    """The stand-in stages after the one that sets aside."""
    return Pipeline(job_fakes.load(model).stages[1:])


def two_aside() -> Record:
    """A record whose segments 1 and 3 were set aside."""
    return made_of("titre\nwin 1\nphrase\nwin 2")


def made_of(text: str) -> Record:
    pipeline = job_fakes.load()
    done = pipeline.run([job_fakes.article(1, text)])[0]
    assert isinstance(done, Kept)
    return to_record(done.article, pipeline.model_hash, pipeline.config_hash)


def labels(record: Record) -> list[str]:
    return [segment["label"] for segment in record["segments"]]


def test_a_restored_segment_is_content_of_a_new_record(store: Store) -> None:
    old = two_aside()
    store.put([old])
    key = restore_segments(store, old["key"], [1], later)
    assert list(store)[0] == old
    new = list(store)[1]
    validate(new)
    assert new["key"] == key != old["key"]
    assert labels(new) == ["content", "content", "content", "spam"]
    assert new["segments"][1]["reasons"] == [BY_HAND]
    assert new["segments"][1]["score"] is None
    assert new["segments"][3] == old["segments"][3]
    assert (new["body"], new["body_en"]) == ("win 1\n\nphrase", "WIN 1\n\nPHRASE")
    same = (
        "id",
        "content_hash",
        "source",
        "lang",
        "published",
        "authors",
        "title",
        "title_en",
        "meta",
    )
    assert {n: new[n] for n in same} == {n: old[n] for n in same}
    assert [row["segment"] for row in restored(store)] == [1]


def test_its_hashes_are_those_of_the_pipeline_and_of_the_texts(store: Store) -> None:
    old = two_aside()
    store.put([old])
    restore_segments(store, old["key"], [3, 1], later)
    made = list(store)[1]["provenance"]
    pipeline = job_fakes.load()
    assert [step["stage"] for step in made["steps"]] == ["split", "faulty", "upper"]
    assert made["model_hash"] == pipeline.model_hash
    assert made["config_hash"] == hash_of([pipeline.config_hash, ["win 1", "win 2"]])


def test_twice_is_once_and_the_order_does_not_matter(store: Store) -> None:
    old = two_aside()
    store.put([old])
    first = restore_segments(store, old["key"], [1], later)
    assert restore_segments(store, old["key"], [1], later) == first
    assert store.count() == 2
    both = restore_segments(store, old["key"], [3], later)  # what was restored first still is
    assert labels(store.get([both])[both]) == ["content"] * 4
    assert restore_segments(store, old["key"], [3, 1, 3], later) == both
    assert store.count() == 3
    assert len(restored(store)) == 2


def test_it_goes_on_from_a_restored_record(store: Store) -> None:
    old = two_aside()
    store.put([old])
    first = restore_segments(store, old["key"], [3], later)
    both = restore_segments(store, first, [1], later)
    assert restore_segments(store, old["key"], [1, 3], later) == both
    assert store.count() == 3


def test_a_new_model_of_a_later_stage_makes_another_record(store: Store) -> None:
    old = two_aside()
    store.put([old])
    first = restore_segments(store, old["key"], [1], later)
    newer = restore_segments(store, old["key"], [1], lambda: later("m2"))
    assert newer != first
    assert store.get([newer])[newer]["provenance"]["model_hash"] == job_fakes.load("m2").model_hash


def test_the_newest_record_of_a_database_is_the_restored_one(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as store:
        old = two_aside()
        store.put([old, made_of("titre\nautre")])
        key = restore_segments(store, old["key"], [1], later)
        with store.side.read() as connection:
            rows = connection.exec_driver_sql("SELECT key, body FROM latest ORDER BY seq").all()
    assert rows[1] == (key, "win 1\n\nphrase")
    assert len(rows) == 2


def test_a_run_afterwards_has_nothing_to_do(store: Store) -> None:
    old = two_aside()
    store.put([old])
    restore_segments(store, old["key"], [1], later)
    again = [job_fakes.article(1, "titre\nwin 1\nphrase\nwin 2")]
    balance = Job(job_fakes.loader(), again, [store], Quarantine(store.side)).run()
    assert (balance.already_there, store.count()) == (1, 2)


def test_releases_under_two_models_are_restored_as_two_records(store: Store) -> None:
    """A released record has no step of the stage that labelled it, so its hashes have to tell."""
    made = made_of("titre\nwin 1")
    released = {"kind": "released", "detail": "no_content", "segment": None}
    keys = []
    for model in ("one", "two"):
        provenance = {**made["provenance"], "model_hash": model, "steps": []}
        record = {**made, "checks": [released], "provenance": provenance}
        record["key"] = record_key(made["content_hash"], model, "c")
        store.put([record])
        keys.append(restore_segments(store, record["key"], [1], later))
    assert keys[0] != keys[1]


@pytest.mark.parametrize(
    ("key", "segments", "told"),
    [
        ("none", [0], "no record with the key none"),
        (None, [1, 9], "no segment 9: it has 4"),
        (None, [1, -1], "no segment -1"),
        (None, [1, 2], "segment 2 .* was not set aside"),
        (None, [], "name the segments"),
    ],
)
def test_wrong_use_loads_notes_and_stores_nothing(
    store: Store, key: str | None, segments: list[int], told: str
) -> None:
    def never() -> Pipeline:
        raise AssertionError("no model is needed to see this")

    old = two_aside()
    store.put([old])
    with pytest.raises(ConfigError, match=told):
        restore_segments(store, key or old["key"], segments, never)
    assert restored(store) == []
    assert store.count() == 1


class Failing:
    """A last stage that raises ``error``, or rejects where there is none."""

    name, model_hash, config_hash = "failing", "", ""

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        if self.error:
            raise self.error
        return [reject(article, self.name, Reason.LANGUAGE, "not ours") for article in batch]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, "failing rejected it as language .not ours.; nothing was restored"),
        (ValueError("poison"), "stage_error .ValueError: poison.; nothing was restored"),
        (StopRun("stop"), "stop"),
    ],
)
def test_what_a_later_stage_rejects_is_told_and_not_noted(
    store: Store, error: Exception | None, told: str
) -> None:
    old = two_aside()
    store.put([old])
    with pytest.raises(VeilleError, match=told):
        restore_segments(store, old["key"], [1], lambda: Pipeline([Failing(error)]))
    assert restored(store) == []
    assert store.count() == 1


def test_the_other_stores_of_the_runs_get_the_record_where_they_hold_the_article(
    tmp_path: Path,
) -> None:
    old = two_aside()
    urls = ["wire.db", "b.db", "c.db"]
    first, second, third = (open_store(str(tmp_path / url)) for url in urls)
    with closing(first), closing(second), closing(third):
        first.put([old])
        second.put([old])
        one = restore_segments(first, old["key"], [1], later)  # by the first alone: b.db lags
        both = restore_segments(first, one, [3], later, [second, third])
        assert [r["key"] for r in first] == [old["key"], one, both]
        assert [r["key"] for r in second] == [old["key"], both]
        assert third.count() == 0 and restored(third) == []
        assert restore_segments(second, old["key"], [1], later, [first]) == both
        assert (first.count(), second.count()) == (3, 2)
