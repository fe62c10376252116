"""What the command line lays over the configuration, and what it leaves as it was not given."""

from __future__ import annotations

from pathlib import Path

from nlp.cli.options import configured
from nlp.config import Config


def test_what_nobody_gave_does_not_count_as_given() -> None:
    assert "text" not in configured().read.fields.model_fields_set
    assert configured(translate={"glossary": None}) == Config()


def test_a_field_that_was_named_counts_as_given() -> None:
    found = configured(read={"fields": {"text": ["chapo"]}}).read.fields
    assert found.model_fields_set == {"text"}


def test_options_go_over_the_file_and_the_rest_of_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("[translate]\nbeam_size = 3\nmemory = 7\n[read]\nmax_bytes = 99\n")
    found = configured(path, translate={"beam_size": 1})
    assert (found.translate.beam_size, found.translate.memory, found.read.max_bytes) == (1, 7, 99)
    assert found.translate.model_fields_set == {"beam_size", "memory"}
