"""From command-line options to a :class:`nlp.config.Config`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nlp.config import Config


def configured(path: Path | None = None, **tables: dict[str, Any]) -> Config:
    """The configuration file (or the defaults) with options laid over it.

    An option that is None or empty was not given and leaves the file's value; so does a field of
    ``read.fields``. Raises :class:`ConfigError` when a value does not fit.
    """
    config = Config.from_toml(path) if path else Config()
    merged = config.model_dump(exclude_unset=True)  # what was not given must not count as given
    for name, options in tables.items():
        given = {key: value for key, value in options.items() if value not in (None, [], {})}
        merged[name] = _over(merged.get(name, {}), given)
    return Config.model_validate(merged)


def _over(table: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """``given`` laid over ``table``, and a table in it (``fields``) over the one in ``table``."""
    inner = {
        key: {**table[key], **value}
        for key, value in given.items()
        if isinstance(value, dict) and isinstance(table.get(key), dict)
    }
    return {**table, **given, **inner}


def shared_cores(config: Config, workers: int) -> Config:
    """``config`` for one of several worker processes: one thread each, where none were asked for.

    Threads change no result, so they are part of no hash.
    """
    if workers == 1:
        return config
    rooms = {
        name: room.model_copy(update={"workers": room.workers or 1})
        for name, room in (("translate", config.translate), ("classify", config.classify))
    }
    return config.model_copy(update=rooms)
