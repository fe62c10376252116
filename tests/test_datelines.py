"""Places that stand before a title, and words that do so and are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.tables import rows
from nlp.translate.datelines import dateline, is_town


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
    ("lang", "towns", "words"),
    [
        ("fr", "Rennes Vannes Vendée Auray Sète", "Tours Sens Nice Gap Moulins Manche Lot Le Vigo"),
        ("es", "Burgos Vigo Jaén", "Ronda Rota Parla Salta Rosario La Rennes"),
    ],
)
def test_towns_that_open_a_sentence_are_names_unless_they_are_words(
    lang: str, towns: str, words: str
) -> None:
    assert all(is_town(town, lang) for town in towns.split())
    assert not any(is_town(word, lang) for word in words.split())


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
