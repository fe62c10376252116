"""Small closed words beside a figure: bytes, points, quarters, ordinals, decades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numerals import ordinal
from nlp.protect import find_spans, mask, unmask
from nlp.units import small_words


def english(text: str, lang: str) -> str:
    masked = mask(text, find_spans(text, lang))
    return unmask(masked.text, masked.english)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "fr",
            "1,5 To de données, 12Mo, 300 Go d'images",
            "1.5 TB de données, 12 MB, 300 GB d'images",
        ),
        ("fr", "5 Ko et 2 Po", "5 KB et 2 PB"),
        ("fr", "+3,5 pts, 1 pt et 25 pts de base", "+3.5 points, 1 point et 25 basis points"),
        ("fr", "T3 2024, 3T 2024 et S1 2025", "Q3 2024, Q3 2024 et H1 2025"),
        ("es", "T3 de 2024, 3T24, 1S25", "Q3 2024, Q3 2024, H1 2025"),
        ("es", "4T del 2025", "Q4 2025"),
        ("es", "2º hospital, su 12º congreso", "2nd hospital, su 12th congreso"),
        ("es", "3ª edición, 22.º Congreso", "3rd edición, 22nd Congreso"),
        ("es", "1er lugar, 2do piso, 8va vez", "1st lugar, 2nd piso, 8th vez"),
        ("es", "el 2º de la lista", "el 2nd de la lista"),
        ("fr", "12e congrès, 21ème, 3ème", "12th congrès, 21st, 3rd"),
        ("fr", "2e, 2nde et 2de", "2nd, 2nd et 2nd"),
        ("fr", "les 5es rencontres", "les 5th rencontres"),
        ("fr", "les années 90", "les 1990s"),
        ("fr", "les années 80 et 90", "les 1980s et 1990s"),
        ("fr", "les années quatre-vingt-dix", "les 1990s"),
        ("fr", "les années 20", "les 20s"),
        ("es", "los años 90 y los años ochenta", "los 1990s y los 1980s"),
        ("es", "Los años ochenta y noventa", "Los 1980s y 1990s"),
        ("es", "los años noventa y uno", "los años 91"),
    ],
)
def test_small_words_beside_a_figure(lang: str, text: str, expected: str) -> None:
    assert english(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "12 gogo, Go 3, 5 Mo', 12 To2"),
        ("es", "5 To, 12 Go, 3 pts"),
        ("fr", "un T3 de 60 m², au T3, S3 2025, T5 2024, T3 24, 3T24, XT3 2024"),
        ("es", "40º de máxima, a 38º ambientales, los 40º, ángulo de 45º agudos"),
        ("es", "20 ºC, 20ºC, 37º C, 40º y 12° bajo cero"),
        ("es", "artículo 5º, art. 12º bis, disposición adicional 3ª, Sección 2ª"),
        ("es", "1.º de enero, otros 180° tiene"),
        ("es", "6º B, 500m, 10no, 20ta"),
        ("fr", "article 1er, 1re ligne, 5e, 12em, 5er, R12e, 12e-13"),
        ("fr", "années 2000, les années 90 %, trois années 90 jours, les années 80 000"),
        ("es", "de 90 años, desde hace años 90 pacientes, los años 60.000, los años 90,5"),
        ("es", "los años cinco"),
    ],
)
def test_what_only_looks_like_them_is_left(lang: str, text: str) -> None:
    assert list(small_words(text, lang)) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Se conocen desde la década de 1930.", [("la década de 1930", "the 1930s")]),
        ("es", "la década de los años 1980", [("la década de los años 1980", "the 1980s")]),
        ("fr", "dans la décennie 1990", [("la décennie 1990", "the 1990s")]),
        ("es", "esa década de 1930", [("década de 1930", "1930s")]),
        ("fr", "dans les années 1970", [("les années 1970", "the 1970s")]),
        ("fr", "un bâtiment des années 1930", [("années 1930", "1930s")]),
        ("es", "En los años 1970 se abrió.", [("los años 1970", "the 1970s")]),
        ("fr", "les années 1971 et suivantes", []),
        ("fr", "60 années 1970 reste loin", []),
        ("es", "la década de 1935", []),
        ("es", "una década de 2.000 obras", []),
    ],
)
def test_the_decade_that_its_first_year_names(
    lang: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(text[s.start : s.end], s.english) for s in small_words(text, lang)] == expected


def test_a_noun_after_a_second_decade_makes_it_a_count() -> None:
    spans = [s.english for s in small_words("les années 80 et 90 hôpitaux", "fr")]
    assert spans == ["1980s"]


@given(st.integers(1, 999))
def test_every_ordinal_ends_as_english_ends_it(number: int) -> None:
    teens = number // 10 % 10 == 1
    ends = "th" if teens else ("th st nd rd" + " th" * 6).split()[number % 10]
    assert ordinal(number) == f"{number}{ends}"


@given(
    st.text(alphabet="0123456789 ºª.’'TSGoptseranñéyde/-", max_size=50),
    st.sampled_from(["fr", "es"]),
)
def test_any_text_is_read(text: str, lang: str) -> None:
    for span in small_words(text, lang):
        assert text[span.start : span.end].strip() and span.english


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "au 1er trimestre 2026", "au first quarter of 2026"),
        (
            "fr",
            "2e semestre de 2025, 4ème trimestre 2024",
            "second half of 2025, fourth quarter of 2024",
        ),
        ("fr", "un bon 1er trim. 2025", "un bon first quarter of 2025"),
        ("fr", "en hausse au 1er semestre.", "en hausse au first half."),
        ("fr", "le 2nd semestre de l'année 2025", "le second half of 2025"),
        ("fr", "échographies au 1er trimestre 2025", "échographies au first quarter of 2025"),
        ("es", "el 1er trimestre de 2026", "el first quarter of 2026"),
        ("es", "2º semestre del año 2025, 2do semestre", "second half of 2025, second half"),
        ("es", "3.er y 4º trimestre de 2024", "3.er y fourth quarter of 2024"),
    ],
)
def test_quarters_and_halves_in_words(lang: str, text: str, expected: str) -> None:
    masked = mask(text, find_spans(text, lang))
    for symbol, said in masked.english.items():
        masked = masked._replace(text=masked.text.replace(symbol, said))
    assert masked.text == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "1er étage, Premier ministre, 6 semestres, premier semestre"),
        ("fr", "l'échographie du 1er trimestre, une femme enceinte au 3e trimestre"),
        ("fr", "les étudiants du 2e semestre, au 1er semestre de licence, 1er trimestre scolaire"),
        ("fr", "3e semestre 2025, 5e trimestre, 1er et 2e trimestres"),
        ("es", "1er trimestre, el 2º semestre de carrera, alumnos del 2º semestre"),
    ],
)
def test_no_part_of_a_year(lang: str, text: str) -> None:
    found = [s.english for s in find_spans(text, lang)]
    assert not [e for e in found if "quarter" in e or "half" in e]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("in ⟦1⟧ it rose", "in the first half of 2026 it rose"),
        ("In ⟦1⟧ it rose. At ⟦1⟧", "In the first half of 2026 it rose. In the first half of 2026"),
        ("⟦1⟧ was good", "The first half of 2026 was good"),
        ("a good ⟦1⟧ and the ⟦1⟧", "a good first half of 2026 and the first half of 2026"),
        ("up on ⟦1⟧, at ⟦1⟧", "up in the first half of 2026, in the first half of 2026"),
        ("the ⟦1⟧ revenue rose", "the revenue for the first half of 2026 rose"),
        ("⟦1⟧ net sales rise", "Net sales for the first half of 2026 rise"),
        ("delivered to ⟦1⟧", "delivered in the first half of 2026"),
        ("lost €3 million to ⟦1⟧", "lost €3 million in the first half of 2026"),
        ("postponed to ⟦1⟧", "postponed to the first half of 2026"),
        ("overturned to ⟦1⟧", "overturned in the first half of 2026"),
        ("from May to ⟦1⟧", "from May to the first half of 2026"),
        ("from May to June, moved to ⟦1⟧", "from May to June, moved to the first half of 2026"),
        ("went from 3 to 4 to ⟦1⟧", "went from 3 to 4 in the first half of 2026"),
        ("compared to ⟦1⟧", "compared to the first half of 2026"),
        ("on ⟦2⟧, in ⟦2⟧ revenue", "on May 3, in May 3 revenue"),
    ],
)
def test_a_part_of_a_year_fits_its_sentence(english: str, expected: str) -> None:
    assert unmask(english, {"⟦1⟧": "first half of 2026", "⟦2⟧": "May 3"}) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "300 m², 450 m³ et 30cm²", ["300 m²", "450 m³", "30 cm²"]),
        ("fr", "1,2 million de m² et 12 000 m³/h", ["1.2 million m²", "12,000 m³"]),
        ("fr", "25 €/m²", ["€25", "m²"]),
        ("fr", "de 200 à 300 km²", ["200", "300 km²"]),
        ("es", "3.000 m² y 2 mil m³", ["3,000 m²", "2,000 m³"]),
        ("fr", "300 m2, 12 m de long, x², CO₂", ["300", "m2", "12"]),
    ],
)
def test_areas_keep_their_raised_figure(lang: str, text: str, expected: list[str]) -> None:
    assert [s.english for s in find_spans(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Le bouclage est attendu fin T1.", ["Q1"]),
        ("fr", "une clôture mi-T2 ou courant S2", ["Q2", "H2"]),
        ("fr", "La croissance du T4 a été bonne.", ["Q4"]),
        ("fr", "Le T3 2026 et le CA du T2", ["Q3 2026", "Q2"]),
        ("es", "Las ventas del 3T suben; a finales del T4", ["Q3", "Q4"]),
    ],
)
def test_a_quarter_without_a_year(lang: str, text: str, expected: list[str]) -> None:
    assert [s.english for s in find_spans(text, lang) if s.kind == "date"] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le T4 a été bon."), ("fr", "le tramway circule fin T1"), ("fr", "une IRM en T1 sans résultat"),
        ("fr", "Les résultats d'un stade T2 en T2"), ("fr", "un CA en T5"), ("fr", "les ventes du S3"),
        ("es", "una resonancia de 3T, ventas del 3T"), ("fr", "la croissance du T2-L"), ("fr", "ventes en T1.5"),
    ],
)  # fmt: skip
def test_what_is_no_quarter(lang: str, text: str) -> None:
    assert [s for s in find_spans(text, lang) if s.kind == "date"] == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "moins de 30s.", ["30 seconds"]),
        ("fr", "en 1,5s ou 1min", ["1.5 seconds", "1 minute"]),
        ("fr", "il a 52ans", ["52 years"]),
        ("fr", "15min, 3j et 6mois", ["15 minutes", "3 days", "6 months"]),
        ("es", "52años, 3días, 6meses, 20sec", ["52 years", "3 days", "6 months", "20 seconds"]),
    ],
)
def test_units_that_cling_to_a_figure(lang: str, text: str, expected: list[str]) -> None:
    spans = find_spans(text, lang)
    assert [s.english for s in spans if any(c.isdigit() for c in s.english)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "les 30s",
        "Los 30s",
        "iPhone 5s",
        "7j/7",
        "12s-13",
        "1990s",
        "2min30s",
        "5 s",
        "3jours3",
        "J-3j",
    ],
)
def test_units_that_are_none(text: str) -> None:
    words = (" second", " minute", " day", " month", " year")
    spans = [s for s in find_spans(text, "fr") if s.kind == "number"]
    assert not any(word in s.english for s in spans for word in words)
