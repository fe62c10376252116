"""Texts under the linked heads of cards that were set aside."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.article import Layout
from nlp.separate.teasers import teasers
from nlp.separate.together import Shown


def cards(count: int, *, p: float = 0.45, linked: float = 1.0, heads_kept: bool = False) -> Shown:
    """So many cards of a head and a text, each an element of its own, behind a paragraph."""
    layouts, texts = [Layout("main/article/p", "", 0.0, None, (1, 2, 3))], ["A paragraph."]
    for i in range(count):
        card = (1, 4, 10 + 3 * i)
        layouts.append(Layout("main/section/div/h3", "card", linked, None, (*card, card[-1] + 1)))
        layouts.append(Layout("main/section/div/p", "card", 0.0, None, (*card, card[-1] + 2)))
        texts += [f"Another article {i}", f"What the article {i} is about."]
    heads = set(range(1, len(texts), 2))
    kept = set(range(len(texts))) - (set() if heads_kept else heads)
    found = np.array([[p, 1 - p, 0.0]] * len(texts))
    return Shown(range(len(texts)), texts, layouts, found, kept)


def test_a_text_under_a_linked_head_that_was_set_aside_is_a_teaser() -> None:
    assert teasers(cards(3)) == {2, 4, 6}


@pytest.mark.parametrize(
    "page",
    [cards(2), cards(3, p=0.7), cards(3, linked=0.5), cards(3, heads_kept=True), cards(0)],
    ids=["two are no list", "surely content", "a head of its own", "heads are kept", "no card"],
)
def test_a_list_of_an_article_stays(page: Shown) -> None:
    assert teasers(page) == set()


def test_what_was_set_aside_already_is_not_named() -> None:
    page = cards(3)
    assert teasers(page._replace(kept={0, 4})) == {4}
