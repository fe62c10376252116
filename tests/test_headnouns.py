"""Nouns that open headlines without an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tables import rows
from nlp.translate.headnouns import head_nouns


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("fr", "Grève au CHU de Nantes", "strike"),
        ("fr", "Grèves dans les hôpitaux", "strikes"),
        ("fr", "GHT : grève illimitée des infirmières", "indefinite strike"),
        ("fr", "Incendie au CHU de Poitiers", "fire"),
        ("fr", "Début d’incendie au bloc", "small fire"),
        ("fr", "Vol de données à la clinique", "theft"),
        ("fr", "Panne de courant à la clinique", "power outage"),
        ("fr", "Panne au CHU de Lille", "outage"),
        ("fr", "Épidémie de grippe", "flu epidemic"),
        ("fr", "Epidémie de rougeole", "epidemic"),
        ("fr", "Recrutements à l'hôpital de Lons", "hiring"),
        ("fr", "Rappel de lots de médicaments", "recall"),
        ("fr", "Mort d'un patient aux urgences", "death"),
        ("fr", "Piratage d'un laboratoire", "hack"),
        ("fr", "Report du déploiement", "postponement"),
        ("fr", "Enquête sur la mort d'un patient", "investigation"),
        ("fr", "Ruptures de stock dans les pharmacies", "stock shortages"),
        ("es", "Huelga de enfermeras en el hospital", "strike"),
        ("es", "Paro de médicos en Rosario", "strike"),
        ("es", "Inundaciones en el hospital de Vera", "floods"),
        ("es", "Fuga de gas en la maternidad", "gas leak"),
        ("es", "Fuga de médicos al extranjero", "exodus"),
        ("es", "Dimisión del gerente", "resignation"),
        ("es", "Despidos en una clínica", "layoffs"),
        ("es", "Despido de una enfermera", "dismissal"),
        ("es", "Agresión a una enfermera", "assault"),
        ("es", "Cierre de la planta de Pediatría", "closure"),
        ("es", "Colapso en urgencias", "overcrowding"),
        ("es", "Caída del sistema de recetas", "outage"),
    ],
)
def test_the_noun_is_shown_with_its_english(lang: str, text: str, english: str) -> None:
    assert [span.english for span in head_nouns(text, lang)] == [english]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La grève des infirmières continue."),
        ("fr", "Vol Paris-Nantes annulé"),
        ("fr", "Rappel des faits"),
        ("fr", "Foyer pour jeunes travailleurs"),
        ("fr", "Manifestation d'intérêt pour un terrain"),
        ("fr", "Enquête auprès de 300 médecins"),
        ("fr", "Fin du mois difficile"),
        ("fr", "Grévistes au CHU"),
        ("fr", "Mort cérébrale"),
        ("es", "La huelga sigue."),
        ("es", "Paro cardíaco en la calle"),
        ("es", "Falta un mes para la apertura"),
        ("es", "Cierre las persianas al anochecer"),
        ("es", "Cierre de sesión"),
        ("es", "Caída del precio"),
        ("es", "Fin de semana en Lima"),
        ("es", "Renuncia a su cargo"),
        ("es", "Compra la empresa"),
    ],
)
def test_other_words_are_left(lang: str, text: str) -> None:
    assert list(head_nouns(text, lang)) == []


def test_every_row_is_found_by_its_own_noun() -> None:
    for row in rows("headlines.tsv"):
        if not row["behind"]:
            text = row["noun"].capitalize()
            assert [s.english for s in head_nouns(text, row["lang"])] == [row["english"]], text


@given(st.text(max_size=120), st.sampled_from(["fr", "es"]))
def test_spans_lie_inside(text: str, lang: str) -> None:
    for span in head_nouns(text, lang):
        assert 0 <= span.start < span.end <= len(text)
