"""Figures of the source that the English lacks, or has with points and commas that nobody can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.repair.checks import check_segment, figures_of


def unsaid(source: str, english: str) -> list[str]:
    checks = check_segment(0, source, english, "paragraph")
    return [check.detail.split(" of the source")[0] for check in checks if check.kind == "number"]


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("El contrato es de 25,350,000.00 pesos.", "The contract is 25.350,000 pesos."),
        ("El precio es de 12,500.75 pesos.", "The price is 12.500.75 pesos."),
        ("El precio es de 12.500,75 euros.", "The price is 12,500,75 euros."),
        ("El precio es de 340 euros.", "The price is 350 euros."),
        ("Gastó 1.318,6 millones.", "It spent 1.3187 billion."),
        ("Il pèse 3 456,7 millions.", "It weighs 3.456 billion."),
        ("Empieza a las 18.00 horas.", "It begins at 5 p.m."),
        ("Empieza a las 18.00 horas.", "It begins at 6 a.m."),
        ("Empieza a las 18.45 horas.", "It begins at 6 p.m."),
        ("El acto es a las 12.00 h.", "The event is on Monday."),
        ("La version 14.00 sort.", "The 2 p.m. release is out."),
        ("Vinieron 46 personas.", "Sixty-four people came."),
        ("Il a 350 lits et 5 salles.", "It has beds and 5 rooms."),
        ("Tiene 8 salas y 1.480 camas.", "It has 8 rooms and beds."),
        ("Il a 98 lits.", "It has 9 rooms."),
    ],
)
def test_a_figure_that_is_lost_or_cannot_be_read_is_told(source: str, english: str) -> None:
    assert len(unsaid(source, english)) == 1


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("El contrato es de 25,350,000.00 pesos.", "The contract is 25,350,000.00 pesos."),
        ("El contrato es de 25,350,000.00 pesos.", "The contract is 25.35 million pesos."),
        ("El precio es de 12,500.75 pesos.", "The price is 12,500.75 pesos."),
        ("El precio es de 12.500,75 euros.", "The price is €12,500.75."),
        ("Le prix est de 1 250 000,50 euros.", "The price is €1,250,000.50."),
        ("La version 12.500.75 corrige 192.168.0.12.", "Version 12.500.75 fixes 192.168.0.12."),
        ("La version 2.3.1 sort.", "Version 2.3.1 is out."),
        ("Gastó 1.318,6 millones de euros.", "It spent €1.3186 billion."),
        ("Il pèse 3 456,7 millions d'euros.", "It weighs €3.4567 billion."),
        ("Son 12.345,6 millones de pesos.", "It is 12.3456 billion pesos."),
        ("Son 1,318.6 millones de pesos.", "It is 1.3186 billion pesos."),
        ("Empieza a las 18.00 horas del martes.", "It begins at 6 p.m. on Tuesday."),
        ("Horario: de 9.30-14.00 h.", "Hours: 9:30 a.m.-2 p.m."),
        ("Horario: de 14.00 a 16.00 h.", "Hours: from 2 to 4 p.m."),
        ("El acto es a las 12.00 h.", "Noon is when it starts."),
        ("Los discos fallan a las 16.40.", "The disks fail at 4:40 p.m."),
        ("Antes del 30.06.26.", "Before June 30, 2026."),
        ("Il arrive après 22 heures.", "He arrives after 10 p.m."),
        ("C'est ouvert 24 heures sur 24.", "It is open around the clock."),
        ("Vinieron 46 personas.", "Forty-six people came."),
    ],
)
def test_a_figure_that_stands_in_the_english_is_not(source: str, english: str) -> None:
    assert unsaid(source, english) == []


@given(st.integers(1, 10**9))
def test_groups_of_any_style_have_the_same_digits(value: int) -> None:
    styles = {f"{value:,}".replace(",", mark) for mark in (",", ".", " ", "\u00a0", "\u202f")}
    assert len({frozenset(figures_of(style)) for style in styles}) == 1


@pytest.mark.parametrize(
    ("source", "english", "other"),
    [
        ("La loi de 98 le prévoit.", "The 1998 law provides for it.", "The 1979 law provides for it."),
        ("Los años 83 y 85.", "The years 1983 and 1985.", "The years 1938 and 1985."),
        ("L'exercice 2024-25 finit.", "The fiscal year 2024-2025 ends.", "The fiscal year 2024-2026 ends."),
    ],
)  # fmt: skip
def test_a_year_may_be_told_in_full(source: str, english: str, other: str) -> None:
    assert unsaid(source, english) == []
    assert len(unsaid(source, other)) == 1
