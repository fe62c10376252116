"""Tables that only lay a page out are boxes; those of data stay tables."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from nlp.article import Block
from nlp.read.blocks import BlockWriter
from nlp.read.css import Sheet

LONG = (
    "Le tribunal administratif a donné raison à la société, dont le contrat avait été résilié. " * 2
)


def blocks(page: str) -> list[Block]:
    return BlockWriter(Sheet(()), 500).walk(LexborHTMLParser(page).root)


def paths(page: str) -> list[str]:
    return [
        block.layout.tag_path.removeprefix("html/body/") for block in blocks(page) if block.layout
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>Titre</td></tr><tr><td>Texte</td></tr></table>",
        "<table><tr><td><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></table>",
        f"<table><tr><td>Rubriques</td><td>{LONG}</td></tr></table>",
        "<table role=Presentation><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_boxes(page: str) -> None:
    assert paths(page)[0].split("/")[:4] == ["div"] * 4
    assert blocks("<table><tr><td>Titre</td></tr></table>")[0].kind == "paragraph"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>",
        "<table><caption>Lots</caption><tr><td>a</td></tr></table>",
        "<table><thead><tr><td>a</td></tr></thead></table>",
        "<table><tr><th>Lot</th></tr><tr><td>a</td></tr></table>",
        "<table><tr><td>142 hôpitaux</td><td>6 ans</td></tr></table>",
    ],
)
def test_a_table_of_data_stays_one(page: str) -> None:
    found = [
        block for block in blocks(page) if block.layout and "caption" not in block.layout.tag_path
    ]
    assert {block.kind for block in found} == {"table"}
    assert all(block.layout and "/tr/" in block.layout.tag_path for block in found)


def test_a_table_of_data_inside_boxes_stays_one() -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    found = paths(f"<table><tr><td>Titre</td></tr><tr><td>{inner}</td></tr></table>")
    assert found == ["div/div/div/div"] + ["div/div/div/div/table/tbody/tr/td"] * 4


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 100 + "x",
        "<table>" + "<tr><td>a<td>b" * 10_000,
        "<table><tr><td><table><tr><td>x</table></table>" * 5_000,
        "<table><tr>" + "<td>a" * 20_000,
    ],
)
def test_hostile_tables_take_time_in_proportion(page: str) -> None:
    started = time.process_time()
    assert blocks(page)
    assert time.process_time() - started < 8
