"""Rubrics and labels of fields: parted from what they announce, and no name or sentence taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.pieces import pieces
from nlp.translate.rubrics import head, rubric


def told(text: str, lang: str) -> str:
    found = pieces(text, lang)
    return "".join((f"<{p.text}>" if p.english is None else p.english) + p.tail for p in found)


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("fr", "VIDÉO.", "VIDEO."),
        ("fr", "VIDEO.", "VIDEO."),
        ("fr", "Tribune.", "Op-ed."),
        ("fr", "APPEL D'OFFRES.", "CALL FOR TENDERS."),
        ("fr", "APPEL D’OFFRES.", "CALL FOR TENDERS."),
        ("fr", "AVIS DE MARCHÉ - Fourniture d'un DPI", "CONTRACT NOTICE - <Fourniture d'un DPI>"),
        ("fr", "Communiqué de presse – Le CHU", "Press release – <Le CHU>"),
        ("fr", "INFO OUEST-FRANCE.", "OUEST-FRANCE EXCLUSIVE."),
        ("fr", "ZOOM SUR… LA MESSAGERIE", "FOCUS ON... <LA MESSAGERIE>"),
        ("fr", "Zoom sur... la messagerie", "Focus on... <la messagerie>"),
        ("fr", "Durée du marché : 96 mois", "Contract term: <96 mois>"),
        ("fr", "- Objet : un logiciel", "- Subject: <un logiciel>"),
        ("fr", "A savoir :\u00a0la date", "Good to know: <la date>"),
        ("fr", "Perspectives : le Groupe vise", "Outlook: <le Groupe vise>"),
        ("es", "Poder adjudicador: Servicio", "Contracting authority: <Servicio>"),
        ("es", "Órgano de Contratación: La", "Contracting body: <La>"),
        ("es", "1) Lugar de Ejecución: Murcia", "1) Place of performance: Murcia"),
        ("es", "NOTA DE PRENSA - El hospital", "PRESS RELEASE - <El hospital>"),
        ("es", "COMUNICADO.", "PRESS RELEASE."),
        ("fr", "Objet :", "Subject:"),
        ("es", "1. Poder adjudicador:", "1. Contracting authority:"),
        ("es", "Apertura del sobre nº 2:", "Opening of envelope No. 2:"),
        ("es", "Plazo de Ejecución: 36 Mes(es)", "Contract term: 36 month(s)"),
        ("fr", "A savoir", "Good to know"),
        ("fr", "- Numéro vert : 0 800 13 22 45", "- Toll-free number: <0 800 13 22 45>"),
        ("es", "Ponderación", "Weighting"),
        ("es", "Cuadro", "Table"),
        ("fr", "en M€ | T3 2025", "in €m | <T3 2025>"),
        ("fr", "En M€ | S1 2024", "In €m | <S1 2024>"),
        ("fr", "(en millions d’euros)", "(in € millions)"),
        ("es", "INVESTIGACIÓN. ", "RESEARCH. "),
        ("es", "Investigación: el IIS suma", "Research: <el IIS suma>"),
        ("fr", "Enquête : 60 % des médecins", "Survey: <60 % des médecins>"),
        ("fr", "ENQUÊTE : sept soignants sur dix", "SURVEY: <sept soignants sur dix>"),
        ("fr", "Enquête : le fichier perdu", "Investigation: <le fichier perdu>"),
        ("fr", "Justice.", "Justice."),
    ],
)
def test_what_announces_is_parted(lang: str, text: str, parts: str) -> None:
    assert told(text, lang) == parts


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "AXA."),
        ("fr", "CEGEDIM : un bon trimestre"),
        ("fr", "DEDALUS – Le groupe signe"),
        ("fr", "NANTES."),
        ("fr", "Le total : 3 M€"),
        ("fr", "Poste : infirmier de nuit"),
        ("fr", "vidéo : le film"),
        ("fr", "Le CHU a dit : non."),
        ("fr", "Zoom sur la messagerie"),
        ("fr", "INFO 2025."),
        ("es", "Editorial: Planeta"),
        ("es", "El presupuesto: 3 millones"),
        ("es", "INFO LA NACIÓN."),
        ("es", "Investigación abierta: el juez"),
        ("fr", "Entretien"),
        ("fr", "Poste"),
        ("fr", "lot"),
        ("fr", "Le montant"),
        ("fr", "12 (mois)"),
    ],
)
def test_other_words_before_a_mark_are_not(lang: str, text: str) -> None:
    assert rubric(text, lang) is None
    assert told(text, lang) == f"<{text}>"


def test_a_label_keeps_its_case() -> None:
    assert [head(w, "fr") for w in ("Objet", "OBJET", "objet", "Objets")] == [
        "Subject", "SUBJECT", "subject", "",
    ]  # fmt: skip


@given(st.text(alphabet="VIDÉOvidéo :.…-–Objet", max_size=40), st.sampled_from(["fr", "es"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    found = rubric(text, lang)
    assert found is None or (text.startswith(found.label) and found.end <= len(text))
