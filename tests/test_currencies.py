"""Scales and currencies beside a figure: "K€", "MdsE", "mdp", "R$"; what a sum is paid per; tax."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import approximate, english_number, value_of
from nlp.protect import find_spans, mask, unmask
from nlp.translate.currency import means_pesos


def english(text: str, lang: str) -> str:
    masked = mask(text, find_spans(text, lang))
    return unmask(masked.text, masked.english)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25,350,000.00 pesos", "25,350,000.00 pesos"),
        ("12,500.75 pesos", "12,500.75 pesos"),
        ("$1,250,000.50 pesos", "1,250,000.50 pesos"),
        ("$1,250,000.50", "$1,250,000.50"),
        ("3,200.75 dólares", "$3,200.75"),
        ("1,250.5 mdp", "1.2505 billion pesos"),
        ("18,450.30 millones", "18.4503 billion"),
        ("S/ 1,250,000", "1,250,000 soles"),
        ("12.500,75 euros", "€12,500.75"),  # Spain
        ("1,250 pesos", "1,250 pesos"),
        ("1.250.000 pesos", "1,250,000 pesos"),
        ("versión 12.500.75", "versión 12.500.75"),
        ("S/ 1'250,000.50", "1,250,000.50 soles"),
        ("$12’345.678 y $1'250.000,50", "$12,345,678 y $1,250,000.50"),
        ("3'5 millones de euros y un 4'5 %", "€3.5 million y un 4.5%"),
        ("12'345 y 3'5 goles", "12'345 y 3'5 goles"),
    ],
)
def test_figures_of_mexico_and_of_spain(text: str, expected: str) -> None:
    assert english(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHF 340'500'000.-", "340,500,000 Swiss francs"),
        ("CHF 1’250’000.", "1,250,000 Swiss francs."),
        ("Fr. 450'000.– par an", "450,000 Swiss francs par an"),
        ("Fr. 50.-", "50 Swiss francs"),
        ("450'000.- francs", "450,000 francs"),
        ("1500 fr. par mois", "1,500 Swiss francs par mois"),
        ("soit 1'500 fr.", "soit 1,500 Swiss francs."),
        ("340 mios de francs", "340 million de francs"),
        ("340 mio. de francs", "340 million de francs"),
        ("3 mio. CHF", "3 million Swiss francs"),
        ("CHF 2,5 mio.", "2.5 million Swiss francs."),
        ("12 mia de francs", "12 billion de francs"),
        ("les 11'200 collaborateurs", "les 11,200 collaborateurs"),
        ("1'250.50 francs", "1,250.50 francs"),
        ("14'000 m² et 1'200 %", "14,000 m² et 1,200%"),
        ("5'30 de course", "5'30 de course"),  # minutes
        ("l'300 et 3'5", "l'300 et 3'5"),
        ("une sonde de 12 Fr", "une sonde de 12 Fr"),
        ("un plan.- Fin", "un plan.- Fin"),
        ("en 2024.- Fin", "en 2024.- Fin"),
    ],
)
def test_figures_of_switzerland(text: str, expected: str) -> None:
    assert english(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1'250 casos", "1'250 casos"),  # may be 1.250
        ("$1'250'000 pesos", "1,250,000 pesos"),
        ("340 mio de gastos", "340 mio de gastos"),
    ],
)
def test_what_spanish_reads_of_it(text: str, expected: str) -> None:
    assert english(text, "es") == expected


@given(st.decimals(1000, 10**9, places=2))
def test_grouped_decimals_of_mexico_keep_their_value(value: Decimal) -> None:
    written = f"{value:,.2f}"
    assert value_of(written) == value
    assert english_number(written) == written


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "150 K€", "€150,000"),
        ("fr", "150K€", "€150,000"),
        ("fr", "150 keuros", "€150,000"),
        ("fr", "40 Keuros", "€40,000"),
        ("fr", "150 KE", "€150,000"),
        ("fr", "2,5 MEUR", "€2.5 million"),
        ("fr", "2,5M€", "€2.5 million"),
        ("fr", "12,3 mds d'euros", "€12.3 billion"),
        ("fr", "12,3 mds€", "€12.3 billion"),
        ("fr", "2,5 MdsE", "€2.5 billion"),
        ("fr", "3 md€", "€3 billion"),
        ("fr", "4,5 MCHF", "4.5 million Swiss francs"),
        ("fr", "1 CHF", "1 Swiss franc"),
        ("fr", "12 millions de livres sterling", "£12 million"),
        ("fr", "douze millions de livres sterling", "£12 million"),
        ("fr", "5 millions de dollars canadiens", "C$5 million"),
        ("es", "350 mdp", "350 million pesos"),
        ("es", "15 MDD", "$15 million"),
        ("es", "2 mde", "€2 million"),
        ("es", "3 mmdp", "3 billion pesos"),
        ("es", "2,318 mdp", "2.318 billion pesos"),
        ("es", "10 y 15 mdp", "10 million pesos y 15 million pesos"),
        ("es", "5 MM€", "€5 million"),
        ("es", "R$ 4 millones", "R$4 million"),
        ("es", "RD$ 25 millones", "RD$25 million"),
        ("es", "C$ 5 millones y A$ 2,5 millones", "C$5 million y A$2.5 million"),
        ("es", "US$2 millones", "$2 million"),
        ("es", "USD 350.000", "$350,000"),
        ("es", "MXN 3 millones", "MXN 3 million"),
        ("es", "Q 5 millones y Q5,000.50", "Q5 million y Q5,000.50"),
        ("es", "S/. 12.7 millones y S/ 1", "12.7 million soles y 1 sol"),
        ("es", "3 millones de libras esterlinas", "£3 million"),
    ],
)
def test_scales_and_currencies(lang: str, text: str, expected: str) -> None:
    assert english(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "10 K, 5 M, 15 md, 12 E"),
        ("fr", "15 km et 12 kEt"),
        ("fr", "350 mdp"),
        ("fr", "12 livres"),
        ("fr", "l'ARS 2024, S/390, CRC32"),
        ("es", "CRC32, ARS2024"),
        ("es", "10 K y 5 M, 5 MM"),
        ("es", "Q 3 y Q12"),
        ("es", "15 mdpx"),
    ],
)
def test_letters_beside_a_figure_that_are_no_money(lang: str, text: str) -> None:
    assert [span for span in find_spans(text, lang) if span.kind == "money"] == []
    assert english(text, lang) == text


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "3 €/habitant", "€3 per inhabitant"),
        ("fr", "2,5 M€/an", "€2.5 million a year"),
        ("fr", "150 €/an/utilisateur HT", "€150 a year per user excluding tax"),
        ("fr", "150 000 euros TTC", "€150,000 including tax"),
        ("fr", "300/jour", "300 a day"),
        ("es", "3 €/mes", "€3 a month"),
        ("es", "200 pesos/mes y $200/mes", "200 pesos a month y $200 a month"),
        ("fr", "24/7 et 3/4", "24/7 et 3/4"),
        ("fr", "100 m/angle", "100 m/angle"),
        ("fr", "150 HT", "150 HT"),
        ("fr", "3 €/kWh", "€3/kWh"),
    ],
)
def test_what_a_sum_is_paid_per(lang: str, text: str, expected: str) -> None:
    assert english(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Une centaine de millions d'euros seront investis", "some €100 million"),
        ("fr", "Une dizaine de milliers d'euros", "some €10,000"),
        ("fr", "une dizaine de milliers de patients", "some 10,000"),
        ("fr", "une centaine de M€", "some €100 million"),
        ("fr", "une dizaine de millimètres", "some 10"),
        ("fr", "une quarantaine d'hôpitaux", "some 40"),
        ("es", "una decena de miles de euros", "some €10,000"),
        ("es", "una decena de miles de millones de euros", "some €10 billion"),
        ("es", "un centenar de millones de pesos", "some 100 million pesos"),
        ("es", "una veintena de millones de usuarios", "some 20 million"),
        ("es", "una veintena de usuarios", "some 20"),
    ],
)
def test_collective_numerals_take_scale_and_currency(lang: str, text: str, expected: str) -> None:
    assert [span.english for span in approximate(text, lang)] == [expected]


def test_a_unit_said_again_after_a_collective_sum_is_dropped() -> None:
    english = unmask("It is ⟦1⟧ million euros.", {"⟦1⟧": "some €100 million"})
    assert english == "It is some €100 million."


def test_the_dollar_of_another_country_is_no_sign_of_the_peso() -> None:
    assert not means_pesos(["Costó R$ 4 millones.", "En pesos es menos."])
    assert means_pesos(["Costó R$ 4 millones, $ 12.", "En pesos es menos."])


@pytest.mark.parametrize(
    ("sentence", "pesos"),
    [
        ("ROSARIO.- El hospital gastó $2.800 millones.", True),
        ("CÓRDOBA (Télam).- Costó $ 300 millones.", True),
        ("Cali, 12 de mayo (EFE).- Costó $300 millones.", True),
        ("Zapopan, Jal. La obra costó $30 millones.", True),
        ("El gobernador de Mendoza pagó $40 millones.", True),
        ("El intendente anunció $40 millones.", True),
        ("Cobra 900 lucas, unos $900.000.", True),
        ("Rosario Pérez pagó $40 millones.", False),
        ("La empresa de Córdoba pagó $40 millones.", False),
        ("CÓRDOBA.- Costó $3 millones de dólares.", False),
        ("El gobernador de Texas pagó $40 millones.", False),
    ],
)
def test_a_dateline_or_an_office_tells_the_peso(sentence: str, pesos: bool) -> None:
    assert means_pesos([sentence]) is pesos
