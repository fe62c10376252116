"""The lines of a table for the csv module, which takes whatever it gets for a row.

A quote that somebody forgot to close would make one row of all that follows. It shows in one of two
ways: the file ends inside the quotes, or the next quote stands where none can close a field (before a
letter: it opens one). If that quote follows a separator, or most of the lines swallowed have as many
cells as there are columns, they are rows: the row ends with the line of the open quote, and they are
read on.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from dataclasses import replace
from itertools import islice
from typing import Any

from nlp.article import Source
from nlp.read.jsonl import decode_line
from nlp.read.quotes import as_text
from nlp.read.reading import Reading, with_bytes
from nlp.read.streams import Line, Lines, Stream
from nlp.stage import Reason

_CLOSED = re.compile(r'[^"]*+(?:""[^"]*+)*+"')  # an open field, up to its end
_JUDGED = 64  # lines that tell whether what a quote swallowed are rows


class RowError(Exception):
    """A row that is none; the next one is read as if nothing had been."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Feed:
    """Physical lines for the csv module, which remembers what a row was made of.

    ``start`` and ``offset`` tell where the row begins. A row over the limit on bytes ends at the
    line where it passed it; reading goes on at the next line. The lines after an open quote are
    held, at most that limit, and read again where they are rows of their own.
    """

    def __init__(self, stream: Stream, reading: Reading) -> None:
        self.start = 1
        self.offset = 0
        self.encoding = "utf-8"
        self.failed = False
        self._lines = Lines(stream, reading.options.max_bytes)
        self._iterator = iter(self._lines)
        self._reading = reading
        self._limit = reading.options.max_bytes
        self._row: list[Line] = []
        self._again: deque[Line] = deque()
        self._opened = 0  # which line of the row holds the quote that is open
        self._size = 0
        self._header = b""
        self._columns = 0
        self._ahead: str | None = None
        self._reader: Any = None
        self._delimiter = ","

    def peek(self) -> str:
        """The first line that is not blank, which will be handed out again."""
        self._begin()
        while (line := self._text()) is not None and not line.strip():
            self._begin()
        self._ahead = line
        return self._ahead or ""

    def row(self, delimiter: str | None = None) -> list[str] | None:
        """The next row's cells, None at the end. Raises :class:`RowError` for a broken row."""
        if delimiter is not None:
            self._delimiter = delimiter
        if self._ahead is None:
            self._begin()
        if self._reader is None:
            self._reader = csv.reader(iter(self._text, None), delimiter=self._delimiter)
        try:
            row: list[str] | None = next(self._reader, None)
        except (RowError, csv.Error):
            self._reader = None  # its state belongs to the broken row
            raise
        if not self._header and row is not None:
            self._header, self._columns = self._bytes(), len(row)
        return row

    def source(self, source: Source) -> Source:
        """``source`` with the row's place and hash."""
        here = replace(source, line=self.start, offset=self.offset, length=self._size)
        return with_bytes(here, self._bytes())

    def raw_with_header(self) -> bytes:
        """The row's bytes after the line that names the columns: a table of its own."""
        return self._header + b"\n" + self._bytes()

    def _bytes(self) -> bytes:
        return b"\n".join(line.data or b"" for line in self._row)

    def _begin(self) -> None:
        self._row, self._size, self._opened = [], 0, 0
        following = self._again[0] if self._again else self._lines
        self.start, self.offset = following.number, following.offset

    def _text(self) -> str | None:
        if self._ahead is not None:
            text, self._ahead = self._ahead, None
            return text
        line = self._line()
        if line is None:
            if self._row:  # the csv module wants more: it is inside quotes
                raise self._unclosed(Reason.TRUNCATED, "the file ends inside a quoted field")
            return None
        self._size += line.length
        if line.data is None:
            self._row = []
            raise self._too_large()
        self._row.append(line)
        if self._size > self._limit:
            raise self._unclosed(Reason.TOO_LARGE, self._too_large().detail)
        text = self._decoded(line.data)
        inside = len(self._row) > 1
        if inside:
            self._check_close(text)
        if self._header:
            text = as_text(text, self._delimiter, inside=inside)
        return text + "\n"

    def _line(self) -> Line | None:
        if self._again:
            return self._again.popleft()
        try:
            return next(self._iterator, None)
        except Exception:
            self.failed = True
            raise

    def _decoded(self, data: bytes) -> str:
        decoded = decode_line(data, self._reading)
        if not data.isascii():
            self.encoding = decoded.encoding
        return decoded.text

    def _check_close(self, text: str) -> None:
        """Look at the quote that would close the field which is open where ``text`` begins."""
        closed = _CLOSED.match(text)
        if closed is None:
            return
        before, rest = text[: closed.end() - 1], text[closed.end() :]
        if rest.strip() and not rest.lstrip(" ").startswith(self._delimiter):
            opens = before.endswith(self._delimiter)
            if opens or self._are_rows():
                raise self._end_at_quote()
        self._opened = len(self._row) - 1

    def _unclosed(self, reason: Reason, detail: str) -> RowError:
        """What is wrong with a row whose quote is still open where it has to end."""
        if self._are_rows():
            return self._end_at_quote()
        self._row = self._row if reason is not Reason.TOO_LARGE else []
        return RowError(reason, detail)

    def _end_at_quote(self) -> RowError:
        """End the row with the line of the open quote, and keep the lines after it for later."""
        keep = self._opened + 1
        self._again.extendleft(reversed(self._row[keep:]))
        del self._row[keep:]
        self._size = sum(line.length for line in self._row)
        opened = self._row[-1].number
        return RowError(Reason.MALFORMED, f"a quote opens in line {opened} and is not closed")

    def _are_rows(self) -> bool:
        """Whether most of the lines after the open quote have as many cells as the table."""
        lines = islice(self._row, self._opened + 1, self._opened + 1 + _JUDGED)
        texts = [text for line in lines if (text := self._decoded(line.data or b"")).strip()]
        alike = sum(self._is_row(text) for text in texts)
        return alike > 0 and 2 * alike >= len(texts)

    def _is_row(self, text: str) -> bool:
        if self._columns == 1:  # any line of an article would do
            return text.startswith('"')
        cells = next(csv.reader([text + "\n"], delimiter=self._delimiter), [])
        return len(cells) == self._columns

    def _too_large(self) -> RowError:
        return RowError(Reason.TOO_LARGE, f"a row over {self._limit:,} bytes")
