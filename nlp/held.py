"""One record in quarantine: made a row of what was rejected, and read back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from nlp.article import Article, Source
from nlp.stage import Reason, Rejected
from nlp.surrogates import storable

if TYPE_CHECKING:
    from sqlalchemy import Row

Status = Literal["waiting", "replayed", "released", "dismissed", "gone"]


@dataclass(frozen=True, slots=True)
class Held:
    """One row of the quarantine; ``article_json`` and ``raw`` are None where nothing was kept.

    ``key`` is that of the result the article would have had, ``run`` the number of the run that
    met it last, ``at`` the time (UTC, ISO 8601) when it was first met.
    """

    id: int
    status: Status
    stage: str
    reason: Reason
    detail: str
    error: str | None
    source: Source
    content_hash: str | None
    key: str | None
    run: int | None
    at: str
    article_json: str | None = None
    raw: bytes | None = None

    def article(self) -> Article | None:
        """The article as it was when it was rejected; None where it could not be read."""
        if self.article_json is None:
            return None
        return replace(Article.from_json(self.article_json), source=self.source)


def row_of(rejected: Rejected, key: str | None, run: int | None) -> dict[str, Any]:
    """The columns of a rejection; ``key`` is that of its article, ``run`` the run that met it."""
    source, article = rejected.source, rejected.article
    return {
        "fingerprint": fingerprint(rejected),
        "status": "waiting",
        "stage": rejected.stage,
        "reason": Reason(rejected.reason).value,
        "detail": storable(rejected.detail),
        "error": storable(rejected.error),
        "source_path": storable(source.path),
        "source_member": storable(source.member),
        "source_line": source.line,
        "source_offset": source.offset,
        "source": json.dumps(asdict(source)),
        "content_hash": article.content_hash if article else None,
        "key": key,
        "article": article.to_json() if article else None,
        "raw": rejected.raw,
        "run": run,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def fingerprint(rejected: Rejected) -> str:
    """What makes two rejections one row: the reason and the content, or where none could be read.

    Two copies of one article are one article, so its place matters only when nothing of it is
    known: then place and sha256 of the raw bytes tell it.
    """
    source = rejected.source
    what: list[object] = [source.path, source.member, source.line, source.offset, source.sha256]
    if rejected.article:
        what = [rejected.article.content_hash]
    packed = json.dumps([Reason(rejected.reason).value, *what])
    return hashlib.sha256(packed.encode()).hexdigest()


def held_of(row: Row) -> Held:
    """A row of the table as it is shown; without article and raw bytes where those were not asked for."""
    found = row._mapping
    return Held(
        id=row.id,
        status=row.status,
        stage=row.stage,
        reason=Reason(row.reason),
        detail=row.detail,
        error=row.error,
        source=Source(**json.loads(row.source)),
        content_hash=row.content_hash,
        key=row.key,
        run=row.run,
        at=row.at,
        article_json=found.get("article"),
        raw=found.get("raw"),
    )
