"""Years beside amounts: "3 millions d'euros en 2024 et 5 millions d'euros" has no 2,024 million."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.calendar import is_year
from nlp.fitting import fitted
from nlp.protect import find_spans


@pytest.mark.parametrize(
    ("lang", "text", "year"),
    [
        ("fr", "a investi 3 millions d'euros en 2024 et 5 millions d'euros en 2025", "2024"),
        ("fr", "sont passées de 4 M€ en 2023 à 6 M€ en 2024", "2023"),
        ("fr", "baisse de 2 millions d'euros en mars 2024 à 1 million d'euros", "2024"),
        ("fr", "Le budget 2024 et 5 millions d'euros de réserves", "2024"),
        ("fr", "le taux passe de 12 % en 2023 à 15 % en 2024", "2023"),
        ("fr", "depuis 2019 et 12 000 euros plus tard", "2019"),
        ("es", "pasa de 3 millones de euros en 2024 a 5 millones de euros", "2024"),
        ("es", "de 300 euros en enero de 2024 a 500 euros", "2024"),
        ("es", "era del 12 % en 2023 y 15 % en 2024", "2023"),
    ],
)
def test_a_year_takes_no_unit_of_the_amount_behind_it(lang: str, text: str, year: str) -> None:
    spans = {text[s.start : s.end]: (s.kind, s.english) for s in find_spans(text, lang)}
    assert spans.get(year, ("number", year)) == ("number", year)


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("fr", "Le coût est de 2000 à 2500 euros", "€2,000"),
        ("fr", "Entre 2000 et 3000 euros", "€2,000"),
        ("fr", "vaut de 2000 à 2500 millions d'euros", "€2 billion"),
        ("es", "entre 2000 y 2100 millones de euros", "€2 billion"),
        ("es", "multas de 60.000 y 30.000 euros", "€60,000"),
        ("fr", "entre 2 et 3,5 millions d'euros", "€2 million"),
        ("fr", "5 à 7 %", "5%"),
        ("fr", "en 2,5 ou 3 millions d'euros", "€2.5 million"),
    ],
)
def test_the_first_of_two_amounts_still_takes_its_unit(lang: str, text: str, first: str) -> None:
    assert find_spans(text, lang)[0].english == first


@given(st.integers(1900, 2100), st.integers(1, 999), st.sampled_from(["à", "et", "ou"]))
def test_no_year_in_a_pair_becomes_an_amount(year: int, amount: int, joint: str) -> None:
    text = f"1 million d'euros en {year} {joint} {amount} millions d'euros"
    assert f"{year}" in {span.english for span in find_spans(text, "fr")}


@pytest.mark.parametrize(
    ("text", "year"),
    [("en 2024", True), ("mars 2024", True), ("mi-2024", True), ("enero de 2024", True),
     ("de 2024", False), ("en 1850", False), ("en 20245", False), ("entre 2000", False)],
)  # fmt: skip
def test_what_stands_before_tells_a_year(text: str, year: bool) -> None:
    start = text.index(next(c for c in text if c.isdigit()))
    assert is_year(text, start, len(text)) is year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from ⟦1⟧ to ⟦2⟧ to ⟦3⟧ in ⟦4⟧", "from ⟦1⟧ in ⟦2⟧ to ⟦3⟧ in ⟦4⟧"),
        ("⟦1⟧ to ⟦2⟧, to ⟦3⟧", "⟦1⟧ in ⟦2⟧, to ⟦3⟧"),
        ("from ⟦2⟧ to ⟦4⟧ to ⟦3⟧", "from ⟦2⟧ to ⟦4⟧ to ⟦3⟧"),
        ("⟦1⟧ to ⟦3⟧ to ⟦3⟧", "⟦1⟧ to ⟦3⟧ to ⟦3⟧"),
        ("⟦1⟧ to ⟦2⟧ to ⟦4⟧", "⟦1⟧ to ⟦2⟧ to ⟦4⟧"),
        ("⟦1⟧ to ⟦2⟧ and ⟦3⟧", "⟦1⟧ to ⟦2⟧ and ⟦3⟧"),
    ],
)
def test_no_amount_goes_to_a_year_and_to_another_amount(text: str, expected: str) -> None:
    english = {"⟦1⟧": "€3 million", "⟦2⟧": "2024", "⟦3⟧": "€5 million", "⟦4⟧": "2025"}
    assert fitted(text, english) == expected
