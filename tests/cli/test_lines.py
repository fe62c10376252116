"""``--lines``: as many lines out as in, in order, whatever they hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.cli.lines import BATCH, read_lines, write_lines
from nlp.errors import ConfigError

# Everything that Python's splitlines would split at, and that must not end a line here.
odd = st.text(st.sampled_from("a é\x0b\x0c\x1c\x85\u2028\t\r"), max_size=8)


@given(st.lists(odd, max_size=20))
def test_only_line_feeds_end_a_line(lines: list[str]) -> None:
    stream = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    assert list(read_lines(stream, "x")) == [line.removesuffix("\r") for line in lines]


def test_the_last_line_needs_no_line_feed() -> None:
    assert list(read_lines(io.BytesIO(b"a\r\n\nb"), "x")) == ["a", "", "b"]


def test_a_wrong_character_set_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match="x line 2 is not utf-8.*--encoding"):
        list(read_lines(io.BytesIO("a\né\n".encode("cp1252")), "x"))
    assert list(read_lines(io.BytesIO("é".encode("cp1252")), "x", "cp1252")) == ["é"]


def test_one_line_out_for_each_line_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.txt"
    count = BATCH * 2 + 3
    file.write_text("".join(f"{i}\n" for i in range(count)))
    write_lines([file], lambda batch: [f"<{line}\n>" for line in batch], "utf-8")
    assert capsys.readouterr().out.splitlines() == [f"<{i} >" for i in range(count)]


def test_work_that_loses_a_line_is_a_defect(tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("a\nb\n")
    with pytest.raises(RuntimeError, match="1 lines out for 2"):
        write_lines([file], lambda batch: batch[1:], "utf-8")


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(ConfigError, match="cannot read gone.txt"):
        write_lines([Path("gone.txt")], list, "utf-8")


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    found = read_lines(io.BytesIO("\ufeffa\n\ufeffb\n".encode()), "x")
    assert list(found) == ["a", "\ufeffb"]


@pytest.mark.parametrize(
    ("name", "told"), [("cp-1252x", "no such character set"), ("utf-16", "in UTF-8")]
)
def test_a_character_set_that_cannot_be_read_line_by_line_is_told(name: str, told: str) -> None:
    with pytest.raises(ConfigError, match=f"--encoding {name}: .*{told}"):
        list(read_lines(io.BytesIO("é\n".encode("utf-16")), "x", name))
