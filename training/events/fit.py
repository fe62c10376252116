"""Fit lexicon and encoder together on some samples, and ask them about others."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from nlp.checkpoints import Checkpoint
from nlp.classify.closer import Closer, Heard
from nlp.classify.heads import log_primary
from nlp.classify.lexical import Lexicon
from nlp.classify.marks import marks_of
from nlp.classify.text import SPECIAL, TITLE, ArticleText, Windows, windows_of
from nlp.encoder import WordPieces
from training.events import finetune, lexicon, sentences
from training.events.calibrate import Logits
from training.events.damage import damaged
from training.events.data import Sample


@dataclass
class Fitted:
    """A fitted model before it is written."""

    types: list[str]
    recipe: dict[str, Any]
    pieces: WordPieces
    tuner: finetune.Tuner
    lexicon: Lexicon
    tensors: dict[str, NDArray[np.float32]]

    def logits(self, samples: Sequence[Sample]) -> Logits:
        """What the heads say of ``samples``, over all their windows."""
        return self._logits(samples, self._windows(samples))

    def _windows(self, samples: Sequence[Sample]) -> list[Windows]:
        return [windows_for(sample.text, self.pieces, self.recipe["window"]) for sample in samples]

    def _logits(self, samples: Sequence[Sample], windows: Sequence[Windows]) -> Logits:
        flat = [window for found in windows for window in found.windows]
        none = torch.zeros(len(self.types))
        cases = [
            finetune.Case(states, torch.tensor(window.units), 0, none, none[None], none[:1])
            for states, window in zip(self.tuner.lower(flat), flat, strict=True)
        ]
        primary, units = finetune.logits(self.tuner, cases)
        firsts = np.cumsum([0, *[len(found.windows) for found in windows]])
        spans = list(zip(firsts, firsts[1:], strict=False))
        by_words = lexicon.logits(
            self.lexicon, self.tensors, samples, self.recipe["lexicon"]["characters"]
        )
        # the title opens every window and counts once
        own = [u[int(TITLE in w.units) :] for u, w in zip(units, flat, strict=True)]
        joined = [np.concatenate([units[a], *own[a + 1 : b]]) for a, b in spans]
        said = sentences_said(self.lexicon, self.tensors, windows)
        return Logits(primary[firsts[:-1]], joined, *by_words, said, marks_read(windows))

    def looked_at(
        self, closer: Closer, samples: Sequence[Sample], primary: dict[str, float]
    ) -> Logits:
        """The same with what a closer look says; ``primary`` is the mix for the primary type."""
        windows = self._windows(samples)
        found = self._logits(samples, windows)
        best = log_primary(primary, found.encoder, found.primary).argmax(axis=1)
        heard = [
            Heard(said, read, read.read or [TITLE], int(likeliest))
            for said, read, likeliest in zip(found.each(), windows, best, strict=True)
        ]
        return found._replace(closer=closer.look(heard))


def marks_read(windows: Sequence[Windows]) -> list[NDArray[np.float32]]:
    """The marks of each unit that was read."""
    return [marks_of([w.sentences[number] for number in w.read or [TITLE]]) for w in windows]


def sentences_said(
    words: Lexicon, tensors: dict[str, NDArray[np.float32]], windows: Sequence[Windows]
) -> list[NDArray[np.float32]] | None:
    """What the lexicon says of each unit that was read; None where it has no head for sentences."""
    found = []
    for article in windows:
        texts = [article.sentences[number] for number in article.read or [TITLE]]
        said = sentences.logits(words, tensors, texts)
        if said is None:
            return None
        found.append(said)
    return found


def windows_for(text: ArticleText, pieces: WordPieces, recipe: dict[str, int]) -> Windows:
    """The windows of a text as the recipe cuts them."""
    return windows_of(
        text,
        pieces,
        cls=pieces.cls,
        sep=pieces.sep,
        length=recipe["length"],
        most=recipe["most"],
    )


class _Texts(NamedTuple):
    """Articles to learn from, a damaged copy of each, and the machine English of some by id."""

    samples: Sequence[Sample]
    copies: list[Sample]
    english: dict[str, Sample]

    @classmethod
    def of(
        cls,
        samples: Sequence[Sample],
        other_english: Sequence[Sample],
        noise: list[str],
        rng: random.Random,
    ) -> _Texts:
        copies = [damaged(sample, noise, rng) for sample in samples]
        ids = {sample.id for sample in samples}
        return cls(samples, copies, {s.id: s for s in other_english if s.id in ids})


def fit(
    samples: Sequence[Sample],
    other_english: Sequence[Sample],
    noise: list[str],
    types: list[str],
    recipe: dict[str, Any],
) -> Fitted:
    """Fit both parts on ``samples``, damaged copies of them and their machine English."""
    rng = random.Random(recipe["data"]["seed"])
    texts = _Texts.of(samples, other_english, noise, rng)
    told = [*samples, *texts.copies, *texts.english.values()]
    print(f"lexicon: {len(told)} texts", file=sys.stderr)
    words, tensors = lexicon.fit(told, types, recipe["lexicon"])
    folder = finetune.base_folder(recipe["encoder"]["base"])
    tuner = finetune.Tuner(folder, len(types), recipe["encoder"])
    pieces = WordPieces.load(Checkpoint("base", folder))
    fitted = Fitted(types, recipe, pieces, tuner, words, tensors)
    _teach(fitted, texts, rng, recipe["encoder"])
    return fitted


def loaded(folder: Path, types: list[str], recipe: dict[str, Any]) -> Fitted:
    """An event model that is there, to be taught on; its folder stands for the base encoder.

    Raises:
        RuntimeError: it has other types.
    """
    from safetensors.numpy import load_file

    recipe = {**recipe, "encoder": {**recipe["encoder"], "base": str(folder)}}
    tuner = finetune.Tuner(folder, len(types), recipe["encoder"])
    tuner.take_heads(folder)
    found = {n: t.astype(np.float32) for n, t in load_file(folder / "heads.safetensors").items()}
    stored = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    words = Lexicon.from_json(stored, found["lexical.idf"])
    pieces = WordPieces.load(Checkpoint("base", folder))
    return Fitted(types, recipe, pieces, tuner, words, found)


def go_on(
    fitted: Fitted, samples: Sequence[Sample], other_english: Sequence[Sample], noise: list[str]
) -> None:
    """Teach the encoder and its heads on, from those of ``samples`` that ``[go_on]`` names; the lexicon stays."""
    chosen = fitted.recipe["go_on"]
    rng = random.Random(fitted.recipe["data"]["seed"])
    some = [s for s in samples if s.id.startswith(tuple(chosen["from"]))]
    texts = _Texts.of(some, other_english, noise, rng)
    _teach(fitted, texts, rng, {**fitted.recipe["encoder"], **chosen})


def _teach(fitted: Fitted, texts: _Texts, rng: random.Random, recipe: dict[str, Any]) -> None:
    """Train the encoder and its heads: articles as they are, and damaged or in machine English."""
    english = texts.english
    half = [english[c.id] if c.id in english and rng.random() < 0.5 else c for c in texts.copies]
    window = fitted.recipe["window"]
    clean, noisy = (
        _cases(fitted.tuner, chosen, fitted.pieces, fitted.types, window)
        for chosen in (texts.samples, half)
    )
    print(f"encoder: {len(clean)} articles an epoch", file=sys.stderr)
    finetune.train(fitted.tuner, clean, noisy, recipe)
    fitted.tensors |= finetune.head_tensors(fitted.tuner)


def _cases(
    tuner: finetune.Tuner,
    samples: Sequence[Sample],
    pieces: WordPieces,
    types: Sequence[str],
    recipe: dict[str, int],
) -> list[finetune.Case]:
    """The first window of each sample with its labels."""
    windows = [windows_for(sample.text, pieces, recipe).windows[0] for sample in samples]
    found = []
    for sample, window, states in zip(samples, windows, tuner.lower(windows), strict=True):
        if not any(unit not in (SPECIAL, TITLE) for unit in window.units):
            continue  # a title alone teaches nothing about sentences
        labels = torch.tensor(_labels(sample.events, types))
        units, first = torch.tensor(window.units), types.index(sample.events[0])
        found.append(finetune.Case(states, units, first, labels, *_told(sample, types)))
    return found


def _labels(events: Iterable[str], types: Sequence[str]) -> list[float]:
    return [float(label in events) for label in types]


def _told(sample: Sample, types: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """The labels of each unit (units, labels), -1 for those it is only near to, and where they are known (units)."""
    events = sample.unit_events()
    known = torch.tensor([float(own is not None) for own in events])
    has = torch.tensor([_labels(own or (), types) for own in events])
    return has - torch.tensor([_labels(near, types) for near in sample.unit_near()]), known
