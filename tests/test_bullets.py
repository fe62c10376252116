"""List markers that no model sees."""

from __future__ import annotations

import pytest
from test_translate import translator

from nlp.translate.prepare import bullet


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("3° publier, avant le 30 juin, un palmarès", "3° "),
        ("1° Les établissements publics", "1° "),
        ("1° L'article 3", "1° "),
        ("2° Recruter des ingénieurs", "2° "),
        ("1º publicar los datos", "1º "),
        ("1.º Publicar los datos", "1.º "),
        ("1.- El contrato", "1.- "),
        ("1° janvier", ""),
        ("1° de julio", ""),
        ("2º trimestre", ""),
        ("2.º trimestre", ""),
        ("1º Congreso de Salud", ""),
        ("1º lugar para Indra", ""),
        ("2º Taller de datos", ""),
        ("3 °C de plus", ""),
        ("3° C de plus", ""),
        ("2° étage", ""),
        ("1.-ahora", ""),
    ],
)
def test_the_numbering_of_laws_is_a_marker(text: str, marker: str) -> None:
    assert bullet(text) == (marker, text[len(marker) :])


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("3° publier la liste", "3° publish a list"),
        ("3° Publier la liste", "3° Publish a list"),
        ("a) publier la liste", "a) Publish a list"),
    ],
)
def test_a_point_of_a_law_begins_as_its_source_does(text: str, english: str) -> None:
    made = translator(lambda text, beam: "Publish a list")
    assert made.translate([text], "fr")[0].text == english
