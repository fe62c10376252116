"""``veille run`` and ``veille status``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.stages import ConfigFile, GlossaryFile
from nlp.errors import ConfigError, StopRun

if TYPE_CHECKING:
    from nlp.cluster import Cluster, Load
    from nlp.store import Store
    from nlp.watch import Watcher

DEFAULT_STORE = "sqlite:///wire.db"
MAPPED = ("text", "html", "title", "id", "lang", "published", "authors", "source")

FieldNames = Annotated[
    list[str] | None,
    typer.Option(help="Where a row holds a part: text=corps, title=titre, id=ref, ..."),
]
CharacterSet = Annotated[
    str | None, typer.Option(help="Character set of all text, instead of finding it.")
]
FormatName = Annotated[
    str | None,
    typer.Option("--format", help="Read everything as text, html, jsonl, csv, warc, ..."),
]


def run(
    archives: Annotated[
        list[str],
        typer.Argument(help="Folders, files, globs, archives, URLs; - is standard input."),
    ],
    to: Annotated[
        list[str] | None,
        typer.Option(
            help="Where results go: sqlite:///F.db, postgresql://USER@HOST/DB,"
            " jsonl:F.jsonl[.gz|.zst], parquet:FOLDER/, parquet:s3://BUCKET/FOLDER/ (gs://, az://),"
            " bulk:F.ndjson[.gz]."
            f" May be given several times. Default: {DEFAULT_STORE}."
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Read at most so many records.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; say what would be worked on.")
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh/--resume",
            help="Work again on what is stored under these models, or skip it (the default).",
        ),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that run the models. Default: one a core.")
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Work on a Ray cluster: its address (auto, HOST:PORT, ray://HOST:PORT), or local"
            " to start one here.",
        ),
    ] = None,
    device: Annotated[
        str | None,
        typer.Option(
            metavar="[auto|cpu|cuda]",
            help="Where translation and classification work. Default: a GPU where one can be used.",
        ),
    ] = None,
    batch: Annotated[
        int, typer.Option(min=1, help="Articles worked on together, and stored at once.")
    ] = 256,
    field: FieldNames = None,
    encoding: CharacterSet = None,
    form: FormatName = None,
    glossary: GlossaryFile = None,
    repeats: Annotated[
        Path | None,
        typer.Option(
            help="What `veille repeats` made of the archive; it sets repeated text aside."
        ),
    ] = None,
    max_bytes: Annotated[int | None, typer.Option(help="Largest record in bytes.")] = None,
    max_ratio: Annotated[
        float | None, typer.Option(help="Most decompressed bytes for one compressed byte.")
    ] = None,
    max_members: Annotated[int | None, typer.Option(help="Most members of one archive.")] = None,
    max_depth: Annotated[
        int | None, typer.Option(help="How deep archives may lie in archives.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(help="Write what ran, with what and what came of it there (JSON)."),
    ] = None,
    metrics: Annotated[
        Path | None,
        typer.Option(help="Keep figures there while it runs (OpenMetrics text)."),
    ] = None,
    log: Annotated[
        Path | None, typer.Option(help="Add what happens to this file, as lines of JSON.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Read archives and leave clean English articles with event types in a store."""
    from nlp.cli.again import noted
    from nlp.cli.ahead import check_models
    from nlp.cli.options import configured, shared_cores
    from nlp.cli.outputs import apart
    from nlp.cli.summary import Counting, Devices, tell
    from nlp.engine import cores
    from nlp.job import Job, JobOptions
    from nlp.pipeline import Pipeline
    from nlp.quarantine import Quarantine
    from nlp.read import Meter, read
    from nlp.read.apart import read_apart
    from nlp.read.urls import without_secrets
    from nlp.read.walk import is_stream
    from nlp.report import Figures
    from nlp.store.first import note_first
    from nlp.store.replacing import check_distinct

    limits = {
        "encoding": encoding,
        "format": form,
        "max_bytes": max_bytes,
        "max_ratio": max_ratio,
        "max_members": max_members,
        "max_depth": max_depth,
    }
    options = configured(
        config,
        read={**limits, "fields": fields(field)},
        separate={"repeats": repeats},
        translate={"glossary": glossary, "device": device},
        repair={"glossary": glossary},
        classify={"device": None if ray else device},  # a cluster's GPUs are for translation
    )
    job = JobOptions(
        limit=limit, dry_run=dry_run, fresh=fresh, workers=workers or cores(), batch=batch
    )
    load = partial(Pipeline.load, shared_cores(options, 2 if ray else job.workers))
    figures, devices = Figures(), Devices()
    check_distinct({"--manifest": manifest, "--metrics": metrics, "--log": log})
    reading = apart(options.read, archives, to or [DEFAULT_STORE], (manifest, metrics, log))
    meter = Meter(archives, reading) if sys.stderr.isatty() else None
    reader = read if any(map(is_stream, archives)) else read_apart
    if not ray:  # what the processes of a cluster find is not known here
        check_models(options)
    watchers = [Counting(figures), devices, *_watchers(manifest, metrics, log)]
    with opened(to or [DEFAULT_STORE], read_only=dry_run) as stores:
        if not dry_run:
            note_first(stores)
        balance = Job(
            load,
            reader(archives, reading, meter),
            stores,
            Quarantine(stores[0].side),
            job,
            about={"archives": [without_secrets(name) for name in archives], **noted(options)},
            crew=_cluster(load, ray, workers, job.timeout) if ray else None,
            watchers=watchers,
            share=lambda: meter.share if meter else None,
        ).run()
    tell(balance, figures, [store.url for store in stores], devices.used, dry=dry_run)
    _tell_places(stores)
    if not balance.read and limit != 0 and not balance.signal:
        print(f"veille: no article was found in {', '.join(archives)}", file=sys.stderr)
    if balance.signal:
        print("veille: interrupted; run the same command again to resume", file=sys.stderr)
    raise typer.Exit(balance.exit_code)


def _cluster(load: Load, address: str, workers: int | None, timeout: float) -> Cluster:
    from nlp.cluster import Cluster

    return Cluster(load, address, workers=workers, timeout=timeout)


def _watchers(manifest: Path | None, metrics: Path | None, log: Path | None) -> Iterator[Watcher]:
    """Those who watch, for the files that were named."""
    from nlp.store.replacing import LOG, MANIFEST, METRICS, check_replaceable, writing
    from nlp.watch import Log, Manifest, Metrics

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
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
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
