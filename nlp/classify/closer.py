"""A closer look at single sentences, by an encoder of its own that knows what the article is mainly about.

The encoder that reads an article as one hears the article above its sentences, and the lexicon hears a sentence
without its article. Here each sentence is read with the title, its neighbours and the name of the primary type
before it, and asked which types it reports by itself:

    [CLS] primary type [SEP] title [SEP] end of the sentence before [SEP] SENTENCE [SEP] start of the next [SEP]

The sentence's tokens are of BERT's second token type. Only sentences in which unit head and lexicon together hear
some other type than the primary one are looked at; of the others, and of types that this encoder was not taught, the
unit head's word stands. Its layers are in `closer.safetensors`; the embeddings of words are those of
`model.safetensors`, its head is in `heads.safetensors`, and how much its word weighs in
:mod:`nlp.classify.secondary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from nlp import passages
from nlp.classify.heads import Said
from nlp.classify.text import TITLE, Windows
from nlp.errors import ModelError
from nlp.passages import PassageEncoder, PassageHead, Pieces, Question

Array = NDArray[np.float32]
PART = "closer"
"""What its file and its head are called, and its settings in `events.json`."""


class CloserSettings(BaseModel, frozen=True, extra="forbid"):
    """How sentences are put to it: tokens at most of the title, of the end of the sentence before, of
    the sentence and of the start of the next one; ``least`` is the mean logit (unit head, lexicon) of some other type than
    the primary one from which a sentence is looked at; ``types`` are those of its head, in order."""

    title: int
    before: int
    sentence: int
    after: int
    least: float
    types: tuple[str, ...]

    @classmethod
    def of(cls, found: object) -> Self:
        """What `events.json` says of it. Raises :class:`nlp.errors.ModelError` where that cannot be."""
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            raise ModelError(f"events.json: {PART}: {error}") from error


class Heard(NamedTuple):
    """An article of which the other layers of evidence have spoken: the ``numbers`` of the units that
    ``said`` has rows for, and the primary type (``best``)."""

    said: Said
    windows: Windows
    numbers: Sequence[int]
    best: int


def question(
    tokens: Sequence[list[int]], number: int, name: list[int], pieces: Pieces, cut: CloserSettings
) -> Question:
    """Sentence ``number`` of an article (0 is the title) with all that is read around it.

    ``tokens`` are those of title and sentences, ``name`` those of the primary type.
    """
    inside = 0 < number < len(tokens) - 1
    title = tokens[TITLE][: cut.title] if number else []
    before = tokens[number - 1][-cut.before :] if number > 1 and cut.before else []
    after = tokens[number + 1][: cut.after] if inside else []
    return passages.question((name, title, before), tokens[number][: cut.sentence], after, pieces)


def names_of(types: Sequence[str], pieces: Pieces) -> list[list[int]]:
    """The tokens of each type's name."""
    return pieces([name.replace("_", " ") for name in types])


class Closer:
    """The encoder and its head (``weight`` (labels, 2 x width), ``bias`` (labels)) for a model with ``types``."""

    def __init__(
        self,
        encoder: PassageEncoder,
        weight: Array,
        bias: Array,
        types: Sequence[str],
        settings: CloserSettings,
    ) -> None:
        self._head, self._settings = PassageHead(encoder, weight, bias), settings
        self._names = names_of(types, encoder.tokenize)
        known = [t for t in settings.types if t in types]
        self._to = [types.index(t) for t in known]
        self._from = [settings.types.index(t) for t in known]

    def look(self, articles: Sequence[Heard]) -> list[Array]:
        """What it says of each article's units (units, labels)."""
        found = [article.said.units.copy() for article in articles]
        asked = list(self._asked(articles))
        heard = self._head.logits([question for _, _, question in asked])
        for (article, row, _), logits in zip(asked, heard, strict=True):
            found[article][row, self._to] = logits[self._from]
        return found

    def _asked(self, articles: Sequence[Heard]) -> Iterator[tuple[int, int, Question]]:
        """Article, row and question of every sentence that is looked at."""
        for at, article in enumerate(articles):
            rows = worth_a_look(article.said, article.best, self._settings.least)
            if not len(rows):
                continue
            tokens = self._head.tokenize(article.windows.sentences)
            name, pieces = self._names[article.best], self._head.tokenize
            for row in rows:
                number = article.numbers[row]
                yield at, int(row), question(tokens, number, name, pieces, self._settings)


def worth_a_look(said: Said, best: int, least: float) -> NDArray[np.intp]:
    """The rows of the units in which unit head and lexicon hear some other type than ``best``, by their mean."""
    heard = said.units if said.words is None else (said.units + said.words) / 2
    return np.flatnonzero(np.delete(heard, best, axis=1).max(axis=1, initial=-np.inf) > least)
