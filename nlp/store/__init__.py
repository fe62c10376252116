"""Where results go: a file, a folder, a database on a server; :func:`open_store` opens each.

Every store keeps the same records (:mod:`nlp.record`), once for each key, through kills and two
writers at a time; :class:`nlp.store.base.Store` says what it promises.
"""

from __future__ import annotations

from pathlib import Path

from nlp.errors import ConfigError
from nlp.store.base import Store
from nlp.store.files import check_exists, check_lines, check_options
from nlp.store.frames import ends_well
from nlp.store.postgres import is_postgres, without_password
from nlp.store.remote import is_remote
from nlp.store.restored import restore, restored

__all__ = ["Store", "open_store", "restore", "restored"]

_KINDS = """known are sqlite:///wire.db (or a path that ends in .db or .sqlite), \
postgresql://user@host/db, jsonl:out.jsonl[.gz|.zst], parquet:out/, bulk:out.ndjson[.gz][?index=NAME], \
and in an object store parquet:s3://bucket/out/ and jsonl:s3://bucket/out.jsonl.gz/ (or gs://, az://)"""


def open_store(url: str, *, read_only: bool = False, must_exist: bool = False) -> Store:
    """Open or create the store that ``url`` names.

    ``read_only`` changes and creates nothing; what is not there reads as an empty store. Raises
    :class:`ConfigError` for a URL of no known kind, for a file that holds something else, and with
    ``must_exist`` where there is nothing; :class:`nlp.errors.StoreLost` when it cannot be opened.

    Example: ``with closing(open_store("sqlite:///wire.db")) as store: print(store.count())``
    """
    if is_postgres(url):
        from nlp.store.sql import on_server

        return on_server(url, read_only=read_only, must_exist=must_exist)
    scheme, _, rest = url.partition(":")
    if scheme in ("jsonl", "parquet") and is_remote(rest):
        from nlp.store.objects import open_objects

        return open_objects(scheme, rest, read_only=read_only, must_exist=must_exist)
    if scheme == "bulk":
        from nlp.store.bulk import open_bulk

        return open_bulk(rest, read_only=read_only, must_exist=must_exist)
    kind, path = _parse(url)
    check_options(kind, str(path))
    if kind == "jsonl":
        check_lines(kind, path)
    if must_exist:
        check_exists(path)
    if kind == "sqlite":
        from nlp.store.sql import on_file
        from nlp.store.sqlite import is_blank

        if must_exist and is_blank(path):
            raise ConfigError(f"there is no store in {path}: the file is empty (0 bytes)")
        return on_file(path, read_only=read_only)
    if kind == "jsonl":
        from nlp.store.jsonl import JsonlStore

        return JsonlStore(path, read_only=read_only)
    from nlp.store.parquet import ParquetStore

    return ParquetStore(path, read_only=read_only)


def is_bare(url: str) -> bool:
    """Whether ``url`` is a path alone that names a SQLite store, by its ending."""
    return ":" not in url and url.endswith((".db", ".sqlite", ".sqlite3"))


def _parse(url: str) -> tuple[str, Path]:
    """Kind and path of a store's URL; ``sqlite:////abs.db`` has an absolute path."""
    kind, _, rest = url.partition(":")
    if is_bare(url):
        return "sqlite", Path(url)
    if kind == "sqlite" and rest.startswith("///"):
        rest = rest[3:]
    elif kind not in ("jsonl", "parquet"):
        raise ConfigError(f"{without_password(url)!r} names no store; {_meant(url)}{_KINDS}")
    if not rest or "://" in rest:
        raise ConfigError(f"{without_password(url)!r} has no local path; {_KINDS}")
    return kind, Path(rest)


def _meant(path: str) -> str:
    """A hint where a path is given alone, whose ending says which kind of store was meant."""
    if ":" in path:
        return ""
    if path.lower().endswith(".parquet"):
        return f"did you mean parquet:{Path(path).with_suffix('')}/ (a folder)? "
    return f"did you mean jsonl:{path}? " if "." in path and ends_well(path) else ""
