"""Who watches a job: what a log, a manifest and the metrics say, and what they must not."""

from __future__ import annotations

import errno
import json
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from job_fakes import Upper, article, load, loader, records_of
from mounts import mounted
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as plain_families

import nlp.metrics
import nlp.watch
from nlp.article import Article, Source
from nlp.balance import Balance
from nlp.errors import StoreLost
from nlp.job import Job
from nlp.metrics import Metrics
from nlp.quarantine import Quarantine
from nlp.record import Record
from nlp.stage import Reason, Rejected
from nlp.store import Store, open_store
from nlp.store.runs import Runs
from nlp.watch import Log, Manifest, Run, Watcher


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"{tmp_path}/wire.db")) as opened:
        yield opened


def work(store: Store, *watchers: Watcher, count: int = 60) -> Balance:
    held = Quarantine(store.side)
    return Job(
        loader(), records_of(count), [store], held, watchers=watchers, about={"archives": ["a/"]}
    ).run()


def figures(path: Path) -> dict[tuple[str, str], float]:
    """Samples of an OpenMetrics file by name and first label; fails when it is not in the format."""
    families = text_string_to_metric_families(path.read_text())
    return {
        (s.name, next(iter(s.labels.values()), "")): s.value for f in families for s in f.samples
    }


def test_the_metrics_are_the_balance(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "new/veille.prom"
    balance = work(store, Metrics(path))
    found = figures(path)
    for outcome in ("stored", "already_there", "quarantined"):
        assert found["veille_records_total", outcome] == getattr(balance, outcome) > 0
    assert found["veille_records_read_total", ""] == 60
    assert found["veille_words_total", ""] == balance.words
    assert {
        k[1]: v for k, v in found.items() if k[0] == "veille_quarantined_total"
    } == balance.reasons
    assert {k[1] for k in found if k[0] == "veille_stage_seconds_total"} == {
        "split",
        "faulty",
        "upper",
    }
    assert found["veille_run", "done"] == 1 and found["veille_run", "running"] == 0


def test_the_metrics_tell_what_is_superseded(store: Store, tmp_path: Path) -> None:
    path, held = tmp_path / "veille.prom", Quarantine(store.side)
    for model in ("m1", "m2", "m1"):
        watchers = [Metrics(path)]
        ran = Job(loader(model=model), records_of(60), [store], held, watchers=watchers).run()
        assert figures(path)["veille_superseded_total", ""] == ran.superseded
    assert ran.superseded > 0


def test_the_metrics_are_of_kinds_that_node_exporter_knows(store: Store, tmp_path: Path) -> None:
    """One kind that its format (0.0.4) lacks, and it refuses the file."""
    path = tmp_path / "veille.prom"
    work(store, Metrics(path))
    text = path.read_text()
    kinds = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE)
    assert {kind for _, kind in kinds} == {"counter", "gauge"}
    assert text.count("# TYPE") == len(kinds) == len(dict(kinds)) > 8
    found = {s.name: s.labels for f in plain_families(text) for s in f.samples}
    pipeline = load()
    assert found["veille_build_info"] == {
        "version": metadata.version("veille"),
        "model": pipeline.model_hash,
        "config": pipeline.config_hash,
    }
    states = {k[1]: v for k, v in figures(path).items() if k[0] == "veille_run"}
    assert states == {"running": 0, "done": 1, "interrupted": 0, "failed": 0}
    assert not re.search(r"^[^#].* \S+ \S+$", re.sub(r"\{.*\}", "", text), re.MULTILINE)  # no times


def test_metrics_are_there_while_it_runs(store: Store, tmp_path: Path) -> None:
    path, seen = tmp_path / "veille.prom", []

    class Looks(Watcher):
        def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
            seen.append((figures(path), balance.read))

    work(store, Metrics(path, every=0.0), Looks())
    assert len(seen) > 1
    for found, read in seen:
        assert (
            found["veille_records_read_total", ""] == read and found["veille_run", "running"] == 1
        )
    assert os.listdir(tmp_path / ".") and not list(tmp_path.glob(".veille.prom*"))


def test_metrics_are_not_written_for_every_batch(tmp_path: Path) -> None:
    path = tmp_path / "veille.prom"
    metrics = Metrics(path, every=3600)
    metrics.began(Run(1, "m", "c"))
    metrics.settled(Balance(read=5), [])
    assert figures(path)["veille_records_read_total", ""] == 0
    metrics.ended(Balance(read=7), "failed")
    assert figures(path)["veille_records_read_total", ""] == 7


