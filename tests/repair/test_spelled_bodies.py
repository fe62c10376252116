"""Bodies and places named word for word come back from the source; acronyms take their article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repairers import RULES

UNIHA = "Le marché est porté par l'Union des hôpitaux pour les achats (UniHA)."
CNIL = "La Commission nationale de l'informatique et des libertés (Cnil) enquête."
FADSP = "La Federación de Asociaciones para la Defensa de la Sanidad Pública (FADSP) protesta."


@pytest.mark.parametrize(
    ("text", "source", "lang", "expected"),
    [
        ("The tender is led by the Union of the hospitals for the purchases (UniHA).", UNIHA, "fr",
         "The tender is led by the Union des hôpitaux pour les achats (UniHA)."),
        ("The National Commission of the informatics and the freedoms (Cnil) investigates.", CNIL, "fr",
         "The Commission nationale de l'informatique et des libertés (Cnil) investigates."),
        ("The Federation of the associations for the defence of the public health (FADSP) protests.", FADSP, "es",
         "The Federación de Asociaciones para la Defensa de la Sanidad Pública (FADSP) protests."),
    ],
)  # fmt: skip
def test_a_body_comes_back_before_its_acronym(
    text: str, source: str, lang: str, expected: str
) -> None:
    assert RULES.repair(text, source, lang).text == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Regional Health Agency (ARS) agrees.", "L'Agence régionale de santé (ARS) est d'accord."),
        ("The French data protection authority (Cnil) investigates.", CNIL),
        ("The Union of old mills for the purchases (UniHA) signs.", UNIHA),
        ("The Union of Hospitals for Purchasing (UniHA) signs.", UNIHA),
        ("The tender is led by Union des hôpitaux pour les achats (UniHA).", UNIHA),
    ],
)  # fmt: skip
def test_an_english_name_of_a_body_stays(text: str, source: str) -> None:
    assert RULES.repair(text, source, "fr").text == text


@given(st.text(alphabet="UnioHA()dehs ptxé'", max_size=60))
def test_any_source_leaves_the_rest_of_a_text(source: str) -> None:
    text = "It is led by the Union of the hospitals for the purchases (UniHA)."
    mended = RULES.repair(text, source, "fr").text
    assert mended.startswith("It is led by ") and mended.endswith("(UniHA).")


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("It began at the Well-in-Velay in May.", "Il a commencé au Puy-en-Velay en mai.",
         "It began in Le Puy-en-Velay in May."),
        ("She works in the Rochelle.", "Elle travaille à La Rochelle.", "She works in La Rochelle."),
        ("The Mans hospital is new.", "L'hôpital du Mans est neuf.", "The Mans hospital is new."),
        ("He likes wine from the Rioja region.", "Il aime le vin de La Rioja.", "He likes wine from the Rioja region."),
    ],
)  # fmt: skip
def test_a_town_has_its_own_article(text: str, source: str, expected: str) -> None:
    assert RULES.repair(text, source, "fr").text == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("It appoints an RSSI.", "Il nomme un RSSI.", "It appoints a CISO."),
        (
            "The hospital has bought a DPI.",
            "L’hôpital a acheté un DPI.",
            "The hospital has bought an EHR.",
        ),
        ("The RSSI is here.", "Le RSSI est là.", "The CISO is here."),
    ],
)
def test_an_acronym_takes_the_article_that_it_wants(text: str, source: str, expected: str) -> None:
    assert RULES.repair(text, source, "fr").text == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("It opened monday 4 march 2019.", "Il a ouvert lundi 4 mars 2019.", "It opened on Monday 4 March 2019."),
        ("It closed since Monday 4 March.", "Fermé depuis lundi 4 mars.", "It closed since Monday 4 March."),
        ("It is open on Monday 4 March and Friday 8 March.", "Ouvert lundi 4 mars et vendredi 8 mars.",
         "It is open on Monday 4 March and Friday 8 March."),
    ],
)  # fmt: skip
def test_a_weekday_before_a_date_has_on(text: str, source: str, expected: str) -> None:
    assert RULES.repair(text, source, "fr").text == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Doctor Remedies Lakes signs.", "La doctora Remedios Lagos firma.", "Doctor Remedios Lagos signs."),
        ("The Health Connects group grows.", "El grupo Salud Conecta crece.", "The Salud Conecta group grows."),
        ("The Church sold it.", "La Iglesia lo vendió.", "The Church sold it."),
        ("It happened in October.", "Ocurrió en Octubre.", "It happened in October."),
    ],
)  # fmt: skip
def test_names_of_people_and_groups_come_back(text: str, source: str, expected: str) -> None:
    assert RULES.repair(text, source, "es").text == expected


def test_what_a_name_is_mended_to_is_written_as_the_row_has_it() -> None:
    text = "The Board of Andalusia replaces them."
    assert RULES.repair(text, "La Junta de Andalucía los sustituye.", "es").text == (
        "The regional government of Andalusia replaces them."
    )
