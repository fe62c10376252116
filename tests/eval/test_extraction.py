"""Extraction measured end to end on a benchmark of a few pages, with the table and the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from extraction_fixtures import STORY, NoiseStage, benchmark, page

from eval import extraction, extraction_pages
from nlp.separate import SeparateStage

BODY = "\n\n".join(STORY)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One set with whole bodies and page types, one with snippets."""
    pages = {
        "a": page(),
        "b": page((*STORY, "Trending now on this site")),  # four words that are not of the body
        "c": "",
    }
    bodies = {
        "a": {"lang": "en", "text": BODY, "page_type": "article"},
        "b": {"lang": "en", "text": BODY, "page_type": "forum"},
        "c": {"lang": "en", "text": BODY, "page_type": "forum"},
    }
    benchmark(tmp_path, "bodies", pages, bodies)
    snippets = {"a": {"with": [STORY[0], "not there"], "without": ["footer", "nine sites"]}}
    return benchmark(tmp_path, "snippets", {"a": pages["a"]}, snippets)


def folder(shared: Path, name: str) -> Path:
    return shared / "benchmarks/extraction" / name


def test_the_report_tells_what_is_right_by_page_type_and_the_worst_first(small: Path) -> None:
    found = extraction.measure(folder(small, "bodies"), NoiseStage())
    grams = len(BODY.replace("\n", " ").split()) - 3
    # Page a is right, page b has five more grams, page c is not read at all.
    precision = (1 + grams / (grams + 5)) / 2
    assert found["pages"] == 3
    assert found["precision"] == pytest.approx(precision, abs=1e-4)
    assert found["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["by_type"]["article"] == {
        "pages": 1, "f1": 1.0, "precision": 1.0, "recall": 1.0, "word_f1": 1.0,
    }  # fmt: skip
    assert found["by_type"]["forum"]["recall"] == 0.5
    assert list(found["failed"]) == ["c"] and "empty" in found["failed"]["c"]
    assert [one["id"] for one in found["worst"]] == ["c", "b", "a"]
    assert found["worst"][0] == {"f1": 0.0, "hits": 0.0, "extra": 0.0, "missed": 1.0, "id": "c"}


def test_snippets_are_the_measure_where_no_body_is_known(small: Path) -> None:
    found = extraction.measure(folder(small, "snippets"), NoiseStage())
    # Found: the first paragraph. Missed: what is not there. Extra: "nine sites" is in the body too.
    assert found["precision"] == found["recall"] == found["f1"] == 0.5
    assert "word_f1" not in found


def test_a_limit_takes_the_first_pages(small: Path) -> None:
    assert extraction.measure(folder(small, "bodies"), NoiseStage(), 2)["pages"] == 2


def test_a_flat_page_is_its_visible_blocks_a_line_each() -> None:
    given = extraction_pages.Page("a", page(("One<br>two", "a &lt; b")).encode(), {})
    found = extraction_pages.flat(given)
    assert found.plain
    assert found.data.decode().splitlines() == [
        "noise Home", "A record for nine sites", "One two", "a < b", "noise of the footer",
    ]  # fmt: skip
    assert extraction_pages.flat(extraction_pages.Page("x", b"", {})).data == b""


def test_flat_pages_take_the_plain_text_path(small: Path) -> None:
    found = extraction.measure(folder(small, "bodies"), NoiseStage(), 1, plain=True)
    # The first line, which is noise, stood for the title; the headline is now one more paragraph.
    assert found["recall"] == 1.0 and found["word_f1"] < 1.0


def test_the_command_measures_sets_and_writes_the_report(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SeparateStage, "load", lambda options: NoiseStage())
    out = tmp_path / "report.json"
    extraction.main(
        ["--shared", str(small), "--set", "bodies", "snippets", "--flat", "--out", str(out)]
    )
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["flat"] and report["model"] == "none"
    assert {name: found["pages"] for name, found in report["sets"].items()} == {
        "bodies": 3, "snippets": 1,
    }  # fmt: skip
    shown = capsys.readouterr().out
    assert "bodies forum" in shown and "worst pages" in shown


def test_a_set_that_is_not_there_is_named(small: Path) -> None:
    with pytest.raises(SystemExit, match="nowhere"):
        extraction.main(["--shared", str(small), "--set", "nowhere"])
