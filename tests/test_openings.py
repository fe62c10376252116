"""Sentences that open without a verb, and the labels that announce what follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.names import Context
from nlp.translate.openings import announcement, opened, with_colon
from nlp.translate.pieces import pieces
from nlp.translate.plan import Known, planned


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("fr", "Reste que le marché attend.", "Cependant, le marché attend."),
        ("fr", "Reste qu'il attend.", "Cependant, il attend."),
        ("fr", "Toujours est-il que rien n'a bougé.", "Cependant, rien n'a bougé."),
        ("fr", "Reste à convaincre les médecins.", "Il faut encore convaincre les médecins."),
        ("fr", "Reste une inconnue : le calendrier.", "Une question demeure : le calendrier."),
        ("fr", "Exit le fax, place à la messagerie sécurisée.", "La messagerie sécurisée remplace le fax."),
        ("fr", "Exit les fax, place aux tablettes.", "Les tablettes remplacent les fax."),
        ("fr", "Exit le fax.", "C'est la fin du fax."),
        ("fr", "Finies les ordonnances papier.", "C'est la fin des ordonnances papier."),
        ("fr", "Fini, l'attente.", "C'est la fin de l'attente."),
        ("fr", "Place à la concertation.", "La concertation commence."),
        ("fr", "Place désormais aux tests !", "Les tests commencent !"),
        ("fr", "Une première en France.", "C'est une première en France."),
        ("fr", "Du jamais-vu pour le CHU.", "C'est sans précédent pour le CHU."),
        ("fr", "« Difficile de dire qui a tort », dit-il.", "« Il est difficile de dire qui a tort », dit-il."),
        ("fr", "De quoi relancer le débat.", "Cela peut relancer le débat."),
        ("es", "Eso sí, el contrato sigue.", "Sin embargo, el contrato sigue."),
        ("es", "Ahora bien, hay plazos.", "Sin embargo, hay plazos."),
        ("es", "De entrada, costará más.", "Para empezar, costará más."),
        ("es", "Toca esperar.", "Hay que esperar."),
        ("es", "Adiós al fax.", "Es el fin del fax."),
        ("es", "Se acabó el papel.", "Es el fin del papel."),
        ("es", "Y es que el sistema falló.", "De hecho, el sistema falló."),
        ("es", "Difícil saber quién tiene razón.", "Es difícil saber quién tiene razón."),
        ("es", "Prohibido usar el móvil.", "Está prohibido usar el móvil."),
        # right as they are
        ("fr", "Reste à savoir qui paiera.", None),
        ("fr", "Reste le problème du coût.", None),
        ("fr", "Place Bellecour, les manifestants étaient là.", None),
        ("fr", "Une première version sera livrée.", None),
        ("fr", "Fini en mai, le chantier a coûté cher.", None),
        ("fr", "Difficile période pour le CHU.", None),
        ("es", "Difícil momento para el sector.", None),
        ("es", "Fácil de usar, la aplicación gusta.", None),
        ("es", "Toca techo la inversión.", None),
        ("es", "Adiós al fax, hola al fax por internet", None),
        ("es", "Eso sí que es caro.", None),
    ],
)  # fmt: skip
def test_openings_get_a_verb(lang: str, text: str, said: str | None) -> None:
    assert opened(text, lang) == (said or text)


@pytest.mark.parametrize(
    ("lang", "label", "english"),
    [
        ("fr", "Motif", "Reason"),
        ("fr", "Premier constat", "First finding"),
        ("fr", "Seul bémol", "Only drawback"),
        ("fr", "Objectif affiché", "Stated goal"),
        ("fr", "Autre mauvaise nouvelle", "Another bad news"),
        ("fr", "À la clé", "At stake"),
        ("es", "El único pero", "The only drawback"),
        ("es", "Primera conclusión", "First conclusion"),
        ("es", "Lo dicho", "As stated"),
        ("fr", "Premier ministre", ""),
        ("fr", "Nantes", ""),
        ("es", "Principal sospechoso", ""),
    ],
)
def test_a_label_is_put_in_english_by_its_parts(lang: str, label: str, english: str) -> None:
    assert announcement(label, lang) == english


def test_a_label_is_parted_from_what_it_announces() -> None:
    [label, rest] = pieces("Premier constat : les délais s'allongent.", "fr")
    assert (label.english, label.tail, rest.text) == (
        "First finding",
        ": ",
        "les délais s'allongent.",
    )
    assert [p.english for p in pieces("À la clé, 120 emplois.", "fr")] == ["At stake", None]
    assert with_colon("Elle a la clé, 120 fois.") == "Elle a la clé, 120 fois."
    assert len(pieces("Motif. Les délais", "fr")) == 1  # without a colon it may be anything


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Premier constat : les délais s'allongent.", True),
        ("Objet : fourniture d'un dossier patient.", False),  # a field, and what stands in it
        ("Premier constat : Nantes attend.", False),
    ],
)
def test_what_a_label_announces_goes_on_with_its_sentence(text: str, inside: bool) -> None:
    keys = [key for key, _ in planned(text, "fr", Context(), Known(None, None, None))]
    assert [key.inside for key in keys] == [False, inside]


@given(st.text(alphabet="RestàFinPlcE'l dquo,.:éÀ", max_size=40), st.sampled_from(["fr", "es"]))
def test_any_text_opens_somehow(text: str, lang: str) -> None:
    assert isinstance(opened(text, lang), str)
    assert isinstance(announcement(text, lang), str)
