"""WARC (ISO 28500): each response or conversion that holds a page or text is an article.

Records are framed here, so that a broken one costs itself and reading goes on at the next; what is
inside one is read by warcio. Requests, revisits, redirects, errors, pictures and scripts are no
articles and are passed over (:mod:`nlp.read.warc_types`). Where no content type is told, the type that
the crawler found counts, else the first bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.decompress import MAGIC, Decompressed, OverBudget
from nlp.read.html import html_article
from nlp.read.reading import Read, Reading, with_bytes
from nlp.read.streams import CHUNK, Stream
from nlp.read.text import text_article
from nlp.read.warc_types import PAGES, may_be_read, tells_nothing, type_of
from nlp.stage import Reason

_BEGIN = re.compile(rb"WARC/[01]\.\d")
_NEXT = re.compile(rb"\r?\n(?=WARC/[01]\.\d\r?\n)")
_AFTER = re.compile(rb"\r?\n\r?\n|WARC/[01]\.\d")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEADER = 64 * 1024
_TAIL = 16  # bytes in which a record's beginning may lie that goes on in what comes next
_LENGTH = re.compile(rb"^content-length\s*:\s*(\d{1,15})\s*$", re.I | re.M)
_TYPE = re.compile(rb"^warc-type\s*:\s*(\w+)", re.I | re.M)
_READ_TYPES = (b"response", b"conversion", b"resource")
_OK = ("200", "203", "206")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record as it lies in the file; ``fault`` says why it cannot be used."""

    offset: int
    data: bytes
    fault: ReadError | None = None
    ends: bool = False


def read_warc(stream: Stream, source: Source, reading: Reading) -> Iterator[Read]:
    """One outcome for each record with a page or text; ``line`` is the record's number from 1."""
    number = 0
    for record in _records(stream, reading.options.max_bytes):
        number += 1
        if reading.past(number):
            return
        if not reading.wants(number):
            continue
        length = None if record.ends else len(record.data)
        here = replace(source, line=number, offset=record.offset, length=length)
        outcome = _outcome(record, here, reading)
        if outcome is not None:
            yield outcome


def _outcome(record: _Record, source: Source, reading: Reading) -> Read | None:
    if record.fault is not None:
        return reading.refuse(source, record.fault, raw=record.data)
    kind = _TYPE.search(record.data[:_MAX_HEADER])
    if kind is None or kind[1].lower() not in _READ_TYPES:
        return None
    try:
        return _article(record.data, with_bytes(source, record.data), reading)
    except ReadError as error:
        return reading.refuse(source, error, raw=record.data)
    except Exception as error:  # warcio raises many kinds; each concerns this record alone
        told = ReadError(Reason.MALFORMED, f"{type(error).__name__}: {error}")
        return reading.refuse(source, told, raw=record.data)


def _article(data: bytes, source: Source, reading: Reading) -> Read | None:
    from warcio.archiveiterator import ArchiveIterator

    record = next(ArchiveIterator(io.BytesIO(data)))
    headers = record.rec_headers
    http = record.http_headers
    if http is not None and http.get_statuscode() not in _OK:
        return None
    told = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
    content_type, _, parameters = told.partition(";")
    content_type = content_type.strip().lower()
    if tells_nothing(content_type):
        content_type = _identified(headers) or content_type
    if not may_be_read(content_type):
        return None
    body = _body(record, reading)
    content_type = type_of(content_type, body[:1024])
    if not content_type:
        return None
    found = re.search(r"charset\s*=\s*\"?([\w.:-]+)", parameters, re.I)
    declared = found[1] if found else None
    url = headers.get_header("WARC-Target-URI")
    meta = {"url": url.strip("<>")[:1000]} if url else {}
    make = html_article if content_type in PAGES else text_article
    article = make(body, source, reading.options, declared=declared, meta=meta)
    when = headers.get_header("WARC-Date")
    return article.with_(meta=article.meta | ({"crawled": when[:64]} if when else {}))


def _identified(headers: Any) -> str:
    """The type that the crawler found where the server told none, lower-cased; empty without any."""
    told = headers.get_header("WARC-Identified-Payload-Type") or ""
    return told.partition(";")[0].strip().lower()


def _body(record: Any, reading: Reading) -> bytes:
    """The body without transfer and content encodings. Raises ``TOO_LARGE``."""
    http, limit = record.http_headers, reading.options.max_bytes
    encoding = (http.get_header("Content-Encoding") or "") if http is not None else ""
    if encoding.strip().lower() == "br":
        return _brotli(record, limit)
    if encoding.strip().lower() == "zstd":
        return _zstandard(record, reading)
    return Stream(record.content_stream()).read_up_to(limit)


def _brotli(record: Any, limit: int) -> bytes:
    """A body in brotli, which warcio 1.8 does not read to its end. Raises ``TOO_LARGE``."""
    import brotli

    packed = _unchunked(record).read_up_to(limit)
    engine = brotli.Decompressor()
    try:
        body: bytes = engine.process(packed, output_buffer_limit=limit + 1)
        while len(body) <= limit and (more := engine.process(b"", output_buffer_limit=limit + 1)):
            body += more
    except brotli.error as error:
        raise ReadError(Reason.MALFORMED, f"damaged br data: {error}") from error
    if len(body) > limit:
        raise ReadError(Reason.TOO_LARGE, f"more than {limit:,} bytes")
    if not engine.is_finished():
        raise ReadError(Reason.TRUNCATED, "the br data ends early")
    return body


