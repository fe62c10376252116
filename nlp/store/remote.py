"""A folder in an object store, through fsspec: objects that appear whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from typing import Any, NamedTuple

from nlp.errors import ConfigError, StoreLost, VeilleError


class _Client(NamedTuple):
    """A package that fsspec needs, the extra of veille that brings it, and from what version on it
    passes the condition of a writer on."""

    package: str
    extra: str
    least: tuple[int, int]


_S3 = _Client("s3fs", "s3", (2024, 10))
_GOOGLE = _Client("gcsfs", "gcs", (2025, 9))
_AZURE = _Client("adlfs", "azure", (2024, 12))
_CLIENTS = {"s3": _S3, "s3a": _S3, "gs": _GOOGLE, "gcs": _GOOGLE,
            "az": _AZURE, "abfs": _AZURE, "abfss": _AZURE}  # fmt: skip
ATOMIC = (*_CLIENTS, "memory")
"""File systems of fsspec whose objects appear whole, and on request only where none is yet: by
``If-None-Match: *`` in S3 and Azure, by ``ifGenerationMatch=0`` at Google.

The tests hold each of them to it; others may do as well and are added when they are tested.
"""


class RemoteFolder:
    """The objects right under ``url`` (``s3://bucket/out/``).

    All methods raise :class:`StoreLost` when the object store cannot be reached or refuses. Raises
    :class:`ConfigError` for a file system that may show half an object.
    """

    def __init__(self, url: str) -> None:
        import fsspec

        scheme = url.partition("://")[0]
        if scheme not in ATOMIC:
            known = ", ".join(f"{name}://" for name in ("s3", "gs", "az", "memory"))
            raise ConfigError(
                f"{url} may show half a file when a run is killed, or lose one of two writers; an"
                f" output URL begins with {known}, and a local output is a plain path"
            )
        client = _CLIENTS.get(scheme)
        if client:
            _check(client, url)
        try:
            self._files, path = fsspec.core.url_to_fs(url)
        except Exception as error:  # each client has its own for credentials that it lacks
            told = " ".join(f"{error}".split())[:400] or type(error).__name__
            raise ConfigError(f"cannot use {url}: {told}") from error
        self._path = path.rstrip("/")
        self._url = url

    def sizes(self) -> dict[str, int]:
        """Name and bytes of each object."""
        with self._errors():
            self._files.invalidate_cache()
            try:
                found = self._files.ls(self._path, detail=True)
            except FileNotFoundError:
                return {}
        return {str(f["name"]).rpartition("/")[2]: int(f["size"] or 0) for f in found}

    def read(self, name: str) -> bytes:
        """All bytes of an object."""
        with self._errors():
            return bytes(self._files.cat_file(self._place(name)))

    def create(self, name: str, data: bytes) -> bool:
        """Write an object; False, and nothing is written, when there is one of that name."""
        with self._errors():
            try:
                self._files.pipe_file(self._place(name), data, mode="create")
            except FileExistsError:
                return False
            except OSError as error:
                if "ConditionalRequestConflict" in f"{error!r} {error.__cause__!r}":
                    return False  # another writer is at that name this very moment
                raise
            return True

    def replace(self, name: str, data: bytes) -> None:
        """Write an object in the place of the one of that name, in one step."""
        with self._errors():
            self._files.pipe_file(self._place(name), data)

    def place(self, name: str) -> str:
        """The URL of an object, for messages."""
        return f"{self._url.rstrip('/')}/{name}"

    def _place(self, name: str) -> str:
        return f"{self._path}/{name}"

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Every file system raises its own; all mean that the store cannot be used."""
        try:
            yield
        except (VeilleError, FileExistsError):
            raise
        except Exception as error:
            told = " ".join(f"{type(error).__name__}: {error}".split())[:400]
            raise StoreLost(
                f"{self._url} cannot be used: {told} (look after bucket, network and credentials,"
                " then run the same command again to go on)"
            ) from error


def _check(client: _Client, url: str) -> None:
    """Raise :class:`ConfigError` where a package is missing, or so old that it ignores conditions."""
    mend = f"pip install 'veille[{client.extra}]'"
    try:
        found = metadata.version(client.package)
    except metadata.PackageNotFoundError as error:
        raise ConfigError(f"{url} needs {client.package}: {mend}") from error
    if tuple(int(n) for n in re.findall(r"\d+", found)[:2]) < client.least:
        raise ConfigError(
            f"{url} needs a newer {client.package} than {found}, which may write over what another"
            f" writer stored: {mend}"
        )


def is_remote(url: Any) -> bool:
    """Whether what follows ``jsonl:`` or ``parquet:`` is a URL for fsspec and no local path."""
    return "://" in str(url)
