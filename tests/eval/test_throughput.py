"""The long run: what is written, how its memory is watched, the picture of it."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from eval import throughput
from eval.bench_plot import draw_memory
from nlp.errors import ConfigError


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "labelled/articles"
    folder.mkdir(parents=True)
    rows = [
        {"id": f"a{n}", "title": "Un titre", "title_en": "A title",
         "paragraphs": [[{"src": "Deux mots.", "en": "Two words."}]]}
        for n in range(2)
    ]  # fmt: skip
    (folder / "fr-a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_articles_come_again_under_another_name(shared: Path, tmp_path: Path) -> None:
    rows = list(islice(throughput.articles(shared), 9))
    assert len({row["id"] for row in rows}) == 9
    assert {row["text"] for row in rows} == {"Deux mots.", "Two words."}
    words = throughput._write(tmp_path / "x.jsonl", throughput.articles(shared), 9)
    assert words == 9 * 4
    assert [json.loads(x) for x in (tmp_path / "x.jsonl").read_text().splitlines()] == rows


def test_brief_articles_have_one_paragraph_and_a_title_of_their_own(shared: Path) -> None:
    file = shared / "labelled/articles/fr-a.jsonl"
    rows = [json.loads(row) for row in file.read_text().splitlines()]
    longer = [row | {"paragraphs": row["paragraphs"] * 3} for row in rows]
    file.write_text("".join(json.dumps(row) + "\n" for row in longer))
    found = list(islice(throughput.articles(shared, brief=True), 8))
    assert {row["text"] for row in found} == {"Deux mots.", "Two words."}
    assert len({(row["title"], row["id"]) for row in found}) == 8
    assert found[-1]["title"] == "A title (2)"


def test_no_article_is_told_and_ends(tmp_path: Path) -> None:
    (tmp_path / "labelled/articles").mkdir(parents=True)
    (tmp_path / "labelled/articles/fr.jsonl").write_text("")
    with pytest.raises(ConfigError, match="no article to measure on"):
        next(throughput.articles(tmp_path))


def test_memory_that_grows_shows_in_the_tenths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput, "EVERY", 0.25)
    grows = """
import os, time
kept = []
for _ in range(8):
    kept.append(b"x" * 2**23)
    time.sleep(0.25)
os._exit(0)  # else what is kept is freed piece by piece while the last sample is taken
"""
    figures, memory = throughput.timed([sys.executable, "-c", grows])
    tenths = memory.tenths()
    assert len(tenths) >= 5 and tenths == sorted(tenths)
    assert tenths[-1] - tenths[0] > 30
    assert figures["peak_MiB"] >= tenths[-1] - 1


def test_the_picture_has_a_bar_for_each_tenth() -> None:
    found = {"articles": 100_000, "peak_MiB": 912.4, "tenths_MiB": [700, 810, 812, 811]}
    picture = LexborHTMLParser(draw_memory(found))
    bars = picture.css("rect")
    assert len(bars) == 4
    heights = [float(bar.attributes["height"] or 0) for bar in bars]
    assert heights[0] / heights[1] == pytest.approx(700 / 810)
    assert "100,000 articles" in picture.css_first("title").text()
