"""List markers that no model sees."""

from __future__ import annotations

import pytest

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
