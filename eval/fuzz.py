"""Mutated archives through the readers: ``python -m eval.fuzz [--inputs 100000] [--seed 1]``.

Every input is a sample archive (``examples/archive`` and kinds made here) that was changed: bits, cuts,
repetitions, parts of another sample, words that parsers trip over, also inside compressed data. Each
must give at least one outcome, raise nothing and end in time; of one input in twenty the segmenter and
the repairer see what was read. Inputs run in child processes, so that a crash in native code is
counted and the rest goes on. One JSON object on standard output; exit code 1 when anything was found,
and the inputs at fault are kept in ``--keep``.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import io
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import zstandard

from nlp.article import Article
from nlp.pipeline import Pipeline
from nlp.read import read
from nlp.stage import Reason, Rejected

ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<script>", b"<table><td>" * 40,
    b"&#x110000;", b"&#0;", b"\\ud800", b"\\u0000", b"1e999", b"-0", b"NaN", b'{"a":' * 60, b"[" * 200,
    b'"', b"'", b"\r", b"\n\n", b";;;;", b"\t", b"WARC/1.0\r\n", b"Content-Length: -1\r\n",
    b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"PK\3\4", b"PAR1", b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd", b"../../etc/passwd", b"\x1b[2J", "\u202e\u2028".encode(), b"<p>" * 300, b"\xc3\x28",
    b"=HYPERLINK(1)", b"'; DROP TABLE x;--", b"%00", b"A" * 5000,
)  # fmt: skip
LIMIT = 20  # seconds for one input
_CHUNK = 500

Input = tuple[str, bytes]


def samples() -> list[Input]:
    """(name, bytes) of what is mutated: small files of every kind that can be read."""
    found = [
        (path.name, path.read_bytes())
        for path in sorted((ROOT / "examples/archive").rglob("*"))
        if path.is_file() and path.stat().st_size < 60_000
    ]
    page = next(data for name, data in found if name.endswith(".html"))
    rows = b"".join(json.dumps({"id": n, "html": page.decode("utf-8", "replace")}).encode() + b"\n" for n in range(3))  # fmt: skip
    return [
        *found,
        ("pages.jsonl", rows),
        ("feed.json", b"[" + rows.replace(b"\n", b",")[:-1] + b"]"),
    ]


def mutate(rng: random.Random, given: Input, pool: Sequence[Input]) -> Input:
    """A changed copy; the name stays, or is another sample's now and then."""
    name, data = given
    layers = []
    while (opened := _open(data)) and rng.random() < 0.8:  # most changes belong inside
        layers.append(opened[0])
        data = opened[1]
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 6, 20))):
        _change(rng, changed, pool)
    made = bytes(changed)
    for kind in reversed(layers):
        made = _close(kind, made)
    return (rng.choice(pool)[0] if rng.random() < 0.05 else name), made


def _change(rng: random.Random, data: bytearray, pool: Sequence[Input]) -> None:
    at, width = rng.randrange(len(data) + 1), int(rng.paretovariate(0.6))
    match rng.randrange(7):
        case 0:
            data[at : at + 1] = bytes([rng.randrange(256)])
        case 1:
            del data[at : at + min(width, 5000)]
        case 2:
            data[at:at] = rng.choice(WORDS)
        case 3:
            data[at : at + min(width, 200)] = rng.randbytes(min(width, 200))
        case 4:
            data[at:at] = data[max(0, at - min(width, 300)) : at] * rng.choice((1, 2, 30))
        case 5:
            other = rng.choice(pool)[1]
            start = rng.randrange(len(other) + 1)
            data[at:at] = other[start : start + min(width * 10, 4000)]
        case 6:
            del data[at:]


def _open(data: bytes) -> tuple[str, bytes] | None:
    """The kind and the inside of compressed data; None for other data."""
    try:
        if data[:2] == b"\x1f\x8b":
            return "gz", gzip.decompress(data)[:2_000_000]
        if data[:4] == b"\x28\xb5\x2f\xfd":
            return "zst", zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(
                2_000_000
            )
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                info = next(i for i in archive.infolist() if i.file_size < 2_000_000)
                return f"zip:{info.filename}", archive.read(info)
    except Exception:  # a sample that is broken on purpose is mutated as it is
        return None
    return None


