"""Fuzzing led by coverage: ``python -m eval.fuzz_coverage readers --seconds 300`` (needs atheris).

Where :mod:`eval.fuzz` changes samples blindly, libFuzzer keeps each input that reaches new code and
changes that one further (atheris instruments the Python of ``nlp``). Targets: ``readers``, an archive of
any kind (its first byte picks the name, the rest is the file), and ``segmenter``, text into segments and
sentences. What raises, hangs or asks for too much memory stops the run with the exit code of libFuzzer
and leaves the input in ``--keep``. Inputs found worth keeping lie in ``--corpus`` for the next run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from eval.fuzz import LIMIT, check, samples

_LARGEST = 60_000  # bytes of an input
_MEMORY = 4096  # MB
_SCRATCH = Path("/dev/shm")


@cache
def _names() -> list[str]:
    """Names of the samples: kept, for every input asks for them and samples are read from disk."""
    return sorted({name for name, _ in samples()})


def readers(data: bytes, folder: Path) -> None:
    """Read one input as an archive. Raises what is a finding."""
    names = _names()
    path = folder / names[data[0] % len(names)] if data else folder / "empty.txt"
    path.write_bytes(data[1:])
    try:
        check(path, further=False)
    finally:
        path.unlink()


def segmenter(data: bytes, folder: Path) -> None:
    """Cut one text into segments and sentences; no letter may be lost on the way.

    Raises:
        AssertionError: the sentences of a segment do not add up to it.
    """
    from nlp.segment import finished, from_text
    from nlp.sentences import split

    lang = "es" if data[:1] > b"\x7f" else "fr"
    for done in finished(from_text(data[1:].decode("utf-8", "replace")), lang):
        parts = split(done.text, lang)
        if _letters("".join(part.text for part in parts)) != _letters(done.text):
            raise AssertionError(f"sentences differ from {done.text!r}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


TARGETS: dict[str, Callable[[bytes, Path], None]] = {"readers": readers, "segmenter": segmenter}


def seeds(target: str, folder: Path) -> None:
    """Write what the search starts from: the samples, as inputs of the target."""
    folder.mkdir(parents=True, exist_ok=True)
    names = _names()
    for number, (name, data) in enumerate(samples()):
        first = bytes([names.index(name)]) if target == "readers" else b"\0"
        (folder / f"sample-{number}").write_bytes(first + data[: _LARGEST - 1])


def fuzz(target: str, seconds: int, corpus: Path, keep: Path) -> None:
    """Search for so many seconds; ends the process, as libFuzzer does."""
    import atheris

    with tempfile.TemporaryDirectory(dir=_SCRATCH if _SCRATCH.is_dir() else None) as folder:
        function = TARGETS[target]
        keep.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_total_time={seconds}", f"-max_len={_LARGEST}", f"-timeout={LIMIT}"]
        arguments = [*limits, f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={keep}/", str(corpus)]
        atheris.Setup([sys.argv[0], *arguments], lambda data: function(data, Path(folder)))
        atheris.instrument_all()
        atheris.Fuzz()


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus", type=Path, default=Path("runs/fuzz"))
    parser.add_argument("--keep", type=Path, default=Path("runs/fuzz-findings"))
    options = parser.parse_args(argv)
    corpus = options.corpus / options.target
    seeds(options.target, corpus)
    fuzz(options.target, options.seconds, corpus, options.keep)


if __name__ == "__main__":
    main()
