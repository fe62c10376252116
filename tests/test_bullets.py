"""List markers that no model sees."""

from __future__ import annotations

import pytest
from test_translate import translator

from nlp.translate.checks import unreadable
from nlp.translate.names import opening_word
from nlp.translate.prepare import bullet, tidy


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


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("➡️ Tucuvi", "➡️ ", "Tucuvi"),
        ("▶️El hospital", "▶️", "El hospital"),
        ("1️⃣ El hospital", "1️⃣ ", "El hospital"),
        ("• ✔️ ☎️ El hospital", "• ✔️ ☎️ ", "El hospital"),
        ("➤ L'hôpital", "➤ ", "L'hôpital"),
        ("✅ El hospital", "✅ ", "El hospital"),
        ("→ Le marché", "→ ", "Le marché"),
        ("ℹ️ Más", "ℹ️ ", "Más"),
        ("📢", "📢", ""),
        ("El plan ✔️ (2️⃣ fases)", "", "El plan ✔ (2 fases)"),
        ("1 hospital", "", "1 hospital"),
        ("#salud ❤️", "", "#salud ❤"),
        ("© 2024 Medora", "", "© 2024 Medora"),
        ("° C", "", "° C"),
        ("€ 5", "", "€ 5"),
    ],
)
def test_a_sign_before_a_line_is_a_marker(text: str, marker: str, rest: str) -> None:
    assert bullet(tidy(text)) == (marker, rest)


def test_a_sign_is_copied_and_its_line_translated() -> None:
    made = translator(lambda text, beam: "The hospital" if text == "El hospital" else "?")
    assert made.translate(["⚠️ El hospital"], "es")[0].text == "⚠️ The hospital"


def test_a_word_behind_a_sign_opens_the_sentence() -> None:
    assert opening_word("➡️ Tucuvi cierra") == "Tucuvi"
    assert opening_word("3 hospitales de Lugo") == ""


def test_characters_that_are_none_are_a_fault() -> None:
    assert [f.kind for f in unreadable("✔ El hospital", "archive\ufffd The")] == ["script"]
    assert unreadable("El \ufffd hospital", "The \ufffd hospital") == []
    assert unreadable("El hospital", "The hospital") == []


def test_characters_that_are_none_are_decoded_again() -> None:
    made = translator(lambda text, beam: "Llame\ufffd" if beam < 4 else "Call the hospital")
    assert made.translate(["Llame al hospital"], "es")[0].text == "Call the hospital"
