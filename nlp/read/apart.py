"""Reading in a process of its own, so that a page that crashes a parser costs only itself.

The child reads and sends outcomes; this process yields them. When the child dies (native code
crashed, no memory) or hangs, a new one goes on behind the last outcome received, and passes over the
record that was marked (:mod:`nlp.read.marks`). Where the mark did not help, the rest of that document
is given up with the reason. Reading so also runs beside the models instead of before them.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
import traceback
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import RawArray, RawValue
from typing import Any, NamedTuple

from nlp.article import Article, Source
from nlp.errors import ConfigError, StopRun
from nlp.read import marks, walk
from nlp.read.dispatch import read_found
from nlp.read.meter import Meter
from nlp.read.options import ReadOptions
from nlp.read.reading import shown
from nlp.stage import Reason, Rejected
from nlp.workers import failure, interrupts_ignored

Read = Article | Rejected

_FLUSH_COUNT, _FLUSH_SECONDS = 32, 0.2  # outcomes held back at most, and for how long
_MEMORY = 8 * 2**30  # bytes of address space
_BEGIN = 60.0  # seconds that a child may take, at least, before it reads: a machine may be busy


@dataclass(slots=True)
class _Place:
    """How far reading is: documents begun (counted over all inputs) and outcomes of the last."""

    documents: int = 0
    outcomes: int = 0


@dataclass(slots=True)
class _Told:
    """What a child is told: where to go on, what to pass over, which documents to give up."""

    names: list[str]
    options: ReadOptions
    at: _Place
    setup: Callable[[], None] | None = None
    meter: Meter | None = None
    refused: dict[marks.Key, tuple[str, str]] = field(default_factory=dict)
    given_up: dict[int, tuple[str, str]] = field(default_factory=dict)  # by number of the document


class _Begun:
    """Sent where a document begins."""


def read_apart(
    inputs: Sequence[str],
    options: ReadOptions | None = None,
    meter: Meter | None = None,
    *,
    patience: float = 300.0,
    memory: int = _MEMORY,
    setup: Callable[[], None] | None = None,
) -> Iterator[Read]:
    """What :func:`nlp.read.read` gives, read by a child process that may die.

    ``meter`` is told how far the reading has come.

    A record on which it dies is rejected as ``WORKER_LOST``, one over which no byte is read for
    ``patience`` seconds as ``TIMEOUT``. ``memory`` bounds the address space of the child in bytes,
    where the system can do that; ``setup`` is called first in the child (a stricter sandbox), and must
    be importable there. Standard input and other open files (``/dev/fd/63``) cannot be read twice:
    raises :class:`nlp.errors.ConfigError` for them, and for inputs that do not exist.

    Example: ``for outcome in read_apart(["crawl/"]): ...``
    """
    chosen, names = options or ReadOptions(), [str(name) for name in inputs]
    if any(map(walk.is_stream, names)):
        raise ConfigError("standard input cannot be read by a process that may be started again")
    walk.check(names, chosen)
    return _Reader(_Told(names, chosen, _Place(), setup, meter), meter, patience, memory).read()


class _Child(NamedTuple):
    """A process that reads, what it sends through, its mark and the count of its reads."""

    process: SpawnProcess
    pipe: Connection
    place: Any
    pulse: Any


class _Reader:
    def __init__(self, told: _Told, meter: Meter | None, patience: float, memory: int) -> None:
        self._meter = meter
        self._told, self._patience, self._memory = told, patience, memory
        self._context = multiprocessing.get_context("spawn")
        self._late = False

    def read(self) -> Iterator[Read]:
        """Outcomes of one child after another, until one comes to the end.

        The first starts at once, so that it is ready to read when the models are; it ends with the
        iterator, which may never be asked.
        """
        first = self._child()
        outcomes = self._outcomes(first)
        weakref.finalize(outcomes, first.process.kill)
        return outcomes

    def _outcomes(self, child: _Child) -> Iterator[Read]:
        while True:
            try:
                ended = yield from self._receive(child.pipe, child.pulse, child.process)
            finally:
                child.process.kill()
                child.process.join()
                child.pipe.close()
            if ended:
                return
            self._pass_over(marks.read_mark(child.place.value), child.process.exitcode)
            child = self._child()

    def _child(self) -> _Child:
        place, pulse = RawArray("c", marks.SIZE), RawValue("i", 0)
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=_work, args=(there, self._told, place, pulse, self._memory), daemon=True
        )
        with interrupts_ignored():
            process.start()
        there.close()
        return _Child(process, here, place, pulse)

    def _receive(self, pipe: Connection, pulse: Any, process: Any) -> Iterator[Any]:
        """Outcomes of a child; returns True when it came to the end, False when it was lost."""
        self._late = False
        patience = max(self._patience, _BEGIN)
        while self._is_alive(pipe, pulse, process, patience):
            try:
                kind, answer = pipe.recv()
            except (EOFError, OSError):
                return False
            patience = self._patience
            if kind == "begun":
                continue
            if kind == "done":
                return True
            if kind == "failed":
                raise failure(*answer)
            items, share = answer
            if self._meter:
                self._meter.hear(share)
            for item in items:
                if isinstance(item, _Begun):
                    self._told.at.documents += 1
                    self._told.at.outcomes = 0
                else:
                    self._told.at.outcomes += 1
                    yield item
        return False

    def _is_alive(self, pipe: Connection, pulse: Any, process: Any, patience: float) -> bool:
        """Wait for a message; False, and the child ended, when it reads nothing for ``patience`` seconds."""
        before, since = pulse.value, time.monotonic()
        while not pipe.poll(min(1.0, patience)):
            if pulse.value != before:
                before, since = pulse.value, time.monotonic()
            elif time.monotonic() - since > patience:
                self._late = True
                process.kill()
                return False
        return True

    def _pass_over(self, mark: marks.Key | None, code: int | None) -> None:
        """Have the next child pass over what this one was lost on."""
        ended = f"signal {-code}" if code and code < 0 else f"exit code {code}"
        why = marks.refusal(ended, self._patience, late=self._late)
        document = self._told.at.documents
        if mark is not None and mark not in self._told.refused:
            self._told.refused[mark] = why
        elif document and document not in self._told.given_up:
            self._told.given_up[document] = why
        else:
            raise StopRun(f"the process that reads the archive cannot work ({ended})")


def _work(pipe: Connection, told: _Told, place: Any, pulse: Any, memory: int) -> None:
    """The life of a child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(memory)
    marks.watched(marks.Marks(place, pulse, told.refused))
    try:
        if told.setup:
            told.setup()
        pipe.send(("begun", None))
        _send_all(pipe, told)
        pipe.send(("done", None))
    except (BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        pipe.send(("failed", (type(error).__name__, str(error), traceback.format_exc())))


def _send_all(pipe: Connection, told: _Told) -> None:
    """Send outcomes some at a time; where a document begins is told at once."""
    held: list[Read | _Begun] = []
    meter = told.meter
    if meter:
        meter.hear(None)  # from here on it measures itself, from the first document on
    since = time.monotonic()
    for item in _from(told, meter):
        held.append(item)
        now = time.monotonic()
        full = len(held) >= _FLUSH_COUNT or now - since > _FLUSH_SECONDS
        if full or isinstance(item, _Begun):
            pipe.send(("some", (held, meter and meter.share)))
            held, since = [], now
    pipe.send(("some", (held, meter and meter.share)))


def _from(told: _Told, meter: Meter | None) -> Iterator[Read | _Begun]:
    """What follows the place where an earlier child was lost."""
    documents = (found for name in told.names for found in walk.find(name, told.options))
    for number, found in enumerate(documents, 1):
        again = number == told.at.documents
        if number > told.at.documents:
            yield _Begun()
        if number >= told.at.documents:
            sent = told.at.outcomes * again
            if number in told.given_up:
                yield _rest(found.path, *told.given_up[number], sent)
            else:
                watched = meter.watched(found) if meter else found
                yield from islice(read_found(watched, told.options), sent, None)
        if meter:
            meter.read(found)


def _rest(path: str, reason: str, detail: str, sent: int) -> Rejected:
    """The outcome of what is left of a document that is given up."""
    told = f"{detail}; {sent:,} of its records were read before"
    return Rejected(Source(shown(path, 4000)), "read", Reason(reason), told, error=detail)


def _bound(memory: int) -> None:
    """Bound the address space, so that a page cannot take the memory of the whole machine."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
