"""Dates in figures in French and Spanish sentences, day first."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import dates, months_of_years
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


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "le lundi 16 à 8 h", ["Monday the 16th"]),
        ("fr", "se réunit le jeudi 12, à 9 h", ["Thursday the 12th"]),
        ("fr", "jeudi 23 à Lyon", ["Thursday the 23rd"]),
        ("fr", "le lundi 17 à 18h30", ["Monday the 17th"]),
        ("fr", "Vendredi 13.", ["Friday the 13th"]),
        ("fr", "le lundi 1er en grève", ["Monday the 1st"]),
        ("fr", "du lundi 3 au vendredi 7", ["Monday the 3rd", "Friday the 7th"]),
        ("fr", "le jeudi 12 Cegedim annonce", ["Thursday the 12th"]),
        ("fr", "le jeudi 25, 300 soignants", ["Thursday the 25th"]),
        ("es", "será el jueves 29 a las 10 hs.", ["Thursday the 29th"]),
        ("es", "vencen el miércoles 27", ["Wednesday the 27th"]),
        ("es", "el martes 3 en Bilbao", ["Tuesday the 3rd"]),
        ("es", "el lunes 26 vence", ["Monday the 26th"]),
        ("es", "a las 15:00 horas del jueves 26", ["3 p.m. on Thursday the 26th"]),
    ],
)
def test_a_weekday_with_its_day(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "lundi 17 à 18 h"), ("fr", "vendredi 13 hôpitaux"), ("fr", "jeudi 23 CHU"),
        ("fr", "lundi 2 000 lits"), ("fr", "lundi 12,5 %"), ("fr", "mardi 8h30"), ("fr", "mardi 3 h"),
        ("fr", "lundi 1 patient"), ("fr", "Lundi 32"), ("fr", "lundi 12 millions"), ("fr", "lundi 5-6"),
        ("fr", "lundi 12 %"), ("fr", "les lundis 3 et 10"),
        ("es", "los lunes 3 horas"), ("es", "lunes 8 a 15 h"), ("es", "el lunes 3 hospitales"),
        ("es", "viernes 12 jun (EFE)"), ("es", "el lunes 27 mil camas"), ("es", "cada lunes 3 en Bilbao"),
    ],
)  # fmt: skip
def test_a_weekday_beside_another_figure(lang: str, text: str) -> None:
    assert [d for d in found(text, lang) if " the " in d] == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "du mardi 1er au jeudi 3 juillet.", "Tuesday, July 1, to Thursday, July 3"),
        ("fr", "aura lieu les mardi 17 et mercredi 18 juin.", "Tuesday, June 17, and Wednesday, June 18"),
        ("es", "será los martes 17 y miércoles 18 de junio.", "Tuesday, June 17, and Wednesday, June 18"),
        ("fr", "lundi 16 et mardi 17 mars 2026", "Monday, March 16, and Tuesday, March 17, 2026"),
        ("fr", "le vendredi 13 ou le samedi 14 mars", "Friday, March 13, or Saturday, March 14"),
        ("fr", "les lundi 2, mardi 3 et mercredi 4 juin",
         "Monday, June 2, Tuesday, June 3, and Wednesday, June 4"),
        ("es", "del martes 1 al jueves 3 de julio de 2025",
         "Tuesday, July 1, to Thursday, July 3, 2025"),
        ("es", "el martes 1 y el jueves 3 de julio", "Tuesday, July 1, and Thursday, July 3"),
        ("es", "del lunes 1 al martes 2 dic (EFE)", "Monday, December 1, to Tuesday, December 2"),
    ],
)  # fmt: skip
def test_weekdays_that_share_a_month(lang: str, text: str, expected: str) -> None:
    assert found(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "los próximos días 18, 19 y 20 de marzo", ["March 18, 19 and 20"]),
        ("es", "el 12, 13 y 14 de mayo de 2025", ["May 12, 13 and 14, 2025"]),
        ("es", "El 4, el 11 y el 18 de junio", ["June 4, 11 and 18"]),
        ("es", "los días 1, 2, 3 o 4 de julio", ["July 1, 2, 3 or 4"]),
        ("fr", "les 18, 19 et 20 mars à Paris", ["March 18, 19 and 20"]),
        ("fr", "les 1er, 2 et 3 juin", ["June 1, 2 and 3"]),
        ("fr", "Congrès : 18, 19 et 20 mars", ["March 18, 19 and 20"]),
        ("es", "en 2018, 19 y 20 de marzo", ["March 19 and 20"]),
        ("es", "los lotes 3, 4 y 5 de junio", ["June 4 and 5"]),
        ("es", "el 20, 4 y 5 de junio", ["June 4 and 5"]),
        ("fr", "les 12, 13 et 14 ans", []),
        ("fr", "salles 3, 4 et 5", []),
    ],
)
def test_three_days_of_a_month_and_more(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "du lundi 30 juin au jeudi 3 juillet", ["June 30", "July 3"]),
        ("fr", "du mardi 1er au 3 juillet", ["July 1 to 3"]),
        ("fr", "du lundi 3 au vendredi 7", ["Monday the 3rd", "Friday the 7th"]),
        ("fr", "mardi et jeudi 3 juillet", ["July 3"]),
        ("es", "el martes y el jueves 3 de julio", ["July 3"]),
    ],
)
def test_weekdays_that_do_not(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


def test_a_weekday_with_day_and_month_is_as_it_was() -> None:
    assert found("lundi 16 mars et mardi 17 avril 2026", "fr") == ["March 16", "April 17, 2026"]
    assert found("el jueves 26 de marzo", "es") == ["March 26"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "avant le 12/08", ["August 12"]),
        ("fr", "du 12/08 au 15/08, à Lyon", ["August 12", "August 15"]),
        ("fr", "mardi 05/03.", ["March 5"]),
        ("es", "hasta el 05/03", ["March 5"]),
        ("es", "del 29/02 al 01/03", ["February 29", "March 1"]),
        ("es", "Vitoria, 12 jun (EFE).- El", ["June 12"]),
        ("es", "3 feb (Europa Press)", ["February 3"]),
        ("es", "12 mar (mares)", []),
        ("fr", "Paris, 2 déc 2025 (AFP) -", ["December 2, 2025"]),
        ("es", "Madrid, 12 jun 2025 (EFE).-", ["June 12, 2025"]),
        ("fr", "oct 2025", []),
        ("fr", "3 oct et 2025", []),
        ("es", "12 mar 3000", []),
        ("es", "en 12 mar 20255", []),
        ("fr", "un ratio de 12/08", []),
        ("fr", "le 10/10 obtenu", []),
        ("fr", "le 24/24 et le 16/09/1", []),
        ("fr", "le 12/08-B", []),
        ("fr", "le 30/02", []),
        ("fr", "le 7/7", []),
        ("fr", "Le 6/02, exercice", ["February 6"]),
        ("fr", "du 6/02 au 12/03", ["February 6", "March 12"]),
        ("fr", "mardi 6/2", ["February 6"]),
        ("es", "el 1/12 abre", ["December 1"]),
        ("fr", "le 1/12 du budget", []),
        ("fr", "les 2/3 et le 2/3 du parc", []),
        ("fr", "le 5/10 obtenu", []),
        ("fr", "le 24/7 et le 12/8", []),
        ("fr", "un 4/5 et 6/02", []),
    ],
)
def test_days_without_a_year(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize("unit", ["1, ", "lundi 1, ", "el 1, ", "1 y "])
def test_a_list_without_an_end_is_read_in_time(unit: str) -> None:
    start = time.process_time()
    list(dates(unit * 20_000, "es"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Enero de 2026", ["January 2026"]),
        ("es", "Fecha: Julio 2027", ["July 2027"]),
        ("fr", "Décembre 2026", ["December 2026"]),
        ("fr", "Avril-juin 2026", ["April-June 2026"]),
        ("es", "enero-marzo de 2027", ["January-March 2027"]),
        ("fr", "en juin 2026", []),
        ("fr", "Mars 2026-2", []),
        ("fr", "Mai 12", []),
    ],
)
def test_months_with_a_capital(lang: str, text: str, expected: list[str]) -> None:
    assert [span.english for span in months_of_years(text, lang)] == expected


def test_a_day_with_a_capital_month_or_a_nought() -> None:
    assert found("Jueves, 05 Febrero 2026", "es") == ["February 5, 2026"]
    assert found("3 Mars 2026", "fr") == ["March 3, 2026"]
