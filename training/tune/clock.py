"""What a run took, over all its starts: minutes on the wall and seconds of processors."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from nlp.store.files import replace_text


class Spent(NamedTuple):
    """What it took; processor seconds are those of all threads and of finished children."""

    minutes: float
    processor_seconds: float
    processes: int = 1
    """Of how many processes this is one."""


class Clock:
    """Kept beside each state that is saved, so that a run that goes on counts what went before."""

    def __init__(self, path: Path, go_on: bool = False) -> None:
        self._path = path
        self._minutes, self._processor = 0.0, 0.0
        if go_on and path.is_file():
            self._minutes, self._processor = json.loads(path.read_text(encoding="utf-8"))
        self._began, self._used = time.monotonic(), _processor_seconds()
        self._rests = False

    def rest(self) -> None:
        """What this start takes is none of the run: it had ended before, and is looked at again."""
        self._rests = True

    @property
    def spent(self) -> Spent:
        """So far."""
        minutes, processor = self._minutes, self._processor
        if not self._rests:
            minutes += (time.monotonic() - self._began) / 60
            processor += _processor_seconds() - self._used
        return Spent(minutes, processor, int(os.environ.get("WORLD_SIZE", "1")))

    def keep(self) -> None:
        """Write it down, whole or not at all."""
        minutes, processor, _ = self.spent
        replace_text(self._path, f"[{minutes:.3f}, {processor:.1f}]\n")


def _processor_seconds() -> float:
    return sum(os.times()[:4])
