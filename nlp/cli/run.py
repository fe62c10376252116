"""``veille run`` and ``veille status``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.run_options import (
    DEFAULT_STORE,
    Archives,
    Batch,
    CharacterSet,
    DeviceName,
    DryRun,
    FieldNames,
    FormatName,
    Fresh,
    Limit,
    LogFile,
    ManifestFile,
    MaxBytes,
    MaxDepth,
    MaxMembers,
    MaxRatio,
    MetricsFile,
    Ray,
    Repeats,
    Stores,
    Workers,
)
from nlp.cli.stages import ConfigFile, GlossaryFile
from nlp.errors import ConfigError, StopRun
from nlp.wording import printable, printable_json

if TYPE_CHECKING:
    from nlp.balance import Balance
    from nlp.cluster import Cluster, Load
    from nlp.config import Config
    from nlp.job import JobOptions
    from nlp.read import ReadOptions
    from nlp.store import Store
    from nlp.watch import Watcher

MAPPED = (
    "text", "html", "title", "id", "lang", "published", "authors", "source", "original", "original_title",
    "original_lang",
)  # fmt: skip
Files = tuple[Path | None, Path | None, Path | None]  # the manifest, the metrics, the log


def run(
    archives: Archives,
    to: Stores = None,
    limit: Limit = None,
    dry_run: DryRun = False,
    fresh: Fresh = False,
    workers: Workers = None,
    ray: Ray = None,
    device: DeviceName = None,
    batch: Batch = 256,
    field: FieldNames = None,
    encoding: CharacterSet = None,
    form: FormatName = None,
    glossary: GlossaryFile = None,
    repeats: Repeats = None,
    max_bytes: MaxBytes = None,
    max_ratio: MaxRatio = None,
    max_members: MaxMembers = None,
    max_depth: MaxDepth = None,
    manifest: ManifestFile = None,
    metrics: MetricsFile = None,
    log: LogFile = None,
    config: ConfigFile = None,
) -> None:
    """Read archives and leave clean English articles with event types in a store."""
    from nlp.cli.options import configured
    from nlp.engine import cores
    from nlp.job import JobOptions

    limits = {"max_bytes": max_bytes, "max_ratio": max_ratio, "max_members": max_members}
    reads = {"encoding": encoding, "format": form, "max_depth": max_depth, **limits}
    options = configured(
        config,
        read={**reads, "fields": fields(field)},
        separate={"repeats": repeats},
        translate={"glossary": glossary, "device": device},
        repair={"glossary": glossary},
        classify={"device": None if ray else device},  # a cluster's GPUs are for translation
    )
    job = JobOptions(
        limit=limit, dry_run=dry_run, fresh=fresh, workers=workers or cores(), batch=batch
    )
    asked = _Asked(archives, to or [DEFAULT_STORE], options, job, (manifest, metrics, log))
    balance = asked.work(
        _cluster(asked.load(2), ray, workers, job.timeout) if ray and not dry_run else None
    )
    _tell_ending(balance, archives, limit)
    raise typer.Exit(balance.exit_code)


@dataclass(frozen=True)
class _Asked:
    """What was asked for: archives, stores, options, and files for those who watch."""

    archives: list[str]
    to: list[str]
    options: Config
    job: JobOptions
    files: Files

    def load(self, processes: int) -> Load:
        """What loads the models in each of so many processes."""
        from nlp.cli.options import shared_cores
        from nlp.pipeline import Pipeline

        return partial(Pipeline.load, shared_cores(self.options, processes))

    def work(self, crew: Cluster | None) -> Balance:
        """Read, work, store and tell what came of it; with ``crew`` on a cluster."""
        from nlp.cli.ahead import check_models
        from nlp.cli.outputs import apart
        from nlp.cli.summary import Counting, Devices, tell
        from nlp.report import Figures
        from nlp.store.first import note_first
        from nlp.store.replacing import check_distinct, check_no_store
        from nlp.store.siblings import check_apart

        figures, devices, dry = Figures(), Devices(), self.job.dry_run
        check_apart(self.to)
        files = dict(zip(("--manifest", "--metrics", "--log"), self.files, strict=True))
        check_distinct(files)
        check_no_store(files, self.to)
        reading = apart(self.options.read, self.archives, self.to, self.files)
        if crew is None:  # what the processes of a cluster find is not known here
            check_models(self.options)
        watchers = [Counting(figures), devices, *_watchers(*self.files)]
        with opened(self.to, read_only=dry) as stores:
            if not dry:
                note_first(stores)
            balance = self._into(stores, reading, watchers, crew)
        tell(balance, figures, [store.url for store in stores], devices.used, dry=dry)
        _tell_places(stores)
        return balance

    def _into(
        self,
        stores: list[Store],
        reading: ReadOptions,
        watchers: list[Watcher],
        crew: Cluster | None,
    ) -> Balance:
        from nlp.cli.again import noted
        from nlp.job import Job
        from nlp.quarantine import Quarantine
        from nlp.read import Meter, read
        from nlp.read.apart import read_apart
        from nlp.read.urls import without_secrets
        from nlp.read.walk import is_stream

        meter = Meter(self.archives, reading) if sys.stderr.isatty() else None
        reader = read if any(map(is_stream, self.archives)) else read_apart
        about = {"archives": [without_secrets(name) for name in self.archives]}
        return Job(
            self.load(2 if crew is not None else self.job.workers),
            reader(self.archives, reading, meter),
            stores,
            Quarantine(stores[0].side),
            self.job,
            about={**about, **noted(self.options)},
            crew=crew,
            watchers=watchers,
            share=lambda: meter.share if meter else None,
        ).run()


def _tell_ending(balance: Balance, archives: list[str], limit: int | None) -> None:
    """On standard error, what a user may not expect: nothing was read, or a signal came."""
    from nlp.read.urls import without_secrets

    if not balance.read and limit != 0 and not balance.signal:
        named = ", ".join(printable(without_secrets(name)) for name in archives)
        print(f"veille: no article was found in {named}", file=sys.stderr)
    if balance.signal:
        print("veille: interrupted; run the same command again to resume", file=sys.stderr)


def _cluster(load: Load, address: str, workers: int | None, timeout: float) -> Cluster:
    """A cluster to work on; raises :class:`ConfigError` before any store is made for it."""
    from nlp.cluster import Cluster
    from nlp.ray_door import check

    check(address)
    return Cluster(load, address, workers=workers, timeout=timeout)


def _watchers(manifest: Path | None, metrics: Path | None, log: Path | None) -> Iterator[Watcher]:
    """Those who watch, for the files that were named."""
    from nlp.metrics import Metrics
    from nlp.store.replacing import LOG, MANIFEST, METRICS, check_replaceable, writing
    from nlp.watch import Log, Manifest

    for path, kind, watcher in (
        (manifest, MANIFEST, Manifest),
        (metrics, METRICS, Metrics),
        (log, LOG, Log),
    ):
        if path:
            check_replaceable(path, kind)
            with writing(path):
                yield watcher(path)


def status(
    store: Annotated[str, typer.Argument(help="A store: wire.db, jsonl:F.jsonl, parquet:F/.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON.")] = False,
) -> None:
    """What a store holds, what waits in quarantine, what the last runs did."""
    from nlp.status import status as figures

    with opened([store], read_only=True, must_exist=True) as stores:
        found = figures(stores[0])
    if as_json:
        typer.echo(printable_json(json.dumps(found, ensure_ascii=False, indent=2)))
    else:
        from nlp.cli.show import show_status

        show_status(found)


@contextmanager
def opened(
    urls: list[str], *, read_only: bool = False, must_exist: bool = False
) -> Iterator[list[Store]]:
    """The stores that ``urls`` name, closed at the end; a bare path to a database is one too."""
    from nlp.store import open_store

    with ExitStack() as stack:
        yield [
            stack.enter_context(closing(open_store(u, read_only=read_only, must_exist=must_exist)))
            for u in urls
        ]


@contextmanager
def reached(
    urls: Sequence[str],
    then: str = "a run with the same --to copies there what the other stores have",
) -> Iterator[list[Store]]:
    """Those of the stores that can be opened; each other one is told, and what to do ``then``."""
    with ExitStack() as stack:
        found = []
        for url in urls:
            try:
                found += stack.enter_context(opened([url], must_exist=True))
            except (ConfigError, StopRun) as error:
                typer.echo(f"veille: nothing is written to {url}: {error}; {then}", err=True)
        yield found


def fields(pairs: list[str] | None) -> dict[str, Any]:
    """``["text=corps"]`` -> ``{"text": ("corps",)}``; raises ConfigError for anything else."""
    found: dict[str, Any] = {}
    for pair in pairs or []:
        part, equals, column = pair.partition("=")
        if part not in MAPPED or not equals or not column:
            raise ConfigError(
                f"--field {pair!r}: write PART=COLUMN, PART one of {', '.join(MAPPED)}"
            )
        found[part] = (*found.get(part, ()), column)
    return found


def _tell_places(stores: list[Store]) -> None:
    """Where the quarantine lies of several stores, and the ledgers of those in an object store."""
    from nlp.store.objects import ObjectStore

    if len(stores) > 1:
        typer.echo(f"quarantine and runs of all stores in {stores[0].url}")
    for store in stores:
        if isinstance(store, ObjectStore):
            typer.echo(f"quarantine and ledger of {store.url} in {store.beside}")
