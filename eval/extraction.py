"""How much of a page's article survives, and how much else stays: HTML pages with known bodies.

    python -m eval.extraction --shared PATH [--set NAME ...] [--flat] [--limit N] [--model NAME]
                              [--out JSON]

``f1``, ``precision`` and ``recall`` are those of shingles where the whole body is known and those
of snippets in trafilatura-eval; ``word_f1`` is that of words (:mod:`eval.extraction_metrics` says
what each is). The title is left out, as the benchmarks do. ``--flat`` gives each page as plain
text: its visible blocks, one a line, without markup. Seconds are processor time of the whole way
from bytes to text, all threads together. For a model that was fitted on pages of these sets the
figures say nothing of pages it has not seen: see its card for what it was fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from eval.extraction_metrics import (
    Counts,
    averages,
    shingle_counts,
    snippet_counts,
    totals,
    word_f1,
)
from eval.extraction_pages import Extract, Page, Unextracted, flat, ours, pages
from eval.shared import folder_with
from nlp.separate import SeparateOptions, SeparateStage

SETS = (
    "scrapinghub",
    "newspaper4k-articles",
    "trafilatura-eval",
    "wcxb-dev",
    "mozilla-readability",
)
_WORST = 10
COLUMNS = ("set", "pages", "F1", "precision", "recall", "word F1", "CPU s/100", "failed")


@dataclass(frozen=True, slots=True)
class Judged:
    """What one page scored; ``word_f1`` is None where only snippets are known."""

    id: str
    type: str | None
    counts: Counts
    word_f1: float | None


def judge(page: Page, found: str) -> Judged:
    """The page's scores: shingles where its whole body is known, else snippets."""
    truth, kind = page.truth, page.truth.get("page_type")
    if "text" in truth:
        counts = shingle_counts(truth["text"], found)
        return Judged(page.id, kind, counts, word_f1(truth["text"], found))
    return Judged(page.id, kind, snippet_counts(truth["with"], truth["without"], found), None)


def evaluate(extract: Extract, given: Iterable[Page]) -> dict[str, Any]:
    """The report on an extractor: :func:`summary` overall and by page type, time, worst pages."""
    judged: list[Judged] = []
    failed: dict[str, str] = {}
    seconds = 0.0
    for page in given:
        found = ""
        started = time.process_time()
        try:
            found = extract(page)
        except Unextracted as error:
            failed[page.id] = str(error)
        seconds += time.process_time() - started
        judged.append(judge(page, found))
    types = sorted({one.type for one in judged if one.type})
    return {
        **summary(judged),
        "cpu_seconds_per_100": round(100 * seconds / max(len(judged), 1), 2),
        "by_type": {kind: summary([j for j in judged if j.type == kind]) for kind in types},
        "failed": failed,
        "worst": worst(judged),
    }


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """Number of pages, F1, precision and recall, and F1 of words where bodies are known."""
    counts = [one.counts for one in judged]
    by_words = [one.word_f1 for one in judged if one.word_f1 is not None]
    if not by_words:
        return {"pages": len(judged), **(totals(counts) if counts else averages(counts))}
    return {"pages": len(judged), **averages(counts), "word_f1": round(fmean(by_words), 4)}


def worst(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The pages with the lowest F1, lowest first."""
    found = sorted(judged, key=lambda one: (one.counts.f1, one.id))[:_WORST]
    return [
        {"f1": round(one.counts.f1, 3)}
        | {name: round(value, 3) for name, value in one.counts._asdict().items()}
        | {"id": one.id}
        for one in found
    ]


def measure(
    folder: Path, stage: SeparateStage, limit: int | None = None, *, plain: bool = False
) -> dict[str, Any]:
    """Our report on the pages of one benchmark folder."""
    return measure_with(ours(stage), folder, limit, plain=plain)


def measure_with(
    extract: Extract,
    folder: Path,
    limit: int | None = None,
    *,
    plain: bool = False,
    title: str | None = None,
) -> dict[str, Any]:
    """The report on an extractor on one benchmark folder; ``plain`` as ``--flat`` has it."""
    found = pages(folder, limit, title)
    return evaluate(extract, map(flat, found) if plain else found)


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output: words to the left, figures to the right."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title)
    for i, column in enumerate(columns):
        words = any(row[i] and isinstance(row[i], str) for row in rows)
        table.add_column(column, justify="left" if words else "right", overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def parser(description: str) -> argparse.ArgumentParser:
    """The options that the commands about pages share."""
    found = argparse.ArgumentParser(description=description)
    found.add_argument(
        "--shared",
        type=folder_with("benchmarks"),
        required=True,
        help="folder that holds benchmarks/",
    )
    found.add_argument("--limit", type=int, help="only the first pages of a set")
    found.add_argument("--model", default="separation", help="name or path of the model")
    found.add_argument("--out", type=Path, help="file to write the whole report to, as JSON")
    return found


def add_sets(options: argparse.ArgumentParser) -> None:
    """``--set`` and ``--flat``."""
    options.add_argument("--set", nargs="+", default=SETS, help="folders in benchmarks/extraction")
    options.add_argument("--flat", action="store_true", help="pages as plain text lines")


def folders(options: argparse.Namespace) -> dict[str, Path]:
    """The folders of the sets asked for; exits with the name of one that is not there."""
    found = {name: options.shared / "benchmarks/extraction" / name for name in options.set}
    for folder in found.values():
        if not (folder / "truth.json").is_file():
            raise SystemExit(f"{folder} holds no truth.json")
    return found


def write(report: Mapping[str, Any], out: Path | None) -> None:
    """The report as JSON where a file was named."""
    if out:
        out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def rows(name: str, report: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """The rows of a set for :func:`show`: the whole of it, then each page type."""
    for kind, found in {"": report, **report["by_type"]}.items():
        figures = [found.get(key) for key in ("pages", "f1", "precision", "recall", "word_f1")]
        whole = (report["cpu_seconds_per_100"], len(report["failed"])) if not kind else ("", "")
        yield (f"{name} {kind}".strip(), *figures, *whole)


def main(argv: Sequence[str] | None = None) -> None:
    """Read the options, measure, show the table and the worst pages."""
    found = parser((__doc__ or "").splitlines()[0])
    add_sets(found)
    options = found.parse_args(argv)
    sets = folders(options)
    stage = SeparateStage.load(SeparateOptions(model=options.model))
    reports = {
        name: measure(folder, stage, options.limit, plain=options.flat)
        for name, folder in sets.items()
    }
    lines = [row for name, report in reports.items() for row in rows(name, report)]
    show("plain text lines" if options.flat else "pages", COLUMNS, lines)
    bad = [(name, *one.values()) for name, report in reports.items() for one in report["worst"]]
    show("worst pages", ("set", "F1", "right", "extra", "missed", "page"), bad)
    write({"model": stage.model_hash, "flat": options.flat, "sets": reports}, options.out)


if __name__ == "__main__":
    main()
