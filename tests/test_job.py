"""The batch job: resume, balance, several stores, limits, signals, and what stops it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_fakes import Split, Upper, article, load, records_of, same

from nlp.article import Article, Block
from nlp.balance import Balance, Books, count_words
from nlp.errors import ConfigError, ModelError, StoreLost, Unbalanced
from nlp.job import Job, JobOptions, windows
from nlp.pipeline import Pipeline
from nlp.progress import Progress
from nlp.quarantine import Quarantine
from nlp.record import Record
from nlp.stage import Kept, Outcome, Reason, Rejected
from nlp.store import Store, open_store
from nlp.store.runs import Runs
from nlp.watch import Watcher

COUNT = 120


def expected(count: int) -> tuple[dict[str, int], Counter[str]]:
    """What must become of ``records_of(count)``, told without the job."""
    fates, reasons, seen = Counter[str](), Counter[str](), set()
    for record in records_of(count):
        text = record.text if isinstance(record, Article) else ""
        reason = {"": "malformed", "p": "stage_error", "w": "no_content"}.get(text[:1])
        fates["quarantined" if reason else "already_there" if text in seen else "stored"] += 1
        reasons.update([reason] if reason else [])
        seen.add(text)
    return dict(fates), reasons


EXPECTED, REASONS = expected(COUNT)
KNOWN = EXPECTED["stored"] + EXPECTED["already_there"]
DISTINCT = {r.content_hash for r in records_of(COUNT) if isinstance(r, Article)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path}/wire.db")) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"jsonl:{tmp_path}/out.jsonl")) as opened:
        yield opened


class Counted:
    """Counts the articles that reach the models."""

    def __init__(self, model: str = "m1") -> None:
        self.pipeline, self.batches = load(model), []
        self.model_hash, self.config_hash = self.pipeline.model_hash, self.pipeline.config_hash
        self.names, self.devices = self.pipeline.names, self.pipeline.devices

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        self.batches.append(len(batch))
        return self.pipeline.run(batch)


def run(
    stores: Sequence[Store], records: Any = None, runner: Any = None, **options: Any
) -> Balance:
    records = records_of(COUNT) if records is None else records
    options = JobOptions(**{"batch": 16, **options})
    held = Quarantine(stores[0].side)
    return Job(lambda: runner or load(), records, stores, held, options).run()


def figures(balance: Balance) -> dict[str, int]:
    return {name: getattr(balance, name) for name in EXPECTED}


def content(store: Store) -> dict[str, Any]:
    return {record["key"]: same(record) for record in store}


def test_a_run_balances_and_a_second_one_does_nothing(store: Store) -> None:
    first = run([store])
    assert first.read == COUNT and figures(first) == EXPECTED
    assert first.reasons == REASONS and len(REASONS) == 3
    assert store.count() == EXPECTED["stored"]
    again = Counted()
    second = run([store], runner=again)
    assert again.batches == []
    assert figures(second) == {**EXPECTED, "stored": 0, "already_there": KNOWN}
    held = Quarantine(store.side).list()
    assert {row.reason for row in held} == set(REASONS)
    assert len(held) == REASONS["malformed"] + len(DISTINCT) - EXPECTED["stored"]


def test_models_see_full_batches_however_much_is_known(store: Store) -> None:
    run([store], records=[article(n) for n in range(0, 100, 2)])
    counted = Counted()
    run([store], records=(article(n) for n in range(100)), runner=counted)
    assert counted.batches == [8, 16, 16, 10]  # the first sixteen that are read at once


class Keys(Watcher):
    """Notes the keys of what was stored."""

    def __init__(self, seen: list[str]) -> None:
        self.seen = seen

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        self.seen += [record["key"] for record in stored]


def test_who_watches_sees_each_stored_record_once(store: Store, other: Store) -> None:
    seen: list[str] = []
    for _ in range(2):
        Job(
            load,
            records_of(COUNT),
            [store, other],
            Quarantine(store.side),
            JobOptions(batch=16),
            watchers=[Keys(seen)],
        ).run()
    assert seen == [record["key"] for record in store]
    assert len(seen) == EXPECTED["stored"]


def test_a_new_model_works_again_and_keeps_the_old_results(store: Store) -> None:
    run([store])
    newer = run([store], runner=load("m2"))
    assert figures(newer) == EXPECTED
    assert store.count() == 2 * EXPECTED["stored"]


@pytest.mark.parametrize("fresh", [False, True])
def test_going_back_to_an_earlier_model_tells_what_stays_superseded(
    store: Store, fresh: bool
) -> None:
    assert run([store]).superseded == 0
    assert run([store], fresh=fresh).superseded == 0
    newer = run([store], runner=load("m2"), limit=60)
    assert newer.superseded == 0 < newer.stored
    back = run([store], fresh=fresh)
    assert back.superseded == newer.stored + newer.already_there
    assert back.already_there == KNOWN > back.superseded
    assert run([store], runner=load("m2"), limit=60, fresh=fresh).superseded == 0


def test_fresh_works_again_and_stores_nothing_twice(store: Store) -> None:
    run([store])
    before, held, counted = content(store), len(Quarantine(store.side).list()), Counted()
    balance = run([store], runner=counted, fresh=True, batch=COUNT)
    assert sum(counted.batches) == len(DISTINCT)
    assert figures(balance) == {**EXPECTED, "stored": 0, "already_there": KNOWN}
    assert content(store) == before
    assert len(Quarantine(store.side).list()) == held


@pytest.mark.parametrize(("batch", "chars"), [(1, 400), (7, 400), (60, 50), (60, 10**6)])
def test_batches_and_order_change_no_row(store: Store, batch: int, chars: int) -> None:
    records = [r for r in records_of(40) if isinstance(r, Article)]
    results = load().run(records)
    shuffled = random.Random(batch * chars).sample(records, len(records))
    run([store], records=shuffled, batch=batch, batch_chars=chars)
    kept = {outcome.article.id for outcome in results if isinstance(outcome, Kept)}
    assert {record["id"] for record in store} == kept
    assert {row.source.line for row in Quarantine(store.side).list()} == {4, 8, 39}


def test_several_stores_get_the_same_and_each_what_it_lacks(store: Store, other: Store) -> None:
    run([store], limit=50)
    known, counted = store.count(), Counted()
    balance = run([store, other], runner=counted)
    assert content(store) == content(other)
    assert figures(balance) == EXPECTED  # of those known to one store, the other lacked all
    assert sum(counted.batches) < len(DISTINCT) - known
    assert run([store, other], runner=counted).already_there == KNOWN


def test_a_copy_from_store_to_store_counts_as_stored(store: Store, other: Store) -> None:
    records = [article(n) for n in range(5)]
    run([store], records=records)
    counted = Counted()
    balance = run([other, store], records=[*records, records[0]], runner=counted)
    assert (balance.stored, balance.already_there, counted.batches) == (5, 1, [])
    assert list(store) == list(other)


def test_a_limit_counts_records_read(store: Store) -> None:
    taken = []

    def records() -> Iterator[Article | Rejected]:
        for record in records_of(COUNT):
            taken.append(record)
            yield record

    assert run([store], records=records(), limit=20).read == 20
    assert len(taken) == 20
    assert run([store], limit=0).read == 0


@pytest.mark.parametrize("url", ["wire.db", "jsonl:out.jsonl", "parquet:out"])
def test_a_dry_run_says_what_would_be_and_writes_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    counted = Counted()
    with closing(open_store(url, read_only=True)) as store:
        balance = run([store], dry_run=True, runner=counted)
    copies = COUNT - REASONS["malformed"] - len(DISTINCT)
    assert (balance.to_do, balance.already_there) == (len(DISTINCT), copies)
    assert balance.quarantined == REASONS["malformed"]
    assert counted.batches == [] and os.listdir(tmp_path) == []
    with closing(open_store(url)) as store:
        run([store], limit=60)
    with closing(open_store(url, read_only=True)) as store:
        balance = run([store], dry_run=True, runner=counted)
    done = {r.content_hash for r in records_of(60) if isinstance(r, Article)}
    assert balance.to_do == len(DISTINCT - done) and balance.read == COUNT
    assert counted.batches == []


def test_a_dry_run_copies_nothing_from_store_to_store(store: Store, other: Store) -> None:
    run([store])
    balance = run([store, other], dry_run=True)
    assert (balance.stored, balance.to_do) == (0, EXPECTED["stored"])
    assert other.count() == 0


def test_memory_is_bounded_by_what_is_in_hand(store: Store) -> None:
    """The reader is never more than two windows ahead of the store."""
    ahead = []

    def records() -> Iterator[Article]:
        for number in range(200):
            ahead.append(number - store.count())
            yield article(number)

    run([store], records=records(), batch=10)
    assert store.count() == 200
    assert max(ahead) <= 20


@given(st.lists(st.integers(0, 30)), st.integers(1, 5), st.integers(1, 50), st.integers(1, 5))
def test_windows_keep_order_and_bounds(
    sizes: list[int], count: int, chars: int, first: int
) -> None:
    records = [Article.new("x" * size, id=str(n)) for n, size in enumerate(sizes)]
    found = list(windows(iter(records), count, chars, first=first))
    assert [r for window in found for r in window] == records
    for number, window in enumerate(found):
        assert 1 <= len(window) <= (count if number else first)
        assert len(window) == 1 or sum(len(r.text) for r in window) <= chars


def test_the_size_of_pages_and_raw_bytes_counts_too() -> None:
    page = Article.new(blocks=(Block("x" * 30), Block("y" * 30)))
    raw = Rejected(page.source, "read", Reason.BINARY, raw=b"x" * 60)
    assert [len(w) for w in windows(iter([page, raw, page]), 9, 100)] == [1, 1, 1]
    assert count_words(Article.new(blocks=(Block("one two"), Block("three")))) == 3


class Wrong(Upper):
    """Gives a score that no record can hold."""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        done = [outcome.article for outcome in super().__call__(batch)]
        return [Kept(a.with_(confidence=float("nan")) if a.id == "a3" else a) for a in done]


def test_a_result_that_is_no_record_costs_only_itself(store: Store) -> None:
    runner = Pipeline([Split(), Wrong()])
    balance = run([store], records=[article(n) for n in range(8)], runner=runner)
    assert (balance.stored, balance.quarantined) == (7, 1)
    (held,) = Quarantine(store.side).list()
    assert (held.stage, held.reason) == ("store", Reason.STAGE_ERROR)
    assert "JSON" in held.detail


def test_what_failed_and_is_stored_later_no_longer_waits(store: Store) -> None:
    class Broken(Upper):
        config_hash = "broken"

        def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
            raise ValueError("bug")

    records = [article(1)]
    assert run([store], records=records, runner=Pipeline([Split(), Broken()])).quarantined == 1
    assert run([store], records=records).stored == 1
    assert [row.status for row in Quarantine(store.side).list(status=None)] == ["replayed"]


def test_a_run_is_noted_with_its_balance(store: Store) -> None:
    run([store], limit=30)
    (noted,) = Runs(store.side).list()
    assert noted["status"] == "done" and noted["ended"]
    assert noted["options"]["limit"] == 30 and noted["options"]["to"] == [store.url]
    assert noted["model_hash"] == load().model_hash
    balance = noted["balance"]
    assert balance["read"] == 30
    assert {name: balance[name] for name in EXPECTED} == expected(30)[0]


def seen_meanwhile(store: Store, count: int) -> list[dict[str, Any]]:
    """The balances that are noted while a run reads so many articles."""
    seen = []

    def articles() -> Iterator[Article]:
        for n in range(count):
            seen.append(Runs(store.side).list()[0]["balance"])
            yield article(n)

    run([store], records=articles())
    return seen


def test_who_looks_at_a_run_sees_how_far_it_is_and_for_how_long(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = seen_meanwhile(store, 100)
    assert seen[0] == {} and seen[-1]["seconds"] > 0
    assert seen[-1]["stored"] >= 16 and seen[-1]["seconds"] > 0
    assert seen_meanwhile(store, 100)[-1]["already_there"] >= 8  # the first that are read
    monkeypatch.setattr("nlp.job._NOTED", 0.0)
    known = seen_meanwhile(store, 100)[-1]
    assert known["already_there"] >= 64 and known["seconds"] > 0


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_so_that_it_can_be_resumed(store: Store, signum: int) -> None:
    class Signalled(Counted):
        def run(self, batch: Sequence[Article]) -> list[Outcome]:
            if len(self.batches) == 2:
                signal.raise_signal(signum)
            return super().run(batch)

    handler = signal.getsignal(signum)
    balance = run([store], runner=Signalled())
    assert balance.signal == signum and balance.exit_code == 128 + signum
    assert balance.unfinished > 0 and 0 < balance.stored < EXPECTED["stored"]
    assert store.count() == balance.stored
    assert Runs(store.side).list()[0]["status"] == "interrupted"
    assert signal.getsignal(signum) is handler
    rest = run([store])
    assert rest.stored + balance.stored == EXPECTED["stored"] and rest.exit_code == 0


def test_a_signal_during_a_write_waits_until_it_is_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = Books.settle

    def signalled(self: Books, *args: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        settle(self, *args)

    monkeypatch.setattr(Books, "settle", signalled)
    balance = run([store], records=[article(n) for n in range(40)])
    assert (balance.signal, balance.stored) == (signal.SIGINT, 16)
    assert store.count() == 16


def test_a_signal_that_python_swallows_ends_the_run_after_the_next_write(store: Store) -> None:
    class Swallows(Counted):
        def run(self, batch: Sequence[Article]) -> list[Outcome]:
            with suppress(BaseException):  # as in a __del__ or a callback
                signal.raise_signal(signal.SIGTERM)
            return super().run(batch)

    balance = run([store], runner=Swallows(), records=[article(n) for n in range(40)])
    assert (balance.signal, balance.stored) == (signal.SIGTERM, 16)


def test_a_signal_at_the_very_end_still_tells_the_balance(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = Books.close

    def signalled(self: Books, **options: Any) -> Balance:
        signal.raise_signal(signal.SIGTERM)
        return close(self, **options)

    monkeypatch.setattr(Books, "close", signalled)
    balance = run([store], records=[article(n) for n in range(20)])
    assert (balance.stored, balance.unfinished, balance.exit_code) == (20, 0, 143)
    assert Runs(store.side).list()[0]["status"] == "done"


def test_a_signal_while_the_models_load_ends_the_run(store: Store) -> None:
    def slow() -> Pipeline:
        signal.raise_signal(signal.SIGTERM)
        return load()

    balance = Job(slow, records_of(9), [store], Quarantine(store.side)).run()
    assert (balance.exit_code, balance.read) == (143, 0)


def test_a_signal_while_a_run_is_noted_ends_it_there_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Runs.start

    def signalled(self: Runs, *args: Any) -> int:
        signal.raise_signal(signal.SIGTERM)
        return start(self, *args)

    monkeypatch.setattr(Runs, "start", signalled)
    assert run([store]).exit_code == 143
    assert Runs(store.side).list()[0]["status"] == "interrupted"


def test_a_job_runs_in_any_thread(store: Store) -> None:
    found: list[Balance] = []
    thread = threading.Thread(target=lambda: found.append(run([store], limit=20)))
    thread.start()
    thread.join()
    assert found[0].read == 20


def test_a_store_that_goes_away_stops_the_run_with_its_error(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, calls = type(store).put, []

    def failing(self: Store, records: list) -> list[bool]:
        calls.append(len(records))
        if len(calls) == 3:
            raise StoreLost("wire.db cannot be used: it went away")
        return put(self, records)

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "put", failing)
        with pytest.raises(StoreLost, match="went away"):
            run([store])
    noted, kept = Runs(store.side).list()[0], store.count()
    assert noted["status"] == "failed" and noted["balance"]["stored"] == kept > 0
    assert run([store]).stored == EXPECTED["stored"] - kept


@pytest.mark.parametrize("url", ["wire.db", "jsonl:out.jsonl", "parquet:out"])
def test_an_output_taken_away_during_the_run_stops_it(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def records() -> Iterator[Article | Rejected]:
        for number, record in enumerate(records_of(COUNT)):
            if number == 60:
                for name in ("wire.db", "out.jsonl"):
                    Path(name).unlink(missing_ok=True)
                shutil.rmtree("out", ignore_errors=True)
            yield record

    with (
        closing(open_store(url)) as store,
        pytest.raises(StoreLost, match="taken away|cannot be used"),
    ):
        run([store], records=records())
    with closing(open_store(url)) as store:
        assert run([store]).stored == EXPECTED["stored"]


@pytest.mark.parametrize(
    ("batch", "count", "expected"),
    [
        (16, 3, [1, 1, 1]),
        (16, 21, [6, 6, 6, 3]),
        (16, 70, [16, 16, 16, 16, 2, 2, 2]),
        (50, 100, [16, 16, 16, 16, 9, 9, 9, 9]),
        (50, 370, [16, 16, 16, 16, 50, 50, 50, 50, 50, 50, 2, 2, 2]),
    ],
)
def test_first_results_come_soon_and_no_worker_is_left_without_work(
    store: Store, batch: int, count: int, expected: list[int]
) -> None:
    job = Job(load, [article(n) for n in range(count)], [store], Quarantine(store.side))
    job.options = JobOptions(workers=4, batch=batch)
    books = Books([store], Quarantine(store.side), "m", "c")
    sizes = [len(batch) for batch in job._batches(books, Progress())]
    assert sizes == expected


def test_a_model_that_is_missing_is_told_before_anything_is_read(store: Store) -> None:
    def missing() -> Pipeline:
        raise ModelError("no model translation")

    def unread() -> Iterator[Article]:
        raise AssertionError("read")
        yield

    with pytest.raises(ModelError):
        Job(missing, unread(), [store], Quarantine(store.side)).run()
    assert Runs(store.side).list() == []


def test_a_job_needs_a_store(store: Store) -> None:
    with pytest.raises(ConfigError, match="needs a store"):
        Job(load, [], [], Quarantine(store.side))


def test_a_pipeline_that_loses_an_article_unbalances_the_books(store: Store) -> None:
    class Loses(Counted):
        def run(self, batch: Sequence[Article]) -> list[Outcome]:
            return super().run(batch)[1:]

    with pytest.raises(ValueError, match="shorter"):
        run([store], runner=Loses())


def test_the_balance_is_checked_and_told() -> None:
    balance = Balance(read=1203, stored=1200, already_there=1, quarantined=2)
    balance.reasons.update(binary=2)
    balance.check()
    assert str(balance) == (
        "1,203 read = 1,200 stored + 1 already there + 2 quarantined (binary 2)"
    )
    balance.stored -= 1
    with pytest.raises(Unbalanced):
        balance.check()
    with pytest.raises(Unbalanced):
        Balance(read=1, quarantined=1).check()
