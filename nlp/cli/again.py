"""With which options a record of the quarantine is read again: those of the run that met it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.cli.options import configured
from nlp.config import Config
from nlp.errors import ConfigError
from nlp.store.runs import Runs

if TYPE_CHECKING:
    from nlp.quarantine import Held
    from nlp.store.database import Database

Tables = dict[str, dict[str, Any]]


def noted(options: Config) -> dict[str, Any]:
    """What is noted of the options with a run: all of them, and those that were ``given``.

    A default is none of these, so that a replay by a newer veille works with its own.
    """
    return {
        "config": options.model_dump(mode="json"),
        "given": options.model_dump(mode="json", exclude_defaults=True),
    }


def by_options(
    held: Sequence[Held], side: Database, config: Path | None
) -> Iterator[tuple[Config, dict[str, Any], Sequence[Held]]]:
    """The records with the same options together; the options, what is noted of them, the records.

    Those of the run that met a record last, and what the file ``config`` says laid over them. No
    records are one group of none. Raises :class:`ConfigError`, before the first, when options do
    not fit.
    """
    said = Config.from_toml(config).model_dump(exclude_unset=True) if config else {}
    runs, given = Runs(side), dict[int | None, Tables]()
    groups: dict[str, tuple[Config, list[Held]]] = {}
    for row in held:
        if row.run not in given:
            given[row.run] = _given(runs.options(row.run)) if row.run is not None else {}
        told = json.dumps(given[row.run], sort_keys=True)
        if told not in groups:
            groups[told] = _options(row.run, given[row.run], said), []
        groups[told][1].append(row)
    for options, rows in list(groups.values()) or [(_options(None, {}, said), [])]:
        yield options, noted(options), rows


def _given(options: Mapping[str, Any]) -> Tables:
    """The options that a run was given; an older veille noted all, of which the readers' count."""
    if "given" in options:
        return dict(options["given"])
    read = options.get("config", {}).get("read", {})
    usual = Config().read.model_dump(mode="json")
    return {"read": {name: value for name, value in read.items() if value != usual.get(name)}}


def _options(run: int | None, given: Tables, said: Tables) -> Config:
    tables = {name: {**given.get(name, {}), **said.get(name, {})} for name in {*given, *said}}
    fields = [of.get("read", {}).get("fields", {}) for of in (given, said)]
    if any(fields):
        tables["read"]["fields"] = {**fields[0], **fields[1]}
    try:
        return configured(None, **tables)
    except (ConfigError, KeyError) as error:
        told = f"the options of run {run} do not fit this veille: " if run is not None else ""
        raise ConfigError(f"{told}{error}") from error
