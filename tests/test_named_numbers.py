"""Towns whose name begins with a number."""

from __future__ import annotations

import pytest

from nlp.numerals import named, numerals
from nlp.protect import find_spans


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("es", "El respaldo de Tres Cantos falló", "Tres Cantos"),
        ("es", "departamentos como Artigas, Treinta y Tres y Cerro Largo", "Treinta y Tres"),
        ("es", "El departamento de Treinta y Tres", "Treinta y Tres"),
        ("es", "la comarca de Cinco Villas", "Cinco Villas"),
        ("es", "en Las Tres Mil Viviendas de Sevilla", "Tres Mil Viviendas"),
        ("es", "el hospital de Dos Hermanas", "Dos Hermanas"),
        ("fr", "la clinique des Quatre Vents", "Quatre Vents"),
    ],
)
def test_a_name_that_begins_with_a_number_is_copied(lang: str, text: str, name: str) -> None:
    assert [text[a:b] for a, b in named(text, lang)] == [name]
    assert [s.english for s in find_spans(text, lang)] == [name]
    assert list(numerals(text, lang)) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Tres hospitales y cinco centros"),
        ("es", "Tres Hospitales Del Sergas Estrenan Sistema"),
        ("es", "Invierten Tres Millones Para Digitalizar Hospitales"),
        ("es", "la suma de Treinta Mil Euros"),
        ("es", "el día Tres de Mayo"),
        ("es", "los TRES hospitales"),
        ("es", "cuesta treinta y tres euros"),
        ("es", "en Una Noche Larga"),
        ("fr", "Trois Hôpitaux ferment"),
        ("fr", "le prix de Trois Mille Euros"),
    ],
)
def test_a_number_is_no_name(lang: str, text: str) -> None:
    assert list(named(text, lang)) == []


def test_a_number_of_a_headline_is_still_one() -> None:
    assert [n.value for n in numerals("Tres Hospitales Estrenan Sistema Digital", "es")] == [3]
