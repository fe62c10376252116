"""The balance sheet of a run, and the books that keep it: what is stored, known or quarantined.

Every way of running a job (in one process, with workers) goes through :class:`Books`: ``sort`` says
which of the records just read need work, ``settle`` puts away what came of it. Both write to the
stores first and note it second, so a kill between any two steps costs work and never a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.article import Article
from nlp.errors import Unbalanced
from nlp.held import Status
from nlp.mended import Mended, Pending
from nlp.quarantine import Quarantine
from nlp.record import Record, record_key, to_record
from nlp.stage import Outcome, Reason, Rejected
from nlp.store.base import Store
from nlp.store.sql import SqlStore


@dataclass(slots=True)
class Balance:
    """What became of the records of one run; ``read`` is the sum of the others.

    ``already_there`` also counts an article met twice in the run, and one that a person released
    from quarantine under this key, which therefore does not wait there. ``to_do`` is what a dry run
    would have worked on, ``unfinished`` what an interrupted run had read and not settled. Of what is
    already there, ``superseded`` have a newer result of other models or options. ``words``
    are those of the source, in articles worked on, ``stages`` the seconds that each stage took over
    those that were kept (of all processes together). ``signal`` is the signal that ended the run.
    """

    read: int = 0
    stored: int = 0
    already_there: int = 0
    quarantined: int = 0
    to_do: int = 0
    unfinished: int = 0
    superseded: int = 0
    words: int = 0
    worked: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)  # seconds: a sum of floats
    signal: int | None = None

    @property
    def settled(self) -> int:
        """How many of the records read need nothing more."""
        return self.stored + self.already_there + self.quarantined

    @property
    def exit_code(self) -> int:
        """0, or 128 + the number of the signal that ended the run (130 for Ctrl-C)."""
        return 128 + self.signal if self.signal else 0

    def check(self) -> None:
        """Raise :class:`Unbalanced` unless every record read is accounted for."""
        parts = self.stored + self.already_there + self.quarantined + self.to_do + self.unfinished
        if self.read != parts or sum(self.reasons.values()) != self.quarantined:
            raise Unbalanced(f"the balance does not add up, which is a defect of veille: {self}")

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON-like values."""
        names = [name for name in self.__slots__ if name not in ("reasons", "stages")]
        return {
            **{n: getattr(self, n) for n in names},
            "reasons": dict(sorted(self.reasons.items())),
            "stages": {name: round(seconds, 3) for name, seconds in self.stages.items()},
        }

    def __str__(self) -> str:
        parts = [
            f"{self.stored:,} stored",
            f"{self.already_there:,} already there",
            f"{self.quarantined:,} quarantined",
        ]
        parts += [f"{self.to_do:,} to do"] if self.to_do else []
        parts += [f"{self.unfinished:,} unfinished"] if self.unfinished else []
        why = ", ".join(f"{reason} {n:,}" for reason, n in self.reasons.most_common())
        return f"{self.read:,} read = {' + '.join(parts)}{f' ({why})' if why else ''}"


