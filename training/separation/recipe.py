"""The recipe, step by step: lines, first step by folds, documents, second step, pages, chain."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nlp.separate.decode import transitions
from nlp.separate.model import Model, Step, make
from nlp.separate.seen import lines as lines_seen
from nlp.separate.steps import FirstStep, Networks
from training.separation import data, fit, pages
from training.separation.data import CONTENT, FOLDS, Line, Story
from training.separation.flat_step import flat_steps
from training.separation.generate import Assembler, Document
from training.separation.grammar import LANGS, Grammar
from training.separation.lone_step import Known, by_kind, fit_lone
from training.separation.network import Rows
from training.separation.page_steps import fitted, flat_rows, injector, page_steps, without
from training.separation.pages import Page

DAMAGED_COPIES = 10
"""How often each damaged document counts beside an assembled one."""


class Fitted(NamedTuple):
    """The model, and one for each fold of sites that saw no page of that fold, to measure with."""

    model: Model
    held_out: list[Model]


class More(NamedTuple):
    """New data beside that under ``shared``: labelled lines, and whole pages, as often as they count."""

    lines: Sequence[Line] = ()
    pages: Sequence[Document] = ()


def train(shared: Path, settings: fit.Settings, say=print, more: More | None = None) -> Fitted:
    """Fit the model on the data under ``shared``; the same settings give the same model.

    ``more`` counts as lines of the bank and as damaged documents do.
    """
    more = more or More()
    started = time.perf_counter()
    stories, bank = data.stories(shared), [*data.bank(shared), *more.lines]
    stories += data.general_stories(shared)
    damaged = [_document(lines) for lines in data.damaged(shared)]
    lines, weights = first_lines(shared, bank, stories, damaged, settings)
    rows = fit.Rows(lines, weights)
    say(f"{len(lines)} lines for the first step, {time.perf_counter() - started:.0f} s")
    by_fold = fit.fold_models(rows, settings)
    first = fit.fit_first(rows, None, settings)
    say(f"first step fitted, {time.perf_counter() - started:.0f} s")
    assembler = Assembler(settings.seed, bank, stories)
    documents = assembler.documents(settings.documents) + damaged * DAMAGED_COPIES
    documents += more.pages
    plain = plain_rows(fit.shuffled(documents, settings.seed), by_fold)
    crawled = list(pages.pages(shared))
    say(f"{len(crawled)} pages read, {time.perf_counter() - started:.0f} s")
    seconds = second_steps(plain, crawled, by_fold, settings)
    say(f"second step fitted on {len(plain.labels)} lines, {time.perf_counter() - started:.0f} s")
    spammers = data.foreign_spam(shared)
    steps = page_steps(crawled, assembler, spammers, by_fold, settings)
    say(f"the steps of pages fitted, {time.perf_counter() - started:.0f} s")
    inject = injector(assembler, spammers, settings.seed)
    flats = flat_steps(crawled, inject, by_fold, settings)
    say(f"the step of flattened pages fitted, {time.perf_counter() - started:.0f} s")
    lone = look_at_lone_lines(
        shared, Known(bank, stories, damaged, data.talk(shared, every=40, least=5)), settings
    )
    say(f"the look at short lines fitted, {time.perf_counter() - started:.0f} s")
    chain = transitions([d.labels() for d in documents], strength=settings.chain)
    made = [
        Model(first, {"second": second, "flat": look, **own, **lone}, chain, make())
        for second, look, own in zip(seconds, flats, steps, strict=True)
    ]
    return Fitted(made[-1], made[:-1])


def beside(shared: Path, model: Model, settings: fit.Settings) -> Model:
    """The model with the look at short lines fitted anew, its other steps as they are."""
    stories = [*data.stories(shared), *data.general_stories(shared)]
    damaged = [_document(lines) for lines in data.damaged(shared)]
    lone = look_at_lone_lines(
        shared,
        Known(data.bank(shared), stories, damaged, data.talk(shared, every=40, least=5)),
        settings,
    )
    return model.fitted(lone)


def pages_beside(shared: Path, model: Model, settings: fit.Settings) -> Fitted:
    """The model with the steps of pages fitted anew as :func:`train` does, its other steps as they are."""
    bank = data.bank(shared)
    stories = [*data.stories(shared), *data.general_stories(shared)]
    damaged = [_document(lines) for lines in data.damaged(shared)]
    by_fold = fit.fold_models(
        fit.Rows(*first_lines(shared, bank, stories, damaged, settings)), settings
    )
    assembler = Assembler(settings.seed, bank, stories)
    assembler.documents(settings.documents)  # so that the noise is what it draws next
    steps = page_steps(
        list(pages.pages(shared)), assembler, data.foreign_spam(shared), by_fold, settings
    )
    made = [model.fitted(own) for own in steps]
    return Fitted(made[-1], made[:-1])


def look_at_lone_lines(shared: Path, known: Known, settings: fit.Settings) -> dict[str, Step]:
    """The steps of :mod:`nlp.separate.lone`: on the same data, with the lines of more kinds."""
    lines = by_kind([*known.bank, *data.written()])
    found = first_lines(shared, lines, known.stories, known.damaged, settings)
    known = known._replace(bank=lines)
    first, short, long, terse = fit_lone(fit.Rows(*found), found[0], known, settings)
    return {"lone_first": first, "lone": short, "lone_long": long, "lone_terse": terse}


def second_steps(
    plain: Rows, crawled: Sequence[Page], by_fold: Sequence[FirstStep], settings: fit.Settings
) -> list[Networks]:
    """The second step on plain text without the pages of each fold, then with all.

    It learns from assembled documents, and from pages that lost their markup.
    """
    flat = [flat_rows(found, by_fold[found.fold], settings.flat) for found in crawled]
    folds = [found.fold for found in crawled]
    return [
        fitted(Rows.joined([plain, without(flat, folds, fold)]), 3, settings.epochs, settings)
        for fold in (*range(FOLDS), None)
    ]


def first_lines(
    shared: Path,
    bank: Sequence[Line],
    stories: Sequence[Story],
    damaged: Sequence[Document],
    settings: fit.Settings,
) -> tuple[list[Line], list[float]]:
    """Lines for the first step with their weights: the bank counts most, templates little."""
    rng = random.Random(settings.seed)
    weighed = [(line, 3.0) for line in bank]
    weighed += [(line, 2.0) for document in damaged for line in document.lines]
    for story in stories:
        weighed.append((_of(story, story.title), 1.0))
        for paragraph in story.paragraphs:
            weighed.append((_of(story, " ".join(paragraph)), 0.7))
            weighed.append((_of(story, rng.choice(paragraph)), 0.7))
    headlines = {lang: [s.title for s in stories if s.lang == lang] for lang in LANGS}
    grammar = Grammar(rng, headlines)
    for i in range(settings.templates):
        lang = LANGS[i % 3]
        spam = grammar.spam(lang)
        spam = grammar.disguise(spam) if rng.random() < 0.1 else spam
        weighed.append((Line(spam, data.SPAM, lang, "template", i % FOLDS), 0.6))
        text = grammar.furniture(lang)
        weighed.append((Line(text, data.BOILERPLATE, lang, "template", i % FOLDS), 0.5))
        news = grammar.news(lang)
        weighed.append((Line(news, CONTENT, lang, "news", i % FOLDS), 0.5))
    weighed += [(line, 0.4) for line in data.talk(shared)]
    written = data.foreign_spam(shared)
    weighed += [(line, 0.4) for line in rng.sample(written, min(1_500, len(written)))]
    return [line for line, _ in weighed], [weight for _, weight in weighed]


def plain_rows(documents: Sequence[Document], by_fold: Sequence[FirstStep]) -> Rows:
    """Features and labels of every segment; a document's fold chooses the first step."""
    features = [lines_seen(d.texts, d.foreign(), by_fold[d.fold]).features() for d in documents]
    labels = np.concatenate([document.labels() for document in documents])
    return Rows(np.concatenate(features), labels, np.ones(len(labels)))


def _of(story: Story, text: str) -> Line:
    return Line(text, CONTENT, story.lang, "article", story.fold)


def _document(lines: list[Line]) -> Document:
    return Document(lines[0].lang, lines, lines[0].fold)