def _zstandard(record: Any, reading: Reading) -> bytes:
    """A body in zstd, which warcio leaves as it is; one that is called so and is not, as it is."""
    packed, limit = _unchunked(record), reading.options.max_bytes
    if packed.peek(4) != MAGIC["zst"]:
        return packed.read_up_to(limit)
    plain = Decompressed(packed, "zst", reading.options, reading.budget)
    return Stream(plain).read_up_to(limit)


def _unchunked(record: Any) -> Stream:
    """The body without its transfer encoding."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    return Stream(ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream)


def _records(stream: Stream, limit: int) -> Iterator[_Record]:
    """The records of a stream; each fault is a record of its own, and the next one is looked for."""
    while True:
        offset = stream.position
        try:
            if not _pass_blank(stream):
                return
            offset = stream.position
            yield _record(stream, offset, limit)
        except OverBudget:
            raise
        except ReadError as error:
            resumed = stream.resume()
            yield _Record(offset, b"", error, ends=not resumed)
            if not resumed:
                return


def _record(stream: Stream, offset: int, limit: int) -> _Record:
    header, fault = _header(stream)
    length = _LENGTH.search(header)
    if fault is None and length is None:
        fault = ReadError(Reason.MALFORMED, "a record without Content-Length")
    if fault is not None or length is None:
        _find_next(stream)
        return _Record(offset, header, fault)
    wanted = int(length[1])
    if wanted > limit + _MAX_HEADER:
        return _skip(stream, offset, wanted, limit)
    data, at = stream.ahead(wanted + 16)
    after = data[at + wanted : at + wanted + 16]
    if len(data) - at >= wanted and (not after.strip(b"\r\n") or _AFTER.match(after)):
        return _Record(offset, header + _exactly(stream, wanted))
    return _misfit(stream, offset, header, wanted)


def _misfit(stream: Stream, offset: int, header: bytes, wanted: int) -> _Record:
    """A record whose length does not lead to the next one."""
    data, at = stream.ahead(wanted)
    begin = _NEXT.search(data, at, at + wanted)
    if begin is not None:  # too long: the next records were swallowed
        size = begin.start() - at
        body = _exactly(stream, begin.end() - at)[:size]
        told = f"a record of {size:,} bytes says {wanted:,}"
        return _Record(offset, header + body, ReadError(Reason.MALFORMED, told))
    body = _exactly(stream, wanted)
    if len(body) < wanted:
        told = f"a record ends after {len(body):,} of {wanted:,} bytes"
        return _Record(offset, header + body, ReadError(Reason.TRUNCATED, told), ends=True)
    _find_next(stream)
    told = f"a record goes on after the {wanted:,} bytes it says"
    return _Record(offset, header + body, ReadError(Reason.MALFORMED, told))


def _pass_blank(stream: Stream) -> bool:
    """Pass over empty lines; whether anything stands behind them."""
    while head := stream.peek():
        blank = len(head) - len(head.lstrip(b"\r\n"))
        _exactly(stream, blank)
        if blank < len(head):
            return True
    return bool(stream.read())  # nothing, or why the stream fails


def _header(stream: Stream) -> tuple[bytes, ReadError | None]:
    """The header with the blank line after it; a fault when there is none."""
    most = _MAX_HEADER if len(stream.peek(4096)) == 4096 else 4096
    data, at = stream.ahead(most)
    if not _BEGIN.match(data, at):
        return b"", ReadError(Reason.MALFORMED, "no WARC record begins here")
    end = _HEADER_END.search(data, at, at + most)
    begin = _NEXT.search(data, at, end.end() if end else at + most)
    if end is None or (begin is not None and begin.start() < end.start()):
        return b"", ReadError(Reason.MALFORMED, "a record's header does not end")
    return _exactly(stream, end.end() - at), None


def _exactly(stream: Stream, n: int) -> bytes:
    """``n`` bytes, fewer only at the end of the stream."""
    parts = []
    while n > 0 and (data := stream.read(n)):
        parts.append(data)
        n -= len(data)
    return b"".join(parts)


def _skip(stream: Stream, offset: int, wanted: int, limit: int) -> _Record:
    left = wanted
    while left > 0 and (data := stream.read(min(left, CHUNK))):
        left -= len(data)
    told = f"a record of {wanted:,} bytes, over {limit:,}"
    return _Record(offset, b"", ReadError(Reason.TOO_LARGE, told))


def _find_next(stream: Stream) -> None:
    """Go on to where the next record begins, or to the end."""
    while len((found := stream.ahead(CHUNK))[0]) - found[1] > _TAIL:
        data, at = found
        begin = _NEXT.search(data, at)
        _exactly(stream, begin.end() - at if begin else len(data) - at - _TAIL)
        if begin:
            return
    while stream.read():
        pass
