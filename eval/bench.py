"""``veille bench ARCHIVE``: how fast the whole job is here, beside other ways to do it.

Runs ``veille run`` on growing parts of an archive, each in a process of its own, then the model alone
(CTranslate2), transformers on the same model, and a script that glues libraries together
(:mod:`eval.ways`), and tells them as ratios. Everything runs on one core, one after another, and is
counted in processor seconds, so that a busy machine changes little.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

_PARTS = (0.25, 0.5, 0.75, 1.0)
_LEAST = 40  # articles: fewer say nothing about growth
_ONE_CORE = """
import os
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from nlp.cli import main
main()
"""
"""``veille`` on one core, with all of its processes and threads."""
_WAYS = ("ctranslate2", "transformers", "glue")


app = typer.Typer(add_completion=False)


@app.command()
def bench(
    archive: Annotated[str, typer.Argument(help="What to read; a few hundred articles or more.")],
    limit: Annotated[int, typer.Option(min=_LEAST, help="Read at most so many articles.")] = 1000,
    sentences: Annotated[
        int, typer.Option(min=16, help="Sentences for the model alone and for transformers.")
    ] = 600,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write the figures (JSON).")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw time against size (SVG).")] = None,
) -> None:
    """Measure speed and memory of the whole job, beside other ways to do it."""
    from eval.bench_plot import draw
    from nlp.store.files import replace_text
    from nlp.store.replacing import FIGURES, PLOT, check_replaceable, writing

    if out:
        check_replaceable(out, FIGURES)
    if plot:
        check_replaceable(plot, PLOT)
    found = measure(archive, limit, sentences)
    typer.echo(told(found))  # first: a place that cannot be written to must not cost the figures
    if out:
        with writing(out):
            replace_text(out, json.dumps(found, indent=1) + "\n")
    if plot:
        with writing(plot):
            replace_text(plot, draw(found))


def measure(archive: str, limit: int, sentences: int) -> dict[str, Any]:
    """All figures. Raises :class:`nlp.errors.ConfigError` when the archive is too small."""
    from nlp.errors import ConfigError
    from nlp.progress import Progress

    with tempfile.TemporaryDirectory() as name, Progress(first="reading the archive") as progress:
        rows = list(_rows(archive, limit))
        if len(rows) < _LEAST:
            raise ConfigError(f"{archive} has {len(rows)} articles; give at least {_LEAST}")
        progress.say("models, converted on first use")
        _run(Path(name) / "first", rows[:1])  # else the start would hold what happens once
        growth = []
        for part in (0, *_PARTS):
            count = max(1, round(part * len(rows)))
            progress.say(f"veille run, {count:,} articles")
            growth.append(_run(Path(name), rows[:count]))
        beside = {}
        for way in _WAYS:
            progress.say(f"beside it: {way}")
            beside[way] = _beside(way, Path(name) / "all.jsonl", sentences)
    return _figures(growth, beside)


def _rows(archive: str, limit: int) -> Iterator[dict[str, Any]]:
    """The articles as rows; those of pages keep their blocks as a page of paragraphs."""
    from eval.ways import page_of
    from nlp.article import Article
    from nlp.read import read

    for item in islice((r for r in read([archive]) if isinstance(r, Article)), limit):
        row: dict[str, Any] = {"id": item.id, "title": item.title, "lang": item.lang}
        if item.blocks:
            yield {**row, "html": page_of(item)}
        else:
            yield {**row, "text": item.text}


def _run(folder: Path, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """``veille run`` over ``rows`` into a fresh store."""
    from eval.throughput import timed

    folder.mkdir(exist_ok=True)
    archive = folder / "all.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    store, manifest = folder / f"{len(rows)}.db", folder / "run.json"
    command = [sys.executable, "-c", _ONE_CORE, "run", str(archive)]
    options = ["--to", f"sqlite:///{store}", "--workers", "1", "--manifest", str(manifest)]
    used, _ = timed([*command, *options])
    balance = json.loads(manifest.read_text(encoding="utf-8"))["balance"]
    return {
        "articles": len(rows),
        "words": balance["words"],
        **{name: round(value, 2) for name, value in used.items()},
        "stages": balance["stages"],
    }


def _beside(way: str, archive: Path, sentences: int) -> dict[str, Any] | None:
    """The figures of :mod:`eval.ways`; None when what the way needs is not installed."""
    command = [sys.executable, "-m", "eval.ways", way, str(archive), "--sentences", str(sentences)]
    done = subprocess.run(command, capture_output=True, text=True)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(f"{way} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _figures(growth: list[dict[str, Any]], beside: dict[str, Any]) -> dict[str, Any]:
    """Rates and ratios; start-up (a run over one article) is taken out of both."""
    start, whole = growth[0], growth[-1]
    seconds = whole["cpu_s"] - start["cpu_s"]
    rate = (whole["words"] - start["words"]) / seconds
    stages = whole["stages"]
    model = stages["translate"] + stages["classify"]
    return {
        "machine": {"processor": _processor(), "python": platform.python_version()},
        "articles": whole["articles"],
        "words": whole["words"],
        "start_s": start["wall_s"],
        "words_per_cpu_s": round(rate),
        "articles_per_cpu_s": round((whole["articles"] - 1) / seconds, 2),
        "peak_MiB": whole["peak_MiB"],
        "stage_share": {k: round(v / sum(stages.values()), 3) for k, v in stages.items()},
        "beside_models": round(sum(stages.values()) / model - 1, 3),
        "growth": growth[1:],
        "straightness": round(_straightness(growth[1:]), 4),
        "beside": beside,
        "times": {
            name: round(rate / found["words_per_cpu_s"], 2)
            for name, found in beside.items()
            if found
        },
    }


def _straightness(growth: Sequence[dict[str, Any]]) -> float:
    """Squared correlation of processor seconds with words: 1 when time is linear in size."""
    import numpy as np

    words, seconds = ([row[key] for row in growth] for key in ("words", "cpu_s"))
    return float(np.corrcoef(words, seconds)[0, 1] ** 2)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.split(":", 1)[1].strip() for x in lines if x.startswith("model name")), "")


def told(found: dict[str, Any]) -> str:
    """The figures for a person."""
    share = ", ".join(f"{stage} {part:.0%}" for stage, part in found["stage_share"].items())
    lines = [
        f"{found['articles']:,} articles, {found['words']:,} words on one core of"
        f" {found['machine']['processor'] or 'this machine'}",
        f"{found['words_per_cpu_s']:,} words and {found['articles_per_cpu_s']} articles a processor"
        f" second, {found['peak_MiB']:.0f} MiB at most, first result after {found['start_s']:.1f} s",
        f"stages: {share}; {found['beside_models']:.0%} on top of the two models",
        f"time against size: squared correlation {found['straightness']}",
    ]
    for name, ratio in found["times"].items():
        lines.append(f"{ratio} times the words of {_NAMES[name]}")
    lines += [f"{name} is not installed" for name, there in found["beside"].items() if not there]
    return "\n".join(lines)


_NAMES = {
    "ctranslate2": "CTranslate2 alone, the same model and beam, translating only",
    "transformers": "transformers alone, the same model, greedy, translating only",
    "glue": "trafilatura, CTranslate2 and scikit-learn in a plain script",
}
