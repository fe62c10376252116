"""Where the stores that a run names lie, without opening them."""

from __future__ import annotations

import re

from nlp.store.postgres import is_postgres

_KIND = re.compile(r"(?:jsonl|parquet|bulk):|sqlite:///")


def place_of(url: str) -> str | None:
    """The file, folder or URL of objects that the store ``url`` writes; None for one on a server.

    Example: ``place_of("bulk:out.ndjson?index=news") == "out.ndjson"``
    """
    if is_postgres(url):
        return None
    return _KIND.sub("", url, count=1).partition("?")[0]
