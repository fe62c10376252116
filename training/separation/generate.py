"""Documents for the second model, assembled from labelled lines with noise where it really occurs.

Noise comes as blocks at the end, at the start and in the middle, as single lines between two
paragraphs, and glued to sentences. Some documents are clean, some are heavily spammed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.language import segment_lang
from nlp.separate.lines import foreign
from training.separation.data import BOILERPLATE, CONTENT, FOLDS, SPAM, Line, Story
from training.separation.grammar import LANGS, Grammar

# Kinds of content lines in the bank that stand alone inside an article.
_INSIDE = ("heading", "subtitle", "fragment", "interview_question", "interview_answer", "caption")
_TOP = ("byline", "dateline", "subtitle")
_THEMES = (
    "pharmacy_news", "sleep_medicine_news", "drug_approval", "casino_congress", "crypto_ransom",
    "loan_finance", "ecommerce_news", "phishing_news", "cookies_legal", "newsletter_news",
    "ui_as_news", "followers_social", "hosting_vpn", "education_jobs", "replica_db", "escort_staff",
)  # fmt: skip
_END = ("correction", "byline", "figures", "table_row", "list_item")


@dataclass
class Document:
    """Labelled lines of plain text, in order."""

    lang: str
    lines: list[Line]
    fold: int

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [line.text for line in self.lines]

    def labels(self) -> NDArray[np.int64]:
        """Shape (lines,)."""
        return np.array([line.label for line in self.lines], dtype=np.int64)

    def foreign(self) -> list[float]:
        """Whether each line is in another language than the page, as at use."""
        langs = [segment_lang(text, self.lang) for text in self.texts]
        return foreign(self.texts, langs, self.lang)


class Assembler:
    """Draws documents; the same seed and data give the same documents."""

    def __init__(self, seed: int, lines: Sequence[Line], stories: Sequence[Story]) -> None:
        self.rng = random.Random(seed)
        self.lines: dict[tuple[int, str, int], list[Line]] = {}
        for line in lines:
            self.lines.setdefault((line.fold, line.lang, line.label), []).append(line)
        self.stories: dict[int, list[Story]] = {f: [] for f in range(FOLDS)}
        for story in stories:
            self.stories[story.fold].append(story)
        self.grammars = [
            Grammar(self.rng, {x: [s.title for s in self.stories[f] if s.lang == x] for x in LANGS})
            for f in range(FOLDS)
        ]

    def documents(self, count: int) -> list[Document]:
        """``count`` documents, folds in turn."""
        return [self.document(i % FOLDS) for i in range(count)]

    def document(self, fold: int) -> Document:
        """One document whose lines all belong to ``fold``."""
        rng = self.rng
        story = rng.choice(self.stories[fold])
        body = self._article(story, fold)
        noise = rng.choices([0.0, 0.5, 1.0, 1.6], [0.15, 0.25, 0.4, 0.2])[0]
        lines = self._with_noise(body, story.lang, fold, noise)
        return Document(story.lang, lines, fold)

    def noise(self, label: int, fold: int) -> Line:
        """A line of spam or furniture in any language."""
        lang = self.rng.choice(LANGS)
        return self._noise(label, lang, lang, fold)

    def noise_in(self, label: int, lang: str, fold: int) -> Line:
        """A line of spam or furniture on a page in ``lang``, now and then in another language."""
        return self._block(label, lang, fold, 1)[0]

    def _article(self, story: Story, fold: int) -> list[Line]:
        rng = self.rng
        lines = [self._content(story.title, story, "title")] if rng.random() < 0.95 else []
        if rng.random() < 0.25:
            lines.append(self._from_bank(fold, story.lang, CONTENT, _TOP))
        paragraphs = self._paragraphs(story)
        if rng.random() < 0.2:
            paragraphs = self._themed(paragraphs, fold, story.lang)
        for paragraph in paragraphs:
            draw = rng.random()
            if draw < 0.07:
                lines.append(self._from_bank(fold, story.lang, CONTENT, _INSIDE))
            elif draw < 0.17:
                lines.append(self._content(self._subheading(story), story, "subheading"))
            lines.append(self._content(paragraph, story, "paragraph"))
            if rng.random() < 0.18:  # hard negatives: news that smells of spam or of a page
                if rng.random() < 0.5:
                    lines.append(self._from_bank(fold, story.lang, CONTENT))
                else:
                    text = self.grammars[fold].news(story.lang)
                    lines.append(Line(text, CONTENT, story.lang, "news", fold))
        if rng.random() < 0.12:
            lines.append(self._from_bank(fold, story.lang, CONTENT, _END))
        return lines

    def _paragraphs(self, story: Story) -> list[str]:
        """The paragraphs, sometimes sentence by sentence, sometimes only the first few."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.25:
            found = [sentence for p in story.paragraphs for sentence in p]
        elif draw < 0.4:
            found = [p[0] for p in story.paragraphs]
        elif draw < 0.46:  # the whole body on one line
            return [" ".join(sentence for p in story.paragraphs for sentence in p)]
        else:
            found = [" ".join(p) for p in story.paragraphs]
        if rng.random() < 0.5:
            found = found[: rng.randint(2, 8)]
        return found[:14]

    def _themed(self, paragraphs: list[str], fold: int, lang: str) -> list[str]:
        """An article on pharmacies, casinos, loans ...: lines of one such kind among its own."""
        rng = self.rng
        kind = rng.choice(_THEMES)
        pool = [
            x.text for x in self.lines[fold, lang, CONTENT] if x.kind == kind and len(x.text) > 40
        ]
        news = [self.grammars[fold].news(lang) for _ in range(rng.randint(0, 3))]
        theme = rng.sample(pool, min(len(pool), rng.randint(2, 6))) + news
        found = paragraphs[: rng.randint(1, 4)] + theme
        rng.shuffle(found)
        return found

    def _subheading(self, story: Story) -> str:
        """A few words from the article, as subheadings are."""
        rng = self.rng
        words = rng.choice(rng.choice(story.paragraphs)).split()
        start = rng.randrange(max(len(words) - 5, 1))
        text = " ".join(words[start : start + rng.randint(2, 7)]).strip(' ,;:.()«»"“”')
        return (text[:1].upper() + text[1:]) or story.title

    def _content(self, text: str, story: Story, kind: str) -> Line:
        return Line(text, CONTENT, story.lang, kind, story.fold)

    def _from_bank(self, fold: int, lang: str, label: int, kinds: Sequence[str] = ()) -> Line:
        pool = self.lines[fold, lang, label]
        if kinds:
            pool = [line for line in pool if line.kind in kinds] or pool
        return self.rng.choice(pool)

    def _with_noise(self, body: list[Line], lang: str, fold: int, noise: float) -> list[Line]:
        rng = self.rng
        if noise == 0.0:
            return body
        lines = list(body)
        for _ in range(_poisson(rng, 1.6 * noise)):  # single lines in the middle
            at = rng.randint(1, len(lines))
            label = SPAM if rng.random() < 0.5 else BOILERPLATE
            lines[at:at] = self._block(label, lang, fold, rng.choice((1, 1, 1, 2)))
        if rng.random() < 0.5 * noise:
            lines[:0] = self._block(BOILERPLATE, lang, fold, rng.randint(1, 3))
        if rng.random() < 0.12 * noise:
            lines[:0] = self._block(SPAM, lang, fold, rng.randint(1, 2))
        for _ in range(rng.randint(0, 3)):  # blocks at the end
            label = SPAM if rng.random() < 0.4 else BOILERPLATE
            lines += self._block(label, lang, fold, 1 + _poisson(rng, 1.2 * noise))
        if rng.random() < 0.12 * noise:
            lines += self._related(lang, fold)
        return lines

    def _block(self, label: int, lang: str, fold: int, size: int) -> list[Line]:
        """A run of noise; one in three in another language than the page (spam more often)."""
        rng = self.rng
        tongue = lang
        if rng.random() < (0.3 if label == SPAM else 0.1):
            tongue = rng.choice(LANGS)
        return [self._noise(label, tongue, lang, fold) for _ in range(size)]

    def _noise(self, label: int, tongue: str, lang: str, fold: int) -> Line:
        rng, grammar = self.rng, self.grammars[fold]
        if rng.random() < 0.6:
            line = self._from_bank(fold, tongue, label)
            text, kind = line.text, line.kind
        elif label == SPAM:
            text, kind = grammar.spam(tongue), "template"
        else:
            text, kind = grammar.furniture(tongue), "template"
        if label == SPAM and rng.random() < 0.08:
            text = grammar.disguise(text)
        return Line(text, label, lang, kind, fold)

    def _related(self, lang: str, fold: int) -> list[Line]:
        """A block of other articles: its heading and their bare titles."""
        grammar = self.grammars[fold]
        texts = [grammar.related_header(lang)]
        texts += [grammar.headline(lang) for _ in range(self.rng.randint(1, 4))]
        return [Line(text, BOILERPLATE, lang, "related", fold) for text in texts]


def _poisson(rng: random.Random, mean: float) -> int:
    """A small count with this mean (Knuth's method)."""
    limit, product, count = 2.718281828**-mean, rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
