"""The tables of veille's databases, as SQLAlchemy describes them, for SQLite and PostgreSQL.

``SIDE`` holds what every database of veille has: the quarantine, the runs, the restored segments,
and for stores made of files their ledger. ``STORE`` adds the results. A reader of ``wire.db`` finds
the view ``latest`` (one row for each article, its newest result) and the view ``set_aside`` (each
boilerplate or spam segment with its reason). On PostgreSQL ``articles`` and ``latest`` also have
``search``, an English full-text index over the title and the first 100,000 characters of the text
(a whole one would not fit where an article is longer than a book).

A change here is a new version of the schema: :mod:`nlp.store.migrations`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
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
    TypeDecorator,
    event,
)


class Words(TypeDecorator[str]):
    """Text of any kind. PostgreSQL has no NUL in text; it becomes U+FFFD there."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """What is sent to the database."""
        if value and dialect.name == "postgresql":
            return value.replace("\0", "\ufffd")
        return value


Whole = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of 64 bits: SQLite calls any INTEGER, and numbers rows only for that name."""

Json = Text().with_variant(JSON(), "postgresql")
"""JSON kept to the letter: `json` and not `jsonb`, which puts keys in another order."""


def _lookup(table: str, column: str) -> Index:
    """An index for equality over text of any length, which a B-tree of PostgreSQL cannot hold."""
    return Index(f"ix_{table}_{column}", column, postgresql_using="hash")


_PLACE = ("source_path", "source_member", "source_line")


def _side_tables(metadata: MetaData) -> None:
    Table("veille", metadata, Column("name", Words, primary_key=True), Column("value", Text))
    _quarantine_table(metadata)
    _runs_table(metadata)
    Table(
        "restored",
        metadata,
        Column("content_hash", Words, primary_key=True),
        Column("digest", Words, primary_key=True),  # sha256 of the text
        Column("text", Words, nullable=False),
        Column("segment", Whole, nullable=False),
        Column("key", Words, nullable=False),
        Column("at", Words, nullable=False),
    )


def _quarantine_table(metadata: MetaData) -> None:
    Table(
        "quarantine",
        metadata,
        Column("id", Whole, primary_key=True),
        Column("fingerprint", Words, nullable=False, unique=True),
        Column("status", Words, nullable=False),
        Column("stage", Words, nullable=False),
        Column("reason", Words, nullable=False),
        Column("detail", Words, nullable=False),
        Column("error", Words),
        Column("source_path", Words, nullable=False),
        Column("source_member", Words),
        Column("source_line", Whole),
        Column("source_offset", Whole),
        Column("source", Words, nullable=False),  # JSON in ASCII: any file name comes back exact
        Column("content_hash", Words, index=True),
        Column("key", Words, index=True),
        Column("article", Words),
        Column("raw", LargeBinary),
        Column("run", Integer),
        Column("at", Words, nullable=False),
        Index("quarantine_place", *_PLACE).ddl_if(dialect="sqlite"),
        # a B-tree of PostgreSQL cannot hold a long path: the line beside its hash
        Index("quarantine_path", "source_path", postgresql_using="hash").ddl_if("postgresql"),
        Index("quarantine_line", "source_line").ddl_if("postgresql"),
    )


def _runs_table(metadata: MetaData) -> None:
    Table(
        "runs",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("started", Words, nullable=False),
        Column("updated", Words, nullable=False),
        Column("ended", Words),
        Column("status", Words, nullable=False),
        Column("process", Words, nullable=False),
        Column("options", Words, nullable=False),
        Column("model_hash", Words, nullable=False),
        Column("config_hash", Words, nullable=False),
        Column("balance", Words, nullable=False),
    )


def _ledger_tables(metadata: MetaData) -> None:
    """Where each record of a file store lies: part 0 with offset and length, or a part file."""
    Table(
        "parts",
        metadata,
        Column("name", Words, primary_key=True),
        Column("size", Whole, nullable=False),  # bytes that are committed
    )
    Table(
        "kept",
        metadata,
        Column("key", Words, primary_key=True),
        Column("part", Words, nullable=False, index=True),
        Column("offset", Whole, nullable=False),  # first byte of the frame, 0 in a part file
    )


def _store_tables(metadata: MetaData) -> None:
    _articles_table(metadata)
    _text_tables(metadata)
    _finding_tables(metadata)


