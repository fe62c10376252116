"""The last look at short lines: fitted on noise of kinds that its first step had not learned from.

Were a kind of spam (casinos, essays, loans ...) or furniture in all folds, the first step would know its words, and what comes
after would learn to go by them; new kinds have new words. So a kind stays in one fold here, and the
templates, which are of all kinds, teach no fold's first step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nlp.separate import lone
from nlp.separate.seen import lines as lines_seen
from nlp.separate.steps import FirstStep
from nlp.separate.trees import Trees
from training.separation import boost, data, fit
from training.separation.data import CONTENT, Line, Story
from training.separation.generate import Assembler, Document
from training.separation.network import Rows

_DAMAGED = 4
"""How often each damaged document counts beside an assembled one."""


class Known(NamedTuple):
    """What documents are made of: labelled lines, articles, and whole documents."""

    bank: Sequence[Line]
    stories: Sequence[Story]
    damaged: Sequence[Document]


def by_kind(lines: Sequence[Line]) -> list[Line]:
    """The lines with each kind of noise in one fold."""
    return [
        replace(line, fold=data.fold_of(line.kind)) if line.label != CONTENT else line
        for line in lines
    ]


def fit_lone(
    rows: fit.Rows, lines: Sequence[Line], known: Known, settings: fit.Settings
) -> tuple[FirstStep, Trees]:
    """The first step on all ``rows``, which are of ``lines``, and the trees that judge after it."""
    first = fit.fit_first(rows, None, settings)
    drawn = np.array([line.kind == "template" for line in lines])
    by_fold = fit.fold_models(rows.only(~drawn), settings)
    drawn_from = [*known.bank, *by_kind(data.written())]  # the written lines are in the bank, too
    assembler = Assembler(settings.seed + 1, drawn_from, known.stories)
    documents = assembler.documents(settings.documents) + [*known.damaged] * _DAMAGED
    parts = [short_rows(document, by_fold[document.fold]) for document in documents]
    trees = boost.fit(
        Rows.joined(parts),
        classes=3,
        rounds=settings.lone_rounds,
        rate=settings.lone_rate,
        seed=settings.seed,
        shape=boost.LONE,
    )
    return first, trees


def short_rows(document: Document, first: FirstStep) -> Rows:
    """What the trees learn from: the short lines of a document, as the first step saw them."""
    seen = lines_seen(document.texts, document.foreign(), first)
    kept = np.array([len(text) <= lone.LONGEST for text in document.texts])
    weights = np.ones(len(kept))
    return Rows(lone.features(document.texts, seen), document.labels(), weights).only(kept)
