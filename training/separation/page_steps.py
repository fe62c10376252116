"""The steps that learn from real pages: the first look at the markup, and what judges after it.

Each is fitted once without the pages of each fold of sites and once on all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate import page
from nlp.separate.model import Step
from nlp.separate.seen import blocks, lines, visible
from nlp.separate.steps import FirstStep, Networks
from nlp.separate.trees import Trees
from training.separation import boost, data, fit, network
from training.separation.data import FOLDS, Line
from training.separation.generate import Assembler
from training.separation.network import Rows
from training.separation.pages import Injector, Page

_LONG_SPAM = 40  # characters from which a spammer's line may pass for a paragraph


def fitted(rows: Rows, classes: int, epochs: int, settings: fit.Settings) -> Networks:
    """Networks of the recipe's size."""
    return network.fit(
        rows,
        classes=classes,
        hidden=settings.hidden,
        networks=settings.networks,
        epochs=epochs,
        seed=settings.seed,
    )


def grown(rows: Rows, classes: int, settings: fit.Settings) -> Trees:
    """Trees of the recipe's size."""
    return boost.fit(
        rows, classes=classes, rounds=settings.rounds, rate=settings.rate, seed=settings.seed
    )


def page_steps(
    crawled: Sequence[Page],
    assembler: Assembler,
    spammers: Sequence[Line],
    by_fold: Sequence[FirstStep],
    settings: fit.Settings,
) -> list[dict[str, Step]]:
    """The first look at a page's blocks and the second step, without each fold, then on all pages.

    The second step learns from looks by trees that had not seen the site, at the pages as they
    are and with noise put in.
    """
    table = [surface_rows(found) for found in crawled]
    folds = [found.fold for found in crawled]
    looks = [grown(without(table, folds, fold), 2, settings) for fold in (*range(FOLDS), None)]
    inject = injector(assembler, spammers, settings.seed)
    noisy = [inject(found) for _ in range(settings.injected) for found in crawled]
    everything = [*crawled, *noisy]
    rows = [judged_rows(x, by_fold[x.fold], looks[x.fold], settings.spam) for x in everything]
    folds = [found.fold for found in everything]
    return [
        {
            "page": look,
            "second_page": fitted(without(rows, folds, fold), 3, settings.page_epochs, settings),
        }
        for look, fold in zip(looks, (*range(FOLDS), None), strict=True)
    ]


def without(table: Sequence[Rows], folds: Sequence[int], fold: int | None) -> Rows:
    """The rows of all pages but those of ``fold``."""
    return Rows.joined([rows for rows, own in zip(table, folds, strict=True) if own != fold])


def surface_rows(found: Page) -> Rows:
    """What the first look at a page learns from: its shown blocks that have a label."""
    _, shown, texts, layouts, title = visible(found.document)
    rows = page.features(texts, layouts, title)
    marks = found.labels[shown]
    return Rows(rows, np.minimum(marks, 1), _by_characters(found, shown)).only(marks >= 0)


def flat_rows(found: Page, first: FirstStep, weight: float) -> Rows:
    """The shown blocks of a page as lines of plain text."""
    _, shown, texts, _, _ = visible(found.document)
    seen = lines(texts, [found.document.foreign[i] for i in shown], first)
    marks = found.labels[shown]
    weights = weight * block_weights(found, shown)
    return Rows(seen.features(), marks, weights).only(marks >= 0)


def judged_rows(found: Page, first: FirstStep, look: Trees, spam: float) -> Rows:
    """What the second step learns from on pages: the blocks that may be content.

    Spam counts ``spam`` times: it is rare even on pages that it was put into.
    """
    seen = blocks(found.document, first, look)
    numbers = seen.shown[seen.judged]
    marks = found.labels[numbers]
    weights = block_weights(found, numbers) * np.where(marks == data.SPAM, spam, 1.0)
    return Rows(seen.features(), marks, weights).only(marks >= 0)


def injector(assembler: Assembler, spammers: Sequence[Line], seed: int) -> Injector:
    """What puts noise of a page's own fold into it."""
    rng = random.Random(seed)
    return Injector(rng, _noise(assembler, spammers, rng))


def _noise(
    assembler: Assembler, spammers: Sequence[Line], rng: random.Random
) -> Callable[[int, int], Line]:
    """Lines of a fold, a third of the spam written by spammers."""
    written = [
        [line for line in spammers if line.fold == fold and len(line.text) >= _LONG_SPAM]
        for fold in range(FOLDS)
    ]

    def noise(label: int, fold: int) -> Line:
        if label == data.SPAM and written[fold] and rng.random() < 1 / 3:
            return rng.choice(written[fold])
        return assembler.noise(label, fold)

    return noise


def block_weights(found: Page, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """A block counts by the root of its length, as half way to counting characters."""
    lengths = np.array([len(found.document.texts[i]) for i in numbers], dtype=np.float64)
    return found.weight * np.sqrt(np.clip(lengths, 10, 800) / 100)


def _by_characters(found: Page, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """The same where no spam is to be told: by its length, and a page by the root of what is known of it."""
    lengths = np.array([len(found.document.texts[i]) for i in numbers], dtype=np.float64)
    own = np.clip(lengths, 10, 1_500) / 100
    known = own[found.labels[numbers] >= 0].sum()
    return found.weight * own / np.sqrt(max(known, 1.0))
