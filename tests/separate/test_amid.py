"""What stands amid a page's running text is judged as text."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.article import Layout
from nlp.separate.amid import amid
from nlp.separate.ends import contacts, keywords
from nlp.separate.together import Shown

PROSE = "The council announced on Monday that the portal will open in March, a year late. " * 2
ADVICE = "Do not buy medicines on sites that nobody knows."


def shown(path: str, holders: tuple[int, ...], link_density: float = 0.0, after: int = 2) -> Shown:
    """Two paragraphs of one element, the advice between them or ``after`` both."""
    p = [Layout("html/body/article/p", holders=(0, 1, 2, 10 + i)) for i in range(2)]
    texts, layouts = [PROSE, PROSE], p
    at = 1 if after == 1 else 2
    texts = [*texts[:at], ADVICE, *texts[at:]]
    layouts = [*layouts[:at], Layout(path, "", link_density, holders=holders), *layouts[at:]]
    return Shown(range(3), texts, layouts, np.full((3, 3), 1 / 3), {0, 1, 2} - {at})


@pytest.mark.parametrize(
    ("path", "holders"),
    [
        ("html/body/article/p", (0, 1, 2, 20)),
        ("html/body/article/ul/li", (0, 1, 2, 19, 20)),
        ("html/body/article/blockquote/p", (0, 1, 2, 19, 20)),
    ],
)
def test_sentences_and_items_between_paragraphs_are_amid(path: str, holders: tuple) -> None:
    assert amid(shown(path, holders, after=1), [1]) == [1]
    assert amid(shown(path, holders), [2]) == []


@pytest.mark.parametrize(
    ("path", "links"),
    [("html/body/article/aside/p", 0.0), ("html/body/article/p", 0.9), ("html/body/a", 0.0)],
)
def test_boxes_links_and_buttons_are_not(path: str, links: float) -> None:
    assert amid(shown(path, (0, 1, 2, 20), links, after=1), [1]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mots-clés : médicament - officine - internet", True),
        ("Palabras clave: receta, farmacia", True),
        ("Keywords: pharmacy, e-health", True),
        ("Mots-clés : le ministère en a choisi trois. Il les publiera lundi.", False),
        ("The keywords were chosen by the ministry", False),
    ],
)
def test_lists_of_keywords(text: str, expected: bool) -> None:
    assert keywords(text) is expected


def test_contacts_end_a_page_behind_its_last_sentence() -> None:
    reach = ["Ann Doe, Agency Drum, +33 (0)4 00 11 22 33", "Bob Roe, b.roe@drum.example"]
    texts = ["Title", PROSE, "Call 0800 123 456 78, the mayor asks.", *reach]
    assert contacts(texts, [True] * 5) == [4, 3]
    assert contacts([*texts, PROSE], [True] * 6) == []
