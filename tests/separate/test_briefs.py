"""A text of a sentence or two and nothing else is judged by itself; junk and longer texts as ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article
from nlp.segment import SegmentStage
from nlp.separate import SeparateStage, briefs
from nlp.separate.briefs import LEAST, MOST
from nlp.stage import Kept

SENTENCE = "The hospital of Arandilla has lost the keys of its archive."
SEPARATE = SeparateStage.load()


def kept(text: str, **more: str) -> list[str]:
    [cut] = SegmentStage.load()([Article.new(text, **more)])
    assert isinstance(cut, Kept)
    [outcome] = SEPARATE([cut.article])
    return [s.text for _, s in outcome.article.content] if isinstance(outcome, Kept) else []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("La caída duró de las 6:40 a las 13:15 horas del jueves.", "es"),
        ("Las ventas subieron un 3% y los costes bajaron un 2%.", "es"),
        ("Le nombre de consultations a progressé de 3 %.", "fr"),
        ("Le ministère fait appel à une société privée.", "fr"),
    ],
)
def test_one_sentence_of_news_is_an_article(text: str, lang: str) -> None:
    assert kept(text, lang=lang) == [text]
    assert kept(text, lang=lang, title="En breve")[-1] == text


@pytest.mark.parametrize(
    "text",
    [
        "Usamos cookies propias y de terceros para mostrarle publicidad.",
        "Abonnez-vous à notre lettre pour recevoir nos articles chaque matin.",
        "Buy cheap sleeping pills shipped overnight without prescription!",
        "Inicio Noticias Opinión Entrevistas Agenda Hemeroteca Empleo",
    ],
)
def test_one_line_of_junk_is_none(text: str) -> None:
    assert kept(text) == []


def test_what_is_no_sentence_or_not_alone_is_left_to_its_context() -> None:
    sure = LEAST + 0.01
    assert briefs.sentences([SENTENCE], [sure]) == [0]
    assert briefs.sentences([SENTENCE], [LEAST - 0.01]) == []
    assert briefs.sentences([SENTENCE], [None]) == []
    assert briefs.sentences([SENTENCE[:-1]], [sure]) == []
    assert briefs.sentences(["Too short."], [sure]) == []
    assert briefs.sentences([SENTENCE] * MOST, [0.0, sure, 0.0]) == [1]
    assert briefs.sentences([SENTENCE] * (MOST + 1), [sure] * (MOST + 1)) == []


@given(st.lists(st.tuples(st.text(max_size=60), st.none() | st.floats(0, 1)), max_size=6))
def test_any_lines_give_numbers_of_their_own(lines: list[tuple[str, float | None]]) -> None:
    found = briefs.sentences([text for text, _ in lines], [p for _, p in lines])
    assert found == sorted(set(found)) and all(number < len(lines) for number in found)
