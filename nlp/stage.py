"""The one contract of a stage: a batch in, one outcome each out, in the same order.

A stage may reject an article with a :class:`Reason`; it must not lose one. When a stage raises,
:func:`run_stage` halves the batch until the poison article stands alone; that one is rejected with
the error and the rest goes on.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from nlp.article import Article, Source, Step
from nlp.errors import ConfigError, DiskFull, ModelError, StopRun, is_disk_full


class Reason(StrEnum):
    """Why a record is in quarantine: a closed list."""

    UNREADABLE = "unreadable"  # the file or member cannot be opened or parsed
    EMPTY = "empty"  # no text at all
    BINARY = "binary"  # not text in any character set
    ENCODING = "encoding"  # text, but in no character set that can be told
    TOO_LARGE = "too_large"  # over the limit on bytes
    BOMB = "bomb"  # over the limit on decompression ratio
    TOO_MANY_MEMBERS = "too_many_members"  # over the limit on archive members
    TOO_DEEP = "too_deep"  # archives or HTML nested over the limit
    TRUNCATED = "truncated"  # compressed or archived data ends early
    MALFORMED = "malformed"  # JSON, CSV, WARC or Parquet that breaks its own format
    MISSING_FIELD = "missing_field"  # a record without the field that holds its text
    UNSUPPORTED = "unsupported"  # a format that veille does not read
    LANGUAGE = "language"  # neither French, Spanish nor English
    NO_CONTENT = "no_content"  # nothing but boilerplate and spam
    STAGE_ERROR = "stage_error"  # a stage raised on this article alone
    TIMEOUT = "timeout"  # a stage took longer than the limit
    WORKER_LOST = "worker_lost"  # the worker process died on this article alone


@dataclass(frozen=True, slots=True)
class Kept:
    """The article goes on."""

    article: Article

    @property
    def source(self) -> Source:
        """Where the article came from."""
        return self.article.source


@dataclass(frozen=True, slots=True)
class Rejected:
    """The record goes to quarantine.

    ``stage`` is where it was rejected (``read`` for the readers), ``error`` the exception in one
    line if there was one, ``article`` the article as it was (None if it could not be read) and
    ``raw`` a bounded copy of the bytes where ``source`` cannot be read again (standard input).
    """

    source: Source
    stage: str
    reason: Reason
    detail: str = ""
    error: str | None = None
    article: Article | None = None
    raw: bytes | None = None


Outcome = Kept | Rejected


class Stage(Protocol):
    """What the pipeline asks of a stage.

    ``model_hash`` and ``config_hash`` name what decides its results; either may be empty.
    """

    name: str
    model_hash: str
    config_hash: str

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        ...


def reject(article: Article, stage: str, reason: Reason, detail: str = "") -> Rejected:
    """The outcome of an article that ``stage`` does not let through."""
    return Rejected(article.source, stage, reason, detail, article=article)


def hash_of(value: Any) -> str:
    """sha256 (16 hex digits) of a JSON-like value, independent of the order of keys."""
    packed = json.dumps(value, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def run_stage(stage: Stage, batch: Sequence[Article]) -> list[Outcome]:
    """Run ``stage`` over ``batch``; a raising article is isolated by halving and rejected.

    The step (stage, hashes, an even share of the seconds) is added to every article kept. Raises
    :class:`StopRun`, :class:`ModelError` and :class:`ConfigError` as they are: those are not the
    fault of an article.
    """
    if not batch:
        return []
    started = time.perf_counter()
    try:
        outcomes = stage(batch)
        if len(outcomes) != len(batch):
            raise RuntimeError(f"{len(outcomes)} outcomes for {len(batch)} articles")
    except (StopRun, ModelError, ConfigError):
        raise
    except Exception as error:
        if is_disk_full(error):
            raise DiskFull(f"no space left while {stage.name} was at work") from error
        if len(batch) > 1:
            middle = len(batch) // 2
            return run_stage(stage, batch[:middle]) + run_stage(stage, batch[middle:])
        told = f"{type(error).__name__}: {error}"[:500]
        return [replace(reject(batch[0], stage.name, Reason.STAGE_ERROR, told), error=told)]
    seconds = (time.perf_counter() - started) / len(batch)
    step = Step(stage.name, stage.model_hash, stage.config_hash, round(seconds, 6))
    return [_with_step(outcome, step) for outcome in outcomes]


def _with_step(outcome: Outcome, step: Step) -> Outcome:
    if isinstance(outcome, Rejected):
        return outcome
    return Kept(outcome.article.with_(steps=(*outcome.article.steps, step)))
