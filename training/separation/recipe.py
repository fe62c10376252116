"""The recipe, step by step: lines, first step by folds, documents, second step, chain."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.language import segment_lang
from nlp.separate.decode import transitions
from nlp.separate.model import FirstStep, Model, make
from nlp.separate.separator import foreign
from training.separation import data, fit
from training.separation.data import CONTENT, FOLDS, Line, Story
from training.separation.generate import Assembler, Document
from training.separation.grammar import LANGS, Grammar

DAMAGED_COPIES = 10
"""How often each damaged document counts beside an assembled one."""


def train(shared: Path, settings: fit.Settings, say=print) -> Model:
    """Fit the model on the data under ``shared``; the same settings give the same model."""
    started = time.perf_counter()
    stories, bank = data.stories(shared), data.bank(shared)
    stories += data.general_stories(shared)
    damaged = [_document(lines) for lines in data.damaged(shared)]
    lines, weights = first_lines(shared, bank, stories, damaged, settings)
    rows = fit.Rows(lines, weights)
    say(f"{len(lines)} lines for the first step, {time.perf_counter() - started:.0f} s")
    by_fold = fit.fold_models(rows, settings)
    first = fit.fit_first(rows, None, settings)
    say(f"first step fitted, {time.perf_counter() - started:.0f} s")
    assembled = Assembler(settings.seed, bank, stories).documents(settings.documents)
    documents = assembled + damaged * DAMAGED_COPIES
    features, labels = second_rows(fit.shuffled(documents, settings.seed), by_fold)
    second = fit.fit_second(features, labels, settings)
    say(f"second step fitted on {len(labels)} segments, {time.perf_counter() - started:.0f} s")
    chain = transitions([_labels(d) for d in documents], strength=settings.chain)
    return Model(first, second, chain, make())


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


def second_rows(
    documents: Sequence[Document], by_fold: Sequence[FirstStep]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Features and labels of every segment; a document's fold chooses the first step."""
    features = [
        fit.features_of(document, by_fold[document.fold], foreign_of(document))
        for document in documents
    ]
    return np.concatenate(features), np.concatenate([_labels(d) for d in documents])


def foreign_of(document: Document) -> list[float]:
    """Whether each line is in another language than the page, as at use."""
    texts = [line.text for line in document.lines]
    langs = [segment_lang(text, document.lang) for text in texts]
    return foreign(texts, langs, document.lang)


def _of(story: Story, text: str) -> Line:
    return Line(text, CONTENT, story.lang, "article", story.fold)


def _document(lines: list[Line]) -> Document:
    return Document(lines[0].lang, lines, lines[0].fold, [None] * len(lines))


def _labels(document: Document) -> NDArray[np.int64]:
    return np.array([line.label for line in document.lines], dtype=np.int64)
