"""What is asked of single letters is asked quickly, and answered as Unicode does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.tables import fold
from nlp.translate.prepare import latin_share
from nlp.translate.rubrics import heading


@given(st.text(max_size=30))
@example("Él Ñandú ÇA œuvre İ ǅ e\u0301 ß \ud800")
def test_folding_lowers_and_drops_marks(text: str) -> None:
    split = unicodedata.normalize("NFD", text.lower())
    assert fold(text) == "".join(c for c in split if not unicodedata.combining(c))


@given(st.text(max_size=30))
@example("µg 1ª больница été")
def test_the_share_of_latin_letters(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    latin = [c for c in letters if "LATIN" in unicodedata.name(c, "") or c in "ºª"]
    assert latin_share(text) == (len(latin) / len(letters) if letters else 1.0)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_label_is_known_however_its_accents_are_written(form: str) -> None:
    assert heading(unicodedata.normalize(form, "Qualité"), "fr") == heading("Qualité", "fr")
    assert heading("Date " * 200, "fr") == ""
