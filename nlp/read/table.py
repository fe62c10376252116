"""CSV, TSV and Parquet: a row is an article."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.decompress import OverBudget
from nlp.read.feed import Feed, RowError
from nlp.read.fields import named, row_article
from nlp.read.header import DELIMITERS, holds_text
from nlp.read.jsonl import utf8_stream
from nlp.read.marks import entering
from nlp.read.options import ReadOptions
from nlp.read.reading import Read, Reading
from nlp.read.streams import Stream
from nlp.stage import Reason

_BATCH = 32  # rows of Parquet held at a time
_FIELD_LIMIT = 2**31 - 1  # the csv module's own limit, 128 KiB, is less than an article may have


def read_csv(
    stream: Stream, source: Source, reading: Reading, *, tabs: bool = False
) -> Iterator[Read]:
    """One outcome for each row; the first line names the columns.

    ``line`` is the physical line where a row begins. A row over the limits, with more fields than
    there are columns, or with a quote that is not closed, costs itself.
    """
    csv.field_size_limit(_FIELD_LIMIT)  # of the process; rows are bounded in Feed instead
    feed = Feed(utf8_stream(stream, reading), reading)
    try:
        header = _header(feed, reading.options, tabs)
        if header is None:
            return
        if not holds_text(header, reading.options):
            names = ", ".join(header[:12])
            raise ReadError(Reason.MISSING_FIELD, f"no column holds the text; there are: {names}")
        while True:
            record = _record(feed, header, source, reading)
            if record is None or reading.past(feed.start):
                return
            if not isinstance(record, bool):
                yield record
    except OverBudget:
        raise
    except ReadError as error:
        yield reading.refuse(replace(source, line=feed.start, offset=feed.offset), error)


def _header(feed: Feed, options: ReadOptions, tabs: bool) -> list[str] | None:
    """The names of the columns, None where no line is more than white space."""
    try:
        first = feed.peek()
        guess = "\t" if tabs else max(DELIMITERS, key=first.count)
        return feed.row(options.csv_delimiter or guess)
    except RowError as found:
        raise ReadError(found.reason, f"the names of the columns: {found.detail}") from found


def _record(feed: Feed, header: list[str], source: Source, reading: Reading) -> Read | bool | None:
    """The next row's outcome, True for a blank or unwanted row, None at the end."""
    error: Exception
    try:
        row = feed.row()
        if row is None:
            return None
        if not reading.wants(feed.start) or not any(cell.strip() for cell in row):
            return True
        here = feed.source(source)
        return row_article(
            _named(row, header, reading.options), here, reading.options, feed.encoding
        )
    except RowError as found:
        error = ReadError(found.reason, found.detail)
    except ReadError as found:
        if feed.failed:
            raise
        error = found
    except csv.Error as found:
        error = ReadError(Reason.MALFORMED, str(found))
    if not reading.wants(feed.start):
        return True
    return reading.refuse(feed.source(source), error, raw=feed.raw_with_header())


def _named(row: list[str], header: list[str], options: ReadOptions) -> dict[str, str | None]:
    if len(row) > len(header):
        raise RowError(Reason.MALFORMED, f"{len(row)} fields for {len(header)} columns")
    longest = max(map(len, row), default=0)
    if longest > options.max_csv_field:
        raise RowError(Reason.TOO_LARGE, f"a field of {longest:,} characters")
    cells: list[str | None] = [cell or None for cell in row]
    return named(header, cells + [None] * (len(header) - len(row)))


def read_parquet(stream: Stream, source: Source, reading: Reading) -> Iterator[Read]:
    """One outcome for each row; ``line`` is the row's number from 1."""
    from pyarrow.parquet import ParquetFile

    file = stream.seekable(reading.options.max_buffer_bytes)
    try:
        with entering(source):
            table = ParquetFile(file)
    except ReadError:
        raise
    except Exception as error:  # pyarrow raises many kinds
        raise ReadError(Reason.UNREADABLE, f"not a whole Parquet file: {error}") from error
    names = list(table.schema_arrow.names)
    if not holds_text(names, reading.options):
        told = f"no column holds the text; there are: {', '.join(names[:12])}"
        raise ReadError(Reason.MISSING_FIELD, told)
    number = 0
    try:
        batches = table.iter_batches(batch_size=_BATCH)
        while True:
            with entering(replace(source, line=number + 1)):
                batch = next(batches, None)
            if batch is None:
                return
            for index in range(batch.num_rows):
                number += 1
                if reading.past(number):
                    return
                if reading.wants(number):
                    here = replace(source, line=number)
                    yield _parquet_row(batch, index, here, reading)
    except ReadError as error:
        yield reading.refuse(replace(source, line=number + 1), error)
    except Exception as error:  # pyarrow raises many kinds; the rest of the file is lost
        told = f"{type(error).__name__}: {error}"
        yield reading.refuse(source, ReadError(Reason.MALFORMED, f"after row {number}: {told}"))


def _parquet_row(batch: Any, index: int, source: Source, reading: Reading) -> Read:
    try:
        cells = [column.to_pylist()[0] for column in batch.slice(index, 1).columns]
        row = named(batch.schema.names, cells)
        size = sum(map(_size, row.values()))
        if size > reading.options.max_bytes:
            raise ReadError(Reason.TOO_LARGE, f"a row of {size:,} characters")
        return row_article(row, source, reading.options)
    except Exception as error:  # whatever a parser raises concerns this row alone
        return reading.refuse(source, error)


def _size(cell: object) -> int:
    """Characters or bytes of a cell, a list of paragraphs included."""
    if isinstance(cell, list):
        return sum(map(_size, cell))
    return len(cell) if isinstance(cell, str | bytes) else 0