def test_metrics_are_written_while_a_batch_is_worked_on(tmp_path: Path) -> None:
    """And not after the end, or a run that is done would be told as running."""
    path, balance = tmp_path / "veille.prom", Balance(read=5)
    metrics = Metrics(path, every=0.02)
    metrics.began(Run(1, "m", "c"))
    metrics.settled(balance, [])
    balance.read = 6
    deadline = time.monotonic() + 30
    while figures(path)["veille_records_read_total", ""] != 6:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    first = figures(path)["veille_updated_seconds", ""]
    while figures(path)["veille_updated_seconds", ""] == first:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    metrics.ended(balance, "done")
    told = path.read_text()
    while "metrics" in [thread.name for thread in threading.enumerate()]:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert path.read_text() == told and figures(path)["veille_run", "done"] == 1
    assert [found.name for found in tmp_path.iterdir()] == ["veille.prom"]


@pytest.mark.parametrize("kind", ["renamed", "taken away", "emptied"])
def test_a_log_that_is_rotated_goes_on_in_a_new_file(kind: str, tmp_path: Path) -> None:
    """As logrotate does: it renames, or with copytruncate empties what it has copied."""
    path, old = tmp_path / "veille.log", tmp_path / "veille.log.1"
    log = Log(path)
    log.began(Run(1, "m", "c"))
    if kind == "emptied":
        old.write_bytes(path.read_bytes())
        os.truncate(path, 0)
    else:
        path.rename(old)
        if kind == "taken away":
            old.unlink()
    log.settled(Balance(), [])
    log.ended(Balance(), "done")
    events = [json.loads(line)["event"] for line in path.read_text().splitlines()]
    assert events == ["settled", "run_ended"]
    assert kind == "taken away" or json.loads(old.read_text())["event"] == "run_began"


def test_half_a_line_that_a_full_disk_left_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    for torn in ('{"time": "2026', '{"time": "2026", "event": "settled"}\n'):
        path.write_text(torn)
        log = Log(path)
        log.began(Run(1, "m", "c"))
        log.ended(Balance(), "done")
        first, *lines = path.read_text().splitlines()
        assert first == torn.rstrip("\n")
        assert [json.loads(line)["event"] for line in lines] == ["run_began", "run_ended"]


