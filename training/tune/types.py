"""The event types that a model tells: those of a checkpoint or of event.v1, and new ones in a TOML.

The file looks like `nlp/data/event_types.toml`: a ``[[type]]`` with ``id`` and ``description`` for
each, and ``mode = "extend"`` (the default) or ``mode = "replace"``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nlp.classify import UNCERTAIN
from nlp.config import told
from nlp.errors import ConfigError
from training.events.data import OTHER

SHIPPED = Path(__file__).resolve().parents[2] / "nlp/data/event_types.toml"


class EventType(BaseModel):
    """One type; further keys (``not_confused_with``) are for readers."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    description: str

    @field_validator("id")
    @classmethod
    def _is_free(cls, name: str) -> str:
        if name == UNCERTAIN:
            raise ValueError(
                f"{name!r} is what an article is where no type is likely; choose another id"
            )
        return name


class TypeList(BaseModel):
    """A file of types."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str = ""
    mode: Literal["extend", "replace"] = "extend"
    type: list[EventType]


def read_types(path: Path = SHIPPED) -> TypeList:
    """Read a file of types. Raises :class:`ConfigError` with what is wrong in it."""
    try:
        found = TypeList.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    except ValidationError as error:
        raise ConfigError(f"{path}: {told(error)}") from error
    names = [t.id for t in found.type]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        raise ConfigError(
            f"{path}: {'types named twice: ' + ', '.join(twice) if twice else 'no type'}"
        )
    return found


def listed(known: list[str], new: Path | None) -> list[str]:
    """The types of a model to be trained, in the order of its labels.

    ``known`` are those of the checkpoint that is started from (or event.v1); a new type goes before
    ``other``, which always comes last and is always there.
    """
    if new is None:
        return known
    given = read_types(new)
    names = [t.id for t in given.type]
    if given.mode == "extend":
        names = [*known, *(name for name in names if name not in known)]
    return [*(name for name in names if name != OTHER), OTHER]


def needed(types: list[str], known: list[str], new: Path | None) -> list[str]:
    """Of ``types`` those that must be learnt: what ``known`` has not.

    ``other`` is always there, but of a list that replaces the old one it need not be learnt, unless
    the list names it.
    """
    given = read_types(new) if new else None
    names = [t.id for t in given.type] if given else []
    added = given is not None and given.mode == "replace" and OTHER not in names
    return [t for t in types if t not in known and not (t == OTHER and added)]


def considered(types: list[str], new: Path | None) -> list[str]:
    """Of the types of a model those that its user means: where a list replaces the old one, what it names."""
    given = read_types(new) if new else None
    if given is None or given.mode == "extend":
        return types
    names = {t.id for t in given.type}
    return [t for t in types if t in names]


def current() -> list[str]:
    """The types that `events` means now: of the pinned model or the shipped one, else those of event.v1."""
    return of_model("events") or [t.id for t in read_types().type]


def of_model(name: str) -> list[str] | None:
    """The types of a model, if it is one of ours for events."""
    settings = _settings_of(name)
    return settings["types"] if settings else None


def own_descriptions(types: list[str], start: str, new: Path | None) -> dict[str, str]:
    """What those of ``types`` mean that event.v1 has not: as ``new`` or the model ``start`` says."""
    shipped = {t.id for t in read_types().type}
    told = _descriptions_of(start) | (
        {t.id: t.description for t in read_types(new).type} if new else {}
    )
    return {name: told[name] for name in types if name in told and name not in shipped}


def _descriptions_of(name: str) -> dict[str, str]:
    return (_settings_of(name) or {}).get("descriptions", {})


def _settings_of(name: str) -> dict[str, Any] | None:
    from nlp.checkpoints import find
    from nlp.errors import ModelError

    try:
        found = find(name)
    except ModelError:
        return None
    return found.load_json("events.json") if found.task == "events" else None


def described(new: Path | None) -> dict[str, str]:
    """The types that `events` means now and the new ones, ``other`` last, each with its description.

    That is empty where a model knows the type that was trained before models kept descriptions.
    """
    told = _descriptions_of("events")
    told |= {t.id: t.description for path in (SHIPPED, new) if path for t in read_types(path).type}
    return {name: told.get(name, "") for name in listed(current(), new)}
