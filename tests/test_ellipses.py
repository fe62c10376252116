"""Units that are told before: amounts in millions, pesos behind a dollar sign, units said twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.ellipses import elliptical
from nlp.protect import find_spans, mask, unmask
from nlp.translate.currency import in_pesos, means_pesos
from nlp.translate.names import contexts
from tests.test_translate import translator


def completed(text: str, lang: str) -> list[str]:
    return [span.english for span in elliptical(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Son 9,2 millones de euros, de los que 4,3 financiarán la red.", "es", ["€4.3 million"]),
        ("Cuesta 30 millones de pesos, de los cuales 12 son prestados.", "es", ["12 million"]),
        ("Son 2,318 millones de pesos, de los que 45,5 irán a obras.", "es", ["45.5 million"]),
        (
            "Da 40 millones de euros a Soria, 15 a Teruel y 7 a Ávila.",
            "es",
            ["€15 million", "€7 million"],
        ),
        ("Invirtió 6 millones de euros en 2021 y 8 en 2022.", "es", ["€8 million"]),
        ("Le coût est de 7,4 M€, dont 2,5 pour les postes.", "fr", ["€2.5 million"]),
        ("Il coûte 7,4 millions d’euros, dont 2,5 de travaux.", "fr", ["€2.5 million"]),
        ("Elle verse 8 millions d'euros aux lycées et 3 aux crèches.", "fr", ["€3 million"]),
        ("Il coûte 7 M€, dont 3 seront avancés.", "fr", ["€3 million"]),
    ],
)
def test_a_number_takes_the_unit_told_before(text: str, lang: str, expected: list[str]) -> None:
    assert completed(text, lang) == expected
    assert set(expected) <= {span.english for span in find_spans(text, lang)}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hay 3 millones de pacientes, de los que 200 murieron.", "es"),
        ("Cuesta 8 millones de euros, de los que 5,1 por ciento es un préstamo.", "es"),
        ("Cuesta 8 millones de euros, de los que 12 son prestados.", "es"),
        ("Cuesta 8 millones de euros, de los que 3 plazos están pagados.", "es"),
        ("Gastó 3 millones de euros en 12 escuelas, 4 en Soria.", "es"),
        ("Pagó 3 millones de euros a una escuela, 12 al mes.", "es"),
        ("Pagó 3 millones de euros a dos escuelas, 12 a una.", "es"),
        ("Pagó 3 millones de euros a Soria, 12 a 15 por pueblo.", "es"),
        ("Costó 3.000 euros, de los que 200 son prestados.", "es"),
        ("Il coûte 7 M€, dont 3 lots sont finis.", "fr"),
        ("Il coûte 7 M€, dont 5 pour cent de frais.", "fr"),
        ("Il coûte 7 M€. Le score est de 4,2 pour Lyon.", "fr"),
    ],
)
def test_a_number_that_counts_something_else_is_left(text: str, lang: str) -> None:
    assert completed(text, lang) == []


@given(st.text(alphabet="123,. millonesdqupar€M", max_size=80), st.sampled_from(["fr", "es"]))
def test_any_text_gives_spans_inside_it(text: str, lang: str) -> None:
    for span in elliptical(text, lang):
        assert 0 <= span.start < span.end <= len(text) and text[span.start].isdigit()


PESO = "La clínica de Bogotá cobró $85.000 por cita."


@pytest.mark.parametrize(
    ("sentences", "pesos"),
    [
        ([PESO], True),
        (["Cobró $85.000.", "Son pesos."], True),
        (["Cobró $85.000.", "El hospital de Soria."], False),
        ([PESO, "Recibió 3 millones de dólares."], False),
        ([PESO, "Recibió US$ 3 millones."], True),  # it has both signs: the plain one is another's
        ([PESO, "Recibió USD 3 millones de una firma de Estados Unidos."], True),
        ([PESO, "Recibió U$S 3 millones, el dólar a $ 980."], True),
        ([PESO, "Costó US$ 3 millones; pagó $3 millones."], False),  # one sum, both signs
        ([PESO, "Costó US$ 3 millones; ganó $40 millones de dólares."], False),
        ([PESO, "Costó US$ 3 millones; ganó $ 1.000 dólares."], False),
        ([PESO, "Recibió US$ 3 millones en Ecuador."], False),
        ([PESO, "Recibió US$ 3 millones en Panamá."], False),
        (["Cobró $85.000 y US$ 3 millones en Soria."], False),
        (["La clínica de Bogotá cobró US$ 85.000."], False),
        ([PESO, "Vende en Ecuador."], False),
        (["La clínica de Bogotá cobró."], False),
        ([], False),
        (["BOGOTÁ. La clínica cobró $85.000."], True),  # the capitals of a dateline
        (["BUENOS AIRES (Télam).- Costó US$ 3,6 millones y $ 2.150 millones."], True),
        (["BOGOTA.- Cobró $85.000."], True),
        (["SORIA.- Cobró $85.000."], False),
        (["QUITO.- La clínica, de dueño colombiano, cobró $85.000."], False),
        (["PANAMA.- La clínica, de dueño colombiano, cobró $85.000."], False),
        ([PESO, "Le quitó $ 3.", "LO QUITÓ AYER"], True),
        ([PESO, "Piden 2 millones de dólares; la multa, $ 300 millones de pesos."], True),
        ([PESO, "Piden 2 millones de dólares; la multa, de $300 pesos."], True),
        ([PESO, "Piden $ 2 millones de dólares; la multa, $ 300 millones de pesos."], False),
        ([PESO, "Piden 2 millones de dólares; la multa, $ 300 millones en pesos."], False),
    ],
)
def test_whose_dollar_sign_it_is(sentences: list[str], pesos: bool) -> None:
    assert means_pesos(sentences) is pesos


def test_pesos_reach_the_english() -> None:
    [context] = contexts([PESO])
    assert context.pesos
    t = translator()
    assert "85,000 pesos" in t.translate([PESO], "es", [context])[0].text
    assert "$85,000" in t.translate([PESO], "es")[0].text
    assert "$85,000" in t.translate([PESO], "es", contexts([PESO, "Nada de dólares."])[:1])[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$12.500 millones (unos US$13,2 millones)", ["12.5 billion pesos", "US$13.2 million"]),
        ("$ 480 millones, US$ 4,5 millones", ["480 million pesos", "US$4.5 million"]),
        ("US$ 800.000 o USD 5 millones", ["US$800,000", "US$5 million"]),
        ("R$ 5 millones y 3 millones de euros", ["R$5 million", "€3 million"]),
        ("$85.000 pesos", ["85,000 pesos"]),
        ("$85.000/año y US$ 20/mes", ["85,000 pesos a year", "US$20 a month"]),
    ],
)
def test_both_signs_are_told_apart(text: str, expected: list[str]) -> None:
    assert [s.english for s in in_pesos(find_spans(text, "es")) if s.kind == "money"] == expected


def test_other_articles_keep_the_plain_sign() -> None:
    assert [s.english for s in find_spans("US$13,2 millones", "es")] == ["$13.2 million"]
    assert [s.english for s in in_pesos(find_spans("US$13,2 millions", "fr"))] == ["$13.2 million"]


def test_pesos_in_the_sentence_itself() -> None:
    text = "Costó $ 3,5 millones de pesos y US$ 20 millones."
    assert unmask(*mask(text, find_spans(text, "es"))) == "Costó 3.5 million pesos y $20 million."


@pytest.mark.parametrize(
    ("english", "after", "expected"),
    [
        ("2.2 million", " million in gear", "2.2 million in gear"),
        ("2.3 billion", " million pesos", "2.3 billion pesos"),
        ("€11 million", " euros", "€11 million"),
        ("85,000 pesos", " pesos", "85,000 pesos"),
        ("12%", " percent of it", "12% of it"),
        ("12%", "%.", "12%."),
        ("200", " million", "200 million"),
        ("200", " euros", "200 euros"),
        ("2.2 million", " millionaires", "2.2 million millionaires"),
    ],
)
def test_a_unit_is_said_once(english: str, after: str, expected: str) -> None:
    assert unmask(f"⟦1⟧{after}", {"⟦1⟧": english}) == expected
