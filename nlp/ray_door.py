"""The one door to Ray: imported, called and connected to."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nlp.errors import ConfigError


def ray_module() -> Any:
    """Ray, imported only by those who ask for it, with its reports to its makers turned off."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise ConfigError("--ray needs Ray: pip install 'veille[ray]'") from error
    return ray


def check(address: str) -> None:
    """Raise :class:`ConfigError` where there is no Ray, or nobody answers at an address."""
    ray_module()
    with _answered(address):
        _call(address)


def connect(address: str) -> None:
    """Join the Ray cluster at an address; :class:`ConfigError` where none answers."""
    ray = ray_module()
    with _answered(address):
        _call(address)
        with _handlers_kept():
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")


@contextmanager
def _answered(address: str) -> Iterator[None]:
    """Make a :class:`ConfigError` of what tells that nobody answers."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        told = str(error).splitlines()[0]
        raise ConfigError(f"no Ray cluster answers at {address!r}: {told}") from error


def _call(address: str) -> None:
    """See whether anybody answers at ``host:port``: Ray itself asks for nine minutes, then exits."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not colon:
        return
    if not port.isdigit():
        raise ValueError("write local, auto, host:port or ray://host:port")
    socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()


@contextmanager
def _handlers_kept() -> Iterator[None]:
    """Ray puts its own handler in the place of the one by which a job ends in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
