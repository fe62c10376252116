"""Hashed character and word n-grams of many segments at once, in numpy alone.

A segment's features are the counts of its character 2- to 5-grams, of its words and word pairs, and
of the words that open and close it, each divided by the square root of how many there are of the
sort, in ``2**BITS`` buckets. A linear model over
them is one table look-up and one sum for each segment (feature hashing, Weinberger et al. 2009).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate.lexicon import words_of

VERSION = 2
"""Which n-grams are made; a model fitted on others is refused."""

BITS = 18
BUCKETS = 1 << BITS
ORDERS = (2, 3, 4, 5)

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_WORD = re.compile(r"[^\W_]+|[\x01\x02]")
_CHUNK = 2_000_000  # characters hashed at once, to bound memory


class Hashed(NamedTuple):
    """One entry for each n-gram: its ``segment`` (row), ``bucket`` and ``weight``."""

    segment: NDArray[np.int64]
    bucket: NDArray[np.int64]
    weight: NDArray[np.float32]


def hashed(views: Sequence[str]) -> Hashed:
    """The n-grams of ``views`` (folded texts); the segment is the index into ``views``."""
    char_segment, char_bucket = _characters(views)
    word_segment, word_bucket = _words(views)
    edge_segment, edge_bucket = _edges(views)
    found = (char_segment, word_segment, edge_segment)
    segment = np.concatenate(found)
    bucket = np.concatenate([char_bucket, word_bucket, edge_bucket])
    weight = np.concatenate([_scale(sort, len(views)) for sort in found])
    return Hashed(segment, bucket, weight)


def scores(found: Hashed, table: NDArray[np.floating], rows: int) -> NDArray[np.float64]:
    """The sum of ``table[bucket] * weight`` for each segment: shape (rows, table.shape[1])."""
    values = table.take(found.bucket, axis=0)
    values *= found.weight[:, None]
    columns = [np.bincount(found.segment, column, minlength=rows) for column in values.T]
    return np.stack(columns, axis=1)


def _scale(segment: NDArray[np.int64], rows: int) -> NDArray[np.float32]:
    counts = np.maximum(np.bincount(segment, minlength=rows), 1)
    return (1.0 / np.sqrt(counts)).astype(np.float32).take(segment)


def _characters(views: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    text = "\0".join(f" {view} ".replace("\0", " ") for view in views) + "\0"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    row = np.cumsum(codes == 0)
    segments, buckets = [], []
    for start in range(0, len(codes), _CHUNK):
        part = codes[start : start + _CHUNK + max(ORDERS) - 1].astype(np.uint64)
        rows = row[start : start + len(part)]
        value = part.copy()
        for order in range(2, max(ORDERS) + 1):
            size = min(len(part) - order + 1, _CHUNK)
            if size <= 0:
                break
            value = value[:size] * _BASE + part[order - 1 : order - 1 + size]
            if order not in ORDERS:
                continue
            inside = rows[:size] == rows[order - 1 : order - 1 + size]
            inside &= part[:size] != 0
            segments.append(rows[:size][inside])
            buckets.append(_bucket(value[inside] + np.uint64(order)))
    return np.concatenate(segments), np.concatenate(buckets)


def _words(views: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    hashes: list[int] = []
    counts: list[int] = []
    for view in views:
        plain = "\x01" not in view and "\x02" not in view
        words = words_of(view) if plain else _WORD.findall(view)
        counts.append(len(words))
        hashes.extend(map(_hash, words))
    value = np.array(hashes, dtype=np.uint64)
    row = np.repeat(np.arange(len(views)), counts)
    pair = value[:-1] * _BASE + value[1:]
    inside = row[:-1] == row[1:]
    segment = np.concatenate([row, row[:-1][inside]])
    bucket = _bucket(np.concatenate([value + np.uint64(101), pair[inside] + np.uint64(103)]))
    return segment, bucket


@lru_cache(maxsize=16_384)  # a word is met again and again
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _edges(views: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first one, two and three words, what opens the text up to a colon, and the last two."""
    hashes: list[int] = []
    counts: list[int] = []
    for view in views:
        words = view.split(" ", 3)
        last = view.rsplit(" ", 2)
        keys = ["1" + words[0], "2" + " ".join(words[:2]), "3" + " ".join(words[:3])]
        keys += ["-1" + last[-1], "-2" + " ".join(last[-2:])]
        head, colon, _ = view[:60].partition(":")
        if colon:
            keys.append(":" + head.strip())
        counts.append(len(keys))
        hashes.extend([zlib.crc32(key.encode("utf-8", "surrogatepass")) for key in keys])
    row = np.repeat(np.arange(len(views)), counts)
    return row, _bucket(np.array(hashes, dtype=np.uint64) + np.uint64(107))


def _bucket(value: NDArray[np.uint64]) -> NDArray[np.int64]:
    mixed = value * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _BASE
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)
