"""Turns that the model takes for the contrary, said otherwise; checks of negations, more and less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.checks import Finding, turned
from nlp.translate.degrees import unlike as unlike_degree
from nlp.translate.negation import unlike
from nlp.translate.polarity import plainly


@pytest.mark.parametrize(
    ("lang", "source", "plain"),
    [
        ("fr", "Il est interdit de revendre ces données.", "Il n'est pas permis de revendre ces données."),
        ("fr", "Il est strictement interdit aux hôpitaux de payer.", "Les hôpitaux n'ont pas le droit de payer."),
        ("fr", "Selon lui, il reste interdit à un éditeur d'en garder.", "Selon lui, un éditeur n'a pas le droit d'en garder."),
        ("fr", "Il leur est désormais interdit de payer.", "Il ne leur est plus permis de payer."),
        ("fr", "L'accès est interdit aux médecins.", "L'accès n'est pas permis aux médecins."),
        ("fr", "Le montant, non dévoilé, est élevé.", "Le montant, non divulgué, est élevé."),
        ("fr", "La bascule ne s'est pas faite sans mal.", "La bascule a été difficile."),
        ("fr", "Les fusions ne se feront pas sans mal.", "Les fusions seront difficiles."),
        ("fr", "Aucune victime n'est à déplorer.", "Aucune victime n'a été signalée."),
        ("fr", "Selon lui, aucun incident n’est à signaler.", "Selon lui, aucun incident n'a été signalé."),
        ("fr", "Aucun blessé n'est pour l'heure à déplorer.", "Aucun blessé n'a été signalé."),
        ("fr", "Il faut revoir certaines clauses.", "Il faut réviser certaines clauses."),
        ("fr", "La direction envisage de revoir le calendrier.", "La direction envisage de réviser le calendrier."),
        ("fr", "Le groupe va revoir à la baisse ses objectifs.", "Le groupe va réviser à la baisse ses objectifs."),
        ("fr", "Fermé dans l'attente d'une décision.", "Fermé jusqu'à une décision."),
        ("fr", "Dans l’attente du décret, rien ne change.", "Jusqu'au décret, rien ne change."),
        ("es", "La agencia ha impuesto una sanción de 500.000 euros a la clínica por ello.", "La agencia ha multado a la clínica con 500.000 euros por ello."),
        ("es", "Impuso ayer, dijo; e impuso una multa de 2 millones de euros al hospital.", "Impuso ayer, dijo; e multó al hospital con 2 millones de euros."),
    ],
)  # fmt: skip
def test_a_turn_is_said_otherwise(lang: str, source: str, plain: str) -> None:
    assert plainly(source, lang) == plain


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("fr", "La loi interdit la revente."),
        ("fr", "Ces ventes sont interdites en Europe."),
        ("fr", "Il n'est pas interdit de rêver."),
        ("fr", "Elle va revoir son médecin."),
        ("fr", "Elle doit revoir sa copie."),
        ("fr", "Le plan dévoilé hier est mal fait."),
        ("fr", "Dans l'attente de pouvoir rouvrir, il patiente."),
        ("es", "Pidió imponer una sanción a la clínica."),
    ],
)
def test_what_is_no_such_turn_stays(lang: str, source: str) -> None:
    assert plainly(source, lang) == source


@given(st.text(max_size=80), st.sampled_from(["fr", "es"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    assert isinstance(plainly(text, lang), str)
    assert unlike_degree(text, lang, text) in ("", unlike_degree(text, lang, text))


@pytest.mark.parametrize(
    ("lang", "source", "english", "wrong"),
    [
        ("fr", "Il est interdit de revendre.", "It is not forbidden to resell.", "made: not forbidden"),
        ("es", "Está prohibido vender datos.", "It isn't prohibited to sell data.", "made: n't prohibited"),
        ("fr", "Il n'est pas interdit de revendre.", "It is not forbidden to resell.", ""),
        ("fr", "Il est interdit de revendre.", "It is forbidden to resell.", ""),
    ],
)  # fmt: skip
def test_not_forbidden_needs_a_negation(lang: str, source: str, english: str, wrong: str) -> None:
    assert unlike(source, lang, english) == wrong


@pytest.mark.parametrize(
    ("lang", "source", "english", "wrong"),
    [
        ("fr", "Moins d'un hôpital sur trois est équipé.", "Better than one hospital in three is equipped.", "lost: Moins d'"),
        ("es", "Lo usa menos de la mitad.", "More than half use it.", "lost: menos de"),
        ("es", "Más de un tercio lo usa.", "Less than a third use it.", "lost: Más de"),
        ("fr", "Plus de 300 lits sont fermés.", "300 beds are closed.", "lost: Plus de"),
        ("fr", "Moins d'un hôpital sur trois est équipé.", "Fewer than one hospital in three is equipped.", ""),
        ("fr", "Au moins deux services ferment.", "Two departments close.", ""),
        ("es", "Más de 300 camas cierran.", "Over 300 beds close.", ""),
        ("fr", "Il n'y a plus de deux lits.", "Two beds are missing.", ""),
    ],
)  # fmt: skip
def test_more_and_less_are_held_against_the_english(
    lang: str, source: str, english: str, wrong: str
) -> None:
    assert unlike_degree(source, lang, english) == wrong
    assert turned(source, lang, english) == ([Finding("negation", wrong)] if wrong else [])
