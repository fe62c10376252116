"""Names that a machine put into English word by word come back from the source, and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repairers import RULES

from nlp.tables import fold, rows

LANGS = ("fr", "es")


@pytest.mark.parametrize(
    ("text", "source", "lang", "expected"),
    [
        ("The deal with Blue Dragon starts.", "L'accord avec Dragon Bleu d\u00e9marre.", "fr",
         "The deal with Dragon Bleu starts."),
        ("Flax Flower joins the Three Rivers group.", "Fleur de Lin rejoint le groupe Trois Rivi\u00e8res.", "fr",
         "Fleur de Lin joins the Trois Rivi\u00e8res group."),
        ("The Compass application is free.", "L'application Boussole est gratuite.", "fr",
         "The Boussole application is free."),
        ("Red Sun signed in May.", "La empresa Sol Rojo firm\u00f3 en mayo.", "es", "Sol Rojo signed in May."),
        ("New Horizon and Clear Water signed.", "Nuevo Horizonte y Agua Clara han firmado.", "es",
         "Nuevo Horizonte and Agua Clara signed."),
        ("The Three Oaks clinic closes.", "La clinique des Trois Ch\u00eanes ferme.", "fr", "The Trois Ch\u00eanes clinic closes."),
    ],
)  # fmt: skip
def test_a_name_comes_back(text: str, source: str, lang: str, expected: str) -> None:
    assert RULES.repair(text, source, lang).text == expected


@pytest.mark.parametrize(
    ("text", "source", "lang"),
    [
        ("The Black Sea is far.", "La mer Noire est loin, la Mer Noire aussi.", "fr"),
        ("It was signed with the Network of old mills.", "Sign\u00e9 avec le R\u00e9seau des vieux moulins.", "fr"),
        ("The blue dragon of the logo is new.", "Le dragon bleu du logo est nouveau.", "fr"),
        ("It blows from the North.", "Il souffle du Nord.", "fr"),
        ("Dragon Bleu has signed.", "Dragon Bleu a sign\u00e9.", "fr"),
        ("The White House answered.", "La Casa Blanca respondi\u00f3.", "es"),
    ],
)  # fmt: skip
def test_what_is_no_such_name_stays(text: str, source: str, lang: str) -> None:
    assert RULES.repair(text, source, lang).text == text


def test_the_words_of_names_are_folded_and_stand_once() -> None:
    found = [(row["lang"], row["word"]) for row in rows("name_words.tsv")]
    assert len(set(found)) == len(found)
    assert all(lang in LANGS and word == fold(word) for lang, word in found)
    assert all(row["english"] and row["english"].islower() for row in rows("name_words.tsv"))


@given(st.text(alphabet="Dragon BleuFlor d'\u00c9\u0152-", max_size=40), st.sampled_from(LANGS))
def test_any_source_leaves_english_whole(source: str, lang: str) -> None:
    text = "the clinic has signed with Blue Dragon."
    assert RULES.repair(text, source, lang).text.endswith(("Blue Dragon.", "Bleu.", "Dragon."))
