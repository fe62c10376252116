"""The date of a page made to be slow is found in bounded time."""

from __future__ import annotations

import pytest
from read_helpers import quickest
from selectolax.lexbor import LexborHTMLParser

from nlp.read import page_date


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "mot et mot " * 30_000 + "<time datetime=2024-01-02>2 janvier 2024</time>" * 200,
        "<td>" + "mot et mot " * 30_000 + "<time datetime=2024-01-02>2 janvier 2024</time>" * 200,
        "<div class=date>" * 280 + "<wbr>" * 60_000,
        "<p>" + "mot et mot " * 20 + "<div class=date>" * 280 + "<wbr>" * 40_000,
        "<div class=avis><h2>Avis</h2>"
        + "<time datetime=2024-01-02>2 janvier 2024</time>" * 200
        + "<wbr>" * 250_000,
    ],
    ids=["times", "times in a cell", "lines in lines", "lines behind prose", "times of readers"],
)
def test_dates_among_many_words_or_elements_take_little_time(body: str) -> None:
    tree = LexborHTMLParser(f"<table><tr>{body}" if body.startswith("<td>") else body)
    seconds, found = quickest(lambda: page_date.published(tree, {}), below=0.5)
    assert seconds < 0.5
    assert found == ("2024-01-02" if body.startswith("<div>") else None)
