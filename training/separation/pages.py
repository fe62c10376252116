"""Real pages whose article is known, as training documents, with noise put into some of them.

The pages are those of public extraction benchmarks. Of their text nothing enters the weights but the
figures that :mod:`nlp.separate` makes of it: the n-grams are learned elsewhere. Pages of one site
stay in one fold, so each is judged by networks that never saw its template.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from eval.extraction import SETS
from eval.extraction_pages import Unextracted, segmented
from eval.extraction_pages import pages as crawled
from nlp.article import Article, Block, Layout
from nlp.language import segment_lang
from nlp.sentences import split
from nlp.separate.lines import foreign
from nlp.separate.seen import Document
from nlp.stage import Kept
from training.separation.data import BOILERPLATE, CONTENT, FOLDS, SPAM, Line
from training.separation.labels import labels

_DOUBTFUL = "mozilla-readability"  # its truth is the output of an extractor
_LESS = 0.3  # weight of its pages, and of forums, shops and lists, whose content is another matter
_NEW = 1_000_000  # numbers of elements that no page reaches


@dataclass(frozen=True)
class Page:
    """A page: its document, the label of each segment (-1: unknown), fold, language, weight."""

    document: Document
    labels: NDArray[np.int64]
    fold: int
    lang: str
    weight: float = 1.0


def pages(shared: Path, sets: tuple[str, ...] = SETS) -> Iterator[Page]:
    """The pages of the benchmarks in ``shared``; one that cannot be read is passed over."""
    for name in sets:
        for found in crawled(shared / "benchmarks/extraction" / name):
            try:
                outcome = segmented(found)
            except Unextracted:
                continue
            if isinstance(outcome, Kept):
                truth = found.truth
                plain = name != _DOUBTFUL and truth.get("page_type", "article") == "article"
                fold = site_fold(truth.get("url"), found.id)
                yield page(outcome.article, truth, fold, 1.0 if plain else _LESS)


def page(article: Article, truth: Mapping[str, Any], fold: int, weight: float = 1.0) -> Page:
    """A segmented article and what is true of its page."""
    segments = article.segments
    blocks = [Block(s.text, s.kind, s.layout) for s in segments]
    lang = article.lang or "en"
    document = Document(
        [s.text for s in segments],
        foreign([s.text for s in segments], [s.lang for s in segments], lang),
        [s.layout for s in segments],
        next((i for i, s in enumerate(segments) if s.kind == "title"), -1),
    )
    return Page(document, labels(blocks, truth), fold, lang, weight)


def site_fold(url: str | None, name: str) -> int:
    """The fold of a site: that of the last two parts of its host; of the page where it has none."""
    host = urlsplit(url).hostname if url else None
    return zlib.crc32((".".join(host.split(".")[-2:]) if host else name).encode()) % FOLDS


class Injector:
    """Puts spam and furniture among a page's article; ``noise(label, fold)`` draws a line."""

    def __init__(self, rng: random.Random, noise: Callable[[int, int], Line]) -> None:
        self.rng = rng
        self._noise = noise

    def __call__(self, found: Page) -> Page:
        """The page with one to four pieces of noise in or around its article."""
        rng = self.rng
        given = found.document
        heads = [i == given.title for i in range(len(given.texts))]
        rows = list(zip(given.texts, given.layouts, found.labels, heads, strict=True))
        for k in range(rng.choice((1, 1, 2, 3, 4))):
            content = [i for i, row in enumerate(rows) if row[2] == CONTENT and row[1]]
            if content:
                self._put(rows, content, found, _NEW + 10 * k)
        texts, layouts, marks, heads = ([row[i] for row in rows] for i in range(4))
        langs = [segment_lang(text, found.lang) for text in texts]
        title = heads.index(True) if True in heads else -1
        document = Document(texts, foreign(texts, langs, found.lang), layouts, title)
        return replace(found, document=document, labels=np.array(marks))

    def _put(self, rows: list, content: list[int], found: Page, number: int) -> None:
        """Noise glued to a paragraph, as paragraphs between two, at an end, or as links."""
        rng = self.rng
        at = rng.choice(content)
        label = SPAM if rng.random() < 0.75 else BOILERPLATE
        draw = rng.random()
        if draw < 0.25 and len(rows[at][0]) > 80:
            self._glue(rows, at, found)
            return
        if draw < 0.5:
            at = rng.choice((content[0] - 1, content[-1]))
        near = rows[min(max(at, 0), len(rows) - 1)][1] or Layout()
        for k in range(rng.choice((1, 1, 2, 4))):
            text = self._noise(label, found.fold).text
            rows.insert(at + 1 + k, (text, self._layout(near, number + k), label, False))

    def _layout(self, near: Layout, number: int) -> Layout:
        """Beside ``near``, or in an element of its own there; sometimes a list of links."""
        rng = self.rng
        tag = rng.choice(("p", "p", "p", "div", "li", "div", "h3"))
        path, holders = near.tag_path.rpartition("/")[0], near.holders[:-1]
        attrs = near.attrs
        if rng.random() < 0.3:
            path, holders = f"{path}/div", (*holders, _NEW - 1)
            attrs = rng.choice(("", "widget ", "promo ", "textwidget ", "box ")) + attrs
        density = rng.choice((0.0, 0.0, 0.0, 0.2, 0.6, 1.0))
        return Layout(f"{path}/{tag}", attrs, density, None, (*holders, number))

    def _glue(self, rows: list, at: int, found: Page) -> None:
        """A paragraph in the pieces that it is cut into when spam is glued to it.

        The first piece of a headline stays the headline.
        """
        text, layout, label, head = rows[at]
        sentences = [s.text for s in split(text, found.lang)]
        cut = self.rng.randint(1, len(sentences))
        spam = self._noise(SPAM, found.fold).text
        parts = [
            (" ".join(sentences[:cut]), label),
            (spam, SPAM),
            (" ".join(sentences[cut:]), label),
        ]
        pieces = [(part, layout, mark, False) for part, mark in parts if part]
        rows[at : at + 1] = [(*pieces[0][:3], head), *pieces[1:]]
