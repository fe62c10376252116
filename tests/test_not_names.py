"""Words in capitals that name nobody, what is said of a name's bearer, and names that go on in small letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.names import article_names, find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It chose Italian Dosaforma over French Nabla.", ["Dosaforma", "Nabla"]),
        ("the Spanish Society of Informatics", ["Spanish Society of Informatics"]),
        ("the European Union pays", ["European Union"]),
        ("It moved to French Guiana", ["French Guiana"]),
        ("a Peruvian and two Walloons", []),
        ("a French-speaking ward", []),
        ("Insurer Alba Salud pays CEO Ana Ruiz", ["Alba Salud", "Ana Ruiz"]),
        ("the CEO of Telmédica Norte", ["Telmédica Norte"]),
        ("Christened Sin Filas, it starts", ["Sin Filas"]),
        ("Using Resah, they bought it", ["Resah"]),
        ("VAT, EBITDA and the CISOs", []),
        ("said Socialist lawmaker Eva Royo", ["Eva Royo"]),
        ("Spain's Radiomar has won", ["Spain", "Radiomar"]),
        ("the Alzheimer's Association", ["Alzheimer's Association"]),
        ("the King's Hospital", ["King's Hospital"]),
        ("the Vannes Hospital IT department", ["Vannes Hospital"]),
        ("Commercial Court No. 3 ruled", ["Commercial Court"]),
        ("the hospital in Vexin of Monday, February 3", ["Vexin"]),
    ],
)
def test_what_is_no_part_of_a_name_goes(text: str, names: list[str]) -> None:
    assert [name for _, name in find_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in Castile and León's provinces", ["Castile and León"]),
        ("the Mossos d'Esquadra and Lyon", ["Mossos d'Esquadra", "Lyon"]),
        (
            "the Recovery, Transformation and Resilience Plan",
            ["Recovery, Transformation and Resilience Plan"],
        ),
        ("their Mon espace santé profile", ["Mon espace santé"]),
        ("the Agence du numérique en santé said", ["Agence du numérique en santé"]),
        ("the Cour des comptes has a report", ["Cour des comptes"]),
        ("the Centre médical du Canal opened", ["Centre médical du Canal"]),
        ("the Conseil d'État ruled", ["Conseil d'État"]),
        ("certified to ISO 27001:2022, it says", ["ISO 27001:2022"]),
        ("under NIS 2.", ["NIS 2"]),
        ("Lyon de facto rules it", ["Lyon"]),
        ("Dedalus merges with it", ["Dedalus"]),
        ("Hélioscript quits the market", ["Hélioscript"]),
    ],
)
def test_a_name_is_whole(text: str, names: list[str]) -> None:
    assert [name for _, name in find_names(text)] == names


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Publicity is banned.", "Technically, it was."], ()),
        (["Non-urgent samples wait.", "Infrastructure and Lyon"], ("Lyon",)),
        (["of Digital health and Infrastructure"], ()),
        (["Radiance grows.", "Dijon too."], ("Radiance", "Dijon")),
        (["Nuance left.", "It owned Publicity."], ("Nuance", "Publicity")),
        (["Spain pays.", "Laval pays."], ("Spain", "Laval")),
    ],
)
def test_an_ordinary_word_that_only_opens_a_sentence_is_none(
    texts: list[str], names: tuple[str, ...]
) -> None:
    assert article_names(texts) == names


_WORDS = st.sampled_from(
    [
        "Spain's",
        "CEO",
        "of",
        "Italian",
        "Lyon",
        "d'Or",
        "Cour",
        "des",
        "comptes",
        "en",
        "santé",
        "Court",
        "No",
        ".",
        ",",
        "5",
        "IT",
        "department",
        "Using",
        "ISO",
        "27001",
        "d'",
        "’s",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=12).map(" ".join)))
def test_a_name_stands_where_it_was_found(text: str) -> None:
    for start, name in find_names(text):
        assert name
        assert text[start : start + len(name)] == name


def test_a_short_form_goes_where_the_long_one_stands() -> None:
    texts = [
        "Yesterday Ana Roldán spoke.",
        "Then Roldán left for Lumenor Iberia.",
        "In Lumenor they wait.",
    ]
    assert article_names(texts) == ("Ana Roldán", "Lumenor Iberia")
