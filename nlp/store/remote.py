"""A folder in an object store, through fsspec: objects that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nlp.errors import ConfigError, StoreLost, VeilleError

ATOMIC = ("s3", "s3a", "memory")
"""File systems of fsspec whose objects appear whole, and on request only where none is yet.

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
            known = ", ".join(f"{name}://" for name in ATOMIC)
            raise ConfigError(
                f"{url} may show half a file when a run is killed, or lose one of two writers; an"
                f" output URL begins with {known}, and a local output is a plain path"
            )
        try:
            self._files, path = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            extra = "; pip install 'veille[s3]'" if scheme in ("s3", "s3a") else ""
            raise ConfigError(f"cannot use {url}: {error}{extra}") from error
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


def is_remote(url: Any) -> bool:
    """Whether what follows ``jsonl:`` or ``parquet:`` is a URL for fsspec and no local path."""
    return "://" in str(url)
