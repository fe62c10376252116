"""SHA-256 of weights: of the file as it is now, read once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from nlp.weight_sums import FILE, sum_of


def test_a_file_is_read_once_and_again_when_it_changed(tmp_path: Path) -> None:
    weights, cache = tmp_path / "a.safetensors", tmp_path / "cache"
    weights.write_bytes(b"one")
    assert sum_of(weights, cache) == hashlib.sha256(b"one").hexdigest()
    kept = (cache / FILE).read_text("utf-8")
    (cache / FILE).write_text(kept.replace(hashlib.sha256(b"one").hexdigest(), "remembered"))
    assert sum_of(weights, cache) == "remembered"
    weights.write_bytes(b"two")  # of the same size
    os.utime(weights, ns=(1, 1))
    assert sum_of(weights, cache) == hashlib.sha256(b"two").hexdigest()


@pytest.mark.parametrize("kept", ["", "[]", "no json"])
def test_a_broken_memory_costs_time_alone(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE).write_text(kept)
    weights = tmp_path / "a.safetensors"
    weights.write_bytes(b"one")
    assert sum_of(weights, tmp_path) == hashlib.sha256(b"one").hexdigest()


def test_a_cache_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    weights = tmp_path / "a.safetensors"
    weights.write_bytes(b"one")
    assert sum_of(weights, tmp_path / "file" / "no") == hashlib.sha256(b"one").hexdigest()
