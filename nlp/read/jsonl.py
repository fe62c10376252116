"""JSON: a line is an article (JSONL), or an element of an array, or a whole file."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from nlp.article import Article, Check, Source
from nlp.errors import ReadError
from nlp.read.charset import Decoded, decode, guess, stream_codec
from nlp.read.decompress import OverBudget
from nlp.read.fields import named, row_article
from nlp.read.reading import Read, Reading, with_bytes
from nlp.read.streams import Line, Lines, Stream
from nlp.stage import Reason

_INCOMPLETE = 32  # characters before the end of what was read within which an error may mean: more
_FIRST = 64 * 1024
_BLANK = re.compile(r"[ \t\r\n]*")
_BLANK_OR_COMMA = re.compile(r"[ \t\r\n,]*")


def read_jsonl(stream: Stream, source: Source, reading: Reading) -> Iterator[Read]:
    """One outcome for each line that is not blank; a broken line costs only itself.

    Where the stream fails, the lines before are whole, and one refusal stands for the rest.
    """
    lines = Lines(utf8_stream(stream, reading), reading.options.max_bytes)
    try:
        for line in lines:
            if reading.past(line.number):
                return
            if reading.wants(line.number) and (line.data is None or line.data.strip()):
                yield _line(line, source, reading)
    except OverBudget:
        raise
    except ReadError as error:
        yield reading.refuse(replace(source, line=lines.number, offset=lines.offset), error)


def utf8_stream(stream: Stream, reading: Reading) -> Stream:
    """``stream`` with lines that end in one byte: UTF-16 and UTF-32 are turned into UTF-8."""
    wide = stream_codec(stream.peek(), reading.options.encoding)
    reading.encoding = wide  # and not that of the member before
    if wide is None:
        if stream.peek(3) == codecs.BOM_UTF8:
            stream.read(3)
        return stream
    return Stream(_Transcoded(stream, wide))


def decode_line(data: bytes, reading: Reading) -> Decoded:
    """The text of one line, in the stream's character set where that is known."""
    if reading.encoding is not None:  # was turned into UTF-8 already
        return Decoded(data.decode("utf-8", "replace"), reading.encoding)
    return decode(data, override=reading.options.encoding)


def parse_row(text: str) -> Mapping[str, Any]:
    """The JSON object in ``text``. Raises ``MALFORMED`` or ``TOO_DEEP``."""
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise ReadError(Reason.TOO_DEEP, "JSON nested too deep") from error
    except json.JSONDecodeError as error:  # its own words say "line 1", whichever line this is
        told = f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
        raise ReadError(Reason.MALFORMED, told) from error
    except ValueError as error:
        raise ReadError(Reason.MALFORMED, f"not JSON: {error}") from error
    return _object(value)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of one name that comes twice none is lost, as in a table."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else named(*zip(*pairs, strict=True))


def _number(digits: str) -> float | str:
    """A number with a point or exponent; one that no float holds (``1e400``) as it is written."""
    value = float(digits)
    return value if math.isfinite(value) else digits


def _integer(digits: str) -> int | str:
    """A whole number; one of so many digits that Python turns none into a number, as it is written."""
    try:
        return int(digits)
    except ValueError:
        return digits


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_number, parse_int=_integer)


def _object(value: object) -> Mapping[str, Any]:
    if isinstance(value, ReadError):
        raise value
    if not isinstance(value, dict):
        raise ReadError(Reason.MALFORMED, f"a JSON {type(value).__name__}, not an object")
    return value


def _line(line: Line, source: Source, reading: Reading) -> Read:
    here = replace(source, line=line.number, offset=line.offset, length=line.length)
    if line.data is None:
        told = f"a line of {line.length:,} bytes, over {reading.options.max_bytes:,}"
        return reading.refuse(here, ReadError(Reason.TOO_LARGE, told))
    here = with_bytes(here, line.data)
    try:
        decoded = decode_line(line.data, reading)
        row = parse_row(decoded.text)
        return _row(row, here, reading, decoded.encoding, decoded.checks)
    except Exception as error:  # whatever a parser raises concerns this line alone
        return reading.refuse(here, error, raw=line.data)


def _row(
    row: Mapping[str, Any], source: Source, reading: Reading, encoding: str,
    checks: tuple[Check, ...] = (),
) -> Article:  # fmt: skip
    article = row_article(row, source, reading.options, encoding)
    return article.with_(checks=checks + article.checks) if checks else article


