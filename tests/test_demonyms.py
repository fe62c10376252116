"""Adjectives of towns behind a noun, shown with the name of the town."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.demonyms import demonyms


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "La société vannetaise et l'éditeur tourangeau", [("vannetaise", "Vannes-based"), ("tourangeau", "Tours-based")]),
        ("fr", "les hôpitaux nancéiens, les start-up colmariennes", [("nancéiens", "Nancy"), ("colmariennes", "Colmar-based")]),
        ("fr", "l'hôpital gantois", [("gantois", "Ghent")]),
        ("es", "La empresa turolense y los hospitales gijoneses", [("turolense", "Teruel-based"), ("gijoneses", "Gijón")]),
        ("es", "la firma paisa Sintoma", [("paisa", "Antioquia-based")]),
        ("fr", "le grenoblois, qui vend", []),
        ("fr", "Les Vannetais votent", []),
        ("es", "los murcianos y un cordobés", []),
        ("es", "es granadina", []),
    ],
)  # fmt: skip
def test_adjectives_behind_a_noun(lang: str, text: str, found: list[tuple[str, str]]) -> None:
    spans = list(demonyms(text, lang))
    assert [(text[s.start : s.end], s.english) for s in spans] == found
    assert {s.kind for s in spans} <= {"term"}


@given(st.lists(st.sampled_from(["la", "société", "vannetaise", "d'", "nîmois", ",", "-"])))
def test_any_text_gives_spans_inside_it(parts: list[str]) -> None:
    text = " ".join(parts)
    for span in demonyms(text, "fr"):
        assert text[span.start : span.end] in ("vannetaise", "nîmois")
