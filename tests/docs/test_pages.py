"""The pages in docs/: their code runs, their queries run, their tables and links are true."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from nlp.article import Article, Check, Edit, Event, Segment
from nlp.balance import Balance
from nlp.glossary import COLUMNS
from nlp.metrics import Metrics
from nlp.read.options import Fields, ReadOptions
from nlp.record import to_record
from nlp.stage import Reason
from nlp.store import open_store
from nlp.translate.checks import KINDS
from nlp.watch import Run

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def fences(page: Path, language: str) -> list[str]:
    """The bodies of a page's code blocks in ``language``."""
    return [body for tag, body in FENCE.findall(page.read_text("utf-8")) if tag == language]


def rows(page: str, header: str) -> dict[str, str]:
    """First and second cell of the rows of the table whose header line starts with ``header``."""
    lines = iter((DOCS / page).read_text("utf-8").splitlines())
    while not next(lines).startswith(header):
        pass
    next(lines)
    found = {}
    for line in lines:
        if not line.startswith("|"):
            break
        first, second = (cell.strip() for cell in line.strip("|").split("|")[:2])
        found[first.strip("`")] = second
    return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with ``wire.db`` and ``parts/`` that hold one made-up record."""
    monkeypatch.chdir(tmp_path)
    segments = (
        Segment("Titre", kind="title", label="content", en="Title"),
        Segment("Un deux.", label="content", score=0.9, en="One two."),
        Segment("Buy pills", label="spam", score=0.99, reasons=("shop words",)),
    )
    article = Article.new("Un deux.\n\nBuy pills", title="Titre").with_(
        segments=segments,
        events=(Event("other", 0.9, primary=True),),
        edits=(Edit(1, "One one", "One", "dup_word", "a word twice"),),
        checks=(Check("number", "2 is missing", 1),),
    )
    for url in ("sqlite:///wire.db", "parquet:parts"):
        with closing(open_store(url)) as store:
            assert store.put([to_record(article, "model", "config")]) == [True]
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_blocks_run_in_order(page: Path, place: Path) -> None:
    names: dict[str, object] = {}
    for body in fences(page, "python"):
        exec(compile(body, str(page), "exec"), names)


def test_queries_give_rows(place: Path) -> None:
    queries = fences(DOCS / "stores.md", "sql")
    with closing(sqlite3.connect("wire.db")) as connection:
        given = {query: connection.execute(query).fetchall() for query in queries}
    assert len(queries) >= 4
    assert [q for q, found in given.items() if not found and "quarantine" not in q] == []


def test_toml_blocks_are_options() -> None:
    for body in fences(DOCS / "formats.md", "toml"):
        ReadOptions.model_validate(tomllib.loads(body)["read"])


def test_limits_are_the_defaults() -> None:
    told = rows("formats.md", "| option |")
    numbers = {
        name: field.default
        for name, field in ReadOptions.model_fields.items()
        if isinstance(field.default, int | float) and not isinstance(field.default, bool)
    }
    assert {name: float(value.replace(",", "")) for name, value in told.items()} == numbers


def test_column_names_are_the_defaults() -> None:
    told = {
        part: re.findall("`(.+?)`", names) for part, names in rows("formats.md", "| part").items()
    }
    assert told == {name: list(field.default) for name, field in Fields.model_fields.items()}


def test_every_reason_is_told_and_no_other() -> None:
    assert list(rows("formats.md", "| reason |")) == [reason.value for reason in Reason]


def test_every_check_of_a_translation_is_told_and_no_other() -> None:
    told = re.findall(r"\w+", " ".join(rows("translation.md", "| check |")))
    assert tuple(told) == KINDS


def test_the_columns_of_a_glossary_are_told() -> None:
    assert tuple(rows("translation.md", "| column |")) == COLUMNS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        linked = (page.parent / target) if target else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.M)
            assert anchor[1:] in {h.lower().replace(" ", "-") for h in headings}, anchor


def test_the_drawing_is_well_formed_and_says_what_it_shows() -> None:
    from xml.etree import ElementTree

    root = ElementTree.parse(DOCS / "flow.svg").getroot()
    text = " ".join(root.itertext())
    for stage in ("read", "segment", "separate", "translate", "repair", "classify", "store"):
        assert stage in text
    assert root.get("role") == "img"


def test_every_figure_of_the_metrics_is_explained(tmp_path: Path) -> None:
    metrics = Metrics(tmp_path / "veille.prom")
    metrics.began(Run(1, "m", "c"))
    balance = Balance(reasons=Counter(["empty"]), stages=Counter({"segment": 1.0}))
    metrics.ended(balance, "done")
    samples = (tmp_path / "veille.prom").read_text()
    found = set(re.findall(r"^(veille_\w+)", samples, re.M))
    assert found == set(
        re.findall(r"(?m)veille_\w+(?=[{`]|$)", "\n".join(rows("watching.md", "| figure")))
    )
