"""A crew of worker processes that may die.

A worker holds one batch at a time. When it dies (out of memory, a crash in native code) or takes too
long, its batch is halved and tried again by new workers until the article at fault stands alone;
that one is rejected. Where there is no memory for a new worker, those that are left go on.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

import nlp.errors
from nlp.crew import Batch, Names, Retries, Runner
from nlp.devices import Used, merged
from nlp.errors import StopRun, VeilleError
from nlp.stage import Outcome

_LOG = logging.getLogger(__name__)  # on standard error, unless the program says otherwise
_NO_MEMORY = 71  # exit code of a worker that found none outside of a stage


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    batch: Batch = field(default_factory=list)
    deadline: float = 0.0  # on the monotonic clock
    late: bool = False
    devices: Used = ()


class Workers:
    """``count`` processes that each load the pipeline once, with single-threaded engines.

    ``load`` must be importable by a new process (a module's function, or a ``functools.partial`` of
    one). A worker that takes longer than ``timeout`` seconds over what it was given is ended. Raises
    what loading or running raised, when it is no article's fault, and :class:`StopRun` when a worker
    dies while it loads.
    """

    def __init__(self, load: Callable[[], Runner], count: int, *, timeout: float = 900.0) -> None:
        self._load, self._count, self._timeout = load, count, timeout
        self._context = multiprocessing.get_context("spawn")
        self._team: list[_Worker] = []
        self._retries = Retries(timeout)

    def __enter__(self) -> Workers:
        try:
            for _ in range(self._count):
                self._team.append(self._start())
            self.model_hash, self.config_hash, self.names = self._greet(self._team[0])
            for worker in self._team[1:]:
                self._greet_equal(worker)
        except BaseException:
            self._dismiss()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._dismiss()

    @property
    def devices(self) -> Used:
        """Where the models work by now, of all workers."""
        return merged(worker.devices for worker in self._team)

    def map(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Batches with their outcomes in the order they are done; see :class:`nlp.crew.Crew`."""
        while True:
            for worker in self._team:
                if not worker.batch:
                    self._give(worker, self._retries.next(batches))
            busy = {worker.pipe: worker for worker in self._team if worker.batch}
            if not busy:
                return
            self._end_late(busy.values())
            for pipe in wait(list(busy), self._patience(busy.values())):
                worker = busy[pipe]  # type: ignore[index]
                batch, worker.batch = worker.batch, []
                done = self._collect(worker, batch)
                if done is not None:
                    yield batch, done

    def _give(self, worker: _Worker, batch: Batch) -> None:
        """Send a batch; a worker found dead is noticed when its answer is collected."""
        worker.batch = batch
        worker.deadline = time.monotonic() + self._timeout
        if batch:
            try:
                worker.pipe.send(batch)
            except OSError:
                return

    def _patience(self, busy: Iterable[_Worker]) -> float:
        """Seconds until the first worker is late."""
        return max(0.0, min(worker.deadline for worker in busy) - time.monotonic())

    def _end_late(self, busy: Iterable[_Worker]) -> None:
        """End the workers that take too long; their death is noticed as any other.

        One that has answered is not late: nobody listened while the next batch was read or stored.
        """
        for worker in busy:
            late = time.monotonic() > worker.deadline and not worker.late
            if late and not worker.pipe.poll():
                worker.late = True
                worker.process.kill()

    def _collect(self, worker: _Worker, batch: Batch) -> list[Outcome] | None:
        """The outcomes of a batch; None when the worker died and the batch is to be retried."""
        try:
            kind, answer = worker.pipe.recv()
        except (EOFError, OSError):
            return self._after_death(worker, batch)
        if kind == "done":
            done, worker.devices = answer
            return done
        raise failure(*answer)

    def _after_death(self, worker: _Worker, batch: Batch) -> list[Outcome] | None:
        worker.process.join()
        code = worker.process.exitcode
        worker.pipe.close()
        self._replace(worker)
        return self._retries.after_death(batch, _ended(code), late=worker.late)

    def _replace(self, worker: _Worker) -> None:
        """A new worker for one that died; none where it dies too and others are left."""
        place = self._team.index(worker)
        try:
            self._team[place] = self._start()
            self._greet_equal(self._team[place])
        except _Unborn as error:
            if len(self._team) == 1:
                raise
            self._team.pop(place).pipe.close()
            _LOG.warning("veille: %s; %d go on", error, len(self._team))

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, self._load), daemon=True)
        try:
            with interrupts_ignored():
                process.start()
        except OSError as error:  # no memory, or no more processes
            here.close()
            raise _Unborn(f"no worker could be started ({error.strerror or error})") from error
        finally:
            there.close()
        return _Worker(process, here)

    def _greet_equal(self, worker: _Worker) -> None:
        """Greet a worker that must have loaded what the others have: its results bear their hashes."""
        found = self._greet(worker)
        if found != (self.model_hash, self.config_hash, self.names):
            raise StopRun(
                "a worker loaded other models or options than the first one: a model or glossary was"
                " replaced meanwhile; run again to go on with the new one"
            )

    def _greet(self, worker: _Worker) -> tuple[str, str, Names]:
        """Wait until a worker has loaded the pipeline; its hashes and those of its stages."""
        try:
            kind, answer = worker.pipe.recv()
        except (EOFError, OSError) as error:
            worker.process.join()
            raise _Unborn(
                f"a worker died while it loaded the models ({_ended(worker.process.exitcode)});"
                " fewer workers need less memory"
            ) from error
        if kind == "ready":
            *hashes, worker.devices = answer
            return tuple(hashes)
        raise failure(*answer)

    def _dismiss(self) -> None:
        for worker in self._team:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._team:
            worker.process.join(timeout=5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


class _Unborn(StopRun):
    """A worker died before it was ready."""


def _ended(code: int | None) -> str:
    """How a process ended, from its exit code."""
    if code == _NO_MEMORY:
        return "out of memory"
    return f"signal {-code}" if code and code < 0 else f"exit code {code}"


def failure(name: str, text: str, trace: str) -> Exception:
    """The error of a worker as one of ours, or with its own trace where it is a defect."""
    kind = getattr(nlp.errors, name, None)
    if (
        isinstance(kind, type)
        and issubclass(kind, VeilleError)
        and kind is not nlp.errors.ReadError
    ):
        return kind(text)
    return RuntimeError(f"a worker failed:\n{trace}")


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """A process started here never sees Ctrl-C, which a terminal sends to all: we decide."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection, load: Callable[[], Runner]) -> None:
    """The life of a worker: load, then answer batch after batch until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    try:
        gc.disable()
        runner = load()
        gc.enable()
        gc.freeze()  # models and tables stay: the collector need not look at them again and again
        names = (runner.model_hash, runner.config_hash, runner.names)
        pipe.send(("ready", (*names, runner.devices)))
        while True:
            done = runner.run(pipe.recv())
            pipe.send(("done", (done, runner.devices)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except MemoryError:  # no defect: the batch is tried again in halves, by a new worker
        os._exit(_NO_MEMORY)
    except Exception as error:
        pipe.send(("failed", (type(error).__name__, str(error), traceback.format_exc())))
