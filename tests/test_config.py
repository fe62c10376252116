"""The configuration file: what is wrong in it is told so that it can be put right."""

from __future__ import annotations

import inspect
import pickle
from pathlib import Path
from typing import Any

import pytest

from nlp.cli.run import run
from nlp.config import OF_THE_COMMAND, Config
from nlp.errors import ConfigError
from nlp.repair import RepairOptions


def fault(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        Config.from_toml(path)
    message = str(told.value)
    assert "Extra inputs" not in message and message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[raed]\nmax_bytes = 1", "unknown table raed; did you mean read?"),
        ("[Translate]", "unknown table Translate; did you mean translate?"),
        ("[read]\nmax_byte = 1", "unknown option read.max_byte; did you mean max_bytes?"),
        ("[read]\nmax-bytes = 1", "unknown option read.max-bytes; did you mean max_bytes?"),
        ("[read]\nfields.texts = 'x'", "unknown option read.fields.texts; did you mean text?"),
        ("[repair]\nbeam_size = 2", "unknown option repair.beam_size; it belongs in [translate]"),
        ("max_bytes = 1", "unknown option max_bytes; it belongs in [read]"),
        ("dry-run = true",
         "unknown option dry-run; it belongs on the command line of `veille run`, as --dry-run"),
        ("workers = 1",
         "unknown option workers; it belongs in [translate] or in [classify] or on the command line"
         " of `veille run`, as --workers"),
        ("[zzz]", "unknown table zzz; known are read, segment, separate, translate, repair, classify"),
        ("qqqq = 1", "unknown option qqqq; known are read, segment, separate, translate, repair, classify"),
        ("read = 3", "read: it is a table; write [read] and its options below"),
        ('[repair]\nskip = "tense"', 'repair.skip: it is a list; write ["tense"]'),
        ('[segment]\nlanguages = "fr"', 'segment.languages: it is a list; write ["fr"]'),
        ("[raed]\n[read]\nmax_byte = 1",
         "unknown option read.max_byte; did you mean max_bytes?; unknown table raed; did you mean read?"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_told_with_what_was_meant(
    tmp_path: Path, text: str, told: str
) -> None:
    assert fault(tmp_path, text) == told


def test_an_unknown_option_without_a_like_lists_those_there_are(tmp_path: Path) -> None:
    told = fault(tmp_path, "[segment]\nqqqq = 1")
    assert told.startswith("unknown option segment.qqqq; known are unwrap, languages, ")


def test_a_value_that_does_not_fit_keeps_its_words(tmp_path: Path) -> None:
    assert fault(tmp_path, "[read]\nmax_bytes = 0") == (
        "read.max_bytes: Input should be greater than 0"
    )


def test_what_is_known_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[read]\nmax_bytes = 7\nfields.text = 'corps'\n[translate]\nworkers = 1\n")
    found = Config.from_toml(path)
    assert (found.read.max_bytes, found.read.fields.text) == (7, ("corps",))


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (
            {"translate": {"glosary": "x"}},
            "unknown option translate.glosary; did you mean glossary?",
        ),
        ({"translat": {"glossary": "x"}}, "unknown table translat; did you mean translate?"),
        ({"repair": {"skip": ["tens"]}}, "repair.skip: unknown class 'tens'; the "),
        ({"translate": 3}, "translate: it is a table; write [translate] and its options below"),
    ],
)
def test_a_configuration_in_a_program_tells_what_a_file_would(
    tables: dict[str, Any], told: str
) -> None:
    for make in (lambda: Config(**tables), lambda: Config.model_validate(tables)):
        with pytest.raises(ConfigError) as error:
            make()
        assert str(error.value).startswith(told)


def test_a_configuration_in_a_program_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[translate]\nbeam_size = 4\n[repair]\nskip = ['tense']\n")
    made = Config(translate={"beam_size": 4}, repair=RepairOptions(skip=("tense",)))
    assert made == Config.from_toml(path) == pickle.loads(pickle.dumps(made))
    assert made.model_dump(exclude_unset=True) == {
        "translate": {"beam_size": 4}, "repair": {"skip": ("tense",)},
    }  # fmt: skip
    assert Config() == Config.model_validate({}) and not Config().model_fields_set


def test_options_of_the_command_are_there() -> None:
    assert set(inspect.signature(run).parameters) >= OF_THE_COMMAND


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[repair]\nskip = ['tense']\n", encoding="utf-8-sig")
    assert Config.from_toml(path).repair.skip == Config(repair={"skip": ["tense"]}).repair.skip
