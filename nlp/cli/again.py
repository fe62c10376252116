"""With which options a record of the quarantine is read again: those of the run that met it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.checkpoints import named_in
from nlp.cli.options import configured
from nlp.config import Config
from nlp.errors import ConfigError
from nlp.store.runs import Runs
from nlp.store.siblings import beside
from nlp.store.waiting import is_relative, working_folder

if TYPE_CHECKING:
    from nlp.held import Held
    from nlp.store.base import Store

Tables = dict[str, dict[str, Any]]

_FILES = (("separate", "repeats"), ("translate", "glossary"), ("repair", "glossary"))
_MODELS = tuple((room, "model") for room in ("separate", "translate", "repair", "classify"))


def noted(options: Config) -> dict[str, Any]:
    """What is noted of the options with a run: all of them, and those that were ``given``.

    A default is none of these, so that a replay by a newer veille works with its own.
    """
    return {
        "config": options.model_dump(mode="json"),
        "given": options.model_dump(mode="json", exclude_defaults=True),
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Records that are read again with the same options, into the same stores.

    ``others`` are the stores of their run besides the one that holds the quarantine, ``folder`` is
    where its relative paths start (None: of a run that did not note it).
    """

    options: Config
    others: tuple[str, ...] = ()
    folder: str | None = None
    rows: list[Held] = field(default_factory=list)


def by_options(held: Sequence[Held], store: Store, config: Path | None) -> list[Group]:
    """The records of the quarantine at ``store`` with the same options together.

    Those of the run that met a record last, and what the file ``config`` says laid over them. No
    records are one group of none. Raises :class:`ConfigError` when options do not fit.
    """
    said = Config.from_toml(config).model_dump(exclude_unset=True) if config else {}
    runs, ways = Runs(store.side), dict[int | None, str]()
    groups: dict[str, Group] = {}
    for row in held:
        if row.run not in ways:
            found = runs.options(row.run) if row.run is not None else {}
            given, to, folder = _given(found), found.get("to", []), found.get("cwd")
            way = ways[row.run] = json.dumps([given, to[1:], folder], sort_keys=True)
            if way not in groups:
                here = folder if folder != working_folder() else None
                others = tuple(beside(store.url, here, to))
                groups[way] = _group(row.run, given, said, others, folder)
        groups[ways[row.run]].rows.append(row)
    return list(groups.values()) or [Group(_options(None, {}, said))]


def _group(
    run: int | None, given: Tables, said: Tables, others: tuple[str, ...], folder: str | None
) -> Group:
    """A group without rows; from another folder, its files are named so that they are found here."""
    here = working_folder()
    if folder is None or folder == here:
        return Group(_options(run, given, said), others, folder)
    options = _options(run, _starting(given, folder), _starting(said, here or ""))
    return Group(options, others, folder)


def _starting(tables: Tables, folder: str) -> Tables:
    """``tables`` with the files that they name as they are found from elsewhere."""
    found = {room: dict(options) for room, options in tables.items()}
    for room, option in (*_FILES, *_MODELS):
        name = found.get(room, {}).get(option)
        if not name or not is_relative(str(name), folder):
            continue
        is_file = option != "model"
        found[room][option] = os.path.join(folder, name) if is_file else named_in(folder, name)
    return found


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
