"""Decades are one thing, said as English says them; years of a person and sums are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.decades import decades, one_article


def said(text: str, lang: str) -> list[str]:
    return [span.english for span in decades(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "english"),
    [
        ("Développé dans les années 1970 pour aider.", "fr", "1970s"),
        ("Un bâtiment des années 80, rénové.", "fr", "1980s"),
        ("Depuis les années soixante-dix.", "fr", "1970s"),
        ("Les années 2010 ont tout changé.", "fr", "2010s"),
        ("Les années 80 et 90 du service.", "fr", "1980s and 1990s"),
        ("En los años 70 se abrió.", "es", "1970s"),
        ("Desde los años setenta.", "es", "1970s"),
        ("En la década de 1990 llegó.", "es", "1990s"),
        ("A finales de la década de los noventa.", "es", "1990s"),
        ("Un hospital de los años 1930.", "es", "1930s"),
    ],
)
def test_a_decade_is_told(text: str, lang: str, english: str) -> None:
    assert said(text, lang) == [f"the {english}"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Après 60 années 1970 reste loin.", "fr"),
        ("Les années 1971 et suivantes.", "fr"),
        ("Il a passé des années 24 heures sur 24.", "fr"),
        ("Les années 80 % des lits étaient vides.", "fr"),
        ("Un paciente de 70 años.", "es"),
        ("Durante los años 60.000 personas murieron.", "es"),
        ("Todos los años 50 hospitales 3 médicos.", "en"),
    ],
)
def test_what_is_no_decade_is_left(text: str, lang: str) -> None:
    assert said(text, lang) == []


@given(st.text(alphabet="anéos lde0123456789 détcy%", max_size=40), st.sampled_from(["fr", "es"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    for span in decades(text, lang):
        assert 0 <= span.start < span.end <= len(text)
        assert span.english.endswith("0s")


def test_a_decade_has_one_article() -> None:
    assert one_article("in the the 1980s, a the 1930s hospital") == "in the 1980s, a 1930s hospital"
    assert one_article("in the 1980s") == "in the 1980s"
