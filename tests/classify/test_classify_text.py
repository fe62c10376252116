"""Cutting articles into windows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.classify.text import (
    SPECIAL,
    TITLE,
    TITLE_TOKENS,
    ArticleText,
    paragraphs_of,
    sentences_of,
    windows_of,
)

CLS, SEP = 900, 901


def letters(texts):
    """One token for each character, but never a special one."""
    return [[ord(ch) % 800 for ch in text] for text in texts]


def cut(text, length=100, most=3):
    return windows_of(text, letters, cls=CLS, sep=SEP, length=length, most=most)


def test_units_name_the_title_and_each_sentence():
    found = cut(ArticleText("Hi", ["One. Two.", "Three."]))
    [window] = found.windows
    assert found.owner == [0, 1, 1, 2]
    assert window.ids[0] == CLS and window.ids[-1] == SEP
    assert [window.units.count(n) for n in (TITLE, 1, 2, 3)] == [2, 4, 4, 6]


def test_each_window_begins_with_the_title_and_sentences_are_not_split():
    found = cut(ArticleText("Title", ["Aaaa bbbb. Cccc dddd.", "Eeee ffff."]), length=20)
    assert len(found.windows) == 3
    for number, window in enumerate(found.windows, 1):
        assert window.units[1:6] == [TITLE] * 5
        assert set(window.units) == {SPECIAL, TITLE, number}


def test_only_so_many_windows():
    assert len(cut(ArticleText("", ["A b c. "] * 500), most=2).windows) == 2


def test_a_long_title_leaves_room_for_the_body():
    [window] = cut(ArticleText("x" * 500, ["Body."])).windows
    assert window.units.count(TITLE) == TITLE_TOKENS
    assert window.units.count(1) == 5


texts = st.builds(ArticleText, st.text(max_size=60), st.lists(st.text(max_size=80), max_size=5))


@given(texts)
def test_windows_are_never_too_long_and_marks_fit_tokens(text):
    found = cut(text)
    assert 1 <= len(found.windows) <= 3
    for window in found.windows:
        assert len(window.ids) == len(window.units) <= 100
        assert max(window.units) < len(found.owner)


@given(texts)
def test_every_sentence_belongs_to_a_paragraph(text):
    sentences, owner = sentences_of(text)
    assert len(sentences) == len(owner)
    assert owner == sorted(owner) and owner[-1] <= len(text.paragraphs)


@given(texts, st.integers(0, 200))
def test_a_cut_text_is_a_start_of_the_text(text, size):
    shorter = text.cut(size)
    joined = shorter.title + "".join(shorter.paragraphs)
    assert len(joined) <= max(size, 0)
    assert (text.title + "".join(text.paragraphs)).startswith(joined)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", ["", " ", "\t ", "\u00a0", "\ufeff"])
def test_a_blank_line_parts_paragraphs_however_it_is_written(end, blank):
    text = f"A one.{end}A two.{end}{blank}{end}B."
    assert paragraphs_of(text) == [f"A one.{end}A two.", "B."]


@pytest.mark.parametrize("text", ["", "A.", "A.\nB.", "A.\r\nB.", "A.\rB.", "A.\n-\nB.", " A. "])
def test_without_a_blank_line_there_is_one_paragraph(text):
    assert paragraphs_of(text) == [text]


@given(st.text(alphabet="ab.\n"))
def test_what_empty_lines_part_is_parted_as_before(text):
    assert paragraphs_of(text) == text.split("\n\n")


@given(st.text(alphabet="ab \r\n\t"))
def test_nothing_but_white_space_is_lost_between_paragraphs(text):
    assert "".join("".join(paragraphs_of(text)).split()) == "".join(text.split())
