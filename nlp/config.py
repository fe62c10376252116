"""All options of a run in one place, readable from TOML.

    [read]
    fields.text = ["corps"]
    [translate]
    model = "Helsinki-NLP/opus-mt-fr-en"
    [repair]
    skip = ["tense"]

Every table is the options model of one room; a key that none of them knows is an error that says
where it stands. In a program the same is ``Config(repair={"skip": ["tense"]})``.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from nlp.classify import ClassifyOptions
from nlp.errors import ConfigError
from nlp.read import ReadOptions
from nlp.repair import RepairOptions
from nlp.segment import SegmentOptions
from nlp.separate import SeparateOptions
from nlp.translate import TranslateOptions

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

OF_THE_COMMAND = frozenset(
    [
        "to",
        "limit",
        "dry_run",
        "fresh",
        "workers",
        "ray",
        "device",
        "batch",
        "field",
        "manifest",
        "metrics",
        "log",
    ]
)
"""Options of ``veille run`` that say how it works and not what comes of it: in no table."""


class Config(BaseModel):
    """The options of every stage; the defaults are what the figures in the README were made with.

    A table is a dict of options or the options model of its room. Raises :class:`ConfigError` for
    what does not fit (the models of the rooms by themselves raise ``pydantic.ValidationError``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: ReadOptions = ReadOptions()
    segment: SegmentOptions = SegmentOptions()
    separate: SeparateOptions = SeparateOptions()
    translate: TranslateOptions = TranslateOptions()
    repair: RepairOptions = RepairOptions()
    classify: ClassifyOptions = ClassifyOptions()

    def __init__(self, **tables: Any) -> None:
        try:
            super().__init__(**tables)
        except ValidationError as error:
            raise ConfigError(told(error)) from error

    @classmethod
    def checked(cls, config: Config | None) -> Config:
        """``config`` itself, the defaults for None; raises :class:`ConfigError` for what is none."""
        if config is None or isinstance(config, cls):
            return cls() if config is None else config
        hint = {dict: "Config(**tables) makes one of a dict"}.get(
            type(config), "Config.from_toml(path) reads a file"
        )
        raise ConfigError(f"config is a {type(config).__name__} and no Config; {hint}")

    @classmethod
    def from_toml(cls, path: str | Path) -> Config:
        """Read a TOML file. Raises :class:`ConfigError` naming the file, the key and the fault."""
        try:
            found = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
            return cls.model_validate(found)
        except OSError as error:
            raise ConfigError(f"cannot read {path}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} is not TOML: {error}") from error
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from error


class File(NamedTuple):
    """A kind of file: what its keys are, and the options of the command that go on its line instead."""

    model: type[BaseModel]
    command: str
    options: frozenset[str]


OWN = File(Config, "veille run", OF_THE_COMMAND)


def told(error: ValidationError, file: File = OWN) -> str:
    """The faults of a validation in one line: ``key: what is wrong; key: what is wrong``.

    What is told of a name that is none is of that kind of ``file``.
    """
    return "; ".join(_fault(fault, file) for fault in error.errors())


def _fault(fault: ErrorDetails, file: File) -> str:
    path = [str(part) for part in fault["loc"]]
    if fault["type"] == "extra_forbidden":
        return _unknown(path, isinstance(fault["input"], dict), file)
    if fault["type"] == "model_type":
        return f"{'.'.join(path)}: it is a table; write [{'.'.join(path)}] and its options below"
    if fault["type"] in ("list_type", "tuple_type") and isinstance(fault["input"], str):
        return f"{'.'.join(path)}: it is a list; write [{json.dumps(fault['input'], ensure_ascii=False)}]"
    return f"{'.'.join(path)}: {fault['msg'].removeprefix('Value error, ')}"


_STAGES = {"events": "classify", "translation": "translate", "separation": "separate"}
"""The stage that a model of that name works in: not "segment", which "events" looks like."""


def _unknown(path: list[str], is_table: bool, file: File) -> str:
    """What is told of a name that is none: what was meant, where it belongs or what there is."""
    *around, name = path
    what = "table" if is_table else "option"
    meant = name.replace("-", "_")
    known = _names(around, file.model)
    near = difflib.get_close_matches(_STAGES.get(meant.lower(), meant.lower()), known, n=1)
    places = [] if is_table else _places(meant, around, file)
    if places:  # the very name elsewhere says more than one like it here
        hint = f"it belongs {' or '.join(places)}"
    elif near:
        hint = f"did you mean {near[0]}?"
    else:
        hint = f"known are {', '.join(known)}"
    return f"unknown {what} {'.'.join(path)}; {hint}"


def _places(name: str, around: list[str], file: File) -> list[str]:
    """Where ``name`` is an option: in other tables than ``around``, above them, on the command line."""
    tables = [t for t in file.model.model_fields if _table(file.model, t)]
    found = [
        f"in [{table}]"
        for table in tables
        if [table] != around and name in _names([table], file.model)
    ]
    if around and name in file.model.model_fields and name not in tables:
        found.append("above the tables")
    if name in file.options:
        found.append(f"on the command line of `{file.command}`, as --{name.replace('_', '-')}")
    return found


def _names(path: list[str], model: type[BaseModel]) -> list[str]:
    """The options of the table at ``path`` of a model, the tables for an empty one."""
    for part in path:
        inner = _table(model, part)
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _table(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of a field that is a table, or may be one."""
    field = model.model_fields.get(name)
    kinds = [field.annotation, *get_args(field.annotation)] if field else []
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
