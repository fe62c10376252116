"""A reader of lines: what a line says, and whether that belongs where it stands.

Words of spam change with what is sold, and calm prose that sells has the shape of news. This encoder knows what words
mean, in English, French and Spanish (:mod:`training.encoder`), was fine-tuned on lines written for it, and reads a line of which
the steps before are not sure with the title and the paragraphs beside it (:mod:`nlp.passages`). It is asked of few lines
(of the sentences of clean articles one in six), on the processor, by CTranslate2. Fitted by :mod:`training.separation.reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from nlp import passages
from nlp.checkpoints import Checkpoint
from nlp.encoder import CTranslate2Encoder
from nlp.errors import ModelError
from nlp.passages import PassageEncoder, PassageHead, Pieces, Question
from nlp.separate.context import CONTENT
from nlp.separate.steps import softmax

FOLDER = "reader"
"""The folder in a separation model that holds it; a model without one has no reader."""

HEAD = "head.safetensors"
"""Its head in that folder: ``weight`` (labels, 2 x width) and ``bias`` (labels)."""

MOST = 2_000
"""Lines, or sentences, of one text of which it is asked at most: it takes some 5 ms for each, and a text with more that are in
doubt is no article. Of such a text it is asked nothing."""

_LEAST = 1e-6  # of a probability, before its logarithm is taken

Array = NDArray[np.float32]


class ReaderSettings(BaseModel, frozen=True, extra="forbid"):
    """How lines are put to it: tokens at most of the title, of the end of what stands before, of the line and of the start
    of what comes after; ``weight`` is its share in the mean of log-probabilities with the steps before, ``lean`` what is
    added there to that of content: what is lost is worse than what stays."""

    title: int
    before: int
    line: int
    after: int
    weight: float
    lean: float = 0.0

    @classmethod
    def of(cls, found: object) -> ReaderSettings:
        """What ``config.json`` says of it. Raises :class:`nlp.errors.ModelError` where that cannot be."""
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            raise ModelError(f"config.json: {FOLDER}: {error}") from error


class Place(NamedTuple):
    """A line where it stands: tokens of the article's title, of what stands before and after it, and its own."""

    title: Sequence[int]
    before: Sequence[int]
    line: Sequence[int]
    after: Sequence[int]


class Standing(NamedTuple):
    """The same in words; nothing in the place of what there is not."""

    title: str
    before: str
    line: str
    after: str


def question(place: Place, pieces: Pieces, cut: ReaderSettings) -> Question:
    """What is read of a place."""
    before = place.before[-cut.before :] if cut.before else []
    parts = (place.title[: cut.title], before)
    return passages.question(parts, place.line[: cut.line], place.after[: cut.after], pieces)


def beside(found: NDArray[np.float64], at: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """For each of the lines ``at``, the numbers of what stands before and after it: the nearest line that is taken for
    content so far and is not asked about; the title, line 0, is no neighbour."""
    asked = set(at)
    kept = [i for i in range(1, len(found)) if found[i, CONTENT] >= 0.5 and i not in asked]
    places = np.searchsorted(kept, at)
    return [
        (kept[p - 1] if p else None, kept[p] if p < len(kept) else None) for p in places.tolist()
    ]


def mixed(
    found: NDArray[np.float64], read: NDArray[np.float64], settings: ReaderSettings
) -> NDArray[np.float64]:
    """The mean of two arrays of log-probabilities, shape (n, labels), as probabilities, weighed as the ``settings`` say."""
    parts = [np.log(np.maximum(p, _LEAST)) for p in (found, read)]
    logs = (1.0 - settings.weight) * parts[0] + settings.weight * parts[1]
    logs[:, CONTENT] += settings.lean
    return softmax(logs)


class LineReader:
    """An encoder and its head, ``weight`` (labels, 2 x width) and ``bias`` (labels); ``folder`` is where they are from."""

    def __init__(
        self,
        encoder: PassageEncoder,
        weight: Array,
        bias: Array,
        settings: ReaderSettings,
        folder: Path | None = None,
    ) -> None:
        self.settings, self.folder = settings, folder
        self._head = PassageHead(encoder, weight, bias)

    @classmethod
    def load(cls, checkpoint: Checkpoint, settings: ReaderSettings) -> LineReader:
        """The reader of a separation model. Raises :class:`nlp.errors.ModelError` where it is not whole."""
        part = Checkpoint(FOLDER, checkpoint.path / FOLDER)
        if not (part.path / "model.safetensors").is_file():  # else told in the middle of a run
            raise ModelError(f"{part.path}: no model.safetensors")
        tensors = part.load_tensors(HEAD)
        if missing := [name for name in ("weight", "bias") if name not in tensors]:
            raise ModelError(f"{part.path}: {HEAD} lacks {', '.join(missing)}")
        weight, bias = (tensors[name].astype(np.float32) for name in ("weight", "bias"))
        encoder = CTranslate2Encoder(part, precision="int8", workers=1)
        return cls(encoder, weight, bias, settings, part.path)

    def __call__(
        self, texts: Sequence[str], found: NDArray[np.float64], at: Sequence[int]
    ) -> NDArray[np.float64]:
        """Probabilities of the labels, shape (len(at), labels), of the lines ``at`` of a document whose first is its
        title; ``found`` is what the steps before made of all its lines."""
        return self.read(
            [
                Standing(
                    texts[0] if i else "",
                    "" if before is None else texts[before],
                    texts[i],
                    "" if after is None else texts[after],
                )
                for i, (before, after) in zip(at, beside(found, at), strict=True)
            ]
        )

    def read(self, lines: Sequence[Standing]) -> NDArray[np.float64]:
        """Probabilities of the labels of each line, shape (lines, labels)."""
        texts = list(dict.fromkeys(text for line in lines for text in line))
        known = dict(zip(texts, self._head.tokenize(texts), strict=True))
        asked = [
            question(Place(*(known[text] for text in line)), self._head.tokenize, self.settings)
            for line in lines
        ]
        return softmax(self._head.logits(asked).astype(np.float64))
