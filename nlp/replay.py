"""The ways out of quarantine: replay a record through the pipeline, or release it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from nlp.article import Article, Check
from nlp.balance import Balance
from nlp.errors import ConfigError, ReadError
from nlp.held import Held
from nlp.job import Job, JobOptions
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.read.walk import STDIN
from nlp.record import Record, to_record
from nlp.stage import Kept, Reason, Rejected, run_stage
from nlp.store.base import Store
from nlp.store.runs import Runs
from nlp.store.waiting import working_folder

RELEASABLE = frozenset({Reason.NO_CONTENT, Reason.LANGUAGE, Reason.TOO_LARGE})
"""Reasons that are a policy and no fault: a person may decide otherwise."""

Reader = Callable[[Held], Iterator[Article | Rejected]]
"""Reads the raw record of a row again: :func:`nlp.read.read_again` with options bound, or for many
rows a :class:`nlp.read.Rereader`."""


def replay(
    held: Sequence[Held],
    load: Callable[[], Pipeline],
    read_again: Reader,
    stores: Sequence[Store],
    quarantine: Quarantine,
    options: JobOptions | None = None,
    *,
    about: dict[str, Any] | None = None,
) -> Balance:
    """Run quarantined records through the pipeline again; what is stored now is marked.

    A record that could be read then starts from its article, another from its raw bytes, read
    again. What is rejected again goes on waiting, with its new reason if that changed. ``about`` is
    noted with the run, beside the numbers of the rows.
    """
    options = (options or JobOptions()).model_copy(update={"fresh": True})
    again = _Again(held, read_again, quarantine)
    noted = {**(about or {}), "replay": [row.id for row in held]}
    balance = Job(load, again, stores, quarantine, options, about=noted, entire=False).run()
    if again.mended and not balance.signal and not options.dry_run:
        quarantine.mark(again.mended, "replayed")
    return balance


@dataclass(slots=True)
class _Again:
    """The records of quarantined rows, and which rows read without their fault this time."""

    held: Sequence[Held]
    read_again: Reader
    quarantine: Quarantine
    mended: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[Article | Rejected]:
        for light in self.held:
            row = self.quarantine.show(light.id)
            article = row.article()
            if article is not None:  # what stages made of it before one rejected it is made again
                yield article.as_read()
            else:
                yield from self._read(row)

    def _read(self, row: Held) -> Iterator[Article | Rejected]:
        """Read a row again; mended when it gave articles and the same place no fault.

        Of a pipe nothing can be read again but what was kept of it.
        """
        if row.source.path == STDIN and row.raw is None:
            yield Rejected(row.source, row.stage, row.reason, row.detail, error=row.error)
            return
        articles, faults = 0, 0
        for record in _safely(row, self.read_again):
            articles += isinstance(record, Article)
            faults += isinstance(record, Rejected) and _place(record) == _place(row)
            yield record
        if articles and not faults:
            self.mended.append(row.id)


def _safely(row: Held, read_again: Reader) -> Iterator[Article | Rejected]:
    """What the reader gives; a source that is gone is rejected as unreadable, not an error."""
    try:
        yield from read_again(row)
    except (OSError, ReadError) as error:
        told = f"{type(error).__name__}: {error}"[:500]
        yield Rejected(row.source, "read", Reason.UNREADABLE, told, error=told, raw=row.raw)


def _place(record: Held | Rejected) -> tuple[object, ...]:
    source = record.source
    return source.path, source.member, source.line, source.offset


def release(
    ids: Sequence[int],
    pipeline: Pipeline,
    stores: Sequence[Store],
    quarantine: Quarantine,
    *,
    about: dict[str, Any] | None = None,
) -> list[str]:
    """Store articles that were rejected for a reason of policy; the keys of their records.

    Each runs through the stages after the one that rejected it and carries a check ``released``
    with the reason. Labels stay as they were: what separation set aside can be restored segment by
    segment. A run is noted, with ``about`` and the numbers of the rows. Under the models and options
    of the run that rejected it, an article has the key that further runs look for, and is there for
    them. Raises :class:`ConfigError`, before anything is stored, for a row that does not exist,
    that was rejected for a fault, or whose article could not be read.
    """
    rows = [(row, releasable(row)) for row in map(quarantine.show, ids)]
    runs, balance = Runs(stores[0].side), Balance()
    noted = {"cwd": working_folder(), **(about or {}), "to": [store.url for store in stores]}
    noted["release"] = list(ids)
    run = runs.start(noted, pipeline.model_hash, pipeline.config_hash)
    keys, status = [], "failed"
    try:
        for row, article in rows:
            record = _released(row, article, pipeline)
            new = [store.put([record]) for store in stores]
            quarantine.mark([row.id], "released")
            keys.append(record["key"])
            balance.read += 1
            balance.stored += [True] in new
            balance.already_there += [True] not in new
        status = "done"
    finally:
        with suppress(*[] if status == "done" else [Exception]):  # told by its own error
            runs.note(run, balance.to_dict(), status)
    return keys


def releasable(row: Held) -> Article:
    """The article of ``row``; raises :class:`ConfigError` where it cannot be let through."""
    article = row.article()
    if row.reason not in RELEASABLE:
        known = ", ".join(sorted(RELEASABLE))
        raise ConfigError(
            f"record {row.id} was rejected as {row.reason}, which is a fault and no policy"
            f" ({known}); mend its cause and replay it"
        )
    if article is None:
        raise ConfigError(
            f"record {row.id} holds no article, as it could not be read ({row.reason}: "
            f"{row.detail}); replay it with other limits"
        )
    return article


def _released(row: Held, article: Article, pipeline: Pipeline) -> Record:
    done = _through(article, row.stage, pipeline)
    done = done.with_(checks=(*done.checks, _check(row)))
    return to_record(done, pipeline.model_hash, pipeline.config_hash)


def _check(row: Held) -> Check:
    return Check("released", f"{row.reason}: {row.detail}" if row.detail else row.reason.value)


def _through(article: Article, rejected_by: str, pipeline: Pipeline) -> Article:
    """The article after the stages that follow ``rejected_by``; as far as they let it through."""
    names = [stage.name for stage in pipeline.stages]
    rest = names.index(rejected_by) + 1 if rejected_by in names else 0
    for stage in pipeline.stages[rest:]:
        outcome = run_stage(stage, [article])[0]
        if isinstance(outcome, Kept):
            article = outcome.article
    return article
