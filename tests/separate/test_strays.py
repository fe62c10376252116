"""Sentences in running text that the reader of lines takes for spam."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from nlp.separate import Separator
from nlp.separate import strays as module
from nlp.separate.lines import lines_of
from nlp.separate.reader import LineReader, ReaderSettings, Standing
from nlp.separate.strays import SPOKEN, strays

Array = NDArray[np.float64]
NEWS = "The ward of the hospital opened on Monday. A nurse said it was full by noon. "
SELLS = "Garden chairs by Bellweather suit every porch and patio. "
TITLE = "A ward opens"


class Marks(LineReader):
    """Takes sentences for spam as surely as they name somebody, and keeps what it was asked."""

    def __init__(self, sure: float = 0.95) -> None:
        self.settings = ReaderSettings(title=9, before=9, line=9, after=9, weight=0.0)
        self.folder = None
        self.sure = sure
        self.asked: list[Standing] = []

    def read(self, lines: Sequence[Standing]) -> Array:
        self.asked += lines
        spam = [
            self.sure if "Bellweather" in s.line else 0.6 if "porch" in s.line else 0.1
            for s in lines
        ]
        return np.array([[1 - p, 0.0, p] for p in spam])


def doubt(texts: Sequence[str]) -> Array:
    """Nothing is sure but what is full by noon."""
    return np.array([[0.99 if "noon" in text else 0.5, 0.0, 0.01] for text in texts])


def found(texts: Sequence[str], reader: LineReader | None = None) -> dict[int, str]:
    told = strays(reader or Marks(), doubt, texts, ["en"] * len(texts), range(len(texts)), title=0)
    return {i: texts[i][run.start : run.end] for i, run in told.items()}


def test_a_sentence_amid_news_is_found_with_what_goes_along() -> None:
    along = "There is one for any porch. "
    assert found([TITLE, NEWS, NEWS + SELLS + NEWS]) == {2: SELLS}
    assert found([TITLE, NEWS, NEWS + along + SELLS + along + NEWS]) == {2: along + SELLS + along}
    assert found([TITLE, NEWS, SELLS]) == {2: SELLS}
    assert found([TITLE, NEWS, along]) == {}  # nothing there is sure
    assert found([TITLE, NEWS + SELLS, NEWS], Marks(0.8)) == {}


def test_an_article_that_speaks_like_that_all_along_is_left_as_it_is() -> None:
    assert found([TITLE, NEWS * 4, NEWS + SELLS + NEWS + SELLS, NEWS]) == {}
    assert found([TITLE, NEWS * 9, NEWS + SELLS + NEWS + SELLS, NEWS * 30]) == {2: SELLS}


def test_the_title_and_the_first_line_are_none() -> None:
    assert found([SELLS, NEWS]) == {}
    told = strays(Marks(), doubt, [NEWS, SELLS, NEWS], ["en"] * 3, range(3), title=1)
    assert told == {}
    assert strays(Marks(), doubt, [], [], [], title=-1) == {}


def test_it_is_asked_where_a_sentence_stands_and_of_what_is_not_sure() -> None:
    reader = Marks()
    found([TITLE, "A line before it.", NEWS + SELLS, "Not kept", "The last one of them."], reader)
    first, second = NEWS.split(". ")[0] + ".", NEWS.split(". ")[1].strip() + "."
    lines = {s.line: s for s in reader.asked}
    assert second not in lines and "A line before it." not in lines  # sure, and too short
    assert lines[first] == Standing(TITLE, "A line before it.", first, second)
    assert lines[SELLS.strip()] == Standing(TITLE, second, SELLS.strip(), "Not kept")


sentences = st.sampled_from([NEWS, SELLS, "It is for any porch in town. ", "No. ", "Yes: "])


@given(st.lists(st.lists(sentences, min_size=1, max_size=5).map("".join), min_size=1, max_size=5))
@settings(max_examples=60)
def test_a_run_is_a_part_of_its_line_and_holds_what_is_sure(texts: list[str]) -> None:
    texts = [*texts, *[NEWS * 9] * 40]
    told = strays(Marks(), doubt, texts, ["en"] * len(texts), range(len(texts)), title=-1)
    for i, run in told.items():
        assert 0 <= run.start < run.end <= len(texts[i])
        assert "Bellweather" in texts[i][run.start : run.end] and run.score == 0.95
    sure = {i for i, text in enumerate(texts) if i and "Bellweather" in text}
    assert told.keys() == sure


def test_it_is_cut_off_alone_and_no_letter_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLAIN", 1.01)  # the shipped model may be sure of any of them
    texts = [TITLE, NEWS * 3, NEWS + SELLS + NEWS, NEWS * 2]
    separator = Separator.load()
    for reader, spam in ((None, []), (Marks(), [SELLS])):
        separator.model.reader = reader
        pieces = separator.pieces(lines_of(texts, "en"), "en")
        joined = ["".join(p.text for p in pieces if p.line == i) for i in range(len(texts))]
        assert joined == texts
        assert [p.text for p in pieces if p.labelled.label != "content"] == spam


def test_a_line_that_is_nothing_else_is_spam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLAIN", 1.01)
    separator = Separator.load()
    separator.model.reader = Marks()
    labels = separator.label([TITLE, NEWS * 3, SELLS, NEWS * 3], "en")
    assert [found.label for found in labels] == ["content", "content", "spam", "content"]
    assert labels[2].reasons == (SPOKEN,)


def test_a_text_of_short_lines_is_not_looked_into() -> None:
    separator, reader = Separator.load(), Marks()
    separator.model.reader = reader
    separator.label(["Monday: the ward", "Tuesday: " + SELLS.strip(), "Wednesday: nobody"], "en")
    assert reader.asked == []


def test_of_a_text_with_too_many_in_doubt_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TITLE, NEWS * 9, NEWS * 9, NEWS * 9 + SELLS, NEWS * 9]
    monkeypatch.setattr(module, "MOST", 37)  # nine a line and the one that sells
    assert found(texts) == {3: SELLS}
    monkeypatch.setattr(module, "MOST", 36)
    assert found(texts) == {}


def test_an_article_of_very_many_lines_takes_time_in_proportion() -> None:
    def taken(lines: int) -> float:
        texts, reader = [TITLE, *[SELLS.strip()] * lines], Marks(0.1)
        started = time.process_time()
        strays(reader, doubt, texts, ["en"] * len(texts), range(len(texts)), title=0)
        return time.process_time() - started

    taken(500)
    assert taken(20_000) < 30 * max(taken(2_000), 0.02)
