"""``veille run`` itself, with its models, killed with SIGKILL at 50 random moments and resumed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from nlp.quarantine import Quarantine
from nlp.store import open_store

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """``veille run`` over the example archive, in a process group of its own."""
    command = [sys.executable, "-c", "from nlp.cli import main; main()", "run", "examples/archive"]
    stores = ["--to", f"sqlite:///{folder}/wire.db", "--to", f"jsonl:{folder}/out.jsonl.gz"]
    return subprocess.Popen(
        [*command, *stores, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(folder: Path, *options: str) -> float:
    """Run to the end; the seconds it took."""
    started = time.monotonic()
    assert start(folder, *options).wait() == 0
    return time.monotonic() - started


def held(folder: Path) -> tuple[list[dict[str, Any]], ...]:
    """Records of both stores (without seconds) and the quarantine (without numbers and times)."""
    found = []
    for url in (f"sqlite:///{folder}/wire.db", f"jsonl:{folder}/out.jsonl.gz"):
        with closing(open_store(url, read_only=True)) as store:
            records = sorted(store, key=lambda record: record["key"])
            if url.startswith("sqlite"):
                rows = Quarantine(store.side).list(status=None)
        for record in records:
            for step in record["provenance"]["steps"]:
                del step["seconds"]
        found.append(records)
    aside = [{"where": str(r.source), "why": r.reason, "detail": r.detail} for r in rows]
    return (*found, sorted(aside, key=str))


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_random_moments_the_stores_end_the_same(tmp_path: Path, workers: str) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    options = ("--workers", workers, "--batch", "4")
    seconds = finish(whole, *options)
    chance = random.Random(f"veille {workers}")
    kills = 0
    while kills < KILLS // 2:
        process = start(killed, *options)
        time.sleep(chance.uniform(0.1, 0.9) * seconds)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        elif process.wait() == 0:  # done before its turn: it must be right; then all over again
            assert held(killed) == held(whole)
            shutil.rmtree(killed)
        process.wait()
    finish(killed, *options)
    assert held(killed) == held(whole)
