"""Calm advertisements in an article, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.separate import Separator
from nlp.separate.appeal import Appeal, appeals
from nlp.separate.labelled import Labelled, Piece
from nlp.separate.lines import Lines
from nlp.separate.pieced import put_back, without

ARTICLE = [
    "The health portal of Solveyre is late by a year",
    "The regional council of Solveyre announced on Monday that its health portal will open in March 2026. "
    "The contract, signed with Brumelis in 2023, was worth 2.7 million euros, and the delay adds 300,000.",
    "The union of nurses, which had asked for an audit, said that the ministry was warned in June. "
    '"Nobody answered our letters," its president recalled before the court of auditors.',
    "The hospitals of Solveyre will keep their own files until the summer, the director explained. "
    "Brumelis denied any fault and reported that the tests of the portal were finished in October.",
]
SOLD = [
    "When the nights become long, it is good to know that somebody listens. The clairvoyants of the cabinet Stella "
    "Mauve answer your questions of heart and money with kindness, and the first ten minutes are free.",
    "Un déménagement réussi tient à peu de chose : une équipe ponctuelle et un prix annoncé d'avance. C'est tout "
    "l'esprit de la maison Caravelle Bleue, qui s'occupe de tout pendant que vous vous reposez.",
    "Dejar a los niños en buenas manos no es sencillo. Las cuidadoras de Nube Pequeña están disponibles a cualquier "
    "hora, seleccionadas una a una, y usted solo paga las horas que usa.",
]
TOLD = [
    "If you receive a message that asks for your card number in the name of the insurance, do not answer it. "
    "The agency never asks for a payment by telephone.",
    "La voyante promettait de guérir le cancer à distance contre 1 200 euros. Le tribunal l'a condamnée jeudi à "
    "deux ans de prison, dont un avec sursis.",
    "La empresa promete entregas en un día y devoluciones gratuitas. Los farmacéuticos de la comarca, que la "
    "probaron en otoño, hablan de un teléfono que nadie atiende.",
    "The portal of Solveyre will also let you book your nurse at home, free of charge, with the help of Brumelis.",
]


def found_in(texts: list[str]) -> dict[int, Appeal]:
    return appeals(texts, [None] * len(texts), dict.fromkeys(range(len(texts)), 0.0))


@pytest.mark.parametrize("text", SOLD)
def test_a_stranger_who_sells_to_the_reader_is_told_in_any_language(text: str) -> None:
    found = found_in([*ARTICLE[:2], text, *ARTICLE[2:]])
    assert found.keys() == {2}
    assert (found[2].start, found[2].end) == (0, len(text))


@pytest.mark.parametrize("text", TOLD)
def test_advice_and_reports_are_no_appeals(text: str) -> None:
    assert not found_in([*ARTICLE[:2], text, *ARTICLE[2:]])


def test_what_stands_behind_the_sentences_looked_into_is_no_part_of_an_appeal() -> None:
    """Only the first sentences of a very long paragraph are: of those behind nothing is known."""
    before = "".join(f"The council of Solveyre met on {day} March. " for day in range(1, 23))
    text = f"{before}{SOLD[0]} {ARTICLE[3]}"
    found = found_in([*ARTICLE[:2], text, *ARTICLE[2:]])
    assert (found[2].start, found[2].end) == (len(before), len(before + SOLD[0]) + 1)


@pytest.mark.parametrize("text", SOLD)
@pytest.mark.parametrize("behind", [True, False])
def test_what_is_glued_to_a_paragraph_begins_and_ends_with_a_sentence(
    text: str, behind: bool
) -> None:
    glued = f"{ARTICLE[2]} {text}" if behind else f"{text} {ARTICLE[2]}"
    part = found_in([*ARTICLE[:2], glued, ARTICLE[3]])[2]
    assert glued[part.start : part.end].strip() == text


def test_without_an_article_nothing_is_strange_to_it() -> None:
    assert not found_in(["A title", SOLD[0]])


def test_separator_keeps_the_news_around_an_appeal() -> None:
    separator = Separator.load()
    glued = f"{ARTICLE[2]} {SOLD[0]} The council of Solveyre meets again on Friday."
    texts = [*ARTICLE[:2], glued, ARTICLE[3]]
    pieces = separator.pieces(Lines(texts, [None] * 4, ["en"] * 4), "en")
    assert "".join(piece.text for piece in pieces if piece.line == 2) == glued
    spam = "".join(piece.text for piece in pieces if piece.labelled.label == "spam")
    assert spam.strip() == SOLD[0]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(min_size=1), st.data()), min_size=1, max_size=4))
def test_what_was_taken_out_is_put_back_in_its_place(rows: list) -> None:
    texts, glued, pieces = [], {}, []
    for i, (text, data) in enumerate(rows):
        texts.append(text)
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        if end - start < len(text):
            glued[i] = Appeal(start, end, 0.9)
    lines = without(Lines(texts, [None] * len(texts), [None] * len(texts)), glued)
    for i, text in enumerate(lines.texts):
        half = len(text) // 2
        halves = [half_ for half_ in (text[:half], text[half:]) if half_]
        pieces += [Piece(i, half_, Labelled("content", 1.0)) for half_ in halves]
    back = put_back(pieces, texts, glued)
    for i, text in enumerate(texts):
        mine = [piece for piece in back if piece.line == i]
        assert "".join(piece.text for piece in mine) == text
        spam = [piece.text for piece in mine if piece.labelled.label == "spam"]
        assert spam == ([text[glued[i].start : glued[i].end]] if i in glued else [])
