"""Stores in an object store (S3 and its like, Google Cloud Storage, Azure): each batch is one object.

Objects cannot be appended to, so ``parquet:s3://bucket/out/`` and ``jsonl:s3://bucket/out.jsonl.gz/``
are folders of parts. A part is written whole under the next free number, on the condition that no
object of that name is there (:mod:`nlp.store.remote`), so the object store itself decides between two
writers, even on two machines: the one that comes second takes in the other's part, leaves out what
is in it and tries the next number. The parts are the truth, as in stores made of files; the
quarantine, the runs and the ledger lie in a database elsewhere (``?side=``).
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from nlp.errors import ConfigError, StoreLost
from nlp.record import Record, dumps, loads
from nlp.store.files import check_options
from nlp.store.frames import frames, kind_of, pack
from nlp.store.ledger import Ledger, LedgerStore, part_number, side_exists
from nlp.store.remote import RemoteFolder

if TYPE_CHECKING:
    from sqlalchemy import Connection

SIDE = "?side="
_ATTEMPTS, _PAUSE = 120, 0.25  # to find a free number while others write, seconds between two


class Form(Protocol):
    """How the records of a part are written."""

    ending: str

    def encode(self, records: list[Record]) -> bytes:
        """The bytes of a part."""
        ...

    def decode(self, data: bytes) -> list[Record]:
        """The records of a part; raises ValueError, KeyError or TypeError for anything else."""
        ...


class JsonlForm:
    """Lines of JSON, compressed as the name of the folder says."""

    def __init__(self, folder: str) -> None:
        self._kind = kind_of(folder.rstrip("/"))
        self.ending = ".jsonl" if self._kind == "plain" else f".jsonl.{self._kind}"

    def encode(self, records: list[Record]) -> bytes:
        """One frame of lines."""
        return pack("".join(dumps(record) + "\n" for record in records).encode(), self._kind)

    def decode(self, data: bytes) -> list[Record]:
        """The records of all frames."""
        found, end = [], 0
        for _, stop, lines in frames(io.BytesIO(data), self._kind):
            found += [loads(line) for line in lines.splitlines()]
            end = stop
        if end < len(data):
            raise ValueError(f"damaged at byte {end}")
        return found


class ObjectStore(LedgerStore):
    """Result records in objects of one batch each; see :class:`nlp.store.base.Store`.

    ``url`` names the folder for fsspec, ``side`` the database beside it: a path, or the URL of a
    PostgreSQL database; ``beside`` is where that lies, without a password. Raises :class:`ConfigError` for an object that is no part of veille, and
    for a ``side`` that belongs to another store.
    """

    def __init__(
        self, scheme: str, url: str, side: str | None, form: Form, *, read_only: bool = False
    ) -> None:
        self._form = form
        self._folder = RemoteFolder(url)
        self._ledger = Ledger(side or default_side(url), read_only=read_only)
        self.side = self._ledger.side
        self.beside = self._ledger.place
        self.url = f"{scheme}:{url}" + (f"{SIDE}{self.beside}" if side else "")
        try:
            self._ledger.claim(f"{scheme}:{url.rstrip('/')}")
            with self._ledger.database.write() as connection:
                self._settle(connection)
        except BaseException:
            self.close()
            raise

    def put(self, records: Sequence[Record]) -> list[bool]:
        """Write what is new as one object, then enter it in the ledger."""
        with self._ledger.database.write() as connection:
            for attempt in range(_ATTEMPTS):
                new, stored = self._ledger.choose(connection, records)
                if not new:
                    return stored
                name = self._next(connection)
                data = self._form.encode(new)
                if self._folder.create(name, data):
                    self._enter(connection, name, len(data), new)
                    return stored
                if attempt:  # its object is not listed yet, or others are quick
                    time.sleep(_PAUSE)
                self._settle(connection)  # another writer was there first
            raise StoreLost(
                f"{self._folder.place(name)} cannot be written, as there is one, but is not listed:"
                " may the user of the credentials list objects there?"
            )

    def get(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records of those ``keys`` that are there, each part read once."""
        with self._ledger.database.read() as connection:
            places = self._ledger.known(connection, keys)
        found: dict[str, Record] = {}
        for part in sorted({part for part, _ in places.values()}):
            found.update((r["key"], r) for r in self._part(part) if r["key"] in places)
        return found

    def __iter__(self) -> Iterator[Record]:
        """All records, part by part."""
        with self._ledger.database.read() as connection:
            parts = self._ledger.sizes(connection)
        for part in sorted(parts, key=part_number):
            yield from self._part(part)

    def erase(self, keys: Sequence[str]) -> int:
        """Write each part anew that holds one of them; a part with nothing left stays, empty.

        Its number stays taken, so that a writer elsewhere does not mistake another part for it.
        """
        with self._ledger.database.write() as connection:
            self._settle(connection)
            gone = self._ledger.known(connection, keys)
            parts = {part for part, _ in gone.values()}
            for part in parts:
                self._ledger.forget(connection, part)
        with self._ledger.database.write() as connection:
            for part in sorted(parts):
                left = [r for r in self._part(part) if r["key"] not in gone]
                self._folder.replace(part, self._form.encode(left))
                self._ledger.forget(connection, part)  # again: a run may have taken it in
            self._settle(connection)
        return len(gone)

    def _next(self, connection: Connection) -> str:
        numbers = map(part_number, self._ledger.sizes(connection))
        return f"part-{max(numbers, default=-1) + 1:06d}{self._form.ending}"

    def _enter(self, connection: Connection, name: str, size: int, records: list[Record]) -> None:
        keys = [record["key"] for record in records]
        if self._ledger.known(connection, keys) or len(set(keys)) < len(keys):
            raise ConfigError(f"{self._folder.place(name)} holds a record twice; take it away")
        self._ledger.enter(connection, name, size, dict.fromkeys(keys, 0))

    def _settle(self, connection: Connection) -> None:
        """Make folder and ledger agree: take in parts that another writer or a killed run left."""
        part = re.compile(rf"part-\d+{re.escape(self._form.ending)}")
        there = {n: size for n, size in self._folder.sizes().items() if part.fullmatch(n)}
        known = self._ledger.sizes(connection)
        for name, size in known.items():
            if there.get(name) != size:  # taken away, or written anew by an erasure elsewhere
                self._ledger.forget(connection, name)
            else:
                del there[name]
        for name in sorted(there, key=part_number):
            self._enter(connection, name, there[name], self._part(name))

    def _part(self, name: str) -> list[Record]:
        try:
            return self._form.decode(self._folder.read(name))
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{self._folder.place(name)} is no veille output or damaged; take it away"
            ) from error


