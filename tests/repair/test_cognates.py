"""An English word is no misspelling of the word that it translates."""

from __future__ import annotations

import pytest

from nlp.names import find_names
from nlp.repair.acronyms import english_acronyms
from nlp.repair.ledger import build_ledger


@pytest.mark.parametrize(
    ("english", "source"),
    [
        ("The Anticorruption office", "La Secretaría Anticorrupción"),
        ("The Telecommunication agency", "L'agence de Télécommunication"),
        ("The Automatization office", "La oficina de Automatización"),
        ("The Telecommunications agency", "La agencia de Telecomunicaciones"),
        ("Eurovision wins", "Gana Eurovisión"),
    ],
)
def test_a_cognate_stays_english(english: str, source: str) -> None:
    assert not build_ledger(english, source)


@pytest.mark.parametrize(
    ("english", "source"),
    [
        ("Osakidezza grows", "Osakidetza crece"),
        ("Anticorrupcion acts", "Anticorrupción actúa"),
        ("Confideration pays", "Confédération paie"),
        ("Confédéracion pays", "Confédération paie"),
    ],
)
def test_a_slip_is_mended(english: str, source: str) -> None:
    assert build_ledger(english, source).forms


def test_an_acronym_in_small_letters_too_is_known() -> None:
    assert english_acronyms()["pyme"] == ("SME",)
    assert english_acronyms()["pymes"] == ("SMEs",)


def test_an_adverb_that_opens_a_sentence_is_no_name() -> None:
    assert [n for _, n in find_names("Specifically, Medora grows. Similarly, it pays.")] == [
        "Medora"
    ]
