"""Idioms in all their forms, as the packaged list of terms has them."""

from __future__ import annotations

import pytest

from nlp.glossary import Glossary
from nlp.translate.terms import TermFinder


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("fr", "L'éditeur jette l'éponge.", "throws in the towel"),
        ("fr", "Ils ont jeté l'éponge.", "threw in the towel"),
        ("fr", "La start-up s'est jetée à l'eau.", "took the plunge"),
        ("fr", "Ils devront revoir leur copie.", "go back to the drawing board"),
        ("es", "La firma echó el cierre.", "closed down"),
        ("es", "Tendrá que ponerse manos a la obra.", "get down to work"),
        ("es", "Se han puesto manos a la obra.", "have gotten down to work"),
    ],
)
def test_every_form_of_an_idiom_is_found(lang: str, text: str, english: str) -> None:
    found = [span.english for span in TermFinder(Glossary.for_translation(), lang).find(text)]
    assert english in found


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("El concejal no da la cara.", "take responsibility"),
        ("Los vecinos no han tirado la toalla.", "thrown in the towel"),
        ("El concejal da la cara.", "takes responsibility"),
        ("Por ahora da la cara el concejal.", "takes responsibility"),
        ("Nadie dio la cara.", "took responsibility"),
    ],
)
def test_a_verb_that_is_denied_is_shown_as_english_has_it_behind_does_not(
    text: str, english: str
) -> None:
    [span] = TermFinder(Glossary.for_translation(), "es").find(text)
    assert span.english == english
    assert "take responsibility" in (span.english, *span.also) or "towel" in span.english


def test_what_has_the_capitals_of_a_name_is_no_idiom() -> None:
    assert not TermFinder(Glossary.for_translation(), "es").find("La federación Arrimar el Hombro.")