def open_objects(scheme: str, rest: str, *, read_only: bool, must_exist: bool) -> ObjectStore:
    """The store that ``scheme:rest`` names, as ``parquet:s3://bucket/out/?side=out.veille.db``.

    With ``must_exist`` its database must be there: without it nobody knows the quarantine.
    """
    url, _, side = rest.partition(SIDE)
    check_options(scheme, url, f"{SIDE}PATH")
    if scheme == "jsonl" and not url.endswith("/"):
        raise ConfigError(
            f"an object cannot be appended to, so {url} cannot grow batch by batch; write"
            f" jsonl:{url}/ for a folder of that name, with an object for each batch"
        )
    if must_exist and not side_exists(side or default_side(url)):
        raise ConfigError(
            f"there is no store at {scheme}:{url}: no database with its quarantine and ledger at"
            f" {side or default_side(url)}; name it as {scheme}:{url}{SIDE}PATH"
        )
    if scheme == "jsonl":
        return ObjectStore(scheme, url, side or None, JsonlForm(url), read_only=read_only)
    from nlp.store.parquet import ParquetForm

    return ObjectStore(scheme, url, side or None, ParquetForm(), read_only=read_only)


def default_side(url: str) -> str:
    """Where the database lies when nobody says: in the current folder, by the store's name."""
    return url.rstrip("/").rpartition("/")[2] + ".veille.db"
