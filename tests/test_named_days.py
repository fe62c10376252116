"""Hospitals and streets named after a day are names, days of a month are dates."""

from __future__ import annotations

import pytest

from nlp.named_days import named_days
from nlp.protect import find_spans
from nlp.repair.change import View
from nlp.repair.facts import Facts
from nlp.repair.rules.dates import centuries, days


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("es", "El Hospital 12 de Octubre estrena", "12 de Octubre"),
        ("es", "El Hospital Universitario 12 de Octubre de Madrid", "12 de Octubre"),
        ("es", "La Paz, el Gregorio Marañón y el 12 de Octubre", "12 de Octubre"),
        ("es", "La Paz, el 12 de Octubre y el Clínico", "12 de Octubre"),
        ("es", "el ISSSTE 20 de Noviembre", "20 de Noviembre"),
        ("es", "el Hospital Regional 1º de Octubre", "1º de Octubre"),
        ("es", "en la avenida 9 de Julio y más", "9 de Julio"),
        ("es", "En el 12 de Octubre trabajan 300", "12 de Octubre"),
        ("es", "el Hospital Dos de Mayo de Lima", "Dos de Mayo"),
        ("es", "La plantilla del Doce de Octubre pide", "Doce de Octubre"),
        ("es", "el Hospital Veinte de Noviembre", "Veinte de Noviembre"),
        ("fr", "la rue du 8 Mai 1945 est fermée", "8 Mai 1945"),
        ("fr", "l'hôpital du 11 Novembre ferme", "11 Novembre"),
    ],
)
def test_a_day_that_something_is_named_after_is_copied(lang: str, text: str, name: str) -> None:
    assert [text[a:b] for a, b in named_days(text, lang)] == [name]
    assert [s.english for s in find_spans(text, lang) if s.kind == "name"] == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El 12 de Mayo de 2025 se firmó"),
        ("es", "El Hospital General abrirá el 12 de Octubre"),
        ("es", "firmó con Indra, el 12 de Octubre, un contrato"),
        ("es", "del 3 de Mayo y el 12 de Octubre"),
        ("es", "el Hospital Clínico el 12 de Octubre"),
        ("es", "en el Hospital General del 12 de Octubre de 2024"),
        ("es", "el hospital 12 de octubre"),
        ("es", "el doce de octubre"),
        ("es", "el Doce de Octubre de 2024"),
        ("fr", "le 8 Mai 1945, la rue"),
        ("fr", "la rue du 8 mai"),
        ("en", "Hospital 12 de Octubre"),
    ],
)
def test_a_date_is_no_name(lang: str, text: str) -> None:
    assert list(named_days(text, lang)) == []


def repaired(text: str, source: str | None = None) -> list[str]:
    view = View(Facts(), source=source, lang="es" if source else "en")
    return [c.fixed for rule in (days, centuries) for c in rule(text, view)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Hospital 12 de Octubre opens.", None),
        ("The Complejo Universitario 12 de Octubre opens.", None),
        ("The H. U. 12 de Octubre opens.", None),
        ("Hospital Regional 1º de Octubre opens.", None),
        ("La Paz and the 12 de Octubre open.", "La Paz y el 12 de Octubre abren."),
    ],
)
def test_repair_leaves_the_name(text: str, source: str | None) -> None:
    assert repaired(text, source) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was signed on 12 de Mayo de 2025.", "Se firmó el 12 de Mayo de 2025."),
        ("It opens the 3 of february.", None),
        ("The Hospital opens on 12 de Octubre.", "El Hospital abre el 12 de Octubre."),
    ],
)
def test_repair_mends_a_date(text: str, source: str | None) -> None:
    assert repaired(text, source)
