"""The tables of veille's databases, as SQLAlchemy describes them.

``SIDE`` holds what every database of veille has: the quarantine, the runs, the restored segments,
and for stores made of files their ledger. ``STORE`` adds the results. A reader of ``wire.db`` finds
the view ``latest`` (one row for each article, its newest result) and the view ``set_aside`` (each
boilerplate or spam segment with its reason).
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)


def _side_tables(metadata: MetaData) -> None:
    Table("veille", metadata, Column("name", Text, primary_key=True), Column("value", Text))
    Table(
        "quarantine",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("fingerprint", Text, nullable=False, unique=True),
        Column("status", Text, nullable=False),
        Column("stage", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("error", Text),
        Column("source_path", Text, nullable=False),
        Column("source_member", Text),
        Column("source_line", Integer),
        Column("source_offset", Integer),
        Column("source", Text, nullable=False),  # JSON in ASCII: any file name comes back exact
        Column("content_hash", Text, index=True),
        Column("key", Text, index=True),
        Column("article", Text),
        Column("raw", LargeBinary),
        Column("run", Integer),
        Column("at", Text, nullable=False),
        Index("quarantine_place", "source_path", "source_member"),
    )
    Table(
        "runs",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("started", Text, nullable=False),
        Column("updated", Text, nullable=False),
        Column("ended", Text),
        Column("status", Text, nullable=False),
        Column("process", Text, nullable=False),
        Column("options", Text, nullable=False),
        Column("model_hash", Text, nullable=False),
        Column("config_hash", Text, nullable=False),
        Column("balance", Text, nullable=False),
    )
    Table(
        "restored",
        metadata,
        Column("content_hash", Text, primary_key=True),
        Column("text", Text, primary_key=True),
        Column("segment", Integer, nullable=False),
        Column("key", Text, nullable=False),
        Column("at", Text, nullable=False),
    )


def _ledger_tables(metadata: MetaData) -> None:
    """Where each record of a file store lies: part 0 with offset and length, or a part file."""
    Table(
        "parts",
        metadata,
        Column("name", Text, primary_key=True),
        Column("size", Integer, nullable=False),  # bytes that are committed
    )
    Table(
        "kept",
        metadata,
        Column("key", Text, primary_key=True),
        Column("part", Text, nullable=False, index=True),
        Column("offset", Integer, nullable=False),  # first byte of the frame, 0 in a part file
    )


def _store_tables(metadata: MetaData) -> None:
    Table(
        "articles",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("key", Text, nullable=False, unique=True),
        Column("id", Text, nullable=False, index=True),
        Column("content_hash", Text, nullable=False, index=True),
        Column("lang", Text),
        Column("published", Text),
        Column("title", Text),
        Column("title_en", Text),
        Column("primary_event", Text, index=True),
        Column("confidence", Float),
        Column("body", Text, nullable=False),
        Column("body_en", Text, nullable=False),
        Column("set_aside", Integer, nullable=False),
        Column("source_path", Text, nullable=False, index=True),
        Column("source_member", Text),
        Column("source_line", Integer),
        Column("model_hash", Text, nullable=False),
        Column("config_hash", Text, nullable=False),
        Column("record", Text, nullable=False),
    )
    _child(
        metadata,
        "segments",
        Column("kind", Text, nullable=False),
        Column("label", Text, index=True),
        Column("score", Float),
        Column("lang", Text),
        Column("text", Text, nullable=False),
        Column("en", Text),
        Column("reasons", Text, nullable=False),
    )
    _child(
        metadata,
        "edits",
        Column("segment", Integer, nullable=False),
        Column("found", Text, nullable=False),
        Column("fixed", Text, nullable=False),
        Column("class", Text, nullable=False, index=True),
        Column("reason", Text, nullable=False),
        Column("score", Float),
    )
    _child(
        metadata,
        "events",
        Column("type", Text, nullable=False, index=True),
        Column("score", Float, nullable=False),
        Column("primary", Boolean, nullable=False),
    )
    _child(metadata, "names", Column("name", Text, nullable=False, index=True))
    _child(
        metadata,
        "checks",
        Column("kind", Text, nullable=False, index=True),
        Column("detail", Text, nullable=False),
        Column("segment", Integer),
    )


def _child(metadata: MetaData, name: str, *columns: Column) -> None:
    """A table with rows of an article, numbered in the order of the record."""
    Table(
        name,
        metadata,
        Column("article", ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


_LATEST = """
CREATE VIEW IF NOT EXISTS latest AS SELECT * FROM articles
WHERE seq IN (SELECT max(seq) FROM articles GROUP BY content_hash)
"""

_SET_ASIDE = """
CREATE VIEW IF NOT EXISTS set_aside AS SELECT a.key, a.id, a.title_en, s.number AS segment, s.label, s.score,
s.reasons, s.text FROM segments s JOIN latest a ON a.seq = s.article
WHERE s.label IN ('boilerplate', 'spam')
"""

SIDE = MetaData()
_side_tables(SIDE)
_ledger_tables(SIDE)

STORE = MetaData()
_side_tables(STORE)
_store_tables(STORE)
for _view in (_LATEST, _SET_ASIDE):
    event.listen(STORE, "after_create", DDL(_view))
