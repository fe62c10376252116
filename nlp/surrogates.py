"""Lone surrogates, which no text that is written can hold: found, and replaced by U+FFFD."""

from __future__ import annotations

import json
import re
from typing import Any

LONE = re.compile("[\ud800-\udfff]")
"""A surrogate without its other half, as of a file name that is not UTF-8: no text that can be encoded."""


def storable(value: Any) -> Any:
    """``value`` with every lone surrogate replaced by U+FFFD; the same object if there is none.

    Raises ``TypeError`` or ``ValueError`` for what JSON cannot hold, such as a score that is NaN.
    """
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        return _without_surrogates(value)
    return value


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(v) for v in value]
    return value
