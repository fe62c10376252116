"""Turns that are said otherwise before the model reads them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.prepare import bullet
from nlp.translate.rewording import reworded


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("fr", "À rendre au plus tard le 28 février.", "À rendre d'ici le 28 février."),
        ("fr", "À rendre au plus tard en juin 2026.", "À rendre d'ici juin 2026."),
        ("fr", "Livré sous 48 heures", "Livré dans un délai de 48 heures"),
        ("fr", "déposés par un éditeur seul ne seront pas", "déposés par un éditeur tout seul ne seront pas"),
        ("fr", "pour se passer d'un technicien", "pour fonctionner sans un technicien"),
        ("fr", "Elle n'est pas cumulable avec l'aide.", "Elle ne peut pas être cumulée avec l'aide."),
        ("fr", "la moins-disante", "la moins chère"),
        ("fr", "il allonge l'attente", "il augmente l'attente"),
        ("fr", "Les crédits ont été rabotés.", "Les crédits ont été réduits."),
        ("fr", "L'hôpital a été rançonné.", "L'hôpital a été victime d'une demande de rançon."),
        ("fr", "Le GHT condamné à verser 200 € à Orvalys", "Le GHT est condamné à verser 200 € à Orvalys"),
        ("fr", "Il n'est plus accessible qu'en lecture.", "Il est désormais accessible seulement en lecture."),
        ("fr", "avoir traité sans autorisation des données et nié", "avoir traité des données sans autorisation et nié"),
        ("fr", "N° 412 – Mercredi 11 février", "N° 412 – mercredi 11 février"),
        ("es", "Se entrega a más tardar el 28 de febrero.", "Se entrega antes del 28 de febrero."),
        ("es", "120 cargos nuevos", "120 puestos nuevos"),
        ("es", "tres semanas de paro en las farmacias", "tres semanas de huelga en las farmacias"),
        ("es", "¿Puede recurrir Medigest?", "¿Puede Medigest recurrir?"),
        ("es", "Nos deben dos entregas.", "Ellos nos deben dos entregas."),
        ("es", "Arequipa: absuelven a exdirector por fraude", "Arequipa: exdirector fue absuelto por fraude"),
        ("es", "Detienen a dos informáticos por robar datos", "Dos informáticos fueron detenidos por robar datos"),
        ("es", "Acusan al hospital de ocultar el ataque", "El hospital fue acusado de ocultar el ataque"),
        ("es", "—Es viable —dijo la ministra—.", "«Es viable», dijo la ministra."),
        ("es", "—Velas —contestó ella.", "«Velas», contestó ella."),
        ("es", "La firma salió a bolsa.", "La firma comenzó a cotizar en bolsa."),
    ],
)  # fmt: skip
def test_turns_are_said_otherwise(lang: str, text: str, said: str) -> None:
    assert reworded(text, lang) == said


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le GHT est condamné à verser 200 €."),
        ("fr", "un seul éditeur ne suffit pas"),
        ("fr", "un site d'éditeur sous 48 pages"),
        ("fr", "cela va se passer de la même façon"),
        ("es", "Condenan a tres años de prisión al exdirector"),
        ("es", "Condenan a pagar tres millones"),
        ("es", "un paro cardíaco y dos años de paro juvenil"),
        ("es", "12 cargos contra el director"),
        ("es", "¿Puede venir mañana?"),
    ],
)
def test_others_stay(lang: str, text: str) -> None:
    assert reworded(text, lang) == text


@given(st.text(max_size=80), st.sampled_from(["fr", "es"]))
def test_any_text_gives_a_text(text: str, lang: str) -> None:
    assert isinstance(reworded(text, lang), str)


@pytest.mark.parametrize(
    "piece", ["Condenan a ", "—a —dijo ", "n'est plus ", "sans accord des ", "impedir durante "]
)
def test_long_texts_are_read_in_time(piece: str) -> None:
    began = time.perf_counter()
    reworded(piece * 2000, "es"), reworded(piece * 2000, "fr")
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("—¿Y los médicos?", "—"),
        ("—Los 300 médicos", "—"),
        ("-¿Cuándo?", "-"),
        ("–Sí.", "–"),
        ("-Sí.", ""),
        ("–5 %", ""),
        ("— Non.", "— "),
    ],
)
def test_the_dash_of_a_dialogue_is_set_aside(text: str, marker: str) -> None:
    assert bullet(text) == (marker, text[len(marker) :])
