"""Dates in figures in French and Spanish sentences, day first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.protect import find_spans


def found(text: str, lang: str) -> list[str]:
    return [s.english for s in find_spans(text, lang) if s.kind == "date"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Signé le 12/03/2025.", ["March 12, 2025"]),
        ("fr", "31/12/2025", ["December 31, 2025"]),
        ("fr", "au 1/2/2024", ["February 1, 2024"]),
        ("fr", "Bâle, 12.03.2024", ["March 12, 2024"]),
        ("fr", "le 2.3.2024 à 8 h", ["March 2, 2024"]),
        ("fr", "(12-03-2024)", ["March 12, 2024"]),
        ("fr", "mardi 04/03/25", ["March 4, 2025"]),
        ("fr", "du 12/03/25 au 15/03/25", ["March 12, 2025", "March 15, 2025"]),
        ("fr", "né le 29/02/1996", ["February 29, 1996"]),
        ("es", "el 03/04/25", ["April 3, 2025"]),
        ("es", "hasta el 25-12-2024, a las 14:00", ["December 25, 2024"]),
        ("es", "del 01/02/2025 al 15/02/2025", ["February 1, 2025", "February 15, 2025"]),
    ],
)
def test_figures_that_are_a_date(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "version 12.03.2024.1", "v12.03.2024", "version 12.03.2024", "1.2.2024", "10.0.12.25",
        "marché n° 12-03-2024", "réf. 12/03/2025", "expediente 12-03-2024", "30/02/2025",
        "12/25/2025", "31/04/2025", "03/04/25", "le 3.4.25", "01.02.03.04.05", "12/03", "12/03/2025/7",
        "12-03/2025", "135/85", "le 00/01/2025", "12/03/1825", "le 12/03/20255", "X-12/03/2025",
    ],
)  # fmt: skip
def test_figures_that_are_none(text: str) -> None:
    assert found(text, "fr") == [] == found(text, "es")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("/.-"))
def test_every_day_of_a_calendar_is_read_day_first(day: date, sign: str) -> None:
    text = f"le {day.day:02d}{sign}{day.month:02d}{sign}{day.year}"
    assert found(text, "fr") == [f"{day:%B} {day.day}, {day.year}"]


@given(st.text(alphabet="0123456789/.- leau", max_size=30))
def test_any_figures_give_a_calendar_day_or_nothing(text: str) -> None:
    for span in find_spans(text, "es"):
        if span.kind == "date":
            assert text[span.start].isdigit() and text[span.end - 1].isdigit()
            assert span.english.split()[-1].isdigit()
