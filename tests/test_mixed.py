"""Spanish numbers half in words: "12 mil 400", "mil 240 millones de pesos"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import amounts
from nlp.mixed import mixed
from nlp.protect import find_spans


def spans(text: str, lang: str = "es") -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.english) for s in find_spans(text, lang)]


@pytest.mark.parametrize(
    ("text", "found", "english"),
    [
        ("un contrato por mil 240 millones de pesos", "mil 240 millones", "1.24 billion"),
        ("Mil 240 millones de pesos", "Mil 240 millones", "1.24 billion"),
        ("prestará 3 mil 200 millones de pesos.", "3 mil 200 millones", "3.2 billion"),
        ("costará dos mil 350 millones", "dos mil 350 millones", "2.35 billion"),
        ("a 12 mil 400 médicos", "12 mil 400", "12,400"),
        ("mil 500 pesos por cama", "mil 500", "1,500"),
        ("$3 mil 200 millones", "$3 mil 200 millones", "$3.2 billion"),
        ("US$ 12 mil 400", "US$ 12 mil 400", "$12,400"),
        ("3 mil 200.5 millones", "3 mil 200.5 millones", "3.2005 billion"),
        ("1 mil 20 mdp", "1 mil 20 mdp", "1.02 billion pesos"),
        ("treinta y dos mil 45 dosis", "treinta y dos mil 45", "32,045"),
        ("3 mil 50 dólares", "3 mil 50 dólares", "$3,050"),
        ("2 mil 450 millones 300 mil pesos", "2 mil 450 millones 300 mil", "2.4503 billion"),
        ("6 millones 500 mil pesos", "6 millones 500 mil", "6.5 million"),
        ("450 millones 5 mil habitantes", "450 millones 5 mil", "450.005 million"),
        ("2.450 millones 300 mil pesos", "2.450 millones 300 mil", "2.4503 billion"),
        ("3 millones 200 mil dólares", "3 millones 200 mil dólares", "$3.2 million"),
        ("$6 millones 500 mil pesos", "$6 millones 500 mil pesos", "6.5 million pesos"),
    ],
)
def test_thousands_and_the_rest_are_one_number(text: str, found: str, english: str) -> None:
    assert spans(text) == [(found, english)]


@pytest.mark.parametrize(
    "text",
    [
        "de 3 mil a 200 millones",
        "mil 1.200",
        "por mil 240",
        "una tasa de 5 por mil 240 casos",
        "uno de cada mil 240 pacientes",
        "2 mil 2025",
        "En el año dos mil 2025",
        "en dos mil 25 se hizo",
        "12 mil 400 mil",
        "3 mil 200 por ciento",
        "3 mil 20%",
        "12 mil 24 horas al día",
        "1,200 mil 300 pesos",
        "mil 240",
    ],
)
def test_what_is_no_one_number(text: str) -> None:
    assert list(mixed(text, "es")) == []


def test_french_has_none() -> None:
    assert list(mixed("12 mil 400", "fr")) == []


@given(st.integers(1, 999), st.integers(0, 999))
def test_any_such_number_keeps_its_value(thousands: int, rest: int) -> None:
    [found] = amounts(f"unos {thousands} mil {rest} médicos", "es")
    assert found.english == f"{1000 * thousands + rest:,}"


@given(st.text(alphabet="123 .,$€mildoscentpsh%", max_size=60))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    ends = sorted((s.start, s.end) for s in amounts(text, "es"))
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in zip(ends, ends[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "2 mil 450 millones, 300 mil pesos",
        "6 millones y 500 mil pesos",
        "6 millones 500 mil 250 pesos",
        "6 millones 500 mil en 2024",
        "6 millones 500 mil millones",
    ],
)
def test_two_sums_stay_two(text: str) -> None:
    assert len(spans(text)) > 1 or "500 mil" not in spans(text)[0][0]
