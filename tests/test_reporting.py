"""Who says it: in front of what is said, or with the verb before the title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.reporting import by_whom, with_speaker


@pytest.mark.parametrize(
    ("text", "plainer"),
    [
        ("Le service rouvrira lundi, a-t-on appris auprès de la direction.", "La direction a indiqué que le service rouvrira lundi."),
        ("Une enquête est ouverte, a-t-on appris mardi auprès du parquet.", "Le parquet a indiqué mardi qu'une enquête est ouverte."),
        ("Vingt lits ferment, a-t-on appris auprès de deux cadres.", "Deux cadres ont indiqué que vingt lits ferment."),
        ("PARIS - Le site est fermé, a-t-on appris auprès des élus.", "PARIS - Les élus ont indiqué que le site est fermé."),
        ("Les soins seront assurés, promet-on à l'agence.", "Les soins seront assurés, promet l'agence."),
        ("Tout va bien, fait-on savoir aux urgences.", "Tout va bien, font savoir les urgences."),
    ],
)  # fmt: skip
def test_the_source_says_it(text: str, plainer: str) -> None:
    assert by_whom(text, "fr") == plainer


@pytest.mark.parametrize(
    "text",
    [
        "« Rien », a-t-on appris auprès de la direction.",
        "A-t-on appris quelque chose ?",
        "La notification remonte à mai, indique-t-on au service des achats.",
    ],
)
def test_other_sentences_stay(text: str) -> None:
    assert by_whom(text, "fr") == text


@pytest.mark.parametrize(
    ("text", "lang", "plainer"),
    [
        ("« Qui paiera ? », s'interroge une pharmacienne.", "fr", "« Qui paiera ? », questionne une pharmacienne."),
        ('"Qui paiera?", se demande Paul Lenoir.', "fr", '"Qui paiera?", questionne Paul Lenoir.'),
        ("«¿Quién paga?», se interroga la gerente.", "es", "«¿Quién paga?», pregunta la gerente."),
        ("« Qui paiera ? », demande à savoir le maire.", "fr", "« Qui paiera ? », demande à savoir le maire."),
        ("Le maire s'interroge : qui paiera ?", "fr", "Le maire s'interroge : qui paiera ?"),
        ("« Rien ne va », se demande-t-on.", "fr", "« Rien ne va », se demande-t-on."),
    ],
)  # fmt: skip
def test_who_asks_is_no_one_interviewed(text: str, lang: str, plainer: str) -> None:
    assert by_whom(text, lang) == plainer


@pytest.mark.parametrize(
    ("source", "english", "mended"),
    [
        (
            '"El sistema funciona", explicó el director médico, Carlos Vera.',
            '"The system works," the medical director explained, Carlos Vera.',
            '"The system works," explained the medical director, Carlos Vera.',
        ),
        (
            "« Oui », résume sa directrice, Ana Roux.",
            '"Yes," its director summed up, Ana Roux.',
            '"Yes," said its director, Ana Roux.',
        ),
        (
            "« Oui », dit la directrice, Ana Roux.",
            '"Yes," said the director, Ana Roux.',
            '"Yes," said the director, Ana Roux.',
        ),
        ("La directrice parle.", '"Yes," the director said, Ana Roux.', '"Yes," the director said, Ana Roux.'),
    ],
)  # fmt: skip
def test_the_verb_goes_before_title_and_name(source: str, english: str, mended: str) -> None:
    assert with_speaker(source, english) == mended


@given(
    st.text(alphabet='L, a-tonpris"»dMe.', max_size=60),
    st.text(alphabet='", thesaidM.', max_size=60),
)
def test_any_text_gives_a_text(source: str, english: str) -> None:
    assert isinstance(by_whom(source, "fr"), str)
    assert isinstance(with_speaker(source, english), str)