def _articles_table(metadata: MetaData) -> None:
    Table(
        "articles",
        metadata,
        Column("seq", Whole, primary_key=True),
        Column("key", Words, nullable=False, unique=True),
        Column("id", Words, nullable=False),
        Column("content_hash", Words, nullable=False, index=True),
        Column("lang", Words),
        Column("published", Words),
        Column("title", Words),
        Column("title_en", Words),
        Column("primary_event", Words, index=True),
        Column("confidence", Float),
        Column("body", Words, nullable=False),
        Column("body_en", Words, nullable=False),
        Column("set_aside", Integer, nullable=False),
        Column("source_path", Words, nullable=False),
        Column("source_member", Words),
        Column("source_line", Whole),
        Column("model_hash", Words, nullable=False),
        Column("config_hash", Words, nullable=False),
        Column("record", Json, nullable=False),
        _lookup("articles", "id"),
        _lookup("articles", "source_path"),
    )


def _text_tables(metadata: MetaData) -> None:
    """Who wrote an article, what it is made of and what was mended in it."""
    _child(metadata, "authors", Column("name", Words, nullable=False), _lookup("authors", "name"))
    _child(
        metadata,
        "segments",
        Column("kind", Words, nullable=False),
        Column("label", Words, index=True),
        Column("score", Float),
        Column("lang", Words),
        Column("text", Words, nullable=False),
        Column("en", Words),
        Column("reasons", Words, nullable=False),
    )
    _child(
        metadata,
        "edits",
        Column("segment", Whole, nullable=False),
        Column("found", Words, nullable=False),
        Column("fixed", Words, nullable=False),
        Column("class", Words, nullable=False, index=True),
        Column("reason", Words, nullable=False),
        Column("score", Float),
    )


def _finding_tables(metadata: MetaData) -> None:
    """What was found in an article: events, facts, names, and what a reader should look at."""
    _child(
        metadata,
        "events",
        Column("type", Words, nullable=False, index=True),
        Column("score", Float, nullable=False),
        Column("primary", Boolean, nullable=False),
    )
    _child(
        metadata,
        "facts",
        Column("kind", Words, nullable=False, index=True),
        Column("text", Words, nullable=False),
        Column("event", Words, nullable=False),
        Column("segment", Whole, nullable=False),
        Column("value", Float),
        Column("currency", Words),
        Column("date", Words),
        _lookup("facts", "text"),
    )
    _child(metadata, "names", Column("name", Words, nullable=False), _lookup("names", "name"))
    _child(
        metadata,
        "checks",
        Column("kind", Words, nullable=False, index=True),
        Column("detail", Words, nullable=False),
        Column("segment", Whole),
    )


def _child(metadata: MetaData, name: str, *columns: Column | Index) -> None:
    """A table with rows of an article, numbered in the order of the record."""
    Table(
        name,
        metadata,
        Column("article", ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


_SEARCH = """
ALTER TABLE articles ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
setweight(to_tsvector('english', left(coalesce(title_en, ''), 1000)), 'A') ||
setweight(to_tsvector('english', left(body_en, 100000)), 'B')) STORED
"""

_SEARCH_INDEX = "CREATE INDEX IF NOT EXISTS ix_articles_search ON articles USING gin (search)"

_LATEST = """
latest AS SELECT * FROM articles
WHERE seq IN (SELECT max(seq) FROM articles GROUP BY content_hash)
"""

_SET_ASIDE = """
set_aside AS SELECT a.key, a.id, a.title_en, s.number AS segment, s.label, s.score,
s.reasons, s.text FROM segments s JOIN latest a ON a.seq = s.article
WHERE s.label IN ('boilerplate', 'spam')
"""

_AFTER = (  # the column before the views, which take the columns that are there
    ("postgresql", _SEARCH),
    ("postgresql", _SEARCH_INDEX),
    *(("postgresql", f"CREATE OR REPLACE VIEW {view}") for view in (_LATEST, _SET_ASIDE)),
    *(("sqlite", f"CREATE VIEW IF NOT EXISTS {view}") for view in (_LATEST, _SET_ASIDE)),
)

SIDE = MetaData()
_side_tables(SIDE)
_ledger_tables(SIDE)

STORE = MetaData()
_side_tables(STORE)
_store_tables(STORE)
for _dialect, _statement in _AFTER:
    event.listen(STORE, "after_create", DDL(_statement).execute_if(dialect=_dialect))
