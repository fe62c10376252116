"""Reading in a child process: what reading here gives, and only the record at fault when it dies."""

from __future__ import annotations

import gzip
import json
import math
import multiprocessing
import os
import signal
import time
from functools import partial
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from read_helpers import warc_record

import nlp.read.html
from nlp.article import Article
from nlp.errors import ConfigError, StopRun
from nlp.read import ReadOptions, read
from nlp.read.apart import read_apart
from nlp.read.meter import Meter
from nlp.stage import Reason, Rejected


def fragile(how: str) -> None:
    """In the child: the parser of pages dies, or never ends, on pages that say so."""
    parse = nlp.read.html._parse

    def dies(page: str, options: ReadOptions) -> object:
        if "killer" in page:
            if how == "hang":
                time.sleep(600)
            os.kill(os.getpid(), signal.SIGSEGV if how == "crash" else signal.SIGKILL)
        return parse(page, options)

    nlp.read.html._parse = dies  # type: ignore[assignment]


def page(words: str) -> str:
    return f"<html><body><p>{words}, un paragraphe assez long.</p></body></html>"


def write_archive(folder: Path, killers: set[int]) -> Path:
    """Pages in JSONL, WARC and files, 70 each; those numbered in ``killers`` are fatal."""
    pages = [page(f"page {n}{' killer' if n in killers else ''}") for n in range(210)]
    lines = "".join(json.dumps({"id": str(n), "html": p}) + "\n" for n, p in enumerate(pages[:70]))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (folder / "b.warc").write_bytes(b"".join(warc_record(p.encode()) for p in pages[70:140]))
    (folder / "c").mkdir()
    for n in range(140, 210):
        (folder / f"c/{n}.html").write_text(pages[n])
    return folder


def told(found: list[Article | Rejected]) -> list[str]:
    return [
        item.reason.value if isinstance(item, Rejected) else item.blocks[0].text.split(",")[0]
        for item in found
    ]


def test_it_gives_what_reading_here_gives(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, set())
    (folder / "d.txt").write_text("un texte")
    (folder / "e.bin").write_bytes(b"\0\1\2")
    pyarrow.parquet.write_table(pyarrow.table({"text": ["x"] * 70}), folder / "f.parquet")
    assert list(read_apart([str(folder)])) == list(read([str(folder)]))
    options = ReadOptions(max_bytes=10)
    assert list(read_apart([str(folder)], options)) == list(read([str(folder)], options))


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("crash", Reason.WORKER_LOST),
        pytest.param("kill", Reason.WORKER_LOST, marks=pytest.mark.slow),
    ],
)
def test_a_page_that_ends_the_process_costs_itself(
    tmp_path: Path, how: str, reason: Reason
) -> None:
    killers = {0, 33, 120, 209}
    folder = write_archive(tmp_path, killers)
    found = list(read_apart([str(folder)], setup=partial(fragile, how)))
    assert told(found) == [reason.value if n in killers else f"page {n}" for n in range(210)]
    lost = found[33]
    assert isinstance(lost, Rejected) and lost.source.line == 34 and "died (signal" in lost.detail
    assert not multiprocessing.active_children()


def slow_to_begin() -> None:
    """In the child: it takes longer to begin than a page may take, as on a machine that is busy."""
    time.sleep(2.5)


def test_a_process_that_is_slow_to_begin_is_no_page_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("un texte")
    [found] = read_apart([str(tmp_path)], setup=slow_to_begin, patience=2.0)
    assert isinstance(found, Article) and found.text == "un texte"


def test_a_page_that_never_ends_costs_itself(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, {75})
    found = list(read_apart([str(folder)], setup=partial(fragile, "hang"), patience=1.5))
    assert told(found) == ["timeout" if n == 75 else f"page {n}" for n in range(210)]


def dies_on(path: str) -> None:
    """In the child: it dies where no mark tells the record, at the 41st of this document.

    It sends when it holds 32 and never because of the time: how many are sent before it dies would
    be another number on a machine that is busy, as here, where it takes longer than that.
    """
    nlp.read.apart._FLUSH_SECONDS = math.inf  # type: ignore[assignment]
    real = nlp.read.dispatch.read_found

    def read_found(found: object, options: ReadOptions) -> object:
        for number, item in enumerate(real(found, options)):  # type: ignore[arg-type]
            if number == 20:
                time.sleep(0.3)
            if found.path.endswith(path) and number == 40:  # type: ignore[attr-defined]
                os.kill(os.getpid(), signal.SIGKILL)
            yield item

    nlp.read.apart.read_found = read_found  # type: ignore[assignment]


def test_where_no_record_is_at_fault_the_rest_of_the_document_is_given_up(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, set())
    found = list(read_apart([str(folder)], setup=partial(dies_on, "b.warc")))
    assert told(found) == [
        *(f"page {n}" for n in range(70 + 32)), "worker_lost", *(f"page {n}" for n in range(140, 210)),
    ]  # fmt: skip
    lost = found[102]
    assert isinstance(lost, Rejected) and lost.detail.endswith("32 of its records were read before")


def test_reading_begins_at_once_and_ends_with_its_iterator(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("un texte")
    before = set(active_children())
    outcomes = read_apart([str(tmp_path)])
    [child] = set(active_children()) - before
    del outcomes  # nobody asked for one
    child.join(20)
    assert child.exitcode == -signal.SIGKILL


def test_a_process_that_cannot_work_at_all_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("un texte")
    with pytest.raises(StopRun, match="cannot work .signal 9"):
        list(read_apart([str(tmp_path)], setup=die))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_page_that_takes_all_memory_costs_itself(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, {5})
    found = list(read_apart([str(folder)], setup=greedy, memory=2 * 2**30))
    assert told(found) == ["unreadable" if n == 5 else f"page {n}" for n in range(210)]


def greedy() -> None:
    """In the child: pages that say so take all the memory there is."""
    parse = nlp.read.html._parse

    def takes(page: str, options: ReadOptions) -> object:
        return parse(page + ("x" * 2**34 if "killer" in page else ""), options)

    nlp.read.html._parse = takes  # type: ignore[assignment]


def test_inputs_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="standard input"):
        read_apart(["-"])
    with pytest.raises(ConfigError, match="standard input"):
        read_apart([str(tmp_path), "/dev/fd/63"])
    with pytest.raises(ConfigError, match="nowhere"):
        read_apart([str(tmp_path / "nowhere")])


def test_an_input_that_goes_while_others_are_read_is_refused(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, set())
    (folder / "d.txt").write_text("un texte")
    reading = read_apart([str(folder / "c"), str(folder / "d.txt"), str(folder / "b.warc")])
    (folder / "d.txt").unlink()
    found = list(reading)
    assert [told([found[n]]) for n in (0, 70, 71)] == [["page 140"], ["unreadable"], ["page 70"]]
    assert len(found) == 141


def test_who_stops_listening_ends_the_process(tmp_path: Path) -> None:
    reading = read_apart([str(write_archive(tmp_path, set()))])
    assert len(list(islice(reading, 3))) == 3
    reading.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_meter_is_told_by_the_process_that_reads(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, {33})
    meter = Meter([str(folder)])
    shares = []
    for _ in read_apart([str(folder)], meter=meter, setup=partial(fragile, "kill")):
        shares.append(meter.share)
    assert None not in shares and len(set(shares)) > 3
    assert shares == sorted(shares) and meter.share == 1.0
