"""What the reader of lines learns from: noise and look-alike news in strange places, and prose in its own.

Noise stands alone between two paragraphs or two sentences of an article, as it does where it is injected. So does genuine news of other
subjects ("look-alikes"): were it always in its own article, the reader would take what strays from the subject for spam. And
paragraphs and sentences of articles stand where they stood, now and then beside a line of noise.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nlp.separate.model import LABELS
from nlp.separate.reader import Place
from training.separation import data
from training.separation.data import CONTENT, Line, Story
from training.separation.grammar import LANGS

PAIRS = Path(__file__).with_name("pairs")
ELSEWHERE = 0.1  # of the lines stand on a page in another language
BESIDE_NOISE = 0.15  # of the prose has a line of noise for a neighbour
LEAST = 3  # tokens of a line of prose

Tokens = list[int]
Tokenize = Callable[[Sequence[str]], list[Tokens]]


class Example(NamedTuple):
    """A line in its place, and its label's number."""

    place: Place
    label: int


class Known(NamedTuple):
    """A labelled line, as tokens."""

    tokens: Tokens
    label: int
    lang: str


class Told(NamedTuple):
    """An article as tokens: its title, its paragraphs and its sentences."""

    title: Tokens
    paragraphs: list[Tokens]
    sentences: list[Tokens]


def pairs(folder: Path = PAIRS) -> list[Line]:
    """``pairs/``: lines written for the reader, ``label<TAB>subject<TAB>line``; noise, and news of the same subject.

    Raises ``ValueError`` where a label is none.
    """
    found = []
    for path in sorted(folder.glob("*.tsv")):
        lang = path.stem.split(".")[-1]
        for label, kind, text in data.rows(path, 3):
            if label not in LABELS:
                raise ValueError(f"{path}: {label!r} is none of {', '.join(LABELS)}")
            found.append(Line(text, LABELS.index(label), lang, kind, data.fold_of(kind)))
    return found


def lines(shared: Path) -> list[Line]:
    """All labelled lines: the bank, those written for the last look and for the reader, and comment spam."""
    written = [*data.written(), *data.written(data.PARAGRAPHS), *pairs()]
    return [*data.bank(shared), *written, *data.foreign_spam(shared)]


class Places:
    """Draws places in articles, and lines for them."""

    def __init__(
        self, stories: Sequence[Story], known: Sequence[Line], tokenize: Tokenize, seed: int
    ) -> None:
        self._rng = random.Random(seed)
        self._known = [
            Known(tokens, line.label, line.lang)
            for line, tokens in zip(known, tokenize([line.text for line in known]), strict=True)
        ]
        self._noise = [line.tokens for line in self._known if line.label != CONTENT]
        self._told: dict[str, list[Told]] = {lang: [] for lang in LANGS}
        for story, told in zip(stories, _told(stories, tokenize), strict=True):
            self._told[story.lang].append(told)

    def examples(self, genuine: int) -> list[Example]:
        """Every labelled line once, and ``genuine`` pieces of prose where they stood."""
        prose = (self._prose(LANGS[n % len(LANGS)]) for n in range(genuine))
        return [*map(self._put, self._known), *(e for e in prose if len(e.place.line) >= LEAST)]

    def _put(self, line: Known) -> Example:
        """A labelled line between two paragraphs, or two sentences, of some article."""
        away = self._rng.random() < ELSEWHERE
        told = self._rng.choice(self._told[self._rng.choice(LANGS) if away else line.lang])
        parts = told.paragraphs if self._rng.random() < 0.5 else told.sentences
        at = self._rng.randint(0, len(parts))
        before, after = _around(parts, at - 1, at)
        return Example(Place(told.title, before, line.tokens, after), line.label)

    def _prose(self, lang: str) -> Example:
        """A paragraph or a sentence of an article where it stood."""
        told = self._rng.choice(self._told[lang])
        parts = told.paragraphs if self._rng.random() < 0.5 else told.sentences
        at = self._rng.randrange(len(parts))
        beside = [*_around(parts, at - 1, at + 1)]
        if self._rng.random() < BESIDE_NOISE:
            beside[self._rng.randrange(2)] = self._rng.choice(self._noise)
        return Example(Place(told.title, beside[0], parts[at], beside[1]), CONTENT)


def _around(parts: Sequence[Tokens], before: int, after: int) -> tuple[Tokens, Tokens]:
    """Two parts of an article; nothing in the place of one that there is not."""
    return parts[before] if before >= 0 else [], parts[after] if after < len(parts) else []


def _told(stories: Sequence[Story], tokenize: Tokenize) -> Iterator[Told]:
    """Each story as tokens, all tokenized at once."""
    cut = [
        (
            [" ".join(paragraph) for paragraph in story.paragraphs],
            [sentence for paragraph in story.paragraphs for sentence in paragraph],
        )
        for story in stories
    ]
    flat = tokenize(
        [t for s, parts in zip(stories, cut, strict=True) for t in (s.title, *parts[0], *parts[1])]
    )
    found = iter(flat)
    for paragraphs, sentences in cut:
        yield Told(next(found), [next(found) for _ in paragraphs], [next(found) for _ in sentences])
