"""The type of options that name a file or a model, kept as text: hashes and files hold them so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator


def _as_text(value: Any) -> Any:
    """A path as text; all else is left for pydantic to judge."""
    return os.fspath(value) if isinstance(value, os.PathLike) else value


if TYPE_CHECKING:
    Named = str | os.PathLike[str]
else:
    Named = Annotated[str, BeforeValidator(_as_text)]
"""A name or a path: ``str``, or any ``os.PathLike``, which is what a type checker is told; an option
holds ``str``."""
