"""The one fixed split of the labelled articles, shared by every recipe and evaluation."""

from __future__ import annotations

import hashlib


def is_dev(article_id: str) -> bool:
    """Say whether an article belongs to the development split (about one in ten).

    The split is by article, so that no sentence of a development article is ever trained on,
    and depends on the identifier alone, so that it stays the same when articles are added.
    """
    digest = hashlib.sha256(article_id.encode("utf-8")).hexdigest()
    return int(digest, 16) % 10 == 0