def _close(kind: str, data: bytes) -> bytes:
    if kind == "gz":
        return gzip.compress(data, 1)
    if kind == "zst":
        return zstandard.ZstdCompressor(1).compress(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(kind.partition(":")[2], data)
    return out.getvalue()


def check(path: Path, further: bool) -> Counter[str]:
    """What came of one input: outcomes by kind; ``further`` goes on behind the readers. Raises what veille raises, which is a finding."""
    found = list(read([str(path)]))
    if not found:
        raise AssertionError("no outcome")
    told = Counter("article" if isinstance(item, Article) else item.reason.value for item in found)
    if further:
        articles = [item for item in found if isinstance(item, Article)]
        done = _stages().run(articles[:5])
        for outcome in done:
            if isinstance(outcome, Rejected):
                told[f"stage:{outcome.reason.value}"] += 1
                if outcome.reason is Reason.STAGE_ERROR:  # what raises in a stage is a finding too
                    raise AssertionError(outcome.detail)
    return told


@cache
def _stages() -> Pipeline:
    return Pipeline.load(only=("segment", "repair"))


def _work(pipe: Any, seed: int, numbers: Sequence[int], place: Any) -> None:
    """Inputs ``numbers`` one after another; ``place`` holds the one in hand."""
    signal.signal(signal.SIGALRM, _too_long)
    pool = samples()
    _stages()  # loaded before the clock runs
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            place.value = number
            name, data = made(seed, number, pool)
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.perf_counter()
            signal.alarm(LIMIT)
            try:
                told, fault = check(path, number % 20 == 0), None
            except BaseException as error:
                told, fault = Counter(), f"{type(error).__name__}: {error}"[:300]
            signal.alarm(0)
            path.unlink()
            pipe.send((number, told, fault, time.perf_counter() - began))
    pipe.send(None)


def made(seed: int, number: int, pool: Sequence[Input]) -> Input:
    """Input ``number`` of a seed, always the same."""
    rng = random.Random(f"{seed}/{number}")
    return mutate(rng, rng.choice(pool), pool)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"over {LIMIT} s")


def run(inputs: int, seed: int, keep: Path | None) -> dict[str, Any]:
    """All inputs; the figures, and what was found."""
    from nlp.progress import Progress

    outcomes, faults, slowest, waiting = Counter[str](), {}, (0.0, -1), list(range(inputs))
    context = multiprocessing.get_context("fork")
    began = time.monotonic()
    with Progress(first="mutated inputs") as progress:
        while waiting:
            here, there = context.Pipe(duplex=False)
            place = context.RawValue("q", -1)
            part, waiting = waiting[:_CHUNK], waiting[_CHUNK:]
            child = context.Process(target=_work, args=(there, seed, part, place))
            _start(child)
            there.close()
            seen = set()
            while (answer := _answer(here)) is not None:
                number, told, fault, seconds = answer
                seen.add(number)
                outcomes.update(told)
                slowest = max(slowest, (seconds, number))
                if fault:
                    faults[number] = fault
            if fault := _ending(child):
                if place.value not in part:
                    raise RuntimeError(f"before the first input: {fault}")
                faults[place.value] = fault
                waiting = [n for n in part if n not in seen and n != place.value] + waiting
            progress.say(f"{inputs - len(waiting):,} of {inputs:,} inputs, {len(faults)} findings")
    if keep:
        _keep(keep, seed, faults)
    return {
        "inputs": inputs,
        "seed": seed,
        "outcomes": dict(outcomes.most_common()),
        "findings": faults,
        "slowest_s": round(slowest[0], 2),
        "slowest_input": slowest[1],
        "minutes": round((time.monotonic() - began) / 60, 1),
    }


def _start(child: Any) -> None:
    """Start a forked process that collects no garbage of this one.

    A native model among that garbage waits, when it goes, for threads that the child does not have.
    """
    gc.collect()
    gc.freeze()
    try:
        child.start()
    finally:
        gc.unfreeze()


def _ending(child: Any) -> str | None:
    """What was wrong with the end of a process; one that hangs where no signal reaches it is killed."""
    child.join(timeout=LIMIT)
    if child.exitcode is None:
        child.kill()
        child.join()
        return f"hangs: no answer in {4 * LIMIT} s"
    return f"the process died (exit code {child.exitcode})" if child.exitcode else None


def _answer(pipe: Any) -> Any:
    """The next message of a child; None at its end, however it ended or hangs."""
    try:
        return pipe.recv() if pipe.poll(4 * LIMIT) else None
    except EOFError:
        return None


def _keep(folder: Path, seed: int, faults: dict[int, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pool = samples()
    for number in faults:
        name, data = made(seed, number, pool)
        (folder / f"{number}-{name}").write_bytes(data)


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(argv)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    found = run(options.inputs, options.seed, options.keep)
    print(json.dumps(found, indent=1, ensure_ascii=True))
    sys.exit(bool(found["findings"]))


if __name__ == "__main__":
    main()
