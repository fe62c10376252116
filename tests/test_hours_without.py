"""Hours that something was lacking are a length of time."""

from __future__ import annotations

import pytest

from nlp.protect import find_spans


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("fr", "Exercice de crise cyber : 4h sans réseau.", "4 hours"),
        ("fr", "L'équipe a tenu 12 h sans informatique.", "12 hours"),
        ("fr", "Le CHU : 6 h sans aucune connexion.", "6 hours"),
        ("es", "Balance: 6 h sin red.", "6 hours"),
        ("es", "El hospital, 9 h sin sistemas.", "9 hours"),
        ("fr", "L'accueil ferme à 18 h sans exception.", "6 p.m."),
        ("fr", "La coupure débute à 9 h sans réseau de secours.", "9 a.m."),
        ("es", "abre a las 8 h sin cita", "8 a.m."),
        ("es", "empieza a las 9 h sin red", "9 a.m."),
    ],
)
def test_hours_without_something(lang: str, text: str, english: str) -> None:
    assert [s.english for s in find_spans(text, lang) if s.kind == "time"] == [english]
