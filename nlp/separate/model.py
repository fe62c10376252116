"""The separation model: what is content, boilerplate or spam in a document, in numpy alone.

Plain text goes through two steps: logistic regression over each segment's n-grams and shape, then
networks that see the first's probabilities of the segment and its neighbours, its place and its
likeness to the rest; :mod:`nlp.separate.decode` reads the whole sequence, and what is still unsure gets a last look
(:mod:`nlp.separate.lone`). What may be a whole page
without its markup is looked at by boosted trees as well (:mod:`nlp.separate.flattened`). A page is first looked at
by its markup, with boosted trees, and a second step of its own judges what that left. Fitted by
:mod:`training.separation`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint, find
from nlp.errors import ModelError
from nlp.separate import context, flattened, forms, lone, ngrams, page, pitch, reader, shape
from nlp.separate.context import BOILERPLATE, CONTENT, SPAM
from nlp.separate.decode import posteriors
from nlp.separate.reader import LineReader, ReaderSettings
from nlp.separate.seen import Document, Lines, again, blocks, lines
from nlp.separate.steps import FirstStep, Networks
from nlp.separate.trees import Trees
from nlp.separate.view import View, view

LABELS = ("content", "boilerplate", "spam")
"""The classes, in the order of every array of probabilities."""

Look = Networks | Trees
"""Probabilities of the labels, shape (n, labels), from rows of features."""

Step = FirstStep | Look

STEPS: dict[str, type[Step]] = {
    "second": Networks,
    "lone_first": FirstStep,
    "lone": Trees,
    "lone_long": Trees,
    "lone_terse": Trees,
    "flat": Trees,
    "page": Trees,
    "second_page": Networks,
}
"""The second step on plain text, the last look at its short lines, its paragraphs and the lines of a text of short ones with
a first step of its own, and what looks at text that may be a whole page; on a page the first look, and the second step."""

LOOK = 0.35
"""How far the look at a page's markup counts beside the second step, which learned from pages with
much noise put in and is the worse of the two on pages as they are (by sites left out: 0.35 and 0.5
are alike, 0 and 0.8 lower)."""

FLAT_LOOK = 0.85
"""The same for a page that lost its markup: there the second step, which learned from articles, is the
worse of the two."""


def make() -> dict[str, Any]:
    """What ``config.json`` must say of the features for this version to use the model."""
    return {
        "features": [*context.NAMES, *shape.NAMES],
        "page": [*page.NAMES, *page.AROUND_NAMES],
        "flat": [*flattened.NAMES],
        "lone": [*pitch.NAMES],
        "lone_terse": [*forms.NAMES],
        "bits": ngrams.BITS,
        "ngrams": ngrams.VERSION,
        "steps": {name: kind.__name__ for name, kind in STEPS.items()},
    }


class Judged(NamedTuple):
    """What was found of each segment of a document.

    ``probabilities`` (n, 3). ``seen`` has, for each segment whose words were looked at, its view
    and its rows of shape and context; ``blocks``, on a page, its row of
    :data:`nlp.separate.page.NAMES`. ``hidden`` says why a segment is not shown, or None. ``flat``:
    the document is a page that lost its markup, as far as one can tell. ``settled``: the lines
    of which the last look was sure.
    """

    probabilities: NDArray[np.float64]
    seen: dict[int, tuple[View, NDArray[np.float32], NDArray[np.float32]]]
    blocks: dict[int, NDArray[np.float32]]
    hidden: list[str | None]
    flat: bool = False
    settled: frozenset[int] = frozenset()


class Model:
    """A loaded model: probabilities for the segments of one document."""

    def __init__(
        self,
        first: FirstStep,
        steps: dict[str, Step],
        transition: NDArray[np.float32],
        settings: dict[str, Any],
        content_hash: str = "",
        reader: LineReader | None = None,
    ) -> None:
        self.reader = reader
        self.first = first
        self.steps = steps
        self.transition = transition
        self.settings = settings
        self.hash = content_hash

    @classmethod
    def load(
        cls, name: str | os.PathLike[str] = "separation", *, allow_network: bool = False
    ) -> Model:
        """Load by name or path; raises :class:`ModelError` when missing, damaged or of old make."""
        return cls.open(find(name, task="separation", allow_network=allow_network))

    @classmethod
    def open(cls, checkpoint: Checkpoint) -> Model:
        """The model in a checkpoint that was found."""
        settings = checkpoint.load_json("config.json")
        if any(settings.get(name) != value for name, value in make().items()):
            raise ModelError(
                f"{checkpoint.path}: fitted on other features than this version makes; "
                "fit it again with python -m training.separation"
            )
        found = checkpoint.load_tensors()
        try:
            first = FirstStep(**_read(found, "first", FirstStep))
            steps = {name: kind(**_read(found, name, kind)) for name, kind in STEPS.items()}
            transition = found["transition"]
        except KeyError as error:
            raise ModelError(f"{checkpoint.path}: no tensor {error}") from error
        return cls(
            first, steps, transition, settings, checkpoint.hash, _reader(checkpoint, settings)
        )

    def fitted(self, steps: Mapping[str, Step], first: FirstStep | None = None) -> Model:
        """The model with these ``steps`` (and ``first``) in the place of its own, its chain and its reader kept."""
        told = {n: value for n, value in self.settings.items() if n == reader.FOLDER}
        known = {**self.steps, **steps}
        return Model(first or self.first, known, self.transition, make() | told, reader=self.reader)

    def tensors(self) -> dict[str, NDArray[Any]]:
        """What :meth:`open` reads back: the tensors to save."""
        found: dict[str, NDArray[Any]] = {"transition": self.transition}
        for name, step in {"first": self.first, **self.steps}.items():
            for part in _parts(type(step)):
                array = getattr(step, part)
                found[f"{name}.{part}"] = array.astype(np.float16) if part == _TABLE else array
        return found

    def __call__(self, document: Document) -> Judged:
        """Judge each segment of a document: as a page when any has a layout."""
        return self._page(document) if any(document.layouts) else self._plain(document)

    def _plain(self, document: Document) -> Judged:
        seen = lines(document.texts, document.foreign, self.first)
        found = posteriors(self.steps["second"](seen.features()), self.transition)
        if is_page := flattened.is_page(document.texts):
            looked = self.steps["flat"](flattened.features(document.texts, seen))[:, CONTENT]
            found = weighed(found, looked, FLAT_LOOK)
        settled = frozenset[int]() if is_page else self._settle(document, found, seen)
        numbers = range(len(document.texts))
        hidden: list[str | None] = [None] * len(numbers)
        return Judged(found, _by_number(numbers, seen), {}, hidden, is_page, settled)

    def _settle(
        self, document: Document, found: NDArray[np.float64], seen: Lines
    ) -> frozenset[int]:
        """The lines of which the last look is sure; it writes over what was ``found`` of them."""
        texts, told = document.texts, frozenset[int]()
        at = lone.unsure(texts, found)
        if not len(at):
            return told
        seen = again(seen, texts, document.foreign, self.steps["lone_first"])
        long = np.array([len(texts[i]) > lone.LONGEST for i in at])
        short = "lone_terse" if lone.is_terse(texts) else "lone"
        for name, part, believed in (
            (short, at[~long], lone.settled),
            ("lone_long", at[long], lone.sold),
        ):
            if len(part):
                terse = name == "lone_terse"
                features = lone.terse_features if terse else lone.features
                looked = self.steps[name](features(texts, seen, part))
                sure = believed(found[part], looked)
                if terse:
                    sure = sure & (part > 0) | lone.restored(found[part], looked)
                told |= frozenset(part[sure | lone.agreed(found[part], looked)].tolist())
                found[part[sure]] = looked[sure]
        return told | (frozenset() if lone.is_terse(texts) else self._read(texts, found, at))

    def _read(
        self, texts: Sequence[str], found: NDArray[np.float64], at: NDArray[np.int64]
    ) -> frozenset[int]:
        """The lines ``at`` that are spam when the reader was asked too; what both say is written over what was ``found``."""
        if self.reader is None or len(at) > reader.MOST:
            return frozenset()
        read = self.reader(texts, found, at.tolist())
        found[at] = reader.mixed(found[at], read, self.reader.settings)
        return frozenset(at[found[at].argmax(axis=1) == SPAM].tolist())

    def _page(self, document: Document) -> Judged:
        told = blocks(document, self.first, self.steps["page"])
        found = np.zeros((len(document.texts), len(LABELS)))
        found[told.shown, CONTENT] = told.found
        found[told.shown, BOILERPLATE] = 1.0 - told.found
        judged = told.shown[told.judged]
        found[judged] = weighed(self.steps["second_page"](told.features()), told.found[told.judged])
        unseen = [i for i, reason in enumerate(told.hidden) if reason]
        if unseen:
            found[unseen] = self.alone([document.texts[i] for i in unseen])
        rows = dict(zip(told.shown.tolist(), told.rows, strict=True))
        return Judged(found, _by_number(judged.tolist(), told.lines), rows, told.hidden)

    def alone(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """The first step's probabilities of each text by itself, shape (n, 3)."""
        return self.alone_each([texts])[0]

    def alone_each(self, groups: Sequence[Sequence[str]]) -> list[NDArray[np.float64]]:
        """The same of many lists of texts at once; those of a list are taken as one document."""
        if not any(groups):
            return [np.zeros((0, len(LABELS))) for _ in groups]
        views = [[view(text) for text in texts] for texts in groups]
        shapes = [shape.shapes(texts, seen) for texts, seen in zip(groups, views, strict=True)]
        found = self.first([seen for part in views for seen in part], np.concatenate(shapes))
        return np.split(found, np.cumsum([len(texts) for texts in groups])[:-1])


