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
    ],
)
def test_a_figure_that_stands_in_the_english_is_not(source: str, english: str) -> None:
    assert unsaid(source, english) == []


@given(st.integers(1, 10**9))
def test_groups_of_any_style_have_the_same_digits(value: int) -> None:
    styles = {f"{value:,}".replace(",", mark) for mark in (",", ".", " ", "\u00a0", "\u202f")}
    assert len({frozenset(figures_of(style)) for style in styles}) == 1
