"""Phone numbers are one span and are copied; what only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.phones import phones
from nlp.protect import find_spans


@pytest.mark.parametrize(
    "number",
    [
        "0 800 13 22 45", "0 805 400 123", "02 98 22 33 44", "02.98.22.33.44", "06-12-34-56-78",
        "(+33) 2 98 22 33 33", "+33 (0)2 98 22 33 44", "+33 2 98 22 33 44", "0033 2 98 22 33 44",
        "+41 22 372 33 11", "0800 123 456", "071 55 01 20", "0800 55 71 20", "02\u00a098\u00a022\u00a033\u00a044",
        "+34 912 345 678", "+34 91 123 45 67", "91 123 45 67", "976 55 44 33", "+34912345678",
        "(011) 4379-0000", "01 800 900 7733", "0800-555-6753", "+56 2 2555 0147",
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["Appelez le {}.", "({})", "au {}, de 8 h à 18 h"])
def test_a_phone_number_is_copied_whole(number: str, text: str) -> None:
    spans = find_spans(text.format(number), "fr")
    assert (number, "code") in [(s.english, s.kind) for s in spans]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Llame al 900 123 456.", "900 123 456"),
        ("Tel.: 55 1234 5678", "55 1234 5678"),
        ("teléfono 600 123 456", "600 123 456"),
        ("(tel. 913 889 478, o por correo)", "913 889 478"),
        ("el teléfono de cita previa, el 900 102 112", "900 102 112"),
        ("la línea 018000 910 112", "018000 910 112"),
        ("fono 600 360 7777", "600 360 7777"),
        ("Tel. 915 960 000.", "915 960 000"),
        ("SIREN 123 456 789", "123 456 789"),
        ("☎️ Informes: 800 623 2323", "800 623 2323"),
        ("Atención al paciente: 800 623 2323", "800 623 2323"),
        ("📞 800 623 2323", "800 623 2323"),
        ("SIRET : 123 456 789 00012", "123 456 789 00012"),
    ],
)
def test_some_need_a_word_for_a_call(text: str, number: str) -> None:
    assert [s.english for s in phones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "1 200 350 habitants", "12 24 36 mois", "10 20 30 40 lits", "934 567 890 habitantes",
        "+12 000 000 euros", "+1 200 350", "le 05 12 2024", "le 01-02-2024", "0,8 et 0 1 2 3",
        "el 900 123 456", "el teléfono costó 913 889 478 euros",
        "llamó a 107 000 habitantes", "S/ 6 342 118", "línea de 12 000 000 de habitantes", "llegó al 55 1234 5678", "marché 123 456 789", "de 0 800 à 0 900",
        "2023 2024 2025", "02 03 04 05", "08.00-12.00", "télé 900 123 456 €", "le 0 800",
    ],
)  # fmt: skip
def test_what_is_no_phone_number(text: str) -> None:
    assert list(phones(text)) == []


def test_no_grouped_number_begins_with_a_nought() -> None:
    assert [s.english for s in find_spans("0 800 lits et 1 800 lits", "fr")] == ["800", "1,800"]


@given(st.text(alphabet="0123456789 .-()+él", max_size=60))
def test_what_is_read_stands_in_the_text(text: str) -> None:
    for span in phones(text):
        assert text[span.start : span.end] == span.english
        assert 8 <= sum(c.isdigit() for c in span.english) <= 15