def _reader(checkpoint: Checkpoint, settings: Mapping[str, Any]) -> LineReader | None:
    told = settings.get(reader.FOLDER)
    return None if told is None else LineReader.load(checkpoint, ReaderSettings.of(told))


def weighed(
    found: NDArray[np.float64], looked: NDArray[np.float64], look: float = LOOK
) -> NDArray[np.float64]:
    """Probabilities, shape (n, 3), of the second step and of the look at the markup before it, (n,).

    The look knows no spam, so that is left as the second step found it; what remains is shared out
    by the mean of both, the look counting ``look``.
    """
    content, boilerplate, spam = found.T
    share = content / np.maximum(content + boilerplate, 1e-9)
    share = (1.0 - look) * share + look * looked
    return np.stack([(1.0 - spam) * share, (1.0 - spam) * (1.0 - share), spam], axis=1)


def _by_number(
    numbers: Sequence[int], seen: Lines
) -> dict[int, tuple[View, NDArray[np.float32], NDArray[np.float32]]]:
    rows = zip(seen.views, seen.shapes, seen.around, strict=True)
    return dict(zip(numbers, rows, strict=True))


_TABLE = "table"
"""Of a first step: half precision is enough for it."""


def _parts(kind: type[Step]) -> list[str]:
    """The names of the arrays of a step."""
    return [field.name for field in fields(kind) if field.compare]


def _read(
    found: Mapping[str, NDArray[Any]], name: str, kind: type[Step]
) -> dict[str, NDArray[Any]]:
    """The arrays of the step of that name; raises ``KeyError`` where one is missing."""
    arrays = {part: found[f"{name}.{part}"] for part in _parts(kind)}
    return {part: a.astype(np.float32) if part == _TABLE else a for part, a in arrays.items()}
