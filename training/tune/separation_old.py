"""What a retrained separation model is reminded of, from this checkout alone: no data folder is needed.

Spam, page furniture and look-alike news from the templates of :mod:`training.separation.grammar`, in
articles that were written for the recipes of events and translation (CC0), put together as the shipped
model's documents are (:mod:`training.separation.generate`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from training.events.data import extra
from training.events.data import written as written_articles
from training.separation.data import (
    BOILERPLATE,
    CONTENT,
    FOLDS,
    SPAM,
    Line,
    Story,
    fold_of,
)
from training.separation.generate import Assembler, Document
from training.separation.grammar import LANGS, Grammar
from training.translation.data import WRITTEN

HELD_OUT = FOLDS - 1
"""Documents of this fold are never learnt from: they show what was forgotten."""
PROSE = (
    "hospital_life",
    "news_history",
    "people_reporting",
    "procurement_finance",
    "research_policy",
)
_RUN, _EACH = 10, 100  # sentences of a story; lines of each language and label


@cache
def stories() -> tuple[Story, ...]:
    """Articles in English, and runs of written sentences in French and Spanish."""
    found = [
        Story(
            sample.title.text,
            tuple(tuple(told.text for told in paragraph) for paragraph in sample.paragraphs),
            "en",
            fold_of(sample.id),
        )
        for sample in (*extra(), *written_articles())
    ]
    return (*found, *_runs())


def _runs() -> Iterator[Story]:
    """Every file of :data:`PROSE` in runs: the first sentence as the title, paragraphs of three."""
    for name in PROSE:
        lines = (WRITTEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        for start in range(0, len(lines) - _RUN + 1, _RUN):
            rows = [line.split("\t") for line in lines[start : start + _RUN]]
            for column, lang in ((0, "fr"), (1, "es")):
                title, *body = (row[column] for row in rows)
                paragraphs = tuple(tuple(body[i : i + 3]) for i in range(0, len(body), 3))
                yield Story(title, paragraphs, lang, fold_of(f"{name}{start}"))


def lines(seed: int) -> list[Line]:
    """Lines of every label and language, drawn from templates; spread over the folds."""
    rng = random.Random(seed)
    titles = {lang: [s.title for s in stories() if s.lang == lang] for lang in LANGS}
    grammar = Grammar(rng, titles)
    kinds = ((CONTENT, grammar.news), (BOILERPLATE, grammar.furniture), (SPAM, grammar.spam))
    return [
        Line(draw(lang), label, lang, "template", i % FOLDS)
        for lang in LANGS
        for label, draw in kinds
        for i in range(_EACH)
    ]


def documents(seed: int, count: int) -> list[Document]:
    """Documents to be shown, of all folds but the held-out one in turn."""
    assembler = Assembler(seed, lines(seed), stories())
    return [assembler.document(i % HELD_OUT) for i in range(count)]


def held_out(seed: int, count: int) -> list[Document]:
    """Documents of the held-out fold: other articles and other lines."""
    assembler = Assembler(seed, lines(seed), stories())
    return [assembler.document(HELD_OUT) for _ in range(count)]
