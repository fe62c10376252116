"""From options of the command line to a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.cli.options import configured, shared_cores
from nlp.config import Config
from nlp.errors import ConfigError


def test_options_lie_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "veille.toml"
    file.write_text('[translate]\nbeam_size = 4\nmodel = "mine"\n[read]\nmax_depth = 1\n')
    config = configured(file, translate={"model": "other"}, read={"max_depth": None})
    assert (config.translate.model, config.translate.beam_size) == ("other", 4)
    assert config.read.max_depth == 1
    assert configured() == Config()


FIELDS = '[read]\nfields.title = "entete"\nfields.id = "num"\nfields.text = ["chapeau", "corps"]\n'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": ("texte",)}, {"title": ("entete",), "id": ("num",), "text": ("texte",)}),
        ({"id": ("ref",)}, {"title": ("entete",), "id": ("ref",), "text": ("chapeau", "corps")}),
        (
            {"source": ("titre",)},
            {"title": ("entete",), "id": ("num",), "text": ("chapeau", "corps"),
             "source": ("titre",)},
        ),
        ({}, {"title": ("entete",), "id": ("num",), "text": ("chapeau", "corps")}),
    ],
)  # fmt: skip
def test_a_field_of_the_command_line_leaves_the_other_fields_of_the_file(
    tmp_path: Path, given: dict[str, tuple[str, ...]], expected: dict[str, tuple[str, ...]]
) -> None:
    file = tmp_path / "veille.toml"
    file.write_text(FIELDS)
    found = configured(file, read={"fields": given, "max_bytes": None}).read.fields
    assert found.model_dump(exclude_unset=True) == expected
    assert found.lang == Config().read.fields.lang


def test_a_value_that_does_not_fit_is_named() -> None:
    with pytest.raises(ConfigError, match="read.max_depth"):
        configured(read={"max_depth": -1})


def test_workers_share_the_cores_without_changing_a_result() -> None:
    shared = shared_cores(Config(), 2)
    assert (shared.translate.workers, shared.classify.workers) == (1, 1)
    assert shared_cores(Config(), 1) == Config()
    asked = Config(translate={"workers": 3})
    assert shared_cores(asked, 2).translate.workers == 3
