"""Decomposed accents are composed at every door: articles, texts to translate, glossaries."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.article import Article, Block
from nlp.composed import composed
from nlp.glossary import parse

_TEXTS = [
    ("fr", "M. François Müller, né à Besançon, dirige l'hôpital."),
    ("fr", "Les élèves à Orléans."),
    ("fr", "Le Noël des aînés, où l'œuvre naît."),
    ("es", "José Muñoz dirigirá el Hospital de León."),
    ("es", "¿Cuándo llegará el pingüino a Cádiz?"),
]


@pytest.mark.parametrize(("lang", "text"), _TEXTS)
def test_decomposed_text_is_translated_as_composed(lang: str, text: str) -> None:
    apart = normalize("NFD", text)
    assert apart != text
    found = translator()
    assert found.translate([apart], lang) == found.translate([text], lang)
    assert all(is_normalized("NFC", asked) for asked in found.engine.asked)


@pytest.mark.parametrize(("lang", "text"), _TEXTS)
def test_an_article_of_decomposed_text_is_that_of_composed(lang: str, text: str) -> None:
    apart = normalize("NFD", text)
    one, other = (
        Article.new(t, title=t, blocks=[Block(t)], authors=[t], lang=lang) for t in (apart, text)
    )
    assert one == other and one.content_hash == other.content_hash and one.text == text


@pytest.mark.parametrize("text", ["plain", "Hôpital", "España", "6 m² à 5 €", "北京 日本語"])
def test_composed_text_stays_the_same_object(text: str) -> None:
    assert composed(text) is text
    assert Article.new(text).text is text


def test_english_passes_as_it_is() -> None:
    apart = normalize("NFD", "The Orléans hospital.")
    assert translator().translate([apart], "en")[0].text == apart


def test_a_decomposed_glossary_finds_composed_terms() -> None:
    row = normalize("NFD", "lang\tterm\tkind\tenglish\nfr\tpôle\tterm\tdivision\n")
    assert parse(row, "own")[0].term == "pôle"


@given(st.text(max_size=40))
def test_composing_twice_is_composing_once(text: str) -> None:
    assert composed(composed(text)) == composed(text) == normalize("NFC", text)
