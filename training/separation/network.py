"""Networks over sequences of segments, fitted with PyTorch and handed over as arrays.

See :mod:`nlp.separate.convolution` for what they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.separate.convolution import DILATIONS, EPSILON, Networks
from nlp.separate.steps import CLIP

_LINES, _RATE, _DECAY = 3_000, 3e-3, 0.01  # padded lines of a batch, peak rate, weight decay
_DROPOUT, _SMOOTHING = 0.2, 0.1  # of features and layers; without them too sure of themselves


class Rows(NamedTuple):
    """The lines of one document in order: features (n, d), labels (n,) from 0, weights (n,).

    A line of unknown label has the label -1: it is seen beside the others and counts nothing.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]


class _Padded(NamedTuple):
    """A batch: features (documents, lines, d), labels, weights and a mask (documents, lines)."""

    features: Tensor
    labels: Tensor
    weights: Tensor
    mask: Tensor


def fit(
    documents: Sequence[Rows], *, classes: int, hidden: int, networks: int, epochs: int, seed: int
) -> Networks:
    """Networks that differ in seed only, to be averaged: AdamW under a one-cycle rate, dropout.

    The same rows, settings and version of PyTorch give the same networks.
    """
    documents = [rows for rows in documents if len(rows.labels)]
    lines = np.concatenate([rows.features for rows in documents])
    mean, scale = lines.mean(axis=0), lines.std(axis=0) + 1e-3
    level = float(np.concatenate([rows.weights for rows in documents]).mean())
    scaled = [
        Rows(
            np.clip((rows.features - mean) / scale, -CLIP, CLIP).astype(np.float32),
            rows.labels,
            np.where(rows.labels >= 0, rows.weights / level, 0.0),
        )
        for rows in documents
    ]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more cost more than they give on matrices as small as these
    try:
        nets = [_fitted(scaled, classes, hidden, epochs, seed + k) for k in range(networks)]
    finally:
        torch.set_num_threads(threads)
    parts = [net.arrays() for net in nets]
    stacked = {name: _stacked([part[name] for part in parts]) for name in parts[0]}
    return Networks(mean.astype(np.float32), scale.astype(np.float32), **stacked)


class _Network(nn.Module):
    """One network as :class:`nlp.separate.convolution.Networks` reads it."""

    def __init__(self, width: int, classes: int, hidden: int) -> None:
        super().__init__()
        self.input = nn.Linear(width, hidden)
        self.norms = nn.ModuleList([nn.LayerNorm(hidden, eps=EPSILON) for _ in DILATIONS])
        self.kernels = nn.ModuleList(
            [nn.Conv1d(hidden, hidden, 3, dilation=reach, padding=reach) for reach in DILATIONS]
        )
        self.output = nn.Linear(2 * hidden, classes)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, features: Tensor, mask: Tensor) -> Tensor:
        """Logits (documents, lines, classes); ``mask`` is 1.0 for lines that are there."""
        alone = among = torch.relu(self.input(self.drop(features)))
        for norm, kernel in zip(self.norms, self.kernels, strict=True):
            normal = norm(among) * mask[..., None]
            added = torch.relu(kernel(normal.transpose(1, 2))).transpose(1, 2)
            among = among + self.drop(added)
        return self.output(self.drop(torch.cat([alone, among], dim=-1)))

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names of :class:`nlp.separate.convolution.Networks`."""
        kernels = [_array(k.weight).transpose(2, 1, 0) for k in self.kernels]  # place, in, out
        return {
            "input": _array(self.input.weight).T,
            "input_bias": _array(self.input.bias),
            "norm": np.stack([_array(norm.weight) for norm in self.norms]),
            "norm_bias": np.stack([_array(norm.bias) for norm in self.norms]),
            "kernel": np.stack([kernel.reshape(-1, kernel.shape[-1]) for kernel in kernels]),
            "kernel_bias": np.stack([_array(k.bias) for k in self.kernels]),
            "output": _array(self.output.weight).T,
            "output_bias": _array(self.output.bias),
        }


def _fitted(
    documents: Sequence[Rows], classes: int, hidden: int, epochs: int, seed: int
) -> _Network:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        rng = random.Random(seed)
        net = _Network(documents[0].features.shape[1], classes, hidden)
        optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
        planned = [_batches(documents, rng) for _ in range(epochs)]
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, _RATE, total_steps=sum(map(len, planned)), pct_start=0.1
        )
        for batch in _padded(documents, planned):
            logits = net(batch.features, batch.mask).transpose(1, 2)
            loss = nn.functional.cross_entropy(
                logits, batch.labels, reduction="none", label_smoothing=_SMOOTHING
            )
            optimizer.zero_grad()
            ((loss * batch.weights).sum() / batch.mask.sum()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def _batches(documents: Sequence[Rows], rng: random.Random) -> list[list[int]]:
    """All documents once, in shuffled batches of like lengths."""
    length = [len(rows.labels) for rows in documents]
    found: list[list[int]] = [[]]
    for number in sorted(range(len(documents)), key=lambda i: length[i] + 20 * rng.random()):
        if found[-1] and (len(found[-1]) + 1) * length[number] > _LINES:
            found.append([])
        found[-1].append(number)
    rng.shuffle(found)
    return found


def _padded(
    documents: Sequence[Rows], planned: Sequence[Sequence[Sequence[int]]]
) -> Iterator[_Padded]:
    for epoch in planned:
        for batch in epoch:
            rows = [documents[number] for number in batch]
            yield _Padded(
                _filled([r.features for r in rows]),
                _filled([np.maximum(r.labels, 0) for r in rows]),
                _filled([r.weights.astype(np.float32) for r in rows]),
                _filled([np.ones(len(r.labels), dtype=np.float32) for r in rows]),
            )


def _filled(arrays: Sequence[NDArray[np.generic]]) -> Tensor:
    """One tensor of arrays of different length, zeros at the ends."""
    return nn.utils.rnn.pad_sequence([torch.from_numpy(a) for a in arrays], batch_first=True)


def _stacked(arrays: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Stacked row by row in memory: safetensors writes an array as it lies there."""
    return np.ascontiguousarray(np.stack(arrays))


def _array(parameter: Tensor) -> NDArray[np.float32]:
    return parameter.detach().numpy().astype(np.float32)
