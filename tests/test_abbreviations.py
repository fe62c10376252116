"""Abbreviations of the Spanish press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_people import names

from nlp.protect import find_spans, mask, unmask
from nlp.sentences import _BEFORE_FIGURE, _BEFORE_NAME, split
from nlp.translate.abbreviations import _LISTED, spelled_out


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("La subdirección gral. de Innovación", "La subdirección general de Innovación"),
        ("La Secretaría Gral. lo ve.", "La Secretaría General lo ve."),
        ("La Secretaría Gral.", "La Secretaría General."),
        ("un plazo máx. de 30 días y mín. de 3", "un plazo máximo de 30 días y mínimo de 3"),
        ("Tiene 64 págs.", "Tiene 64 páginas."),
        ("(en la pág. 3)", "(en la página 3)"),
        ("«Son 64 págs.»", "«Son 64 páginas.»"),
        ("un 20% de dto. hasta mayo", "un 20% de descuento hasta mayo"),
        ("S/1.7 mlls. con IGV", "S/1.7 millones con IGV"),
        ("1.200 hab. y 300uds. más", "1.200 habitantes y 300 unidades más"),
        ("El Ayto. y el Hosp. Clínico", "El Ayuntamiento y el Hospital Clínico"),
        ("la admón. y su dpto. de compras", "la administración y su departamento de compras"),
        ("Lima, abr. 28.", "Lima, 28 de abril."),
        ("Lima, set. 3 (Andina).", "Lima, 3 de septiembre (Andina)."),
        ("en Gral. Roca", "en Gral. Roca"),
        ("según el Dto. 12/2025", "según el Dto. 12/2025"),
        ("Uds. lo saben", "Uds. lo saben"),
        ("lo dijo Máx.", "lo dijo Máx."),
        ("la url a.univ.es y a@hosp.com", "la url a.univ.es y a@hosp.com"),
        ("D.F., C.D. y 2 p.m.", "D.F., C.D. y 2 p.m."),
        ("Ganó, abr. 28 veces", "Ganó, abr. 28 veces"),
    ],
)
def test_what_is_short_is_spelled_out(text: str, full: str) -> None:
    assert spelled_out(text, "es") == full


@given(st.text(alphabet='gral. máx págs 20%dto.mlls»"', max_size=40))
def test_spelling_out_ends_and_leaves_french_alone(text: str) -> None:
    assert spelled_out(text, "fr") == text
    assert spelled_out(text.replace(".", ""), "es") == text.replace(".", "")
    once = spelled_out(text, "es")
    assert once.rstrip(' »"').endswith(".") == text.rstrip(' »"').endswith(".")


def english(text: str, lang: str) -> str:
    masked = mask(text, find_spans(text, lang))
    return unmask(masked.text, masked.english)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "la nº 2, el n.º 1 y la Núm. 2024/12", "la No. 2, el No. 1 y la No. 2024/12"),
        ("es", "Resolución N.º 018-2025", "Resolución No. 018-2025"),
        ("es", "el nº 7.", "el No. 7."),
        ("es", "la n.º 10.000, la nº 2.25", "la No. 10,000, la No. 2.25"),
        ("fr", "c'est le n° 2 du groupe", "c'est le No. 2 du groupe"),
        ("fr", "le lot n° 3", "le lot n° 3"),
        ("es", "un no 2, nº de lotes, 20 nº", "un no 2, nº de lotes, 20 nº"),
        ("es", "subió 0,3 p.p. y 120 p.b. más", "subió 0.3 points y 120 basis points más"),
        ("es", "subió 2 p.p.", "subió 2 points."),
        ("es", "-70 pbs, +45,5 pp y 1 pb", "-70 basis points, +45.5 points y 1 basis point"),
        ("fr", "gagne 0,3 pp et 25 pb", "gagne 0.3 points et 25 basis points"),
        ("es", "a las 2 p.m.", "a las 2 p.m."),
    ],
)
def test_numbers_and_points_in_short(lang: str, text: str, expected: str) -> None:
    assert english(text, lang) == expected


@pytest.mark.parametrize("text", ["un libro de 64 pp", "el PP, 12 PP", "2 ppm", "3 pbx", "pp. 12"])
def test_pages_and_parties_are_no_points(text: str) -> None:
    assert "point" not in english(text, "es")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("habló M.ª Pilar Buil ayer", ["M.ª Pilar Buil"]),
        ("habló Mª del Carmen Pérez", ["Mª del Carmen Pérez"]),
        ("con José M.ª Ruiz", ["José M.ª Ruiz"]),
        ("el presidente, D. Manuel García, firmó", ["Manuel García"]),
        ("y Dña. Inmaculada Ruiz firmó", ["Inmaculada Ruiz"]),
        ("firma D. José M.ª Ruiz", ["José M.ª Ruiz"]),
    ],
)
def test_maria_and_don_of_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [("dijo D. Trump", "es"), ("avec D. Martin", "fr"), ("M. A. Ruiz", "es"), ("C.D. Luis", "es")],
)
def test_initials_stay(text: str, lang: str) -> None:
    assert not any("ª" in name for name in names(text, lang))
    masked = mask(text, find_spans(text, lang))
    assert unmask(masked.text, masked.english) == text


def test_no_sentence_ends_at_one() -> None:
    assert len(split("El Ayto. Viejo y la Univ. Complutense.", "es")) == 1


def test_no_sentence_ends_at_an_abbreviation_that_translation_spells_out() -> None:
    known = _BEFORE_NAME["es"].split()
    assert _LISTED.keys() - {*known, *_BEFORE_FIGURE, *(w.capitalize() for w in known)} == set()
    for text in ("La Admón. Pública invierte.", "Direcciones grales. Sanitarias.", "Apdo. Postal."):
        assert len(split(text, "es")) == 1
