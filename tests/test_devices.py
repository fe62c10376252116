"""Where models work: a GPU where one can be used, the processor where it fails, and what is told."""

from __future__ import annotations

import copy
import json
import os
import pickle
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import ctranslate2
import pytest
from job_fakes import Split, Upper, article

from nlp import devices
from nlp.article import Article
from nlp.cli.summary import Devices, summary
from nlp.devices import Device, Placed, complaints, in_words, merged
from nlp.errors import ConfigError, StopRun
from nlp.job import Job, JobOptions
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.report import Figures
from nlp.stage import Outcome
from nlp.store import open_store
from nlp.watch import Log, Manifest, Run
from nlp.workers import Workers

CPU, GPU = Device("cpu", "int8", 2), Device("cuda:0", "float16")
NO_ROOM = "CUDA failed with error out of memory"


class Model:
    """Tells where it is; fails on the GPU after so many calls."""

    def __init__(self, device: Device, good: int = 99) -> None:
        self.device, self.good = device, good

    def __call__(self) -> str:
        self.good -= 1
        if self.device.is_gpu and self.good < 0:
            raise RuntimeError(NO_ROOM)
        return self.device.name


def broken(device: Device) -> Model:
    """As a GPU whose driver or libraries are wrong."""
    if device.is_gpu:
        raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")
    return Model(device)


@pytest.mark.usefixtures("gpu")
def test_a_gpu_is_taken_unless_the_processor_was_asked_for() -> None:
    assert Placed(Model, CPU).device == Placed(Model, CPU, "cuda").device == GPU
    assert Placed(Model, CPU, "cpu").device == CPU
    assert Placed(Model, CPU._replace(precision="float32")).device.precision == "float32"


@pytest.mark.usefixtures("gpu")
def test_threads_that_fail_together_load_the_model_for_the_processor_once() -> None:
    made: list[Device] = []

    def make(device: Device) -> Model:
        made.append(device)
        return Model(device, good=0)

    placed = Placed(make, CPU)

    def late(model: Model, device: Device) -> str:
        if device.is_gpu:
            placed.run(lambda other, _: other())  # as another thread, which fails first
        return model()

    assert placed.run(late) == "cpu"
    assert [device.name for device in made] == ["cuda:0", "cpu"]


