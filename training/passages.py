"""The encoder of passages (:mod:`nlp.passages`) before it is written: a BERT encoder, its upper layers trainable, and a head."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from nlp.checkpoints import Checkpoint
from nlp.encoder import WordPieces
from nlp.passages import SCALE, Question
from training.events.finetune import layers_of

POOL = 2000  # examples that are sorted by length at a time
SEVERAL = 32  # questions that are asked at once

Array = NDArray[np.float32]
T = TypeVar("T")


class PassageTuner(nn.Module):
    """The encoder in ``folder``, its upper ``trainable`` layers and types of tokens to be fitted (``None``: all of it), and
    its head. A :class:`nlp.passages.PassageEncoder`, too."""

    def __init__(
        self, folder: Path, labels: int, *, dropout: float, trainable: int | None = None
    ) -> None:
        super().__init__()
        self.tokenize = WordPieces.load(Checkpoint("base", folder))
        bert = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.bert: nn.Module = bert.float()
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = dropout
        if trainable is not None:
            layers = layers_of(self.bert)
            self.bert.requires_grad_(False)
            bert.embeddings.token_type_embeddings.requires_grad_(True)
            layers[len(layers) - trainable :].requires_grad_(True)
        self.head = nn.Linear(2 * bert.config.hidden_size, labels)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, questions: Sequence[Question]) -> Tensor:
        """Logits (questions, labels); the same pooling as :func:`nlp.passages.pooled`."""
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


@dataclass(frozen=True)
class Rates:
    """Learning rates at their highest, of what is trainable of the encoder (``body``) and of the ``head``; ``rise``: the share
    of the steps in which they rise."""

    body: float
    head: float
    rise: float
    weight_decay: float


def train(
    tuner: PassageTuner,
    plan: Sequence[Sequence[T]],
    loss_of: Callable[[T], Tensor],
    rates: Rates,
    name: str,
) -> None:
    """Fit it on the batches of each epoch of the ``plan``; the rates rise over the first steps and fall in a straight line.

    AdamW, gradients of the encoder clipped to 1. What is fitted is called by its ``name`` on standard error.
    """
    torch.set_flush_denormal(True)
    body = [p for p in tuner.bert.parameters() if p.requires_grad]
    groups = [(body, rates.body), (list(tuner.head.parameters()), rates.head)]
    optimizer = torch.optim.AdamW(
        [{"params": params, "lr": rate} for params, rate in groups],
        weight_decay=rates.weight_decay,
    )
    share = partial(_share, sum(map(len, plan)), rates.rise)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    started = time.monotonic()
    for epoch, some in enumerate(plan, 1):
        tuner.train()
        total = 0.0
        for batch in some:
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() / len(some)
        spent = time.monotonic() - started
        print(f"{name}, epoch {epoch}: loss {total:.3f}, {spent:.0f} s", file=sys.stderr)


def _share(steps: int, rise: float, step: int) -> float:
    """The share of its highest that a rate has at a step."""
    return min(1.0, step / (rise * steps) + 0.01, max(0.02, (1 - step / steps) / (1 - rise)))


def _padded(questions: Sequence[Question]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, kinds and which are real (questions, tokens)."""
    pad = torch.nn.utils.rnn.pad_sequence
    ids, kinds, real = (
        pad([torch.tensor(part) for part in parts], batch_first=True)
        for parts in zip(*((q.ids, q.kinds, [1] * len(q.ids)) for q in questions), strict=True)
    )
    return ids, kinds, real


def batches(
    some: list[T], length: Callable[[T], int], tokens: int, rng: random.Random
) -> list[list[T]]:
    """Shuffled batches of examples of like ``length``, of at most ``tokens`` with padding."""
    rng.shuffle(some)
    found = [
        batch
        for start in range(0, len(some), POOL)
        for batch in _filled(sorted(some[start : start + POOL], key=length), length, tokens)
    ]
    rng.shuffle(found)
    return found


def _filled(pool: Sequence[T], length: Callable[[T], int], tokens: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for example in pool:
        if batch and (len(batch) + 1) * length(example) > tokens:
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch
