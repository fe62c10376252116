"""What a translation says oftener than its source: found, decoded again, and told."""

from __future__ import annotations

import pytest
from test_translate import translator

from nlp.figures import Span
from nlp.protect import find_spans
from nlp.translate.checks import KINDS, Finding, repeated, said_again, told_again


@pytest.mark.parametrize(
    ("decoded", "names"),
    [
        ("On ⟦1⟧, it signed on ⟦1⟧ with ⟦2⟧.", ["June 2, 2025"]),
        ("From ⟦1⟧ to ⟦2⟧, from ⟦1⟧ to ⟦2⟧.", ["June 2, 2025", "Sacyl"]),
        ("⟦2⟧ signed on ⟦1⟧.", []),
        ("They signed.", []),
    ],
)
def test_a_placeholder_written_twice_is_named(decoded: str, names: list[str]) -> None:
    symbols = {"⟦1⟧": "June 2, 2025", "⟦2⟧": "Sacyl"}
    assert repeated(decoded, symbols) == [Finding("twice", name) for name in names]


@pytest.mark.parametrize(
    ("lang", "source", "english", "names"),
    [
        ("fr", "Il le dénonce depuis le 2 juin 2025.", "Since June 2, 2025, he has, since June 2, 2025.",
         ["June 2, 2025"]),
        ("fr", "De 7 h 45 à 16 h 20.", "From 7:45 a.m. to 4:20 p.m., from 7:45 a.m. to 4:20 p.m.",
         ["4:20 p.m.", "7:45 a.m."]),
        ("es", "Gastó 3,5 millones de euros en 2013.", "In 2013 it spent €3.5 million in 2013.", ["2013"]),
        ("es", "Subió un 12 %.", "It rose 12%, or 12%.", ["12%"]),
        # as often as the source
        ("fr", "Le 2 juin 2025, puis le 2 juin 2025.", "On June 2, 2025, then June 2, 2025.", []),
        ("fr", "De 12 % à 12 %.", "From 12% to 12%.", []),
        ("fr", "Le 2 juin et le 2 juin 2026.", "On June 2 and June 2, 2026.", []),
        ("fr", "Il a coûté 1 200 € puis 12 200 €.", "It cost €1,200, then €12,200.", []),
        ("es", "La #Salud2030 y Agenda2030 de 2030.", "#Salud2030 and Agenda2030 of 2030.", []),
        ("es", "El «Plan 2030» es de 2030.", "The Plan 2030 is of 2030.", []),
        ("fr", "Le 2 juin et « June 2 ».", "On June 2 and “June 2”.", []),
        # what English may say of other words
        ("fr", "Il a 2 sites et deux DSI.", "It has 2 sites and 2 CIOs.", []),
        ("es", "En Madrid, los madrileños.", "In Madrid, people of Madrid.", []),
        ("fr", "Il part.", "He leaves, he leaves.", []),
    ],
)  # fmt: skip
def test_figures_said_oftener_than_in_the_source(
    lang: str, source: str, english: str, names: list[str]
) -> None:
    found = said_again(find_spans(source, lang), source, english)
    assert sorted(found) == [Finding("twice", name) for name in names]


def test_what_is_said_twice_is_decoded_again_and_the_better_stays() -> None:
    text = "Il le dénonce depuis le 2 juin 2025."

    def twice(source: str, beam: int) -> str:
        return "Since ⟦1⟧, since ⟦1⟧." if beam == 1 else "Since ⟦1⟧ he has."

    [found] = translator(twice, check_below=0).translate([text], "fr")
    assert (found.text, found.checks) == ("Since June 2, 2025 he has.", ())


def test_what_stays_twice_is_on_the_record_and_better_than_lost() -> None:
    text = "Il le dénonce depuis le 2 juin 2025."

    def always(source: str, beam: int) -> str:
        return "Since ⟦1⟧, he has since ⟦1⟧." if "⟦" in source else "He has, since."

    [found] = translator(always, check_below=0).translate([text], "fr")
    assert found.checks == (Finding("twice", "June 2, 2025"),)
    assert found.text.count("June 2, 2025") == 2


def test_without_masks_a_repeat_is_no_better() -> None:
    def unmasked(source: str, beam: int) -> str:
        return "He has." if "⟦" in source else "Since June 2, 2025, since June 2, 2025, he has."

    [found] = translator(unmasked, check_below=0).translate(
        ["Depuis le 2 juin 2025, il le fait."], "fr"
    )
    assert found.text == "He has."
    assert "twice" in KINDS


@pytest.mark.parametrize(
    ("source", "english", "found"),
    [
        (
            "La Agencia Española de Protección de Datos archivó el caso.",
            "The Spanish data protection authority's Spanish data protection authority closed it.",
            "spanish data protection authority",
        ),
        ("Vamos a llegar tarde, pero vamos a llegar.", "We will arrive late, but we will arrive late.", ""),
        ("Lo dice el servicio de salud.", "The health service says so to the health board.", ""),
    ],
)  # fmt: skip
def test_words_that_only_the_english_repeats_are_named(
    source: str, english: str, found: str
) -> None:
    assert [f.detail for f in told_again([], source, english)] == [found] * bool(found)


def test_two_terms_of_one_english_are_not_told_twice() -> None:
    one = Span(0, 4, "term", "Spanish data protection authority", ())
    text = "The Spanish data protection authority is the Spanish data protection authority."
    assert told_again([one, one._replace(start=9, end=13)], "AEPD es la Agencia", text) == []
