"""Who watches a job: what a log, a manifest and the metrics say, and what they must not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest
from job_fakes import Upper, article, load, loader, records_of
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as plain_families

from nlp.article import Article, Source
from nlp.balance import Balance
from nlp.errors import StoreLost
from nlp.job import Job
from nlp.quarantine import Quarantine
from nlp.record import Record
from nlp.stage import Reason, Rejected
from nlp.store import Store, open_store
from nlp.watch import Log, Manifest, Metrics, Run, Watcher


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


def test_stages_take_their_seconds(store: Store) -> None:
    records = (article(n) for n in range(4))
    held = Quarantine(store.side)
    balance = Job(loader(pause=0.02), records, [store], held).run()
    assert Upper.name == "upper" and balance.stages["upper"] >= 0.08
    assert balance.to_dict()["stages"]["upper"] == round(balance.stages["upper"], 3)