class Books:
    """The books of one run over ``stores`` (all get the same records) and a ``quarantine``.

    ``fresh`` works again on what is known; ``dry`` writes nothing and counts what needs work;
    ``entire``: the records are those of whole documents, in their order.
    """

    def __init__(
        self,
        stores: Sequence[Store],
        quarantine: Quarantine,
        model_hash: str,
        config_hash: str,
        *,
        run: int | None = None,
        fresh: bool = False,
        dry: bool = False,
        entire: bool = True,
    ) -> None:
        self.balance = Balance()
        self._stores, self._quarantine = tuple(stores), quarantine
        self._hashes = (model_hash, config_hash)
        self._run, self._fresh, self._dry = run, fresh, dry
        self._in_work: dict[str, int] = {}  # key -> how many more of it were read meanwhile
        self._mended = Mended(quarantine, run) if entire and not dry else None
        self._pending = Pending()

    def sort(self, records: Sequence[Article | Rejected]) -> list[Article]:
        """Account for what needs no work; the articles that do, each key once."""
        self.balance.read += len(records)
        self._put_aside([r for r in records if isinstance(r, Rejected)])
        articles = [r for r in records if isinstance(r, Article)]
        keys = [self._key(article) for article in articles]
        there, copied = (set(), set()) if self._fresh else self._look_up(keys)
        held = {} if self._fresh else self._quarantine.known(keys)
        let_through = self._let_through([] if self._fresh else [k for k in keys if k not in there])
        self._note_stored([a for a, k in zip(articles, keys, strict=True) if k in there | copied])
        older = self._superseded([key for key in keys if key in there])
        to_do = []
        for article, key in zip(articles, keys, strict=True):
            if key in self._in_work:
                self._in_work[key] += 1
            elif key in copied:
                copied.discard(key)
                there.add(key)
                self.balance.stored += 1
            elif key in there:
                self.balance.already_there += 1
                self.balance.superseded += key in older
            elif key in held:
                self._count_rejected(held[key])
            elif key in let_through:
                self.balance.already_there += 1
            else:
                self._in_work[key] = 0
                to_do.append(article)
        if self._mended:
            self._pending.add(self._mended.follow(records), self._in_work)
            self._settle_documents()
        return to_do

    def settle(self, batch: Sequence[Article], outcomes: Sequence[Outcome]) -> list[Record]:
        """Store or quarantine what came of ``batch``; the stores first, then the notes.

        Returns the records that were new to a store.
        """
        keys = [self._key(article) for article in batch]
        results = [self._result(a, o) for a, o in zip(batch, outcomes, strict=True)]
        new = self._put([r for r in results if not isinstance(r, Rejected)])
        aside = [k for k, r in zip(keys, results, strict=True) if isinstance(r, Rejected)]
        self._put_aside([r for r in results if isinstance(r, Rejected)], aside)
        let_through = self._let_through(aside)
        done = zip(batch, results, strict=True)
        self._note_stored([a for a, r in done if not isinstance(r, Rejected)])
        older = self._superseded([key for key in keys if key not in new])
        for article, key, result in zip(batch, keys, results, strict=True):
            again = self._in_work.pop(key)
            self.balance.words += count_words(article)
            self.balance.worked += 1
            if key in let_through:
                self.balance.already_there += again + 1
            elif isinstance(result, Rejected):
                self._count_rejected(result.reason, again)
            else:
                self.balance.stages.update(_seconds(result))
                self.balance.stored += key in new
                self.balance.already_there += again + (key not in new)
                self.balance.superseded += (again + 1) * (key in older)
        self._settle_documents(keys)
        return [r for r in results if not isinstance(r, Rejected) and r["key"] in new]

    def close(self, *, interrupted: int | None = None, ended: bool = True) -> Balance:
        """The balance, checked; what is still in work was not finished (or is yet to do).

        ``ended``: all was read, and the last document to its end.
        """
        if self._mended and ended and interrupted is None:
            self._pending.add(self._mended.end(), self._in_work)
            self._settle_documents()
        again = sum(self._in_work.values())
        if self._dry:
            self.balance.to_do = len(self._in_work)
            self.balance.already_there += again
        elif interrupted is not None:
            self.balance.unfinished = len(self._in_work) + again
        self.balance.signal = interrupted
        self.balance.check()
        return self.balance

    def _key(self, article: Article) -> str:
        return record_key(article.content_hash, *self._hashes, article.published)

    def _let_through(self, keys: Sequence[str]) -> set[str]:
        return self._quarantine.released(keys) if keys else set()

    def _look_up(self, keys: Sequence[str]) -> tuple[set[str], set[str]]:
        """Keys that every store has, and keys that one store had and the others now have too."""
        missing = [store.missing(keys) for store in self._stores]
        nowhere, somewhere = set.intersection(*missing), set.union(*missing)
        partly = somewhere - nowhere
        if not partly or self._dry:
            return set(keys) - somewhere, set()
        for store, lacks in zip(self._stores, missing, strict=True):
            records = store.get(sorted(partly - lacks))
            self._put([records[key] for key in keys if key in records])
        return set(keys) - somewhere, partly

    def _superseded(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` whose record is not the newest of its article; only a database tells."""
        return self._stores[0].superseded(keys) if isinstance(self._stores[0], SqlStore) else set()

    def _put(self, records: Sequence[Record]) -> set[str]:
        """Put ``records`` into every store; the keys that were new to one of them."""
        new: set[str] = set()
        unique = list({record["key"]: record for record in records}.values())
        for store in self._stores if unique else ():
            flags = store.put(unique)
            new.update(r["key"] for r, stored in zip(unique, flags, strict=True) if stored)
        return new

    def _result(self, article: Article, outcome: Outcome) -> Record | Rejected:
        """The record of an outcome, or its rejection; what cannot be a record is rejected too."""
        if isinstance(outcome, Rejected):
            return outcome
        try:
            made = outcome.article.with_(content_hash=article.content_hash)
            return to_record(made, *self._hashes)
        except (TypeError, ValueError) as error:
            told = f"{type(error).__name__}: {error}"[:500]
            return Rejected(
                article.source, "store", Reason.STAGE_ERROR, told, error=told, article=article
            )

    def _put_aside(self, rejections: Sequence[Rejected], keys: Sequence[str] | None = None) -> None:
        if not self._dry:
            self._quarantine.add(rejections, keys=keys, run=self._run)
        if keys is None:  # a reader's; those of a stage are counted with their doubles
            for rejected in rejections:
                self._count_rejected(rejected.reason)

    def _note_stored(self, articles: Sequence[Article]) -> None:
        if articles and not self._dry:
            self._quarantine.resolve(articles, run=self._run)

    def _settle_documents(self, keys: Sequence[str] = ()) -> None:
        """Settle what waits for documents that were read to their end and whose articles are done."""
        ready = self._pending.done(keys)
        statuses: tuple[Status, ...] = ("replayed", "gone")
        for status in statuses:
            if ids := [id for id, then in ready if then == status]:
                self._quarantine.mark(ids, status, if_waiting=True)

    def _count_rejected(self, reason: Reason, again: int = 0) -> None:
        self.balance.quarantined += 1 + again
        self.balance.reasons[Reason(reason).value] += 1 + again


def _seconds(record: Record) -> dict[str, float]:
    return {step["stage"]: step["seconds"] for step in record["provenance"]["steps"]}


def count_words(article: Article) -> int:
    """Words of the source, split at white space."""
    texts = [b.text for b in article.blocks] or [article.text]
    return sum(len(text.split()) for text in texts)
