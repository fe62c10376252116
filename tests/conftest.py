"""What all tests share: no network, one thread for numbers, Hypothesis profiles, optional data."""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# Tests run on all processors, one process each: threads of toy models would wait for each other there.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

if TYPE_CHECKING:
    from cloud_server import Objects
    from postgres_server import Server

# A loaded machine must not fail a property test by being slow: only wrong answers count.
# `make slow` looks at more examples: --hypothesis-profile=thorough.
for _name, _examples in (("fast", 30), ("thorough", 300)):
    settings.register_profile(
        _name,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        max_examples=_examples,
    )
settings.load_profile("fast")

Convert = Callable[[Path, Path, str], None]
ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_finish() -> None:
    """Ten thousand collected tests outlive every test: the garbage collector need not walk them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def numbers_as_they_are() -> Iterator[None]:
    """Training has tiny numbers flushed to zero in the whole process; the next test must find them as they are."""
    yield
    if torch := sys.modules.get("torch"):
        torch.set_flush_denormal(False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with benchmarks and labelled data (``$VEILLE_SHARED`` or beside the checkout)."""
    folder = Path(os.environ.get("VEILLE_SHARED", ROOT.parent / "shared"))
    if not (folder / "benchmarks").is_dir():
        pytest.skip("the benchmark data is not here (set VEILLE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of this test session; skips where none can be had."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (extra postgres)")
    postgres_server = pytest.importorskip("postgres_server", reason="no POSIX system")
    try:
        server = postgres_server.Server()
        server.start()
    except postgres_server.Unavailable as error:
        pytest.skip(str(error))
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """The URL of an empty schema in a PostgreSQL database."""
    return postgres.schema()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The URL of a bucket on a server of this test session, which fsspec finds; skips without."""
    for package in ("s3fs", "moto", "flask"):
        pytest.importorskip(package, reason="s3fs or moto[server] is not installed")
    import s3_server

    with pytest.MonkeyPatch.context() as patch, s3_server.serving() as address:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", address)
        s3_server.make_bucket(address, "veille")
        yield "s3://veille"


@pytest.fixture(scope="session")
def cloud() -> Iterator[Objects]:
    """A server that Google's and Azure's clients are led to (``gs://veille``, ``az://veille``)."""
    import cloud_server
    import fsspec

    with pytest.MonkeyPatch.context() as patch, cloud_server.serving() as (address, objects):
        patch.setenv("STORAGE_EMULATOR_HOST", address)
        # else gcsfs asks Google, beside the server, what kind of bucket it is
        patch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")
        azure = {"connection_string": cloud_server.connection_string(address)}
        for name, options in (("gs", {"token": "anon"}), ("az", azure)):
            patch.setitem(fsspec.config.conf, name, options)
        yield objects


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which CTranslate2 sees a GPU; the computing is done by the processor."""
    import ctranslate2

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    known = {"cuda": {"float16", "float32"}, "cpu": {"int8", "float32"}}
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", known.__getitem__)


@pytest.fixture(scope="session", autouse=True)
def _conversion() -> Iterator[Convert]:
    """Models are converted in this process: a child would take seconds to import torch. Gives how it is done else."""
    from nlp import convert

    with pytest.MonkeyPatch.context() as patch:
        usual = convert._run_conversion
        patch.setattr(
            convert,
            "_run_conversion",
            lambda s, t, q, part: convert.convert(str(s), str(t), q, part),
        )
        yield usual


@pytest.fixture(scope="session", autouse=True)
def _glosses_read_once() -> Iterator[None]:
    """Many tests load the shipped models: the largest of their tables is read once."""
    from nlp.translate import glosses

    usual, shipped = glosses.read_file, cache(glosses.read_file)

    def read_file(path: Path) -> dict[str, glosses.Glosses]:
        return (shipped if path.is_relative_to(ROOT / "models") else usual)(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glosses, "read_file", read_file)
        yield


@pytest.fixture
def converted_in_a_child(_conversion: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child process converts models, as everywhere but in tests."""
    from nlp import convert

    monkeypatch.setattr(convert, "_run_conversion", _conversion)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond this machine fails: veille works without a network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
