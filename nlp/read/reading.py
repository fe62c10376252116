"""What the readers of one input share: options, budget, and how a record is refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read.decompress import Budget, OverBudget
from nlp.read.options import ReadOptions
from nlp.read.streams import as_read_error
from nlp.read.urls import without_secrets
from nlp.stage import Reason, Rejected

Read = Article | Rejected
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class Reading:
    """The reading of one input.

    ``only`` names the one record that is wanted when a record is read again. With an ``offset`` but
    no ``length`` it stands for everything from there on, because reading had stopped there.
    """

    options: ReadOptions
    budget: Budget
    only: Source | None = None
    keep_raw: bool = False
    encoding: str | None = field(default=None)

    def wants(self, line: int) -> bool:
        """Whether line or row number ``line`` is asked for."""
        if self.only is None or self.only.line is None:
            return True
        return line >= self.only.line if stands_for_rest(self.only) else line == self.only.line

    def past(self, line: int) -> bool:
        """Whether nothing from line ``line`` on is asked for."""
        if self.only is None or self.only.line is None:
            return False
        return line > self.only.line and not stands_for_rest(self.only)

    def enters(self, member: str) -> bool:
        """Whether an archive member is asked for, or holds one that is."""
        wanted = self.only.member if self.only is not None else None
        return wanted is None or wanted == member or wanted.startswith(member + "!")

    def is_asked_for(self, source: Source) -> bool:
        """Whether the document as a whole is asked for."""
        return self.only is None or (self.only.line is None and self.only.member == source.member)

    def refuse(self, source: Source, error: Exception, raw: bytes | None = None) -> Rejected:
        """The outcome of a record that cannot be read because of ``error``."""
        told = as_read_error(error)
        cause = told.__cause__ or (None if told is error else error)
        line = f"{type(cause).__name__}: {cause}" if cause is not None else None
        line = shown(without_secrets(line)) if line is not None else None
        raw = raw[: self.options.max_bytes] if raw is not None and self.keep_raw else None
        detail = shown(without_secrets(told.detail))
        return Rejected(source, "read", Reason(told.reason), detail, line, raw=raw)


def shown(text: str, limit: int = 500) -> str:
    """``text`` safe for a log line: no control characters, no lone surrogates, bounded."""
    return _UNSAFE.sub(lambda found: _escape(found.group()), text[:limit])


def _escape(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def with_bytes(source: Source, data: bytes) -> Source:
    """``source`` with the sha256 of the record's bytes."""
    return replace(source, sha256=hashlib.sha256(data).hexdigest())


def one_or_more(records: Iterator[Read], source: Source, reading: Reading) -> Iterator[Read]:
    """``records``, ending with a refusal where reading them fails, and EMPTY if there is none.

    This is what makes every document give at least one outcome and never an exception, but for
    :class:`OverBudget`, which ends the whole input.
    """
    seen = False
    try:
        for record in records:
            seen = True
            yield record
    except OverBudget:
        raise
    except Exception as error:  # whatever a parser raises concerns this document alone
        yield reading.refuse(source, error)
        return
    if not seen and reading.is_asked_for(source):
        yield reading.refuse(source, ReadError(Reason.EMPTY, "no records"))


def stands_for_rest(source: Source) -> bool:
    """Whether ``source`` tells where reading stopped, and so names all that follows."""
    return source.offset is not None and source.length is None
