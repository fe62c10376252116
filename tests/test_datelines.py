"""Places that stand before a title, and words that do so and are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.tables import rows
from nlp.translate.datelines import dateline, town_before
from nlp.translate.names import opening_word


@pytest.mark.parametrize(
    ("lang", "sentence", "english"),
    [
        ("fr", "Rennes.", "Rennes."),
        ("fr", "RENNES.", "RENNES."),
        ("fr", "Vannes.", "Vannes."),
        ("fr", "Évreux.", "Évreux."),
        ("fr", "Vendée.", "Vendée."),
        ("fr", "Saint-Brieuc.", "Saint-Brieuc."),
        ("fr", "La Roche-sur-Yon.", "La Roche-sur-Yon."),
        ("fr", "Val-d’Oise.", "Val-d'Oise."),
        ("fr", "Evreux.", "Évreux."),
        ("fr", "Tours.", "Tours."),
        ("fr", "Lot.", "Lot."),
        ("fr", "Manche.", "Manche."),
        ("fr", "Vienne.", "Vienne."),
        ("fr", "Séville.", "Seville."),
        ("fr", "SÉVILLE.", "SEVILLE."),
        ("fr", "Espagne.", "Spain."),
        ("fr", "Alsace.", "Alsace."),
        ("fr", "Bretagne.", "Brittany."),
        ("es", "Vigo.", "Vigo."),
        ("es", "Jaén.", "Jaén."),
        ("es", "Sevilla.", "Seville."),
        ("es", "Granada.", "Granada."),
        ("es", "País Vasco.", "Basque Country."),
        ("es", "Córdoba.", "Córdoba."),
        ("es", "Ciudad Real.", "Ciudad Real."),
    ],
)
def test_a_place_alone_is_copied_or_has_its_english_name(
    lang: str, sentence: str, english: str
) -> None:
    assert dateline(sentence, lang) == english
    t = translator(lambda text, beam: "Reindeer.")
    found = t.translate([f"{sentence} Le plan est là."], lang)[0]
    assert found.text.startswith(f"{english} ")
    assert sentence not in t.engine.asked


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "Oui."), ("fr", "Merci."), ("fr", "Explications."), ("fr", "Brèves."), ("fr", "Récit."),
        ("fr", "Bilan."), ("fr", "Numérique."), ("fr", "Rennes"), ("fr", "rennes."), ("fr", "Rennes ?"),
        ("fr", "Rennes accueille."), ("fr", "Vigo."), ("fr", "."), ("fr", ""),
        ("es", "Gracias."), ("es", "Arranque."), ("es", "Balance."), ("es", "Rennes."), ("es", "vigo."),
    ],
)  # fmt: skip
def test_other_words_are_left_to_the_model(lang: str, sentence: str) -> None:
    assert dateline(sentence, lang) == ""


@pytest.mark.parametrize(
    ("lang", "sentence", "before"),
    [
        ("fr", "Rennes : le CHU recrute", True),
        ("fr", "Vendée: grève", True),
        ("fr", "« Auray\u00a0: un robot »", True),
        ("fr", "Rennes (Ille-et-Vilaine). Un robot", True),
        ("es", "Burgos: un robot", True),
        ("fr", "Rennes choisit un robot : le premier", False),
        ("fr", "Rennes, le 3 mai", False),
        ("fr", "Rennes-Sud : un robot", False),
        ("fr", "Tours : un robot", False),
        ("fr", "Lot : un robot", False),
        ("fr", "Bilan : un robot", False),
        ("fr", "Burgos : un robot", False),
        ("es", "Ronda: un robot", False),
        ("fr", "", False),
    ],
)
def test_a_town_before_a_sentence_is_a_name(lang: str, sentence: str, before: bool) -> None:
    assert town_before(sentence, opening_word(sentence), lang) is before


def test_the_list_is_sorted_and_each_place_is_there_once() -> None:
    listed = [(row["lang"], row["name"], row["word"]) for row in rows("datelines.tsv")]
    assert listed == sorted(listed)
    assert len({row[:2] for row in listed}) == len(listed)
    assert {lang for lang, _, _ in listed} == {"es", "fr"}
    assert {word for _, _, word in listed} == {"", "yes"}


@given(st.text(max_size=40), st.sampled_from(["fr", "es"]))
def test_any_text_is_a_place_or_none(text: str, lang: str) -> None:
    found = dateline(text, lang)
    assert found == "" or found[-1] == text[-1]