def forked(work: Callable[[], object]) -> str:
    """What ``work`` gives in a fork of this process, or the error it raises."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12: there are threads
        child = os.fork()
    if not child:
        try:
            told = repr(work())
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def called(placed: Placed[Model]) -> str:
    return placed.run(lambda model, device: model())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_is_told_that_it_has_no_model() -> None:
    here = Placed(Model, CPU, "cpu")
    assert forked(lambda: called(here)) == (
        "ConfigError: the model was loaded before this process was forked; load it, as"
        " Pipeline.load does, in each process; threads may share it"
    )
    assert forked(lambda: called(Placed(Model, CPU, "cpu"))) == "'cpu'"
    assert called(here) == "cpu"


def test_threads_share_a_model() -> None:
    here = Placed(Model, CPU, "cpu")
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(called, [here] * 4)) == ["cpu"] * 4


@pytest.mark.parametrize("copied", [pickle.dumps, copy.deepcopy])
def test_a_loaded_model_stays_in_its_process(copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"cannot be sent to another process; load it, as Pipeline"):
        copied([Placed(Model, CPU, "cpu")])


def test_without_a_gpu_nobody_complains(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    monkeypatch.setattr(devices, "_DRIVER", tmp_path / "none")
    assert Placed(Model, CPU).device == CPU
    with pytest.raises(ConfigError, match="CTranslate2 finds none; --device auto"):
        Placed(Model, CPU, "cuda")


def test_a_gpu_that_the_driver_cannot_serve_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def old(_: str) -> set[str]:
        raise RuntimeError("CUDA driver version is insufficient for CUDA runtime version")

    (tmp_path / "0000:01:00.0").mkdir()
    monkeypatch.setattr(devices, "_DRIVER", tmp_path)
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", old)
    found = Placed(Model, CPU).device
    assert found.name == "cpu" and found.why.endswith("CUDA runtime version (update the driver)")
    with pytest.raises(ConfigError, match="no GPU can be used: CUDA driver version"):
        Placed(Model, CPU, "cuda")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")  # hidden on purpose
    assert Placed(Model, CPU).device == CPU


def test_a_gpu_without_half_precision_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda _: {"float32"})
    assert Placed(Model, CPU).device.why == "it does not compute in float16"


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_fails_while_loading_gives_way_to_the_processor() -> None:
    placed = Placed(broken, CPU)
    assert placed.run(lambda model, device: (model(), device.name)) == ("cpu", "cpu")
    assert placed.device.why.endswith(
        "cannot be loaded (pip install nvidia-cublas-cu12, its folder in LD_LIBRARY_PATH)"
    )
    with pytest.raises(ConfigError, match="libcublas"):
        Placed(broken, CPU, "cuda")


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_fails_in_the_middle_costs_nothing_but_time() -> None:
    placed = Placed(lambda device: Model(device, good=2), CPU)

    def three(model: Model, device: Device) -> list[str]:
        return [model() for _ in range(3 if device.is_gpu else 2)]

    assert placed.run(lambda model, _: model()) == "cuda:0"
    assert placed.run(three) == ["cpu", "cpu"]  # all of it again, nothing half from here and there
    assert placed.device == CPU._replace(why=f"{NO_ROOM} (fewer --workers need less of it)")


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_was_asked_for_and_fails_in_the_middle_ends_the_run() -> None:
    placed = Placed(lambda device: Model(device, good=1), CPU, "cuda")
    assert placed.run(lambda model, _: model()) == "cuda:0"
    with pytest.raises(StopRun, match=f"the GPU failed: {NO_ROOM}"):
        placed.run(lambda model, _: model())
    assert placed.device == GPU


def test_what_the_processor_raises_is_raised() -> None:
    def bad(*_: object) -> None:
        raise RuntimeError("bad")

    with pytest.raises(RuntimeError, match="bad"):
        Placed(bad, CPU, "cpu")
    with pytest.raises(RuntimeError, match="bad"):
        Placed(Model, CPU, "cpu").run(bad)


def test_devices_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "simd", lambda: "AVX512")
    worker = (("translate", Device("cpu", "int8")), ("classify", Device("cpu", "int8")))
    assert in_words(merged([worker] * 2)) == "cpu, 2 threads, int8 (AVX512)"
    assert in_words(worker) == "cpu, 1 thread, int8 (AVX512)"
    mixed = (("translate", GPU), ("classify", Device("cpu", "float32")))
    assert in_words(mixed) == "cuda:0, float16 (translate); cpu, 1 thread, float32 (classify)"
    assert in_words((("translate", GPU), ("classify", GPU))) == "cuda:0, float16"
    assert in_words(()) == "" and list(complaints(mixed)) == []


def test_the_vectors_of_this_processor_are_known() -> None:
    """The name that CTranslate2's own log has for them, where the system tells its processor."""
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        pytest.skip("no /proc/cpuinfo")
    if "avx512bw" in flags:
        assert devices.simd() == "AVX512"
    elif " avx2 " in flags:
        assert devices.simd() == "AVX2"


class Failing(Upper):
    """A translator whose GPU fails after the first batch."""

    device = GPU

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        done, self.device = super().__call__(batch), self._next
        self._next = CPU._replace(threads=1, why=NO_ROOM)
        return done

    _next = GPU


def failing() -> Pipeline:
    """A pipeline with that translator."""
    return Pipeline([Split(), Failing()])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_says_where_it_works_and_when_that_changes(
    workers: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, manifest, log = Devices(), Manifest(tmp_path / "m.json"), Log(tmp_path / "l.jsonl")
    with closing(open_store(f"{tmp_path}/w.db")) as store:
        options = JobOptions(batch=4, workers=workers)
        records = (article(n) for n in range(40))
        held = Quarantine(store.side)
        watchers = [told, manifest, log]
        balance = Job(failing, records, [store], held, options, watchers=watchers).run()
    lines = [json.loads(line) for line in (tmp_path / "l.jsonl").read_text().splitlines()]
    assert lines[0]["device"] == "cuda:0, float16" and "device_note" not in lines[0]
    [*_, last] = [line for line in lines if line["event"] == "device"]
    written = json.loads((tmp_path / "m.json").read_text())
    assert written["device"] == last["device"] == in_words(told.used)
    assert written["device"].startswith(f"cpu, {workers} thread")
    why = f"the GPU is not used (upper): {NO_ROOM}"
    assert written["device_note"] == last["device_note"] == why
    assert capsys.readouterr().err == f"veille: {why}\n"  # once, however many workers
    shown = summary(balance, Figures(), ["w.db"], told.used)
    at = [label for label, _ in shown].index("device")
    assert shown[at : at + 2] == [("device", written["device"]), ("", why)]


def test_workers_tell_of_all_of_them() -> None:
    with Workers(failing, 2) as crew:
        assert crew.devices == (("upper", GPU._replace(threads=2)),)


def test_a_complaint_cannot_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    Devices().began(Run(1, "", "", devices=(("a", CPU._replace(why="x\x1b[2J\nveille: y")),)))
    assert len(capsys.readouterr().err.splitlines()) == 1
