"""Which cells of a page are those of a table of figures that stands where the article does."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from nlp.read import css
from nlp.read.blocks import BlockWriter
from nlp.separate.cells import figure_tables
from nlp.separate.lines import Lines
from nlp.separate.separator import Separator
from tests.separate.tiny import tiny_model

PROSE = "Le centre hospitalier a notifié le marché à la société Tressanga, qui le mène à bien."
ROWS = (("Lot", "Montant"), ("DPI", "2,1 M€"), ("PACS", "1,4 M€"))


def table(rows: tuple[tuple[str, ...], ...] = ROWS, cell: str = "<td>{}</td>") -> str:
    inner = "".join(f"<tr>{''.join(cell.format(text) for text in row)}</tr>" for row in rows)
    return f"<table>{inner}</table>"


def found(page: str) -> list[list[str]]:
    blocks = BlockWriter(css.Sheet(), 512).walk(LexborHTMLParser(page).root)
    texts = [block.text for block in blocks]
    prose = [i for i, text in enumerate(texts) if text == PROSE]
    tables = figure_tables(texts, [block.layout for block in blocks], prose)
    return [[texts[i] for i in cells] for cells in tables]


CELLS = [text for row in ROWS for text in row]
P = f"<p>{PROSE}</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{P}{table()}</article>",
        f"<article>{table()}{P}</article>",
        f"<article>{P}<figure class=wp-block-table>{table()}<figcaption>Lots</figcaption></figure>",
        f"<article>{P}<div><div>{table()}</div></div></article>",
        f"<article><div>{P}</div>{table()}</article>",
        f"<table><tr><td>{P}{table()}</td></tr></table>",  # an old page, laid out by a table
    ],
)
def test_a_table_of_figures_beside_the_articles_prose(page: str) -> None:
    assert found(page) == [CELLS]


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{P}</article><aside>{table()}</aside>",
        f"<body><div><article>{P}</article></div><div>{table()}<p>Bourse</p></div>",
        f"<article>{P}<aside>{table()}</aside></article>",
        f"<article><p>a</p>{table()}</article>",  # no prose
        f"<article>{P}{table(cell='<td><a href=x>{}</a></td>')}</article>",
        f"<article>{P}{table(ROWS[:2])}</article>",
        f"<article>{P}{table((('Accueil', 'Contact'), ('Santé', 'Social'), ('Plan', 'RSS')))}</article>",
        f"<article>{P}{table((*ROWS, ('Note', PROSE * 2)))}</article>",  # it lays out the page
        f"<article>{P}{table(cell='<td><p>{}</p></td>')}</article>",
        f"<article>{P}<ul><li>DPI<li>2,1 M€</ul></article>",
    ],
)  # fmt: skip
def test_other_tables_are_judged_cell_by_cell(page: str) -> None:
    assert found(page) == []


def test_two_blocks_of_a_cell_are_one_cell() -> None:
    page = f"<article>{P}{table((('DPI<br><br>lot 1', '2,1 M€'), ('PACS', '1,4 M€')))}"
    assert found(page) == [["DPI", "lot 1", "2,1 M€", "PACS", "1,4 M€"]]


@pytest.mark.parametrize(("keep_prose", "labels"), [(0.0, {"content"}), (1.0, {"noise"})])
def test_a_table_is_kept_or_set_aside_whole(keep_prose: float, labels: set[str]) -> None:
    page = f"<article><h1>Le marché</h1>{P * 3}{table()}</article>"
    blocks = BlockWriter(css.Sheet(), 512).walk(LexborHTMLParser(page).root)
    separator = Separator(tiny_model())
    options = separator.options.model_copy(update={"keep_prose": keep_prose, "keep_block": 0.0})
    separator = Separator(separator.model, options)
    lines = Lines([b.text for b in blocks], [b.layout for b in blocks], ["fr"] * len(blocks))
    told = [p.labelled.label for p in separator.pieces(lines, "fr") if p.text in CELLS]
    assert len(told) == len(CELLS)
    assert {"content" if label == "content" else "noise" for label in told} == labels
