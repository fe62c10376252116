"""All options of a run in one place, readable from TOML.

    [read]
    fields.text = ["corps"]
    [translate]
    model = "Helsinki-NLP/opus-mt-fr-en"
    [repair]
    skip = ["tense"]

Every table is the options model of one room; a key that none of them knows is an error that says
where it stands.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from nlp.classify import ClassifyOptions
from nlp.errors import ConfigError
from nlp.read import ReadOptions
from nlp.repair import RepairOptions
from nlp.segment import SegmentOptions
from nlp.separate import SeparateOptions
from nlp.translate import TranslateOptions


class Config(BaseModel):
    """The options of every stage; the defaults are what the figures in the README were made with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: ReadOptions = ReadOptions()
    segment: SegmentOptions = SegmentOptions()
    separate: SeparateOptions = SeparateOptions()
    translate: TranslateOptions = TranslateOptions()
    repair: RepairOptions = RepairOptions()
    classify: ClassifyOptions = ClassifyOptions()

    @classmethod
    def from_toml(cls, path: str | Path) -> Config:
        """Read a TOML file. Raises :class:`ConfigError` naming the file, the key and the fault."""
        try:
            found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
            return cls.model_validate(found)
        except OSError as error:
            raise ConfigError(f"cannot read {path}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} is not TOML: {error}") from error
        except ValidationError as error:
            raise ConfigError(f"{path}: {told(error)}") from error


def told(error: ValidationError) -> str:
    """The faults of a validation in one line: ``key: what is wrong; key: what is wrong``."""
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
    )
