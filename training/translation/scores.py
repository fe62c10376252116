"""The scores of training pairs, kept by what the pairs say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow.parquet as pq

FILE = "scores.parquet"


def key(lang: str, source: str, target: str) -> int:
    """What a pair is known by, whatever run prepared it: 63 bits of a hash of its text."""
    text = "\t".join((lang, source, target)).encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") >> 1


def load_scores(run: Path) -> dict[int, float]:
    """The scores of a run folder by key; none where there is no file."""
    if not (run / FILE).exists():
        return {}
    table = pq.read_table(run / FILE)
    return dict(zip(table["key"].to_pylist(), table["score"].to_pylist(), strict=True))
