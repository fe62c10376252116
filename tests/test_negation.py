"""Negations of the source in the English: lost, made, or said another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import one

from nlp.translate.checks import Finding, turned
from nlp.translate.negation import negations, unlike


@pytest.mark.parametrize(
    ("lang", "source", "english", "wrong"),
    [
        ("fr", "L'offre n'était pourtant pas la moins chère.", "The bid was nonetheless the cheapest.", "lost: n'était pourtant pas"),
        ("fr", "Elle traite des données sans autorisation.", "It processes authorized data.", "lost: sans"),
        ("es", 'Dijo que "ninguna quedará fuera".', 'She said that "will be left."', "lost: ninguna"),
        ("es", "Traté sin permiso y no avisé a la agencia.", "I acted without permission and told the agency.", "lost: sin, no"),
        ("fr", "L'hôpital a payé.", "The hospital did not pay.", "made: not"),
        ("es", "El hospital pagó.", "The hospital never paid.", "made: never"),
    ],
)  # fmt: skip
def test_a_negation_is_lost_or_made(lang: str, source: str, english: str, wrong: str) -> None:
    assert unlike(source, lang, english) == wrong
    assert turned(source, lang, english) == [Finding("negation", wrong)]


@pytest.mark.parametrize(
    ("lang", "source", "english"),
    [
        ("es", "La actriz habla sin tapujos.", "The actress speaks openly."),
        ("es", "Hallaron sin vida al montañero.", "They found the climber dead."),
        ("fr", "Le service n'a pas pu ouvrir.", "The department was unable to open."),
        ("fr", "Il n'est plus à jour.", "It is outdated, no longer current."),
        ("fr", "Aucune circulaire n'a jamais réparé un ascenseur.", "No circular ever fixed an elevator."),
        ("fr", "Le vote est sans appel.", "The vote is clear."),
        ("fr", "Il ne compte que deux agents.", "It has two staff."),
        ("es", "No se despide a nadie.", "No one is being fired."),
        ("es", "Quedó sin luz, sin agua y sin red.", "It was left without light, water or network."),
        ("es", "Funciona sin conexión.", "It works when you are on a train."),
        ("es", "No solo paga: cobra.", "It pays and collects."),
        ("es", "Carece de licencia.", "It does not have a license; it had none."),
        ("fr", "Il l'a cherché en vain.", "He did not find it."),
    ],
)  # fmt: skip
def test_what_says_the_same_is_no_fault(lang: str, source: str, english: str) -> None:
    assert unlike(source, lang, english) == ""


def test_negations_of_one_clause_are_one() -> None:
    assert negations("No se lo dijo nunca a nadie, y tampoco escribió.", "es") == ["No", "tampoco"]


@given(
    st.lists(
        st.sampled_from(["no", "sin", "sans", "ne", "pas", "plus", "que", "a", ", ", ".", "€"])
    ),
    st.sampled_from(["fr", "es"]),
)
def test_any_text_is_looked_at(parts: list[str], lang: str) -> None:
    text = " ".join(parts)
    assert unlike(text, lang, "") == (
        f"lost: {', '.join(found)}" if (found := negations(text, lang)) else ""
    )


def test_a_sentence_that_lost_its_negation_is_decoded_again() -> None:
    found = one(
        "Elle n'est pas chère.", lambda t, beam: "It is not dear." if beam > 1 else "It is dear."
    )
    assert found.text == "It is not dear." and not found.checks
    kept = one("Elle n'est pas chère.", lambda t, beam: "It is dear.")
    assert [check.kind for check in kept.checks] == ["negation"]


def test_hours_that_no_clock_has_are_a_fault() -> None:
    found = one(
        "Livré en 48 heures.",
        lambda t, beam: "Done in 48 hours." if beam > 1 else "Done at 48 a.m.",
    )
    assert found.text == "Done in 48 hours." and not found.checks
    assert not one("À 11 h.", lambda t, beam: "At 11 a.m.").checks
