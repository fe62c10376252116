"""Files for the bulk API of OpenSearch and Elasticsearch: an action line and a document, in turn.

The document is the record, its ``_id`` the record's key, the action ``index``: loading a file twice,
or one that overlaps with another, leaves each document once. The file itself is written as
:mod:`nlp.store.jsonl` writes, with the same promises.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from nlp.errors import ConfigError
from nlp.record import Record, dumps, loads
from nlp.store.base import store_errors
from nlp.store.files import check_exists, check_lines, check_options
from nlp.store.frames import frames
from nlp.store.jsonl import JsonlStore

INDEX = "?index="

_NAME = re.compile(r"(?![-_+.])[^\\/*?\"<>| ,#:A-Z\x00-\x1f]{1,200}")


class BulkStore(JsonlStore):
    """Result records as pairs of lines; ``index`` names the index in each action.

    Without it the action names none, and the address says it: ``POST /NAME/_bulk``. A file that is
    there has one index for all, which counts when none is given; raises :class:`ConfigError` for
    another when it is to be written.
    """

    each = 2

    def __init__(self, path: Path, index: str | None = None, *, read_only: bool = False) -> None:
        self._index = {"_index": index} if index else {}
        super().__init__(path, read_only=read_only)
        self.url = f"bulk:{path}" + (f"{INDEX}{index}" if index else "")
        if not read_only:
            self._keep_to_index(index)

    def _keep_to_index(self, index: str | None) -> None:
        """Go on with the index that the actions of the file name; raises where another is asked for."""
        with store_errors(str(self.path)):
            first = self._first_action()
        if first is None:
            return
        there = first.get("_index")
        if index and index != there:
            self._ledger.give_up()
            told = f"the index {there}" if there else "no index"
            raise ConfigError(
                f"{self.path} names {told} in its actions, and ?index={index} would be another one"
                " beside it; give another file"
            )
        self._index = {"_index": there} if there else {}

    def _first_action(self) -> dict[str, Any] | None:
        if not self.path.exists():
            return None
        with self.path.open("rb") as file:
            _, _, lines = next(frames(file, self._kind, self.each), (0, 0, b""))
        return json.loads(lines.partition(b"\n")[0])["index"] if lines else None

    def encode(self, record: Record) -> str:
        """The action and the document."""
        action = {"index": {**self._index, "_id": record["key"]}}
        return f"{json.dumps(action, ensure_ascii=False)}\n{dumps(record)}\n"

    def decode(self, lines: bytes) -> list[Record]:
        """The documents; ValueError where one does not follow its action."""
        actions, documents = lines.splitlines()[::2], lines.splitlines()[1::2]
        records = [loads(line) for line in documents]
        ids = [json.loads(action)["index"]["_id"] for action in actions]
        if ids != [record["key"] for record in records]:
            raise ValueError("an action without its document")
        return records


def open_bulk(rest: str, *, read_only: bool, must_exist: bool) -> BulkStore:
    """The store that ``bulk:rest`` names, as ``bulk:out.ndjson.gz?index=news``."""
    path, asked, index = rest.partition(INDEX)
    if not path or "://" in path:
        raise ConfigError(f"bulk:{rest} has no local path; write bulk:out.ndjson[.gz]?index=NAME")
    if asked:
        check_index(index)
    check_options("bulk", path, f"{INDEX}NAME")
    check_lines("bulk", Path(path))
    if must_exist:
        check_exists(Path(path))
    return BulkStore(Path(path), index or None, read_only=read_only)


def check_index(name: str) -> None:
    """Raise :class:`ConfigError` for a name that no index may have."""
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} cannot be the name of an index: lower case, without spaces and"
            ' \\ / * ? " < > | , # : and not beginning with - _ + or a full stop'
        )


def index_template(name: str) -> dict[str, Any]:
    """The index template for ``PUT /_index_template/NAME``: how each field is searched.

    It suits OpenSearch and Elasticsearch alike. Unknown fields are refused (``strict``), so that a
    document of another program is told at once; ``meta``, whose fields the input decides, is kept
    and not indexed.
    """
    check_index(name)
    mappings = {"dynamic": "strict", "properties": _record_fields()}
    return {"index_patterns": [f"{name}*"], "template": {"mappings": mappings}}


_WORD = {"type": "keyword", "ignore_above": 8191}  # Lucene refuses a term of over 32,766 bytes
_WHOLE = {"type": "long"}
_SCORE = {"type": "float"}
_ENGLISH = {"type": "text", "analyzer": "english"}
_SOURCE_TEXT = {  # French or Spanish: each is searched with its own stems
    "type": "text",
    "analyzer": "standard",
    "fields": {name[:2]: {"type": "text", "analyzer": name} for name in ("french", "spanish")},
}


def _record_fields() -> dict[str, Any]:
    def rows(**fields: Any) -> dict[str, Any]:
        return {"properties": fields}

    step = rows(stage=_WORD, model=_WORD, config=_WORD, seconds=_SCORE)
    return {
        **dict.fromkeys(
            ("version", "id", "key", "content_hash", "lang", "authors", "names"), _WORD
        ),
        "source": rows(
            path=_WORD, member=_WORD, line=_WHOLE, offset=_WHOLE, length=_WHOLE, sha256=_WORD
        ),
        "published": {"type": "date", "ignore_malformed": True},  # as found, so of any form
        **dict.fromkeys(("title", "body"), _SOURCE_TEXT),
        **dict.fromkeys(("title_en", "body_en"), _ENGLISH),
        "segments": rows(
            text=_SOURCE_TEXT,
            en=_ENGLISH,
            **dict.fromkeys(("kind", "label", "lang", "reasons"), _WORD),
            score=_SCORE,
        ),
        "edits": rows(
            segment=_WHOLE,
            **dict.fromkeys(("found", "fixed", "class", "reason"), _WORD),
            start=_WHOLE,
            score=_SCORE,
        ),
        "events": rows(type=_WORD, score=_SCORE, primary={"type": "boolean"}, evidence=_WHOLE),
        "facts": rows(
            **dict.fromkeys(("kind", "text", "event", "currency"), _WORD),
            **dict.fromkeys(("segment", "start", "end"), _WHOLE),
            value={"type": "double"},
            date=_WORD,  # a day, a month or an interval
        ),
        "checks": rows(kind=_WORD, detail=_WORD, segment=_WHOLE),
        "confidence": _SCORE,
        "meta": {"type": "object", "enabled": False},
        "provenance": rows(veille=_WORD, model_hash=_WORD, config_hash=_WORD, steps=step),
    }
