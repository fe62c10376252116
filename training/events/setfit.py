"""SetFit (Tunstall et al. 2022, "Efficient few-shot learning without prompts"), in plain torch.

First the whole sentence encoder is fine-tuned on pairs of articles: the cosine of two with the same
primary type is drawn to 1, of two with others to 0. Then logistic regression reads its embeddings.
For :mod:`training.events.compare` alone: the package `setfit` is not among our requirements.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.events.data import Sample
from training.events.methods import Array, Judge, Method, Samples, by_features


class Contrast(NamedTuple):
    """How the encoder is fine-tuned; ``length`` in tokens, ``pairs`` a step, half of them alike."""

    steps: int = 300
    pairs: int = 8
    length: int = 128
    rate: float = 2e-5
    seed: int = 1


class Embedder:
    """The base encoder as a sentence-transformer: mean of its tokens, unit length."""

    def __init__(self, folder: Path, length: int) -> None:
        from transformers import AutoModel, AutoTokenizer

        self.model = AutoModel.from_pretrained(folder).eval()
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._length = length

    def __call__(self, samples: Samples) -> Array:
        """Embeddings (articles, width)."""
        with torch.no_grad():
            found = [self.embed(samples[i : i + 16]).numpy() for i in range(0, len(samples), 16)]
        return np.concatenate(found)

    def embed(self, samples: Samples) -> Tensor:
        """The same as a tensor that gradients go through."""
        texts = [f"{s.text.title}\n{s.text.body}" for s in samples]
        asked = self._tokenizer(
            texts, padding=True, truncation=True, max_length=self._length, return_tensors="pt"
        )
        with torch.autocast("cpu", torch.bfloat16):
            states = self.model(**asked).last_hidden_state
        mask = asked["attention_mask"][..., None].float()
        return functional.normalize((states.float() * mask).sum(1) / mask.sum(1), dim=-1)


def pairs(samples: Samples, seed: int) -> Iterator[tuple[Sample, Sample, float]]:
    """Pairs without end: in turn two articles of one primary type (1) and of two types (0).

    Raises:
        ValueError: no type has two articles, or all have the same one.
    """
    rng = random.Random(seed)
    by_type: dict[str, list[Sample]] = {}
    for sample in samples:
        by_type.setdefault(sample.events[0], []).append(sample)
    several = [own for own in by_type.values() if len(own) > 1]
    if not several or len(by_type) < 2:
        raise ValueError("pairs need two types, and two articles of one of them")
    while True:
        first, second = rng.sample(rng.choice(several), 2)
        yield first, second, 1.0
        one, other = rng.sample(list(by_type.values()), 2)
        yield rng.choice(one), rng.choice(other), 0.0


def contrasted(embedder: Embedder, known: Samples, how: Contrast) -> list[float]:
    """Fine-tune the encoder; the loss of each step. Linear warm-up over a tenth, then decay."""
    torch.manual_seed(how.seed)
    drawn = pairs(known, how.seed)
    optimizer = torch.optim.AdamW(embedder.model.parameters(), lr=how.rate)
    embedder.model.train()
    losses = []
    for step in range(how.steps):
        share = (step + 1) / how.steps
        optimizer.param_groups[0]["lr"] = how.rate * min(share / 0.1, (1 - share) / 0.9 + 1e-3, 1.0)
        batch = [next(drawn) for _ in range(how.pairs)]
        found = embedder.embed([s for one, other, _ in batch for s in (one, other)])
        cosine = (found[::2] * found[1::2]).sum(-1)
        loss = functional.mse_loss(cosine, torch.tensor([alike for _, _, alike in batch]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    embedder.model.eval()
    return losses


def by_setfit(folder: Path, types: list[str], how: Contrast) -> Method:
    """The method: contrastive steps, then logistic regression with scikit-learn's own strength.

    The steps are made once, so that the articles on which the threshold of secondary types is chosen
    are not new to the encoder.
    """

    def method(known: Samples) -> Judge:
        embedder = Embedder(folder, how.length)
        contrasted(embedder, known, how)
        return by_features(embedder, types, c=1.0)(known)

    return method