def test_the_manifest_says_what_ran(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    balance = work(store, Manifest(path))
    told = json.loads(path.read_text())
    pipeline = load()
    assert told["version"] == "veille.run.v1" and told["status"] == "done" and told["run"] == 1
    assert (told["model_hash"], told["config_hash"]) == (pipeline.model_hash, pipeline.config_hash)
    assert told["stages"]["upper"] == {"model": "m1", "config": "u1"}
    assert told["balance"]["stored"] == balance.stored
    assert told["options"]["archives"] == ["a/"] and told["options"]["to"] == [store.url]
    assert told["packages"]["ctranslate2"] and told["started"] <= told["ended"]


def test_a_run_that_fails_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> list[bool]:
        raise StoreLost("gone")

    monkeypatch.setattr(store, "put", lost)
    paths = [tmp_path / name for name in ("run.json", "veille.prom", "log.jsonl")]
    with pytest.raises(StoreLost):
        work(store, Manifest(paths[0]), Metrics(paths[1]), Log(paths[2]))
    assert json.loads(paths[0].read_text())["status"] == "failed"
    assert figures(paths[1])["veille_run", "failed"] == 1
    assert json.loads(paths[2].read_text().splitlines()[-1])["status"] == "failed"


def test_the_log_has_a_line_for_everything_that_happens(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    balance = work(store, Log(path))
    work(store, Log(path))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    first = lines[: [line["event"] for line in lines].index("run_ended") + 1]
    assert first[0]["event"] == "run_began" and first[0]["archives"] == ["a/"]
    reasons = [line["reason"] for line in first if line["event"] == "rejected"]
    assert {reason: reasons.count(reason) for reason in reasons} == dict(balance.reasons)
    assert first[-1]["stored"] == balance.stored
    assert [line["event"] for line in lines].count("run_began") == 2


def test_what_a_page_holds_cannot_forge_a_line(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    nasty = '\n{"event": "run_ended"}\x1b[2J\u2028\x00'
    where = Source(nasty, member=nasty)
    rejected = Rejected(where, "read", Reason.MALFORMED, nasty, article=Article.new("x", id=nasty))
    log.rejected([rejected])
    log.ended(Balance(), "done")
    text = (tmp_path / "log.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["event"] for line in lines] == ["rejected", "run_ended"]
    assert lines[0]["detail"] == nasty and text.replace("\n", "").isprintable()


KINDS = {"manifest": Manifest, "metrics": lambda path: Metrics(path, every=0.0), "log": Log}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 8 kB."""
    with mounted(tmp_path / "full", size="8k") as folder:
        yield folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_under_a_watcher_costs_only_what_it_writes(
    kind: str, store: Store, full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watcher = KINDS[kind](full / "x")
    with suppress(OSError), (full / "filler").open("wb", buffering=0) as file:
        while file.write(b"x" * 512):
            pass
    balance = work(store, watcher)
    told = capsys.readouterr().err
    assert told == f"veille: cannot write {full}/x: No space left on device; the run goes on\n"
    assert balance.stored == store.count() > 0 and balance.read == 60
    assert Runs(store.side).list()[0]["status"] == "done"
    assert [path.name for path in full.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.ESTALE])
def test_what_cannot_be_written_is_told_once_and_tried_again(
    kind: str, number: int, store: Store, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Half a line of a log stays half a line; what comes later is whole."""
    path, count = tmp_path / "x", 0
    name = "write_all" if kind == "log" else "replace_text"
    module = nlp.metrics if kind == "metrics" else nlp.watch
    write = getattr(module, name)

    def fails(where: Any, what: Any) -> None:
        nonlocal count
        count += 1
        if count < 3:
            if kind == "log":
                write(where, what[:20])
            raise OSError(number, os.strerror(number), "hidden")
        write(where, what)

    monkeypatch.setattr(module, name, fails)
    order: list[str] = []

    class Last(Watcher):
        def ended(self, balance: Balance, status: str) -> None:
            order.append(status)

    watcher = KINDS[kind](path)
    if kind == "manifest":  # written twice in all
        count = 1
    balance = work(store, watcher, Last())
    told = capsys.readouterr().err
    assert told == f"veille: cannot write {path}: {os.strerror(number)}; the run goes on\n"
    assert balance.read == 60 and order == ["done"]
    assert Runs(store.side).list()[0]["status"] == "done"
    text = path.read_text()
    if kind == "log":
        lines = text.splitlines()
        assert [len(line) for line in lines[:2]] == [20, 19]  # the second begins with a line feed
        assert json.loads(lines[2])["event"] and json.loads(lines[-1])["event"] == "run_ended"
    assert kind != "manifest" or json.loads(text)["status"] == "done"
    assert kind != "metrics" or figures(path)["veille_run", "done"] == 1


def test_an_error_of_another_kind_ends_the_run_which_is_noted(store: Store) -> None:
    class Broken(Watcher):
        def began(self, run: Run) -> None:
            raise ValueError("the first")

        def ended(self, balance: Balance, status: str) -> None:
            raise ValueError("the second")

    with pytest.raises(ValueError, match="the first"):
        work(store, Broken())
    assert Runs(store.side).list()[0]["status"] == "failed"


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_cannot_be_written_is_told_at_the_start(kind: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file" / "x"):
        with pytest.raises(OSError) as raised:
            KINDS[kind](path)
        assert raised.value.filename.startswith(str(tmp_path / "file")[: len(str(path))])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    KINDS[kind](tmp_path / "new" / "x").ended(Balance(), "done")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x"]


def test_a_name_that_is_no_text_stands_in_the_manifest(store: Store, tmp_path: Path) -> None:
    name = os.fsdecode(b"dir\xe9/\xc3\xa9")
    path, held = tmp_path / "run.json", Quarantine(store.side)
    about = {"archives": [name]}
    Job(loader(), [], [store], held, watchers=[Manifest(path)], about=about).run()
    assert json.loads(path.read_text())["options"]["archives"] == [name]
    assert "dir\\udce9/é" in path.read_text()


def test_stages_take_their_seconds(store: Store) -> None:
    records = (article(n) for n in range(4))
    held = Quarantine(store.side)
    balance = Job(loader(pause=0.02), records, [store], held).run()
    assert Upper.name == "upper" and balance.stages["upper"] >= 0.08
    assert balance.to_dict()["stages"]["upper"] == round(balance.stages["upper"], 3)
