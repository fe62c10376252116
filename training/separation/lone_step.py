"""The last look at lines and paragraphs: fitted on noise of kinds that its first step had not learned from.

Were a kind of spam (casinos, essays, loans ...) or furniture in all folds, the first step would know its words, and what comes
after would learn to go by them; new kinds have new words. So a kind stays in one fold here, and the
templates, which are of all kinds, teach no fold's first step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate import lone
from nlp.separate.seen import lines as lines_seen
from nlp.separate.steps import FirstStep
from nlp.separate.trees import Trees
from training.separation import boost, data, fit
from training.separation.data import CONTENT, Line, Story
from training.separation.generate import Assembler, Document
from training.separation.network import Rows
from training.separation.terse import Terse

_DAMAGED = 4
"""How often each damaged document counts beside an assembled one."""

_PARAGRAPHS = 3
"""How often each written paragraph counts beside a line of the bank: spam of that length is rare in it."""

_DEAR = 3.0
"""How much a line of content counts beside one of noise: there are more kinds of noise, and what is lost is lost."""

_FROM = 180
"""Characters from which a line teaches the look at paragraphs."""


class Known(NamedTuple):
    """What documents are made of: labelled lines, articles, whole documents, everyday sentences."""

    bank: Sequence[Line]
    stories: Sequence[Story]
    damaged: Sequence[Document]
    talk: Sequence[Line] = ()


def by_kind(lines: Sequence[Line]) -> list[Line]:
    """The lines with each kind of noise in one fold."""
    return [
        replace(line, fold=data.fold_of(line.kind)) if line.label != CONTENT else line
        for line in lines
    ]


def fit_lone(
    rows: fit.Rows, lines: Sequence[Line], known: Known, settings: fit.Settings
) -> tuple[FirstStep, Trees, Trees, Trees]:
    """The first step on all ``rows``, which are of ``lines``, and the trees that judge after it.

    In order those for lines, for paragraphs, and for the lines of a text of short ones.
    """
    first = fit.fit_first(rows, None, settings)
    drawn = np.array([line.kind == "template" for line in lines])
    by_fold = fit.fold_models(rows.only(~drawn), settings)
    twice = by_kind(data.written())  # they are in the bank, too
    paragraphs = by_kind(data.written(data.PARAGRAPHS)) * _PARAGRAPHS
    looks = []
    for more, lengths in ((twice, (0, lone.LONGEST)), (paragraphs, (_FROM, lone.PARAGRAPH))):
        assembler = Assembler(settings.seed + 1 + len(looks), [*known.bank, *more], known.stories)
        documents = assembler.documents(settings.documents) + [*known.damaged] * _DAMAGED
        parts = [rows_of(document, by_fold[document.fold], lengths) for document in documents]
        looks.append(_trees(Rows.joined(parts), settings))
    assembler = Assembler(settings.seed + 3, [*known.bank, *twice], known.stories)
    documents = Terse(assembler, known.talk).documents(settings.terse)
    parts = [terse_rows(document, by_fold[document.fold]) for document in documents]
    return first, *looks, _trees(Rows.joined(parts), settings)


def _trees(rows: Rows, settings: fit.Settings) -> Trees:
    return boost.fit(
        rows,
        classes=3,
        rounds=settings.lone_rounds,
        rate=settings.lone_rate,
        seed=settings.seed,
        shape=boost.LONE,
    )


def rows_of(document: Document, first: FirstStep, lengths: tuple[int, int]) -> Rows:
    """What the trees learn from: lines of these lengths of a document, as the first step saw them."""
    seen = lines_seen(document.texts, document.foreign(), first)
    least, most = lengths
    at = [i for i, text in enumerate(document.texts) if least < len(text) <= most]
    labels = document.labels()[at]
    weights = _weights(labels) if most <= lone.LONGEST else np.ones(len(at))
    return Rows(lone.features(document.texts, seen, at), labels, weights)


def terse_rows(document: Document, first: FirstStep) -> Rows:
    """The same of the lines of a text of short ones."""
    seen = lines_seen(document.texts, document.foreign(), first)
    at = [i for i, text in enumerate(document.texts) if len(text) <= lone.LONGEST]
    found = lone.terse_features(document.texts, seen, at)
    labels = document.labels()[at]
    return Rows(found, labels, _weights(labels))


def _weights(labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much each line counts."""
    return np.where(labels == CONTENT, _DEAR, 1.0)
