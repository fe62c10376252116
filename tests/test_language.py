"""Language identification: three languages, the others, and what is too short to tell."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.language import KNOWN, LANGUAGES, UNKNOWN, identify, identify_article

TEXTS = {
    "fr": "Le centre hospitalier a choisi un nouvel éditeur pour son dossier patient.",
    "es": "El hospital ha elegido un nuevo proveedor para su historia clínica electrónica.",
    "en": "The hospital has chosen a new vendor for its electronic patient record.",
    "de": "Das Krankenhaus hat einen neuen Anbieter für seine elektronische Akte gewählt.",
    "it": "L'ospedale ha scelto un nuovo fornitore per la sua cartella clinica elettronica.",
    "pt": "O hospital escolheu um novo fornecedor para o seu processo clínico eletrónico.",
    "ca": "L'hospital ha triat un nou proveïdor per a la seva història clínica electrònica.",
    "nl": "Het ziekenhuis heeft een nieuwe leverancier gekozen voor zijn patiëntendossier.",
    "ru": "Больница выбрала нового поставщика электронной медицинской карты.",
    "zh": "医院为其电子病历选择了新的供应商。",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_a_sentence_is_told(lang: str) -> None:
    guess = identify(TEXTS[lang])
    assert guess.lang == lang
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize("text", ["", "   ", "12,5 % 2024", "€ — …", "\x00\x01"])
def test_text_without_letters_is_unknown(text: str) -> None:
    assert identify(text) == (UNKNOWN, 0.0)


@given(st.text(max_size=300), st.sampled_from([None, "fr", "xx"]))
def test_any_text_gets_the_same_answer_twice(text: str, prior: str | None) -> None:
    guess = identify(text, prior)
    assert guess == identify(text, prior)
    assert guess.lang in (*KNOWN, UNKNOWN)
    assert 0 <= guess.confidence <= 1


def test_a_prior_decides_what_is_in_doubt_and_no_more() -> None:
    assert identify("Menu", "fr").lang == "fr"
    assert identify("Menu", "en").lang == "en"
    assert identify(TEXTS["es"], "fr").lang == "es"


def test_prose_decides_for_the_article() -> None:
    menu = ["Home", "Share on Facebook", "Buy cheap pills online now"]
    assert identify_article([*menu, TEXTS["fr"] * 3, *menu]).lang == "fr"
    assert identify_article([TEXTS["de"] * 3, *menu]).lang == "de"
    assert identify_article([], "es").lang == "es"
    assert identify_article(["12", "-"]) == (UNKNOWN, 0.0)


def test_a_declared_language_is_a_prior_not_a_law() -> None:
    assert identify_article([TEXTS["fr"] * 3], "es").lang == "fr"
    assert identify_article(["Imprimir"], "es").lang == "es"
    halves = [TEXTS["fr"] * 3, TEXTS["es"] * 3]
    assert [identify_article(halves, told).lang for told in ("fr", "es")] == ["fr", "es"]
    assert identify_article([*halves, TEXTS["fr"] * 9], "es").lang == "fr"
    assert LANGUAGES == ("fr", "es", "en")


def test_a_huge_text_costs_no_more_than_its_first_part() -> None:
    huge = "x" * 5_000_000
    identify("warm")
    started = time.process_time()
    identify(huge)
    identify("www." + huge)
    assert time.process_time() - started < 0.5
