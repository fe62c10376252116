"""How fast ``veille run`` is, and whether its memory grows: ``python -m eval.throughput --shared PATH``.

Writes the labelled articles (French, Spanish, and their English as a third kind of input), as often as
``--articles`` asks for, to a JSONL file, runs ``veille run`` on it into SQLite as a child process, and
tells articles and words a second, the memory of all its processes (the peak, and the median of each
tenth of the run), and the share of each stage in the time that the stages took. One JSON object on
standard output; ``--plot`` draws the memory. ``--brief`` takes the first paragraph of each article
alone, under a title that no other has: many articles, to see what memory does.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench_plot import draw_memory
from eval.shared import folder_with, read_jsonl
from nlp.errors import ConfigError

EVERY = 0.5
"""Seconds between two samples of memory."""


def articles(shared: Path, *, brief: bool = False) -> Iterator[dict[str, str]]:
    """Every labelled article in its language, then in English; as often as it takes.

    ``brief``: its first paragraph alone, and a number behind the title that no other has.

    Raises:
        ConfigError: there is none.
    """
    files = sorted((shared / "labelled" / "articles").glob("*.jsonl"))
    labelled = [a for file in files for a in read_jsonl(file)]
    if not labelled:
        raise ConfigError(f"{shared}/labelled/articles has no article to measure on")
    turn = 0
    while True:
        for side, title in (("src", "title"), ("en", "title_en")):
            for a in labelled:
                paragraphs = a["paragraphs"][:1] if brief else a["paragraphs"]
                text = "\n\n".join(" ".join(s[side] for s in p) for p in paragraphs)
                head = f"{a[title]} ({turn + 1})" if brief else a[title]
                yield {"id": f"{a['id']}-{side}-{turn}", "title": head, "text": text}
        turn += 1


class Memory(threading.Thread):
    """Watches the memory (proportional set size, bytes) of a process and its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.samples, self.done = pid, array("q"), False

    def run(self) -> None:
        """Sample every :data:`EVERY` seconds until ``done``."""
        while not self.done:
            size = sum(map(_pss, _family(self.pid)))
            if size:  # a process that has ended, and is not waited for yet, holds nothing
                self.samples.append(size)
            time.sleep(EVERY)

    def tenths(self) -> list[int]:
        """The median of each tenth of the run, in MiB; fewer where there are fewer samples."""
        parts = np.array_split(np.array(self.samples) / 2**20, min(10, len(self.samples)))
        return [round(float(np.median(part))) for part in parts]


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:  # the process ended meanwhile
                continue
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(x.split()[1]) * 1024 for x in lines if x.startswith("Pss:")), 0)


def timed(command: Sequence[str]) -> tuple[dict[str, float], Memory]:
    """Wall and processor seconds and peak memory (MiB) of a command, and the samples of its memory."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    memory = Memory(process.pid)
    memory.start()
    code = process.wait()
    wall = time.perf_counter() - started
    memory.done = True
    memory.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall_s": wall, "cpu_s": cpu, "peak_MiB": max(memory.samples) / 2**20}, memory


def measure(
    shared: Path, count: int, workers: int | None, *, brief: bool = False
) -> dict[str, Any]:
    """Run once over one article (start-up) and once over ``count``; ``brief`` as for `articles`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "one.jsonl", articles(shared), 1)
        words = _write(folder / "all.jsonl", articles(shared, brief=brief), count)
        extra = ["--workers", str(workers)] if workers else []
        first, _ = timed(_run(folder / "one.jsonl", folder / "one.db", ["--workers", "1"]))
        whole, memory = timed(_run(folder / "all.jsonl", folder / "all.db", extra))
        share = stage_share(folder / "all.db")
    return {
        "articles": count,
        "words": words,
        "start_to_first_result_s": round(first["wall_s"], 2),
        **{k: round(v, 1) for k, v in whole.items()},
        "articles_per_s": round(count / whole["wall_s"], 2),
        "words_per_s": round(words / whole["wall_s"]),
        "tenths_MiB": memory.tenths(),
        "stage_share": share,
    }


def stage_share(store: Path) -> dict[str, float]:
    """Share of each stage in the seconds noted in the provenance of the records."""
    from contextlib import closing

    from nlp.store import open_store

    seconds: Counter[str] = Counter()
    with closing(open_store(str(store), read_only=True)) as opened:
        for record in opened:
            for step in record["provenance"]["steps"]:
                seconds[step["stage"]] += step["seconds"]
    return {stage: round(s / seconds.total(), 3) for stage, s in seconds.most_common()}


def _write(path: Path, rows: Iterator[dict[str, str]], count: int) -> int:
    """Write the first rows as JSONL; how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for row in islice(rows, count):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            words += len(f"{row['title']} {row['text']}".split())
    return words


def _run(archive: Path, store: Path, options: Sequence[str]) -> list[str]:
    command = [sys.executable, "-c", "from nlp.cli import main; main()", "run", str(archive)]
    return [*command, "--to", f"sqlite:///{store}", *options]


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--articles N] [--brief] [--workers N] [--plot FILE.svg]``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=folder_with("labelled/articles/*.jsonl"), required=True)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--brief", action="store_true", help="first paragraphs alone")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--plot", type=Path, help="SVG of the memory over the run")
    options = parser.parse_args(argv)
    found = measure(options.shared, options.articles, options.workers, brief=options.brief)
    if options.plot:
        options.plot.write_text(draw_memory(found), encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
