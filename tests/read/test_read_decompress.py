"""Decompression: any cut or damage is told, and no bomb gets far."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.read.decompress import Budget, Decompressed, Guarded, OverBudget
from nlp.read.options import ReadOptions
from nlp.read.streams import Stream

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
CODECS = st.sampled_from(sorted(PACK))
SMALL = ReadOptions(ratio_floor=100_000)


def unpacked(data: bytes, codec: str, options: ReadOptions = SMALL) -> bytes:
    """All bytes, or what came before the error in ``partial`` of it."""
    budget = Budget(options, len(data))
    stream = Stream(Decompressed(Stream(io.BytesIO(data)), codec, options, budget))
    parts = []
    try:
        while piece := stream.read(1000):
            parts.append(piece)
    except ReadError as error:
        error.partial = b"".join(parts)  # type: ignore[attr-defined]
        raise
    return b"".join(parts)


@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=4), CODECS)
def test_members_that_follow_each_other_are_one_stream(parts: list[bytes], codec: str) -> None:
    packed = b"".join(PACK[codec](part) for part in parts)
    assert unpacked(packed, codec) == b"".join(parts)


@given(st.binary(min_size=1, max_size=3000), CODECS, st.data())
def test_a_cut_anywhere_gives_a_beginning_and_an_error(
    content: bytes, codec: str, data: st.DataObject
) -> None:
    packed = PACK[codec](content)
    cut = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(ReadError) as told:
        unpacked(packed[:cut], codec)
    assert told.value.reason == "truncated"
    assert content.startswith(told.value.partial)  # type: ignore[attr-defined]


@given(st.binary(min_size=200, max_size=3000), CODECS, st.data())
def test_damage_gives_an_error_or_the_same_bytes(
    content: bytes, codec: str, data: st.DataObject
) -> None:
    packed = bytearray(PACK[codec](content))
    at = data.draw(st.integers(0, len(packed) - 1))
    packed[at] ^= data.draw(st.integers(1, 255))
    try:
        found = unpacked(bytes(packed), codec)
    except ReadError as error:
        assert error.reason in ("truncated", "malformed", "bomb")
    else:
        # zstandard writes no checksum of its own here, so a changed byte may pass unseen.
        assert codec == "zst" or found == content


@pytest.mark.parametrize("codec", sorted(PACK))
def test_garbage_after_the_end_is_told(codec: str) -> None:
    with pytest.raises(ReadError) as told:
        unpacked(PACK[codec](b"text") + b"garbage, not another member", codec)
    assert told.value.reason == "malformed"
    assert told.value.partial == b"text"  # type: ignore[attr-defined]


def test_zeros_after_the_end_are_padding() -> None:
    assert unpacked(gzip.compress(b"text") + b"\0" * 512, "gz") == b"text"


@pytest.mark.parametrize("codec", sorted(PACK))
def test_a_bomb_is_stopped_early(codec: str) -> None:
    bomb = PACK[codec](b"\0" * 20_000_000)
    with pytest.raises(ReadError) as told:
        unpacked(bomb, codec)
    assert told.value.reason == "bomb"
    # zstandard may give up to 16 MiB in one step
    assert len(told.value.partial) < 18_000_000  # type: ignore[attr-defined]


def test_a_high_ratio_below_the_floor_is_no_bomb() -> None:
    assert len(unpacked(gzip.compress(b"\0" * 90_000), "gz")) == 90_000


def test_an_xz_header_cannot_ask_for_gigabytes() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    packed = bytearray(lzma.compress(b"text" * 100, filters=filters, check=lzma.CHECK_NONE))
    at = packed.index(b"\x21\x01") + 2  # the dictionary size in the block header
    packed[at] = 40  # 4 GiB
    header = bytes(packed[12 : 12 + (packed[12] + 1) * 4 - 4])
    packed[12 + len(header) : 12 + len(header) + 4] = zlib.crc32(header).to_bytes(4, "little")
    with pytest.raises(ReadError) as told:
        unpacked(bytes(packed), "xz")
    assert told.value.reason == "malformed"


def test_reading_goes_on_at_the_next_gzip_member_after_damage() -> None:
    first, second, third = (gzip.compress(part * 50) for part in (b"one ", b"two ", b"three "))
    broken = second[:12] + bytes(255 - byte for byte in second[12:])
    budget = Budget(SMALL)
    stream = Stream(Decompressed(Stream(io.BytesIO(first + broken + third)), "gz", SMALL, budget))
    assert stream.read(1000) == b"one " * 50
    with pytest.raises(ReadError):
        while stream.read(1000):
            pass
    assert stream.resume()
    assert stream.read(1000) == b"three " * 50
    assert stream.read(1000) == b""


def test_the_budget_of_an_input_ends_it() -> None:
    budget = Budget(ReadOptions(max_archive_bytes=1000), 500)
    budget.give(1000)
    with pytest.raises(OverBudget, match="too_large"):
        budget.give(1)
    budget = Budget(ReadOptions(max_members=2))
    budget.member()
    budget.member()
    with pytest.raises(OverBudget, match="too_many_members"):
        budget.member()


def test_a_guard_watches_output_against_what_it_came_from() -> None:
    guarded = Guarded(io.BytesIO(b"x" * 500_000), SMALL, Budget(SMALL, 10_000_000), 1000)
    with pytest.raises(ReadError, match="bomb"):
        while guarded.read(50_000):
            pass
