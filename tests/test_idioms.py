"""Idioms in all their forms, as the packaged list of terms has them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from nlp.glossary import SENSES, Glossary
from nlp.translate.idioms import COLUMNS, idioms, name_of
from nlp.translate.terms import TermFinder, key_of

_NEGATIVE = re.compile(r"\b(?:not|no|cannot|never|nothing)\b|n't")


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("fr", "L'éditeur jette l'éponge.", "gives up"),
        ("fr", "Ils ont jeté l'éponge.", "gave up"),
        ("fr", "La start-up s'est jetée à l'eau.", "took the plunge"),
        ("fr", "Ils devront revoir leur copie.", "go back to the drawing board"),
        ("fr", "Les élus campaient sur leurs positions.", "stood firm"),
        ("fr", "Le fonds s'est vu infliger une amende.", "was given"),
        ("fr", "Le groupe boucle un tour de table.", "closes a"),
        ("fr", "Le bilan est tombé comme un couperet.", "came down like an ax"),
        ("fr", "Il n'en démord pas.", "is not budging"),
        ("fr", "Un audit a suivi dans la foulée.", "soon after"),
        ("es", "La firma echó el cierre.", "closed down"),
        ("es", "Tendrá que ponerse manos a la obra.", "get down to work"),
        ("es", "Se han puesto manos a la obra.", "have gotten down to work"),
    ],
)
def test_every_form_of_an_idiom_is_found(lang: str, text: str, english: str) -> None:
    found = [span.english for span in TermFinder(Glossary.for_translation(), lang).find(text)]
    assert english in found


@pytest.mark.parametrize(
    "text",
    [
        "La mise sur le marché est prévue en mai.",
        "Elle a les cheveux coupés court.",
        "Il fait face à la baisse de la demande.",
        "Le module a été mis au point à Gap.",
        "Elle garde un siège au conseil.",
        "Il est blessé au bras droit.",
        "La table sur laquelle il travaille est neuve.",
        "Il est question du point de vue des patients.",
    ],
)
def test_the_same_words_in_their_plain_sense_are_no_idiom(text: str) -> None:
    found = TermFinder(Glossary.for_translation(), "fr").find(text)
    assert not [text[s.start : s.end] for s in found]


def test_a_negation_keeps_its_not() -> None:
    """The model turns the verb behind "ne" into a negation of whatever is shown."""
    rows = list(idioms("fr"))
    shown = {
        t.term: t.running for t in rows if t.term.startswith(("ne ", "n'")) and " pas" in t.term
    }
    positive = {term: english for term, english in shown.items() if not _NEGATIVE.search(english)}
    assert shown and not positive


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
    finder = TermFinder(Glossary.for_translation(), "es")
    assert [s.english for s in finder.find("Pagó la nómina de mayo.")] == ["payroll"]
    assert [s.english for s in finder.find("«Nómina pagada», dijo.")] == ["payroll"]
    assert not finder.find("Dan soporte a Nómina Fácil.")
    assert not TermFinder(Glossary.for_translation(), "es").find("La federación Arrimar el Hombro.")


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_the_files_are_whole_and_filed_under_the_keys_that_are_asked(lang: str) -> None:
    lines = files("nlp").joinpath("data", name_of(lang)).read_text("utf-8").splitlines()
    assert tuple(lines[1].split("\t")) == COLUMNS
    found = [line.split("\t") for line in lines[2:]]
    assert {len(row) for row in found} == {len(COLUMNS)}
    assert [row[:2] for row in found if row[0] != key_of(row[1])] == []
    assert {row[3] for row in found} <= SENSES
    assert all(row[2] for row in found)
    assert len({(row[1], row[3]) for row in found}) == len(found)


def test_a_row_of_the_user_goes_before_an_idiom(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("lang\tterm\tkind\tenglish\nfr\tjette l'éponge\tidiom\tgives up\n", "utf-8")
    found = TermFinder(Glossary.for_translation(own), "fr").find("Il jette l'éponge.")
    assert [span.english for span in found] == ["gives up"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Le GHT a lancé un appel d'offres.", "call for tenders"),
        ("Le ministre a lancé un appel.", "appealed"),
    ],
)
def test_an_idiom_that_ends_inside_a_term_is_none(text: str, english: str) -> None:
    found = [span.english for span in TermFinder(Glossary.for_translation(), "fr").find(text)]
    assert english in found
