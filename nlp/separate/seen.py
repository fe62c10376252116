"""What the steps of the separation model see of a document: the same when fitting and in use.

On plain text every line is looked at. On a page markup and surface are looked at first
(:mod:`nlp.separate.page`), and the words of those blocks alone that may be content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.article import Layout
from nlp.separate import context, page, shape
from nlp.separate.context import CONTENT
from nlp.separate.steps import FirstStep
from nlp.separate.tables import with_tabs
from nlp.separate.trees import Trees
from nlp.separate.view import View, view

FURNITURE = 0.06
"""Probability of content, from markup and surface, below which a block of a page is furniture."""

_NO_LAYOUT = Layout()


class Document(NamedTuple):
    """Segments of one document; lists of equal length.

    ``foreign`` tells that a segment's language is not the document's (0, 1, or 0.5 unknown);
    ``title`` is the number of the headline, -1 where there is none.
    """

    texts: Sequence[str]
    foreign: Sequence[float]
    layouts: Sequence[Layout | None]
    title: int = -1


class Lines(NamedTuple):
    """What the text of some segments tells: views, shapes (n, d), context (n, d)."""

    views: list[View]
    shapes: NDArray[np.float32]
    around: NDArray[np.float32]

    def features(self) -> NDArray[np.float32]:
        """What the second step sees: context and shape."""
        return np.concatenate([self.around, self.shapes], axis=1)


def lines(texts: Sequence[str], foreign: Sequence[float], first: FirstStep) -> Lines:
    """``foreign``: whether each text is in another language than the document, see `context`."""
    texts = with_tabs(texts)
    views = [view(text) for text in texts]
    shapes = shape.shapes(texts, views)
    document = context.Document(texts, views, foreign)
    return Lines(views, shapes, context.features(document, first(views, shapes)))


def again(seen: Lines, texts: Sequence[str], foreign: Sequence[float], first: FirstStep) -> Lines:
    """What :func:`lines` ``seen`` before tells with another first step, for the cost of that step alone."""
    document = context.Document(with_tabs(texts), seen.views, foreign)
    around = context.features(document, first(seen.views, seen.shapes))
    return seen._replace(around=around)


class Blocks(NamedTuple):
    """What a page tells of its blocks.

    ``hidden``: why each is not shown, or None. ``shown``: numbers of the others, shape (n,), with
    their ``rows`` (n, d) of :data:`nlp.separate.page.NAMES` and probabilities of content ``found``
    (n,). ``judged``: places in ``shown`` of those that may be content, with their ``lines`` and
    ``near`` (m, d) of :data:`nlp.separate.page.AROUND_NAMES`.
    """

    hidden: list[str | None]
    shown: NDArray[np.int64]
    rows: NDArray[np.float32]
    found: NDArray[np.float64]
    judged: NDArray[np.int64]
    lines: Lines
    near: NDArray[np.float32]

    def features(self) -> NDArray[np.float32]:
        """What the second step sees of the blocks that may be content."""
        return np.concatenate([self.lines.features(), self.rows[self.judged], self.near], axis=1)


class Visible(NamedTuple):
    """The shown blocks of a page: their ``numbers`` (n,), texts, layouts, place of the headline.

    ``hidden`` says of every block why it is not shown, or None.
    """

    hidden: list[str | None]
    numbers: NDArray[np.int64]
    texts: list[str]
    layouts: list[Layout]
    title: int


def visible(document: Document) -> Visible:
    """What a browser shows of a page, see :func:`nlp.separate.page.hidden`."""
    layouts = [layout or _NO_LAYOUT for layout in document.layouts]
    hidden = page.hidden(document.texts, layouts)
    shown = np.array([i for i, reason in enumerate(hidden) if not reason], dtype=np.int64)
    texts, layouts = [document.texts[i] for i in shown], [layouts[i] for i in shown]
    title = int(np.searchsorted(shown, document.title)) if document.title in shown else -1
    return Visible(hidden, shown, texts, layouts, title)


def blocks(document: Document, first: FirstStep, page_step: Trees) -> Blocks:
    """The blocks of a page; those that plainly are furniture cost no look at their words."""
    hidden, shown, texts, layouts, title = visible(document)
    rows = page.features(texts, layouts, title)
    found = page_step(rows)[:, CONTENT]
    judged = np.flatnonzero(found >= FURNITURE)
    foreign = [document.foreign[shown[i]] for i in judged]
    seen = lines([texts[i] for i in judged], foreign, first)
    near = page.around(found, texts, layouts)
    return Blocks(hidden, shown, rows, found, judged, seen, near[judged])
