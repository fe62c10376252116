"""The options of the readers: strict, documented, hashable."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from nlp.read import Fields, ReadOptions


def test_a_name_alone_stands_for_a_list_of_one() -> None:
    assert ReadOptions(fields={"text": "corps"}).fields.text == ("corps",)
    assert Fields(title=["a", "b"]).title == ("a", "b")


@pytest.mark.parametrize(
    "wrong",
    [{"max_byte": 3}, {"max_bytes": 0}, {"max_ratio": 1}, {"format": "docx"}, {"csv_delimiter": ""},
     {"fields": {"texts": "x"}}, {"max_depth": -1}, {"encoding": "klingon"}, {"encoding": "rot13"}],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ReadOptions.model_validate(wrong)


def test_every_limit_says_what_it_limits() -> None:
    fields = ReadOptions.model_fields
    assert all(field.description for name, field in fields.items() if name != "fields")


def test_options_survive_json() -> None:
    options = ReadOptions(fields={"text": "corps"}, max_bytes=5)
    assert ReadOptions.model_validate_json(options.model_dump_json()) == options