def read_json(stream: Stream, source: Source, reading: Reading) -> Iterator[Read]:
    """The objects of a JSON file: an array's elements, or one or more objects after each other.

    ``line`` counts the objects. Only one object is held at a time. What follows a syntax error
    cannot be told apart, so it is one refusal for the rest.
    """
    values = _Values(utf8_stream(stream, reading), reading)
    number = 0
    try:
        for value in values:
            number += 1
            if reading.past(number):
                return
            if reading.wants(number):
                yield _value(value, replace(source, line=number), reading, values)
    except OverBudget:
        raise
    except (ReadError, RecursionError) as error:
        rest = replace(source, line=number + 1, offset=stream.position)
        told = (
            error if isinstance(error, ReadError) else ReadError(Reason.TOO_DEEP, "nested too deep")
        )
        yield reading.refuse(rest, told)


def _value(value: object, source: Source, reading: Reading, values: _Values) -> Read:
    try:
        return _row(_object(value), source, reading, values.encoding)
    except Exception as error:  # whatever a parser raises concerns this object alone
        known = reading.keep_raw and not isinstance(value, ReadError)
        raw = json.dumps(value).encode() if known else None
        return reading.refuse(source, error, raw=raw)


class _Values:
    """The JSON values of a stream, decoded as it is read; a ``ReadError`` for one over the limit."""

    def __init__(self, stream: Stream, reading: Reading) -> None:
        self._stream = stream
        self._limit = reading.options.max_bytes
        self.encoding = reading.encoding or _stream_encoding(stream, reading)
        codec = "utf-8" if reading.encoding else self.encoding
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._text = ""
        self._at = 0
        self._ended = False

    def __iter__(self) -> Iterator[Any]:
        in_array = self._skip(_BLANK) == "["
        self._at += in_array
        while first := self._skip(_BLANK_OR_COMMA):
            if in_array and first == "]":
                self._at += 1
                if self._skip(_BLANK):
                    raise ReadError(Reason.MALFORMED, "something follows the array")
                return
            yield self._next()
        if in_array:
            raise ReadError(Reason.TRUNCATED, "the array does not end")

    def _next(self) -> Any:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._at_end(error):
                    kind = Reason.TRUNCATED if self._at_end(error) else Reason.MALFORMED
                    raise ReadError(kind, f"not JSON: {error.msg}") from error
                self._grow()
                continue
            except ValueError as error:
                raise ReadError(Reason.MALFORMED, f"not JSON: {error}") from error
            if end == len(self._text) and not self._ended:
                self._grow()  # a number may go on
                continue
            size, self._at = end - self._at, end
            return value if size <= self._limit else self._too_large()

    def _at_end(self, error: json.JSONDecodeError) -> bool:
        near = error.pos >= len(self._text) - _INCOMPLETE
        return near or error.msg.startswith("Unterminated string")

    def _grow(self) -> None:
        held = len(self._text) - self._at
        if held > self._limit:
            raise self._too_large()
        # Doubling keeps trying again linear in all.
        while len(self._text) - self._at < 2 * held and not self._ended:
            self._fill()

    def _too_large(self) -> ReadError:
        return ReadError(Reason.TOO_LARGE, f"an object over {self._limit:,} characters")

    def _fill(self) -> None:
        data = self._stream.read()
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=not data)
        self._at = 0

    def _skip(self, blank: re.Pattern[str]) -> str:
        """The next character that is not blank, empty at the end."""
        while True:
            found = blank.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._fill()


def _stream_encoding(stream: Stream, reading: Reading) -> str:
    """The character set of a whole stream, told from its first 64 KiB."""
    if reading.options.encoding:
        return decode(b"", override=reading.options.encoding).encoding
    head = stream.peek(_FIRST)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return guess(head) or "utf-8"
    return "utf-8"


class _Transcoded:
    """A readable in UTF-8 of a stream in another character set."""

    def __init__(self, stream: Stream, codec: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._ended = False

    def read(self, n: int, /) -> bytes:
        """Some bytes (about ``n``), ``b""`` at the end."""
        while not self._ended:
            data = self._stream.read(n)
            self._ended = not data
            text = self._decoder.decode(data, final=self._ended)
            if text:
                return text.encode("utf-8", "replace")
        return b""
