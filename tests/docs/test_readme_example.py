"""The example that opens the README: what it shows is what a run gives."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.pipeline import Pipeline
from nlp.read import read
from nlp.stage import Kept

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def quoted(opening: str) -> list[str]:
    """The paragraphs of the block quote behind the line that begins with ``opening``."""
    lines = README.partition(f"\n{opening}")[2].split("\n\n", 1)[1]
    quote = re.match(r"(?:>.*\n)+", lines)
    assert quote
    text = re.sub(r"^> ?", "", quote[0], flags=re.M)
    return [" ".join(p.split()).removesuffix(" [...]") for p in text.split("\n\n")]


def test_before_and_after_are_those_of_a_run() -> None:
    """Each paragraph stands so in the article and in its English; the edits are as many as said."""
    (outcome,) = Pipeline.load().stream(read([str(ROOT / "examples/articles/market_exit_en.txt")]))
    assert isinstance(outcome, Kept)
    article = outcome.article
    found = " ".join(" ".join(s.text for s in article.segments).split())
    english = " ".join(s.en or "" for s in article.segments)
    assert all(part in found for part in quoted("Before, "))
    assert all(part in english for part in quoted("After "))
    assert f"each of the {len(article.edits)} edits" in README
    assert [f"`{event.type}`" in README for event in article.events if event.primary] == [True]
