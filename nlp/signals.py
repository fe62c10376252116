"""SIGINT and SIGTERM, which end a run in order: between two writes, never inside one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Signalled(BaseException):
    """Raised where a signal arrives, unless something is being written."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


class Signals:
    """SIGINT and SIGTERM end a run between two writes; a second one is left to the system."""

    def __init__(self) -> None:
        self._held, self._waiting = False, 0

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Catch the signals; a thread other than the main one cannot, and does not."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {s: signal.signal(s, self._arrived) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for signum, handler in before.items():
                signal.signal(signum, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Put a signal off until the block is done."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            raise Signalled(self._waiting)

    def heeded(self) -> None:
        """The signal was acted on."""
        self._waiting = 0

    def _arrived(self, signum: int, _: FrameType | None) -> None:
        for s in (signal.SIGINT, signal.SIGTERM):
            signal.signal(s, signal.SIG_DFL)
        self._waiting = signum  # should this be raised where Python swallows it (in a __del__),
        if not self._held:  # the end of the next write raises it again
            raise Signalled(signum)
