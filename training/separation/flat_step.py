"""The step that looks at pages without their markup: fitted on the pages of the benchmarks, flattened.

It must know a page from a long article, so some pages lose most of their furniture as well, and it
must leave spam out, so spam is put into others.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from nlp.separate import flattened
from nlp.separate.seen import lines, visible
from nlp.separate.steps import FirstStep
from nlp.separate.trees import Trees
from training.separation import boost, fit
from training.separation.data import CONTENT, FOLDS
from training.separation.labels import UNKNOWN
from training.separation.network import Rows
from training.separation.page_steps import block_weights, without
from training.separation.pages import Page

_LEFT = (0.0, 0.1, 0.3)
"""Shares of a page's furniture that may be left beside its article."""

_CHANGED = 0.4
"""What a page that something was taken from or put into counts beside one as it is."""


def flat_steps(
    crawled: Sequence[Page],
    inject: Callable[[Page], Page],
    by_fold: Sequence[FirstStep],
    settings: fit.Settings,
) -> list[Trees]:
    """The trees without the pages of each fold of sites, then on all; ``inject`` puts noise into a page."""
    rng = random.Random(settings.seed)
    texts = [flat(found) for found in crawled]
    changed = [thinned(found, rng) for found in texts]
    changed += [flat(inject(found)) for found in crawled]
    texts += [replace(found, weight=_CHANGED * found.weight) for found in changed]
    long = [found for found in texts if flattened.is_page(found.document.texts)]
    texts = long or texts  # data without any long page still makes a model
    rows = [flat_rows(found, by_fold[found.fold]) for found in texts]
    folds = [found.fold for found in texts]
    return [
        boost.fit(
            without(rows, folds, fold),
            classes=2,
            rounds=settings.flat_rounds,
            rate=settings.rate,
            seed=settings.seed,
            shape=boost.SMALL,
        )
        for fold in (*range(FOLDS), None)
    ]


def flat(found: Page) -> Page:
    """The page as plain text has it: the blocks that a browser shows, each on one line.

    The headline has no label: it reads as the headlines of other articles do, and those must go.
    """
    _, shown, texts, _, title = visible(found.document)
    labels = found.labels[shown]
    if title >= 0:
        labels[title] = UNKNOWN
    document = found.document._replace(
        texts=[" ".join(text.split()) for text in texts],
        foreign=[found.document.foreign[i] for i in shown],
        layouts=[None] * len(texts),
        title=-1,
    )
    return replace(found, document=document, labels=labels)


def thinned(found: Page, rng: random.Random) -> Page:
    """A flattened page with little of its furniture, or none."""
    left = rng.choice(_LEFT)
    kept = [
        i
        for i, label in enumerate(found.labels)
        if label in (CONTENT, UNKNOWN) or rng.random() < left
    ]
    document = found.document._replace(
        texts=[found.document.texts[i] for i in kept],
        foreign=[found.document.foreign[i] for i in kept],
        layouts=[None] * len(kept),
    )
    return replace(found, document=document, labels=found.labels[kept])


def flat_rows(found: Page, first: FirstStep) -> Rows:
    """What the trees learn from: the lines that have a label, as content or not."""
    given = found.document
    rows = flattened.features(given.texts, lines(given.texts, given.foreign, first))
    weights = block_weights(found, np.arange(len(given.texts)))
    return Rows(rows, np.minimum(found.labels, 1), weights).only(found.labels >= 0)
