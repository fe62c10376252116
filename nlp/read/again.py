"""Read one record again, from the reference that its outcome carries."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.decompress import Budget
from nlp.read.dispatch import read_file, read_found
from nlp.read.options import ReadOptions
from nlp.read.reading import Read, Reading, stands_for_rest
from nlp.read.walk import STDIN, Found, find, is_url
from nlp.stage import Reason

_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")


def read_again(
    source: Source, options: ReadOptions | None = None, raw: bytes | None = None
) -> Iterator[Read]:
    """The outcome, now, of the record that ``source`` names.

    ``raw`` are the record's bytes where the source itself cannot be read again (standard input).
    A reference to where reading had stopped gives all that follows. A record that is no longer
    there is refused as ``UNREADABLE``.
    """
    options = options or ReadOptions()
    outcomes = _from_bytes(source, options, raw) if raw is not None else _from_path(source, options)
    found = False
    for outcome in outcomes:
        found = True
        yield outcome
        if source.line is not None and not stands_for_rest(source):
            return  # the one record; what follows it is of no concern
    if not found:
        reading = Reading(options, Budget(options))
        yield reading.refuse(
            source, ReadError(Reason.UNREADABLE, "the record is not there any more")
        )


def _from_bytes(source: Source, options: ReadOptions, raw: bytes) -> Iterator[Read]:
    """The outcomes of a record's own bytes, told by their content and the member's name."""
    reading = Reading(options, Budget(options), keep_raw=source.path == STDIN)
    name = (source.member or "").rsplit("!", 1)[-1] if source.line is None else ""
    for outcome in read_file(cast(BinaryIO, io.BytesIO(raw)), name, Source(source.path), reading):
        found = replace(source, sha256=source.sha256 or outcome.source.sha256)
        yield replace(outcome, source=found)


def _from_path(source: Source, options: ReadOptions) -> Iterator[Read]:
    for found in _documents(source.path, options):
        for outcome in read_found(found, options, only=source):
            if _answers(outcome.source, source):
                yield outcome


def _answers(found: Source, wanted: Source) -> bool:
    """Whether an outcome belongs to the wanted record, and not to an archive around it."""
    if wanted.member is None:
        return True
    member = found.member or ""
    return member == wanted.member or member.startswith(wanted.member + "!")


def _documents(path: str, options: ReadOptions) -> Iterator[Found]:
    """The document at ``path``; control characters in its name may have been escaped."""
    if path == STDIN:
        return
    if is_url(path):
        yield from find(path, options)
        return
    real = path if os.path.lexists(path) else _unescaped(path)
    if os.path.lexists(real):
        yield from find(real, options)


def _unescaped(path: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), path)
