"""Pages of the extraction benchmarks, and what turns one into the text of its article."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.language import KNOWN, UNKNOWN
from nlp.read.html import html_article
from nlp.read.options import ReadOptions
from nlp.read.text import text_article
from nlp.segment import SegmentOptions, SegmentStage
from nlp.separate import SeparateStage
from nlp.stage import Kept, Outcome

T = TypeVar("T")

_SEGMENT = SegmentStage(SegmentOptions(languages=(*KNOWN, UNKNOWN)))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as an extractor gets it, and its truth; ``plain`` where ``data`` is text, not HTML."""

    id: str
    data: bytes
    truth: Mapping[str, Any]
    plain: bool = False


class Unextracted(Exception):
    """An extractor gave up on a page; its text counts as empty."""


Extract = Callable[[Page], str]
"""The body that is found in a page; raises :class:`Unextracted`."""


def pages(folder: Path, limit: int | None = None, title: str | None = None) -> Iterator[Page]:
    """The first ``limit`` pages of a benchmark by id, with a progress bar called ``title``."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for name in bar(sorted(truth)[:limit], title or folder.name):
        data = gzip.decompress((folder / f"html/{name}.html.gz").read_bytes())
        yield Page(name, data, truth[name])


def bar(items: Sequence[T], title: str) -> Iterable[T]:
    """The items with a progress bar on standard error when that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, title, console=console, transient=True, disable=not console.is_terminal)


def flat(page: Page) -> Page:
    """The page as plain text: each block that a browser shows on one line, without markup."""
    try:
        blocks = html_article(page.data, Source(page.id), ReadOptions()).blocks
    except ReadError:
        blocks = ()
    shown = (block for block in blocks if not (block.layout and block.layout.hidden))
    text = "\n".join(" ".join(block.text.split()) for block in shown)
    return replace(page, data=text.encode(), plain=True)


def segmented(page: Page) -> Outcome:
    """The page read and segmented, whatever its language; raises :class:`Unextracted`."""
    read = text_article if page.plain else html_article
    try:
        article = read(page.data, Source(page.id), ReadOptions())
    except ReadError as error:
        raise Unextracted(str(error)) from error
    return _SEGMENT([article])[0]


def ours(stage: SeparateStage) -> Extract:
    """Reading, segmentation and separation; a page of any language, for all are measured."""

    def extract(page: Page) -> str:
        cut = segmented(page)
        outcome = stage([cut.article])[0] if isinstance(cut, Kept) else cut
        return body(outcome.article)

    return extract


def body(article: Article | None) -> str:
    """The article's content paragraphs, without its title."""
    if article is None:
        return ""
    return "\n".join(s.text for s in article.segments if s.kept and s.kind != "title")
