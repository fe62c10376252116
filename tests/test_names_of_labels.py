"""Rubrics, labels of fields and months behind "of" are no names; hospitals named after a day are."""

from __future__ import annotations

import time

import pytest

from nlp.names import article_names, find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PRESS RELEASE - Lorient hosts it", ["Lorient"]),
        ("CONTRACT NOTICE. Lorient buys it", ["Lorient"]),
        ("FIGURE. Dedalus buys it", ["Dedalus"]),
        ("Op-ed: Anne Durand answers", ["Anne Durand"]),
        ("Description of services: the Diraya software", ["Diraya"]),
        ("1. Contracting authority: Vannes", ["Vannes"]),
        ("Lot | Maincare | Amount\n1 | Dedalus | 2", ["Maincare", "Dedalus"]),
        ("Outlook", []),
        ("In H1 2025 and in Q3 it grew", []),
        ("Le Monde: Total buys it", ["Le Monde"]),
        ("The firm Total buys it", ["Total"]),
        ("Total Énergies buys it", ["Total Énergies"]),
        ("Video conference with Microsoft", ["Microsoft"]),
    ],
)
def test_a_label_is_no_name(text: str, names: list[str]) -> None:
    assert [name for _, name in find_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the decision SAN-2024-013 of September 5, 2024", ["SAN-2024-013"]),
        ("the hospital in Rennes of October", ["Rennes"]),
        ("the Hospital General 20 de Noviembre opens", ["Hospital General 20 de Noviembre"]),
        ("at the 12 de Octubre University Hospital", ["12 de Octubre University Hospital"]),
        ("at the Hospital Virgen del Rocío", ["Hospital Virgen del Rocío"]),
        ("at the Bank of Mayotte", ["Bank of Mayotte"]),
        ("on 12 de octubre", []),
    ],
)
def test_days_and_names(text: str, names: list[str]) -> None:
    found = find_names(text)
    assert [name for _, name in found] == names
    assert all(text.startswith(name, start) for start, name in found)


def test_one_name_in_two_spellings_is_one() -> None:
    assert article_names(["They use Hop'EN.", "Then Hop’EN grew.", "Cap’Ouest too."]) == (
        "Hop'EN",
        "Cap’Ouest",
    )


@pytest.mark.parametrize("piece", ["A" * 10, "Amount ", "| Amount ", " ", "\n- A "])
def test_labels_are_read_in_time(piece: str) -> None:
    started = time.process_time()
    find_names("A" + piece * 5_000)
    assert time.process_time() - started < 3
