"""A small store, and the page over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("flask", reason="the extra `read` is not installed")

from reader_helpers import (
    KINDS,
    Open,
    Page,
    later,
    library_at,
    page_over,
    record_of,
    signed_article,
)

from nlp.reader.library import Library
from nlp.record import Record


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Open]:
    """Put records into a store (SQLite, unless another URL is given) and open it to read."""
    opened: list[Library] = []

    def make(*records: Record, url: str = KINDS["sqlite"], load: Any = later) -> Library:
        opened.append(library_at(url.format(tmp_path), records, load))
        return opened[-1]

    yield make
    for library in opened:
        library.close()


@pytest.fixture
def record() -> Record:
    """The record of :func:`signed_article`."""
    return record_of(signed_article())


@pytest.fixture
def library(open_library: Open, record: Record) -> Library:
    """A SQLite store that holds it."""
    return open_library(record)


@pytest.fixture
def page(library: Library) -> Page:
    """The page over ``library``."""
    return page_over(library)
