"""``veille read``: the server starts, answers on the loopback address and stops."""

from __future__ import annotations

import builtins
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from reader_helpers import KINDS, record_of, signed_article

from nlp.cli import main
from nlp.errors import ConfigError
from nlp.reader.serve import _listening
from nlp.store import open_store

COMMAND = [sys.executable, "-c", "from nlp.cli import main; main()"]


def made(tmp_path: Path, kind: str = "sqlite") -> str:
    """A store with one article."""
    url = KINDS[kind].format(tmp_path)
    with closing(open_store(url)) as store:
        store.put([record_of(signed_article())])
    return url


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT reaches new processes, also where the tests run in the background and ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def reading(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the address that it tells."""
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TMPDIR": str(cwd / "temporary"),
    }
    with subprocess.Popen(
        [*COMMAND, "read", *arguments, "--no-browser"],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            told = re.match(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert told, process.stderr and process.stderr.read()
            yield process, told[0]
        finally:
            process.kill()


def fetch(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("parquet", marks=pytest.mark.slow)])
def test_it_serves_the_store_and_stops_when_told(tmp_path: Path, kind: str) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with reading(made(tmp_path, kind), "--port", "0", cwd=tmp_path) as (process, url):
        status, text = fetch(url + "?q=nantes")
        assert status == 200 and "Nantes" in text
        assert fetch(url, Host="evil.example")[0] == 421
        assert fetch(url + "static/reader.js")[0] == 200
        port = int(url.rstrip("/").rpartition(":")[2])
        assert _addresses(port) <= {"127.0.0.1"}
        process.send_signal(signal.SIGINT if kind == "sqlite" else signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert process.stderr and process.stderr.read() == ""
    assert list(temporary.iterdir()) == []


def _addresses(port: int) -> set[str]:
    """The addresses of this machine on which something listens at ``port``."""
    found = set()
    for address in {"127.0.0.1", *_own_addresses()}:
        with socket.socket() as probe:
            probe.settimeout(1)
            try:
                probe.bind((address, port))
            except OSError:
                found.add(address)
    return found


def _own_addresses() -> set[str]:
    try:
        return {
            str(row[4][0]) for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        }
    except OSError:
        return set()


def test_a_port_that_is_taken_is_told_and_the_usual_one_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} cannot be had"):
            _listening(port)
        monkeypatch.setattr("nlp.reader.serve.PORT", port)
        with _listening(None) as other:
            assert other.getsockname()[0] == "127.0.0.1"
            assert other.getsockname()[1] not in (0, port)


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["veille", "read", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "waitress":
            raise ImportError("No module named 'waitress'", name="waitress")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert command(monkeypatch, made(tmp_path)) == 2
    assert "`veille read` needs waitress: pip install 'veille[read]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone.db"], "there is no store at gone.db"),
        (["mysql://x"], "names no store"),
        (["wire.db", "--corrections", "wire.db"], "is a file"),
        (["wire.db", "--port", "70000"], "--port"),
        (["wire.db", "--config", "gone.toml"], "gone.toml"),
    ],
)
def test_wrong_use_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    told: str,
) -> None:
    made(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert command(monkeypatch, *arguments) == 2
    finally:
        signal.signal(signal.SIGTERM, before)
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wire.db"]
