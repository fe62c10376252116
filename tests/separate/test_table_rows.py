"""Tables between bars are told from menus, teasers and price lists, and read as those with tabs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.seen import lines
from nlp.separate.tables import rows, tables, with_tabs
from tests.separate.tiny import tiny_model

LOTS = [
    "Lot | Objet | Attributaire | Montant",
    "1 | DPI | Solvéa | 4,2 M€",
    "2 | PACS | Ima | 1 M€",
]
TABLES = [
    LOTS,
    LOTS[1:],
    ["En M€ | 2025 | 2024 | Var.", "Ingresos | 112,4 | 103,9 | +8,2 %", "Ebitda | 18 | 16 | −2 %"],
    ["Centro | Camas | Plazas", "Cáceres | 120 | 45", "Mérida | 80 | 30"],
    ["Année | CA | Résultat", "2023 | 39,1 | 1,8", "2024 | 41,3 | 2,1"],
    ["Ville | Département | Montant", "Dijon | Côte-d'Or | 2 500 k€", "Nevers | Nièvre | 12 %"],
    ["Proveedor | Importe | Plazo", "Alvea | 1.318,6 millones de pesos | -", "Ima | US$ 13,2 | -"],
    ["Chiffre d'affaires | 41,3 M€", "Résultat net | 2,1 millions d'euros", "Marge | 12,5%"],
    ["| Lot | Montant |", "|-----|:-----:|", "| DPI | 4,2 M€ |", "| PACS | €1.9 million |"],
    ["Lot | Objet | Montant", "1 | DPI | 4,2 M€", "2 | PACS | 1,9 M€", "Total | 6,1 M€"],
]
NONE = [
    ["Accueil | Actualités | Contact"],
    ["Accueil | Actualités | Contact", "Mentions légales | Plan du site | RSS"],
    ["Síguenos en X, Facebook | Suscríbete"],
    ["1 | 2 | 3 | suivant"],
    ["1 | 2 | 3 | suivant", "1 | 2 | 3 | suivant"],
    ["L | M | M | J | V", "1 | 2 | 3 | 4 | 5", "8 | 9 | 10 | 11 | 12"],
    ["4 | Maternité de Guéret : le préfet temporise", "5 | Cierra la última ferretería de Béjar"],
    ["1 | Santé | Le CHU de Brest recrute", "2 | Social | La mairie de Pau attend"],
    ["12/03/2025 | Santé | Le CHU recrute", "13/03/2025 | Social | La mairie attend"],
    ["12.03.2025 | Santé | Le CHU recrute", "13.03.2025 | Social | La mairie attend"],
    ["Actualités | 12", "Dossiers | 8", "Emploi | 112"],
    ["Lire la suite | Partager | 3", "Lire la suite | Partager | 12"],
    ["Posted by Ted W., Carlisle | 11:06", "Posted by Ann B., Bath | 12:40"],
    ["Views: 890 | Downloads: 77", "Views: 12 | Downloads: 7"],
    ["Par la rédaction | 3 min | 0 commentaire", "Par la rédaction | 4 min | 2 commentaires"],
    ["1 | DPI | Solvéa | 4,2 M€"],
    ["1 | DPI | Solvéa | 4,2 M€", "Le marché débute en juin.", "2 | PACS | Ima | 1 M€"],
    ["Accueil | Lots", "1 | DPI | Solvéa | 4,2 M€"],
    ["A | B | C", "D | E | F", "G | H | I", "J | K | L", "M | 1 | 2 %", "N | 3 | 4 %"],
    ["| | |", "||", "|"],
    [f"DPI {'| 1 ' * 30}| 2 %", f"PACS {'| 1 ' * 30}| 3 %"],
    [f"DPI {'x' * 700} | 1 | 2 %", f"PACS {'x' * 700} | 1 | 3 %"],
    [],
]


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_of_a_table_are_rows(table: list[str]) -> None:
    around = [
        "Le GHT attribue ses lots",
        *table,
        "Les marchés débutent en juin.",
        "Accueil | Contact",
    ]
    assert rows(around) == frozenset(range(1, len(table) + 1))
    seen = with_tabs(around)
    assert not any("|" in line for line in seen[1:-2])
    assert [seen[0], *seen[-2:]] == [around[0], *around[-2:]]


def test_each_table_is_by_itself() -> None:
    texts = ["Un titre", *LOTS, "Les marchés débutent en juin.", *LOTS[1:], "La fin."]
    assert tables(texts) == [range(1, 4), range(5, 7)]
    assert tables([]) == tables(["Accueil | Contact"]) == []


@pytest.mark.parametrize("table", TABLES[:8])
def test_rows_with_tabs_are_a_table_and_stay_as_they_are(table: list[str]) -> None:
    tabs = [row.replace(" | ", "\t") for row in table]
    around = ["Cuadro", *tabs, "Fuente: el IMSS"]
    assert tables(around) == [range(1, len(tabs) + 1)]
    assert with_tabs(around) == around


@pytest.mark.parametrize("texts", NONE[:16])
def test_menus_with_tabs_are_no_table(texts: list[str]) -> None:
    assert tables([text.replace(" | ", "\t") for text in texts]) == []


def test_cells_are_parted_by_one_tab() -> None:
    framed = ["| DPI | Solvéa |  | 4,2 M€ |", "|---|---|---|---|", "|PACS|Ima||1,9 M€|"]
    assert with_tabs(framed) == [
        "DPI\tSolvéa\t\t4,2 M€",
        "---\t---\t---\t---",
        "PACS\tIma\t\t1,9 M€",
    ]


@pytest.mark.parametrize("texts", NONE)
def test_menus_teasers_and_single_lines_are_no_table(texts: list[str]) -> None:
    assert rows(texts) == frozenset() and with_tabs(texts) == texts


@given(st.lists(st.text("|| -1,%€a\t", max_size=20), max_size=6))
def test_one_line_stays_one_line_whatever_it_holds(texts: list[str]) -> None:
    seen = with_tabs(texts)
    assert len(seen) == len(texts)
    changed = {i for i, (a, b) in enumerate(zip(texts, seen, strict=True)) if a != b}
    assert changed <= rows(texts)
    assert all(bool(a.strip()) == bool(b) for a, b in zip(texts, seen, strict=True) if "|" in a)


@given(st.lists(st.text("abc 12,%€", max_size=20), max_size=6))
def test_lines_without_a_bar_are_themselves(texts: list[str]) -> None:
    assert with_tabs(texts) == texts


def test_the_model_sees_a_table_as_it_sees_one_with_tabs() -> None:
    first, foreign = tiny_model().first, [0.0] * len(LOTS)
    bars, tabs = lines(LOTS, foreign, first), lines(with_tabs(LOTS), foreign, first)
    assert bars.views == tabs.views
    assert (bars.features() == tabs.features()).all()
    menu = ["Accueil | Actualités | Emploi | Contact"] * 3
    assert lines(menu, foreign, first).views[0].text.count("|") == 3


@pytest.mark.parametrize("cells", ["| 1 " * 500, " " * 500 + "| 2", "| 1" * 19, "1" * 500 + "| 2"])
def test_time_is_linear_on_hostile_lines(cells: str) -> None:
    texts = [f"x{i} {cells}" for i in range(2_000)]
    started = time.process_time()
    rows(texts)
    assert time.process_time() - started < 5
