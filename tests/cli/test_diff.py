"""`veille repair --diff`: what was mended, in its place."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Edit, Segment
from nlp.cli.diff import difference, marked, pieces

TEXT = st.text(alphabet="ab c,.é€\n", max_size=40)


def article(after: str, *edits: Edit) -> Article:
    segment = Segment(after, "paragraph", label="content", en=after)
    return Article.new(after, lang="en").with_(segments=(segment,), edits=edits)


@given(TEXT, TEXT)
def test_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = list(pieces(before, after))
    assert "".join(removed for removed, _ in found) == before
    assert "".join(added for _, added in found) == after


@given(TEXT)
def test_the_same_text_is_one_piece_without_a_mark(text: str) -> None:
    assert all(removed == added for removed, added in pieces(text, text))
    assert "[-" not in marked(text, text, colour=False).plain


def test_edits_stand_in_their_place_and_below_with_their_reasons() -> None:
    first = Edit(0, "the the", "the", "dup_word", "said twice", start=0)
    second = Edit(0, " ,", ",", "fr_spacing", "no space there", start=8)
    shown = difference(article("the text, then", first, second)).splitlines()
    assert shown[0] == "[-the -]the text[- -], then"
    assert shown[1].split("  ") == ["", "", "dup_word", "the the -> the", "said twice"]
    assert shown[-1] == "2 edits"


def test_an_article_that_needs_nothing_says_so() -> None:
    assert difference(article("All is well.")) == "0 edits"


def test_what_a_page_holds_does_not_steer_the_terminal() -> None:
    edit = Edit(0, "\x1b[31mred", "red", "markup", "no colours", start=0)
    assert "\x1b" not in difference(article("red", edit))


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    edit = Edit(0, "old", "new", "false_friend", "another word", start=0)
    shown = difference(article("new word", edit))
    assert "\x1b[" in shown and "[-" not in shown
    monkeypatch.setenv("NO_COLOR", "1")
    plain = difference(article("new word", edit))
    assert "[-old-]" in plain and "{+new+}" in plain and "\x1b[31" not in plain
