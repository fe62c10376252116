"""Lines glued to paragraphs: where they are put, and what is counted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from eval import separation_glued as measured
from nlp.separate.labelled import Labelled, Piece
from nlp.separate.lines import Lines
from training.separation.data import Story

STORY = Story("a title", (("One.", "Two."), ("Three.",)), "en", 0)


@given(st.integers(0, 999), st.sampled_from(["Buy chairs.", "Buy chairs", "Chairs!"]))
def test_a_line_stands_between_sentences_and_nothing_is_lost(seed: int, text: str) -> None:
    glue = measured.glued(text, STORY, random.Random(seed))
    own = glue.texts[glue.at][glue.start : glue.end]
    assert own.rstrip(".") == text.rstrip(".") and own.endswith((".", "!"))
    rest = glue.texts[glue.at][: glue.start] + glue.texts[glue.at][glue.end :]
    without = [*glue.texts[: glue.at], " ".join(rest.split()), *glue.texts[glue.at + 1 :]]
    assert without == ["a title", "One. Two.", "Three."]


def test_every_place_is_drawn() -> None:
    drawn = {measured.glued("Buy.", STORY, random.Random(n)).texts[1] for n in range(99)}
    assert drawn == {"One. Two.", "Buy. One. Two.", "One. Buy. Two.", "One. Two. Buy."}


def test_what_is_set_aside_is_counted_by_characters() -> None:
    glue = measured.Glued(["title", "One. Buy. Two."], 1, 5, 9)
    kept, spam = Labelled("content", 1.0), Labelled("spam", 1.0)
    found = [Piece(0, "title", kept), Piece(1, "One. B", kept), Piece(1, "uy. Tw", spam)]
    assert measured.lost(glue, [*found, Piece(1, "o.", kept)]) == (3, 3)
    assert measured.lost(glue, [Piece(0, "title", spam), Piece(1, glue.texts[1], kept)]) == (0, 5)


def test_labels_languages_and_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "spam.en.tsv").write_text("chairs\tBuy chairs.\n", encoding="utf-8")
    (tmp_path / "spam.other.tsv").write_text("chairs\tKaufen Sie.\n", encoding="utf-8")
    (tmp_path / "boilerplate.en.tsv").write_text("share\tShare.\n", encoding="utf-8")
    assert list(measured.written([tmp_path])) == [("spam", "en", "Buy chairs.")]
    assert {label for label, _, _ in measured.written()} == {"spam", "content"}


class Cuts:
    """Cuts off one sentence wherever it stands, and the title with it."""

    def pieces(self, lines: Lines, lang: str | None) -> Sequence[Piece]:
        kept, spam = Labelled("content", 1.0), Labelled("spam", 1.0)
        found = [Piece(0, lines.texts[0], spam)]
        for i, text in enumerate(lines.texts[1:], 1):
            before, own, after = text.partition("Buy chairs.")
            found += [Piece(i, before, kept), Piece(i, own, spam), Piece(i, after, kept)]
        return [piece for piece in found if piece.text]


def test_shares_are_of_the_line_and_of_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("spam", "en", "Buy chairs."), ("spam", "en", "Nothing."), ("content", "en", "Chairs.")]
    monkeypatch.setattr(measured, "stories", lambda shared, dev: [STORY])
    monkeypatch.setattr(measured, "written", lambda: iter(rows))
    found = measured.measure(Path(), Cuts(), every=1)  # type: ignore[arg-type]
    assert found["spam"]["set_aside"] == found["spam"]["en"] == pytest.approx(11 / 19, abs=1e-4)
    assert found["content"] == {
        "set_aside": 0.0,
        "article_lost": found["content"]["article_lost"],
    } | {"en": 0.0}
    articles = sum(map(len, ["a title", "One. Two. ", "Three."]))
    assert found["spam"]["article_lost"] == pytest.approx(7 / articles, abs=0.02)
