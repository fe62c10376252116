"""Times of day in words, and in figures with the part of the day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.clock import clock_words
from nlp.protect import find_spans


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "a las once y media de la noche", "11:30 p.m."),
        ("es", "a las tres menos cuarto de la tarde", "2:45 p.m."),
        ("es", "a la una menos cinco de la tarde", "12:55 p.m."),
        ("es", "a la una y media", "1:30"),
        ("es", "las siete y diez de la mañana", "7:10 a.m."),
        ("es", "las doce de la noche", "midnight"),
        ("es", "las doce del mediodía", "noon"),
        ("es", "las doce de la mañana", "noon"),
        ("es", "las doce y media de la noche", "12:30 a.m."),
        ("es", "las dos de la madrugada", "2 a.m."),
        ("es", "a las 8:30 de la tarde", "8:30 p.m."),
        ("es", "a las 8.30 de la mañana", "8:30 a.m."),
        ("es", "a las 20:30 horas de la noche", "8:30 p.m."),
        ("es", "a las 11 de la noche", "11 p.m."),
        ("es", "la 1 de la tarde", "1 p.m."),
        ("es", "hasta las 8 y media", "8:30"),
        ("fr", "à onze heures et demie du soir", "11:30 p.m."),
        ("fr", "à quatorze heures", "2 p.m."),
        ("fr", "vers dix-huit heures trente", "6:30 p.m."),
        ("fr", "à vingt-et-une heures", "9 p.m."),
        ("fr", "à huit heures moins dix", "7:50"),
        ("fr", "à midi et demi", "12:30 p.m."),
        ("fr", "avant minuit moins le quart", "11:45 p.m."),
        ("fr", "après trois heures du matin", "3 a.m."),
        ("fr", "à trois heures de l'après-midi", "3 p.m."),
        ("fr", "à 3 h du matin", "3 a.m."),
        ("fr", "8h30 du soir", "8:30 p.m."),
    ],
)
def test_times_of_day(lang: str, text: str, expected: str) -> None:
    assert [(s.kind, s.english) for s in find_spans(text, lang)] == [("time", expected)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "a las once"),
        ("es", "las tres y cinco empresas, las once y veinte veces, las dos y media toneladas"),
        (
            "es",
            "en las dos mañanas, los 3 de la tarde, el 2024 de la tarde, las cinco personas de la tarde",
        ),
        ("fr", "à huit heures, à douze heures, à midi, minuit"),
        ("fr", "pendant trois heures et demie, trois heures et quart de trajet"),
        (
            "fr",
            "à trois heures et demie de route, à quatorze heures d'avion, à vingt heures par semaine",
        ),
        (
            "fr",
            "réduit à quinze heures, de dix à quinze heures, après quinze heures, depuis vingt heures",
        ),
        ("fr", "entre neuf heures et dix heures, entre neuf heures et dix-sept heures"),
        ("fr", "pendant 8 h du matin au soir, 35 h du soir"),
    ],
)
def test_hours_that_are_no_time_are_left(lang: str, text: str) -> None:
    assert list(clock_words(text, lang)) == []


_WORDS = "a las à la une dos 8:30 11 heures h y et media demie moins de la noche du soir"


@given(
    st.lists(st.sampled_from(_WORDS.split())).map(" ".join),
    st.sampled_from(["fr", "es"]),
)
def test_any_words_give_times_inside_them(text: str, lang: str) -> None:
    for span in clock_words(text, lang):
        assert text[span.start : span.end].strip() and span.english[0] in "123456789nm"
