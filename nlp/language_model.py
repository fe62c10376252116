"""py3langid's model asked for many texts at once, in numpy: a page has hundreds.

The library walks a text byte by byte through an automaton whose states are the ends of byte n-grams
(Aho and Corasick 1975). No n-gram is longer than :data:`REACH`, so the state behind a byte hangs on
so many bytes alone: here all bytes of all texts take each of these steps together. What the states
tell is then weighed as the library weighs it; the probabilities are its own, save their last digits.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

REACH = 6
"""Bytes of the longest n-gram that the model knows."""

_SYMBOLS = 256
_ARRAYS = ("next", "row", "feature", "table", "prior")
_META = "veille"  # one entry: safetensors writes several in no fixed order
_CHUNK = 200_000  # bytes walked at once, to bound memory


class LanguageModel:
    """The languages' probabilities for texts, from a loaded identifier; ``langs`` names the columns."""

    def __init__(self, identifier: LanguageIdentifier) -> None:
        self.langs: tuple[str, ...] = tuple(identifier.nb_classes)
        self._next = np.frombuffer(identifier.tk_nextmove, dtype=np.uint32)
        self._row = np.array(identifier.tk_row, dtype=np.int64) * _SYMBOLS
        self._feature = np.array(identifier.tk_output, dtype=np.int64)
        self._table = np.ascontiguousarray(identifier.nb_ptc, dtype=np.float32)
        self._prior = np.asarray(identifier.nb_pc, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """The model as a safetensors file, which is read far quicker than the library's."""
        from safetensors.numpy import save

        arrays = {name: np.ascontiguousarray(getattr(self, f"_{name}")) for name in _ARRAYS}
        return save(arrays, {_META: json.dumps(self.langs)})

    @classmethod
    def read(cls, path: Path) -> Self:
        """What :meth:`to_bytes` wrote to a file.

        Raises ``ValueError`` where it holds something else, ``OSError`` where it cannot be read.
        """
        from safetensors import SafetensorError, safe_open

        found = cls.__new__(cls)
        try:
            with safe_open(path, "np") as file:
                found.langs = tuple(json.loads((file.metadata() or {})[_META]))
                for name in _ARRAYS:
                    setattr(found, f"_{name}", file.get_tensor(name))
        except (SafetensorError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: {error}") from error
        return found

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Shape (len(texts), len(langs)); the same for all where a text has no n-gram that is known."""
        parts, part, size = [], list[bytes](), 0
        for raw in map(_encoded, texts):
            if part and size + len(raw) > _CHUNK:
                parts.append(self._ranked(part))
                part, size = [], 0
            part.append(raw)
            size += len(raw)
        if part:
            parts.append(self._ranked(part))
        return np.concatenate(parts) if parts else np.zeros((0, len(self.langs)))

    def _ranked(self, raw: Sequence[bytes]) -> NDArray[np.float64]:
        sizes = np.array([len(text) for text in raw], dtype=np.int64)
        scores = self._scores(raw, sizes)
        scores *= (1.0 / np.sqrt(np.maximum(sizes, 1)))[:, None].astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores.astype(np.float64)

    def _scores(self, raw: Sequence[bytes], sizes: NDArray[np.int64]) -> NDArray[np.float32]:
        """The logarithms of the likelihoods of naive Bayes, zeros where nothing is known."""
        row = np.repeat(np.arange(len(raw)), sizes)
        feature = self._feature.take(self._states(raw, sizes))
        told = feature >= 0
        width = len(self._table)
        keys, counts = np.unique(row[told] * width + feature[told], return_counts=True)
        scores = np.zeros((len(raw), len(self.langs)), dtype=np.float32)
        if len(keys):
            rows = keys // width
            values = self._table.take(keys % width, axis=0)
            values *= np.log1p(counts.astype(np.float32))[:, None]
            first = np.flatnonzero(np.diff(rows, prepend=-1))
            scores[rows[first]] = np.add.reduceat(values, first, axis=0) + self._prior
        return scores

    def _states(self, raw: Sequence[bytes], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The automaton's state behind each byte of the texts."""
        letters = np.frombuffer(b"".join(raw), dtype=np.uint8).astype(np.int64)
        place = np.arange(len(letters)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        state = np.zeros(len(letters), dtype=np.int64)
        for back in range(REACH - 1, -1, -1):
            begun = np.flatnonzero(place >= back) if back else slice(None)
            read = letters[begun - back] if back else letters
            state[begun] = self._next.take(self._row.take(state[begun]) + read)
        return state


def _encoded(text: str) -> bytes:
    """A text as the library reads it: capitals throughout say no more than small letters."""
    lowered = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", lowered).encode("utf-8", "surrogatepass")
