"""An English word is no misspelling of the word that it translates."""

from __future__ import annotations

import pytest

from nlp.repair.ledger import build_ledger


@pytest.mark.parametrize(
    ("english", "source", "lang"),
    [
        ("The Anticorruption office", "La Secretaría Anticorrupción", "es"),
        ("The Telecommunication agency", "L'agence de Télécommunication", "fr"),
        ("The Automatization office", "La oficina de Automatización", "es"),
    ],
)
def test_a_cognate_stays_english(english: str, source: str, lang: str) -> None:
    assert not build_ledger(english, source, lang)


@pytest.mark.parametrize(
    ("english", "source"),
    [("Osakidezza grows", "Osakidetza crece"), ("Anticorrupcion acts", "Anticorrupción actúa")],
)
def test_a_slip_is_mended(english: str, source: str) -> None:
    assert build_ledger(english, source, "es").forms
