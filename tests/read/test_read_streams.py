"""Streams and lines: every byte once, in bounded memory, errors only after what came before."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.read.streams import CHUNK, Lines, Stream


class Dribble:
    """Gives at most ``step`` bytes at a time, then raises or ends."""

    def __init__(self, data: bytes, step: int, error: Exception | None = None) -> None:
        self._file = io.BytesIO(data)
        self._step = step
        self._error = error

    def read(self, n: int, /) -> bytes:
        data = self._file.read(min(n, self._step))
        if not data and self._error is not None:
            raise self._error
        return data


@given(st.binary(max_size=400), st.integers(1, 50), st.lists(st.integers(1, 60)))
def test_looking_ahead_changes_nothing(data: bytes, step: int, sizes: list[int]) -> None:
    stream = Stream(Dribble(data, step))
    got = b""
    for size in sizes:
        assert stream.peek(size) == data[len(got) : len(got) + size]
        held, at = stream.ahead(size)
        assert held[at:] == data[len(got) : len(got) + len(held) - at]
        assert stream.position == len(got)
        got += stream.read(size)
    assert got + stream.read_up_to(1000) == data
    assert stream.position == len(data)


def test_an_error_comes_after_the_bytes_before_it() -> None:
    stream = Stream(Dribble(b"abcdef", 2, OSError("gone")))
    assert stream.peek(100) == b"abcdef"
    assert stream.read(100) == b"abcdef"
    for _ in range(2):
        with pytest.raises(ReadError, match="gone"):
            stream.read(1)
    assert not stream.resume()


def test_more_than_the_limit_is_refused() -> None:
    assert Stream(io.BytesIO(b"12345")).read_up_to(5) == b"12345"
    with pytest.raises(ReadError, match="too_large"):
        Stream(io.BytesIO(b"123456")).read_up_to(5)


@given(st.lists(st.binary(max_size=30)), st.integers(1, 40))
def test_lines_are_those_of_split(pieces: list[bytes], step: int) -> None:
    data = b"\n".join(pieces)
    lines = list(Lines(Stream(Dribble(data, step)), 1000))
    expected = data.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert [line.data for line in lines] == expected
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert data[line.offset :][: line.length].rstrip(b"\n") == (line.data or b"").rstrip(b"\n")


@given(st.lists(st.integers(0, 30)), st.integers(1, 40), st.integers(1, 20))
def test_a_line_over_the_limit_costs_only_itself(sizes: list[int], step: int, limit: int) -> None:
    data = b"".join(b"x" * size + b"\n" for size in sizes)
    lines = list(Lines(Stream(Dribble(data, step)), limit))
    assert [line.length - 1 for line in lines] == sizes
    assert [line.data is None for line in lines] == [size > limit for size in sizes]


def test_a_line_of_any_length_is_never_held() -> None:
    class Endless:
        left = 400

        def read(self, n: int, /) -> bytes:
            self.left -= 1
            return b"x" * CHUNK if self.left >= 0 else b""

    lines = Lines(Stream(Endless()), 1000)
    (line,) = lines
    assert line.data is None
    assert line.length == 400 * CHUNK


def test_where_the_stream_fails_is_known() -> None:
    lines = Lines(Stream(Dribble(b"one\ntwo\nthr", 4, EOFError("cut"))), 100)
    got = []
    with pytest.raises(ReadError, match="truncated"):
        for line in lines:
            got.append(line.data)
    assert got == [b"one", b"two"]
    assert (lines.number, lines.offset) == (3, 8)
