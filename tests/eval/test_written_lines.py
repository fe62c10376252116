"""Written lines alone in an article: what is counted, and what the lines are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eval import separation
from nlp.separate.labelled import Labelled
from training.splits import is_dev


class Fake:
    """Takes what names a shop for spam and anything short for furniture; remembers where lines stood."""

    def __init__(self) -> None:
        self.places: list[int] = []

    def label(self, lines: list[str], lang: str) -> list[Labelled]:
        self.places += [at for at, line in enumerate(lines) if line.startswith("LINE")]
        return [self._one(line) for line in lines]

    def _one(self, line: str) -> Labelled:
        short: Any = "boilerplate" if len(line) < 12 else "content"
        return Labelled("spam" if "shop" in line else short, 1.0)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Development articles in French and Spanish, with their English."""
    found = []
    for lang in ("fr", "es"):
        names = (f"{lang}-{i}" for i in range(10_000))
        paragraphs = [[{"src": f"Une phrase {i}.", "en": f"A sentence {i}."}] for i in range(4)]
        found.append(
            {"id": next(filter(is_dev, names)), "lang": lang, "title": "Titre",
             "title_en": "Title", "paragraphs": paragraphs}
        )  # fmt: skip
    path = tmp_path / "labelled/articles/all.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps(article) + "\n" for article in found))
    return tmp_path


def test_shares_are_counted_by_label_and_language(shared: Path, tmp_path: Path) -> None:
    rows = {
        "spam.en": ["LINE our shop is open", "LINE this one is calm and long"],
        "spam.fr": ["LINE le shop du coin"],
        "boilerplate.en": ["LINE up", "LINE written by somebody"],
        "content.es": ["LINE la noticia del día"],
    }
    folder = tmp_path / "lines"
    folder.mkdir()
    for name, texts in rows.items():
        (folder / f"{name}.tsv").write_text("".join(f"kind\t{text}\n" for text in texts))
    fake, wrong = Fake(), list[str]()
    told = separation.lines(shared, fake, wrong, folder)  # type: ignore[arg-type]
    assert told == {
        "content": {"all": 1.0, "es": 1.0},
        "boilerplate": {"all": 0.5, "en": 0.5},
        "spam": {"all": 0.6667, "en": 0.5, "fr": 1.0},
    }
    assert wrong == [
        "boilerplate as content: LINE written by somebody",
        "spam as content: LINE this one is calm and long",
    ]
    assert len(fake.places) == 6 and min(fake.places) >= 2


def test_the_written_lines_are_many_and_none_comes_twice() -> None:
    rows = [
        (path.stem.split("."), row.split("\t"))
        for path in sorted(separation.LINES.glob("*.tsv"))
        for row in path.read_text(encoding="utf-8").splitlines()
    ]
    assert all(len(row) == 2 and all(map(str.strip, row)) for _, row in rows)
    assert len({row[1] for _, row in rows}) == len(rows)
    counts = Counter((label, lang) for (label, lang), _ in rows)
    assert {label for label, _ in counts} == set(separation.LABELS)
    assert len(counts) == 9 and min(counts.values()) >= 500
