"""The file of a sketch of repeated text: a sample of pages as arrays in one safetensors file.

The same sample gives the same bytes, and a file that was altered is found out by its checksum.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ConfigError

FORMAT = 1
_META = "veille"  # one entry: safetensors writes several in no fixed order


class Bounds(NamedTuple):
    """How much a sketch may hold.

    ``per_site`` pages of one site, ``pages`` of all; where that is too little, each site gets half,
    down to ``floor``, and then only a part of the sites is kept. ``keys`` segments of one page.
    """

    per_site: int = 1_024
    pages: int = 131_072
    keys: int = 512
    floor: int = 32


class Sample(NamedTuple):
    """Pages in the order of site and page.

    ``sites``, ``pages`` and ``places`` (n,) uint64 are hashes: of the page's site, its content and
    its address. ``sizes`` (n,) uint32 says how many of ``keys`` (sum of sizes,) uint64, the hashes of
    segments, are each page's. ``level`` is how often the bounds were tightened.
    """

    sites: NDArray[np.uint64]
    pages: NDArray[np.uint64]
    places: NDArray[np.uint64]
    sizes: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    level: int
    bounds: Bounds
    rules: str

    @property
    def hash(self) -> str:
        """Content hash (16 hex digits) over everything in the sample."""
        return self._digest()[:16]

    def save(self, path: Path) -> None:
        """Write the file at once or not at all.

        Raises :class:`ConfigError` where that cannot be, :class:`DiskFull` without space.
        """
        from nlp.store.files import fsync_folder
        from nlp.store.replacing import writing

        hidden = path.with_name(f".{path.name}.part")
        try:
            with writing(path), hidden.open("wb") as file:
                file.write(self.to_bytes())
                file.flush()
                os.fsync(file.fileno())
                os.replace(hidden, path)
                fsync_folder(path.parent)
        except BaseException:
            with suppress(OSError):  # the first error tells more
                hidden.unlink(missing_ok=True)
            raise

    def to_bytes(self) -> bytes:
        """The bytes of the file, the same for the same sample."""
        from safetensors.numpy import save

        told = {**self._settings(), "sha256": self._digest(), "held": len(self.pages)}
        return save(self._arrays(), {_META: json.dumps(told, sort_keys=True)})

    @classmethod
    def load(cls, path: str | os.PathLike[str], rules: str) -> Sample:
        """Read a file made under the same rules.

        Raises :class:`ConfigError` when it is missing, damaged, no such file, or of another version.
        """
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, "np") as file:
                told = json.loads((file.metadata() or {}).get(_META, "null"))
                found = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except (OSError, SafetensorError, ValueError) as error:
            where = os.path.abspath(path) if isinstance(error, OSError) else path
            raise ConfigError(f"cannot read the sketch {where}: {error}") from error
        if not isinstance(told, dict):
            raise ConfigError(f"{path} is no sketch made by 'veille repeats'")
        if (told.get("format"), told.get("rules")) != (FORMAT, rules):
            raise ConfigError(
                f"{path} was made by another version of veille; make it again with 'veille repeats'"
            )
        return cls._checked(path, told, found)

    @classmethod
    def _checked(
        cls, path: object, told: dict[str, object], found: dict[str, NDArray[np.generic]]
    ) -> Sample:
        try:
            bounds = Bounds(*told["bounds"])  # type: ignore[misc]
            sample = cls(**found, level=told["level"], bounds=bounds, rules=told["rules"])  # type: ignore[arg-type]
            whole = sample._digest() == told["sha256"] and sample._fits()
        except (AttributeError, KeyError, TypeError) as error:
            raise ConfigError(f"the sketch {path} is damaged: {error}") from error
        if not whole:
            raise ConfigError(f"the sketch {path} is damaged: its content is not what was written")
        return sample

    def _fits(self) -> bool:
        """The arrays have the shapes and types that they should, and fit each other."""
        n = (len(self.sites),)
        wide = (self.sites, self.pages, self.places, self.keys)
        return (
            all(array.dtype == np.uint64 for array in wide)
            and self.sizes.dtype == np.uint32
            and n == self.pages.shape == self.places.shape == self.sizes.shape
            and self.keys.shape == (int(self.sizes.sum()),)
        )

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        names = ("sites", "pages", "places", "sizes", "keys")
        return {name: getattr(self, name) for name in names}

    def _settings(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "rules": self.rules,
            "bounds": list(self.bounds),
            "level": self.level,
        }

    def _digest(self) -> str:
        digest = hashlib.sha256(json.dumps(self._settings(), sort_keys=True).encode())
        for name, array in self._arrays().items():
            digest.update(f"{name} {array.dtype.str} {array.shape} ".encode())
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()
