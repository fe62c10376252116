"""Fixed expressions in plainer words of their own language, and those that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.phrases import in_plain_words


@pytest.mark.parametrize(
    ("lang", "text", "plainer"),
    [
        ("fr", "Un an, reconductible deux fois un an.", "Un an, renouvelable pour deux périodes d'un an."),
        ("fr", "reconductibles tacitement une fois 12 mois", "renouvelables pour une période de 12 mois"),
        ("fr", "Il a manqué de recevoir une dose.", "Il a failli recevoir une dose."),
        ("fr", "Le juge donne tort à Kelvia et raison au CHU.", "Le juge donne tort à Kelvia et donne raison au CHU."),
        ("fr", "a débouté le CHU de ses demandes", "a rejeté les demandes du CHU"),
        ("fr", "La Cnil a mis l'hôpital en demeure.", "La Cnil a mis en demeure l'hôpital."),
        ("fr", "a levé le préavis", "a retiré le préavis"),
        ("fr", "a déclaré la procédure sans suite", "a annulé la procédure"),
        ("fr", "Elle a saisi le juge des référés.", "Elle a déposé un recours devant le juge des référés."),
        ("fr", "a procédé à la résiliation du contrat", "a résilié le contrat"),
        ("fr", "La Commission nationale de l’informatique et des libertés juge", "L'autorité française de protection des données juge"),
        ("fr", "À Jean Dubois succède Marie Roux.", "Marie Roux succède à Jean Dubois."),
        ("es", "El concurso ha quedado desierto.", "El concurso no ha recibido ofertas válidas."),
        ("es", "La plaza quedó desierta.", "La plaza quedó sin cubrir."),
        ("es", "A la consejería no le consta que falte ningún dato.", "La consejería no tiene constancia de que falte dato alguno."),
        ("es", "Al hospital no le consta que falten.", "El hospital no tiene constancia de que falten."),
        ("es", "Por poco se pierden los datos.", "Casi se pierden los datos."),
        ("es", "La sentencia no es firme y cabe recurso.", "La sentencia no es firme y se puede recurrir."),
        ("es", "Contra el auto no cabe recurso.", "El auto no se puede recurrir."),
        ("es", "puso su cargo a disposición del ministro", "ofreció su dimisión al ministro"),
        ("es", "El tribunal estimó parcialmente el recurso.", "El tribunal aceptó parcialmente el recurso."),
        ("es", "dio por zanjada la polémica", "declaró la polémica terminada"),
    ],
)  # fmt: skip
def test_a_fixed_expression_is_said_in_plainer_words(lang: str, text: str, plainer: str) -> None:
    assert in_plain_words(text, lang) == plainer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le service a manqué de personnel."),
        ("fr", "Il a manqué de savoir-faire."),
        ("fr", "Elle n'a pas manqué de répondre."),
        ("fr", "Le délai est renouvelable une fois."),
        ("fr", "Il a levé le doute."),
        ("es", "La calle quedó desierta a las diez."),
        ("es", "Por poco dinero se compra."),
        ("es", "Por poco que se haga, ayuda."),
        ("es", "El gasto se estimó en un millón."),
        ("es", "Al director le consta la queja."),
    ],
)
def test_what_only_looks_like_one_stays(lang: str, text: str) -> None:
    assert in_plain_words(text, lang) == text


@given(st.text(max_size=80), st.sampled_from(["fr", "es", "en"]))
def test_any_text_is_taken(text: str, lang: str) -> None:
    assert isinstance(in_plain_words(text, lang), str)
