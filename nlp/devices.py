"""Where a CTranslate2 model works: on the GPU where one can be used, else on the processor.

``auto`` takes the GPU that CTranslate2 sees, and goes on with the processor where that fails, be it
for its driver, its libraries or its memory; why is told (:attr:`Device.why`). ``cuda`` means the GPU
or nothing: where it fails the run ends. ``cpu`` never asks for one. The device changes the rounding of a result, as arithmetic is
int8 here and float16 there, and is no part of its key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any, Generic, Literal, NamedTuple, NoReturn, TypeVar

from nlp.errors import ConfigError, StopRun

Asked = Literal["auto", "cpu", "cuda"]
M = TypeVar("M")
R = TypeVar("R")

_DRIVER = Path("/proc/driver/nvidia/gpus")  # a folder for each GPU that the driver knows
_HINTS = {
    "libcublas": "pip install nvidia-cublas-cu12, its folder in LD_LIBRARY_PATH",
    "out of memory": "fewer --workers need less of it",
    "driver version": "update the driver",
}
_RESUME = "run the same command again to resume, or with --device auto"
ELSEWHERE = "load it, as Pipeline.load does, in each process; threads may share it"
"""What to do instead of sending a loaded model to another process."""
_LANES = (  # numpy's names for what a processor can do, widest first
    ("AVX512", {"X86_V4", "AVX512F", "AVX512_SKX"}),
    ("AVX2", {"X86_V3", "AVX2"}),
    ("NEON", {"NEON", "ASIMD"}),
)


class Device(NamedTuple):
    """``name`` is ``cpu`` or ``cuda:N``; ``precision`` that of the weights; ``threads`` on the
    processor; ``why`` no GPU works, where one is there."""

    name: str
    precision: str
    threads: int = 1
    why: str = ""

    @property
    def is_gpu(self) -> bool:
        """Whether it is a GPU."""
        return self.name != "cpu"

    def options(self) -> dict[str, Any]:
        """What CTranslate2 is asked for when a model is loaded here.

        A text has one thread: two for one sentence are six times slower than one.
        """
        name, _, index = self.name.partition(":")
        return {
            "device": name,
            "device_index": int(index or 0),
            "compute_type": self.precision,
            "inter_threads": self.threads,
            "intra_threads": 1,
        }

    def __str__(self) -> str:
        if self.is_gpu:
            return f"{self.name}, {self.precision}"
        lanes = f" ({simd()})" if self.precision == "int8" and simd() else ""
        return f"cpu, {self.threads} thread{'s' * (self.threads != 1)}, {self.precision}{lanes}"


Used = tuple[tuple[str, Device], ...]
"""Name and device of each stage that has a model with a choice of devices."""


class Placed(Generic[M]):
    """A model on the GPU while that works, and on the processor from then on.

    ``make`` loads it on a device and computes something with it, as some faults of a GPU show only
    then. Safe to share between threads, not between processes. Raises :class:`ConfigError` where
    the GPU was ``asked`` for and cannot be used, :class:`StopRun` where it was and fails later, and
    what ``make`` raises for the processor.
    """

    def __init__(self, make: Callable[[Device], M], cpu: Device, asked: Asked = "auto") -> None:
        self._make, self._cpu, self._asked, self._lock = make, cpu, asked, Lock()
        self._process = os.getpid()
        wanted = _wanted(cpu, asked)
        if asked == "cuda" and not wanted.is_gpu:
            raise ConfigError(_refused(wanted.why or "CTranslate2 finds none"))
        try:
            self._now = make(wanted), wanted
        except (RuntimeError, ValueError) as error:  # what CTranslate2 raises for any fault
            if not wanted.is_gpu:
                raise
            if asked == "cuda":
                raise ConfigError(_refused(_told(error))) from error
            self._now = self._on_cpu(error)

    @property
    def device(self) -> Device:
        """Where it is now."""
        return self._now[1]

    def run(self, work: Callable[[M, Device], R]) -> R:
        """What ``work`` gives; where the GPU fails in the middle, all of it from the processor.

        Raises :class:`ConfigError` in a fork of the process that loaded the model: CTranslate2's
        threads are not in it, and it would wait for them for ever.
        """
        if os.getpid() != self._process:
            raise ConfigError(f"the model was loaded before this process was forked; {ELSEWHERE}")
        model, device = self._now
        try:
            return work(model, device)
        except RuntimeError as error:
            if not device.is_gpu:
                raise
            if self._asked == "cuda":
                raise StopRun(f"the GPU failed: {_told(error)}; {_RESUME}") from error
            with self._lock:
                if self._now[1] is device:  # else another thread was here first
                    self._now = self._on_cpu(error)
        return work(*self._now)

    def __getstate__(self) -> NoReturn:
        raise TypeError(f"a loaded model cannot be sent to another process; {ELSEWHERE}")

    def _on_cpu(self, error: Exception) -> tuple[M, Device]:
        device = self._cpu._replace(why=_told(error))
        return self._make(device), device


def _wanted(cpu: Device, asked: Asked) -> Device:
    """The device to try first; which of several GPUs goes by the number of the process."""
    if asked == "cpu":
        return cpu
    count, why = gpus()
    if not count:
        return cpu._replace(why=why)
    precision = "float16" if cpu.precision == "int8" else cpu.precision
    return Device(f"cuda:{os.getpid() % count}", precision)


def gpus() -> tuple[int, str]:
    """How many GPUs CTranslate2 can use; where there is one that it cannot, 0 and why.

    One that was hidden on purpose (``CUDA_VISIBLE_DEVICES=""``) is not there.
    """
    import ctranslate2

    try:
        if count := ctranslate2.get_cuda_device_count():
            if "float16" in ctranslate2.get_supported_compute_types("cuda"):
                return count, ""
            return 0, "it does not compute in float16"
        hidden = os.environ.get("CUDA_VISIBLE_DEVICES", "all") in ("", "-1", "NoDevFiles")
        if hidden or not (_DRIVER.is_dir() and any(_DRIVER.iterdir())):
            return 0, ""
        ctranslate2.get_supported_compute_types("cuda")  # which says why
        return 0, "CTranslate2 does not find it"
    except (RuntimeError, ValueError) as error:
        return 0, _told(error)


def merged(crew: Iterable[Used]) -> Used:
    """What several processes use as if they were one: threads of equal devices are added up."""
    threads: dict[tuple[str, Device], int] = {}
    for used in crew:
        for stage, device in used:
            alike = stage, device._replace(threads=0)
            threads[alike] = threads.get(alike, 0) + device.threads
    return tuple((stage, d._replace(threads=count)) for (stage, d), count in threads.items())


def places(used: Used) -> set[tuple[str, Device]]:
    """The same without how many threads there are."""
    return {(stage, device._replace(threads=0)) for stage, device in used}


def in_words(used: Used) -> str:
    """``cuda:0, float16 (translate); cpu, 2 threads, int8 (AVX512) (classify)``; one needs no names."""
    stages: dict[tuple[str, str], list[tuple[str, Device]]] = {}
    for stage, device in used:
        stages.setdefault((device.name, device.precision), []).append((stage, device))
    parts = []
    for found in stages.values():
        widest = max((device for _, device in found), key=lambda device: device.threads)
        names = f" ({', '.join(dict.fromkeys(stage for stage, _ in found))})"
        parts.append(f"{widest}{names if len(stages) > 1 else ''}")
    return "; ".join(parts)


def complaints(used: Used) -> Iterator[str]:
    """Why a GPU that is there is not used, each reason once."""
    for why in dict.fromkeys(device.why for _, device in used if device.why):
        stages = ", ".join(dict.fromkeys(stage for stage, device in used if device.why == why))
        yield f"the GPU is not used ({stages}): {why}"


def simd() -> str:
    """The widest vectors of this processor: AVX512, AVX2, NEON, or nothing where it is unknown."""
    import numpy as np

    told = np.show_config(mode="dicts") or {}
    lanes = told.get("SIMD Extensions", {})
    found = {*lanes.get("baseline", ()), *lanes.get("found", ())}
    return next((name for name, signs in _LANES if signs & found), "")


def _refused(why: str) -> str:
    return f"no GPU can be used: {why}; --device auto goes on with the processor"


def _told(error: Exception) -> str:
    """What CTranslate2 says, on one line, and what can be done."""
    text = " ".join(str(error).split())[:300] or type(error).__name__
    hint = next((more for sign, more in _HINTS.items() if sign in text), None)
    return f"{text} ({hint})" if hint else text
