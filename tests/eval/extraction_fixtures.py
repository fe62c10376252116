"""A benchmark of three pages, and a stage that takes for noise what says so."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nlp.article import Article
from nlp.stage import Kept, Outcome

STORY = (
    "The hospital group has signed a contract for its new patient record, its director said.",
    "The first of its nine sites will go live in March, and two others are to follow in autumn.",
    "Nurses have tried the record for six months and asked for forty changes, all of them made.",
    "A second vote on the budget of the project is planned for the last week of the year.",
)

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<nav><a href="/">noise Home</a></nav>
<main><h1>{title}</h1><div id="story">{paragraphs}</div></main>
<p style="display:none">never shown to anyone</p>
<footer>noise of the footer</footer></body></html>"""


class NoiseStage:
    """Stands for the separation stage: content is what does not hold the word ``noise``."""

    model_hash = "none"

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """Every segment labelled; hidden ones are boilerplate."""
        return [
            Kept(article.with_(segments=tuple(map(_labelled, article.segments))))
            for article in batch
        ]


def _labelled(segment):
    hidden = segment.layout is not None and segment.layout.hidden
    noise = hidden or "noise" in segment.text
    return replace(segment, label="boilerplate" if noise else "content")


def page(paragraphs: Sequence[str] = STORY, title: str = "A record for nine sites") -> str:
    """A page of news as sites have them."""
    return PAGE.format(title=title, paragraphs="\n".join(f"<p>{text}</p>" for text in paragraphs))


def benchmark(shared: Path, name: str, pages: dict[str, str], truth: dict[str, dict]) -> Path:
    """``shared/benchmarks/extraction/NAME`` with these pages; returns ``shared``."""
    folder = shared / "benchmarks/extraction" / name
    (folder / "html").mkdir(parents=True)
    for id, text in pages.items():
        (folder / f"html/{id}.html.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return shared
