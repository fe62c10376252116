"""The options of ``veille run``, and of the commands that read archives as it does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_STORE = "sqlite:///wire.db"

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
Archives = Annotated[
    list[str],
    typer.Argument(help="Folders, files, globs, archives, URLs; - is standard input."),
]
Stores = Annotated[
    list[str] | None,
    typer.Option(
        help="Where results go: sqlite:///F.db, postgresql://USER@HOST/DB,"
        " jsonl:F.jsonl[.gz|.zst], parquet:FOLDER/, parquet:s3://BUCKET/FOLDER/ (gs://, az://),"
        " bulk:F.ndjson[.gz]."
        f" May be given several times. Default: {DEFAULT_STORE}."
    ),
]
Limit = Annotated[int | None, typer.Option(min=0, help="Read at most so many records.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; say what would be worked on.")
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh/--resume",
        help="Work again on what is stored under these models, or skip it (the default).",
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that run the models. Default: one a core.")
]
Ray = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Work on a Ray cluster: its address (auto, HOST:PORT, ray://HOST:PORT), or local"
        " to start one here.",
    ),
]
DeviceName = Annotated[
    str | None,
    typer.Option(
        metavar="[auto|cpu|cuda]",
        help="Where translation and classification work. Default: a GPU where one can be used.",
    ),
]
Batch = Annotated[int, typer.Option(min=1, help="Articles worked on together, and stored at once.")]
Repeats = Annotated[
    Path | None,
    typer.Option(help="What `veille repeats` made of the archive; it sets repeated text aside."),
]
MaxBytes = Annotated[int | None, typer.Option(help="Largest record in bytes.")]
MaxRatio = Annotated[
    float | None, typer.Option(help="Most decompressed bytes for one compressed byte.")
]
MaxMembers = Annotated[int | None, typer.Option(help="Most members of one archive.")]
MaxDepth = Annotated[int | None, typer.Option(help="How deep archives may lie in archives.")]
ManifestFile = Annotated[
    Path | None,
    typer.Option(help="Write what ran, with what and what came of it there (JSON)."),
]
MetricsFile = Annotated[
    Path | None,
    typer.Option(help="Keep figures there while it runs (OpenMetrics text)."),
]
LogFile = Annotated[
    Path | None, typer.Option(help="Add what happens to this file, as lines of JSON.")
]
