"""What takes long to make from a file that never changes, kept in the user's cache beside converted models."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from nlp.checkpoints import cache_dir


class Keepable(Protocol):
    """What can be kept."""

    def to_bytes(self) -> bytes:
        """The content of its file."""
        ...


T = TypeVar("T", bound=Keepable)


def kept(kind: str, source: Path, told: str, read: Callable[[Path], T], make: Callable[[], T]) -> T:
    """What ``make`` gives, read from the cache where it was made before.

    Nothing depends on the cache: one that holds no such file, or a damaged one, is written, and where
    that cannot be the next process makes it again.

    Args:
        kind: the folder in the cache.
        source: the file that it is made from; another content makes another file in the cache.
        told: what else decides how it comes out.
        read: reads its file; a ``ValueError`` says that it holds something else.
        make: makes it from the source.
    """
    name = sha256(source.read_bytes() + told.encode()).hexdigest()[:16]
    path = cache_dir() / kind / f"{name}.safetensors"
    with suppress(OSError, ValueError):
        return read(path)
    from nlp.store.files import replace_bytes

    made = make()
    with suppress(OSError):
        replace_bytes(path, made.to_bytes())
    return made
