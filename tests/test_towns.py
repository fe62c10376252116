"""Towns that are persons or bodies: "Sofía Mena", "Clínica Reina Sofía", "Génova Salud"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.glossary import Glossary, parse
from nlp.protect import find_spans
from nlp.translate.people import people_and_bodies
from nlp.translate.terms import TermFinder
from nlp.translate.towns import is_no_place, own_names

ROWS = "lang\tterm\tkind\tenglish\twrong_literal\tsense\n" + "".join(
    f"{lang}\t{term}\tname\t{english}\t\t\n"
    for lang, term, english in (
        ("es", "Sofía", "Sofia"), ("es", "Génova", "Genoa"), ("es", "Florencia", "Florence"),
        ("es", "Londres", "London"), ("es", "Roma", "Rome"), ("es", "Sevilla", "Seville"),
        ("es", "Lorena", "Lorraine"), ("es", "Milán", "Milan"), ("fr", "Londres", "London"),
        ("fr", "Maurice", "Mauritius"), ("fr", "Bruxelles", "Brussels"), ("fr", "Vienne", "Vienna"),
    )
)  # fmt: skip
FINDERS = {lang: TermFinder(Glossary(parse(ROWS, "rows")), lang) for lang in ("fr", "es")}


def english(text: str, lang: str) -> list[str]:
    spans = find_spans(text, lang, None, FINDERS[lang].find)
    return [s.english for s in people_and_bodies(text, lang, spans)]


@pytest.mark.parametrize(
    ("lang", "text", "kept"),
    [
        ("es", "La Clínica Reina Sofía abre.", "Clínica Reina Sofía"),
        ("es", "visitó el Reina Sofía", "Reina Sofía"),
        ("es", "La doctora Sofía Mena habló.", "Dr. Sofía Mena"),
        ("es", "Sofía Londres, de la SEIS", "Sofía Londres"),
        ("es", "La empresa Génova Salud factura.", "Génova Salud"),
        ("es", "el Hospital Universitario Florencia Nightingale", "Hospital Universitario Florencia Nightingale"),
        ("es", "la Clínica Sevilla Este", "Clínica Sevilla Este"),
        ("es", "dijo Sofía.", "Sofía"),
        ("es", "con Lorena Pérez", "Lorena Pérez"),
        ("es", "el Dr. Génova", "Dr. Génova"),
        ("es", "de Sofía Mena", "Sofía Mena"),
        ("fr", "Maurice Dupont part", "Maurice Dupont"),
        ("fr", "la société Bruxelles Formation", "Bruxelles Formation"),
        ("fr", "avec Mme Vienne", "Ms. Vienne"),
    ],
)  # fmt: skip
def test_a_town_inside_a_name_stays_as_it_is(lang: str, text: str, kept: str) -> None:
    assert english(text, lang) == [kept] or [n for n in english(text, lang) if n != "SEIS"] == [
        kept
    ]


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("es", "en Sofía", ["Sofia"]),
        ("es", "de Londres", ["London"]),
        ("es", "Londres y Roma", ["London", "Rome"]),
        ("es", "la Universidad de Florencia", ["Florence"]),
        ("es", "Londres acoge el congreso", ["London"]),
        ("es", "Desde Londres Google anuncia", ["London"]),
        ("es", "En Sevilla CCOO denuncia", ["Seville"]),
        ("es", "vuelo Roma Londres", ["Rome", "London"]),
        ("es", "los Juegos Olímpicos Londres 2012", ["London", "2012"]),
        ("es", "Ayer Londres dijo", ["London"]),
        ("es", "Milán, Roma y Sofía", ["Milan", "Rome", "Sofia"]),
        ("es", "Sofía, Roma", ["Sofia", "Rome"]),
        ("es", "Sofía, 12 mar — El", ["Sofia", "March 12"]),
        ("es", "en Lorena", ["Lorraine"]),
        ("fr", "à Londres Google annonce", ["London"]),
        ("fr", "à Maurice", ["Mauritius"]),
        ("fr", "Londres et Bruxelles", ["London", "Brussels"]),
    ],
)
def test_a_town_is_a_town(lang: str, text: str, places: list[str]) -> None:
    assert english(text, lang) == places


@given(st.text(alphabet=" SofíaGénovaLndre.,Rim", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for start, end in own_names(text):
        assert text[start].isupper() and 0 <= start < end <= len(text)
    assert not is_no_place(text, 0, 0)


@pytest.mark.parametrize(
    ("text", "region", "kept"),
    [
        ("diplômé de Télécom Bretagne", "Bretagne", True),
        ("le groupe Vivalto Bretagne", "Bretagne", True),
        ("Crédit Agricole Normandie finance", "Normandie", True),
        ("la Mutualité Française Bretagne", "Bretagne", True),
        ("l'ARS Bretagne", "Bretagne", False),
        ("le CHU de Brest, Bretagne", "Bretagne", False),
        ("en Bretagne", "Bretagne", False),
        ("En Bretagne, le CHU", "Bretagne", False),
        ("La Bretagne", "Bretagne", False),
        ("Pour Bretagne Télécom", "Bretagne", False),
        ("la région Normandie", "Normandie", False),
        ("la Région Normandie", "Normandie", False),
        ("l'Agence Régionale de Santé Normandie", "Normandie", False),
        ("le GRADeS de Bretagne", "Bretagne", False),
        ("Bretagne : le CHU", "Bretagne", False),
        ("el Servicio de Salud Navarra", "Navarra", False),
        ("la Clínica Navarra", "Navarra", True),
    ],
)  # fmt: skip
def test_a_region_at_the_end_of_a_name_stays(text: str, region: str, kept: bool) -> None:
    at = text.index(region)
    assert is_no_place(text, at, at + len(region)) is kept


@pytest.mark.parametrize(
    "text", ["Hospital Antonio Lorena", "Luis Sevilla firmó", "el doctor Juan Lorena"]
)
def test_a_place_behind_a_first_name_is_a_surname(text: str) -> None:
    assert "Lorraine" not in english(text, "es") and "Seville" not in english(text, "es")


def test_a_place_behind_a_first_name_that_is_a_word_too_is_none() -> None:
    assert english("la virgen de la Victoria en Lorena", "es") == ["Lorraine"]
