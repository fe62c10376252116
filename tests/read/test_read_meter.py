"""How far a reading has come."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from nlp.read import Meter, read

ROWS = [json.dumps({"text": f"phrase {n} " + "mot " * 20_000}) for n in range(20)]


def archive(folder: Path) -> None:
    (folder / "a.jsonl").write_text("\n".join(ROWS))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(ROWS).encode(), 0))
    (folder / "c.txt").write_text("Un mot.")


def test_the_share_grows_from_nothing_to_all(tmp_path: Path) -> None:
    archive(tmp_path)
    meter = Meter([str(tmp_path)])
    shares = [meter.share]
    for _ in read([str(tmp_path)], meter=meter):
        shares.append(meter.share)
    assert shares[0] == 0.0 and len(shares) == 42
    assert shares == sorted(shares)
    assert len({round(s, 1) for s in shares[1:20]}) >= 3  # it moves within a file
    assert meter.share == 1.0


def test_a_meter_changes_nothing_that_is_read(tmp_path: Path) -> None:
    archive(tmp_path)
    names = [str(tmp_path)]
    assert list(read(names, meter=Meter(names))) == list(read(names))


@pytest.mark.parametrize("names", [["-"], ["memory://x"], []])
def test_nothing_is_known_of_streams_and_urls(names: list[str]) -> None:
    assert Meter(names).share is None


def test_files_that_cannot_be_opened_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "here.txt").write_text("Un mot.")
    meter = Meter([str(tmp_path)])
    assert len(list(read([str(tmp_path)], meter=meter))) == 2
    assert meter.share == 1.0
