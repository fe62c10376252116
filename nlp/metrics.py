"""A run's figures for a monitoring system, in a file of the OpenMetrics text format."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.balance import Balance
from nlp.record import Record
from nlp.store.files import check_writable, replace_text
from nlp.watch import Run, Watcher, version_of

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

_EVERY = 5.0  # seconds between two writings


class Metrics(Watcher):
    """A file in the OpenMetrics text format, replaced whole every five seconds.

    For the textfile collector of node_exporter, or any reader of the format. A thread writes while a
    batch is worked on, which may take minutes: figures that are old are those of a process that is
    gone. Where it cannot write, it tries again, and the next batch tells. Raises ``OSError`` when
    the file cannot be written.
    """

    def __init__(self, path: Path, every: float = _EVERY) -> None:
        check_writable(path)
        self._path, self._every = path, every
        self._run, self._balance, self._status = Run(None, "", ""), Balance(), "running"
        self._began = self._written = time.monotonic()
        self._writing, self._over = threading.Lock(), threading.Event()

    def __str__(self) -> str:
        return str(self._path)

    def began(self, run: Run) -> None:
        """Write the first figures: nothing yet."""
        self._run, self._began = run, time.monotonic()
        self._balance, self._status, self._over = Balance(), "running", threading.Event()
        self._write()
        if self._every:
            threading.Thread(
                target=self._keep, args=[self._over], name="metrics", daemon=True
            ).start()

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        """Write the figures, unless that was just done."""
        self._balance = balance
        if time.monotonic() - self._written >= self._every:
            self._write()

    def ended(self, balance: Balance, status: str) -> None:
        """Write the last figures."""
        self._over.set()
        self._balance, self._status = balance, status
        self._write()

    def _keep(self, over: threading.Event) -> None:
        """Write while nothing else does, until the run has ended."""
        while not over.wait(self._every):
            if time.monotonic() - self._written >= self._every / 2:
                with suppress(OSError):
                    self._write(again=True)

    def collect(self) -> Iterator[Metric]:
        """The figures, for a registry of prometheus_client."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        balance, seconds = self._balance, time.monotonic() - self._began
        yield from _by_kind(balance)
        yield CounterMetricFamily("veille_records_read", "Records read.", value=balance.read)
        yield CounterMetricFamily("veille_superseded", "Records already there, of which the store has a newer result.", value=balance.superseded)  # fmt: skip
        yield CounterMetricFamily("veille_words", "Source words worked on.", value=balance.words)
        yield GaugeMetricFamily("veille_run_seconds", "Seconds since the run began.", value=seconds)
        yield GaugeMetricFamily("veille_updated_seconds", "Unix time of these figures.", value=time.time())  # fmt: skip
        yield from _states(self._run, self._status)

    def _write(self, *, again: bool = False) -> None:
        """Write the figures; ``again``: those of the same run, unless it has ended meanwhile."""
        from prometheus_client import CollectorRegistry
        from prometheus_client.openmetrics.exposition import generate_latest

        with self._writing:
            if again and self._over.is_set():
                return
            registry = CollectorRegistry(auto_describe=False)
            registry.register(self)
            replace_text(self._path, generate_latest(registry).decode())
            self._written = time.monotonic()


def _by_kind(balance: Balance) -> Iterator[Metric]:
    """Records by outcome, those in quarantine by reason, seconds by stage."""
    from prometheus_client.core import CounterMetricFamily

    records = CounterMetricFamily("veille_records", "Records by what became of them.", labels=["outcome"])  # fmt: skip
    for outcome in ("stored", "already_there", "quarantined"):
        records.add_metric([outcome], getattr(balance, outcome))
    reasons = CounterMetricFamily("veille_quarantined", "Records in quarantine by reason.", labels=["reason"])  # fmt: skip
    for reason, count in sorted(dict(balance.reasons).items()):  # the run goes on counting
        reasons.add_metric([reason], count)
    stages = CounterMetricFamily("veille_stage_seconds", "Seconds of work on kept articles, all processes.", labels=["stage"])  # fmt: skip
    for stage, seconds in dict(balance.stages).items():
        stages.add_metric([stage], seconds)
    yield from (records, reasons, stages)


def _states(run: Run, status: str) -> Iterator[Metric]:
    """The state of the run, and what works; as gauges, for stateset and info are unknown to
    node_exporter, which then refuses the whole file."""
    from prometheus_client.core import GaugeMetricFamily

    state = GaugeMetricFamily("veille_run", "State of the run.", labels=["veille_run"])
    for name in ("running", "done", "interrupted", "failed"):
        state.add_metric([name], name == status)
    versions = {"version": version_of("veille"), "model": run.model_hash, "config": run.config_hash}
    build = GaugeMetricFamily("veille_build_info", "What works.", labels=list(versions))
    build.add_metric([value or "" for value in versions.values()], 1)
    yield from (state, build)
