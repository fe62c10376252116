"""The encoder that looks closer at single sentences, before it is written, and what it learns from.

See :mod:`training.events.closer`, which fits it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from nlp.checkpoints import Checkpoint
from nlp.classify.closer import Closer, CloserSettings, Question, names_of, question
from nlp.classify.heads import SCALE
from nlp.classify.text import sentences_of
from nlp.encoder import WordPieces
from training.events import finetune
from training.events.data import Sample

SHARED = "embeddings.word_embeddings.weight"
"""The tensor that it has in common with the other encoder of a model."""
POOL = 2000  # sentences that are sorted by length at a time
MAIN = 0.3  # how much the primary type counts: the sentences that tell it are many, and not what it is asked for
SEVERAL = 32  # questions that are asked at once

Array = NDArray[np.float32]


class Example(NamedTuple):
    """A sentence to learn from: what is read, which types it ``has`` and is ``near`` to (labels), and the
    primary type of its article."""

    question: Question
    has: Array
    near: Array
    primary: int

    @property
    def telling(self) -> bool:
        """Whether it has or is near to another type than the primary one."""
        return bool(self.near.any() or np.delete(self.has, self.primary).any())


def examples(
    samples: Sequence[Sample], types: Sequence[str], pieces: WordPieces, cut: CloserSettings
) -> Iterator[Example]:
    """Every title and sentence whose types people told."""
    names = names_of(types, pieces)
    for sample in samples:
        tokens, primary = pieces(sentences_of(sample.text)[0]), types.index(sample.events[0])
        told = zip(sample.unit_events(), sample.unit_near(), strict=True)
        for number, (own, near) in enumerate(told):
            if own is not None:
                asked = question(tokens, number, names[primary], pieces, cut)
                yield Example(asked, _labels(own, types), _labels(near, types), primary)


def _labels(told: frozenset[str], types: Sequence[str]) -> Array:
    return np.array([t in told for t in types], dtype=np.float32)


class CloserTuner(nn.Module):
    """The encoder, its upper layers trainable, and its head. A :class:`nlp.classify.closer.PairEncoder`, too."""

    def __init__(self, folder: Path, labels: int, recipe: dict[str, Any]) -> None:
        super().__init__()
        self.tokenize = WordPieces.load(Checkpoint("base", folder))
        bert = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.bert: nn.Module = bert.float()
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = recipe["dropout"]
        layers = finetune.layers_of(self.bert)
        self.bert.requires_grad_(False)
        bert.embeddings.token_type_embeddings.requires_grad_(True)
        layers[len(layers) - recipe["trainable_layers"] :].requires_grad_(True)
        self.head = nn.Linear(2 * bert.config.hidden_size, labels)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -4.0)
        self.drop = nn.Dropout(recipe["dropout"])

    def forward(self, questions: Sequence[Question]) -> Tensor:
        """Logits (questions, labels); the same pooling as :func:`nlp.classify.closer.pooled`."""
        hidden, kinds = self._states(questions)
        own = kinds.float()
        mean = torch.einsum("bt,btd->bd", own, hidden) / own.sum(1, keepdim=True).clamp(min=1)
        parts = [functional.normalize(part, dim=-1) for part in (mean, hidden[:, 0])]
        found: Tensor = self.head(self.drop(torch.cat(parts, -1) * SCALE))
        return found

    def _states(self, questions: Sequence[Question]) -> tuple[Tensor, Tensor]:
        ids, kinds, real = _padded(questions)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.bert(ids, token_type_ids=kinds, attention_mask=real).last_hidden_state
        return hidden.float(), kinds

    @torch.no_grad()
    def hidden(
        self, windows: Sequence[list[int]], kinds: Sequence[list[int]] | None = None
    ) -> list[Array]:
        """The last layer's states (tokens, width) of each question."""
        self.eval()
        given = kinds or [[0] * len(ids) for ids in windows]
        found: list[Array] = []
        asked = list(zip(windows, given, strict=True))
        for start in range(0, len(asked), SEVERAL):
            some = asked[start : start + SEVERAL]
            states, _ = self._states([Question(*one) for one in some])
            found += [
                state[: len(ids)].numpy() for state, (ids, _) in zip(states, some, strict=True)
            ]
        return found

    def closer(self, types: Sequence[str], settings: CloserSettings) -> Closer:
        """What looks at articles with it, as a model does."""
        weight, bias = (part.detach().numpy() for part in (self.head.weight, self.head.bias))
        return Closer(self, weight, bias, types, settings)


def _padded(questions: Sequence[Question]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, kinds and which are real (questions, tokens)."""
    pad = torch.nn.utils.rnn.pad_sequence
    ids, kinds, real = (
        pad([torch.tensor(part) for part in parts], batch_first=True)
        for parts in zip(*((q.ids, q.kinds, [1] * len(q.ids)) for q in questions), strict=True)
    )
    return ids, kinds, real


def loss_of(logits: Tensor, batch: Sequence[Example], other: int) -> Tensor:
    """Log loss of the types; one that a sentence has or is near to counts twice, ``other`` nothing."""
    has, near = (torch.tensor(np.stack([getattr(e, n) for e in batch])) for n in ("has", "near"))
    weight = 1 + has + near
    weight[torch.arange(len(batch)), torch.tensor([e.primary for e in batch])] *= MAIN
    weight[:, other] = 0.0
    each = functional.binary_cross_entropy_with_logits(logits, has, weight=weight, reduction="none")
    return each.sum(1).mean()


def batches(some: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length, of at most ``tokens`` with padding."""
    found: list[list[Example]] = []
    rng.shuffle(some)
    for start in range(0, len(some), POOL):
        pool = some[start : start + POOL]
        batch: list[Example] = []
        for example in sorted(pool, key=lambda e: len(e.question.ids)):
            if batch and (len(batch) + 1) * len(example.question.ids) > tokens:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    rng.shuffle(found)
    return found
